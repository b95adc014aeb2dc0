"""“Có phải bạn tìm …”: other words in the place of those that nothing there is has.

Asked for only where nothing was found. What was typed by keys of Telex or VNI is read so. Near
words are looked for among those of titles that the reader may see, as fingers slip and as sounds
are confused; each proposal has been searched for, and finds something. All of it is bounded: so
many words, so many searches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from heritage.protocols.audiences import searched_by
from heritage.site.reader import Reader
from heritage.site.search.asking import query_of
from heritage.site.search.fields import FIELDS
from heritage.site.search.suggesting import WEIGHTS
from search import beginnings
from search.analysis.folding import fold
from search.analysis.highlighting import holds_unmarked
from search.analysis.keys import put_together
from search.analysis.query import parse
from search.analysis.scan import BREAK, Token, scan
from search.engine import EngineError, Request
from search.engines import engine
from search.indexing import hidden

MOST_CHARACTERS = 200
MOST_WORDS = 8
"""What is longer is not put right."""
MOST_WRONG = 3
"""Words that are put right in one query."""
FOR_EACH = 4
"""Near words of one word that are tried."""
SURE = 3
"""Words that were typed by keys: two could be of English, see and moon."""
BEGUN = 4
"""Letters that are enough to tell which word somebody began."""
MOST_SEARCHES = 12
MOST_PROPOSALS = 3
LONG = 7
"""From so many letters on, two slips are one word still."""
MOST_READ = 4_000
"""Words with the same first letter that are compared with a long one."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SOUNDS = (
    *(("f", "ph"), ("z", "d"), ("z", "gi"), ("d", "gi"), ("gi", "r"), ("d", "r"), ("k", "c")),
    *(("q", "c"), ("q", "k"), ("i", "y"), ("s", "x"), ("ch", "tr"), ("l", "n"), ("j", "gi")),
    *(("w", "qu"), ("w", "u"), ("ng", "ngh"), ("g", "gh"), ("v", "d"), ("j", "d")),
)
"""What is written for what by ear or in a hurry, in both directions."""


@dataclass(frozen=True)
class _Near:
    """What may have been meant by some words of the query."""

    text: str
    """As it is spelled in a title."""
    distance: float


def corrections(text: str, reader: Reader) -> list[str]:
    """What may have been meant, the nearest first; empty where nothing near is found, or asked
    for, or where the engine does not answer."""
    text = text[:MOST_CHARACTERS]
    audiences = searched_by(reader.user)
    if any(term.field for group in parse(text, FIELDS).required for term in group):
        return []
    try:
        if by_keys := _by_keys(text, reader, audiences):
            return [by_keys]
        wrong, tokens = _wrong(text, reader, audiences)
    except EngineError:
        return []
    if not wrong or len(wrong) > MOST_WRONG:
        return []
    # Each wrong word with what is near it; what is right, and what has nothing near, stays.
    choices = []
    for number in wrong:
        near = _near(tokens[number].folded, audiences, reader.language)
        if not near:
            return []
        choices.append(near)
    found: list[str] = []
    for searched, meant in enumerate(_nearest(choices)):
        if searched >= MOST_SEARCHES or len(found) >= MOST_PROPOSALS:
            break
        proposal, end = "", 0
        for number, one in zip(wrong, meant, strict=True):
            proposal += text[end : tokens[number].start] + one.text
            end = tokens[number].end
        proposal = " ".join((proposal + text[end:]).split())
        try:
            if proposal not in found and _finds(proposal, reader, audiences):
                found.append(proposal)
        except EngineError:
            return []
    return found


def _nearest(choices: list[list[_Near]]) -> list[tuple[_Near, ...]]:
    """Combinations of one choice for each word, the nearest first."""
    return sorted(product(*choices), key=lambda meant: sum(one.distance for one in meant))


def _by_keys(text: str, reader: Reader, audiences: frozenset[int]) -> str:
    """Several words as they were meant by keys of Telex or VNI, if that finds anything. Where keys
    are beyond doubt, some of the words are enough: many, most of which nobody has as they were
    typed."""
    meant = put_together(text)
    words = list(zip(text.casefold().split(), meant.split(), strict=False))
    if meant == text or len(words) == 1:
        return ""
    if _finds(meant, reader, audiences):
        return meant
    changed = [typed for typed, one in words if typed != one]
    if not SURE <= len(changed) <= MOST_WORDS:
        return ""
    if sum(_finds(typed, reader, audiences) for typed in changed) * 2 > len(changed):
        return ""
    return meant if _finds(meant, reader, audiences, partly=True) else ""


