"""What a query means besides its words: questions have words that no text answers with, a heritage
need not say that it is one, and a name may be typed in two pieces."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise

from search.analysis.folding import fold
from search.analysis.forms import sounds_vietnamese
from search.analysis.query import Query, Term, Word, whole_of, words_of

# Two pieces of one word (Ka tê, t rưng, Ê đê), of which the shorter has no more letters.
_SHORT = 2


def rewritten(query: Query, names: Container[tuple[str, ...]] = frozenset()) -> Query:
    """Return `query` in full words, without those that only ask or say little, neighbours as one
    word as well, and English words in their other forms.

    `names`: what somebody or some place is called, as folded words. Ơ Đu without marks is no ở.
    """
    fewer = without_commonplaces(without_questions(in_full(query), names))
    return with_english_forms(with_joined_words(fewer), names)


# Words as they are typed on telephones

# No syllables of Vietnamese. By itself each may be a word of others: ko is គោ, an ox.
_SHORT_FOR = {
    "ng": "người",
    "bn": "bao nhiêu",
    "ntn": "như thế nào",
    "vs": "với",
    "ko": "không",
    "đc": "được",
    "dc": "được",
    "đt": "điện thoại",
    "sđt": "số điện thoại",
    "xkld": "xuất khẩu lao động",
    "xklđ": "xuất khẩu lao động",
    "dtts": "dân tộc thiểu số",
}


def in_full(query: Query) -> Query:
    """Return the query with what is written short in full: ng bana are nguoi bana, who types no
    marks types none there. Not where nothing else is asked for."""
    if len(query.required) == 1:
        return query
    marked = _is_marked(query.required)
    groups: list[tuple[Term, ...]] = []
    for group in query.required:
        full = _SHORT_FOR.get(group[0].words[0].exact) if _one_word(group) else None
        if full is None:
            groups.append(group)
        else:
            pieces = (full if marked else fold(full)).split()
            groups.extend((Term(words_of(piece), text=piece),) for piece in pieces)
    if tuple(groups) == query.required:
        return query
    whole = whole_of(groups) if query.whole is not None else None
    return replace(query, required=tuple(groups), whole=whole)


# Questions


def _phrases(*texts: str) -> tuple[tuple[Word, ...], ...]:
    return tuple(sorted(map(words_of, texts), key=len, reverse=True))


_QUESTIONS = _phrases(
    *("khi nào", "lúc nào", "bao giờ", "ngày nào", "ngày mấy", "hôm nào", "tháng mấy", "mấy giờ"),
    *("ở đâu", "nơi nào", "chỗ nào", "tại đâu", "đi đâu", "bao nhiêu", "có bao nhiêu", "là ai"),
    *("là gì", "cái gì", "gồm gì", "có gì", "như thế nào", "thế nào", "ra sao", "vì sao"),
    *("tại sao", "làm sao", "thì sao", "bao lâu", "nghĩa là gì", "là bao nhiêu", "bao nhiêu tiền"),
    *("giá bao nhiêu", "giá cả", "giá rẻ", "gọi là gì", "để làm gì", "dùng để làm gì", "là lễ gì"),
    *("là ngày gì", "cách làm", "cách nấu", "nghĩa của từ", "places to visit", "things to do"),
    *("nói sao", "nói thế nào", "nói như thế nào", "gọi thế nào", "đọc là gì", "tham quan gì"),
    *("sống ở đâu", "sống ở tỉnh nào", "nằm ở đâu", "nằm ở tỉnh nào", "bán ở đâu"),
    *("thuộc tỉnh nào", "ở tỉnh nào", "vào tỉnh nào", "thuộc xã nào", "ở xã nào", "vào xã nào"),
    *("thuộc huyện nào", "ở huyện nào", "nay thuộc", "bây giờ", "hiện nay", "cần gì", "đến đâu"),
    *("tới đâu", "làm gì", "làm những gì", "gồm những gì", "có những gì"),
    *("bao nhiêu người", "có bao nhiêu người", "mấy người", "how many people", "có nhiều"),
    *("how do you say", "best time to see", "best time to visit"),
    *("នៅឯណា", "នៅទីណា", "នៅណា", "ពេលណា", "ថ្ងៃណា", "ខែណា", "អ្វី", "ជាអ្វី", "ដូចម្តេច"),
    *("ហេតុអ្វី", "ប៉ុន្មាន", "នរណា", "យ៉ាងណា", "តើ", "នៅពេលណា", "នៅថ្ងៃណា", "នៅខែណា", "មានអ្វី"),
    *("ខ្ញុំចង់", "យើងចង់", "ចង់ទៅ", "ចង់ទិញ", "ចង់ដឹង", "ទៅមើល", "ខ្ញុំទៅមើល", "យើងទៅមើល"),
)


_ASKING_FOR_WORDS = _phrases(
    *("nói sao", "nói thế nào", "nói như thế nào", "gọi là gì", "gọi thế nào", "đọc là gì"),
    *("nghĩa là gì", "nghĩa của từ", "how do you say"),
)


def asks_for_words(query: Query) -> bool:
    """Tell whether somebody wants to know how a thing is called, or what a word means."""
    return bool(_spans(query.required, _ASKING_FOR_WORDS))


def _exact(*texts: str) -> frozenset[str]:
    """Words as they are compared: with the tone at the end."""
    return frozenset(word.exact for text in texts for word in words_of(text))


# What one does where something is; and what joins words, or says that one is a buyer.
_BESIDE = _exact("mua", "bán", "sống", "nằm", "xem", "có", "ăn", "học", "ទិញ")
_PARTICLES = _exact(
    *("của", "và", "ở", "tại", "các", "những", "với", "về", "gần", "nào", "gì", "of"),
    *("and", "for", "with", "near"),
    *("buy", "price"),
    *("នៃ", "និង", "របស់", "នៅ", "ជា", "អំពី"),
)
# Without marks trống, a drum, is typed so as well: only beside words that have theirs.
_UNMARKED_PARTICLES = _exact("trong", "cho", "theo")
# The same without their marks, where they begin no name; nhung is velvet.
_PLAIN_PARTICLES = _exact("o", "cac", "va")
_LONGEST_NAME = 4
# Without its mark của is a crab elsewhere.
_WHOSE = _phrases("của người", "của dân tộc", "của đồng bào")
# English asks with one of the first, and then the others say nothing either.
_ASKING = frozenset({"when", "where", "what", "who", "why", "how", "which", "whose"})
_WITH_THEM = frozenset(
    {
        *("is", "are", "was", "were", "do", "does", "did", "can", "will", "the", "a", "an", "of"),
        *("in", "on", "at", "to", "for", "i", "you", "we", "many", "much", "there", "it", "from"),
        *("buy", "find", "get", "go", "see", "visit", "stay", "live", "eat", "learn", "say", "use"),
        *("make", "made", "used", "called", "mean", "cook", "celebrated", "held"),
    }
)


# Beside a word that cannot be Vietnamese.
_ENGLISH_PARTICLES = frozenset(
    {
        *("the", "a", "an", "by", "from", "at", "on", "to", "into", "is", "are", "be", "as", "or"),
        *("my", "your", "our", "his", "her", "their", "its", "some", "any", "not", "that", "which"),
        *("bring", "take", "come", "about", "between", "during", "around", "beside", "nearby"),
        *("has", "have", "can", "do", "does", "how", "in"),
    }
)


def without_questions(query: Query, names: Container[tuple[str, ...]] = frozenset()) -> Query:
    """Return the query without its question words and particles, if anything else is in it.

    Khi nào, ở đâu, when is the …: a text that answers does not hold them, or any text does. Where
    marks were typed, they have to agree.
    """
    groups = tuple(chain.from_iterable(map(_without_khmer_questions, query.required)))
    asking = _asked_in_english(groups) | _spans(groups, _QUESTIONS)
    single = {n: group[0].words[0].exact for n, group in enumerate(groups) if _one_word(group)}
    aside = _PARTICLES | (_BESIDE if asking else frozenset())
    if _is_marked(groups):
        aside |= _UNMARKED_PARTICLES
    else:
        asking |= {
            number
            for number, word in single.items()
            if word in _PLAIN_PARTICLES and not _begins_name(groups, number, names)
        }
        asking |= _english_particles(single)
    asking |= {number for number, word in single.items() if word in aside}
    asking |= {n for n in single if any(_begins(groups[n : n + len(x)], x) for x in _WHOSE)}
    kept = tuple(group for number, group in enumerate(groups) if number not in asking)
    if not kept or kept == query.required:
        return query
    whole = whole_of(kept) if query.whole is not None else None
    return replace(query, required=kept, whole=whole)


def _begins_name(
    groups: Sequence[tuple[Term, ...]], number: int, names: Container[tuple[str, ...]]
) -> bool:
    """Whether a longer name begins with a word than with the next: o du, but not o lam dong."""
    words = [group[0].folded for group in groups[number : number + _LONGEST_NAME + 1]]
    here, next_ = (
        max((n for n in range(2, _LONGEST_NAME + 1) if tuple(chain(*some[:n])) in names), default=0)
        for some in (words, words[1:])
    )
    return here > next_


def _english_particles(single: Mapping[int, str]) -> set[int]:
    """The numbers of English words that say nothing. An and to are syllables of An Giang and Ba Tơ,
    too, and the is also thể, a body: before a word that could be Vietnamese they stay, but for the
    one that follows an English word: about the Cham."""
    found = {
        number
        for number, word in single.items()
        if word == "the" and not sounds_vietnamese(single.get(number - 1, word))
    }
    is_english = False
    for number in sorted(single, reverse=True):
        word = single[number]
        if word not in _ENGLISH_PARTICLES:
            is_english = not sounds_vietnamese(word)
        elif is_english or not sounds_vietnamese(word):
            found.add(number)
    return found if any(not sounds_vietnamese(one) for one in single.values()) else set()


def _without_khmer_questions(group: tuple[Term, ...]) -> list[tuple[Term, ...]]:
    """A sentence without blanks as what stands before and after the words that ask."""
    term = group[0]
    if len(group) > 1 or term.quoted or term.field or term.prefix or not term.clusters:
        return [group]
    words = [(Term((word,)),) for word in term.words]
    asking = _spans(words, _QUESTIONS)
    asking |= {n for n, (one,) in enumerate(words) if one.exact[0] in _PARTICLES}
    if not asking:
        return [group]
    runs = groupby(range(len(words)), asking.__contains__)
    pieces = [tuple(term.words[n] for n in run) for asks, run in runs if not asks]
    return [(Term(piece, text="".join(word.exact for word in piece)),) for piece in pieces]


_COMMONPLACES = _phrases(
    *("ở Việt Nam", "Việt Nam", "in Vietnam", "Vietnam"),
    *("truyền thống", "cổ truyền", "traditional", "dân tộc thiểu số", "người dân tộc thiểu số"),
    "đồng bào dân tộc thiểu số",
)
_MINORITIES = _phrases("ethnic minority", "ethnic minorities")
# Before a name they say that it is one (`synonyms.expand`), as minorities do after it.
_LAST = _phrases("dân tộc", "các dân tộc", "người dân tộc", "đồng bào dân tộc")


def without_commonplaces(query: Query) -> Query:
    """Return the query without what is true of everything here, if anything else is in it.

    Nhạc cụ truyền thống are instruments, and few texts about one call it traditional. What does say
    so in these very words still comes first: `whole` stays.
    """
    groups = query.required
    said = _spans(groups, _COMMONPLACES)
    minorities = _spans(groups, _MINORITIES)
    if minorities and not _may_be_name(groups, min(minorities) - 1):
        said |= minorities
    for one in _LAST:
        if _begins(groups[-len(one) :], one):
            said |= set(range(len(groups) - len(one), len(groups)))
            break
    if not _is_marked(groups):
        # To print, in Vietnamese.
        inner = range(1, len(groups) - 1)
        said |= {n for n in inner if _one_word(groups[n]) and groups[n][0].exact == ("in",)}
    kept = tuple(group for number, group in enumerate(groups) if number not in said)
    return replace(query, required=kept) if kept else query


def _may_be_name(groups: Sequence[tuple[Term, ...]], number: int) -> bool:
    """Whether a word is there that is a name beside a cue alone: hoa, a flower."""
    return number >= 0 and all(sounds_vietnamese(word.folded) for word in groups[number][0].words)


def _spans(groups: Sequence[tuple[Term, ...]], phrases: Sequence[tuple[Word, ...]]) -> set[int]:
    """The numbers of the groups that make up any of the phrases."""
    return {
        number
        for first in range(len(groups))
        for phrase in phrases
        if _begins(groups[first : first + len(phrase)], phrase)
        for number in range(first, first + len(phrase))
    }


def _begins(groups: Sequence[tuple[Term, ...]], phrase: Sequence[Word]) -> bool:
    if len(groups) < len(phrase) or not all(map(_one_word, groups)):
        return False
    pairs = [(group[0].words[0], word) for group, word in zip(groups, phrase, strict=True)]
    if not all(one.folded == other.folded for one, other in pairs):
        return False
    return all(one.exact == other.exact for one, other in pairs) or not any(
        one.is_marked for one, _other in pairs
    )


def _is_marked(groups: Sequence[tuple[Term, ...]]) -> bool:
    return any(word.is_marked for group in groups for word in group[0].words)


def _asked_in_english(groups: Sequence[tuple[Term, ...]]) -> set[int]:
    words = {
        number: group[0].words[0].exact for number, group in enumerate(groups) if _one_word(group)
    }
    if _ASKING.isdisjoint(words.values()):
        return set()
    return {number for number, word in words.items() if word in _ASKING | _WITH_THEM}


# English words


_MANY = {"children": "child", "women": "woman"}
_NO_VERBS = frozenset({"clothing", "evening"})
# What a verb and what comes of it end in: weave, weaving, weaver.
_ENDINGS = ("ing", "ers", "er", "ed")
_SHORTEST_STEM, _SHORTEST_VERB = 3, 4
# Scarves and leaves; of caves and gloves there is no f.
_WITH_F = re.compile("(?:.*[rli]|.*[eo]a)ves")


def with_english_forms(query: Query, names: Container[tuple[str, ...]] = frozenset()) -> Query:
    """Return the query with English words in their other forms as well: naming is to name, a weaver
    weaves, and children are a child. Plurals whose singular sounds Vietnamese are sought as they
    are spelled: songs are no sông, a river, and mats no mắt, an eye. Names have no other forms."""
    return replace(query, required=tuple(_as_english(group, names) for group in query.required))


def _as_english(group: tuple[Term, ...], names: Container[tuple[str, ...]]) -> tuple[Term, ...]:
    if not _one_word(group):
        return group
    (term,) = group
    (word,) = term.words
    if word.exact.endswith("s") and sounds_vietnamese(word.folded):
        return (replace(term, exact_only=True), *_spelled((word.folded,)))
    if term.folded in names:
        return group
    return (*group, *_spelled(_other_forms(word.exact)))


def _other_forms(word: str) -> list[str]:
    """What drummers and naming come from, and what else does. Spelled by rule, so that some are
    none (maked), which nobody has; water comes of no wat, and naming is all that plain words are
    given."""
    if one := _MANY.get(word):
        return [one]
    if not (word.isascii() and word.isalpha()) or sounds_vietnamese(word) or word in _NO_VERBS:
        return []
    if _WITH_F.fullmatch(word):
        return [f"{word[:-3]}f", f"{word[:-3]}fe"]
    if ending := next((one for one in _ENDINGS if word.endswith(one)), ""):
        stem = word.removesuffix(ending)
        doubled = stem[-2:-1] == stem[-1:]
        verbs = [stem[:-1] if doubled else f"{stem}e", *([stem] if ending == "ing" else [])]
        forms = [one for one in verbs if len(one) >= _SHORTEST_VERB]
        forms += [f"{stem}{one}" for one in _ENDINGS]
    elif word.endswith("e"):
        stem = word.removesuffix("e")
        forms = [f"{stem}{_ENDINGS[0]}"]
    else:
        return []
    if len(stem) < _SHORTEST_STEM or word.endswith("s") != (ending == "ers"):
        return []
    return [one for one in dict.fromkeys(forms) if one != word and not sounds_vietnamese(one)]


def _spelled(words: Iterable[str]) -> Iterator[Term]:
    for word in words:
        yield Term((Word(word, word),), text=word, synonym=True, exact_only=True)


# Words in two pieces


def with_joined_words(query: Query) -> Query:
    """Return the query with short neighbours sought as one word as well: Ka tê is Katê."""
    groups = list(query.required)
    for first, second in pairwise(range(len(groups))):
        if _one_word(query.required[first]) and _one_word(query.required[second]):
            joined = _joined(query.required[first][0].text, query.required[second][0].text)
            for number in (first, second):
                groups[number] = (*groups[number], *joined)
    for number, group in enumerate(query.required):
        term = group[0]
        if len(group) == 1 and len(term.words) == 2 and not (term.quoted or term.field):
            groups[number] = (*groups[number], *_joined(*_pieces(term)))
    return replace(query, required=tuple(groups))


def _pieces(term: Term) -> tuple[str, str]:
    """The two words of a term as they were typed, what stands between them left away."""
    first, second = term.words
    return first.exact, second.exact


def _joined(first: str, second: str) -> tuple[Term, ...]:
    if min(len(first), len(second)) > _SHORT or not (first + second).isalpha():
        return ()
    words = words_of(first + second)
    if len(words) != 1 or words[0].clusters:
        return ()
    return (Term(words, text=first + second, synonym=True),)


def _one_word(group: Sequence[Term]) -> bool:
    """Whether a group is one word that was typed by itself."""
    term = group[0]
    plain = not (term.quoted or term.field or term.prefix)
    return len(group) == 1 and plain and len(term.words) == 1
