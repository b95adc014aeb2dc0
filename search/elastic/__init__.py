"""The search engine for archives that have an Elasticsearch: several machines, very many documents.

`terms` says how tokens, labels and orders are spelled there, `index` what stands in an index and
which one is current, `writing` puts documents in. `matching` turns conditions into queries,
`searching` puts one search together, `reading` goes through all there is. `lease` lets one rebuild
at a time be, and `engine` puts it together.

Nothing of Elasticsearch's own analysis is used, nor any module of it that can be missing: the
tokens are made before (`search.analysis`), and every cluster splits them at blanks.
"""
