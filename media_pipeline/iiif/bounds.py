"""How large a picture the Image API gives at once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt


@dataclass(frozen=True)
class Limits:
    """`maxWidth`, `maxHeight` and `maxArea` of Image API 3.0, 5.2, in pixels.

    With these figures no answer takes more than 256 MB, whatever is asked.
    """

    width: int = 8192
    height: int = 8192
    area: int = 4096 * 3072
    turned: int = 2048 * 1536
    """Of what is turned by other than right angles, before it is: it becomes twice as large, gets
    an alpha, and must be in memory. `info.json` has no word for it."""

    def allow(self, width: int, height: int) -> bool:
        """Whether a picture of this size is given."""
        return width <= self.width and height <= self.height and width * height <= self.area

    def largest(self, width: int, height: int) -> tuple[int, int]:
        """The largest size of this shape, larger than given where limits are."""
        by_side = min(Fraction(self.width, width), Fraction(self.height, height))
        # The root of the area, below rather than above.
        by_area = Fraction(isqrt(self.area * 10**12 // (width * height)), 10**6)
        scale = min(by_side, by_area)
        return max(1, int(width * scale)), max(1, int(height * scale))
