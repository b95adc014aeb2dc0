"""What is asked of the pages on which members, custodians and officers work: to read, and to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation

from heritage.peoples.models import Person
from heritage.protocols import authority
from heritage.protocols.forecast import KINDS as SORTS
from heritage.protocols.models import (
    Community,
    Consent,
    Hold,
    Invitation,
    Label,
    Membership,
    Protocol,
)
from heritage.records.things import HeritageObject


def at(language: str, name: str, *args: Any) -> str:
    """An address that each language has of its own."""
    with translation.override(language):
        return reverse(name, args=args)


def communities() -> list[Community]:
    """Those with rules on closed things, another; those of an open and of a closed people."""
    named = Community.objects.filter(name__in=["Plei Ơp", "Làng Vân", "Chùa Âng"])
    of_peoples = Community.objects.exclude(people=None).order_by("pk")
    return [*named, *of_peoples[:1], *of_peoples.order_by("-pk")[:1]]


def closed_of_each(hidden: list[HeritageObject]) -> list[HeritageObject]:
    """One for each audience, every time of another kind."""
    kinds = len({thing.kind for thing in hidden})
    return [hidden[number * kinds + number] for number in range(len(hidden) // kinds)]


def community_addresses(
    things: dict[str, list[Any]], hidden: list[HeritageObject], language: str
) -> list[str]:
    """Everything that is read there, about communities, closed things and open ones."""
    own = [
        "community_sign_in", "community_code", "community_index", "feedback", "feedback_answer",
        "community_sign_out",
    ]  # fmt: skip
    found = [at(language, name) for name in own]
    found += [at(language, "feedback_section", kind) for kind in ("item", "festival")]
    for one in communities():
        found.append(at(language, "community", one.pk))
        found.append(at(language, "community_label_new", one.pk))
        for label in one.labels.all():
            found.append(at(language, "community_label", one.pk, label.code))
            found.append(at(language, "community_label_words", one.pk, label.code))
        for rule in one.protocols.filter(standard=False):
            came_from = f"?tu={hidden[0].identifier_id}"
            found.append(at(language, "community_rule", one.pk, rule.code) + came_from)
    persons: Any = Person.objects.originals()
    named = ("item", "festival", "people", "product")
    about = [*closed_of_each(hidden), *(things[kind][0] for kind in named), *persons]
    for number, thing in enumerate(about):
        identifier = thing.identifier_id
        found.append(at(language, "who_sees", identifier))
        found.append(at(language, "consent_new", identifier))
        sort = SORTS[number % len(SORTS)].key
        found.append(at(language, "seen_as", identifier, sort))
        found.append(at(language, "feedback_thing", identifier))
    found += [at(language, "consent", one.code) for one in Consent.objects.all()]
    return found


@dataclass(frozen=True)
class Post:
    """Something that somebody does. `right`: the permission of staff who may, too."""

    address: str
    given: dict[str, Any] = field(default_factory=dict)
    right: str = ""


def posts(things: dict[str, list[Any]], hidden: list[HeritageObject], language: str) -> list[Post]:
    """Everything that can be done there: to a closed thing, to an open one, to a community."""
    plei = Community.objects.get(name="Plei Ơp")
    place = Membership.objects.filter(community=plei)[0]
    code = Invitation.objects.filter(community=plei)[0]
    rule = Protocol.objects.filter(community=plei, season="announced")[0]
    label = Label.objects.filter(community=plei, current=None)[0]
    used = Label.objects.filter(community=plei).exclude(current=None)[0]
    words = {
        "loi-TOTAL_FORMS": "1", "loi-INITIAL_FORMS": "0", "loi-0-language": "vi",
        "loi-0-name": "Nhãn khác", "loi-0-text": "Lời khác", "act": "decide", "reason": "Thử",
    }  # fmt: skip
    days = {"first_day": "2026-12-01", "last_day": "2026-12-20", "source": "Già làng"}
    invited = {"role": "member", "person": "Anh A"}
    over, invites = authority.OVERRULE, authority.INVITE
    found = [
        Post(
            at(language, "community_index"),
            {"name": "Làng Mới", "kind": "village"},
            authority.FOUND,
        ),
        Post(at(language, "community_invite", plei.pk), invited, invites),
        Post(at(language, "community_invite", plei.pk), invited | {"role": "worker"}),
        Post(at(language, "community_uninvite", plei.pk, code.pk), {}, over),
        Post(at(language, "community_end", plei.pk, place.pk), {}, over),
        Post(at(language, "community_rule", plei.pk, rule.code), days, over),
        Post(
            at(language, "community_rule", plei.pk, rule.code),
            {"act": "remove", "season": str(rule.seasons.all()[0].pk)},
            over,
        ),
        Post(at(language, "community_label_new", plei.pk), words, authority.PROPOSE),
        Post(at(language, "community_label_words", plei.pk, used.code), words, authority.PROPOSE),
    ]
    acts = {"approve": label, "decline": label, "retire": used, "resume": used}
    found += [
        Post(
            at(language, "community_label", plei.pk, one.code),
            {"act": act, "number": "1", "reason": "Thử"},
            over,
        )
        for act, one in acts.items()
    ]
    held = Hold.objects.active()[0]
    by_identifier = {thing.identifier_id: thing for thing in hidden}
    about = [by_identifier[held.identifier], *closed_of_each(hidden)[1:3], things["item"][0]]
    for thing in about:
        address = at(language, "who_sees", thing.identifier_id)
        decided = {
            "act": "decide", "community": str(plei.pk), f"{plei.pk}-who": "public",
            f"{plei.pk}-season": "always", f"{plei.pk}-reason": "Thử",
        }  # fmt: skip
        put = {"community": str(plei.pk), "label": used.code, "reason": "Thử"}
        found += [
            Post(address, decided, over),
            Post(address, {"act": "combine", "mode": "any", "reason": "Thử"}, over),
            Post(address, {"act": "label_on"} | put, over),
            Post(address, {"act": "label_off"} | put, over),
            Post(
                address,
                {"act": "close", "requested_by": "Bà A", "way": "phone", "reason": "Thử"},
                authority.HOLD,
            ),
        ]
        consented = {
            "giver": f"community-{plei.pk}", "uses": ["may_show"], "way": "paper",
            "evidence": "Tủ 2", "given_on": "2026-01-01",
        }  # fmt: skip
        right = authority.HOLD if thing is about[-1] else ""
        found.append(Post(at(language, "consent_new", thing.identifier_id), consented, right))
        if thing is not about[-1]:
            found.append(Post(at(language, "warning_understood", thing.identifier_id)))
    address = at(language, "who_sees", held.identifier)
    paper = {"released_on_word_of": "Ông B", "paper": "Tủ 3", "hold": str(held.number)}
    found.append(Post(address, {"act": "open"} | paper, invites))
    found.append(Post(address, {"act": "confirm"} | paper, invites))
    given = Consent.objects.filter(withdrawn_at=None, may_train=True)[0]
    taken_back = {"by": "Con cháu", "reason": "Thử"}
    found.append(Post(at(language, "consent", given.code), taken_back))
    return found
