"""Sound and film: every stream read to its end, and decoded on the way.

What is taken: at least one frame of the film (of the sound, where there is no film) decodes, and no
more packets fail than succeed. What failed stands in `metadata["warnings"]`: a tape with a drop-out
is still the only tape. What its own container says is cut off was refused before (`wholeness.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition

from media_pipeline.facts import Facts, Kind
from media_pipeline.opening import tags
from media_pipeline.opening.decoding import decoder, reason_of, words
from media_pipeline.opening.kinds import SOUND_ONLY, TAKEN, WITH_FILM
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.strips import demand
from media_pipeline.reasons import Reason, RefusedError

DEMUXERS = {
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/mp4": "mov",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/aiff": "aiff",
    "audio/x-ape": "ape",
    "audio/x-wavpack": "wv",
    "audio/x-musepack": "mpc",
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/3gpp": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
    "video/x-msvideo": "avi",
    "video/x-flv": "flv",
    "video/x-ms-wmv": "asf",
    "video/mpeg": "mpeg",
    "video/mp2t": "mpegts",
}
"""ffmpeg's readers, by the type that was found. None of them opens anything but the file it is
given: no playlists, no `concat`, no external references (`mov` follows those on request only)."""
SECOND = {b"MPCK": "mpc8", b"\0\0\x01\xb3": "mpegvideo"}
"""Of types that ffmpeg has two readers for: how the other one's files begin."""
SEALED = {"protocol_whitelist": "file", "max_streams": "64"}
"""And for a reader that would try nevertheless: no network, no `crypto`, `data` or `subfile`."""
WARNINGS_LIMIT = 10
SAMPLED_EACH = 10
"""Seconds."""
FRAME_BYTES = 16
"""A pixel costs: some ten frames that H.264 and HEVC look back to, in planes of 1.5 samples."""
QUARTERS = (90, 270)


class _Run:
    """What happened while it was read."""

    def __init__(self) -> None:
        self.film_frames = self.sound_frames = self.pixels = self.failed = self.corrupt = 0
        self.heard: dict[int, float] = {}
        self.seen_from: float | None = None
        self.seen_to = 0.0
        self.turned = False
        self.sampled = False
        self.next_sample = 0.0
        self.errors: list[str] = []

    def fail(self, error: FFmpegError) -> None:
        """A packet that does not decode, or an end before the end."""
        self.failed += 1
        said = words(error)
        if said not in self.errors and len(self.errors) < WARNINGS_LIMIT:
            self.errors.append(said)

    @property
    def seconds(self) -> float:
        """Of the longest stream, as decoded and not as declared."""
        film = self.seen_to - self.seen_from if self.seen_from is not None else 0.0
        return round(max([film, *self.heard.values()]), 3)


def look(path: Path, media_type: str, limits: Limits) -> Facts:
    """All that is known of sound or film. Raises RefusedError."""
    with _opened(path, media_type) as container:
        film = [stream for stream in container.streams.video if not _is_cover(stream)]
        sound = list(container.streams.audio)
        media_type = _named(media_type, film=bool(film), sound=bool(sound))
        readable = [stream for stream in [*film, *sound] if _has_decoder(stream)]
        if not any(stream in readable for stream in film or sound):
            raise RefusedError(Reason.NO_DECODER, "nothing decodes the codec of its first stream")
        width, height = _size(film, limits)
        run = _read(container, readable, limits)
        _demand_decoded(run, bool(film))
        codecs = [stream.codec.canonical_name for stream in readable]
        said = {str(key).lower(): value for key, value in container.metadata.items()}
        declared = float(container.duration or 0) / av.time_base
        bits = container.bit_rate
    metadata = tags.read(path, media_type, said)
    if warnings := _warnings(run, declared) + metadata.get("warnings", []):
        metadata["warnings"] = warnings
    if bits:
        metadata["bit_rate"] = bits
    return Facts(
        media_type=media_type,
        kind=TAKEN[media_type].kind,
        width=height if run.turned else width,
        height=width if run.turned else height,
        seconds=run.seconds,
        codecs=tuple(codecs),
        captured_at=tags.captured_at(said),
        metadata=metadata,
    )


@contextmanager
def _opened(path: Path, media_type: str) -> Iterator[InputContainer]:
    with path.open("rb") as file:
        name = SECOND.get(file.read(4), DEMUXERS[media_type])
    with decoder():
        container = av.open(
            str(path),
            format=name,
            options={**SEALED, "format_whitelist": _all_names(name)},
            metadata_errors="replace",
        )
    try:
        yield container
    finally:
        container.close()


