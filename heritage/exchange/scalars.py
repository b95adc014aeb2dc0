"""One cell and one field of a model: what the cell means, and how the value is written again.

`understand` gives the value and its canonical text; `say` gives the text of a stored value. The two
undo each other: `understand(say(value))` is the value with the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import override
from wagtail.fields import RichTextField, StreamField

from heritage.exchange.directory import Directory
from heritage.exchange.markdown import canonical, to_markdown
from heritage.exchange.validators import cells
from heritage.exchange.validators.limits import MAX_CELL_CHARACTERS
from heritage.exchange.validators.problems import Fault
from heritage.peoples.models import Term
from heritage.protocols.models import AudienceField
from heritage.records.language_tags import TagError, script_code
from heritage.records.sheets import CellError, Fact, Told
from search.analysis.folding import fold

Understood = tuple[Any, str]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_DECIMALS = 6


def refuse(column: str, text: str, fault: Fault) -> CellError:
    """A fault of the cell parsers as the error of a column."""
    return CellError(column, text, fault.code, **fault.params)


def _read(column: str, text: str, answer: Any) -> Any:
    if isinstance(answer, Fault):
        raise refuse(column, text, answer)
    return answer


def understand(fact: Fact, field: models.Field[Any, Any], text: str, look: Directory) -> Understood:
    """The value of a fact's cell and the cell as it will be exported; CellError if it has none."""
    reads = _READS.get(fact.reads)
    if reads is not None:
        return reads(fact, field, text)
    if isinstance(field, AudienceField):
        word = look.audiences.understand(fact.name, text)
        return word, word
    if fact.links:
        return _link(fact, text, look)
    if field.choices:
        return _choice(fact, field, text)
    if field.is_relation:
        return _term(fact, field, text, look)
    if not text and field.has_default() and not isinstance(field, StreamField):
        value = field.get_default()
        return value, _plain(value)
    for kind, parse in _BY_FIELD.items():
        if isinstance(field, kind):
            return parse(fact, field, text)
    return _text(fact.name, field, text)


def understand_told(told: Told, name: str, field: models.Field[Any, Any], text: str) -> Understood:
    """The same for a text in one language; the value of a rich text is still its Markdown."""
    if told.field == "slug":
        if text and not _SLUG.fullmatch(text):
            raise CellError(name, text, "slug_malformed")
        return text, text
    value, plain = _text(name, field, text)
    return (plain, canonical(plain)) if isinstance(field, RichTextField) else (value, plain)


def say(fact: Fact, field: models.Field[Any, Any], thing: Any, look: Directory) -> str:
    """The cell of a fact of `thing`."""
    value = getattr(thing, field.attname)
    if value is None or value == "":
        return ""
    if fact.reads == "year_of":
        return f"{value.year:04}"
    if fact.reads in ("latitude", "longitude"):
        return _say_degrees(value, thing.coordinate_decimals)
    if fact.links:
        return look.name_of(fact.links, value)
    if field.is_relation:
        return look.term_code(value, _scheme(field))
    if isinstance(field, StreamField):
        return _say_stream(field, value)
    return _plain(value)


