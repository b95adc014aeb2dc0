"""What a file lacks before anybody may see it: words for who cannot see or hear it, rights."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from heritage.media.models import MediaFile
from media_pipeline.facts import Kind
from media_pipeline.models import Job
from media_pipeline.recipes.book import recipes_for

NO_ALT = _("Thiếu mô tả cho người không nhìn thấy; hoặc đánh dấu “chỉ để trang trí”.")
NO_ALT_FILM = _("Thiếu mô tả cho người không nhìn thấy: phim quay gì, ở đâu.")
NO_TRANSCRIPT = _("Thiếu bản chép lời; hoặc đánh dấu “không có lời nói, lời hát”.")
NO_TITLE = _("Thiếu tên gọi.")
NO_RIGHTS = _("Thiếu tuyên bố quyền.")
NOT_MADE = _("Bản để xem chưa làm xong.")


def lacks(file: MediaFile) -> list[Any]:
    """Sentences in the reader's language; none for a file that is whole and was made.

    What is seen was made; made anew for other words it is seen meanwhile.
    """
    return [*lacks_words(file), *([] if file.shown or _is_made(file) else [NOT_MADE])]


def lacks_words(file: MediaFile) -> list[Any]:
    """The same without what the archive itself still has to do.

    WCAG 2.2, 1.1.1 and 1.2.1 to 1.2.3: words for what is seen, and for what is heard.
    """
    found: list[Any] = []
    if file.kind is Kind.IMAGE and not (file.alt or file.decorative):
        found.append(NO_ALT)
    if file.kind is Kind.VIDEO and not file.alt:
        found.append(NO_ALT_FILM)
    if file.kind in (Kind.AUDIO, Kind.VIDEO) and not (file.no_speech or _is_told(file)):
        found.append(NO_TRANSCRIPT)
    if file.kind in (Kind.AUDIO, Kind.DOCUMENT) and not file.title:
        found.append(NO_TITLE)
    if file.rights_id is None:
        found.append(NO_RIGHTS)
    return found


def _is_made(file: MediaFile) -> bool:
    """Whether all that can be made is, and says what its files agree on (`credits`): what was made
    when another file alone had these bytes may still say that one's words."""
    jobs = list(file.original.jobs.all())
    done = [job for job in jobs if job.state == Job.State.DONE]
    given_up = [job for job in jobs if job.state == Job.State.FAILED and not job.files.all()]
    # Without a pyramid a picture can be seen, without its sizes it cannot.
    needed = recipes_for(file.kind)[0].name
    return needed in {job.recipe for job in done} and len(done) + len(given_up) == len(jobs)


def _is_told(file: MediaFile) -> bool:
    return any(one.may_be_shown for one in file.transcripts.all())
