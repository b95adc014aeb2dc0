"""The same derivatives of the same photographs, made in three ways. Each is a program of its own:

    python -m tests.performance.pictures.WAY OUT PHOTOGRAPH...

makes them for one photograph after the other and says its peak memory, in megabytes.
"""
