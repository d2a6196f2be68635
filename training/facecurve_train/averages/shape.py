"""Where the points of a face lie: alignment of shapes, their mean, and the points around a face."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

#: Points of the face mesh: the 468 of the surface; those of the irises come after them.
SURFACE_POINTS = 468
#: The outline of the face in the mesh, in order.
OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
#: Rings of further points around the oval, as multiples of its distance from the middle of the face.
RINGS = (1.22, 1.5)
#: Points on each side of the picture's border.
BORDER_POINTS = 8


@dataclass(frozen=True)
class Similarity:
    """x -> x @ matrix + shift: scaled and turned, not sheared."""

    matrix: np.ndarray
    shift: np.ndarray

    def apply(self, points: np.ndarray) -> np.ndarray:
        return points @ self.matrix + self.shift

    def inverse(self) -> "Similarity":
        matrix = np.linalg.inv(self.matrix)
        return Similarity(matrix, -self.shift @ matrix)


def similarity(source: np.ndarray, target: np.ndarray) -> Similarity:
    """The similarity that brings `source` [N, 2] nearest to `target` [N, 2], by least squares."""
    source_middle, target_middle = source.mean(axis=0), target.mean(axis=0)
    centred = source - source_middle
    left, values, right = np.linalg.svd(centred.T @ (target - target_middle))
    keeps = np.array([1.0, np.sign(np.linalg.det(left @ right))])
    scale = (values * keeps).sum() / (centred**2).sum()
    matrix = scale * (left * keeps) @ right
    return Similarity(matrix, target_middle - source_middle @ matrix)


def mean_shape(shapes: np.ndarray, rounds: int = 5) -> np.ndarray:
    """Mean of `shapes` [F, N, 2] after each was moved, turned and scaled to it; as large as the first."""
    mean = shapes[0].astype(float)
    for _ in range(rounds):
        aligned = np.array([similarity(each, mean).apply(each) for each in shapes])
        # Without this the mean would shrink and turn from round to round.
        nearest = aligned.mean(axis=0)
        mean = similarity(nearest, mean).apply(nearest)
    return mean


def upright(shape: np.ndarray, right: int, left: int) -> np.ndarray:
    """`shape` [N, 2] turned about its middle so that its points `right` and `left` are level."""
    across = shape[left] - shape[right]
    angle = np.arctan2(across[1], across[0])
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = shape.mean(axis=0)
    return (shape - middle) @ turned + middle


def symmetric(shape: np.ndarray) -> np.ndarray:
    """Mean of an upright shape [N, 2] and its mirror image, whose points are paired with the nearest ones."""
    axis = shape.mean(axis=0)[0]
    mirrored = shape * [-1, 1] + [2 * axis, 0]
    distances = ((shape[:, None] - mirrored[None]) ** 2).sum(axis=2)
    return (shape + mirrored[linear_sum_assignment(distances)[1]]) / 2


def steady(shape: np.ndarray, nearest: float = 0.04) -> np.ndarray:
    """Indices of the outline's points and of those not near to it: the others fold where a head is turned.

    @param nearest as a share of the face's width
    """
    outline = shape[list(OVAL)]
    shares = np.linspace(0, 1, 16, endpoint=False)[:, None, None]
    line = (outline * (1 - shares) + np.roll(outline, -1, axis=0) * shares).reshape(-1, 2)
    distances = np.linalg.norm(shape[:, None] - line[None], axis=2).min(axis=1)
    kept = distances > nearest * np.ptp(shape[:, 0])
    kept[list(OVAL)] = True
    return np.flatnonzero(kept)


def around(face: np.ndarray) -> np.ndarray:
    """Points around a face [N, 2]: its outline drawn larger, so that hair and neck move with the head."""
    outline = face[list(OVAL)]
    middle = outline.mean(axis=0)
    return np.concatenate([middle + ring * (outline - middle) for ring in RINGS])


def border(side: float) -> np.ndarray:
    """Points far around a picture of `side` pixels: what lies there is only moved, turned and scaled."""
    steps = np.linspace(-0.5, 1.5, BORDER_POINTS, endpoint=False) * side
    low, high = np.full(BORDER_POINTS, -0.5 * side), np.full(BORDER_POINTS, 1.5 * side)
    back = side - steps
    pairs = [(steps, low), (high, steps), (back, high), (low, back)]
    return np.concatenate([np.stack(pair, axis=1) for pair in pairs])


def all_points(face: np.ndarray, kept: np.ndarray, to_mean: Similarity, side: float) -> np.ndarray:
    """The kept points of a face, those around it, and the mean's border, as the face's picture has them."""
    return np.concatenate([face[kept], around(face), to_mean.inverse().apply(border(side))])
