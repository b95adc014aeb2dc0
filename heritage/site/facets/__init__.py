"""Ways to narrow a list: by people, place, month, kind, language, first letter.

Each facet counts its options among what the other chosen filters leave, with one or two queries,
and among what the reader may see only.
"""
