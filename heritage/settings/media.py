"""Where originals and derivatives are kept: below `DATA_DIR`, or in a bucket that speaks S3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def media_storages(
    folder: Path, *, bucket: str, endpoint: str, key: str, secret: str
) -> dict[str, dict[str, Any]]:
    """Two storages: `originals`, private and never rewritten, and `derivatives`.

    Both write over what has the same name: names are digests, so it is the same. Nothing in a
    bucket is readable by itself: every byte goes through the archive.
    """
    backend = "django.core.files.storage.FileSystemStorage"
    options: dict[str, Any] = {"location": folder, "base_url": None, "allow_overwrite": True}
    if bucket:
        if not (key and secret):
            raise ImproperlyConfigured(
                "S3_BUCKET is set: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have to be, too."
            )
        backend = "storages.backends.s3.S3Storage"
        options = {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "access_key": key,
            "secret_key": secret,
            "default_acl": "private",
            "file_overwrite": True,
            "addressing_style": "path",
        }
    storage = {"BACKEND": backend, "OPTIONS": options}
    return {"originals": storage, "derivatives": storage}
