"""Sound and film are decoded to their end; nothing but the file is opened."""

import contextlib
import socket
import threading
from pathlib import Path

import pytest

from media_pipeline.facts import Kind
from media_pipeline.opening import sound_and_film
from media_pipeline.opening.limits import Limits
from media_pipeline.reasons import Reason, RefusedError
from tests.unit.media_pipeline.files import facts, facts_of, reason_of, refusal_of, zipped
from tests.unit.media_pipeline.recordings import film, sound, turned


@pytest.mark.parametrize(
    ("codec", "container", "media_type", "name"),
    [
        ("flac", "flac", "audio/flac", "flac"),
        ("libmp3lame", "mp3", "audio/mpeg", "mp3"),
        ("aac", "ipod", "audio/mp4", "aac"),
        ("alac", "ipod", "audio/mp4", "alac"),
        ("aac", "adts", "audio/aac", "aac"),
        ("libopus", "ogg", "audio/ogg", "opus"),
        ("pcm_s16le", "wav", "audio/wav", "pcm_s16le"),
        ("pcm_s16be", "aiff", "audio/aiff", "pcm_s16be"),
        ("wmav2", "asf", "audio/x-ms-wma", "wmav2"),
        ("wavpack", "wv", "audio/x-wavpack", "wavpack"),
        ("libopus", "webm", "audio/webm", "opus"),
        ("aac", "3gp", "audio/3gpp", "aac"),
        ("aac", "mov", "audio/quicktime", "aac"),
    ],
)
def test_kinds_of_sound(
    tmp_path: Path, codec: str, container: str, media_type: str, name: str
) -> None:
    sound(tmp_path / "a", codec, container, 48000 if codec == "libopus" else 44100)
    found = facts(tmp_path / "a")
    assert (found.media_type, found.kind, found.codecs) == (media_type, Kind.AUDIO, (name,))
    assert found.seconds == pytest.approx(0.5, abs=0.05)
    assert "warnings" not in found.metadata


@pytest.mark.parametrize(
    ("codec", "container", "media_type"),
    [
        ("libx264", "mp4", "video/mp4"),
        ("libx264", "mov", "video/quicktime"),
        ("libvpx", "webm", "video/webm"),
        ("libx264", "matroska", "video/x-matroska"),
        ("mpeg4", "avi", "video/x-msvideo"),
        ("flv", "flv", "video/x-flv"),
        ("wmv2", "asf", "video/x-ms-wmv"),
        ("mpeg1video", "mpeg", "video/mpeg"),
        ("libx264", "mpegts", "video/mp2t"),
        ("mpeg4", "3gp", "video/3gpp"),
    ],
)
def test_kinds_of_film(tmp_path: Path, codec: str, container: str, media_type: str) -> None:
    film(tmp_path / "a", codec, container)
    found = facts(tmp_path / "a")
    assert (found.media_type, found.kind) == (media_type, Kind.VIDEO)
    assert (found.width, found.height) == (64, 48)
    assert found.seconds == pytest.approx(0.5, abs=0.05)
    assert "warnings" not in found.metadata


def test_a_video_cd(tmp_path: Path) -> None:
    """The file as it is copied from the disc: sectors of 2352 bytes in a RIFF (CD-ROM XA)."""
    said = film(tmp_path / "a", "mpeg1video", "vcd")
    sectors = b"".join(
        b"\0" + b"\xff" * 10 + b"\0\0\0\0\2" + b"\1\1\x60\0" * 2
        + said[at : at + 2324].ljust(2328, b"\0")
        for at in range(0, len(said), 2324)
    )  # fmt: skip
    length = (36 + len(sectors)).to_bytes(4, "little")
    head = b"RIFF" + length + b"CDXAfmt \x10\0\0\0" + bytes(16) + b"data" + length + sectors
    found = facts_of(tmp_path, head)
    assert (found.media_type, found.codecs) == ("video/mpeg", ("mpeg1video",))


def test_a_film_taken_upright(tmp_path: Path) -> None:
    said = film(tmp_path / "a", "libx264", "mp4")
    found = facts_of(tmp_path, turned(said))
    assert (found.width, found.height) == (48, 64)


def test_tags_and_when_it_was_taken(tmp_path: Path) -> None:
    film(
        tmp_path / "a", "libx264", "mp4", title="Lễ hội Katê", creation_time="2019-03-30T03:15:00Z"
    )
    found = facts(tmp_path / "a")
    assert found.metadata["tags"]["title"] == "Lễ hội Katê"
    assert found.captured_at is not None
    assert found.captured_at.isoformat() == "2019-03-30T03:15:00+00:00"
    sound(tmp_path / "b", "libmp3lame", "mp3", title="Đing năm", artist="Y Moan")
    assert facts(tmp_path / "b").metadata["tags"] | {"encoder": ""} == {
        "title": "Đing năm",
        "artist": "Y Moan",
        "encoder": "",
    }


