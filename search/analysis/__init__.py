"""Linguistics shared by every search engine, list and form: text in, text out, no database.

Each file has one subject: `text` (Unicode at the door), `folding` (accent-insensitive comparison),
`slugs` (addresses) and `sorting` (dictionary order).
"""
