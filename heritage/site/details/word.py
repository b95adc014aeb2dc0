"""The page of a word: its neighbours in meaning, and whose language it is."""

from __future__ import annotations

from django.utils.functional import cached_property

from heritage.languages.models import Entry
from heritage.languages.names import language_tag
from heritage.languages.speakers import speakers
from heritage.peoples.models import People
from heritage.site.details.base import Detail, Linked


class WordDetail(Detail[Entry]):
    """A word of a language."""

    @cached_property
    def peoples(self) -> list[People]:
        """Those who speak its language."""
        return speakers(self.thing.language, self.reader.peoples.values())

    @property
    def language(self) -> str:
        """Its language."""
        return str(self.thing.language)

    @property
    def headword_tag(self) -> str:
        """The language tag of the headword, with its script."""
        return language_tag(self.thing.title, self.thing.language)

    @property
    def letter(self) -> str:
        """The letter under which it stands."""
        return str(self.thing.title)[:1].lower()

    @cached_property
    def neighbours(self) -> Linked:
        """Words of the same language and domain."""
        if self.thing.domain_id is None:
            return Linked("word", [])
        same = Entry.objects.filter(language=self.thing.language, domain=self.thing.domain_id)
        more = self.reader.addresses.of_section(
            "word",
            self.reader.language,
            tieng=self.thing.language,
            **{"chu-de": self.thing.domain.code},
        )
        return self.linked("word", same.exclude(pk=self.thing.pk).values("pk"), more)
