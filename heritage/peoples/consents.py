"""Whose consent a thing needs before it is published, and whether it is there.

Name, origin and image of a living person are sensitive personal data (Law 91/2025/QH15): what names
one is published with his consent to showing it only. Of whom nobody knows whether he lives is
treated as living.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from heritage.peoples.models import Person
from heritage.protocols.audiences import today
from heritage.protocols.models import Consent
from heritage.records.things import HeritageObject


def persons_named(thing: HeritageObject) -> list[Person]:
    """The persons a thing, or a draft of it, names as creator, performer or shown; each once."""
    links: Any = getattr(thing, "person_links", None)
    if links is None:
        return []
    persons = {link.person_id: link.person for link in links.all()}
    return list(persons.values())


def newest(thing: HeritageObject) -> HeritageObject:
    """The thing as it stands in its newest draft, which may name others than the row does."""
    if thing.latest_revision_id is None:
        return thing
    draft: HeritageObject = thing.get_latest_revision_as_object()
    return draft


def unconsented(draft: HeritageObject, day: datetime.date | None = None) -> list[Person]:
    """Persons a draft names who have not consented to its being shown."""
    living = [one for one in persons_named(draft) if one.living != Person.Living.NO]
    if not living:
        return []
    given = Consent.objects.in_force(day or today()).filter(
        may_show=True,
        things=draft.identifier_id,
        person__in=[person.identifier_id for person in living],
    )
    consenting = set(given.values_list("person_id", flat=True))
    return [person for person in living if person.identifier_id not in consenting]


def consent_missing(draft: HeritageObject) -> list[str]:
    """Why a draft may not be published for want of consent, a sentence for each person.

    A person who is closed to some is called by the identifier.
    """
    return [
        _(
            "%(person)s còn sống hoặc chưa rõ, và chưa có sự đồng ý cho giới thiệu nội dung này. "
            "Hãy ghi sự đồng ý ở trang “Ai được xem?” của nội dung; hoặc, nếu người ấy đã mất, ghi "
            "điều đó ở trang nhân vật."
        )
        % {"person": person.identifier_id if person.is_restricted else person.title}
        for person in unconsented(draft)
    ]
