"""What a remark is about: a thing, a section, or the archive; never what one may not see."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from heritage.records.models import Identifier
from heritage.site.reader import PUBLIC_KINDS, Reader


@dataclass(frozen=True)
class Subject:
    """One page a visitor can write about. `title` is empty where it is the archive as a whole."""

    identifier: str = ""
    section: str = ""
    title: str = ""
    kind: str = ""
    address: str = ""
    language: str = ""
    """The language of the title, where it is not the reader's."""
    is_restricted: bool = False

    @property
    def form_address(self) -> str:
        """Where the form about it is, in the reader's language."""
        if self.identifier:
            return reverse("feedback_thing", args=[self.identifier])
        if self.section:
            return reverse("feedback_section", args=[self.section])
        return reverse("feedback")


def subject(request: HttpRequest, identifier: str = "", section: str = "") -> Subject:
    """The thing or section as the visitor sees it. Raises Http404."""
    if identifier:
        return _thing(request, identifier)
    if section:
        return _section(request, section)
    return Subject()


def _thing(request: HttpRequest, value: str) -> Subject:
    found = Identifier.objects.filter(pk=value, withdrawn_at=None).first()
    reader = Reader.of(request)
    things = []
    if found is not None and found.kind in PUBLIC_KINDS:
        things = reader.by_identifier([(found.kind, found.pk)])
    if not things:
        raise Http404
    (thing,) = things
    told = thing.told
    language = told.locale.language_code
    return Subject(
        identifier=value,
        title=told.title,
        kind=str(thing._meta.verbose_name),
        address=reader.address(thing),
        language="" if language == reader.language else language,
        is_restricted=thing.is_restricted,
    )


def _section(request: HttpRequest, kind: str) -> Subject:
    reader = Reader.of(request)
    page = reader.addresses.section(kind, reader.language)
    if page is None:
        raise Http404
    language = page.locale.language_code
    return Subject(
        section=kind,
        title=page.title,
        address=reader.addresses.of_page(page),
        language="" if language == reader.language else language,
    )
