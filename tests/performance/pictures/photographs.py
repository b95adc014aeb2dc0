"""Photographs of 24 megapixels for benches: what a camera makes of light, cloth and noise.

Deterministic. They are not beautiful, but cost what photographs cost: soft light over large parts,
edges at every scale, fine texture in some places and none in others, and the noise of a sensor.
"""

from __future__ import annotations

from pathlib import Path

import pyvips

WIDTH, HEIGHT = 6000, 4000
QUALITY = 92
"""Of JPEG, as cameras write it: 7 to 9 MB."""


def photograph(number: int, path: Path, width: int = WIDTH, height: int = HEIGHT) -> Path:
    """Write the photograph of this number as a JPEG."""

    def cloud(cell: int, turn: int, scale: int) -> pyvips.Image:
        """Lights and shades of about `cell` pixels, from -1 to 1, drawn at one in `scale`."""
        wide, high = -(-width // scale), -(-height // scale)
        drawn = pyvips.Image.perlin(
            wide, high, cell_size=max(cell // scale, 2), seed=number * 100 + turn
        )
        if scale == 1:
            return drawn
        return drawn.resize(scale, kernel="linear").crop(0, 0, width, height)

    light = cloud(2400, 1, 16) * 70 + cloud(700, 2, 8) * 45
    # Stripes that bend, and things before one another: edges in all directions.
    forms = (cloud(900, 3, 4) * 2600).sin() * 22
    things = (cloud(350, 4, 2) > 0.1).ifthenelse(30, -20) + (cloud(90, 5, 1) > 0.3) / 255 * 45
    texture = (cloud(24, 6, 2) * 40 + cloud(7, 11, 1) * 34) * (cloud(600, 12, 8) + 0.45)
    base = light + forms + things + texture
    colours = [cloud(900 + 100 * turn, 7 + turn, 16) * 50 + 120 for turn in range(3)]
    noise = pyvips.Image.gaussnoise(width, height, sigma=4, mean=0, seed=number)
    image = (base + noise).bandjoin([base + noise, base + noise]) + colours[0].bandjoin(colours[1:])
    image.cast("uchar").copy(interpretation="srgb").jpegsave(str(path), Q=QUALITY)
    return path
