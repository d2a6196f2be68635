"""A photo in grey, shrunken step by step: `src/detect/grey-levels.ts`, bit for bit."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from facecurve_label.pixels import Words, channels_of

# A face of 49 px has 12 pixels in the photo after so many halvings.
FIRST_HALVINGS = 2
# Between two halves the photo is shrunken twice more: by 1, 1.26 and 1.59, in 256ths of a pixel.
STEPS = (256, 323, 406)


class GreyLevel(NamedTuple):
    """A photo in grey, one `shrink`-th of its size."""

    grey: NDArray[np.uint8]
    shrink: float


def grey_levels(half: Callable[[int], Words], least: int) -> Iterator[GreyLevel]:
    """Levels from fine to coarse, down to `least` pixels. half: the photo after so many halvings."""
    halvings = FIRST_HALVINGS
    while True:
        finest = _grey_of(half(halvings))
        for step in STEPS:
            grey = finest if step == 256 else _shrunken_by(step, finest)
            if min(grey.shape) < least:
                return
            yield GreyLevel(grey, 2**halvings * step / 256)
        halvings += 1


def _grey_of(words: Words) -> NDArray[np.uint8]:
    red, green, blue = (channel.astype(np.int64) for channel in np.moveaxis(channels_of(words), -1, 0))
    return ((red + 2 * green + blue) >> 2).astype(np.uint8)


def _shrunken_by(step: int, grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bilinear, at steps of 256ths of a pixel."""
    height, width = grey.shape
    levels = grey.astype(np.int64)
    x = np.arange(width * 256 // step) * step + ((step - 256) >> 1)
    y = (np.arange(height * 256 // step) * step + ((step - 256) >> 1))[:, np.newaxis]
    along, left, down, upper = x & 255, x >> 8, y & 255, y >> 8
    right, lower = np.minimum(width - 1, left + 1), np.minimum(height - 1, upper + 1)
    above = levels[upper, left] * (256 - along) + levels[upper, right] * along
    below = levels[lower, left] * (256 - along) + levels[lower, right] * along
    return ((above * (256 - down) + below * down) >> 16).astype(np.uint8)
