"""ffmpeg and Tesseract: where they are, how they are started, what their failures mean."""

from __future__ import annotations

import errno
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from media_pipeline import apart
from media_pipeline.reasons import Reason, RefusedError

RECENT = (5, 1)
"""Debian 12 has it; `-cues_to_front` and quiet `ebur128` are not older."""
ENCODERS = ("--enable-libx264", "--enable-libopus", "--enable-libzimg")
"""A distribution may have built ffmpeg without them."""
THREADS = 2
"""For decoding: each takes as much memory again."""
SOUNDS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,caf,dsf,dts,eac3,flac,matroska,mov,mp3,mpc,mpc8,ogg,"
    "tta,w64,wav,wv"
)
FILMS = "asf,avi,dv,flv,h264,hevc,m4v,matroska,mov,mpeg,mpegts,mpegvideo,mxf,ogg"
"""Demuxers by name. No playlists (`hls`, `concat`, `dash`), which name other files and addresses,
and none that guess (raw numbers, pictures in a row, trackers' modules)."""
TAIL = 4000
"""Bytes kept of what a program says: a damaged film may say gigabytes."""

_AFTERMATH = re.compile(
    "Task finished with error|Terminating thread|Nothing was written|Error opening input file"
    "|Could not open encoder before EOF|Consider increasing|Conversion failed"
)
_SIGNALS = {-signal.SIGXCPU: Reason.TOO_SLOW, -signal.SIGXFSZ: Reason.TOO_BIG}
_WORDS = (
    (re.compile(r"cannot allocate memory|out of memory|bad_alloc", re.I), Reason.TOO_MUCH_MEMORY),
    (re.compile(r"file too large", re.I), Reason.TOO_BIG),
    (re.compile(r"no decoder|unknown decoder|decoder .*not found", re.I), Reason.NO_DECODER),
    (re.compile(r"not on whitelist", re.I), Reason.UNWANTED),
    (re.compile(r"moov atom not found", re.I), Reason.TRUNCATED),
)


@cache
def ffmpeg() -> str:
    """The system's ffmpeg, which its distribution mends; else the one that came with us."""
    if (ours := shutil.which("ffmpeg")) and _serves(ours):
        return ours
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def _serves(program: str) -> bool:
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stdout
    # A build between releases ("N-109…") does not say how old it is.
    version = re.match(r"ffmpeg version n?(\d+)\.(\d+)", said)
    return (
        version is not None
        and (int(version[1]), int(version[2])) >= RECENT
        and all(flag in said for flag in ENCODERS)
    )


def tesseract() -> str | None:
    """Where Tesseract is, if it is installed."""
    return shutil.which("tesseract")


def asking(*arguments: str, level: str = "error") -> list[str]:
    """A command of ffmpeg. Nobody answers its questions, and nothing is taken over unasked."""
    return [
        *(ffmpeg(), "-nostdin", "-hide_banner", "-nostats", "-loglevel", level, "-y"),
        *("-filter_threads", "1", "-filter_complex_threads", "1"),
        *arguments,
    ]


def reading(original: Path, demuxers: str) -> list[str]:
    """Arguments that name a stranger's file as input: this file, and none that it names."""
    return [
        *("-protocol_whitelist", "file", "-format_whitelist", demuxers),
        *("-threads", str(THREADS), "-i", f"file:{original.absolute()}"),
    ]


def writing(target: Path, *arguments: str) -> list[str]:
    """Arguments for an output: nothing but the streams, the same bytes each time."""
    return [
        *("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"),
        *("-fflags", "+bitexact", "-flags:a", "+bitexact", "-flags:v", "+bitexact"),
        *(*arguments, f"file:{target.absolute()}"),
    ]


def run(*commands: Sequence[str], cwd: Path | None = None) -> list[str]:
    """Run programs, each reading what the one before writes; what each said at its end.

    Raises RefusedError with the words of the one that failed; OSError when the disk is full.
    """
    with ExitStack() as stack:
        processes: list[subprocess.Popen[bytes]] = []
        for number, command in enumerate(commands):
            process = subprocess.Popen(
                command,
                cwd=cwd,
                stdin=processes[-1].stdout if processes else subprocess.DEVNULL,
                stdout=subprocess.PIPE if number < len(commands) - 1 else subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                preexec_fn=apart.with_parent,
            )
            stack.enter_context(process)
            stack.callback(process.kill)  # when we are interrupted; else it has ended
            processes.append(process)
        for process in processes[:-1]:
            assert process.stdout is not None
            process.stdout.close()  # so that it hears when its reader ends
        with ThreadPoolExecutor(len(processes)) as threads:
            said = list(threads.map(_tail, processes))
    _judge([process.returncode for process in processes], said)
    return said


def _tail(process: subprocess.Popen[bytes]) -> str:
    """Wait for the end of a program; the last of what it said."""
    assert process.stderr is not None
    tail = b""
    while said := process.stderr.read1(65536):  # type: ignore[attr-defined]
        tail = (tail + said)[-TAIL:]
    process.wait()
    return tail.decode(errors="replace")


def _judge(statuses: list[int], said: list[str]) -> None:
    failed = [number for number, status in enumerate(statuses) if status]
    if not failed:
        return
    # Whoever only lost its reader is not the one to ask.
    first = next((n for n in failed if "Broken pipe" not in said[n]), failed[-1])
    raise refusal(statuses[first], said[first])


def refusal(status: int, said: str) -> Exception:
    """What the end of a program means: a RefusedError, or an OSError where the fault is ours."""
    words = spoken(said)
    if "No space left on device" in words:
        return OSError(errno.ENOSPC, words)
    reason = next((reason for pattern, reason in _WORDS if pattern.search(words)), None)
    if status < 0 and reason is None:
        reason = _SIGNALS.get(status, Reason.CRASHED)
        words = f"status {status}: {words}"
    return RefusedError(reason or Reason.DAMAGED, words)


def spoken(said: str, lines: int = 4) -> str:
    """The last lines of a program, without what differs from run to run: addresses and paths.

    And without what ffmpeg says once more when one of its parts has failed.
    """
    said = re.sub(r" @ 0x[0-9a-f]+", "", said)
    said = re.sub(r"file:/[^\n:']*", "the file", said)
    kept = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in kept if not _AFTERMATH.search(line)]
    return "\n".join((telling or kept)[-lines:])
