"""Tests of the contract are in modules that pytest does not collect by themselves."""

import pytest

for _part in ("finding", "narrowing", "changing", "hostile"):
    pytest.register_assert_rewrite(f"tests.contract.search.{_part}")
