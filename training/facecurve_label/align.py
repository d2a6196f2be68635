"""The aligned crop of a face: `src/align/`, bit for bit. `docs/alignment.md` has the drawing."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facecurve_label.geometry import Keypoints, Point, hypot
from facecurve_label.warp import Similarity, warp

# The landmarks that place a face, and where they lie in a crop of side 1.
LANDMARKS = ("left_eye", "right_eye", "nose_tip", "mouth")
TEMPLATE = ((0.328125, 0.345), (0.671875, 0.345), (0.5, 0.544), (0.5, 0.7295))
# The most pixels of the photo that a pixel of the crop may span.
LARGEST_SCALE = 1000
# Keypoints nearer to each other than this (pixels of the photo) count as one point.
LEAST_EXTENT = 1e-3
# Parts of a photo begin on a grid of so many pixels, so that halving always pairs the same pixels.
GRID = 16


class PixelBox(NamedTuple):
    """A box of whole pixels."""

    x: int
    y: int
    width: int
    height: int


def fit_similarity(from_points: Sequence[Point], to_points: Sequence[Point]) -> Similarity:
    """The similarity that takes one list of points to the other with the least squared distances (Umeyama
    1991).
    """
    from_x, from_y = _mean(from_points)
    to_x, to_y = _mean(to_points)
    dot = cross = spread = 0.0
    for (point_x, point_y), (target_x, target_y) in zip(from_points, to_points, strict=True):
        x, y, u, v = point_x - from_x, point_y - from_y, target_x - to_x, target_y - to_y
        dot += x * u + y * v
        cross += x * v - y * u
        spread += x * x + y * y
    a, b = dot / spread, cross / spread
    return Similarity(a, b, to_x - a * from_x + b * from_y, to_y - b * from_x - a * from_y)


def _mean(points: Sequence[Point]) -> Point:
    x = y = 0.0
    for point in points:
        x += point[0] / len(points)
        y += point[1] / len(points)
    return x, y


def crop_to_photo(keypoints: Keypoints, size: int) -> Similarity | None:
    """From pixels of a crop of `size` to the photo's; None for keypoints that are not those of a face."""
    landmarks = [keypoints[name] for name in LANDMARKS]
    if not _have_extent(landmarks):
        return None
    a, b, move_x, move_y = fit_similarity(landmarks, [(x * size, y * size) for x, y in TEMPLATE])
    squared = a * a + b * b
    if squared == 0:
        return None
    x, y = (-a * move_x - b * move_y) / squared, (b * move_x - a * move_y) / squared
    inverse = Similarity(a / squared, -b / squared, x, y)
    return inverse if hypot(inverse.a, inverse.b) <= LARGEST_SCALE else None


def _have_extent(points: Sequence[Point]) -> bool:
    first_x, first_y = points[0]
    return all(math.isfinite(value) for point in points for value in point) and any(
        hypot(x - first_x, y - first_y) >= LEAST_EXTENT for x, y in points
    )


def needed_box(transform: Similarity, side: int, width: int, height: int) -> PixelBox | None:
    """The whole-pixel part of a `width` x `height` photo that the crop needs; None if the crop misses the
    photo.
    """
    corners = [transform.apply(corner) for corner in ((0, 0), (side, 0), (0, side), (side, side))]
    across, down = zip(*corners, strict=True)
    # The samples of a crop pixel reach one pixel of the photo, or after halving one block of them, beyond it.
    reach = 2 * math.ceil(hypot(transform.a, transform.b)) + 1
    x, y = _on_grid(min(across) - reach), _on_grid(min(down) - reach)
    right = min(width, math.ceil(max(across)) + reach)
    bottom = min(height, math.ceil(max(down)) + reach)
    return PixelBox(x, y, right - x, bottom - y) if right > x and bottom > y else None


def _on_grid(start: float) -> int:
    return max(0, math.floor(start / GRID) * GRID)


def crop_of(image: Image.Image, keypoints: Keypoints, size: int) -> NDArray[np.uint8] | None:
    """The crop of a face, RGB [size, size, 3]; None if the face lies outside the photo or has no face's
    keypoints.
    """
    transform = crop_to_photo(keypoints, size)
    if transform is None:
        return None
    box = needed_box(transform, size, *image.size)
    if box is None:
        return None
    part = image.crop((box.x, box.y, box.x + box.width, box.y + box.height))
    x, y = transform.translate_x - box.x, transform.translate_y - box.y
    return warp(part, Similarity(transform.a, transform.b, x, y), size)
