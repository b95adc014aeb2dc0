"""Values of the environment that are refused in one sentence, which names the variable."""

import errno
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def whole_number(variable: str, text: str, largest: int) -> int:
    """The number in `text`, from 1 to `largest`. Raises ImproperlyConfigured."""
    if not (text.isdecimal() and 1 <= int(text) <= largest):
        raise ImproperlyConfigured(
            f"{variable}={text}: phải là một số từ 1 đến {largest}."
            f" ({variable} has to be a number from 1 to {largest}.)"
        )
    return int(text)


def folder(variable: str, path: Path) -> Path:
    """The folder at `path`, made when there is none. Raises ImproperlyConfigured."""
    try:
        path.mkdir(mode=0o750, parents=True, exist_ok=True)
        if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise ImproperlyConfigured(
            f"{variable}={path}: không dùng làm thư mục được."
            f" (It cannot be used as a folder: {error.strerror}.)"
        ) from None
    return path
