"""Square views of a photo for the detector: `src/detect/scaled-picture.ts` and `scale-pixels.ts`, bit for
bit.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import round_half_up
from facecurve_label.pixels import (
    LARGEST_HELD,
    MID_GREY,
    Words,
    channels_of,
    halve_rounding_down,
    words_of,
)
from facecurve_label.regions import Region

# Side in pixels of the square views in which the detector finds faces.
VIEW_SIDE = 128
View = NDArray[np.uint8]


class _Steps(NamedTuple):
    """Where the samples along one side lie: two neighbours and the share of the second."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    share: NDArray[np.float64]
    inside: slice


class ScaledPicture:
    """Keeps halves of a photo, so that a view costs the same however large the photo is."""

    def __init__(self, image: Image.Image) -> None:
        """image: RGB."""
        self._image = image
        self._is_held = image.width * image.height <= LARGEST_HELD
        self._whole: Words | None = None
        self._halves: list[Image.Image] = []
        self._half_words: dict[int, Words] = {}

    def view(self, region: Region, side: int = VIEW_SIDE, detail: int = 2) -> View:
        """A region at `side` pixels, RGB [side, side, 3], grey beyond the photo: bilinear, not yet turned
        upright.

        detail: pixels of the half for each pixel of the view.
        """
        x, y, size, turn = region
        quarter_pixel = size / side / 4
        x += quarter_pixel if turn in (90, 180) else -quarter_pixel
        y += quarter_pixel if turn >= 180 else -quarter_pixel
        view = np.full((side, side, 3), MID_GREY, np.uint8)
        halvings = max(0, round_half_up(math.log2(size / (detail * side))))
        if halvings == 0:
            self._sample_photo(x, y, size, view)
        else:
            self._sample_half(halvings, x, y, size, view)
        return view

    def _sample_half(self, halvings: int, x: float, y: float, size: float, view: View) -> None:
        share = 0.5**halvings
        across = (0.0, self._image.width * share)
        down = (0.0, self._image.height * share)
        sample_square(self.half(halvings), (x * share, y * share, size * share), (across, down), view)

    def _sample_photo(self, x: float, y: float, size: float, view: View) -> None:
        width, height = self._image.size
        left, top = max(0, math.floor(x) - 1), max(0, math.floor(y) - 1)
        right = min(width, math.ceil(x + size) + 1)
        bottom = min(height, math.ceil(y + size) + 1)
        if right <= left or bottom <= top:
            return
        if self._is_held:
            left = top = 0
            if self._whole is None:
                self._whole = words_of(self._image)
            words = self._whole
        else:
            words = words_of(self._image.crop((left, top, right, bottom)))
        bounds = ((-left, width - left), (-top, height - top))
        sample_square(words, (x - left, y - top, size), bounds, view)

    def half(self, halvings: int) -> Words:
        """The photo after so many halvings, at least one."""
        while len(self._halves) < halvings:
            self._halves.append(halve_rounding_down(self._halves[-1] if self._halves else self._image))
        if halvings not in self._half_words:
            self._half_words[halvings] = words_of(self._halves[halvings - 1])
        return self._half_words[halvings]


def sample_square(
    words: Words,
    square: tuple[float, float, float],
    bounds: tuple[tuple[float, float], tuple[float, float]],
    view: View,
) -> None:
    """Fills a square view with a square of the pixels, bilinear; pixels are repeated beyond their edge.

    square: x, y, size. bounds: where the picture is, across and down, in the coordinates of the pixels;
    samples beyond it are left as they are.
    """
    (x, y, size), (across, down), side = square, bounds, len(view)
    height, width = words.shape
    columns = _steps_of(x, size / side, side, width, across)
    rows = _steps_of(y, size / side, side, height, down)
    upper, lower = rows.first[:, np.newaxis], rows.second[:, np.newaxis]
    along, downwards = columns.share[:, np.newaxis], rows.share[:, np.newaxis, np.newaxis]
    top = _between(channels_of(words[upper, columns.first]), channels_of(words[upper, columns.second]), along)
    bottom = _between(
        channels_of(words[lower, columns.first]), channels_of(words[lower, columns.second]), along
    )
    # As a Uint8ClampedArray rounds: half to even.
    view[rows.inside, columns.inside] = np.rint(_between(top, bottom, downwards))


def _between(
    first: NDArray[np.float64], second: NDArray[np.float64], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    return first + (second - first) * share


def _steps_of(start: float, step: float, count: int, length: int, bounds: tuple[float, float]) -> _Steps:
    low, high = bounds
    centres = start + (np.arange(count) + 0.5) * step
    inside = np.flatnonzero((centres >= low) & (centres < high))
    taken = slice(int(inside[0]), int(inside[-1]) + 1) if len(inside) else slice(0, 0)
    position = np.minimum(length - 1, np.maximum(0, centres[taken] - 0.5))
    first = np.floor(position)
    second = np.minimum(length - 1, first + 1)
    return _Steps(first.astype(np.int64), second.astype(np.int64), position - first, taken)
