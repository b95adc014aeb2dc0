"""Static files collected under the data folder, again only when one of them has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from heritage.site import one_stylesheet


def fingerprint() -> str:
    """Changes with the name, size or time of any static file, and with how they are collected."""
    digest = hashlib.sha256(Path(one_stylesheet.__file__).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect() -> None:
    """Fill STATIC_ROOT, with hashed names and compressed forms, unless it is as it should be."""
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    found = fingerprint()
    if stamp.is_file() and stamp.read_text() == found:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(found)
