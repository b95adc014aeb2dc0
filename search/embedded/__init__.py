"""The search engine that needs nothing but SQLite: one file, one writer, any number of readers.

`file` is what stands in it, `generations` which file is the current one, `writing` puts documents
in. `matching` turns conditions into sets of documents, `holdings` keeps facets, audiences and
orders in memory, and `engine` puts it together.
"""
