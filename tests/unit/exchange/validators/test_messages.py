"""Every problem can be said in both languages, and says what to do."""

import ast
import string
from pathlib import Path

import pytest

import heritage.exchange.validators as validators
from heritage.calendars import edtf_grammar
from heritage.exchange.validators.messages import TEMPLATES
from heritage.exchange.validators.messages_cells import CELL_TEMPLATES
from heritage.exchange.validators.messages_files import FILE_TEMPLATES
from heritage.exchange.validators.problems import Fault, Problem

# The messages of this package's own checks; those of the sheets' schema are checked with it.
OWN = {**FILE_TEMPLATES, **CELL_TEMPLATES}

FOLDER = Path(validators.__file__).parent


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def strings_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def codes_in_use() -> set[str]:
    """Codes given as the first argument of Fault or refused, or the fifth of Problem."""
    codes = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"Fault": 0, "refused": 1, "Problem": 4, "_ForbiddenXmlError": 0}.get(
                    node.func.id
                )
                if place is not None and len(node.args) > place:
                    codes |= {
                        part.value
                        for part in ast.walk(node.args[place])
                        if isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and not part.value.endswith("_")
                    }
    return codes - {"_bytes"}


def test_every_code_in_use_has_its_message() -> None:
    assert codes_in_use() - set(TEMPLATES) == set()
    reasons = {
        value for value in strings_in(Path(edtf_grammar.__file__)) if f"edtf_{value}" in TEMPLATES
    }
    assert len(reasons) == len([code for code in TEMPLATES if code.startswith("edtf_")])


def test_no_message_waits_for_a_problem_that_never_comes() -> None:
    used = codes_in_use().union(
        *(strings_in(path) for path in FOLDER.glob("*.py") if "messages" not in path.name)
    )
    built = ("edtf_", "encoding_", "language_")
    assert {code for code in OWN if code not in used and not code.startswith(built)} == set()


@pytest.mark.parametrize("code", sorted(OWN))
def test_both_languages_name_the_same_things_and_what_to_do(code: str) -> None:
    vietnamese, english = TEMPLATES[code]
    assert fields(vietnamese) == fields(english)
    assert "Hãy" in vietnamese or "hãy" in vietnamese
    assert vietnamese != english


def test_a_long_value_is_shortened() -> None:
    problem = Problem("f", 2, "c", "á" * 500, "integer_malformed")
    assert len(problem.value) == 80
    assert problem.value.endswith("…")
    assert "á" * 81 not in problem.message("vi")


def test_a_hostile_value_cannot_turn_the_message_around() -> None:
    message = Fault("integer_malformed").at("f", 2, "c", "1\u202e\x00{params}\n2").message("en")
    assert "\u202e" not in message
    assert "<U+202E>" in message
    assert "{params}" in message
