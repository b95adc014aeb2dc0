"""A file that is handed in is kept for good, recognised, or refused with a reason."""

import hashlib
import threading
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.utils import translation

from media_pipeline.models import Job, Original, Quarantined
from media_pipeline.receiving import Outcome, clean_name, receive
from media_pipeline.storing import CHUNK, originals, stored_names
from tests.integration.media_pipeline.conftest import CAPTIONS, picture, stream

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


def stored() -> dict[str, bytes]:
    names = [*stored_names(originals(), "originals"), *stored_names(originals(), "quarantine")]
    found = {}
    for name in names:
        with originals().open(name) as file:
            found[name] = file.read()
    return found


def test_a_picture_is_kept_byte_for_byte_under_its_digest(settings: Any) -> None:
    data = picture()
    received = receive(stream(data), "Lễ hội Katê.png")
    assert received.outcome == Outcome.READY
    original = Original.objects.get()
    assert original.pk == hashlib.sha256(data).hexdigest()
    assert (original.name, original.bytes) == ("Lễ hội Katê.png", len(data))
    assert (original.kind, original.media_type) == ("image", "image/png")
    assert (original.found().width, original.found().height) == (60, 40)
    assert stored() == {original.stored_name: data}
    assert {job.recipe for job in original.jobs.all()} == {"picture", "zoom"}
    assert list(Path(settings.MEDIA_WORK_FOLDER).iterdir()) == []


def test_the_same_bytes_under_another_name_are_recognised_and_not_kept_twice() -> None:
    first = receive(stream(CAPTIONS), "một.vtt")
    again = receive(stream(CAPTIONS), "hai.vtt")
    assert again.outcome == Outcome.DUPLICATE
    assert again.original == first.original
    assert len(stored()) == 1
    assert Job.objects.count() == 1


def test_what_is_refused_is_kept_aside_with_the_reason_in_the_senders_language() -> None:
    received = receive(stream(b"PK\x03\x04 and so on"), "ảnh.jpg")
    assert received.outcome == Outcome.REFUSED
    kept = Quarantined.objects.get()
    assert kept.name == "ảnh.jpg"
    assert stored() == {kept.stored_name: b"PK\x03\x04 and so on"}
    assert not Original.objects.exists()
    with translation.override("vi"):
        assert "kho không nhận loại này" in received.reason
    with translation.override("en"):
        assert "the archive does not take" in received.reason


def test_an_empty_file_says_what_may_have_happened() -> None:
    received = receive(stream(b""), "IMG_0001.HEIC")
    assert received.outcome == Outcome.REFUSED
    with translation.override("vi"):
        assert "Tệp rỗng" in received.reason


def test_a_file_without_end_is_refused_before_the_disk_is_full(settings: Any) -> None:
    settings.MEDIA_MAX_BYTES = 3 * CHUNK

    class Endless:
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            assert 0 < size <= CHUNK
            self.given += size
            return b"x" * size

    endless = Endless()
    received = receive(endless, "phim.mp4")
    assert received.outcome == Outcome.REFUSED
    assert endless.given <= 4 * CHUNK
    with translation.override("vi"):
        assert "quá lớn" in received.reason


def test_what_was_lost_is_mended_when_the_same_file_comes_again() -> None:
    original = receive(stream(CAPTIONS), "một.vtt").original
    assert original is not None
    originals().delete(original.stored_name)
    assert receive(stream(CAPTIONS), "một.vtt").outcome == Outcome.DUPLICATE
    assert stored() == {original.stored_name: CAPTIONS}


def test_what_was_found_spoilt_is_mended_when_the_same_file_comes_again() -> None:
    original = receive(stream(CAPTIONS), "một.vtt").original
    assert original is not None
    spoil(original)
    Original.objects.update(fixity=Original.Fixity.CHANGED)
    receive(stream(CAPTIONS), "một.vtt")
    assert stored() == {original.stored_name: CAPTIONS}
    original.refresh_from_db()
    assert original.fixity == Original.Fixity.WHOLE


def test_a_storage_out_of_reach_takes_nothing_and_says_so(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(type(originals()), "_save", refuse)
        with pytest.raises(OSError, match="no space"):
            receive(stream(picture()), "một.png")
    assert not Original.objects.exists()
    assert stored() == {}
    assert list(Path(settings.MEDIA_WORK_FOLDER).iterdir()) == []
    assert receive(stream(picture()), "một.png").outcome == Outcome.READY


def test_a_file_that_was_refused_once_and_is_readable_now_leaves_quarantine() -> None:
    data = picture()
    digest = hashlib.sha256(data).hexdigest()
    Quarantined.objects.create(sha256=digest, name="một.png", bytes=len(data), reason="too_slow")
    assert receive(stream(data), "một.png").outcome == Outcome.READY
    assert not Quarantined.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_send_the_same_file_at_once_are_both_answered() -> None:
    outcomes = []

    def send() -> None:
        try:
            outcomes.append(receive(stream(picture(7)), "một.png").outcome)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.READY]
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("came", "known"),
    [
        (unicodedata.normalize("NFD", "Thổ cẩm H’rê.JPG"), "Thổ cẩm H’rê.JPG"),
        ("C:\\Ảnh\\gốm.jpg", "gốm.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\nc.jpg", "abc.jpg"),
        ("", "?"),
        ("ប្រាសាទ.jpg", "ប្រាសាទ.jpg"),
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
        ("\u202egpj.exe", "\u202egpj.exe"),
    ],
)
def test_a_name_is_a_title_and_never_a_path(came: str, known: str) -> None:
    assert clean_name(came) == known


def spoil(original: Original) -> None:
    """One byte of what is stored becomes another, as on an old disk."""
    storage = originals()
    with storage.open(original.stored_name) as file:
        data = bytearray(file.read())
    data[-2] ^= 1
    if isinstance(storage, FileSystemStorage):
        Path(storage.path(original.stored_name)).write_bytes(data)
    else:
        storage.save(original.stored_name, stream(bytes(data)))
