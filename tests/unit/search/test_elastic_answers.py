"""What a cluster answers about one document of many."""

import pytest

from search.elastic.writing import _check
from search.engine import EngineError


def test_a_document_that_is_refused_is_no_failure_of_the_cluster() -> None:
    error = {"type": "document_parsing_exception", "reason": "failed to parse"}
    with pytest.raises(ValueError, match="b1qcggd: failed to parse"):
        _check({"_id": "b1qcggd", "status": 400, "error": error}, 0)
    with pytest.raises(EngineError, match="too many requests"):
        _check(
            {
                "_id": "b1qcggd",
                "status": 429,
                "error": {"type": "rejected", "reason": "too many requests"},
            },
            0,
        )
    _check({"_id": "b1qcggd", "status": 409, "error": error}, 0)
    _check({"_id": "b1qcggd", "status": 201}, 0)
