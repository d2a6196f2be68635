"""Which faces an average is made of: calm and sharp ones that look into the camera, as many of each kind."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .shape import Similarity

#: Indices of the face mesh.
NOSE, CHIN, FOREHEAD = 1, 152, 10
RIGHT_CHEEK, LEFT_CHEEK = 234, 454
RIGHT_EYE, LEFT_EYE = 33, 263
LIPS = (13, 14)
LIDS = ((159, 145), (386, 374))


@dataclass(frozen=True)
class Measures:
    """What speaks against a face: about 0 for the best one, 1 for one that should not be taken."""

    turned: float
    nodding: float
    mouth: float
    eyes: float
    light: float
    blur: float
    cut: float

    @property
    def cost(self) -> float:
        parts = np.array([self.turned, self.nodding, self.mouth, self.eyes, self.light, self.blur, self.cut])
        return float((np.maximum(parts, 0) ** 2).sum())


def measure(points: np.ndarray, picture: np.ndarray, mean: np.ndarray, to_mean: Similarity) -> Measures:
    """@param points [N, 2] in the picture [H, W, 3] of 0 to 255; `mean` is the mean shape"""
    height = np.linalg.norm(points[FOREHEAD] - points[CHIN])
    nose, right, left = points[NOSE, 0], points[RIGHT_CHEEK, 0], points[LEFT_CHEEK, 0]
    aligned = to_mean.apply(points)
    mean_height = np.linalg.norm(mean[FOREHEAD] - mean[CHIN])
    lids = np.mean([np.linalg.norm(points[upper] - points[lower]) for upper, lower in LIDS])
    across = np.linalg.norm(points[RIGHT_EYE] - points[LEFT_EYE])
    grey = picture.mean(axis=2)
    face = grey[_within(points[:, 1], grey.shape[0]), _within(points[:, 0], grey.shape[1])]
    halves = np.array_split(face, 2, axis=1)
    sides = abs(halves[0].mean() - halves[1].mean())
    fine = np.abs(np.diff(face, axis=1)).mean() + np.abs(np.diff(face, axis=0)).mean()
    top = points[FOREHEAD, 1] / height
    return Measures(
        turned=abs((nose - (right + left) / 2) / max(1e-6, left - right)) / 0.09,
        nodding=abs(aligned[NOSE, 1] - mean[NOSE, 1]) / mean_height / 0.05,
        mouth=np.linalg.norm(points[LIPS[0]] - points[LIPS[1]]) / height / 0.08,
        eyes=(0.1 - lids / across) / 0.04,
        light=sides / 35 + max(0.0, abs(face.mean() - 140) - 25) / 50,
        blur=(14 - fine) / 8,
        cut=2 * (0.07 - top) / 0.07,
    )


def balanced(costs: Sequence[float], kinds: Sequence[str], count: int) -> list[int]:
    """Indices of `count` faces with low costs, as many of each kind as there are enough of."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for index in np.argsort(costs, kind="stable"):
        by_kind[kinds[index]].append(int(index))
    if sum(len(each) for each in by_kind.values()) < count:
        raise ValueError(f"only {len(costs)} faces; {count} are needed")
    rounds = max(len(each) for each in by_kind.values())
    turns = [each[turn] for turn in range(rounds) for _, each in sorted(by_kind.items()) if turn < len(each)]
    return sorted(turns[:count])


def _within(values: np.ndarray, size: int) -> slice:
    low, high = np.quantile(values, [0.1, 0.9])
    return slice(max(0, int(low)), min(size, int(high)))
