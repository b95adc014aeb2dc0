"""Bytes in, derivatives out. Knows no record type, and imports nothing of heritage."""
