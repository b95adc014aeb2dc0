"""What a cluster answers about one document of many."""

import pytest

from search.elastic.writing import _judge
from search.engine import EngineError


def test_a_document_that_is_refused_is_no_failure_of_the_cluster() -> None:
    error = {"type": "document_parsing_exception", "reason": "failed to parse"}
    at_fault: dict[str, str] = {}
    _judge({"_id": "b1qcggd", "status": 400, "error": error}, 0, at_fault)
    assert at_fault == {"b1qcggd": "failed to parse"}
    with pytest.raises(EngineError, match="too many requests"):
        _judge(
            {
                "_id": "b1qcggd",
                "status": 429,
                "error": {"type": "rejected", "reason": "too many requests"},
            },
            0,
            at_fault,
        )
    _judge({"_id": "b1qcggh", "status": 409, "error": error}, 0, at_fault)
    _judge({"_id": "b1qcggh", "status": 201}, 0, at_fault)
    assert list(at_fault) == ["b1qcggd"]
