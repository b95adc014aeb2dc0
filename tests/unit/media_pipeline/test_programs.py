"""Programs that read strangers' bytes end with whoever started them, and say what was wrong."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from media_pipeline.apart import Bounds, apart
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import programs
from tests.unit.media_pipeline import lavfi


def using(path: Path) -> list[int]:
    """Programs at work on a file."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(path).encode() in said and b"-nostdin" in said:
            found.append(int(process.name))
    return found


def request(original: Path, into: Path) -> dict[str, object]:
    into.mkdir()
    return {
        "recipe": "sound",
        "original": str(original),
        "facts": lavfi.SOUND.as_json(),
        "into": str(into),
        "options": {},
    }


def long(folder: Path) -> Path:
    return lavfi.sound(folder / "long.wav", "anoisesrc=d=900:r=8000")


def test_a_recipe_that_takes_too_long_is_killed_with_ffmpeg(tmp_path: Path) -> None:
    original = long(tmp_path)
    with pytest.raises(RefusedError) as refusal:
        apart("make", request(original, tmp_path / "made"), Bounds(seconds=2.5))
    assert refusal.value.reason == Reason.TOO_SLOW
    assert gone(original)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_ffmpeg_ends_when_the_worker_itself_is_killed(tmp_path: Path) -> None:
    original = long(tmp_path)
    asked = json.dumps(request(original, tmp_path / "made"))
    script = "import json,sys;from media_pipeline.apart import Bounds,apart;"
    script += "apart('make', json.loads(sys.argv[1]), Bounds())"
    with subprocess.Popen([sys.executable, "-c", script, asked]) as worker:
        until = time.monotonic() + 20
        while not using(original) and worker.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        at_work = using(original)
        worker.send_signal(signal.SIGKILL)
    assert at_work
    assert gone(original)


def gone(path: Path) -> bool:
    until = time.monotonic() + 3
    while (left := using(path)) and time.monotonic() < until:
        time.sleep(0.05)
    return not left


def test_the_words_of_the_program_that_failed_are_kept(tmp_path: Path) -> None:
    damaged = tmp_path / "in.wav"
    damaged.write_bytes(b"RIFF\x24\x00\x00\x00WAVEjunk" * 9)
    with pytest.raises(RefusedError) as refusal:
        programs.run(
            programs.asking(*programs.reading(damaged, programs.SOUNDS), "-f", "wav", "pipe:1"),
            programs.asking("-f", "wav", "-i", "pipe:0", "-f", "null", "-"),
        )
    assert refusal.value.reason == Reason.DAMAGED
    assert "Invalid data found when processing input" in refusal.value.detail
    assert str(tmp_path) not in refusal.value.detail
    assert "0x" not in refusal.value.detail


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (187, "Error: Cannot allocate memory", Reason.TOO_MUCH_MEMORY),
        (1, "av_interleaved_write_frame(): File too large", Reason.TOO_BIG),
        (1, "Decoding requested, but no decoder found for: none", Reason.NO_DECODER),
        (1, "[in#0 @ 0x55] Format not on whitelist 'wav'", Reason.UNWANTED),
        (1, "[mov,mp4 @ 0x5c] moov atom not found", Reason.TRUNCATED),
        (183, "Invalid data found when processing input", Reason.DAMAGED),
        (-signal.SIGSEGV, "", Reason.CRASHED),
        (-signal.SIGXCPU, "", Reason.TOO_SLOW),
        (-signal.SIGXFSZ, "", Reason.TOO_BIG),
    ],
)
def test_each_failure_has_its_reason(status: int, said: str, reason: Reason) -> None:
    refusal = programs.refusal(status, said)
    assert isinstance(refusal, RefusedError)
    assert refusal.reason == reason


def test_a_full_disk_is_not_the_fault_of_the_file() -> None:
    refusal = programs.refusal(1, "Error writing trailer: No space left on device")
    assert isinstance(refusal, OSError)
    assert refusal.errno == errno.ENOSPC


def test_a_program_that_never_stops_talking_fills_nothing() -> None:
    chatter = (
        "import sys\nfor n in range(200000): print('damaged', n, file=sys.stderr)\nsys.exit(3)"
    )
    with pytest.raises(RefusedError) as refusal:
        programs.run([sys.executable, "-c", chatter])
    assert refusal.value.detail.splitlines()[-1] == "damaged 199999"
    assert len(refusal.value.detail) < programs.TAIL


@pytest.mark.parametrize(
    ("version", "flags", "taken"),
    [
        ("5.1.9-0+deb12u1", "--enable-libx264 --enable-libopus --enable-libzimg", True),
        ("n9.0.2-17-g2a571b6068", "--enable-libx264 --enable-libopus --enable-libzimg", True),
        ("4.4.2-0ubuntu0.22.04.1", "--enable-libx264 --enable-libopus --enable-libzimg", False),
        ("7.0", "--enable-libopus --enable-libzimg", False),
        ("N-109000-gabcdef", "--enable-libx264 --enable-libopus --enable-libzimg", False),
    ],
)
def test_the_systems_ffmpeg_is_used_where_it_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, flags: str, taken: bool
) -> None:
    system = tmp_path / "ffmpeg"
    system.write_text(f"#!/bin/sh\necho 'ffmpeg version {version} Copyright'\necho '{flags}'\n")
    system.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    programs.ffmpeg.cache_clear()
    try:
        assert (programs.ffmpeg() == str(system)) is taken
    finally:
        programs.ffmpeg.cache_clear()