def _all_names(name: str) -> str:
    """ffmpeg compares the whole name, "mov,mp4,m4a,…", with each of the list."""
    return str(av.ContainerFormat(name, "r").name)


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & Disposition.attached_pic)


def _has_decoder(stream: Any) -> bool:
    """PyAV gives a stream no context where ffmpeg has no decoder for it."""
    return stream.codec_context is not None


def _size(film: list[Any], limits: Limits) -> tuple[int, int]:
    """Pixels of the first film, before it is turned. Raises RefusedError where one is too large."""
    sizes = [(stream.width, stream.height) for stream in film if _has_decoder(stream)]
    for width, height in sizes:
        limit = limits.held_pixels(FRAME_BYTES)
        demand(width * height, limit, Reason.TOO_MANY_PIXELS, "pixels")
    return sizes[0] if sizes else (0, 0)


def _named(media_type: str, *, film: bool, sound: bool) -> str:
    if not film and not sound:
        raise RefusedError(Reason.DAMAGED, "no stream of sound or film in it")
    if film:
        media_type = WITH_FILM.get(media_type, media_type)
    else:
        media_type = SOUND_ONLY.get(media_type, media_type)
    if film is not (TAKEN[media_type].kind is Kind.VIDEO):
        raise RefusedError(Reason.DAMAGED, f"{media_type} {'with' if film else 'without'} film")
    return media_type


def _read(container: InputContainer, streams: list[Any], limits: Limits) -> _Run:
    run = _Run()
    for stream in streams:
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = 2
    packets = container.demux(streams)
    while True:
        try:
            with decoder():
                packet = next(packets, None)
        except RefusedError as refusal:
            if refusal.reason is Reason.TOO_MUCH_MEMORY:
                raise
            run.failed += 1
            run.errors.append(refusal.detail)
            return run
        if packet is None:
            return run
        _decode(packet, run, limits)


def _decode(packet: Any, run: _Run, limits: Limits) -> None:
    film = packet.stream.type == "video"
    if film and packet.pts is not None and packet.time_base:
        start = float(packet.pts * packet.time_base)
        run.seen_from = start if run.seen_from is None else min(run.seen_from, start)
        run.seen_to = max(run.seen_to, start + float((packet.duration or 0) * packet.time_base))
    if film and run.pixels > limits.film_pixels and not _is_sample(packet, run):
        return
    try:
        frames: list[Any] = packet.decode()
    except FFmpegError as error:
        if isinstance(error, MemoryError):
            raise RefusedError(Reason.TOO_MUCH_MEMORY, words(error)) from error
        run.fail(error)
        return
    for frame in frames:
        if film:
            if not run.film_frames:
                run.turned = abs(round(frame.rotation)) % 360 in QUARTERS
            run.film_frames += 1
            run.pixels += frame.width * frame.height
            # A picture whose neighbours were left out may look for them in vain.
            run.corrupt += bool(frame.is_corrupt) and not run.sampled
        elif frame.sample_rate:
            run.sound_frames += 1
            index = packet.stream.index
            run.heard[index] = run.heard.get(index, 0.0) + frame.samples / frame.sample_rate


def _is_sample(packet: Any, run: _Run) -> bool:
    """Whether to decode one of the pictures beyond the limit: a whole one, every ten seconds."""
    run.sampled = True
    if not packet.is_keyframe or run.seen_to < run.next_sample:
        return False
    run.next_sample = run.seen_to + SAMPLED_EACH
    return True


def _demand_decoded(run: _Run, film: bool) -> None:
    decoded = run.film_frames if film else run.sound_frames
    said = "; ".join(run.errors)
    if not decoded:
        raise RefusedError(reason_of(said), said or "not one frame in it")
    if run.failed > run.film_frames + run.sound_frames:
        raise RefusedError(reason_of(said), f"{run.failed} packets fail, {decoded} do not: {said}")


def _warnings(run: _Run, declared: float) -> list[str]:
    said = list(run.errors)
    if run.failed:
        said.append(f"{run.failed} packets do not decode")
    if run.corrupt:
        said.append(f"{run.corrupt} frames are damaged")
    if run.sampled:
        said.append(f"too long: from some point on one picture in {SAMPLED_EACH} s was decoded")
    if declared and abs(declared - run.seconds) > max(1.0, 0.05 * declared):
        said.append(f"declares {declared:.1f} s, {run.seconds:.1f} s are there")
    return said
