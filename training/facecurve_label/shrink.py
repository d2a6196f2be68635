"""Photos beyond the page's size, scaled as Chromium's `createImageBitmap` does at `resizeQuality: 'medium'`.

Chromium (Skia) keeps halves of the photo, takes four pixels for each new one from the two halves around the
wanted size, and mixes both, in single precision with fused sums. A quick sum gives the same level but near
the middle of two levels; there the sum is made again in Skia's order.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import round_half_up

Places = NDArray[np.int64]
Values = NDArray[np.float32]

# Longer side in pixels beyond which the page decodes a photo smaller.
LONGEST_SIDE = 4096
# Skia takes halves that are finer by so many halvings than the wanted size.
FINER = 0.5
# Quick sums so near to the middle of two levels are made again.
NEAR_MIDDLE = np.float32(1e-3)
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
        fine = _Samples.of(image, width, height, rows)
        coarse = None if coarser is None else _Samples.of(coarser, width, height, rows)
        _paste(result, _mixed(fine, coarse, share), rows.start)
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


@dataclass
class _Samples:
    """Rows of an image at another size: its pixels there, and where the samples lie along each side.

    pixels: [rows of the image, width, channels]; left, right, upper, lower: neighbours; along, down: shares
    of the second.
    """

    pixels: NDArray[np.uint8]
    left: Places
    right: Places
    along: Values
    upper: Places
    lower: Places
    down: Values

    @classmethod
    def of(cls, image: Image.Image, width: int, height: int, rows: slice) -> "_Samples":
        across = _places(np.arange(width), width, image.width)
        upper, lower, down = _places(np.arange(rows.start, rows.stop), height, image.height)
        first = int(upper[0])
        pixels = np.asarray(image.crop((0, first, image.width, int(lower[-1]) + 1)))
        return cls(pixels, *across, upper - first, lower - first, down)

    def quick(self) -> Values:
        """Levels [rows, width, channels], by mixing rows before columns."""
        pixels = self.pixels.astype(np.float32)
        above, below = pixels[self.upper], pixels[self.lower]
        mixed = above + (below - above) * self.down[:, np.newaxis, np.newaxis]
        start, end = mixed[:, self.left], mixed[:, self.right]
        return start + (end - start) * self.along[:, np.newaxis]

    def exact(self, row: Places, column: Places, channel: Places) -> Values:
        """Some of the values, 0 to 1, in Skia's order."""
        one = np.float32(1)
        total = np.zeros(len(row), np.float32)
        for rows, of_row in ((self.upper, one - self.down), (self.lower, self.down)):
            for columns, of_column in ((self.left, one - self.along), (self.right, self.along)):
                pixels = self.pixels[rows[row], columns[column], channel] * np.float32(1 / 255)
                total = _fused(pixels, of_column[column] * of_row[row], total)
        return total


def _mixed(fine: _Samples, coarse: _Samples | None, share: np.float32) -> NDArray[np.uint8]:
    """Levels of two sizes of an image, with that share of the coarser one."""
    levels = fine.quick()
    if coarse is not None:
        levels += (coarse.quick() - levels) * share
    rounded = np.floor(levels + np.float32(0.5))
    places = np.nonzero(np.abs(rounded - levels) > np.float32(0.5) - NEAR_MIDDLE)
    values = fine.exact(*places)
    if coarse is not None:
        values = _fused(coarse.exact(*places) - values, share, values)
    rounded[places] = np.rint(values * np.float32(255))
    return rounded.astype(np.uint8)


def _fused(values: Values, factors: Values | np.float32, added: Values) -> Values:
    """values * factors + added, rounded once: the products are exact in double precision."""
    return (values.astype(np.float64) * factors + added).astype(np.float32)


def _places(targets: Places, count: int, length: int) -> tuple[Places, Places, Values]:
    """Where the samples along a side of `length` pixels lie: two neighbours and the share of the second."""
    half_pixel = np.float32(0.5)
    centre = (targets.astype(np.float32) + half_pixel) * (np.float32(length) / np.float32(count))
    left = np.floor(centre - half_pixel).astype(np.int64)
    share = centre + half_pixel - np.floor(centre + half_pixel)
    return np.clip(left, 0, length - 1), np.clip(left + 1, 0, length - 1), share


def _strips(height: int) -> Iterator[slice]:
    return (slice(top, min(height, top + STRIP)) for top in range(0, height, STRIP))


def _paste(image: Image.Image, pixels: NDArray[np.uint8], top: int) -> None:
    height, width = pixels.shape[:2]
    image.paste(
        Image.frombytes(image.mode, (width, height), np.ascontiguousarray(pixels).tobytes()), (0, top)
    )
