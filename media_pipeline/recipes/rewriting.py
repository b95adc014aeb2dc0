"""What libvips does not read, read by Pillow and written down as a TIFF that it does."""

from __future__ import annotations

import warnings
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, Jpeg2KImagePlugin

from media_pipeline.reasons import Reason, RefusedError

ORIENTATION, BITS_PER_SAMPLE = 0x0112, 0x0102
"""Tags of TIFF 6.0 and Exif 2.32 (4.6.5): by which of eight turns and mirrorings the rows are to
be seen; how many bits a value has."""
AS_THEY_ARE = {"L", "LA", "RGB", "RGBA", "CMYK", "I;16"}
"""Pillow's modes that libvips understands in a TIFF."""
AS = {"1": "L", "La": "LA", "PA": "RGBA", "RGBa": "RGBA", "I": "I;16", "I;16B": "I;16", "F": "L"}
"""What the others become; those not named here become RGB."""

OPENJPEG_AT_MOST = 24_000_000
"""Pixels in one tile for which its memory is within the bounds of recipes."""

# The bound on pixels is that of opening, and the one on memory that of the process.
Image.MAX_IMAGE_PIXELS = None
pillow_heif.register_heif_opener()


def rewritten(original: Path, aside: Path, words: str, enough: int) -> Path:
    """The first frame of an original as an uncompressed TIFF in the folder `aside`.

    It keeps its orientation and the profile of its colours. Pillow holds up to four bytes for each
    pixel while it lasts, and OpenJPEG twelve more for each of a tile: a JPEG 2000 that is one tile
    of more than 25 megapixels is too much for 512 MB. Where `enough` pixels of a side are wanted
    (0: all), it is read at the next power of two above.

    Raises RefusedError: DAMAGED with Pillow's words after `words`, those of the decoder that was
    asked first; TOO_MUCH_MEMORY.
    """
    path = aside / "rewritten.tif"
    large = False
    try:
        with warnings.catch_warnings(), Image.open(original) as image:
            warnings.simplefilter("ignore")  # of odd tags; what matters is whether pixels come
            image.seek(0)
            if isinstance(image, Jpeg2KImagePlugin.Jpeg2KImageFile):
                large = image.width * image.height > OPENJPEG_AT_MOST
                if enough:
                    image.reduce = max(0, (min(image.size) // enough).bit_length() - 1)
            image.load()
            profile = None if image.mode == "LAB" else image.info.get("icc_profile")
            tags = {ORIENTATION: image.getexif().get(ORIENTATION, 1)}
            _storable(image).save(path, "TIFF", icc_profile=profile, tiffinfo=tags)
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError) as error:
        # OpenJPEG has the same words for a broken file and for memory it did not get.
        reason = Reason.TOO_MUCH_MEMORY if large else Reason.DAMAGED
        raise RefusedError(reason, f"{words} / {error!r}") from error
    return path


def _storable(image: Image.Image) -> Image.Image:
    if image.mode == "I;16":
        bits = getattr(image, "tag_v2", {}).get(BITS_PER_SAMPLE, (16,))[0]
        return image.point(lambda value: value * 2 ** (16 - bits)) if bits < 16 else image
    if image.mode in AS_THEY_ARE:
        return image
    if image.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
        assert found is not None
        return found
    seen_through = image.mode == "P" and "transparency" in image.info
    return image.convert("RGBA" if seen_through else AS.get(image.mode, "RGB"))
