"""As a stock Wagtail site does it: a filter for each rendition, in its own qualities."""

import resource
import sys
from pathlib import Path

import django
from django.conf import settings

from media_pipeline.recipes.crops import CARD
from media_pipeline.recipes.pictures import WIDTHS


def main(out: str, *photographs: str) -> None:
    settings.configure(
        INSTALLED_APPS=[
            "wagtail.images",
            "wagtail",
            "taggit",
            "django.contrib.contenttypes",
            "django.contrib.auth",
        ],
        MEDIA_ROOT="/",
        STATIC_URL="/static/",
        USE_TZ=True,
        WAGTAILIMAGES_MAX_UPLOAD_SIZE=2**30,
    )
    django.setup()
    from wagtail.images.models import Filter, Image

    sizes = [(str(width), f"width-{width}") for width in WIDTHS]
    sizes += [(f"card-{width}", f"fill-{width}x{width * 3 // 4}") for width in CARD.widths]
    for photograph in photographs:
        into = Path(out) / Path(photograph).stem
        into.mkdir(parents=True)
        for name, size in sizes:
            for ending in ("avif", "jpeg"):
                # As `get_rendition` does it, but for the row.
                image = Image(collection_id=1, file=photograph, width=6000, height=4000)
                with (into / f"{name}.{ending}").open("wb") as file:
                    Filter(spec=f"{size}|format-{ending}").run(image, file)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
