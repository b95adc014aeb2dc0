"""Files from a folder or ZIP, each to its thing as a sheet says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from heritage.exchange.file_sheet import PlannedFile
from heritage.media.approval import show_at_once
from heritage.media.attaching import NoFileOfItsOwnError, attach
from heritage.media.models import MediaFile, Transcript
from heritage.media.models.transcripts import MOST
from heritage.records.access import originals_of
from heritage.records.models import Identifier
from media_pipeline.folders import Source, UnreadableZipError
from media_pipeline.receiving import Outcome, Received, receive


@dataclass(frozen=True)
class Taken:
    """One file of the report."""

    path: str
    outcome: Outcome
    reason: str = ""
    asset: str | None = None
    """The permanent identifier of the file, or the digest of its bytes where it belongs to
    nothing yet."""

    def as_json(self) -> dict[str, Any]:
        """As `--format json` says it."""
        return {
            "path": self.path,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "asset": self.asset,
        }


def take_in(
    sources: Mapping[str, Source],
    planned: Mapping[str, PlannedFile],
    *,
    by: Any = None,
    leader: Any = None,
) -> Iterator[Taken]:
    """Receive every file, and hang those a row is for; transcripts go with their recordings.

    `leader`: lets what is new and whole be seen. Can be run again: what is there stays as it is.
    """
    words = {path for one in planned.values() for _language, path in one.transcripts}
    # In the order of the sheet: the first picture of a thing stands for it.
    for path in [*planned, *(one for one in sources if one not in planned)]:
        if path in words:
            continue
        taken, received = receive_one(sources[path], by)
        plan = planned.get(path)
        if plan is None or received is None or received.original is None:
            yield taken
            continue
        if plan.sha256 and plan.sha256 != received.original.pk:
            other = _("Tệp này không phải tệp mà bảng nói đến: mã SHA-256 khác. Chưa gắn vào đâu.")
            yield Taken(path, Outcome.REFUSED, other, taken.asset)
            continue
        try:
            file, is_new = _hang(received, plan, sources, by)
        except NoFileOfItsOwnError:
            yield Taken(path, Outcome.REFUSED, _("Phụ đề thuộc về một bản ghi: ghi ở cột khác."))
            continue
        except (ValidationError, OSError, UnicodeError, UnreadableZipError) as error:
            why = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            unread = _("Không đọc được bản chép lời: %(why)s") % {"why": why}
            yield Taken(path, taken.outcome, unread, taken.asset)
            continue
        told = []
        if plan.identifier and plan.identifier != file.identifier_id:
            told.append(_("Đã có ở đây với mã %(code)s.") % {"code": file.identifier_id})
        if leader is not None and is_new and plan.shown and not show_at_once(file, leader):
            told.append(_("Chưa hiện: thiếu lời hoặc quyền, hay còn chờ làm lại."))
        yield Taken(path, taken.outcome, " ".join(told), file.identifier_id)


def receive_one(source: Source, by: Any = None) -> tuple[Taken, Received | None]:
    """Receive one file. Raises what `receive` raises where nothing could be stored at all."""
    name, opener = source
    try:
        opened = opener()
    except OSError as error:  # it went away meanwhile, or is not for us to read
        why = _("Không mở được tệp trên máy này: %(why)s.") % {"why": error.strerror}
        return Taken(name, Outcome.REFUSED, why), None
    try:
        with opened as stream:
            received = receive(stream, name, by=by)
    except UnreadableZipError as error:
        why = _("Không lấy được tệp này ra khỏi ZIP: %(why)s. Hãy nén lại, không đặt mật khẩu.")
        return Taken(name, Outcome.REFUSED, why % {"why": error}), None
    asset = received.original.pk if received.original is not None else None
    return Taken(name, received.outcome, received.reason, asset), received


@transaction.atomic
def _hang(
    received: Received, plan: PlannedFile, sources: Mapping[str, Source], by: Any
) -> tuple[MediaFile, bool]:
    """The file with its transcripts, or neither: what failed is mended and comes again."""
    assert received.original is not None
    thing = originals_of(Identifier.objects.get(pk=plan.belongs_to)).get()
    named = {"name": plan.name, "identifier": plan.identifier}
    file, is_new = attach(received.original, thing, by=by, **named, **plan.words)
    if is_new:
        for language, path in plan.transcripts:
            said = Transcript(file=file, language=language, text=_read(sources[path]))
            said.full_clean()
            said.save()
    return file, is_new


def _read(source: Source) -> str:
    with source[1]() as stream:
        data = stream.read(4 * MOST + 1)
    if len(data) > 4 * MOST:
        raise ValidationError(_("Tệp quá lớn cho một bản chép lời."))
    return data.decode("utf-8-sig")
