"""Antialiased crops: `src/align/warp.ts`, bit for bit."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import Point
from facecurve_label.pixels import channels_of, cut_out, halve_rounding_up

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
    a, b, move_x, move_y = to_picture
    samples = max(1, math.ceil(to_picture.scale))
    # [n * n, v, u], in the order in which the page adds the samples.
    offsets = (np.arange(samples) + 0.5) / samples
    whole = np.arange(size, dtype=np.float64)
    y = np.repeat(whole[np.newaxis, :] + offsets[:, np.newaxis], samples, axis=0)[:, :, np.newaxis]
    x = np.tile(whole[np.newaxis, :] + offsets[:, np.newaxis], (samples, 1))[:, np.newaxis, :]
    picture_x = a * x - b * y + move_x - 0.5
    picture_y = b * x + a * y + move_y - 0.5
    summed = _bilinear(picture, picture_x, picture_y)
    total = summed[0]
    for each in summed[1:]:
        total = total + each
    return np.floor(total * (1 / (samples * samples)) + 0.5).astype(np.uint8)


def _bilinear(picture: Image.Image, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """The picture at places [...], from the centre of its first pixel on -> [..., 3]; grey beyond it."""
    left, top = np.floor(x), np.floor(y)
    share_x, share_y = x - left, y - top
    first_x, first_y = int(left.min()), int(top.min())
    width, height = int(left.max()) + 2 - first_x, int(top.max()) + 2 - first_y
    words = cut_out(picture, first_x, first_y, width, height).ravel()
    first = ((top - first_y) * width + (left - first_x)).astype(np.intp)
    rest_x, rest_y = 1 - share_x, 1 - share_y
    p = (rest_x * rest_y)[..., np.newaxis] * channels_of(words[first])
    q = (share_x * rest_y)[..., np.newaxis] * channels_of(words[first + 1])
    r = (rest_x * share_y)[..., np.newaxis] * channels_of(words[first + width])
    s = (share_x * share_y)[..., np.newaxis] * channels_of(words[first + width + 1])
    return p + q + r + s
