"""Media of our own for the demo: made at first start, so that every viewer has something to show.

Nothing here is a document of a people. Sounds are synthesised and say so, films show drafts of our
own geometry, the palm leaf is a rendered page of everyday words.
"""
