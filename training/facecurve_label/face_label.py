"""What is said about a face: `FaceEstimate` of `src/types.ts`."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Quality:
    """How usable a face is for an estimate.

    eye_distance: pixels of the photo in its natural size; sharpness: fine detail as a share of the contrast;
    brightness: 0 to 1; yaw, pitch, roll: degrees, from the keypoints, so rough.
    """

    usable: bool
    eye_distance: float
    sharpness: float
    brightness: float
    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True)
class FaceLabel:
    """A face, and its curves where they may be shown.

    box: x, y, width, height; keypoints: by name, x and y; both in pixels of the photo's natural size,
    upright. score: the detector's, 0 to 1. reasons: why the face is not usable, as the page names them.
    age_curve: [101], probabilities of the ages 0 to 100; None for a face that is not usable, or where ages
    were not asked for. votes_curve: [10], probabilities of the votes 1 to 10; None where they are withheld,
    and then votes_withheld says why.
    """

    box: tuple[float, float, float, float]
    keypoints: dict[str, tuple[float, float]]
    score: float
    quality: Quality
    reasons: tuple[str, ...]
    age_curve: NDArray[np.float32] | None
    age: float | None
    age_low80: float | None
    age_high80: float | None
    votes_curve: NDArray[np.float32] | None
    votes: float | None
    votes_withheld: str | None
