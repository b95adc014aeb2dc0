"""Consent: entered from the page of a thing or of a person, read, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heritage.archive.models import Item
from heritage.peoples.communities import concerned, known_to
from heritage.peoples.consents import newest, persons_named
from heritage.peoples.models import Person
from heritage.protocols import authority
from heritage.protocols.audiences import may_see, today
from heritage.protocols.models import Community, Consent, Hold
from heritage.records.access import rows_of
from heritage.records.consents import dependents, record, withdraw
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from heritage.site.community.consent_forms import ConsentForm, WithdrawalForm
from heritage.site.community.signing_in import signed_in


@dataclass(frozen=True)
class Covered:
    """A thing that a consent is for. `title` is None for whom it is closed to."""

    identifier: str
    kind: str
    title: str | None
    held: bool

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.identifier}"


def covered(identifiers: QuerySet[Identifier], user: Any) -> list[Covered]:
    """These things as `user` may know them. One query for each kind among them, and two."""
    wanted = {one.pk: one.kind for one in identifiers}
    held = Hold.objects.active().filter(identifier__in=wanted)
    held_now = set(held.values_list("identifier", flat=True))
    titles: dict[str, str | None] = {}
    for kind in set(wanted.values()):
        originals = kinds()[kind]._default_manager.originals()  # type: ignore[attr-defined]
        rows = originals.filter(identifier__in=wanted)
        for one, title, audience in rows.values_list("identifier_id", "title", "audience_id"):
            titles[one] = title if may_see(user, audience) else None
    return [
        Covered(
            identifier,
            capfirst(str(kinds()[kind]._meta.verbose_name)),
            titles.get(identifier),
            identifier in held_now,
        )
        for identifier, kind in wanted.items()
    ]


@dataclass(frozen=True)
class Given:
    """A consent as somebody may know it: a person who is closed to him has only an identifier, a
    community whose name he may not know has none."""

    consent: Consent
    giver: str
    is_open: bool


def given(consents: Iterable[Consent], user: Any) -> list[Given]:
    """These consents (with their person and community) as `user` may know them. Two queries."""
    rows = list(consents)
    persons = Person.objects.originals().filter(identifier__in=[one.person_id for one in rows])
    known = set(persons.open_to(user).values_list("identifier_id", flat=True))
    named = known_to(user)
    listed = []
    for one in rows:
        is_open = one.person_id in known or one.community_id in named
        hidden = str(one.person_id or _("một cộng đồng khác"))
        listed.append(Given(one, one.giver if is_open else hidden, is_open))
    return listed


def consents_to(thing: HeritageObject, user: Any) -> list[Given]:
    """Consents to a thing, or that a person gave, the newest first."""
    about = Q(things=thing.identifier_id) | Q(person=thing.identifier_id)
    rows = Consent.objects.filter(about).distinct().select_related("person", "community")
    return given(rows, user)


def _keeps(user: Any, thing: HeritageObject) -> bool:
    return any(authority.is_custodian(user, one) for one in concerned(thing))


def may_handle(user: Any, consent: Consent) -> bool:
    """Whether `user` may read a consent and enter that it was taken back.

    Custodians of the giver; staff, unless the giver is closed to them. And of a person who is open
    to them: custodians of every thing it is for, since all that rests on it closes.
    """
    if consent.community is not None:
        kept = authority.is_custodian(user, consent.community)
        things = []
    else:
        kept = any(_keeps(user, row) for row in _there([consent.person]))
        things = _there(consent.things.all()) if authority.communities_kept(user) else []
    if kept:
        return True
    if not given([consent], user)[0].is_open:
        return False
    return user.has_perm(authority.HOLD) or (
        bool(things) and all(_keeps(user, row) for row in things)
    )


def _there(identifiers: Iterable[Any]) -> list[HeritageObject]:
    """The originals of those that have not been removed."""
    rows = [rows_of(one).first() for one in identifiers]
    return [row.original for row in rows if row is not None]


def _thing(identifier: str, user: Any) -> HeritageObject:
    """The thing or person, for staff to whom it is open and for its custodians; else Http404."""
    found = get_object_or_404(Identifier, pk=identifier, withdrawn_at=None)
    row = rows_of(found).first()
    if row is None:
        raise Http404
    thing: HeritageObject = row.original
    open_to_staff = user.has_perm(authority.HOLD) and may_see(user, thing.audience_id)
    if not (open_to_staff or _keeps(user, thing)):
        raise Http404
    return thing


def givers(thing: HeritageObject, user: Any) -> dict[str, Person | Community]:
    """Who can consent to showing a thing, by the word of a form, as far as `user` may know them.

    Staff enter for each community what it gave them on paper; a custodian for his own only. Also
    whom only its newest draft names: without that consent the draft is not published.
    """
    if isinstance(thing, Person):
        return {f"person-{thing.identifier_id}": thing}
    named = {one.pk: one for one in [*persons_named(thing), *persons_named(newest(thing))]}
    persons = [one for one in named.values() if may_see(user, one.audience_id)]
    known = known_to(user) if user.has_perm(authority.HOLD) else authority.communities_kept(user)
    return {f"person-{one.identifier_id}": one for one in persons} | {
        f"community-{one.pk}": one for one in concerned(thing) if one.pk in known
    }


def naming(person: Person, user: Any) -> QuerySet[Identifier]:
    """Things a consent of this person can be for: open ones that name him, and those of before."""
    items = Item.objects.originals().filter(person_links__person=person).open_to(user)
    before = Identifier.objects.filter(consents__person=person.identifier_id)
    return Identifier.objects.filter(withdrawn_at=None).filter(
        pk__in=[
            *items.values_list("identifier_id", flat=True),
            *before.values_list("pk", flat=True),
        ]
    )


@signed_in
def consent_new(request: HttpRequest, identifier: str) -> HttpResponse:
    """Enter a consent: from a thing for this thing; from a person for any that name him."""
    user: Any = request.user
    thing = _thing(identifier, user)
    offered = covered(naming(thing, user), user) if isinstance(thing, Person) else None
    form = ConsentForm(
        request.POST or None,
        givers=givers(thing, user),
        user=user,
        things=None if offered is None else [(one.identifier, str(one)) for one in offered],
        instance=Consent(entered_by=user),
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["things"] if offered is not None else [thing.identifier_id]
        record(form.instance, Identifier.objects.filter(pk__in=wanted))
        messages.success(request, _("Đã ghi sự đồng ý."))
        return redirect("who_sees", identifier)
    title = thing.title if may_see(user, thing.audience_id) else None
    context = {
        "form": form,
        "thing": thing,
        "title": title,
        "kind": thing._meta.verbose_name,
        "nothing": offered == [],
    }
    return render(request, "site/community/consent_new.html", context)


@signed_in
def consent(request: HttpRequest, code: str) -> HttpResponse:
    """One consent: what it says, what rests on it, and taking it back."""
    user: Any = request.user
    found = get_object_or_404(Consent.objects.select_related("person", "community"), code=code)
    if not may_handle(user, found):
        raise Http404
    in_force = Consent.objects.in_force(today()).filter(pk=found.pk).exists()
    giver = given([found], user)[0].giver
    form = WithdrawalForm(request.POST or None, initial={"by": giver})
    if request.method == "POST" and found.withdrawn_at is None and form.is_valid():
        data = form.cleaned_data
        held = withdraw(found, by=data["by"], reason=data["reason"], entered_by=user)
        messages.success(request, _("Đã ghi: sự đồng ý được rút lại.") + " " + _closed(len(held)))
        return redirect("consent", code)
    rests = dependents(found) if in_force else []
    things = covered(found.things.all(), user)
    resting = {one.pk for one in rests}
    context = {
        "consent": found,
        "giver": giver,
        "in_force": in_force,
        "things": things,
        "will_close": [one for one in things if one.identifier in resting and not one.held],
        "form": form if found.withdrawn_at is None else None,
    }
    return render(request, "site/community/consent.html", context)


def _closed(count: int) -> str:
    return ngettext(
        "Đã đóng %(count)d nội dung với mọi người.",
        "Đã đóng %(count)d nội dung với mọi người.",
        count,
    ) % {"count": count}
