"""The words around what was asked for, marked; and where to hear or see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from heritage.languages.names import language_tag
from heritage.site.community.warnings import warns
from heritage.site.media.anchors import line_anchor, page_anchor
from heritage.site.reader import Reader
from search.analysis.highlighting import Span, highlight, sieve
from search.analysis.query import Query
from search.analysis.snippets import Snippet, snippets
from search.documents import Passage

LENGTH = 220
"""Characters of an excerpt."""
MOST_TEXT = 100_000
"""Characters of one thing that are looked through."""


class Marked(NamedTuple):
    """A piece of text with marks in it."""

    html: SafeString
    is_marked: bool
    lang: str = ""
    """BCP 47, where it is not the reader's."""


@dataclass(frozen=True)
class Excerpt:
    """Some words of a thing."""

    text: Marked
    file: str = ""
    """The identifier of the file that says them; empty: the thing itself."""
    seconds: float | None = None
    """Where in a recording or film."""
    transcript: str = ""
    """The language of the transcript that says it."""
    page: int = 0
    """Of a document."""

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the thing, as a fragment of its address."""
        if self.seconds is not None and self.transcript:
            return line_anchor(self.file, self.transcript, self.seconds)
        if self.page:
            return page_anchor(self.file, self.page)
        return f"tep-{self.file}" if self.file else ""


def marked(text: str, query: Query, lang: str = "") -> Marked:
    """A whole text, marked."""
    spans = highlight(text, query)
    return Marked(_html(text, spans), bool(spans), lang)


def other_name(titles: Iterable[Passage], title: str, query: Query) -> Marked | None:
    """The first of the names that holds what was asked for, if it is not the title."""
    for passage in titles:
        if passage.language and passage.text != title:
            found = marked(passage.text, query, passage.language)
            if found.is_marked:
                return found
    return None


def excerpts(
    body: Sequence[Passage], thing: Any, query: Query, reader: Reader, *, is_explained: bool
) -> Sequence[Excerpt]:
    """What shows why a thing was found: its own words, and those of one of its files.

    The first passage with all words of the query, else the one with most of them, in the reader's
    language if there is one. Nothing of what a reader is asked about before he opens it. Where its
    title explains it already (`is_explained`), what he perhaps cannot read is shown only for words
    he typed himself.
    """
    if not query.required or warns(thing, thing.told):
        return ()
    foreign = _as_typed(query) if is_explained else query
    sought = sum(any(not term.field for term in group) for group in query.required)
    best: dict[bool, tuple[tuple[bool, int, int], Passage, Snippet]] = {}
    for passage in _looked_through(body, query):
        of_file = bool(passage.place)
        is_read = passage.language.split("-")[0] in ("", reader.language)
        if of_file in best and best[of_file][0][:2] >= (is_read, sought):
            continue
        for snippet in snippets(passage.text, query if is_read else foreign, LENGTH):
            # Two words of what he can read are more to him than three of what he cannot.
            worth = (is_read, snippet.held, len(snippet.spans))
            # One word of several in a caption explains nothing.
            explains = snippet.held * 2 > sought if of_file and sought > 1 else bool(snippet.spans)
            if explains and (of_file not in best or worth > best[of_file][0]):
                best[of_file] = (worth, passage, snippet)
    return tuple(_excerpt(*best[one][1:], reader) for one in sorted(best))


def _as_typed(query: Query) -> Query:
    """The same without other names and words that mean the same."""
    groups = (tuple(term for term in group if not term.synonym) for group in query.required)
    return replace(query, required=tuple(filter(None, groups)))


def _looked_through(body: Iterable[Passage], query: Query) -> Iterator[Passage]:
    may_hold = sieve(query)
    left = MOST_TEXT
    for passage in body:
        if left <= 0:
            return
        passage = passage._replace(text=passage.text[:left])
        left -= len(passage.text)
        if may_hold(passage.text):
            yield passage


def _excerpt(passage: Passage, snippet: Snippet, reader: Reader) -> Excerpt:
    before, after = "… " * snippet.cut_before, " …" * snippet.cut_after
    html = format_html("{}{}{}", before, _html(snippet.text, snippet.spans), after)
    # Of the pages of a document nobody has said it.
    language = passage.language or language_tag(snippet.text, settings.LANGUAGE_CODE)
    text = Marked(html, is_marked=True, lang="" if language == reader.language else language)
    file, _blank, place = passage.place.partition(" ")
    where, _blank, transcript = place.partition(" ")
    name, _equals, value = where.partition("=")
    return Excerpt(
        text,
        file,
        seconds=float(value) if name == "t" else None,
        transcript=transcript,
        page=int(value) if name == "page" else 0,
    )


def _html(text: str, spans: Sequence[Span]) -> SafeString:
    pieces: list[tuple[SafeString | str]] = []
    end = 0
    for span in spans:
        pieces.append((text[end : span.start],))
        pieces.append((format_html("<mark>{}</mark>", text[span.start : span.end]),))
        end = span.end
    pieces.append((text[end:],))
    return format_html_join("", "{}", pieces)
