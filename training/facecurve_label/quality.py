"""How usable a face is for an estimate: `src/pipeline/quality.ts` and `crop-quality.ts`; thresholds in
`docs/quality.md`.
"""

import math

import numpy as np
from numpy.typing import NDArray

from facecurve_label.face_label import Quality
from facecurve_label.geometry import Keypoints, Point, hypot, round_half_up

# Pixels between the eyes below which a crop is mostly interpolation.
LEAST_EYE_DISTANCE = 12
# Degrees of yaw beyond which half of the face is hidden.
MOST_YAW = 55
LEAST_SHARPNESS = 0.02
LEAST_BRIGHTNESS = 0.1
# Where nose and mouth lie in a level face, in eye distances: down, and out of the face's plane.
NOSE_DOWN, NOSE_OUT = 0.58, 0.63
MOUTH_DOWN, MOUTH_OUT = 1.12, 0.35
# Keeps noise in a crop without contrast from counting as sharpness; grey levels.
LEAST_CONTRAST = 4
# Share of each side of the crop that is left out.
RIM = 1 / 8


def judge_quality(keypoints: Keypoints, crop: NDArray[np.uint8]) -> tuple[Quality, tuple[str, ...]]:
    """keypoints: in pixels that were looked at; crop: RGB [S, S, 3] -> quality, and why the face is not
    usable.
    """
    (left_x, left_y), (right_x, right_y) = keypoints["left_eye"], keypoints["right_eye"]
    eye_distance = hypot(right_x - left_x, right_y - left_y)
    yaw, pitch, roll = _head_pose(keypoints, eye_distance)
    sharpness, brightness = judge_crop(crop)
    checks = {
        "too-small": eye_distance < LEAST_EYE_DISTANCE,
        "turned-away": not abs(yaw) <= MOST_YAW,
        "too-dark": brightness < LEAST_BRIGHTNESS,
        "too-blurred": sharpness < LEAST_SHARPNESS,
    }
    reasons = tuple(reason for reason, holds in checks.items() if holds)
    return Quality(not reasons, eye_distance, sharpness, brightness, yaw, pitch, roll), reasons


def _head_pose(keypoints: Keypoints, eye_distance: float) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees. NaN where the eyes lie in one place, as in the page."""
    if eye_distance == 0:
        return math.nan, math.nan, math.nan
    (left_x, left_y), (right_x, right_y) = keypoints["left_eye"], keypoints["right_eye"]
    across_x, across_y = (right_x - left_x) / eye_distance, (right_y - left_y) / eye_distance
    middle_x, middle_y = (left_x + right_x) / 2, (left_y + right_y) / 2

    def in_face(point: Point) -> Point:
        x, y = point[0] - middle_x, point[1] - middle_y
        return (x * across_x + y * across_y) / eye_distance, (y * across_x - x * across_y) / eye_distance

    nose_across, nose_down = in_face(keypoints["nose_tip"])
    ratio = _divided(nose_down, in_face(keypoints["mouth"])[1])
    yaw = math.atan(nose_across / NOSE_OUT)
    pitch = math.atan(_divided(ratio * MOUTH_DOWN - NOSE_DOWN, NOSE_OUT - ratio * MOUTH_OUT))
    roll = math.atan2(across_y, across_x)
    return _degrees(yaw), _degrees(pitch), _degrees(roll)


def _divided(value: float, by: float) -> float:
    """Division as JavaScript has it: by 0 gives infinity or NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.float64(value) / np.float64(by))


def _degrees(radians: float) -> float:
    return radians * 180 / math.pi


def judge_crop(crop: NDArray[np.uint8]) -> tuple[float, float]:
    """RGB [S, S, 3] -> sharpness (root mean square of the fine detail as a share of the contrast), brightness
    0 to 1.
    """
    side = len(crop)
    red, green, blue = np.moveaxis(crop.astype(np.float64), -1, 0)
    luminance = (0.299 * red + 0.587 * green + 0.114 * blue).astype(np.float32).astype(np.float64)
    first = max(1, round_half_up(side * RIM))
    inner = slice(first, side - first)

    def shifted(down: int, across: int) -> NDArray[np.float64]:
        rows, columns = (slice(first + by, side - first + by) for by in (down, across))
        return luminance[rows, columns]

    values = luminance[inner, inner]
    around = shifted(0, -1) + shifted(0, 1) + shifted(-1, 0) + shifted(1, 0)
    count = values.size
    mean = _running_sum(values) / count
    squares = _running_sum(values * values)
    detail = _running_sum((values - around / 4) ** 2)
    contrast = math.sqrt(max(0, squares / count - mean * mean)) + LEAST_CONTRAST
    return math.sqrt(detail / count) / contrast, mean / 255


def _running_sum(values: NDArray[np.float64]) -> float:
    """One after another, as a loop adds them: `sum` of NumPy adds in pairs."""
    return float(np.cumsum(values)[-1])
