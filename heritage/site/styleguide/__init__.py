"""The living style guide: every component of the public site in all its states, for staff."""
