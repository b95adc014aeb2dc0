"""Dictionary entries."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from heritage.peoples.models.vocabulary import Scheme, term_field
from heritage.records.fields import LanguageField, required_sources
from heritage.records.things import HeritageRecord


class Entry(HeritageRecord):
    """A word of a language with its meaning, told in the languages of the readers.

    `title` is the headword: a fact, the same whoever reads it.
    """

    class PartOfSpeech(models.TextChoices):
        """Word classes, as in the sheets."""

        NOUN = "noun", _("danh từ")
        VERB = "verb", _("động từ")
        ADJECTIVE = "adjective", _("tính từ")
        ADVERB = "adverb", _("phó từ")
        NUMERAL = "numeral", _("số từ")
        PARTICLE = "particle", _("trợ từ")
        INTERJECTION = "interjection", _("thán từ")
        PRONOUN = "pronoun", _("đại từ")
        PHRASE = "phrase", _("cụm từ")

    kind = "word"
    told_fields = ("gloss", "example_translation")

    language = LanguageField(
        _("ngôn ngữ"),
        max_length=16,
        db_index=True,
        help_text=_("Chọn mã trong danh sách: bdq là tiếng Ba Na, cjm tiếng Chăm, km tiếng Khmer."),
    )
    headword_native = models.CharField(
        _("viết bằng chữ cổ truyền"),
        max_length=120,
        blank=True,
        help_text=_("Chẳng hạn akhar thrah của tiếng Chăm."),
    )
    romanisation = models.CharField(_("phiên chữ Latinh"), max_length=120, blank=True)
    ipa = models.CharField(_("phiên âm IPA"), max_length=120, blank=True)
    part_of_speech = models.CharField(_("từ loại"), max_length=16, choices=PartOfSpeech, blank=True)
    gloss = models.CharField(_("nghĩa"), max_length=255)
    example = models.TextField(_("câu ví dụ"), blank=True)
    example_translation = models.TextField(_("nghĩa của câu ví dụ"), blank=True)
    domain = term_field(Scheme.WORD_DOMAIN, _("trường từ vựng"))
    sources = required_sources()
    tags = ClusterTaggableManager(through="languages.EntryTag", blank=True, verbose_name=_("thẻ"))

    class Meta(HeritageRecord.Meta):
        verbose_name = _("từ")
        verbose_name_plural = _("từ điển")

    def sorting_language(self) -> str:
        """Headwords stand in the order of their own alphabet."""
        return self.language


class EntryTag(TaggedItemBase):
    """A tag of a word."""

    content_object = ParentalKey(Entry, on_delete=models.CASCADE, related_name="tagged_items")
