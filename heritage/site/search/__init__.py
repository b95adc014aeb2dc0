"""The public search: what is asked, in words and by choices, and what a reader is shown of it."""
