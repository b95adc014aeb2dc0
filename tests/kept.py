"""Pages that are kept for everybody, for tests that want to see how one is made."""

from django.core.cache import caches

from heritage.site.remembered import memory


def forget() -> None:
    """Have the next pages made anew, as after something was published."""
    caches["pages"].clear()
    caches["lists"].clear()
    memory.forget()
