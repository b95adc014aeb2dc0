"""Where files and their derivatives are found: `/tep/<identifier>/<print>/640.avif`.

The print changes when the bytes do, so that nobody shows yesterday's crop from memory; it opens
nothing, and an old one leads to what is there today.
"""

from __future__ import annotations

import hashlib

from django.urls import reverse

from heritage.media.models import MediaFile
from media_pipeline.models import Derivative


def print_of(derivative: Derivative) -> str:
    """Another one after each time it was made."""
    job = derivative.job
    said = (job.original_id, job.recipe, derivative.folder, derivative.name, job.finished_at)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def address_of(file: MediaFile, derivative: Derivative) -> str:
    """The path of one derived file."""
    return reverse("file", args=[file.identifier_id, print_of(derivative), derivative.name])


def zoom_address(file: MediaFile) -> str:
    """The picture's identifier in the Image API."""
    return reverse("iiif3-base", args=[file.identifier_id])
