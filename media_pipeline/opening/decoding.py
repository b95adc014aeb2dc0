"""Whatever a decoder raises is the fault of the file; whatever we raise is ours."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from media_pipeline.reasons import Reason, RefusedError

OURS = str(Path(__file__).resolve().parents[1])
OF_THE_MACHINE = {
    errno.EIO, errno.ENOENT, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOSPC,
}  # fmt: skip
"""A disk that fails says nothing about the file on it."""
WORDS = (
    (
        Reason.TOO_MUCH_MEMORY,
        r"out of memory|cannot allocate|bad_alloc|insufficient memory|memory allocation"
        r"|failed to allocate|memory limit|error creating thread",
    ),
    (
        Reason.TRUNCATED,
        r"truncated|premature|unexpected end|end of (file|data|stream)|not enough (data|bytes)"
        r"|past (the )?end|\beof\b|bad seek|buffer overrun|need more (data|bytes)",
    ),
    (
        Reason.NO_DECODER,
        r"not supported|unsupported|not configured|not implemented|not been built in"
        r"|no decoder|decoder not found|not yet implemented",
    ),
)
"""What decoders say when it is that, and in which order it is believed."""
DETAIL_LIMIT = 1000


@contextmanager
def decoder() -> Iterator[None]:
    """Around each call of a decoder. Raises RefusedError in the place of what the decoder raises.

    They raise anything: their own classes, OSError, SyntaxError, struct.error, KeyError, whatever a
    file nobody thought of leads to. So all is caught, but only where it was raised in their code:
    an exception whose last frame is in this package is a mistake of this package, and must be seen.
    """
    try:
        yield
    except RefusedError:
        raise
    except MemoryError as error:
        raise RefusedError(Reason.TOO_MUCH_MEMORY, words(error)) from error
    except Exception as error:
        if ours(error):
            raise
        raise RefusedError(reason_of(words(error)), words(error)) from error


def ours(error: BaseException) -> bool:
    """Whether it was raised in this package, or by the machine."""
    if isinstance(error, OSError) and error.errno in OF_THE_MACHINE and not _ffmpegs(error):
        return True
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return step is not None and step.tb_frame.f_code.co_filename.startswith(OURS)


def _ffmpegs(error: BaseException) -> bool:
    """PyAV dresses what ffmpeg says as the OSError of the same number."""
    return type(error).__module__.startswith("av.")


def words(error: BaseException) -> str:
    """What the decoder said, as one line; no more than `DETAIL_LIMIT` characters."""
    said = " ".join(str(error).replace("\0", " ").split())
    return (said or type(error).__name__)[:DETAIL_LIMIT]


def reason_of(said: str) -> Reason:
    """Which reason a decoder's words stand for; DAMAGED where they say nothing else."""
    lower = said.lower()
    return next((reason for reason, told in WORDS if re.search(told, lower)), Reason.DAMAGED)
