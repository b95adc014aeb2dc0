"""Which letter sequences can be Vietnamese syllables.

Used to tell text in an obsolete font encoding from text that is merely foreign: decoded the right
way it becomes Vietnamese syllables, the wrong way it does not. The rimes follow the usual school
table (Hoàng Phê, Từ điển vần), without the rimes of loan words only (`oong`, `ooc`).
"""

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED_TONES = frozenset("\u0301\u0323")

# fmt: off
_ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c",
    "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
)
# fmt: on
_BEFORE_FRONT = frozenset(("k", "gh", "ngh"))
_NOT_BEFORE_FRONT = frozenset(("c", "ng"))
_FRONT = frozenset("eêiy")

_RIMES = frozenset(
    unicodedata.normalize(
        "NFC",
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
        i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
        oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uâc uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut
        uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
        ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
        y ych yêm yên yêng yêt yêu yn ynh yt
        """,
    ).split()
)


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Tell whether `word` (any case, NFC or NFD) is spelled like one Vietnamese syllable.

    At most one tone mark; a syllable ending in c, ch, p, t must have the acute or the dot.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [character for character in decomposed if character in _TONES]
    if len(tones) > 1:
        return False
    letters = unicodedata.normalize(
        "NFC", "".join(character for character in decomposed if character not in _TONES)
    )
    return any(_fits(onset, letters, tones) for onset in ("", *_ONSETS))


def _fits(onset: str, letters: str, tones: list[str]) -> bool:
    if not letters.startswith(onset):
        return False
    rime = letters[len(onset) :]
    if rime not in _RIMES:
        return False
    if onset in _BEFORE_FRONT and rime[0] not in _FRONT:
        return False
    if onset in _NOT_BEFORE_FRONT and rime[0] in _FRONT:
        return False
    stopped = rime.endswith(("c", "ch", "p", "t"))
    return not stopped or (len(tones) == 1 and tones[0] in _STOPPED_TONES)
