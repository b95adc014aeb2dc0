"""The export as one ZIP that is sent while it is written: no copy on disk or in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from heritage.exchange.directory import Directory
from heritage.exchange.exporting import file_name, lines, lines_beside
from heritage.exchange.schema import bound_sheets
from heritage.protocols.audiences import visible_to

BLOCK = 64 * 1024


class _Outbox(io.RawIOBase):
    """What the ZIP writes, until it is taken away."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        self.size += len(part)
        return len(part)

    def take(self) -> bytes:
        parts, self._parts, self.size = self._parts, [], 0
        return b"".join(parts)


def zipped_export(user: Any) -> Iterator[bytes]:
    """The bytes of a ZIP with one CSV a kind and those beside them: what is open to
    `user`."""
    visible = visible_to(user)
    outbox = _Outbox()
    look = Directory(reader=user)
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in bound_sheets().values():
            with archive.open(file_name(sheet), "w", force_zip64=True) as file:
                for line in lines(sheet, look, visible):
                    file.write(line.encode())
                    if outbox.size >= BLOCK:
                        yield outbox.take()
        for name, text in lines_beside(look, user).items():
            with archive.open(name, "w") as file:
                for line in text:
                    file.write(line.encode())
    yield outbox.take()
