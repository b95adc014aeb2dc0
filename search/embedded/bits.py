"""Sets of documents as whole numbers: bit n stands for the document with the number n.

Python intersects and counts 100,000 documents in some microseconds, and the numbers cannot change,
so that threads share them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

# Below this share of all documents, setting bits one by one costs less than reading all digits.
_SPARSE = 64
# The same for finding them one by one.
_FEW = 8
_TRUTH = bytes.maketrans(b"01", b"\0\1")


def bits_of(numbers: Sequence[int], size: int) -> int:
    """Return the set of `numbers`, all below `size`."""
    if len(numbers) * _SPARSE < size:
        packed = bytearray(size // 8 + 1)
        for number in numbers:
            packed[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(packed, "little")
    digits = bytearray(b"0") * (size + 1)
    for number in numbers:
        digits[number] = 49  # the digit 1
    digits.reverse()
    return int(digits, 2)


def digits_of(bits: int, size: int) -> str:
    """Return "1" at the position of each member, "0" at the others up to `size`."""
    return f"{bits:0{size}b}"[::-1]


def at_least(sets: Iterable[int], all_of_them: int) -> list[int]:
    """Return who is in at least 0, 1, 2… of the sets, up to all of them, and then nobody."""
    found = [all_of_them]
    for one in sets:
        found.append(0)
        for held in range(len(found) - 1, 0, -1):
            found[held] |= found[held - 1] & one
    return [*found, 0]


def by_score(sets: Iterable[tuple[int, int]], all_of_them: int) -> Iterator[tuple[int, int]]:
    """Yield each score that anybody has, and who, from the highest on: the sum of the numbers
    beside the sets somebody is in.

    Scores are added up for all at once, as an adder of a processor does: set n holds those whose
    score so far has the binary digit n.
    """
    digits: list[int] = []
    for one, number in sets:
        carried, place = 0, 0
        while number >> place or carried:
            if place == len(digits):
                digits.append(0)
            had, added = digits[place], one if number >> place & 1 else 0
            digits[place] = had ^ added ^ carried
            carried = had & added | carried & (had ^ added)
            place += 1
    return _falling(digits, len(digits), all_of_them)


def _falling(digits: Sequence[int], place: int, some: int) -> Iterator[tuple[int, int]]:
    if not some:
        return
    if not place:
        yield 0, some
        return
    inside = some & digits[place - 1]
    for score, bits in _falling(digits, place - 1, inside):
        yield score + (1 << place - 1), bits
    yield from _falling(digits, place - 1, some ^ inside)


def members(bits: int) -> list[int]:
    """Return the numbers in a set, lowest first."""
    digits = f"{bits:b}"[::-1]
    if bits.bit_count() * _FEW > len(digits):
        return list(compress(range(len(digits)), digits.encode().translate(_TRUTH)))
    found: list[int] = []
    number = digits.find("1")
    while number >= 0:
        found.append(number)
        number = digits.find("1", number + 1)
    return found
