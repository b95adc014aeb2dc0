"""An officer sends files, says what they show; a second person lets them be seen."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from heritage.accounts.roles import COMMUNE_WORKER, LEADER, OFFICER, Role, group_of, sync_roles
from heritage.media.approval import stamp
from heritage.media.models import MediaFile, Transcript
from heritage.peoples.models import Term
from heritage.site.admin.media.one_file import mark
from media_pipeline.models import Original, Quarantined, Upload
from tests.communities import close, members, person
from tests.integration.media.conftest import Hang, work
from tests.integration.media_pipeline.conftest import CAPTIONS, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_disk")]


@pytest.fixture
def roles(db: None) -> None:
    sync_roles()


def somebody(role: Role, name: str = "") -> Any:
    user = person(username=name or role.key)
    user.groups.add(group_of(role))
    return user


def signed_in(role: Role, name: str = "") -> Client:
    client = Client()
    client.force_login(somebody(role, name))
    return client


def refused(response: Any) -> bool:
    """Wagtail leads to the desk, where it says why."""
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


def page_of(thing: Any) -> str:
    return reverse("files_of_thing", args=[thing.identifier_id])


def read_anew(file: MediaFile) -> MediaFile:
    return MediaFile.objects.get(pk=file.pk)


def png(name: str = "Thổ cẩm.png", shade: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(shade), "image/png")


def test_files_sent_without_scripts_become_files_of_the_thing(make: Any, roles: None) -> None:
    item = make("item", "Thổ cẩm")
    client = signed_in(OFFICER)
    assert "Chưa có tệp nào" in client.get(page_of(item)).content.decode()
    client.post(page_of(item), {"files": [png(), png("Khung dệt.png", 2)]})
    assert "upload-arrived" in client.get(page_of(item)).content.decode()
    work()
    found = MediaFile.objects.filter(belongs_to=item.identifier_id)
    assert [str(file) for file in found] == ["Thổ cẩm.png", "Khung dệt.png"]
    assert {file.shown for file in found} == {False}
    text = client.get(page_of(item)).content.decode()
    assert "Thiếu mô tả cho người không nhìn thấy" in text
    assert "upload-arrived" not in text


def test_what_is_refused_is_told_with_its_reason_until_it_is_read(make: Any, roles: None) -> None:
    item = make("item", "Thổ cẩm")
    client = signed_in(OFFICER)
    wrong = SimpleUploadedFile("ảnh.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    client.post(page_of(item), {"files": [wrong]})
    work()
    upload = Upload.objects.get()
    text = client.get(page_of(item)).content.decode()
    assert upload.quarantined is not None
    assert upload.quarantined.message.split(".")[0] in text
    client.post(page_of(item), {"gui": str(upload.pk)})
    assert "ảnh.jpg" not in client.get(page_of(item)).content.decode()
    assert "ảnh.jpg" in client.get(reverse("media_refused")).content.decode()
    assert Quarantined.objects.count() == 1


def test_captions_become_the_words_of_the_recording_with_their_name(
    make: Any, roles: None, shared: Path
) -> None:
    item = make("item", "Đêm kể hơmon")
    sounds = sorted((shared / "data" / "media").rglob("*.flac"))
    sound = min(sounds, key=lambda one: one.stat().st_size).read_bytes()
    client = signed_in(OFFICER)
    client.post(page_of(item), {"files": [SimpleUploadedFile("kể.flac", sound)]})
    work()
    client.post(page_of(item), {"files": [SimpleUploadedFile("kể.bdq.vtt", CAPTIONS)]})
    work()
    (said,) = MediaFile.objects.get().transcripts.all()
    assert (said.language, said.is_timed) == ("bdq", True)
    assert MediaFile.objects.get().authors.count() == 1, "a second person reads them"


def test_captions_that_come_first_and_those_of_another_recording(
    make: Any, roles: None, hang: Hang, shared: Path
) -> None:
    item = make("item", "Đêm kể hơmon")
    hang(item, name="kể.png")
    sounds = sorted((shared / "data" / "media").rglob("*.flac"))
    sound = min(sounds, key=lambda one: one.stat().st_size).read_bytes()
    client = signed_in(OFFICER)
    client.post(page_of(item), {"files": [SimpleUploadedFile("kể.vtt", CAPTIONS)]})
    other = SimpleUploadedFile("kể.2020.vtt", CAPTIONS + b"\n")
    client.post(page_of(item), {"files": [other]})
    work()
    client.post(page_of(item), {"files": [SimpleUploadedFile("kể.flac", sound)]})
    work()
    (said,) = Transcript.objects.all()
    assert (said.file.name, said.language) == ("kể.flac", "vi")


def test_nobody_approves_what_was_changed_after_he_opened_the_page(
    make: Any, roles: None, hang: Hang
) -> None:
    item = make("item", "Thổ cẩm")
    file = hang(item, shown=False)
    told = {"viec": "hien", "tep": file.identifier_id, "dau": stamp(file)}
    MediaFile.objects.update(alt="Lời mới")
    leader = signed_in(LEADER)
    response = leader.post(page_of(item), told, follow=True)
    assert "Lời đã đổi sau khi bạn mở trang này" in response.content.decode()
    assert not MediaFile.objects.get().shown
    every = {"viec": "hien-tat-ca", "dau": f"{file.identifier_id}:{stamp(file)}"}
    leader.post(page_of(item), every)
    assert not MediaFile.objects.get().shown
    every = {"viec": "hien-tat-ca", "dau": f"{file.identifier_id}:{stamp(read_anew(file))}"}
    leader.post(page_of(item), every)
    assert MediaFile.objects.get().shown
    assert read_anew(file).shown_by is not None


def test_the_same_bytes_have_here_the_name_they_were_sent_with_here(
    make: Any, roles: None, hang: Hang
) -> None:
    closed, item = make("item", "kín"), make("item", "mở")
    close(closed, members())
    hang(closed, picture(1), name="Lễ kín của ông X.png", credit="Ông X")
    client = signed_in(OFFICER)
    client.post(page_of(item), {"files": [png("a.png", 1)]})
    work()
    file = MediaFile.objects.get(belongs_to=item.identifier_id)
    addresses = [page_of(item), reverse("media_files"), reverse("media_jobs")]
    addresses += [
        reverse(one, args=[file.identifier_id]) for one in ("media_file", "media_original")
    ]
    for address in addresses:
        response = client.get(address)
        said = b"".join(response).decode(errors="replace") + str(response.headers)
        assert "ông X" not in said
        assert "Lễ kín" not in said
        assert "Le%20k" not in said


class TestTheForm:
    def words(self, **more: Any) -> dict[str, Any]:
        rights, _ = Term.objects.get_or_create(
            scheme="rights", code="cc_by", defaults={"label_vi": "CC BY"}
        )
        told = {"title": "Tấm vải", "alt": "Vải đỏ", "rights": rights.pk, "credit": "Y Lan"}
        return told | {"dau": mark(MediaFile.objects.get())} | more

    def test_words_are_kept_and_a_second_person_lets_it_be_seen(
        self, make: Any, roles: None, hang: Hang, client: Client
    ) -> None:
        item = make("item", "Thổ cẩm")
        file = hang(item, shown=False, alt="", rights=None)
        officer = signed_in(OFFICER)
        address = reverse("media_file", args=[file.identifier_id])
        assert officer.get(address).status_code == 200
        response = officer.post(address, self.words(focus_x="0.2", focus_y="0.9"))
        assert response.status_code == 302
        file.refresh_from_db()
        assert (file.title, file.alt, file.focus) == ("Tấm vải", "Vải đỏ", (0.2, 0.9, 0.0, 0.0))
        show = {"viec": "hien", "tep": file.identifier_id, "dau": stamp(read_anew(file))}
        assert refused(officer.post(page_of(item), show))
        work()
        leader = signed_in(LEADER)
        leader.post(page_of(item), show)
        file.refresh_from_db()
        assert not file.shown, "what its form said is being made"
        for job in file.original.jobs.all():
            job.due_at = file.added_at
            job.save()
        work()
        leader.post(page_of(item), show)
        file.refresh_from_db()
        assert file.shown

    def test_one_number_is_no_point_and_nothing_typed_is_lost(
        self, make: Any, roles: None, hang: Hang
    ) -> None:
        file = hang(make("item", "Thổ cẩm"))
        address = reverse("media_file", args=[file.identifier_id])
        response = signed_in(OFFICER).post(address, self.words(focus_x="0.2", title="Mới gõ"))
        text = response.content.decode()
        assert "cần cả hai số" in text
        assert "Mới gõ" in text

    def test_what_is_said_in_a_recording(
        self, make: Any, roles: None, hang: Hang, shared: Path
    ) -> None:
        sounds = sorted((shared / "data" / "media").rglob("*.flac"))
        sound = min(sounds, key=lambda one: one.stat().st_size).read_bytes()
        file = hang(make("item", "Kể"), sound, "kể.flac", shown=False)
        address = reverse("media_file", args=[file.identifier_id])
        client = signed_in(OFFICER)
        data = self.words() | {
            "transcripts-TOTAL_FORMS": "1",
            "transcripts-INITIAL_FORMS": "0",
            "transcripts-0-language": "bdq",
            "transcripts-0-captions": SimpleUploadedFile("kể.vtt", CAPTIONS),
        }
        data.pop("alt")
        assert client.post(address, data).status_code == 302, client.post(address, data).content
        (said,) = file.transcripts.all()
        assert said.cues[0]["text"] == "Ở làng"
        assert said.reviewed_by is not None
        assert "WEBVTT" in client.get(address).content.decode()
        broken = data | {"transcripts-0-captions": SimpleUploadedFile("x.vtt", b"WEBVTT\n\nx")}
        broken |= {"dau": mark(MediaFile.objects.get())}
        broken |= {"transcripts-0-language": "vi"}
        assert "Không đọc được phụ đề" in client.post(address, broken).content.decode()


def test_order_and_taking_away(make: Any, roles: None, hang: Hang) -> None:
    item = make("item", "Thổ cẩm")
    first = hang(item, picture(1), shown=False)
    second = hang(item, picture(2))
    client = signed_in(OFFICER)
    client.post(page_of(item), {"viec": "len", "tep": second.identifier_id})
    assert list(MediaFile.objects.all()) == [second, first]
    client.post(page_of(item), {"viec": "bo", "tep": second.identifier_id})
    client.post(page_of(item), {"viec": "bo", "tep": first.identifier_id})
    assert list(MediaFile.objects.all()) == [second], "what is seen is taken down first"
    assert Original.objects.count() == 2, "originals stay"
    first.identifier.refresh_from_db()
    assert first.identifier.withdrawn_at is not None


class TestWhoMay:
    def test_nobody_adds_to_what_he_does_not_work_on(self, make: Any, roles: None) -> None:
        item = make("item", "Thổ cẩm")
        worker = signed_in(COMMUNE_WORKER)
        assert refused(worker.get(page_of(item)))
        assert refused(worker.post(page_of(item), {"files": [png()]}))
        headers = {
            "Tus-Resumable": "1.0.0",
            "Upload-Length": "10",
            "Upload-Metadata": f"filename YQ==,purpose {base64(item.identifier_id)}",
        }
        assert worker.post(reverse("media_uploads"), headers=headers).status_code == 403
        assert signed_in(OFFICER).post(reverse("media_uploads"), headers=headers).status_code == 201
        item.all_rows().update(owner=somebody(COMMUNE_WORKER))
        assert worker.get(page_of(item)).status_code == 200

    def test_a_closed_thing_tells_nothing_of_its_files(
        self, make: Any, roles: None, hang: Hang
    ) -> None:
        item = make("item", "Thổ cẩm")
        file = hang(item, name="bí mật.png", title="Bí mật")
        close(item, members())
        client = signed_in(LEADER)
        for address in (
            page_of(item),
            reverse("media_file", args=[file.identifier_id]),
            reverse("media_original", args=[file.identifier_id]),
        ):
            response = client.get(address)
            assert response.status_code == 403
            assert "í mật" not in response.content.decode()
        for address in ("media_files", "media_jobs", "media_refused"):
            text = client.get(reverse(address) + "?loai=tat-ca").content.decode()
            assert "í mật" not in text

    def test_an_upload_for_what_was_closed_meanwhile_belongs_to_nothing(
        self, make: Any, roles: None
    ) -> None:
        item = make("item", "Thổ cẩm")
        signed_in(OFFICER).post(page_of(item), {"files": [png()]})
        close(item, members())
        work()
        assert not MediaFile.objects.exists()
        assert Original.objects.count() == 1

    def test_the_original_is_saved_and_never_shown(
        self, make: Any, roles: None, hang: Hang
    ) -> None:
        file = hang(make("item", "Thổ cẩm"))
        address = reverse("media_original", args=[file.identifier_id])
        response = signed_in(OFFICER).get(address)
        assert b"".join(response) == picture(width=700, height=500)
        assert response["Content-Type"] == "application/octet-stream"
        assert response["Content-Disposition"].startswith("attachment")
        assert Client().get(address).status_code == 302


def base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def test_what_cannot_be_hung_is_kept_all_the_same(
    make: Any, roles: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours in between must not stop the worker, nor have it look again for ever."""

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr("heritage.site.media.arrivals.attach", fails)
    signed_in(OFFICER).post(page_of(make("item", "Thổ cẩm")), {"files": [png()]})
    work()
    assert Original.objects.count() == 1
    assert Upload.objects.get().state == Upload.State.READY
