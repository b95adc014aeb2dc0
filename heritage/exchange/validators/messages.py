"""What a validator says to a person: what is wrong, and what to do about it, in two languages.

The table lies in `messages_files` (files, encodings, tables), `messages_cells` (single values) and
`messages_schema` (what the sheets and the archive know of each other).
Templates name the params of their problem in braces, and `{value}` for the wrong value.
"""

from collections.abc import Mapping
from typing import Literal

from heritage.exchange.validators.messages_cells import CELL_TEMPLATES
from heritage.exchange.validators.messages_files import FILE_TEMPLATES
from heritage.exchange.validators.messages_schema import SCHEMA_TEMPLATES

TEMPLATES: dict[str, tuple[str, str]] = {
    **FILE_TEMPLATES,
    **CELL_TEMPLATES,
    **SCHEMA_TEMPLATES,
}
"""Code of a problem → (Vietnamese, English)."""


def render(
    code: str, language: Literal["vi", "en"], params: Mapping[str, str | int], *, value: str
) -> str:
    """Return the message of `code`. Raises KeyError for a code or a param that is not there."""
    vietnamese, english = TEMPLATES[code]
    template = vietnamese if language == "vi" else english
    return template.format_map({**params, "value": value})
