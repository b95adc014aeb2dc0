"""Words of a file that visitors see are changed in peace: they keep the approved ones meanwhile."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from heritage.accounts.roles import LEADER, OFFICER, sync_roles
from heritage.media.approval import changes, stamp
from heritage.media.models import MediaFile, StandingWords
from heritage.site.admin.desk import Desk
from heritage.site.admin.media.forms import HEARD
from heritage.site.admin.media.one_file import mark
from heritage.site.media.arrivals import hang as arrive
from media_pipeline.facts import Facts, Kind
from media_pipeline.models import Job, Original, Upload
from media_pipeline.receiving import Outcome, Received
from media_pipeline.storing import originals
from tests.integration.media.conftest import Hang
from tests.integration.media.rows import CUES, picture, rights, sound, words_of
from tests.integration.media.test_admin import page_of, read_anew, signed_in, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles(db: None) -> None:
    sync_roles()


def form_of(file: MediaFile) -> str:
    return reverse("media_file", args=[file.identifier_id])


def words(**more: Any) -> dict[str, Any]:
    """Of a file that hangs."""
    return {"title": "Tấm vải", "alt": "Vải đỏ", "credit": "Y Lan"} | more


def given(**more: Any) -> dict[str, Any]:
    """What its form is sent."""
    return words(rights=rights().pk, **more)


def write(
    client: Client, file: MediaFile, *said: dict[str, Any], first: int = 0, **more: Any
) -> Any:
    """Save the form of a file, as it was opened just now; `first` of what is said is there."""
    told = formset(*said, first=first) if file.kind in HEARD else {}
    return client.post(form_of(file), {"dau": mark(read_anew(file))} | given(**more) | told)


def formset(*rows: dict[str, Any], first: int = 0) -> dict[str, Any]:
    """The transcripts of a posted form; the first few are there already."""
    told: dict[str, Any] = {
        "transcripts-TOTAL_FORMS": str(len(rows)),
        "transcripts-INITIAL_FORMS": str(first),
    }
    for number, row in enumerate(rows):
        told |= {f"transcripts-{number}-{name}": value for name, value in row.items()}
    return told


def approve(leader: Client, file: MediaFile) -> None:
    told = {"viec": "hien", "tep": file.identifier_id, "dau": stamp(read_anew(file))}
    thing = reverse("files_of_thing", args=[file.belongs_to_id])
    assert leader.post(thing, told).status_code == 302


def give_up(client: Client, file: MediaFile) -> Any:
    told = {"viec": "giu-loi-cu", "tep": file.identifier_id, "dau": stamp(read_anew(file))}
    return client.post(reverse("files_of_thing", args=[file.belongs_to_id]), told)


def public(thing: Any) -> str:
    response = Client().get(reverse("permanent", args=[thing.identifier_id]), follow=True)
    return response.content.decode()


class TestWordsOfAPicture:
    def test_visitors_keep_the_approved_words_until_the_new_ones_are_approved(
        self, make: Any
    ) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words(alt="Vải do"))
        officer = signed_in(OFFICER)
        write(officer, file, alt="Vải đỏ dệt tay")
        text = public(item)
        assert "Vải do" in text
        assert "Vải đỏ dệt tay" not in text
        assert "Vải đỏ dệt tay</textarea>" in officer.get(form_of(file)).content.decode()

        leader = signed_in(LEADER)
        listed = leader.get(page_of(item)).content.decode()
        assert "<del>Vải do</del>" in listed
        assert "<ins>Vải đỏ dệt tay</ins>" in listed
        assert Desk(get_user_model().objects.get(username=LEADER.key)).files == 1
        assert "Lời mới chờ duyệt" in leader.get(reverse("media_files")).content.decode()
        approve(leader, file)
        assert "Vải đỏ dệt tay" in public(item)
        assert not StandingWords.objects.exists()

    def test_who_changed_them_is_not_who_approves_them(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words(alt="Vải do"))
        leader = signed_in(LEADER)
        write(leader, file)
        approve(leader, file)
        assert "Vải do" in public(item)
        approve(signed_in(LEADER, "another"), file)
        assert "Vải đỏ" in public(item)

    def test_a_second_change_leaves_what_visitors_have(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words(alt="Vải do"))
        officer = signed_in(OFFICER)
        write(officer, file, alt="Vải")
        write(officer, file, alt="Vải đỏ")
        assert [x[1:] for x in changes(read_anew(file))] == [("Vải do", "Vải đỏ")]

    def test_changed_back_nothing_waits(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        officer = signed_in(OFFICER)
        write(officer, file, alt="Vải xanh", decorative="on")
        assert StandingWords.objects.exists()
        write(officer, file)
        assert not StandingWords.objects.exists()

    def test_new_words_are_given_up(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        officer = signed_in(OFFICER)
        write(officer, file, alt="Vải xanh", title_en="Cloth")
        give_up(officer, file)
        file.refresh_from_db()
        assert (file.alt, file.title_en, file.shown) == ("Vải đỏ", "", True)
        assert not StandingWords.objects.exists()

    def test_taken_down_it_has_its_newest_words_and_may_have_those_approved(
        self, make: Any
    ) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        write(signed_in(OFFICER), file, alt="Vải xanh")
        signed_in(LEADER).post(page_of(item), {"viec": "an", "tep": file.identifier_id})
        file = read_anew(file)
        assert (file.shown, file.alt, file.told) == (False, "Vải xanh", file)
        assert "Vải" not in public(item)
        give_up(signed_in(LEADER, "another"), file)
        assert read_anew(file).alt == "Vải đỏ", "what was approved is not lost"

    def test_where_to_cut_it_is_no_word(self, make: Any) -> None:
        file = picture(make("item", "Thổ cẩm"), **words())
        write(signed_in(OFFICER), file, focus_x="0.2", focus_y="0.9")
        file = read_anew(file)
        assert (file.focus, list(file.authors.all())) == ((0.2, 0.9, 0.0, 0.0), [])
        assert not StandingWords.objects.exists()

    @pytest.mark.usefixtures("on_disk")
    def test_copies_name_whom_visitors_read_until_then(self, make: Any, hang: Hang) -> None:
        file = hang(make("item", "Thổ cẩm"), **words())

        def named() -> set[str]:
            jobs = file.original.jobs.filter(recipe="picture")
            return {options["credit"] for options in jobs.values_list("options", flat=True)}

        assert named() == {"Y Lan"}
        write(signed_in(OFFICER), file, credit="Y Lan, làng Teng")
        assert named() == {"Y Lan"}
        approve(signed_in(LEADER), file)
        assert named() == {"Y Lan, làng Teng"}


class TestWhatIsSaid:
    def test_a_corrected_transcript_waits(self, make: Any) -> None:
        item = make("item", "Chiêng")
        file = sound(item, **words(alt=""))
        said = words_of(file, "vi")
        row = {"id": said.pk, "language": "vi", "text": CUES.replace("mẹ", "cái")}
        assert write(signed_in(OFFICER), file, row, first=1).status_code == 302
        track = reverse("file_words", args=[file.identifier_id, "vi"])
        assert "Chiêng mẹ" in Client().get(track).content.decode()
        assert "Chiêng mẹ" in public(item)
        approve(signed_in(LEADER), file)
        assert "Chiêng cái" in Client().get(track).content.decode()
        assert "Chiêng mẹ" not in public(item)

    def test_one_that_is_taken_out_is_read_until_a_leader_agrees(self, make: Any) -> None:
        item = make("item", "Chiêng")
        file = sound(item, **words(alt=""))
        said, other = words_of(file, "vi"), words_of(file, "en", "The mother gong.")
        rows = [{"id": x.pk, "language": x.language, "text": x.text} for x in (said, other)]
        write(signed_in(OFFICER), file, rows[0], rows[1] | {"DELETE": "on"}, first=2)
        assert "The mother gong." in public(item)
        approve(signed_in(LEADER), file)
        assert "The mother gong." not in public(item)

    def test_what_a_machine_wrote_is_a_draft_until_somebody_unticks_it(self, make: Any) -> None:
        item = make("item", "Chiêng")
        file = sound(item, **words(alt=""), no_speech=True)
        officer = signed_in(OFFICER)
        row: dict[str, Any] = {"language": "vi", "text": "Lời máy chép", "is_machine": "on"}
        write(officer, file, row, no_speech="on")
        assert not StandingWords.objects.exists(), "a draft is nothing to approve"
        (said,) = file.transcripts.all()
        assert said.reviewed_by is None
        assert "Lời máy chép" not in public(item)
        row |= {"id": said.pk, "is_machine": ""}
        write(officer, file, row, first=1, no_speech="on")
        said.refresh_from_db()
        assert said.reviewed_by is not None
        assert "Lời máy chép" not in public(item)
        approve(signed_in(LEADER), file)
        assert "Lời máy chép" in public(item)

    def test_one_may_take_the_place_of_another_in_one_save(self, make: Any) -> None:
        file = sound(make("item", "Chiêng"), **words(alt=""))
        said = words_of(file, "vi", "cũ")
        gone = {"id": said.pk, "language": "vi", "text": "cũ", "DELETE": "on"}
        write(signed_in(OFFICER), file, gone, {"language": "vi", "text": "mới"}, first=1)
        assert [one.text for one in file.transcripts.all()] == ["mới"]

    def test_two_may_change_their_languages_with_each_other(self, make: Any) -> None:
        file = sound(make("item", "Chiêng"), **words(alt=""))
        one, two = words_of(file, "vi", "mother"), words_of(file, "en", "mẹ")
        rows = [
            {"id": one.pk, "language": "en", "text": "mother"},
            {"id": two.pk, "language": "vi", "text": "mẹ"},
        ]
        assert write(signed_in(OFFICER), file, *rows, first=2).status_code == 302
        assert dict(file.transcripts.values_list("language", "text")) == {
            "en": "mother",
            "vi": "mẹ",
        }

    def test_two_in_one_language_are_refused_and_kept_in_the_form(self, make: Any) -> None:
        file = sound(make("item", "Chiêng"), **words(alt=""))
        rows = ({"language": "vi", "text": "một"}, {"language": "vi", "text": "hai"})
        text = write(signed_in(OFFICER), file, *rows).content.decode()
        assert "Mỗi tiếng một bản" in text
        assert "hai</textarea>" in text

    def test_what_came_or_went_while_it_was_typed_loses_nothing(self, make: Any) -> None:
        file = sound(make("item", "Chiêng"), **words(alt=""))
        officer = signed_in(OFFICER)
        words_of(file, "vi", "đến trước")
        text = write(officer, file, {"language": "vi", "text": "gõ cả buổi"}).content.decode()
        assert "vừa được thêm" in text
        assert "gõ cả buổi</textarea>" in text
        said = file.transcripts.get()
        row = {"id": said.pk, "language": "vi", "text": "gõ cả buổi"}
        said.delete()
        text = write(officer, file, row, first=1).content.decode()
        assert "vừa bị bỏ" in text
        assert "gõ cả buổi</textarea>" in text

    def test_lines_that_differ_are_shown_however_long_it_is(self, make: Any) -> None:
        item = make("item", "Chiêng")
        file = sound(item, **words(alt=""))
        long = "Một dòng giữ nguyên.\n" * 400
        said = words_of(file, "vi", f"{long}cũ")
        row = {"id": said.pk, "language": "vi", "text": f"{long}khác hẳn"}
        write(signed_in(OFFICER), file, row, first=1)
        text = signed_in(LEADER).get(page_of(item)).content.decode()
        assert "<del>cũ</del>" in text
        assert "<ins>khác hẳn</ins>" in text


@pytest.mark.usefixtures("on_disk")
class TestCaptionsThatArrive:
    def arrives(self, name: str, item: Any, original: Original, by: Any) -> None:
        upload = Upload.objects.create(
            owner=by,
            name=name,
            purpose=item.identifier_id,
            length=1,
            state=Upload.State.READY,
            original=original,
        )
        arrive(upload, Received(name, Outcome.READY, original))

    def captions(self) -> Original:
        found = Original(sha256="c" * 64, name="k.vtt", bytes=len(CUES.encode()))
        found.set_facts(Facts("text/vtt", Kind.CAPTIONS))
        found.save()
        originals().save(found.stored_name, ContentFile(CUES.encode()))
        return found

    def recording(self, item: Any) -> MediaFile:
        file = sound(item, **words(alt=""), no_speech=True)
        MediaFile.objects.update(name="k.flac")
        return read_anew(file)

    def test_they_take_nothing_down_and_wait(self, make: Any) -> None:
        item = make("item", "Kể")
        file = self.recording(item)
        self.arrives("k.vtt", item, self.captions(), somebody(OFFICER))
        file = read_anew(file)
        assert file.shown
        assert [change.what for change in changes(file)] == ["Lời (vi)"]
        assert file.told_transcripts == []

    def test_the_draft_of_a_machine_gives_way(self, make: Any) -> None:
        item = make("item", "Kể")
        file = self.recording(item)
        words_of(file, "vi", "nháp của máy", is_machine=True)
        self.arrives("k.vtt", item, self.captions(), somebody(OFFICER))
        assert ["Chiêng mẹ" in one.text for one in file.transcripts.all()] == [True]


class TestNobodyApprovesHisOwnWords:
    """Whoever else has touched the file since."""

    OWN = "Lời của chính lãnh đạo"

    def wait(self, leader: Client, file: MediaFile, **more: Any) -> None:
        write(leader, file, credit=self.OWN, **more)

    def still_waits(self, leader: Client, file: MediaFile) -> bool:
        approve(leader, file)
        assert read_anew(file).credit == self.OWN
        told = read_anew(file).told
        return told.credit != self.OWN

    def test_a_machines_draft_saved_by_another(self, make: Any) -> None:
        file = sound(make("item", "Chiêng"), **words(alt=""), no_speech=True)
        leader = signed_in(LEADER)
        self.wait(leader, file, no_speech="on")
        row = {"language": "vi", "text": "nháp", "is_machine": "on"}
        write(signed_in(OFFICER), file, row, no_speech="on", credit=self.OWN)
        assert self.still_waits(leader, file)

    def test_other_words_by_another(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file, _ = picture(item, **words()), picture(item)
        leader, officer = signed_in(LEADER), signed_in(OFFICER)
        self.wait(leader, file)
        shared = {"viec": "chung", "chosen": [file.identifier_id], "captured": "1998"}
        officer.post(page_of(item), shared)
        assert self.still_waits(leader, file)
        approve(signed_in(LEADER, "another"), file)
        assert read_anew(file).told.credit == self.OWN

    def test_the_form_saved_unchanged_by_another_who_may_approve_then(self, make: Any) -> None:
        file = sound(make("item", "Chiêng"), **words(alt=""))
        said = words_of(file, "vi")
        leader, other = signed_in(LEADER), signed_in(LEADER, "another")
        row = {"id": said.pk, "language": "vi", "text": said.text}
        write(leader, file, row, first=1, credit=self.OWN)
        # Browsers send line ends of their own.
        row |= {"text": said.text.replace("\n", "\r\n")}
        write(other, file, row, first=1, credit=self.OWN)
        assert self.still_waits(leader, file)
        approve(other, file)
        assert read_anew(file).told.credit == self.OWN

    def test_giving_up_the_words_of_others_makes_nobody_an_author(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        leader, officer = signed_in(LEADER), signed_in(OFFICER)
        write(officer, file, alt="khác")
        give_up(leader, file)
        leader.post(page_of(item), {"viec": "an", "tep": file.identifier_id})
        assert not read_anew(file).shown
        Job.objects.update(state=Job.State.DONE)
        approve(leader, file)
        assert read_anew(file).shown

    def test_nobody_gives_up_what_he_has_not_read_or_may_not(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        officer, leader = signed_in(OFFICER), signed_in(LEADER)
        write(officer, file, alt="một")
        told = {"viec": "giu-loi-cu", "tep": file.identifier_id, "dau": stamp(read_anew(file))}
        write(officer, file, alt="hay hơn nhiều")
        leader.post(page_of(item), told)
        assert read_anew(file).alt == "hay hơn nhiều"
        give_up(signed_in(OFFICER, "another"), file)
        assert read_anew(file).alt == "hay hơn nhiều"


def test_an_old_form_writes_nothing_over_and_says_what_others_have_saved(make: Any) -> None:
    file = picture(make("item", "Thổ cẩm"), **words())
    opened = {"dau": mark(read_anew(file))}
    write(signed_in(OFFICER), file, alt="Công của người khác")
    late = signed_in(OFFICER, "another")
    text = late.post(form_of(file), opened | given(title="Tên tôi gõ")).content.decode()
    assert read_anew(file).alt == "Công của người khác"
    assert "Chưa lưu" in text
    assert "<dd>Công của người khác</dd>" in text
    assert 'value="Tên tôi gõ"' in text
    again = given(title="Tên tôi gõ", alt="Công của cả hai")
    assert late.post(form_of(file), again | {"dau": mark(read_anew(file))}).status_code == 302
    assert read_anew(file).alt == "Công của cả hai"
    assert read_anew(file).authors.count() == 2


def test_an_old_form_is_told_even_of_words_that_are_gone(make: Any) -> None:
    file = picture(make("item", "Thổ cẩm"), alt="Vải đỏ", shown=False)
    opened = {"dau": mark(read_anew(file))}
    MediaFile.objects.update(alt="", rights=None)
    text = signed_in(OFFICER).post(form_of(file), opened | given()).content.decode()
    assert "Chưa lưu" in text
    assert read_anew(file).alt == ""


class TestWordsInCommon:
    def test_they_are_written_once_and_what_is_left_empty_stays(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        one = picture(item, title="Một", credit="", rights=None, shown=False)
        two = picture(item, title="Hai", credit="", captured="1998", shown=False)
        other = picture(item, title="Ba", credit="Người khác", shown=False)
        data = {"viec": "chung", "chosen": [one.identifier_id, two.identifier_id]}
        officer = signed_in(OFFICER)
        officer.post(page_of(item), data | {"credit": "Y Lan", "rights": rights().pk})
        for file, title, captured in ((one, "Một", ""), (two, "Hai", "1998")):
            file.refresh_from_db()
            assert (file.title, file.credit, file.captured) == (title, "Y Lan", captured)
            assert file.rights == rights()
            assert file.authors.count() == 1
        other.refresh_from_db()
        assert other.credit == "Người khác"

    def test_what_visitors_see_waits_and_what_is_the_same_does_not(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        one, two = picture(item, credit="Y Lan"), picture(item, credit="Ý Lan")
        every = [one.identifier_id, two.identifier_id]
        data = {"viec": "chung", "chosen": every, "credit": "Y Lan"}
        signed_in(OFFICER).post(page_of(item), data)
        assert [x.file_id for x in StandingWords.objects.all()] == [two.pk]
        assert "Ý Lan" in public(item)

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        one, two = picture(item), picture(item)
        data = {"viec": "chung", "chosen": [two.identifier_id]}
        officer = signed_in(OFFICER)
        wrong = data | {"credit": "Y Lan", "captured": "hôm qua"}
        text = officer.post(page_of(item), wrong).content.decode()
        assert 'value="Y Lan"' in text
        assert f'value="{two.identifier_id}" checked' in text
        assert f'value="{one.identifier_id}" checked' not in text
        assert "error-message" in text
        assert "Chưa ghi gì" in officer.post(page_of(item), data).content.decode()
        nothing = {"viec": "chung", "credit": "Y Lan"}
        assert "ít nhất một tệp" in officer.post(page_of(item), nothing).content.decode()

    def test_files_of_other_things_are_not_reached(self, make: Any) -> None:
        item, other = make("item", "Thổ cẩm"), make("item", "Chiêng")
        picture(item)
        far = picture(other, credit="Cũ")
        data = {"viec": "chung", "chosen": [far.identifier_id], "credit": "Mới"}
        assert signed_in(OFFICER).post(page_of(item), data).status_code == 200
        far.refresh_from_db()
        assert far.credit == "Cũ"
