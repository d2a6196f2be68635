"""Boxes, keypoints and detected faces, as `src/types.ts`, `src/box.ts` and `src/detect/keypoints.ts`."""

import math
from collections.abc import Callable
from typing import NamedTuple

Point = tuple[float, float]
# BlazeFace's six points in their order. Left and right are those of the picture in which the face is upright.
KEYPOINT_NAMES = ("left_eye", "right_eye", "nose_tip", "mouth", "left_ear", "right_ear")
Keypoints = dict[str, Point]


class Box(NamedTuple):
    """A rectangle in pixels; `x`, `y` is its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        return self.width * self.height


class DetectedFace(NamedTuple):
    """A face as the detector sees it. `is_fine`: a close-up would not improve the keypoints."""

    box: Box
    score: float
    keypoints: Keypoints
    is_fine: bool = False


def intersection_area(a: Box, b: Box) -> float:
    """Area that two boxes share, in square pixels; 0 where they do not overlap."""
    width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return 0.0 if width <= 0 or height <= 0 else width * height


def map_keypoints(keypoints: Keypoints, place: Callable[[Point], Point]) -> Keypoints:
    return {name: place(point) for name, point in keypoints.items()}


def hypot(x: float, y: float) -> float:
    """`Math.hypot` of V8 to the last bit: a compensated sum of squares, scaled by the larger side."""
    largest = max(abs(x), abs(y))
    if largest == 0 or not math.isfinite(largest):
        return largest
    total = compensation = 0.0
    for value in (abs(x), abs(y)):
        share = value / largest
        summand = share * share - compensation
        preliminary = total + summand
        compensation = (preliminary - total) - summand
        total = preliminary
    return math.sqrt(total) * largest


def round_half_up(value: float) -> int:
    """`Math.round`."""
    return math.floor(value + 0.5)
