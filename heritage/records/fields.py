"""Fields that several kinds share."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from heritage.calendars import edtf_dates
from heritage.records.language_tags import TagError, language_tag, language_tags, script_code
from search.fields import CodePointField

TOLD_FEATURES = ["h3", "bold", "italic", "ul", "ol", "link"]
"""What an officer can do in a told text: what survives in Markdown, in print and on a phone."""


def told_text(verbose_name: Any, **kwargs: Any) -> RichTextField:
    """A long text in one language. Stored as Wagtail rich text, exchanged as Markdown."""
    return RichTextField(verbose_name, features=TOLD_FEATURES, **({"blank": True} | kwargs))


class SortKeyField(CodePointField):
    """A key of `search.analysis.sorting`."""


def required_sources() -> models.TextField:  # type: ignore[type-arg]
    """`sources` for the kinds that may not be submitted without one."""
    return models.TextField(
        _("nguồn"),
        help_text=_("Sách, báo, quyết định hoặc người kể: điều gì giúp người khác tìm lại được."),
    )


def split_list(text: str) -> list[str]:
    """The values of a list written with semicolons: `km; vi` is ["km", "vi"]."""
    return [part.strip() for part in text.split(";") if part.strip()]


def validate_months(text: str) -> None:
    """Refuse anything but Gregorian month numbers separated by semicolons."""
    for part in split_list(text):
        if not (part.isascii() and part.isdigit() and 1 <= int(part) <= 12):
            raise ValidationError(
                _("“%(part)s” không phải là tháng. Hãy ghi số từ 1 đến 12, cách nhau bằng “;”."),
                params={"part": part},
            )


def validate_edtf(text: str) -> None:
    """Refuse a date that is not EDTF (ISO 8601-2)."""
    try:
        edtf_dates.parse(text)
    except edtf_dates.EdtfError as error:
        raise ValidationError(
            _("Không đọc được “%(text)s”. Hãy ghi 1998, 2019-04, 1955~ (khoảng) hoặc 197X."),
            params={"text": text},
        ) from error


def list_field(verbose_name: Any, **kwargs: Any) -> models.CharField:  # type: ignore[type-arg]
    """Several short values in one cell, separated by semicolons, in the order they were given."""
    return models.CharField(verbose_name, **({"blank": True, "max_length": 255} | kwargs))


def months_field(verbose_name: Any, **kwargs: Any) -> models.CharField:  # type: ignore[type-arg]
    """Months of the Gregorian year in the order of the season: `11;12;1`."""
    return list_field(verbose_name, validators=[validate_months], max_length=40, **kwargs)


NO_TAG = {
    "language_malformed": _(
        "“%(part)s” không phải là mã ngôn ngữ. Hãy ghi mã như vi, km, bdq hoặc cjm-Cham."
    ),
    "language_underscore": _("Mã ngôn ngữ không dùng gạch dưới. Hãy ghi gạch nối: %(meant)s."),
    "language_country": _("“%(part)s” là mã quốc gia, không phải mã ngôn ngữ. Hãy ghi %(meant)s."),
    "language_repeated": _("Ngôn ngữ %(part)s được ghi hai lần. Hãy bỏ bớt một lần."),
    "script_malformed": _(
        "“%(part)s” không phải mã chữ viết. Hãy ghi mã bốn chữ cái: Latn, Khmr, Cham."
    ),
}


class CodeField(models.CharField):  # type: ignore[type-arg]
    """A code that a form reads as leniently as the sheets do, and keeps in its usual capitals."""

    read: Callable[[str], str]

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """The code. Raises ValidationError, with what to write instead."""
        text: str = super().clean(value, model_instance)
        try:
            return type(self).read(text) if text else text
        except TagError as error:
            raise ValidationError(NO_TAG[error.code], params=error.params) from error


class LanguageField(CodeField):
    """One language (BCP 47)."""

    read = staticmethod(language_tag)


class LanguagesField(CodeField):
    """Several languages, divided by semicolons."""

    @staticmethod
    def read(text: str) -> str:
        """The tags, as `km;pi`."""
        return ";".join(language_tags(text))


class ScriptField(CodeField):
    """A script (ISO 15924)."""

    read = staticmethod(script_code)


def script_field(verbose_name: Any, **kwargs: Any) -> ScriptField:
    """The script of a name."""
    return ScriptField(verbose_name, max_length=4, blank=True, **kwargs)


def languages_field(verbose_name: Any, **kwargs: Any) -> LanguagesField:
    """The languages of a thing."""
    return LanguagesField(verbose_name, max_length=255, blank=True, **kwargs)
