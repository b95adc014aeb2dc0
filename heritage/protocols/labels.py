"""Labels: a wording is proposed, custodians approve it, it is put on things and shown beside them.

Who may do what here is asked of `heritage.protocols.authority`, by whoever calls.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from heritage.protocols.local_contexts import known_label
from heritage.protocols.models import (
    Community,
    Decision,
    Label,
    LabelText,
    LabelVersion,
    PlacedLabel,
)

State = LabelVersion.State


@dataclass(frozen=True)
class Said:
    """What a label says in one language."""

    language: str
    name: str
    text: str


@dataclass(frozen=True)
class Wording:
    """What a label says in all its languages, the community's own first; `local_contexts` is the
    code of the label of Local Contexts that it answers to, if it answers to one."""

    texts: tuple[Said, ...]
    local_contexts: str = ""

    @classmethod
    def of(cls, version: LabelVersion) -> Wording:
        """The wording that a version keeps."""
        texts = tuple(Said(one.language, one.name, one.text) for one in version.texts.all())
        return cls(texts, version.local_contexts)


@transaction.atomic
def propose(label: Label, wording: Wording, *, by: Any) -> LabelVersion:
    """A wording that waits for a custodian. A label that is not saved yet begins with it."""
    version = add_version(label, wording, proposed_by=by)
    _note(Decision.Act.LABEL_PROPOSED, label, by=by, after=version)
    return version


@transaction.atomic
def decide(label: Label, wording: Wording, *, by: Any, reason: str = "") -> None:
    """A wording of who decides himself: what the label says from now on."""
    approve(add_version(label, wording, proposed_by=by), by=by, reason=reason)


def add_version(label: Label, wording: Wording, **facts: Any) -> LabelVersion:
    """The next version of a label, without a word in the journal.

    Raises ValidationError for a code that is none of Local Contexts' labels.
    """
    if not wording.texts:
        raise ValueError("a label says something in one language at least")
    if label.pk is None:
        label.save()
    # Locked, so that two wordings at once do not take the same number.
    Label.objects.select_for_update().get(pk=label.pk)
    last = label.versions.aggregate(last=Max("number"))["last"] or 0
    version = LabelVersion(
        label=label, number=last + 1, local_contexts=wording.local_contexts, **facts
    )
    if wording.local_contexts:
        known_label(wording.local_contexts)
    version.save()
    LabelText.objects.bulk_create(
        LabelText(
            version=version, language=one.language, name=one.name, text=one.text, sort_order=place
        )
        for place, one in enumerate(wording.texts)
    )
    return version


@transaction.atomic
def approve(version: LabelVersion, *, by: Any, reason: str = "") -> None:
    """What the label says from now on. An earlier wording that is approved again is used again."""
    label = version.label
    before = label.current
    version.state, version.decided_by, version.reason = State.APPROVED, by, reason
    version.decided_at = timezone.now()
    version.save()
    label.current = version
    label.save(update_fields=["current"])
    _note(Decision.Act.LABEL_APPROVED, label, by=by, before=before, after=version, reason=reason)


@transaction.atomic
def decline(version: LabelVersion, *, by: Any, reason: str) -> None:
    """The custodians do not want this wording, and say why. Raises ValueError if it is not waiting.

    What was approved once is laid aside by approving another, or by retiring the label.
    """
    if version.state != State.WAITING:
        raise ValueError("only a wording that waits can be declined")
    version.state, version.decided_by, version.reason = State.DECLINED, by, reason
    version.decided_at = timezone.now()
    version.save()
    _note(Decision.Act.LABEL_DECLINED, version.label, by=by, after=version, reason=reason)


@transaction.atomic
def retire(label: Label, *, by: Any, reason: str = "") -> None:
    """Show the label nowhere any more, at once. Where it was is remembered."""
    label.retired_at = timezone.now()
    label.save(update_fields=["retired_at"])
    _note(Decision.Act.LABEL_RETIRED, label, by=by, before=label.current, reason=reason)


@transaction.atomic
def resume(label: Label, *, by: Any, reason: str = "") -> None:
    """Show a label again wherever it was."""
    label.retired_at = None
    label.save(update_fields=["retired_at"])
    _note(Decision.Act.LABEL_RESUMED, label, by=by, after=label.current, reason=reason)


@transaction.atomic
def put_on(label: Label, identifier: str, *, by: Any, reason: str = "") -> None:
    """Put a label on a thing; nothing happens where it is already."""
    _placed, is_new = PlacedLabel.objects.get_or_create(
        label=label, identifier_id=identifier, defaults={"placed_by": by}
    )
    if is_new:
        _note(
            Decision.Act.LABEL_ON,
            label,
            by=by,
            identifier=identifier,
            after=label.current,
            reason=reason,
        )


@transaction.atomic
def take_off(label: Label, identifier: str, *, by: Any, reason: str = "") -> None:
    """Take a label off a thing; nothing happens where it is not."""
    removed, _by_model = PlacedLabel.objects.filter(label=label, identifier=identifier).delete()
    if removed:
        _note(
            Decision.Act.LABEL_OFF,
            label,
            by=by,
            identifier=identifier,
            before=label.current,
            reason=reason,
        )


def texts_on(identifier: str, named: QuerySet[Community]) -> list[LabelText]:
    """What the labels on a thing say: the approved wordings of those in use, in all languages.

    One query. `named`: the communities whose names the reader may know; a label of another is not
    shown, for it names its community.
    """
    return texts_on_all([identifier], named).get(identifier, [])


def texts_on_all(
    identifiers: Collection[str], named: QuerySet[Community]
) -> dict[str, list[LabelText]]:
    """The same for many things at once, also with one query; those without labels are left out."""
    shown = LabelText.objects.filter(
        version__current_of__placements__identifier__in=identifiers,
        version__current_of__retired_at=None,
        version__label__community__in=named,
    ).annotate(placed_on=F("version__current_of__placements__identifier"))
    rows = shown.select_related("version__label__community").order_by(
        "version__label__community__name", "version__label", "sort_order"
    )
    found: dict[str, list[LabelText]] = {}
    for text in rows:
        found.setdefault(text.placed_on, []).append(text)
    return found


def called(version: LabelVersion | None, language: str = settings.LANGUAGE_CODE) -> str:
    """What a label is called: in its community's language, and then in the reader's."""
    texts = list(version.texts.all()) if version is not None else []
    read = [text_for(language, texts)] if texts else []
    return " – ".join(dict.fromkeys(one.name for one in [*texts[:1], *read]))


def text_for(language: str, texts: Sequence[LabelText]) -> LabelText:
    """What a reader of `language` understands best among these: what is said in his language, or in
    Vietnamese, the archive's; or else what the community says first."""

    def said_in(wanted: str) -> LabelText | None:
        return next((one for one in texts if one.language.partition("-")[0] == wanted), None)

    return said_in(language) or said_in(settings.LANGUAGE_CODE) or texts[0]


def _note(
    act: Decision.Act,
    label: Label,
    *,
    by: Any,
    identifier: str = "",
    before: LabelVersion | None = None,
    after: LabelVersion | None = None,
    reason: str = "",
) -> None:
    Decision.objects.create(
        act=act,
        by=by,
        community=label.community,
        identifier=identifier,
        before=_named(before),
        after=_named(after),
        reason=reason,
    )


def _named(version: LabelVersion | None) -> str:
    return f"{version.label.code} · {version.number} · {called(version)}" if version else ""
