"""What a cluster answers about one document of many."""

import pytest

from search.elastic.writing import _fault
from search.engine import EngineError


def test_a_document_that_is_refused_is_no_failure_of_the_cluster() -> None:
    error = {"type": "document_parsing_exception", "reason": "failed to parse"}
    refused = {"_id": "b1qcggd", "status": 400, "error": error}
    assert _fault(refused, 0) == {"b1qcggd": "failed to parse"}
    with pytest.raises(EngineError, match="too many requests"):
        _fault(
            {
                "_id": "b1qcggd",
                "status": 429,
                "error": {"type": "rejected", "reason": "too many requests"},
            },
            0,
        )
    assert _fault({"_id": "b1qcggd", "status": 409, "error": error}, 0) == {}
    assert _fault({"_id": "b1qcggd", "status": 201}, 0) == {}
