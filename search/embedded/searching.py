"""One search: what is found, in which order, how often each value."""

import sqlite3
from collections.abc import Iterator
from functools import reduce
from heapq import nsmallest
from itertools import chain, filterfalse
from operator import and_

from search import cursors
from search.cursors import Key
from search.documents import Passage, is_part, whole_of
from search.embedded.bits import at_least, by_score
from search.embedded.file import as_written
from search.embedded.holdings import Holdings
from search.embedded.matching import Matching
from search.embedded.orders import Placed
from search.engine import FEW, MOST_VALUES, Answer, Hit, Request
from search.packing import unpacked
from search.ranking import Grades, Plan, has_one_cluster, plan, worth


class Search:
    """Answers a request as of the transaction in which it is made."""

    def __init__(
        self, connection: sqlite3.Connection, holdings: Holdings, request: Request
    ) -> None:
        self._connection = connection
        self._holdings = holdings
        self._request = request
        self._cursor = cursors.read(request.after)
        self._worths: tuple[int, ...] = ()
        self._matching = Matching(connection, holdings)
        self._visible = holdings.visible(request.audiences)
        if request.without:
            self._visible &= ~self._matching.named(request.without)
        self._chosen = {
            facet: holdings.facet(facet).having(values)
            for facet, values in request.chosen.items()
            if values
        }

    def answer(self) -> Answer:
        """Return the page that was asked for."""
        query = self._request.query
        planned = plan(query)
        matched = self._allowed(planned) & self._matching.bits(planned.found)
        if not matched and has_one_cluster(query):
            planned = plan(query, one_cluster=True)
            matched = self._allowed(planned) & self._matching.bits(planned.found)
        hits = self._narrowed(matched)
        total = hits.bit_count()
        tiers = self._tiers(planned, hits)
        if total < FEW and len(planned.words) > 1:
            tiers = chain(tiers, self._partial_tiers(planned, matched))
        size = max(self._request.size, 0)
        page = self._page(tiers, size + 1)
        last = planned.last_tier
        found = [self._hit(tier, placed, tier > last) for tier, placed in page[:size]]
        return Answer(
            hits=tuple(hit for hit in found if not hit.is_partial),
            total=total,
            facets={facet: self._counts(facet, matched) for facet in self._request.counted},
            partial=tuple(hit for hit in found if hit.is_partial),
            next=self._after(page[size - 1]) if 0 < size < len(page) else None,
        )

    def _allowed(self, planned: Plan) -> int:
        """Return what the reader may see and does not exclude."""
        return self._visible ^ (self._visible & self._matching.bits(planned.excluded))

    def _narrowed(self, bits: int, but: str | None = None) -> int:
        """Return what has the chosen values, of all facets but one."""
        chosen = (held for facet, held in self._chosen.items() if facet != but)
        return reduce(and_, chosen, bits)

    def _counts(self, facet: str, matched: int) -> dict[str, int]:
        counts = self._holdings.facet(facet).counts(self._narrowed(matched, but=facet))
        if len(counts) <= MOST_VALUES:
            return counts
        chosen = {whole_of(value) for value in self._request.chosen.get(facet, ())}
        kept = [value for value in counts if whole_of(value) in chosen] if chosen else []
        for some in (filterfalse(is_part, counts), filter(is_part, counts)):
            kept += nsmallest(MOST_VALUES, some, key=lambda value: (-counts[value], value))
        return {value: counts[value] for value in kept}

    def _tiers(self, planned: Plan, hits: int) -> Iterator[tuple[int, int]]:
        """Yield the hits of each tier, so late that the last ones may never be asked for."""
        if self._request.sort:
            yield planned.last_tier, hits
            return
        tier = 1
        for one in planned.tiers:
            if not hits:
                return
            if isinstance(one, Grades):
                held = hits & self._matching.bits(one.condition)
                points = [(self._matching.bits(each), number) for each, number in one.points]
                tier += one.tiers
                for score, members in by_score(points, held):
                    yield tier - 1 - score, members
            else:
                held = hits & self._matching.bits(one)
                yield tier, held
                tier += 1
            hits ^= held

    def _partial_tiers(self, planned: Plan, matched: int) -> Iterator[tuple[int, int]]:
        others = self._allowed(planned) & self._matching.bits(planned.narrowing)
        others = self._narrowed(others ^ (others & matched))
        words = [self._matching.bits(word) for word in planned.words]
        self._worths = cursors.worths(self._cursor, len(words))
        if not self._worths:
            count = self._visible.bit_count()
            held = ((word & self._visible).bit_count() for word in words)
            self._worths = tuple(worth(one, count) for one in held)
        points = [(self._matching.bits(one), each) for one, each in planned.points(self._worths)]
        most = at_least(words, others)[planned.most_words]
        points.append((most, planned.points_for_most(self._worths)))
        fewest, best = planned.fewest_points(self._worths), planned.partial_tier(self._worths, 0)
        for score, members in by_score(points, others):
            if score < fewest:
                return
            yield best - score, members

    def _page(self, tiers: Iterator[tuple[int, int]], count: int) -> list[tuple[int, Placed]]:
        order = self._holdings.order(self._request.sort, self._connection)
        cursor = self._cursor
        page: list[tuple[int, Placed]] = []
        for tier, bits in tiers:
            if cursor is None or tier >= cursor.tier:
                after = cursor.key if cursor is not None and tier == cursor.tier else None
                first = order.first(bits, count - len(page), after)
                page.extend((tier, placed) for placed in first)
            if len(page) >= count:
                break
        return page

    def _hit(self, tier: int, placed: Placed, is_partial: bool) -> Hit:
        *_, id_, number = placed
        with as_written():
            kind, shown = self._connection.execute(
                "SELECT kind, packed FROM shown WHERE number = ?", (number,)
            ).fetchone()
            stored, *texts = unpacked(shown)
            titles, body = (tuple(Passage(*one) for one in some) for some in texts)
        return Hit(id_, kind, tier, stored, titles, body, is_partial=is_partial)

    def _after(self, last: tuple[int, Placed]) -> str:
        tier, (rank, value, id_, _) = last
        return cursors.written(cursors.Cursor(tier, Key(rank, value, id_), self._worths))
