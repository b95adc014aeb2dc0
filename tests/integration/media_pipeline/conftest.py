"""Both worlds a file may be kept in, and files to put there."""

import io
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from heritage.settings.media import media_storages

KEY = os.environ.get("AWS_ACCESS_KEY_ID", "heritage")
SECRET = os.environ.get("AWS_SECRET_ACCESS_KEY", "heritage-secret")
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xe1\xbb\x9e l\xc3\xa0ng\n"


@pytest.fixture(params=["disk", pytest.param("s3", marks=pytest.mark.needs_s3)])
def kept(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[str]:
    """Originals and derivatives of this test alone, on disk and in a bucket."""
    if request.param == "disk":
        settings.STORAGES = settings.STORAGES | on_disk(tmp_path)
        settings.MEDIA_WORK_FOLDER = tmp_path / "media" / "work"
        yield "disk"
        return
    settings.MEDIA_WORK_FOLDER = tmp_path / "work"
    with bucket() as name:
        settings.STORAGES = settings.STORAGES | in_bucket(name)
        yield "s3"


def on_disk(folder: Path) -> dict[str, Any]:
    return media_storages(folder / "media", bucket="", endpoint="", key="", secret="")


def in_bucket(name: str) -> dict[str, Any]:
    endpoint = os.environ["S3_ENDPOINT_URL"]
    return media_storages(Path(), bucket=name, endpoint=endpoint, key=KEY, secret=SECRET)


class bucket:  # noqa: N801
    """A new bucket, emptied and removed afterwards."""

    def __enter__(self) -> str:
        service = boto3.resource(
            "s3",
            endpoint_url=os.environ["S3_ENDPOINT_URL"],
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
        )
        self.bucket = service.Bucket(f"heritage-{os.urandom(6).hex()}")
        self.bucket.create()
        return str(self.bucket.name)

    def __exit__(self, *args: object) -> None:
        self.bucket.objects.all().delete()
        self.bucket.delete()


def picture(shade: int = 0, width: int = 60, height: int = 40) -> bytes:
    """A small PNG; another one for each shade."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)

    row = b"\0" + bytes((shade % 256, shade // 256 % 256, 90)) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
