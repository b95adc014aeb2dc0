"""What a phone plays of a recording sounds like the recording, and as loud as the next one."""

import json
import math
from pathlib import Path

import pytest

from media_pipeline.apart import MB, Bounds, apart
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import sound as recipe
from media_pipeline.recipes.book import SOUND
from media_pipeline.recipes.loudness import CEILING, TARGET, Loudness, measured
from media_pipeline.recipes.recipe import Made
from tests.unit.media_pipeline import lavfi

# A struck gong: partials that beat, and half a minute of dying away, here five seconds.
GONG = (
    "aevalsrc='exp(-1.2*t)*(sin(2*PI*110*t)+sin(2*PI*113*t)+0.5*sin(2*PI*271*t))/2.8':s=44100:d=5"
)
# Something like speech: a tone with overtones that comes and goes.
SPEECH = "aevalsrc='0.4*(sin(2*PI*190*t)+0.5*sin(2*PI*570*t))':s=44100:d=5,tremolo=f=3:d=0.6"


def make(original: Path, into: Path, **options: str) -> Made:
    into.mkdir()
    return recipe.make(original, lavfi.SOUND, into, options)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "made"


def test_a_quiet_recording_and_a_loud_one_come_out_alike(tmp_path: Path) -> None:
    quiet = lavfi.sound(tmp_path / "quiet.wav", f"{SPEECH},volume=-25dB")
    loud = lavfi.sound(tmp_path / "loud.wav", f"{SPEECH},volume=-2dB")
    apart_before = lavfi.heard(loud).integrated or 0
    assert apart_before - (lavfi.heard(quiet).integrated or 0) > 20
    for original in (quiet, loud):
        into = tmp_path / original.stem
        make(original, into)
        for name in ("sound.webm", "sound.m4a"):
            found = lavfi.heard(into / name)
            assert found.integrated == pytest.approx(TARGET, abs=1)
            assert found.peak is not None
            assert found.peak < -0.5


def test_a_gong_is_not_pressed_flat(tmp_path: Path, into: Path) -> None:
    original = lavfi.sound(tmp_path / "gong.wav", f"{GONG},volume=-20dB")
    made = make(original, into)
    before, after = lavfi.heard(original), lavfi.heard(into / "sound.webm")
    assert made.learned["gain"] > 0
    assert before.peak is not None
    assert after.peak is not None
    # The same distance from the strike to the whole, and the strike just below the ceiling.
    assert after.peak - before.peak == pytest.approx(made.learned["gain"], abs=0.5)
    assert after.range == pytest.approx(before.range, abs=0.5)
    assert after.peak <= CEILING + 0.5


def test_peaks_that_forbid_it_leave_a_recording_quieter(tmp_path: Path, into: Path) -> None:
    clicks = (
        "aevalsrc='if(lt(mod(t,1),0.004),0.9*sin(2*PI*900*t),0.01*sin(2*PI*200*t))':s=48000:d=6"
    )
    made = make(lavfi.sound(tmp_path / "clicks.wav", clicks), into)
    assert made.learned["gain"] == pytest.approx(CEILING - made.learned["peak"], abs=0.01)
    assert made.learned["loudness"] + made.learned["gain"] < TARGET - 3


def test_silence_stays_silence(tmp_path: Path, into: Path) -> None:
    made = make(lavfi.sound(tmp_path / "silence.wav", "anullsrc=r=44100:d=2"), into)
    assert made.learned["gain"] == 0
    assert made.learned["loudness"] is None
    assert json.dumps(made.learned)
    assert lavfi.heard(into / "sound.webm").integrated is None
    assert set(json.loads((into / "waveform.json").read_text())["data"]) == {0}


def test_less_than_r128_can_measure_is_only_ever_turned_down() -> None:
    assert Loudness(None, 0, -30.0, 9000).gain == 0
    assert Loudness(None, 0, 0.5, 9000).gain == -2


def test_hiss_is_not_turned_up_without_end() -> None:
    assert Loudness(-69.0, 0, -60.0, 480000).gain == 30


def test_a_summary_without_numbers_is_silence() -> None:
    assert measured(
        "I: -70.0 LUFS\nLRA: 0.0 LU\nPeak: -inf dBFS\nNumber of samples: 3"
    ) == Loudness(None, 0.0, None, 3)


