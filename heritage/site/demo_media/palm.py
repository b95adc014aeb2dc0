"""The surface of palm leaves: fibres, stains, worn edges, and soot in what was cut into them.

All of it is noise, drawn small and stretched: fibres run along the leaf, so theirs is stretched
most along it. libvips makes the picture in strips, so no more of it is held than those.
"""

from __future__ import annotations

import pyvips

PALE, TANNED = (226, 201, 152), (158, 112, 62)
"""Of a leaf: where it is light, and where hands, oil and age have been."""
SOOT = (38, 27, 20)
CLOTH = (52, 50, 48)
"""What it lies on."""
COARSE = 4
"""How much smaller than the sheet what changes slowly is made."""


def painted(shape: pyvips.Image, letters: pyvips.Image, width: int, height: int) -> pyvips.Image:
    """Leaves of this shape with these letters, both drawn at half the pixels, white on black."""
    unit = width / 14_000
    low = (-(-width // COARSE), -(-height // COARSE))

    def noise(seed: int, along: float, across: float, coarse: int = COARSE) -> pyvips.Image:
        """Noise with blobs of so many parts of the width; its deviation is 1."""
        wide, high = low if coarse == COARSE else (width, height)
        step_x, step_y = (max(1.0, part * unit / coarse) for part in (along, across))
        small = pyvips.Image.gaussnoise(
            int(wide / step_x) + 3, int(high / step_y) + 3, mean=0, sigma=1, seed=seed
        )
        return _sized(small, step_x, step_y, wide, high)

    def soft(image: pyvips.Image, radius: float) -> pyvips.Image:
        """Blurred by so many parts, as shares of 1."""
        small = image.shrink(COARSE / 2, COARSE / 2, ceil=True).cast("float") / 255
        return small.gaussblur(max(0.6, radius * unit / COARSE)).crop(0, 0, *low)

    # What changes slowly is made small, once: it is most of the work.
    edge = (1 - soft(shape, 26)) * 1.3 + (1 - soft(shape, 140)) * 0.4
    tone = (
        0.24
        + 0.055 * noise(3, 2600, 46)
        + 0.045 * noise(1, 1300, 16)
        + 0.075 * noise(4, 900, 420)
        + 0.04 * noise(5, 130, 80)
        + 0.35 * _between(noise(10, 240, 190) - 2.3)
        + edge
        + soft(letters, 60) * 0.5
    )
    dense = 0.84 + 0.09 * noise(8, 300, 200)
    shade = 1 - 0.72 * soft(_shifted(shape, 9 * unit), 34)
    slow = _sized(tone.bandjoin([dense, shade]).copy_memory(), COARSE, COARSE, width, height)
    tone, dense, shade = slow.bandsplit()

    fibres, grain = noise(2, 240, 2.6, 1), noise(9, 2, 1.4, 1)
    hairs = _between((noise(6, 420, 3.2, 1) - 2.5) * 0.7)
    leaf = _mixed(
        PALE, TANNED, _between((tone + 0.05 * fibres + 0.035 * grain + hairs) * 0.85, 1.3)
    )

    # Soot creeps along fibres and has come off where hands have passed.
    cut = _sized(letters.gaussblur(max(0.4, 1.1 * unit)), 2, 2, width, height) / 255
    ink = _between((cut - 0.44) * 3.0 + 0.5 + 0.13 * fibres + 0.1 * grain)
    ink = ink * _between(dense - 0.3 * _between(fibres - 1.1) - 0.05 * grain)
    leaf = leaf + _between(_shifted(cut, unit) - cut) * 30
    leaf = _share(ink).ifthenelse(list(SOOT), leaf, blend=True)

    inside = _sized(shape.gaussblur(max(0.4, 0.9 * unit)), 2, 2, width, height)
    cloth = (shade + 0.045 * grain).linear(list(CLOTH), [0, 0, 0])
    sheet = inside.ifthenelse(leaf, cloth, blend=True)
    return sheet.cast("uchar").copy(interpretation="srgb")


def _sized(
    image: pyvips.Image, across: float, down: float, width: int, height: int
) -> pyvips.Image:
    grown = image.resize(across, vscale=down, kernel="linear")
    return grown.crop(0, 0, width, height)


def _between(image: pyvips.Image, most: float = 1.0) -> pyvips.Image:
    """No less than 0, no more than `most`."""
    return image.clamp(min=0, max=most)


def _share(image: pyvips.Image) -> pyvips.Image:
    """From 0 to 1, as libvips blends by it: in one go, where sums would make all twice."""
    return image.linear(255, 0.5).cast("uchar")


def _mixed(one: tuple[int, ...], other: tuple[int, ...], share: pyvips.Image) -> pyvips.Image:
    return share.linear([b - a for a, b in zip(one, other, strict=True)], list(one))


def _shifted(image: pyvips.Image, by: float) -> pyvips.Image:
    step = max(1, round(2 * by))
    return image.embed(step, step, image.width + step, image.height + step, extend="black").crop(
        0, 0, image.width, image.height
    )
