"""Both worlds a file may be kept in, and files to put there."""

import contextlib
import io
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import boto3
import pytest

from heritage.settings.media import media_storages

KEY = os.environ.get("AWS_ACCESS_KEY_ID", "heritage")
SECRET = os.environ.get("AWS_SECRET_ACCESS_KEY", "heritage-secret")
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xe1\xbb\x9e l\xc3\xa0ng\n"


@pytest.fixture(params=["disk", pytest.param("s3", marks=pytest.mark.needs_s3)])
def kept(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> str:
    """Originals and derivatives of this test alone, on disk and in a bucket."""
    if request.param == "disk":
        keep_on_disk(settings, tmp_path)
    else:
        keep_in_bucket(settings, tmp_path, request.getfixturevalue("bucket"))
    return str(request.param)


def keep_on_disk(settings: Any, folder: Path) -> None:
    settings.MEDIA_WORK_FOLDER = folder / "media" / "work"
    settings.STORAGES = settings.STORAGES | media_storages(
        folder / "media", bucket="", endpoint="", key="", secret=""
    )


def keep_in_bucket(settings: Any, folder: Path, name: str) -> None:
    settings.MEDIA_WORK_FOLDER = folder / "work"
    endpoint = os.environ["S3_ENDPOINT_URL"]
    storages = media_storages(folder, bucket=name, endpoint=endpoint, key=KEY, secret=SECRET)
    for storage in storages.values():
        storage["OPTIONS"]["location"] = f"{os.getpid()}-{os.urandom(4).hex()}"
    settings.STORAGES = settings.STORAGES | storages


@pytest.fixture(scope="session")
def bucket() -> str:
    """One bucket for all tests of all processes: SeaweedFS keeps room apart for each, and a small
    disk has none for many. Each test has a folder of its own there (`keep_in_bucket`)."""
    service = boto3.resource(
        "s3",
        endpoint_url=os.environ["S3_ENDPOINT_URL"],
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
    )
    made = service.Bucket("heritage-tests")
    with contextlib.suppress(
        service.meta.client.exceptions.BucketAlreadyOwnedByYou,
        service.meta.client.exceptions.BucketAlreadyExists,
    ):
        made.create()
    return str(made.name)


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
