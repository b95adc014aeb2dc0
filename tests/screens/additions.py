"""What the demo content leaves to the communities, so that every template has a page to look at.

A story, a page that warns before it opens, a label in a community's own script, a festival whose
day is announced. Only for archives that are looked at and thrown away.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

STORY = (
    "<p>Bà tôi dệt dưới hiên, từ lúc gà gáy tới khi không còn thấy sợi. Bà bảo: đừng đếm sợi bằng"
    " miệng, để tay đếm.</p><p>Năm tôi lên chín, bà cho ngồi vào khung. Hoa đầu tiên của tôi lệch"
    " một sợi. Bà không tháo. “Để vậy cho nhớ,” bà nói, và tấm khăn ấy vẫn còn trong nhà.</p>"
)
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


if __name__ == "__main__":
    import django

    django.setup()
    add()
