"""Words of a file that visitors see are changed in peace: they keep the approved ones meanwhile."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from heritage.accounts.roles import LEADER, OFFICER, sync_roles
from heritage.media.approval import changes, stamp
from heritage.media.models import MediaFile, StandingWords
from heritage.site.admin.desk import Desk
from tests.integration.media.conftest import Hang
from tests.integration.media.rows import CUES, picture, rights, sound, words_of
from tests.integration.media.test_admin import page_of, read_anew, signed_in

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
        officer.post(form_of(file), given(alt="Vải đỏ dệt tay"))
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
        leader.post(form_of(file), given())
        approve(leader, file)
        assert "Vải do" in public(item)
        approve(signed_in(LEADER, "another"), file)
        assert "Vải đỏ" in public(item)

    def test_a_second_change_leaves_what_visitors_have(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words(alt="Vải do"))
        officer = signed_in(OFFICER)
        officer.post(form_of(file), given(alt="Vải"))
        officer.post(form_of(file), given(alt="Vải đỏ"))
        assert [x[1:] for x in changes(read_anew(file))] == [("Vải do", "Vải đỏ")]

    def test_changed_back_nothing_waits(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        officer = signed_in(OFFICER)
        officer.post(form_of(file), given(alt="Vải xanh", decorative="on"))
        assert StandingWords.objects.exists()
        officer.post(form_of(file), given())
        assert not StandingWords.objects.exists()

    def test_new_words_are_given_up(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        officer = signed_in(OFFICER)
        officer.post(form_of(file), given(alt="Vải xanh", title_en="Cloth"))
        officer.post(page_of(item), {"viec": "giu-loi-cu", "tep": file.identifier_id})
        file.refresh_from_db()
        assert (file.alt, file.title_en, file.shown) == ("Vải đỏ", "", True)
        assert not StandingWords.objects.exists()

    def test_taken_down_it_has_its_newest_words(self, make: Any) -> None:
        item = make("item", "Thổ cẩm")
        file = picture(item, **words())
        signed_in(OFFICER).post(form_of(file), given(alt="Vải xanh"))
        signed_in(LEADER).post(page_of(item), {"viec": "an", "tep": file.identifier_id})
        file = read_anew(file)
        assert (file.shown, file.alt, file.told) == (False, "Vải xanh", file)
        assert "Vải" not in public(item)

    def test_where_to_cut_it_is_no_word(self, make: Any) -> None:
        file = picture(make("item", "Thổ cẩm"), **words())
        signed_in(OFFICER).post(form_of(file), given(focus_x="0.2", focus_y="0.9"))
        file = read_anew(file)
        assert (file.focus, file.changed_by) == ((0.2, 0.9, 0.0, 0.0), None)
        assert not StandingWords.objects.exists()

    @pytest.mark.usefixtures("on_disk")
    def test_copies_name_whom_visitors_read_until_then(self, make: Any, hang: Hang) -> None:
        file = hang(make("item", "Thổ cẩm"), **words())

        def named() -> set[str]:
            jobs = file.original.jobs.filter(recipe="picture")
            return {options["credit"] for options in jobs.values_list("options", flat=True)}

        assert named() == {"Y Lan"}
        signed_in(OFFICER).post(form_of(file), given(credit="Y Lan, làng Teng"))
        assert named() == {"Y Lan"}
        approve(signed_in(LEADER), file)
        assert named() == {"Y Lan, làng Teng"}


class TestWhatIsSaid:
    def test_a_corrected_transcript_waits(self, make: Any) -> None:
        item = make("item", "Chiêng")
        file = sound(item, **words(alt=""))
        said = words_of(file, "vi")
        row = {"id": said.pk, "language": "vi", "text": CUES.replace("mẹ", "cái")}
        data = given() | formset(row, first=1)
        assert signed_in(OFFICER).post(form_of(file), data).status_code == 302
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
        data = given() | formset(rows[0], rows[1] | {"DELETE": "on"}, first=2)
        signed_in(OFFICER).post(form_of(file), data)
        assert "The mother gong." in public(item)
        approve(signed_in(LEADER), file)
        assert "The mother gong." not in public(item)

    def test_what_a_machine_wrote_is_a_draft_until_somebody_unticks_it(self, make: Any) -> None:
        item = make("item", "Chiêng")
        file = sound(item, **words(alt=""), no_speech=True)
        officer = signed_in(OFFICER)
        row: dict[str, Any] = {"language": "vi", "text": "Lời máy chép", "is_machine": "on"}
        officer.post(form_of(file), given(no_speech="on") | formset(row))
        assert not StandingWords.objects.exists(), "a draft is nothing to approve"
        (said,) = file.transcripts.all()
        assert said.reviewed_by is None
        assert "Lời máy chép" not in public(item)
        row |= {"id": said.pk, "is_machine": ""}
        officer.post(form_of(file), given(no_speech="on") | formset(row, first=1))
        said.refresh_from_db()
        assert said.reviewed_by is not None
        assert "Lời máy chép" not in public(item)
        approve(signed_in(LEADER), file)
        assert "Lời máy chép" in public(item)

    @pytest.mark.needs_shared
    @pytest.mark.usefixtures("on_disk")
    def test_captions_that_arrive_take_nothing_down(
        self, make: Any, hang: Hang, shared: Path
    ) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        from tests.integration.media.conftest import work
        from tests.integration.media_pipeline.conftest import CAPTIONS

        item = make("item", "Kể")
        sounds = sorted((shared / "data" / "media").rglob("*.flac"))
        data = min(sounds, key=lambda one: one.stat().st_size).read_bytes()
        file = hang(item, data, "kể.flac", title="Kể", no_speech=True)
        sent = {"files": [SimpleUploadedFile("kể.vtt", CAPTIONS)]}
        signed_in(OFFICER).post(page_of(item), sent)
        work()
        file = read_anew(file)
        assert file.shown
        assert [change.what for change in changes(file)] == ["Lời (vi)"]
        assert file.told_transcripts == []


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
            assert file.changed_by is not None
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
