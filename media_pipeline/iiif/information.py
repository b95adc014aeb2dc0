"""The image information document, `info.json`. Pure.

https://iiif.io/api/image/3.0/#5-image-information, https://iiif.io/api/image/2.1/#image-information
"""

from __future__ import annotations

from typing import Any

from media_pipeline.iiif.asked import FORMATS, QUALITIES, Version
from media_pipeline.iiif.bounds import Limits

CONTEXTS = {version: f"http://iiif.io/api/image/{version}/context.json" for version in Version}
PROFILES = {version: f"http://iiif.io/api/image/{version}/level2.json" for version in Version}
BEYOND_LEVEL_TWO = [
    "canonicalLinkHeader",
    "mirroring",
    "profileLinkHeader",
    "rotationArbitrary",
    "sizeUpscaling",
]
"""https://iiif.io/api/image/3.0/compliance/: what level 2 leaves open and is here."""
BEYOND_LEVEL_TWO_OF_2 = [
    "canonicalLinkHeader",
    "mirroring",
    "profileLinkHeader",
    "regionSquare",
    "rotationArbitrary",
    "sizeAboveFull",
]
"""The same of 2.1, 5.3."""


def information(
    version: Version,
    address: str,
    levels: tuple[tuple[int, int], ...],
    tile: int,
    limits: Limits,
) -> dict[str, Any]:
    """What there is to ask for of a picture at this address, with these sizes from large to small.

    The order of keys is that of the specification: `@context` comes first.
    """
    width, height = levels[0]
    most = {"maxWidth": limits.width, "maxHeight": limits.height, "maxArea": limits.area}
    sizes = [{"width": w, "height": h} for w, h in reversed(levels) if limits.allow(w, h)]
    tiles = [
        {"width": tile, "height": tile, "scaleFactors": [2**level for level in range(len(levels))]}
    ]
    seen = {"width": width, "height": height}
    if version is Version.TWO:
        supports = {
            "formats": list(FORMATS),
            "qualities": list(QUALITIES),
            "supports": BEYOND_LEVEL_TWO_OF_2,
        }
        return {
            "@context": CONTEXTS[version],
            "@id": address,
            "protocol": "http://iiif.io/api/image",
            **seen,
            "sizes": sizes,
            "tiles": tiles,
            "profile": [PROFILES[version], supports | most],
        }
    return {
        "@context": CONTEXTS[version],
        "id": address,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level2",
        **seen,
        **most,
        "sizes": sizes,
        "tiles": tiles,
        "extraQualities": [quality for quality in QUALITIES if quality != "default"],
        "extraFormats": ["webp"],
        "extraFeatures": BEYOND_LEVEL_TWO,
    }