@pytest.mark.parametrize(
    ("layout", "channels"),
    [("mono", 1), ("stereo", 2), ("3.0", 2), ("quad", 2), ("5.1", 2), ("7.1", 2)],
)
def test_every_layout_is_heard_on_two_loudspeakers(
    tmp_path: Path, into: Path, layout: str, channels: int
) -> None:
    count = {"mono": 1, "stereo": 2, "3.0": 3, "quad": 4, "5.1": 6, "7.1": 8}[layout]
    # Every channel but that of the lowest notes has a tone of its own, the same for all.
    tones = "|".join("0.2*sin(2*PI*440*t)" for _ in range(count))
    original = lavfi.sound(tmp_path / "in.flac", f"aevalsrc={tones}:c={layout}:s=48000:d=2")
    made = make(original, into)
    assert made.learned["channels"] == channels
    assert lavfi.heard(into / "sound.m4a").integrated == pytest.approx(TARGET, abs=1)


def test_the_voice_in_the_middle_channel_is_not_lost(tmp_path: Path, into: Path) -> None:
    source = "aevalsrc=0|0|0.3*sin(2*PI*440*t)|0|0|0:c=5.1:s=48000:d=2"
    make(lavfi.sound(tmp_path / "in.flac", source), into)
    assert lavfi.heard(into / "sound.webm").integrated == pytest.approx(TARGET, abs=1)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("phone.amr", ("-ar", "8000", "-ac", "1", "-c:a", "libopencore_amrnb")),
        ("eight.wav", ("-ar", "8000", "-c:a", "pcm_u8")),
        ("law.wav", ("-ar", "8000", "-c:a", "pcm_mulaw")),
        ("high.wav", ("-ar", "192000", "-c:a", "pcm_s24le")),
        ("recorder.wma", ("-c:a", "wmav2")),
        ("apple.m4a", ("-c:a", "alac")),
        ("apple.caf", ("-c:a", "pcm_s16be")),
        ("bare.aac", ("-c:a", "aac")),
        ("old.mp3", ("-c:a", "libmp3lame", "-ar", "22050")),
        ("telegram.ogg", ("-c:a", "libopus")),
        ("browser.webm", ("-c:a", "libopus", "-ac", "1")),
        ("minidisc.wav", ("-c:a", "adpcm_ima_wav")),
    ],
)
def test_what_recorders_write_is_read(
    tmp_path: Path, into: Path, name: str, arguments: tuple[str, ...]
) -> None:
    original = lavfi.sound(tmp_path / name, SPEECH, "-t", "1.5", *arguments)
    made = make(original, into)
    assert made.learned["seconds"] == pytest.approx(1.5, abs=0.15)
    for file in made.files[:2]:
        assert lavfi.heard(into / file.name).seconds == pytest.approx(file.seconds, abs=0.1)


def test_nothing_of_the_original_but_its_sound_is_left(tmp_path: Path, into: Path) -> None:
    cover = lavfi.generate(
        tmp_path / "cover.jpg", "-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1"
    )
    planted = {
        "title": "SECRET-title",
        "artist": "SECRET-owner",
        "comment": "SECRET-note",
        "location": "+12.68+108.05/",
        "encoded_by": "SECRET-device",
    }
    said = [part for key, value in planted.items() for part in ("-metadata", f"{key}={value}")]
    said += ["-metadata:s:a", "language=vie", "-metadata:s:a", "handler_name=SECRET-handler"]
    original = lavfi.generate(
        tmp_path / "in.m4a",
        *("-f", "lavfi", "-i", SPEECH, "-i", str(cover), "-map", "0", "-map", "1"),
        *("-c:v", "copy", "-disposition:v", "attached_pic", *said),
    )
    assert b"SECRET" in original.read_bytes()
    make(original, into, title="Chiêng Ê Đê", credit="Bảo tàng Đắk Lắk", rights="CC BY 4.0")
    for name in ("sound.webm", "sound.m4a"):
        bytes_made = (into / name).read_bytes()
        assert b"SECRET" not in bytes_made
        assert b"108.05" not in bytes_made
        given = {
            value for key, value in lavfi.tags(into / name).items() if not key.endswith(_TECHNICAL)
        }
        assert given == {"Chiêng Ê Đê", "Bảo tàng Đắk Lắk", "CC BY 4.0"}


