"""What is said of files and in them, as passages that know where they stand.

`Passage.place` of what is heard is `<file> t=12.50 km` (seconds from its beginning, and the
language of the transcript that says it), of a page of a document `<file> page=3`, of what is said
of a file `<file>`: identifiers as on the page of a thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.conf import settings
from django.db.models import Sum

from heritage.media.models import MediaFile
from heritage.site.media.documents import TEXTS, ShownDocument
from heritage.site.media.showing import shown_as
from heritage.site.media.shown import Shown
from search.documents import Passage

MOST_TEXT = 4_000_000
"""Characters of the pages of all documents of one thing: two thousand full ones."""


def shown_files(identifiers: Collection[str]) -> dict[str, list[Shown]]:
    """The files of these things that visitors see, by thing, in their order."""
    files = MediaFile.objects.filter(belongs_to__in=identifiers, shown=True)
    found: dict[str, list[Shown]] = defaultdict(list)
    for one in shown_as(files.with_derivatives(), settings.LANGUAGE_CODE):
        found[one.file.belongs_to_id].append(one)
    return found


def lengths_of_texts(identifiers: Collection[str]) -> dict[str, int]:
    """Bytes of what `passages` reads from the storage for these things, where it does."""
    files = MediaFile.objects.filter(
        belongs_to__in=identifiers, shown=True, original__jobs__files__name=TEXTS
    )
    length = Sum("original__jobs__files__bytes")
    return dict(files.order_by().values_list("belongs_to").annotate(length))


def passages(files: Iterable[Shown]) -> Iterator[Passage]:
    """Everything that is told of the files of a thing or stands in them."""
    left = MOST_TEXT
    for file in files:
        yield from _told(file)
        for page in _pages(file) if left > 0 else ():
            yield page._replace(text=page.text[: max(left, 0)])
            left -= len(page.text)


def _told(file: Shown) -> Iterator[Passage]:
    words = file.words
    for ending, language in (("", "vi"), ("_en", "en"), ("_km", "km")):
        for name in ("title", "alt"):
            if name != "alt" or not words.decorative:
                yield Passage(getattr(words, name + ending), language, file.id)
    yield Passage(words.credit, settings.LANGUAGE_CODE, file.id)
    for transcript in file.file.told_transcripts:
        if transcript.is_timed:
            for cue in transcript.cues:
                text, language = str(cue["text"]), str(cue.get("lang") or transcript.language)
                place = f"{file.id} t={cue['start']:.2f} {transcript.language}"
                yield Passage(text, language, place)
        else:
            yield Passage(transcript.text, transcript.language, file.id)


def _pages(file: Shown) -> Iterator[Passage]:
    # Where the storage is away this raises: else the document would stay without its words.
    if isinstance(file, ShownDocument) and file.texts:
        for leaf in file.leaves:
            yield Passage(leaf.text, "", f"{file.id} page={leaf.number}")
