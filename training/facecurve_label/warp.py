"""Antialiased crops: `src/align/warp.ts`, bit for bit."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import Point
from facecurve_label.pixels import Words, cut_out, halve_rounding_up

Values = NDArray[np.float64]

# Above this many pixels of the picture a crop pixel, halving first is cheaper than more samples.
SAMPLES_BEFORE_HALVING = 2


class Similarity(NamedTuple):
    """x' = a x - b y + translate_x, y' = b x + a y + translate_y."""

    a: float
    b: float
    translate_x: float
    translate_y: float

    @property
    def scale(self) -> float:
        return math.sqrt(self.a * self.a + self.b * self.b)

    def apply(self, point: Point) -> Point:
        x, y = point
        return self.a * x - self.b * y + self.translate_x, self.b * x + self.a * y + self.translate_y


def warp(picture: Image.Image, to_picture: Similarity, size: int) -> NDArray[np.uint8]:
    """An RGB crop [size, size, 3], in which crop pixel (u, v) shows the picture at `to_picture` (u, v).

    Pixel centres lie at half numbers in both. Each crop pixel is the mean of n x n bilinear samples, n the
    picture pixels that it spans, rounded up.
    """
    while to_picture.scale > SAMPLES_BEFORE_HALVING:
        picture = halve_rounding_up(picture)
        to_picture = Similarity(*(value / 2 for value in to_picture))
    samples = max(1, math.ceil(to_picture.scale))
    offsets = (np.arange(samples) + 0.5) / samples
    whole = np.arange(size, dtype=np.float64)
    # Samples one after another, as the page adds them; one sample of all pixels fits into a cache.
    places = [
        _places(to_picture, whole + across, whole[:, np.newaxis] + down)
        for down in offsets
        for across in offsets
    ]
    words, origin_x, origin_y = _around(picture, places)
    total = np.zeros((3, size, size))
    for x, y in places:
        _add_sample(total, words, x, y, (origin_x, origin_y))
    return np.floor(np.moveaxis(total, 0, -1) * (1 / (samples * samples)) + 0.5).astype(np.uint8)


def _places(transform: Similarity, x: Values, y: Values) -> tuple[Values, Values]:
    """Places of the picture, from the centre of its first pixel on."""
    a, b, move_x, move_y = transform
    return a * x - b * y + move_x - 0.5, b * x + a * y + move_y - 0.5


def _around(picture: Image.Image, places: Sequence[tuple[Values, Values]]) -> tuple[Words, int, int]:
    """The pixels between which all places lie, grey beyond the picture; and where they begin."""
    left, top = (math.floor(min(float(place[axis].min()) for place in places)) for axis in (0, 1))
    right, bottom = (math.floor(max(float(place[axis].max()) for place in places)) + 2 for axis in (0, 1))
    return cut_out(picture, left, top, right - left, bottom - top), left, top


def _add_sample(total: Values, words: Words, x: Values, y: Values, origin: tuple[int, int]) -> None:
    """Adds the bilinear values at places [S, S] to the totals [3, S, S]."""
    left, top = np.floor(x), np.floor(y)
    share_x, share_y = x - left, y - top
    rest_x, rest_y = 1 - share_x, 1 - share_y
    width = words.shape[1]
    first = ((top - origin[1]) * width + (left - origin[0])).astype(np.intp)
    shares = (rest_x * rest_y, share_x * rest_y, rest_x * share_y, share_x * share_y)
    corners = [
        np.take(words, first + step)[..., np.newaxis].view(np.uint8) for step in (0, 1, width, width + 1)
    ]
    for channel in range(3):
        value = shares[0] * corners[0][..., channel]
        for share, corner in zip(shares[1:], corners[1:], strict=True):
            value += share * corner[..., channel]
        total[channel] += value
