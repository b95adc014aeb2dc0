"""Sets of documents, facets and orders give what plain sets and sorting give."""

from hypothesis import given
from hypothesis import strategies as st

from search.cursors import Key
from search.embedded.bits import bits_of, by_score, digits_of, members
from search.embedded.facets import NO_FACET, Facet
from search.embedded.orders import NO_ORDER, Order, Placed

SIZE = 700
NUMBERS = st.sets(st.integers(0, SIZE - 1))
FEW = st.sets(st.integers(0, SIZE - 1), max_size=4)
VALUES = st.dictionaries(
    st.integers(0, SIZE - 1), st.sets(st.sampled_from("abcdef")).map(lambda v: tuple(sorted(v)))
)
VALUE = st.one_of(st.integers(-3, 3), st.sampled_from(["", "a", "ab", "b"]), st.none())


@given(st.one_of(NUMBERS, FEW))
def test_numbers_go_in_and_out(numbers: set[int]) -> None:
    bits = bits_of(sorted(numbers), SIZE)
    assert bits.bit_count() == len(numbers)
    assert members(bits) == sorted(numbers)
    assert [n for n, digit in enumerate(digits_of(bits, SIZE)) if digit == "1"] == sorted(numbers)


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 5)), max_size=5), NUMBERS)
def test_scores_are_the_sums_of_what_is_held(
    sets: list[tuple[set[int], int]], every: set[int]
) -> None:
    expected: dict[int, set[int]] = {}
    for number in every:
        score = sum(worth for one, worth in sets if number in one)
        expected.setdefault(score, set()).add(number)
    found = by_score(
        ((bits_of(sorted(one), SIZE), worth) for one, worth in sets), bits_of(sorted(every), SIZE)
    )
    falling = [(score, set(members(bits))) for score, bits in found]
    assert falling == sorted(expected.items(), reverse=True)


@given(VALUES, VALUES, FEW, st.one_of(NUMBERS, FEW))
def test_both_ways_of_counting_agree_after_changes(
    first: dict[int, tuple[str, ...]],
    second: dict[int, tuple[str, ...]],
    gone: set[int],
    some: set[int],
) -> None:
    facet = NO_FACET.changed(first, first, SIZE // 2 + max(first, default=0))
    facet = facet.changed({*second, *gone}, second, SIZE * 2)
    held = {number: values for number, values in first.items() if number not in gone} | second
    expected: dict[str, int] = {}
    for number in some:
        for value in held.get(number, ()):
            expected[value] = expected.get(value, 0) + 1
    bits = bits_of(sorted(some), SIZE)
    assert facet.counts(bits) == expected
    # Values nobody has make it dear to go through all of them.
    assert (
        Facet({**facet.sets, **{f"{n}": 0 for n in range(9_999)}}, facet.by_number).counts(bits)
        == expected
    )
    assert set(facet.sets) == {value for values in held.values() for value in values}


@given(
    st.dictionaries(st.integers(0, 60), VALUE),
    st.dictionaries(st.integers(0, 60), VALUE, max_size=3),
    st.sets(st.integers(0, 60), max_size=3),
    st.sets(st.integers(0, 60)),
    st.integers(0, 60),
    st.integers(0, 70),
)
def test_the_first_of_a_set_are_the_first_of_the_sorted(
    held: dict[int, int | str | None],
    later: dict[int, int | str | None],
    gone: set[int],
    some: set[int],
    at: int,
    count: int,
) -> None:
    order = NO_ORDER.changed((), placed(held)).changed([*gone, *later], placed(later))
    left = {n: v for n, v in held.items() if n not in gone} | later
    expected = sorted(p for p in placed(left) if p[3] in some)
    some &= left.keys()
    assert first(order, some, 99) == expected
    after = placed({at: left.get(at)})[0][:3]
    beyond = [p for p in expected if p[:3] > after]
    assert order.first(bits_of(sorted(some), 61), count, Key(*after)) == beyond[:count]


def first(order: Order, some: set[int], count: int) -> list[Placed]:
    return order.first(bits_of(sorted(some), 61), count, None)


def placed(values: dict[int, int | str | None]) -> list[Placed]:
    return [
        (2 if value is None else int(isinstance(value, str)), value or 0, f"{number:03}", number)
        if value != ""
        else (1, "", f"{number:03}", number)
        for number, value in values.items()
    ]
