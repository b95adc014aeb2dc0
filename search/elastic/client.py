"""The connection to a cluster: short in vain, and every error in the words of the interface."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from elastic_transport import HttpHeaders, Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch, TransportError
from urllib3 import Timeout

from search.engine import EngineError

CONNECT_SECONDS = 2.0
"""Whoever waits for a page should not wait for a machine that is not there."""
ANSWER_SECONDS = 60.0
"""For a write, or a step of a rebuild."""
SEARCH_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Access:
    """What a cluster asks for; empty where it does not. A key counts more than a password."""

    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    """As Elasticsearch gives it in `encoded`."""
    ca_certificate: str = ""
    """Path of the certificate, in PEM, that signed those of the cluster."""


class _Node(Urllib3HttpNode):
    """Waits for a connection less long than for an answer."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = None,
    ) -> Any:
        """Ask; the number of seconds is for the answer alone."""
        seconds = request_timeout if isinstance(request_timeout, (int, float)) else ANSWER_SECONDS
        timeout: Any = Timeout(connect=CONNECT_SECONDS, read=seconds)
        return super().perform_request(method, target, body, headers, timeout)


def connect(addresses: Sequence[str], access: Access) -> Elasticsearch:
    """Return a client, which connects when it is first asked.

    An address has scheme, host and port: https://127.0.0.1:9200. Raises ValueError for another.
    """
    options: dict[str, Any] = {}
    if access.api_key:
        options["api_key"] = access.api_key
    elif access.user:
        options["basic_auth"] = (access.user, access.password)
    if access.ca_certificate:
        options["ca_certs"] = access.ca_certificate
    # Each machine once: a page falls back on something else sooner than a cluster comes back.
    return Elasticsearch(
        list(addresses), node_class=_Node, max_retries=len(addresses) - 1, **options
    )


@contextmanager
def reasons() -> Iterator[None]:
    """Say in the words of the interface what the cluster and the network say."""
    try:
        yield
    except ApiError as error:
        raise EngineError(str(error)) from error
    except TransportError as error:
        causes = (str(cause) for cause in (error.message, *error.errors))
        raise EngineError(": ".join(dict.fromkeys(causes))) from error
