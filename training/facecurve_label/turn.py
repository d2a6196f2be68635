"""Views turned upright, for faces that lie or stand on their heads: `src/detect/turn.ts`."""

import math

import numpy as np
from numpy.typing import NDArray

from facecurve_label.geometry import Box, DetectedFace, Keypoints, Point, map_keypoints

# Degrees, clockwise.
TURNS = (90, 180, 270)
# Degrees of roll up to which the detector sees a face in an upright view as well as in a turned one:
# `docs/detector.md`.
MOST_ROLL = 45


def turn_of(keypoints: Keypoints) -> int:
    """The turn of the view in which a face is nearly upright; 0 for one that is a little tilted."""
    (left_x, left_y), (right_x, right_y) = keypoints["left_eye"], keypoints["right_eye"]
    roll = math.atan2(right_y - left_y, right_x - left_x) * 180 / math.pi
    if abs(roll) <= MOST_ROLL:
        return 0
    if abs(roll) > 135:
        return 180
    return 90 if roll > 0 else 270


def from_upright(box: Box, side: float, turn: int) -> Box:
    """A box of a square view as it was before the view was turned upright. A point is a box without
    extent.
    """
    x, y, width, height = box
    if turn == 90:
        return Box(side - y - height, x, height, width)
    if turn == 180:
        return Box(side - x - width, side - y - height, width, height)
    if turn == 270:
        return Box(y, side - x - width, height, width)
    return box


def turn_back(face: DetectedFace, side: float, turn: int) -> DetectedFace:
    """A face of a square view as it was before the view was turned upright; its left eye is the one that was
    left there.
    """
    if turn == 0:
        return face

    def back(point: Point) -> Point:
        return from_upright(Box(*point, 0, 0), side, turn)[:2]

    return DetectedFace(from_upright(face.box, side, turn), face.score, map_keypoints(face.keypoints, back))


def turn_upright(view: NDArray[np.uint8], turn: int) -> NDArray[np.uint8]:
    """A square view [side, side, channels] in which faces of that roll stand upright: the same pixels at
    other places.
    """
    return np.ascontiguousarray(np.rot90(view, turn // 90)) if turn else view
