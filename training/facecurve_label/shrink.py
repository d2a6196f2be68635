"""Photos beyond the page's size, scaled as Chromium's `createImageBitmap` does at `resizeQuality: 'medium'`.

Chromium (Skia) keeps halves of the photo, takes four pixels for each new one from the two halves around the
wanted size, and mixes both. Its sums are fused; here about one value in 50,000 differs by one level.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import round_half_up

# Longer side in pixels beyond which the page decodes a photo smaller.
LONGEST_SIDE = 4096
# Skia takes halves that are finer by so many halvings than the wanted size.
FINER = 0.5
# Rows that are worked on at a time, which bounds memory.
STRIP = 64


def shrunk(image: Image.Image) -> Image.Image:
    """RGB or RGBA -> the same, with at most 4096 px on its longer side."""
    longer = max(image.size)
    if longer <= LONGEST_SIDE:
        return image
    if image.mode == "RGBA":
        # A transparent pixel's colour does not count.
        return shrunk(image.convert("RGBa")).convert("RGBA")
    scale = LONGEST_SIDE / longer
    width, height = (max(1, round_half_up(side * scale)) for side in image.size)
    wanted = max(0.0, math.log2(math.sqrt((image.width / width) * (image.height / height))) - FINER)
    for _ in range(math.floor(wanted)):
        image = half(image)
    share = np.float32(wanted - math.floor(wanted))
    coarser = half(image) if share > 0 else None
    result = Image.new(image.mode, (width, height))
    for rows in _strips(height):
        scaled = _sampled(image, width, height, rows)
        if coarser is not None:
            scaled += (_sampled(coarser, width, height, rows) - scaled) * share
        _paste(result, (scaled + np.float32(0.5)).astype(np.uint8), rows.start)
    return result


def half(image: Image.Image) -> Image.Image:
    """Means, rounded down, of 2 x 2 pixels; along an odd side of three pixels, the middle one twice."""
    width, height = (max(1, side // 2) for side in image.size)
    result = Image.new(image.mode, (width, height))
    for rows in _strips(height):
        last = min(image.height, 2 * rows.stop + image.height % 2)
        pixels = np.asarray(image.crop((0, 2 * rows.start, image.width, last))).astype(np.uint16)
        down, divided_down = _summed(pixels, image.height % 2)
        across, divided = _summed(down.swapaxes(0, 1), image.width % 2)
        means = across.swapaxes(0, 1) >> (divided + divided_down)
        _paste(result, means.astype(np.uint8), rows.start)
    return result


def _summed(values: NDArray[np.uint16], is_odd: int) -> tuple[NDArray[np.uint16], int]:
    """Sums of neighbours along the first axis, and the power of two by which they are divided for the
    mean.
    """
    if len(values) == 1:
        return values, 0
    if not is_odd:
        return values[0::2] + values[1::2], 1
    return values[0:-2:2] + 2 * values[1:-1:2] + values[2::2], 2


def _sampled(image: Image.Image, width: int, height: int, rows: slice) -> NDArray[np.float32]:
    """Rows of an image at another size, bilinear -> [rows, width, channels], in single precision as Skia
    has it.
    """
    left, right, along = _places(np.arange(width), width, image.width)
    upper, lower, down = _places(np.arange(rows.start, rows.stop), height, image.height)
    first = int(upper[0])
    part = np.asarray(image.crop((0, first, image.width, int(lower[-1]) + 1))).astype(np.float32)
    above, below = part[upper - first], part[lower - first]
    mixed = above + (below - above) * down[:, np.newaxis, np.newaxis]
    start, end = mixed[:, left], mixed[:, right]
    return start + (end - start) * along[:, np.newaxis]


def _places(
    targets: NDArray[np.int64], count: int, length: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Where the samples along a side of `length` pixels lie: two neighbours and the share of the second."""
    step = np.float32(length) / np.float32(count)
    position = (targets.astype(np.float32) + np.float32(0.5)) * step - np.float32(0.5)
    first = np.floor(position)
    share = position - first
    left = first.astype(np.int64)
    return np.clip(left, 0, length - 1), np.clip(left + 1, 0, length - 1), share


def _strips(height: int) -> Iterator[slice]:
    return (slice(top, min(height, top + STRIP)) for top in range(0, height, STRIP))


def _paste(image: Image.Image, pixels: NDArray[np.uint8], top: int) -> None:
    height, width = pixels.shape[:2]
    image.paste(
        Image.frombytes(image.mode, (width, height), np.ascontiguousarray(pixels).tobytes()), (0, top)
    )
