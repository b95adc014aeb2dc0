"""One search: a request for the best of what holds all words, with it one that counts them all; and
where these are few, one that counts who holds each word, and one for what holds most of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from search import cursors
from search.cursors import Cursor, Key, key_of, value_at
from search.documents import is_part, whole_of
from search.elastic.index import MOST_HITS
from search.elastic.matching import EVERYTHING, Clause, all_of, at_least, compiled, scored
from search.elastic.rows import shown_of
from search.elastic.terms import escaped, field, key, ordered, parts_of, unescaped, value_of
from search.engine import FEW, MOST_VALUES, Answer, Hit, Request
from search.ranking import Grades, Plan, has_one_cluster, plan, worth

Body = dict[str, Any]


class Ask(Protocol):
    """Gives the answers to the bodies of searches, asked at once."""

    def __call__(self, *bodies: Body) -> Sequence[Mapping[str, Any]]:
        """Return an answer for each."""


# Within the cluster's own bound of what a request may count (search.max_buckets: 65,536).
_MOST_PARTS = 60_000
_HEAVIEST = (1 << 63) - 1
_COUNTED = ("wholes", "parts", "chosen", "parts-of-chosen")
_NOTHING_COUNTED: Mapping[str, Any] = {"buckets": ()}


class _Place(NamedTuple):
    """A hit, and where it stands."""

    tier: int
    key: Key
    source: Mapping[str, Any]


class Searching:
    """Answers one request."""

    def __init__(self, ask: Ask, request: Request) -> None:
        self._ask = ask
        self._request = request
        self._size = min(max(request.size, 0), MOST_HITS)
        self._cursor = cursors.read(request.after)
        self._worths: tuple[int, ...] = ()
        self._order = _Order(request.sort)
        self._chosen: dict[str, Clause] = {
            facet: at_least(
                1,
                [
                    {"terms": {field(facet, parts=parts): [escaped(one) for one in some]}}
                    for parts in (False, True)
                    if (some := [value for value in values if is_part(value) is parts])
                ],
            )
            for facet, values in request.chosen.items()
            if values
        }

    def answer(self) -> Answer:
        """Return the page that was asked for."""
        query = self._request.query
        planned = plan(query)
        best, all_ = self._found(planned)
        if has_one_cluster(query) and not self._matched(all_):
            planned = plan(query, one_cluster=True)
            best, all_ = self._found(planned)
        total = _total(all_)
        page = list(self._places(best, planned.last_tier))
        # One more than is shown: so the last page is known.
        wanted = self._size + 1 if self._size else 0
        if total < FEW and len(planned.words) > 1 and len(page) < wanted:
            seen = {place.key.id for place in page}
            places = self._partial(planned, wanted - len(page))
            # Somebody may have written between the two requests.
            page += [place for place in places if place.key.id not in seen]
        hits = [_hit(place, planned.last_tier) for place in page[: self._size]]
        return Answer(
            hits=tuple(hit for hit in hits if not hit.is_partial),
            total=total,
            facets=self._counts(all_),
            partial=tuple(hit for hit in hits if hit.is_partial),
            next=self._after(page[self._size - 1]) if 0 < self._size < len(page) else None,
        )

    def _found(self, planned: Plan) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Ask for the best of what holds all words, and for its number and the counts of facets.

        They may be of two moments, if somebody writes between them: then the number is not that of
        the hits. Who need not count leaves out what cannot be among the best, which is most; and
        who only counts need not tell how good anything is, and has known it since the first page.
        """
        by_tier = not self._request.sort
        query: Clause = {
            "filter": [self._visible(), compiled(planned.found)],
            "must_not": [compiled(planned.excluded)],
        }
        counting: Body = {
            "query": {"bool": query},
            "aggs": self._counting(),
            "size": 0,
            "track_total_hits": True,
        }
        if self._chosen:
            # Afterwards: each facet is counted without the choice in itself.
            counting["post_filter"] = all_of(self._chosen.values())
            counting["aggs"]["matched"] = {"filter": EVERYTHING}
        size, after = self._size + 1 if self._size else 0, self._cursor
        last = planned.last_tier
        if not size or (after is not None and after.tier > last):
            (counted,) = self._ask(counting)
            return counted, counted
        if after is not None and not by_tier and after.tier < last:
            after = None
        if by_tier and (tiers := _tiers(planned)):
            query = {**query, "should": [{"dis_max": {"queries": tiers}}]}
        finding = self._order.body(last if by_tier else None, size, after)
        finding |= {"query": {"bool": query}, "track_total_hits": False}
        if self._chosen:
            finding["post_filter"] = counting["post_filter"]
        best, counted = self._ask(finding, counting)
        return best, counted

    def _matched(self, found: Mapping[str, Any]) -> int:
        """Return how many documents were found, whatever is chosen."""
        if self._chosen:
            return int(found["aggregations"]["matched"]["doc_count"])
        return _total(found)

    def _partial(self, planned: Plan, count: int) -> Iterator[_Place]:
        """Ask for what holds most words; the score is what those are worth that it holds."""
        self._worths = cursors.worths(self._cursor, len(planned.words)) or self._counted(planned)
        words = map(compiled, planned.words)
        most = planned.points_for_most(self._worths)
        query = {
            "filter": [self._visible(), compiled(planned.narrowing), *self._chosen.values()],
            "must_not": [compiled(planned.excluded), compiled(planned.found)],
            "should": [
                scored(at_least(planned.most_words, words), most),
                *(scored(compiled(one), each) for one, each in planned.points(self._worths)),
            ],
            "minimum_should_match": 1,
        }
        after = self._cursor
        if after is not None and after.tier <= planned.last_tier:
            after = None
        best = planned.partial_tier(self._worths, 0)
        body = self._order.body(best, count, after)
        fewest = planned.fewest_points(self._worths)
        body |= {"query": {"bool": query}, "track_total_hits": False, "min_score": fewest}
        (found,) = self._ask(body)
        return self._places(found, best)

    def _counted(self, planned: Plan) -> tuple[int, ...]:
        """Ask how many documents hold each of the words, and return what it is worth."""
        counted = {f"{n}": {"filter": compiled(word)} for n, word in enumerate(planned.words)}
        (found,) = self._ask(
            {
                "query": all_of([self._visible()]),
                "aggs": counted,
                "size": 0,
                "track_total_hits": True,
            }
        )
        counts = (found["aggregations"][number]["doc_count"] for number in counted)
        return tuple(worth(count, _total(found)) for count in counts)

    def _after(self, last: _Place) -> str:
        return cursors.written(Cursor(last.tier, last.key, self._worths))

    def _visible(self) -> Clause:
        """What was removed has no audience."""
        visible: Clause = {"exists": {"field": "audience"}}
        if self._request.audiences is not None:
            audiences = [str(number) for number in self._request.audiences]
            visible = {"terms": {"audience": audiences}}
        if self._request.without:
            names = [escaped(id_) for id_ in self._request.without]
            return {"bool": {"filter": [visible], "must_not": [{"terms": {"id": names}}]}}
        return visible

    def _counting(self) -> Clause:
        """Count the values of each facet in what has the chosen ones of the others."""
        counting: Clause = {}
        for number, facet in enumerate(sorted(self._request.counted)):
            wholes, parts = (
                {"field": field(facet, parts=one), "size": MOST_VALUES} for one in (False, True)
            )
            counted: Clause = {f"{number}-wholes": wholes, f"{number}-parts": parts}
            if facet in self._chosen:
                chosen = sorted({whole_of(value) for value in self._request.chosen[facet]})
                only = {"include": list(map(escaped, chosen)), "size": len(chosen)}
                counted[f"{number}-chosen"] = {**wholes, **only}
                only = {"include": parts_of(chosen), "size": _MOST_PARTS}
                counted[f"{number}-parts-of-chosen"] = {**parts, **only}
            counted = {name: {"terms": values} for name, values in counted.items()}
            if others := [clause for name, clause in self._chosen.items() if name != facet]:
                counted = {f"{number}": {"filter": all_of(others), "aggs": counted}}
            counting |= counted
        return counting

    def _counts(self, found: Mapping[str, Any]) -> dict[str, dict[str, int]]:
        counted = found.get("aggregations", {})
        counts: dict[str, dict[str, int]] = {}
        for number, facet in enumerate(sorted(self._request.counted)):
            under = counted.get(f"{number}", counted)
            named = (under.get(f"{number}-{name}", _NOTHING_COUNTED) for name in _COUNTED)
            counts[facet] = {
                unescaped(bucket["key"]): bucket["doc_count"]
                for values in named
                for bucket in values["buckets"]
            }
        return counts

    def _places(self, found: Mapping[str, Any], best: int) -> Iterator[_Place]:
        for hit in found["hits"]["hits"]:
            *score, value, id_ = hit["sort"]
            tier = best - round(score[0]) if score else best
            yield _Place(tier, self._order.key(value, id_), hit["_source"])


