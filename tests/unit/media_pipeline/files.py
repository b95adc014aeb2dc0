"""Files as tests need them, made on the spot; and looking at them in this process."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from media_pipeline.facts import Facts
from media_pipeline.opening.looking import look
from media_pipeline.reasons import Reason, RefusedError


def facts(path: Path, **limits: int) -> Facts:
    return Facts.from_json(look({"path": str(path), "name": path.name, "limits": limits}))


def facts_of(folder: Path, said: bytes, name: str = "file", **limits: int) -> Facts:
    path = folder / name
    path.write_bytes(said)
    return facts(path, **limits)


def refusal_of(folder: Path, said: bytes, name: str = "file", **limits: int) -> RefusedError:
    with pytest.raises(RefusedError) as refusal:
        facts_of(folder, said, name, **limits)
    return refusal.value


def reason_of(folder: Path, said: bytes, name: str = "file", **limits: int) -> Reason:
    return refusal_of(folder, said, name, **limits).reason


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 40), **options: Any) -> bytes:
    """With something on it: an even picture is packed into so little that nothing can be cut."""
    made = Image.effect_noise(size, 60).convert("RGB")
    said = io.BytesIO()
    made.save(said, kind, **options)
    return said.getvalue()


def exif(tags: dict[int, Any], inner: dict[int, Any] | None = None) -> Image.Exif:
    made = Image.Exif()
    for tag, value in tags.items():
        made[tag] = value
    if inner:
        made.get_ifd(0x8769).update(inner)
    return made


def zipped(name: str = "evil.class", said: bytes = b"x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, said)
    return made.getvalue()


def png(width: int, height: int, *, colour: int = 0, depth: int = 8, said: bytes = b"") -> bytes:
    """Rows of zeros, in pieces so that none of it has to be held; or other bytes in their place."""
    pack = zlib.compressobj(1)
    row = bytes(1 + (width * depth * (3 if colour == 2 else 1) + 7) // 8)
    packed = said or b"".join([*(pack.compress(row) for _ in range(height)), pack.flush()])
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*each) for each in ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    )


def chunk(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


def pdf(
    box: str = "0 0 200 100", catalogue: bytes = b"", more: bytes = b"", pages: int = 1
) -> bytes:
    """Without a table of where its objects are: all readers rebuild it."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    return b"".join(
        [
            b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalogue + b">>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count %d>>endobj\n" % pages,
            *(
                b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[%b]>>endobj\n" % (10 + n, box.encode())
                for n in range(pages)
            ),
            more,
            b"trailer<</Root 1 0 R/Info 3 0 R>>\n%%EOF\n",
        ]
    )
