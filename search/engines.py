"""The engine of this process, as the settings say: embedded, or a cluster of Elasticsearch."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock

from django.conf import settings

from search.embedded.engine import EmbeddedEngine
from search.engine import Engine

_made: dict[int, Engine] = {}
_lock = Lock()


def engine() -> Engine:
    """Return it; made once for each process, because its connections cross no fork."""
    with _lock:
        process = os.getpid()
        if process not in _made:
            _made.clear()
            _made[process] = _make()
        return _made[process]


def close() -> None:
    """Let go of it; the next one who asks has another."""
    with _lock:
        for made in _made.values():
            made.close()
        _made.clear()


def _make() -> Engine:
    cluster = dict(settings.SEARCH_CLUSTER)
    addresses, index = cluster.pop("addresses"), cluster.pop("index")
    if not addresses:
        return EmbeddedEngine(Path(settings.SEARCH_FOLDER))
    # Not before: its client takes a third of a second and 20 MB to load.
    from search.elastic.client import Access
    from search.elastic.engine import ElasticEngine

    return ElasticEngine(addresses, index, Access(**cluster))