class _Order:
    """The order that a request asks for: `search.engine.Request.sort`."""

    def __init__(self, sort: str) -> None:
        self._by_weight = not sort
        self._falling = self._by_weight or sort.startswith("-")
        self._field = f"orders.{key(sort.removeprefix('-'))}" if sort else "weight"

    def body(self, best: int | None, size: int, after: Cursor | None) -> dict[str, Any]:
        """Return what a search says of the first `size` hits after one.

        Where the score says the tier, the higher the better, `best` is the tier of score 0.
        """
        by_score = [{"_score": {"order": "desc"}}] if best is not None else []
        direction = "desc" if self._falling else "asc"
        by_value = {self._field: {"order": direction, "missing": "_last"}}
        sort = [*by_score, by_value, {"id": {"order": "asc"}}]
        body = {"sort": sort, "_source": ["id", "shown"], "size": size}
        if after is not None and size:
            score = [min(max(best - after.tier, -1), best)] if best is not None else []
            body["search_after"] = [*score, self._value(after.key), escaped(after.key.id)]
        return body

    def key(self, value: int | str | None, id_: str) -> Key:
        """Return the key of a hit with this value to sort by."""
        if isinstance(value, str):
            value = value_of(value)
        return key_of(value, id_, self._falling)

    def _value(self, at: Key) -> int | str | None:
        """Return what a hit with this key has to sort by; of a stranger's key, anything."""
        value = value_at(at, self._falling)
        if self._by_weight:
            return min(max(value, -_HEAVIEST), _HEAVIEST) if isinstance(value, int) else -_HEAVIEST
        return None if value is None else ordered(value)


def _tiers(planned: Plan) -> list[Clause]:
    """Return a query for each tier, or for each of some grades; what several find has the highest
    score of theirs. Grades are a sum."""
    left = planned.last_tier
    clauses: list[Clause] = []
    for one in planned.tiers:
        if not isinstance(one, Grades):
            left -= 1
            clauses.append(scored(compiled(one), left))
            continue
        left -= one.tiers
        is_all = one.condition == planned.found
        condition = scored(EVERYTHING if is_all else compiled(one.condition), left)
        points = [scored(compiled(each), number) for each, number in one.points]
        clauses.append({"bool": {"must": [condition], "should": points}})
    return clauses


def _total(found: Mapping[str, Any]) -> int:
    return int(found["hits"]["total"]["value"])


def _hit(place: _Place, last_tier: int) -> Hit:
    shown = shown_of(place.source)
    return Hit(
        place.key.id,
        shown.kind,
        place.tier,
        shown.stored,
        shown.titles,
        shown.body,
        is_partial=place.tier > last_tier,
    )