def say_told(told: Told, field: models.Field[Any, Any], row: Any, look: Directory) -> str:
    """The cell of a text of one row."""
    value = getattr(row, told.field) or ""
    if isinstance(field, RichTextField):
        return to_markdown(value, look.address_of_page)
    return str(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _text(name: str, field: models.Field[Any, Any], text: str) -> Understood:
    limit = getattr(field, "max_length", None) or MAX_CELL_CHARACTERS
    value = _read(name, text, cells.parse_text(text, max_length=limit)) or ""
    return value, value


def _link(fact: Fact, text: str, look: Directory) -> Understood:
    if not text:
        return None, ""
    found = look.find(text, (fact.links,), fact.name)
    return found, look.name_of_identifier(found.identifier)


def _choice(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    if not text:
        default = field.get_default() if field.has_default() else ""
        return default, str(default)
    values = [str(value) for value, _label in field.flatchoices if value != ""]
    if text in values:
        return text, text
    spoken = _labels(field).get(fold(text))
    if spoken is None:
        raise CellError(fact.name, text, "choice_unknown", near=_choices_in_words(field))
    return spoken, spoken


def _choices_in_words(field: models.Field[Any, Any]) -> str:
    """The choices as the lists of the templates show them, each with its code."""
    with override("vi"):
        return "; ".join(f"{label} ({value})" for value, label in field.flatchoices if value != "")


def _labels(field: models.Field[Any, Any]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for language in ("en", "vi"):
        with override(language):
            labels |= {fold(str(label)): str(value) for value, label in field.flatchoices}
    return labels | {fold(str(value)): str(value) for value, _ in field.flatchoices}


def _scheme(field: models.Field[Any, Any]) -> str:
    limits: Any = field.get_limit_choices_to()  # type: ignore[attr-defined]
    return str(limits["scheme"])


def _term(fact: Fact, field: models.Field[Any, Any], text: str, look: Directory) -> Understood:
    if field.related_model is not Term:
        raise TypeError(f"{fact.name}: a foreign key needs `links`")
    if not text:
        return None, ""
    pk, code = look.find_term(_scheme(field), text, fact.name)
    return pk, code


def _integer(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    largest = 32_767 if isinstance(field, models.PositiveSmallIntegerField) else 2_147_483_647
    value = _read(fact.name, text, cells.parse_integer(text, minimum=0, maximum=largest))
    return value, "" if value is None else str(value)


def _yes_no(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    value = _read(fact.name, text, cells.parse_yes_no(text))
    if value is None:
        value = bool(field.get_default())
    return value, _plain(value)


def _date(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    value = _read(fact.name, text, cells.parse_date(text))
    return value, value.isoformat() if value else ""


def _email(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    value = _read(fact.name, text, cells.parse_email(text)) or ""
    return value, value


def _stream(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    if not text:
        return "[]", ""
    block = field.stream_block  # type: ignore[attr-defined]
    try:
        raw = json.loads(text)
        value = block.clean(block.to_python(raw))
        spoken = _say_raw(block.get_prep_value(value))
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError) as error:
        raise CellError(fact.name, text, "programme_malformed") from error
    if not isinstance(raw, list) or len(value) != len(raw):
        raise CellError(fact.name, text, "programme_malformed")
    return spoken, spoken


def _say_stream(field: Any, value: Any) -> str:
    raw = field.stream_block.get_prep_value(value)
    return _say_raw(raw) if raw else ""


def _say_raw(raw: Any) -> str:
    return json.dumps(_without_ids(raw), ensure_ascii=False, separators=(",", ":"))


def _without_ids(raw: Any) -> Any:
    if isinstance(raw, list):
        return [_without_ids(part) for part in raw]
    if isinstance(raw, dict):
        # A block is {"type", "value", "id"}; the id is only for the editor.
        return {
            key: _without_ids(part)
            for key, part in raw.items()
            if not (key == "id" and "type" in raw)
        }
    return raw


def _edtf(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    _read(fact.name, text, cells.parse_edtf(text))
    return text, text


def _joined(parse: Callable[[str], Any]) -> Callable[..., Understood]:
    def reader(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
        joined = ";".join(str(part) for part in _read(fact.name, text, parse(text)))
        return _text(fact.name, field, joined)

    return reader


def _single(parse: Callable[[str], Any]) -> Callable[..., Understood]:
    def reader(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
        return _text(fact.name, field, _read(fact.name, text, parse(text)) or "")

    return reader


def _script(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    if not text:
        return "", ""
    try:
        code = script_code(text)
    except TagError as error:
        raise CellError(fact.name, text, error.code) from error
    return code, code


def _year(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    value = _read(fact.name, text, cells.parse_integer(text, minimum=1, maximum=9999))
    return value, "" if value is None else f"{value:04}"


def _degrees(fact: Fact, field: models.Field[Any, Any], text: str) -> Understood:
    value = _read(fact.name, text, cells.parse_decimal(text))
    if value is None:
        return None, ""
    if -value.as_tuple().exponent > MAX_DECIMALS:
        value = round(value, MAX_DECIMALS)
    return value, format(value, "f")


def _say_degrees(value: Decimal, decimals: int | None) -> str:
    if decimals is not None:
        return f"{value:.{decimals}f}"
    whole, _, part = f"{value:.{MAX_DECIMALS}f}".partition(".")
    return f"{whole}.{part.rstrip('0') or '0'}"


_READS: dict[str, Callable[..., Understood]] = {
    "edtf": _edtf,
    "months": _joined(cells.parse_months),
    "languages": _joined(cells.parse_languages),
    "language": _single(cells.parse_language_tag),
    "phone": _single(cells.parse_phone),
    "script": _script,
    "year_of": _year,
    "latitude": _degrees,
    "longitude": _degrees,
}
_BY_FIELD: dict[type[models.Field[Any, Any]], Callable[..., Understood]] = {
    models.BooleanField: _yes_no,
    models.IntegerField: _integer,
    models.DateField: _date,
    models.EmailField: _email,
    StreamField: _stream,
}