def _wrong(
    text: str, reader: Reader, audiences: frozenset[int]
) -> tuple[list[int], Sequence[Token]]:
    """The words that no title and no text has, by their numbers, and all words."""
    tokens = [token for token in scan(text) if token.exact != BREAK]
    if len(tokens) > MOST_WORDS:
        return [], tokens
    known = beginnings.spelled({token.folded for token in tokens}, audiences)
    wrong = [
        number
        for number, token in enumerate(tokens)
        if token.folded not in known and not _finds(token.exact, reader, audiences)
    ]
    return wrong, tokens


def _finds(
    proposal: str, reader: Reader, audiences: frozenset[int], *, partly: bool = False
) -> bool:
    """Whether anything has all these words, or some of them, and they spell no name that is
    searched for only: the archive does not complete one."""
    query = query_of(proposal, reader)
    if holds_unmarked(proposal, query):
        return False
    answer = engine().search(Request(query, audiences, without=hidden(), size=1))
    return answer.total > 0 or (partly and bool(answer.partial))


def _near(word: str, audiences: frozenset[int], language: str) -> list[_Near]:
    """Words of titles that `word` may stand for, the nearest first; of those, the words of the
    reader's language."""
    distances: dict[str, float] = {}
    if len(word) >= BEGUN:
        begun = beginnings.words_between(word, word + "\U0010ffff", audiences, FOR_EACH)
        distances.update(dict.fromkeys(begun, 0.3))
    for other in _by_sound(word):
        distances.setdefault(other, 0.5)
    for other in _by_one_slip(word):
        distances.setdefault(other, 1)
    known = beginnings.spelled(list(distances), audiences)
    found = {one: distances[one] for one in known}
    if not found and len(word) >= LONG:
        first = word[0]
        same = beginnings.words_between(first, first + "\U0010ffff", audiences, MOST_READ)
        found = {one: 2 for one in same if _within_two(word, one)}
        known = beginnings.spelled(list(found), audiences)
    ordered = sorted(
        known,
        key=lambda one: (found[one], known[one].language != language, known[one].rank, one),
    )
    near = [_Near(beginnings.word_of(known[one]).casefold(), found[one]) for one in ordered]
    return [*_two_words(word, audiences), *near][:FOR_EACH]


def _two_words(word: str, audiences: frozenset[int]) -> Iterator[_Near]:
    """Two words between which the blank is missing, as they stand side by side in a title."""
    for cut in range(1, min(len(word), 20)):
        key = f"{word[:cut]} {word[cut:]}"
        rows = beginnings.matching([key], audiences, WEIGHTS, 1)
        whole = (row for row in rows if row.folded == key or row.folded.startswith(f"{key} "))
        for row in whole:
            yield _Near(beginnings.word_of(row, 2).casefold(), 0.4)
            break


def _by_sound(word: str) -> Iterator[str]:
    """The word as others write what sounds alike, and without keys that were hit too often."""
    for one, other in SOUNDS:
        for old, new in ((one, other), (other, one)):
            start = word.find(old)
            while start >= 0:
                yield word[:start] + new + word[start + len(old) :]
                start = word.find(old, start + 1)
    plain = "".join(c for n, c in enumerate(word) if n == 0 or word[n - 1] != c)
    if plain != word:
        yield plain
    if (meant := put_together(word)) != word:
        yield fold(meant)


def _by_one_slip(word: str) -> Iterator[str]:
    """One letter too many, another one, two that changed places, one too few."""
    if len(word) > 24 or not word.isascii():
        return
    for n in range(len(word)):
        if len(word) > 2:
            yield word[:n] + word[n + 1 :]
        if n:
            yield word[: n - 1] + word[n] + word[n - 1] + word[n + 1 :]
    if len(word) < 3:
        # Of two letters everything is near.
        return
    for n in range(len(word) + 1):
        for letter in LETTERS:
            yield word[:n] + letter + word[n:]
            if n < len(word):
                yield word[:n] + letter + word[n + 1 :]


def _within_two(word: str, other: str) -> bool:
    """Whether at most two slips lie between two words."""
    if abs(len(word) - len(other)) > 2:
        return False
    row = list(range(len(other) + 1))
    for number, letter in enumerate(word, 1):
        last, row[0] = row[0], number
        for place, there in enumerate(other, 1):
            last, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, last + (letter != there)),
            )
        if min(row) > 2:
            return False
    return row[-1] <= 2
