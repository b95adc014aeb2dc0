"""What the demo content leaves to the communities, so that every template has a page to look at.

A story, a page that warns before it opens, a label in a community's own script, a festival whose
day is announced. Only for archives that are looked at and thrown away.
"""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests import recorded

STORY = (
    "<p>Bà tôi dệt dưới hiên, từ lúc gà gáy tới khi không còn thấy sợi. Bà bảo: đừng đếm sợi bằng"
    " miệng, để tay đếm.</p><p>Năm tôi lên chín, bà cho ngồi vào khung. Hoa đầu tiên của tôi lệch"
    " một sợi. Bà không tháo. “Để vậy cho nhớ,” bà nói, và tấm khăn ấy vẫn còn trong nhà.</p>"
)
WORDS = {
    "vi": "WEBVTT\n\n00:00.000 --> 00:02.000\nĐừng đếm sợi bằng miệng.\n\n"
    "00:02.000 --> 00:04.000\nĐể tay đếm.\n",
    "km": "WEBVTT\n\n00:00.000 --> 00:04.000\nទុកឱ្យដៃរាប់។\n",
}
PLATES = Path(__file__).resolve().parents[2] / "static" / "site" / "plates"
LABEL = (
    ("cjm-Cham", "ꨀꨇꩉ ꨌꩌ", "ꨀꨇꩉ ꨌꩌ"),
    ("cjm", "Akhar Cam", "Xin đọc chậm, và đọc cho người già nghe trước."),
    ("en", "Read slowly", "Please read this slowly, and first to an elder."),
)


def add() -> None:
    """Write it into the archive of this process."""
    from django.utils import timezone
    from wagtail.models import Locale

    from heritage.archive.models import Custom, Edition, Festival, Story, StoryPeople
    from heritage.peoples.communities import communities_of
    from heritage.peoples.models import People
    from heritage.protocols.labels import Said, Wording, decide, put_on
    from heritage.protocols.models import Label
    from heritage.site.models import SectionPage

    now = timezone.now()
    cham = People.objects.originals().get(slug="cham")
    vietnamese = Locale.objects.get(language_code="vi")
    section = SectionPage.objects.get(section_kind="story", locale=vietnamese)

    def story(title: str, **facts: Any) -> None:
        told = Story(
            title=title,
            summary="Một người dệt kể lại buổi đầu ngồi vào khung.",
            body=STORY,
            byline="Một người dệt ở Mỹ Nghiệp",
            sources="Ghi theo lời kể",
            first_published_at=now,
            last_published_at=now,
            locale=vietnamese,
            **facts,
        )
        section.add_child(instance=told)
        StoryPeople.objects.create(owner=told, people=cham)

    story("Để tay đếm sợi")
    story("Lời kể của bà", warns_of_name=True, warns_of_voice=True)
    race = Festival.objects.originals().filter(slug__contains="ghe-ngo").first()
    if race is not None:
        race.editions.all().filter(start_date__gte=now.date()).delete()
        Edition.objects.create(
            festival=race,
            start_date=now.date() + timedelta(days=40),
            end_date=now.date() + timedelta(days=41),
            status="announced",
            source_note="Thông báo của Ủy ban nhân dân thành phố",
            confirmed_by="Phòng Văn hóa",
        )
    (community,) = communities_of([cham])
    label = Label(community=community)
    decide(label, Wording(tuple(Said(*one) for one in LABEL)), by=None)
    custom = Custom.objects.originals().filter(people_links__people=cham).order_by("pk").first()
    for thing in (cham, custom):
        if thing is not None:
            put_on(label, thing.identifier_id, by=None)
    hang()


def hang() -> None:
    """Files of every kind with the first of the archive's items, and one picture with a custom."""
    from heritage.archive.models import Custom, Item
    from heritage.media.attaching import attach
    from heritage.media.models import MediaFile, Transcript
    from heritage.peoples.models import Term
    from heritage.protocols.models import Audience
    from media_pipeline.models import Job
    from media_pipeline.receiving import receive
    from media_pipeline.working import work_once

    rights = Term.objects.filter(scheme="rights").order_by("pk").first()

    def add_file(thing: Any, data: bytes, name: str, title: str) -> MediaFile:
        received = receive(io.BytesIO(data), name, by=None)
        assert received.original is not None, received.reason
        told: dict[str, Any] = {"title": title, "alt": title, "rights": rights, "shown": True}
        told |= {"credit": "Thị Mỹ", "captured": "2019-04"}
        return attach(received.original, thing, name=name, **told)[0]

    def first(model: Any) -> Any:
        public = model.objects.originals().filter(live=True, audience=Audience.PUBLIC)
        return public.order_by("sort_key", "pk")[:1].get()

    weaving = (PLATES / "det-tho-cam.svg").read_bytes()
    item = first(Item)
    add_file(item, recorded.leaf(), "la.jpg", "Một trang lớn")
    add_file(item, weaving, "khung.svg", "Khung dệt")
    sound = add_file(item, recorded.tone(24), "tieng.wav", "Tiếng trong nhà")
    film = add_file(item, recorded.film(4), "phim.mp4", "Con thoi")
    add_file(item, recorded.pages(3), "so.pdf", "Sổ ghi mẫu hoa")
    add_file(first(Custom), weaving, "khung.svg", "Khung dệt")
    for file, language in ((sound, "vi"), (sound, "km"), (film, "vi")):
        said = Transcript(file=file, language=language, text=WORDS[language])
        said.clean()
        said.save()
    while work_once() or Job.objects.exclude(state__in=("done", "failed")).exists():
        pass


if __name__ == "__main__":
    import django

    django.setup()
    add()
