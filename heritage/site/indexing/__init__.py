"""The archive as the index is given it: projections (`*/projections.py`) become documents."""