_TECHNICAL = (
    "_brand",
    "_brands",
    "minor_version",
    "language",
    "handler_name",
    "vendor_id",
    "DURATION",
    "encoder",
    "ENCODER",
)


def test_the_same_recording_gives_the_same_bytes(tmp_path: Path) -> None:
    original = lavfi.sound(tmp_path / "in.flac", SPEECH)
    first, second = tmp_path / "first", tmp_path / "second"
    make(original, first)
    make(original, second)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_a_player_starts_at_once_and_goes_anywhere(tmp_path: Path, into: Path) -> None:
    make(lavfi.sound(tmp_path / "in.wav", "sine=d=40"), into)
    order = lavfi.boxes(into / "sound.m4a")
    assert order.index("moov") < order.index("mdat")
    webm = (into / "sound.webm").read_bytes()
    cues, cluster = b"\x1c\x53\xbb\x6b", b"\x1f\x43\xb6\x75"
    # The first names are those in the list of what is where.
    assert webm.index(cues, 200) < webm.index(cluster, 200)
    for name in ("sound.webm", "sound.m4a"):
        assert lavfi.seek(into / name, 31) == pytest.approx(31, abs=5.1)


def test_the_waveform_is_what_players_of_audiowaveform_read(tmp_path: Path, into: Path) -> None:
    make(
        lavfi.sound(tmp_path / "in.wav", "sine=f=440:d=3,volume=enable='lt(t,1.5)':volume=0"), into
    )
    drawn = json.loads((into / "waveform.json").read_text())
    assert {key: drawn[key] for key in ("version", "channels", "sample_rate", "bits")} == {
        "version": 2,
        "channels": 1,
        "sample_rate": 48000,
        "bits": 8,
    }
    assert drawn["samples_per_pixel"] == 4800
    assert drawn["length"] == 30
    assert len(drawn["data"]) == 60
    lows, highs = drawn["data"][::2], drawn["data"][1::2]
    assert max(highs[:14]) <= 1
    peak = 128 * 10 ** (lavfi.heard(into / "sound.webm").peak / 20)  # type: ignore[operator]
    assert max(highs) == pytest.approx(peak, abs=3)
    assert min(lows) == pytest.approx(-peak, abs=3)


def test_a_waveform_has_no_more_points_than_a_screen() -> None:
    from media_pipeline.recipes.waveform import samples_per_pixel

    assert samples_per_pixel(48000) == 4800
    three_hours = 3 * 3600 * 48000
    assert math.ceil(three_hours / samples_per_pixel(three_hours)) == 4000


def test_a_recording_without_sound_is_refused(tmp_path: Path, into: Path) -> None:
    film = lavfi.sound(tmp_path / "in.mp4", "testsrc=d=1:s=64x64")
    with pytest.raises(RefusedError) as refusal:
        make(film, into)
    assert refusal.value.reason == Reason.NO_DECODER


def test_a_list_of_other_files_is_not_followed(tmp_path: Path, into: Path) -> None:
    lavfi.sound(tmp_path / "other.wav", "sine=d=1")
    listed = tmp_path / "in.wav"
    listed.write_text("ffconcat version 1.0\nfile other.wav\n")
    with pytest.raises(RefusedError) as refusal:
        make(listed, into)
    assert str(tmp_path) not in refusal.value.detail
    listed.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.wav\n#EXT-X-ENDLIST\n")
    with pytest.raises(RefusedError):
        make(listed, tmp_path / "again")


@pytest.mark.slow
def test_a_long_recording_stays_within_the_bounds(tmp_path: Path, into: Path, rounds: int) -> None:
    seconds = 210 * rounds  # `make torture`: an hour and three quarters
    original = lavfi.sound(
        tmp_path / "long.wav", f"anoisesrc=c=pink:a=0.1:d={seconds}:r=22050", "-ac", "2"
    )
    into.mkdir()
    bounds = Bounds(256 * MB, SOUND.bounds.seconds)
    done = apart(
        "make",
        {
            "recipe": "sound",
            "original": str(original),
            "facts": lavfi.SOUND.as_json(),
            "into": str(into),
            "options": {},
        },
        bounds,
    )
    drawn = json.loads((into / "waveform.json").read_text())
    assert drawn["length"] == 4000
    print(f"{seconds // 60} minutes: {done.seconds:.1f} s, {done.memory / MB:.0f} MB")
    assert done.memory < bounds.memory
