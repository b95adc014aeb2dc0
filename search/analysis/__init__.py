"""Linguistics shared by every search engine, list and form: text in, text out, no database.

Each file has one subject. For names and lists: `text` (Unicode at the door), `folding`
(accent-insensitive comparison), `slugs` (addresses), `sorting` (dictionary order). For search:
`scan` (text into tokens), `columns` (what an engine stores), `query` and `synonyms` (what a person
typed), `highlighting` and `snippets` (where a text holds it). Beneath both: `characters`, `forms`
(of words), `khmer` (clusters) and `khmer_words`.
"""
