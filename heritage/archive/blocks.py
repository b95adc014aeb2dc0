"""Blocks of the programme of a festival."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, DateBlock, ListBlock, StreamBlock, StructBlock


class ActBlock(StructBlock):
    """One act: when, and what happens, in the languages of the visitors."""

    time = CharBlock(label=_("giờ"), required=False, max_length=40)
    activity = CharBlock(label=_("việc"), max_length=255)
    activity_en = CharBlock(label=_("việc (tiếng Anh)"), required=False, max_length=255)
    activity_km = CharBlock(label=_("việc (tiếng Khmer)"), required=False, max_length=255)


class DayBlock(StructBlock):
    """One day at one site."""

    date = DateBlock(label=_("ngày"))
    site = CharBlock(label=_("nơi"), required=False, max_length=160)
    acts = ListBlock(ActBlock(), label=_("các việc"))

    class Meta:
        label = _("một ngày, một nơi")
        icon = "date"


class ProgrammeBlock(StreamBlock):
    """The programme by day and site."""

    day = DayBlock()


def programme_blocks() -> ProgrammeBlock:
    """The programme as a stream of days."""
    return ProgrammeBlock(required=False)
