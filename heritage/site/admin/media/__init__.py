"""Files in the admin: sending them, their words, letting them be seen, what went wrong."""
