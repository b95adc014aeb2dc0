"""One facet of all documents, for filtering and counting."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Self

from search.analysis.folding import fold
from search.embedded.bits import bits_of, members

Values = tuple[str, ...]

_fold = lru_cache(maxsize=1 << 15)(fold)

# Roughly what it costs, in nanoseconds: to count one value, and more for each bit of its set; to
# find one member of a set and count its values.
_VALUE, _BITS_A_NANOSECOND, _MEMBER = 100, 14, 250


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of all documents, both ways; it never changes, threads share it.

    Few values are counted as sets, each in the time of a few thousand bits; of places and persons
    there are thousands, and then it is faster to go through what was found.
    """

    sets: Mapping[str, int]
    by_number: Sequence[Values]
    """Empty where a document has none, or is none."""

    def counts(self, bits: int) -> dict[str, int]:
        """Return how many of a set have each value; without those nothing has."""
        by_value = len(self.sets) * (_VALUE + len(self.by_number) // _BITS_A_NANOSECOND)
        if by_value > bits.bit_count() * _MEMBER:
            numbers = members(bits)
            return dict(Counter(chain.from_iterable(map(self.by_number.__getitem__, numbers))))
        counts = {value: (bits & held).bit_count() for value, held in self.sets.items()}
        return {value: count for value, count in counts.items() if count}

    def having(self, values: Iterable[str]) -> int:
        """Return what has one of the values."""
        return reduce(or_, (self.sets.get(value, 0) for value in values), 0)

    def like(self, folded: str, prefix: bool) -> list[str]:
        """Return the values that are `folded` when they are folded, or begin so."""
        return [
            value
            for value in self.sets
            if (key := _fold(value)) == folded or (prefix and key.startswith(folded))
        ]

    def changed(self, numbers: Collection[int], values: Mapping[int, Values], size: int) -> Self:
        """Return the facet with other values of some documents, or none, for `size` of them all."""
        by_number = [*self.by_number, *[()] * (size - len(self.by_number))]
        sets = dict(self.sets)
        _move(sets, ((number, by_number[number]) for number in numbers), size, away=True)
        for number in numbers:
            by_number[number] = values.get(number, ())
        _move(sets, values.items(), size)
        return type(self)({value: bits for value, bits in sets.items() if bits}, by_number)


NO_FACET = Facet({}, ())


def _move(
    sets: dict[str, int], held: Iterable[tuple[int, Values]], size: int, away: bool = False
) -> None:
    """Put documents into the sets of their values, or take them away."""
    numbers: dict[str, list[int]] = {}
    for number, values in held:
        for value in values:
            numbers.setdefault(value, []).append(number)
    for value, some in numbers.items():
        bits = bits_of(some, size)
        sets[value] = sets[value] ^ bits if away else sets.get(value, 0) | bits
