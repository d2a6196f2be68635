"""Photos beyond the page's size, scaled as Chromium does at `resizeQuality: 'medium'`."""

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import round_half_up

# Longer side in pixels beyond which the page decodes a photo smaller.
LONGEST_SIDE = 4096
# Rows that are scaled at a time, which bounds memory.
STRIP = 64


def shrunk(image: Image.Image) -> Image.Image:
    """An image -> one of at most 4096 px on its longer side: the nearest halving, then bilinear."""
    longer = max(image.size)
    if longer <= LONGEST_SIDE:
        return image
    scale = LONGEST_SIDE / longer
    width, height = (max(1, round_half_up(side * scale)) for side in image.size)
    halvings = round_half_up(math.log2(1 / scale))
    for _ in range(halvings):
        image = image.resize((max(1, image.width // 2), max(1, image.height // 2)), Image.Resampling.BOX)
    return _bilinear(image, width, height)


def _bilinear(image: Image.Image, width: int, height: int) -> Image.Image:
    """One sample of four pixels for each new pixel."""
    result = Image.new(image.mode, (width, height))
    left, right, along = _places(width, image.width)
    upper, lower, down = _places(height, image.height)
    for top in range(0, height, STRIP):
        rows = slice(top, min(height, top + STRIP))
        first, last = int(upper[rows][0]), int(lower[rows][-1])
        part = np.asarray(image.crop((0, first, image.width, last + 1))).astype(np.float32)
        above, below = part[upper[rows] - first], part[lower[rows] - first]
        mixed = above + (below - above) * down[rows, np.newaxis, np.newaxis]
        start, end = mixed[:, left], mixed[:, right]
        scaled = start + (end - start) * along[:, np.newaxis]
        result.paste(Image.fromarray((scaled + 0.5).astype(np.uint8), image.mode), (0, top))
    return result


def _places(count: int, length: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Where the samples along a side lie: two neighbours and the share of the second."""
    position = np.clip((np.arange(count) + 0.5) * length / count - 0.5, 0, length - 1)
    first = np.floor(position).astype(np.int64)
    return first, np.minimum(first + 1, length - 1), (position - first).astype(np.float32)
