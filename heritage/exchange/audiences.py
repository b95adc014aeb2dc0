"""For whom a thing is, in the words of a sheet.

`public`; `community` and `custodians`: the members, or the custodians, of the community of each of
its peoples; `all:CODE,CODE` and `any:CODE,CODE`: any other combination of the communities' rules,
by the codes of the rules. A sheet says so for new things only: afterwards the community decides,
and what it decided still holds when a thing that was removed comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from heritage.peoples.communities import WORDS, communities_of, found_communities
from heritage.peoples.models import People
from heritage.protocols.audiences import canonical
from heritage.protocols.communities import standard_audience
from heritage.protocols.models import Audience, Community, Decision, Hold, Protocol
from heritage.records.models import Identifier
from heritage.records.sheets import CellError
from heritage.records.things import kinds
from search.analysis.folding import fold

PUBLIC = "public"
OFFERED = {"mọi người": PUBLIC, "cộng đồng": "community", "người giữ": "custodians"}
"""What an officer chooses from in a blank sheet."""


class AudienceWords:
    """Audiences of the archive and the words for them, read once for a load or an export."""

    @cached_property
    def _rules(self) -> dict[str, Protocol]:
        return {rule.code: rule for rule in Protocol.objects.select_related("community")}

    def plan(self, rules: Iterable[Protocol]) -> None:
        """Know the rules that this load brings back."""
        self._rules.update((rule.code, rule) for rule in rules)

    @cached_property
    def _combinations(self) -> dict[int, tuple[str, tuple[Protocol, ...]]]:
        by_number = {rule.pk: rule for rule in self._rules.values()}
        rules: dict[int, list[Protocol]] = defaultdict(list)
        through = Audience.protocols.through._default_manager
        for audience, number in through.order_by("protocol_id").values_list(
            "audience_id", "protocol_id"
        ):
            rules[audience].append(by_number[number])
        modes = Audience.objects.values_list("pk", "mode")
        return {pk: (mode, tuple(rules[pk])) for pk, mode in modes}

    @cached_property
    def _people_of(self) -> dict[int, str]:
        return dict(People._base_manager.values_list("pk", "identifier_id"))

    @cached_property
    def _held(self) -> dict[str, int | None]:
        return dict(Hold.objects.active().values_list("identifier", "audience_id"))

    @cached_property
    def decided(self) -> dict[str, int]:
        """The audience that was last decided for each thing that has been removed since."""
        removed = Identifier.objects.exclude(withdrawn_at=None)
        rows = Decision.objects.filter(identifier__in=removed).exclude(audience_after=None)
        return dict(rows.order_by("at", "pk").values_list("identifier", "audience_after_id"))

    def understand(self, column: str, text: str) -> str:
        """The word a cell means, or CellError."""
        word = {fold(spoken): meant for spoken, meant in OFFERED.items()}.get(fold(text), text)
        if word in ("", PUBLIC):
            return PUBLIC
        if word in WORDS:
            return word
        mode, colon, codes = word.partition(":")
        if colon and mode in Audience.Mode.values:
            wanted = sorted({code.strip().upper() for code in codes.split(",") if code.strip()})
            missing = [code for code in wanted if code not in self._rules]
            if wanted and not missing:
                return f"{mode}:{','.join(wanted)}"
        raise CellError(column, text, "choice_unknown", near=", ".join([PUBLIC, *WORDS]))

    def say(self, identifier: str, audience: int, peoples: Sequence[int]) -> str:
        """The word for the audience of a thing that belongs to these peoples.

        A thing that is held is said as what it will be after its release.
        """
        audience = self._held.get(identifier) or audience
        if audience == Audience.PUBLIC:
            return PUBLIC
        mode, rules = self._combinations.get(audience, (Audience.Mode.ALL, ()))
        own = {self._people_of.get(pk) for pk in peoples}
        if own and {rule.community.people_id for rule in rules} == own:
            for word, who in WORDS.items():
                if all(rule.standard and rule.who == who for rule in rules) and mode == "all":
                    return word
        return f"{mode}:{','.join(sorted(rule.code for rule in rules))}"

    def meant(self, word: str, communities: Sequence[Community]) -> Audience:
        """The audience a word means for a thing of these communities."""
        if word == PUBLIC:
            return Audience.objects.get(pk=Audience.PUBLIC)
        if word in WORDS:
            return standard_audience(communities, WORDS[word])
        mode, _, codes = word.partition(":")
        return canonical([self._rules[code] for code in codes.split(",")], mode)


def open_new(wanted: Mapping[str, str]) -> None:
    """Give new things, which were written closed, the audience their sheet says.

    `wanted`: a word for each identifier. A few statements for each distinct audience.
    """
    peoples = People.objects.originals().filter(identifier__in=list(wanted))
    found_communities(peoples)
    words = AudienceWords()
    kind_of = dict(Identifier.objects.filter(pk__in=list(wanted)).values_list("pk", "kind"))
    for kind in sorted(set(kind_of.values())):
        identifiers = [one for one in wanted if kind_of.get(one) == kind]
        model = kinds()[kind]
        groups: dict[tuple[str, tuple[int, ...]], list[str]] = defaultdict(list)
        peoples = _peoples_of(model, identifiers)
        for identifier in identifiers:
            groups[wanted[identifier], peoples.get(identifier, ())].append(identifier)
        for (word, numbers), members in groups.items():
            rows = People._base_manager.in_bulk(numbers)
            audience = words.meant(word, communities_of(rows[pk] for pk in numbers))
            model._base_manager.filter(identifier__in=members).update(audience=audience)


def _peoples_of(model: type, identifiers: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The peoples of things by identifier; a people belongs to itself."""
    originals = model._default_manager.originals()  # type: ignore[attr-defined]
    rows = originals.filter(identifier__in=list(identifiers))
    if issubclass(model, People):
        return {identifier: (pk,) for identifier, pk in rows.values_list("identifier_id", "pk")}
    if not hasattr(model, "people_links"):
        return {}
    found: dict[str, tuple[int, ...]] = {}
    pairs = rows.order_by("people_links__sort_order").values_list(
        "identifier_id", "people_links__people"
    )
    for identifier, people in pairs:
        if people is not None:
            found[identifier] = (*found.get(identifier, ()), people)
    return found
