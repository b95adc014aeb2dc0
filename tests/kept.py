"""Pages that are kept for everybody, for tests that want to see how one is made."""

from django.core.cache import caches


def forget() -> None:
    """Have the next pages made anew."""
    caches["pages"].clear()
    caches["lists"].clear()