@pytest.mark.parametrize(
    ("codec", "container"), [("pcm_s16le", "wav"), ("pcm_s16be", "aiff"), ("aac", "ipod")]
)
def test_a_recording_shorter_than_it_says_is_truncated(
    tmp_path: Path, codec: str, container: str
) -> None:
    said = sound(tmp_path / "a", codec, container)
    refusal = refusal_of(tmp_path, said[: len(said) * 73 // 100])
    assert refusal.reason is Reason.TRUNCATED


def test_a_recorder_that_did_not_know_how_long_is_believed(tmp_path: Path) -> None:
    said = sound(tmp_path / "a", "pcm_s16le", "wav")
    found = facts_of(tmp_path, said[:4] + b"\xff\xff\xff\xff" + said[8:])
    assert found.seconds == pytest.approx(0.5)


def test_sound_without_an_end_is_what_there_is_of_it(tmp_path: Path) -> None:
    """MP3 and Ogg do not say how long they are: half a tape is half a tape, with a word."""
    said = sound(tmp_path / "a", "libmp3lame", "mp3")
    found = facts_of(tmp_path, said[: len(said) // 2])
    assert 0.1 < found.seconds < 0.4


def test_drop_outs_are_noted_and_not_refused(tmp_path: Path) -> None:
    said = bytearray(film(tmp_path / "a", "libx264", "matroska", frames=40))
    # Matroska draws numbers of its own, which take more or fewer bytes: one hole alone may fall
    # where no decoder notices it.
    for place in (len(said) // 4, len(said) // 2, len(said) * 3 // 4):
        said[place : place + 6_000] = bytes(6_000)
    found = facts_of(tmp_path, bytes(said))
    assert found.width == 64
    assert found.metadata["warnings"]


def test_nothing_that_decodes_is_damaged(tmp_path: Path) -> None:
    said = sound(tmp_path / "a", "flac", "flac")
    refusal = refusal_of(tmp_path, said[:86] + b"\x55" * 4000)
    assert refusal.reason in {Reason.DAMAGED, Reason.TRUNCATED}
    assert refusal.detail


def test_a_codec_nobody_reads(tmp_path: Path) -> None:
    said = film(tmp_path / "a", "mpeg4", "avi")
    assert reason_of(tmp_path, said.replace(b"FMP4", b"QQQQ")) is Reason.NO_DECODER


def test_of_a_film_that_is_too_long_only_some_pictures_are_decoded(tmp_path: Path) -> None:
    said = film(tmp_path / "a", "libx264", "mp4")
    found = facts_of(tmp_path, said, film_pixels=64 * 48 * 3)
    assert found.seconds == pytest.approx(0.5)
    assert "one picture in 10 s" in found.metadata["warnings"][0]


def test_a_film_with_enormous_frames(tmp_path: Path) -> None:
    said = film(tmp_path / "a", "libx264", "mp4")
    assert reason_of(tmp_path, said, held=1000) is Reason.TOO_MANY_PIXELS


def test_sound_that_is_a_zip_as_well(tmp_path: Path) -> None:
    assert reason_of(tmp_path, sound(tmp_path / "a", "flac", "flac") + zipped()) is Reason.POLYGLOT


PLAYLISTS = (
    "#EXTM3U\n#EXTINF:1.0\nhttp://{address}/a.ts\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile 'http://{address}/a.wav'\n",
    "[playlist]\nFile1=http://{address}/a.mp3\n",
    "v=0\r\nm=audio 0 RTP/AVP 0\r\nc=IN IP4 {address}\r\n",
    '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>http://{address}/</BaseURL></MPD>',
)


@pytest.mark.parametrize("playlist", PLAYLISTS)
def test_no_reader_opens_an_address(tmp_path: Path, playlist: str) -> None:
    """Not even when it is asked past the sniffing: each of them is handed each list."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        visits: list[object] = []
        threading.Thread(target=lambda: visits.append(_visit(server)), daemon=True).start()
        path = tmp_path / "a.avi"
        address = f"127.0.0.1:{server.getsockname()[1]}"
        path.write_text(playlist.format(address=address))
        for media_type in sound_and_film.DEMUXERS:
            with pytest.raises(RefusedError):
                sound_and_film.look(path, media_type, Limits())
        assert visits == []


def _visit(server: socket.socket) -> object:
    try:
        return server.accept()
    except OSError:  # it was closed: nobody came
        raise SystemExit from None


def test_quicktime_that_lies_in_another_file(tmp_path: Path) -> None:
    """A track of an MP4 may name the file its samples are in (14496-12, 8.7.2)."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        said = film(tmp_path / "a", "libx264", "mp4")
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a\0".encode()
        own = b"\0\0\0\x0curl \0\0\0\1"
        assert own in said
        away = (12 + len(address)).to_bytes(4, "big") + b"url \0\0\0\0" + address
        grown = len(away) - len(own)
        for box in (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"):
            at = said.index(box) - 4
            length = int.from_bytes(said[at : at + 4], "big") + grown
            said = said[:at] + length.to_bytes(4, "big") + said[at + 4 :]
        (tmp_path / "b").write_bytes(said.replace(own, away))
        with contextlib.suppress(RefusedError):
            facts(tmp_path / "b")
        with pytest.raises(TimeoutError):
            server.accept()
