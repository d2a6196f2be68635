"""The outline of a head and its shoulders, measured in a picture, so that it can be brought to a mean one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: Directions from the middle of a face, from below one ear over the crown to below the other one.
ANGLES = np.deg2rad(np.arange(-20, 201, 10))
#: Columns in which the shoulders begin, as distances from the axis in widths of the face.
COLUMNS = np.array([-1.12, -0.91, -0.72, 0.72, 0.91, 1.12])
#: Heads end within these distances from the middle, in widths of the face.
NEAREST, FARTHEST = 0.56, 1.17
#: How much below the head the shoulders of long hair begin, in widths of the face.
BESIDE_HAIR = 0.07


@dataclass(frozen=True)
class Silhouette:
    """How far the head goes in each of ANGLES, and how far below the chin shoulders begin in each of COLUMNS.

    All in widths of the face.
    """

    radii: np.ndarray
    shoulders: np.ndarray

    def distance(self, other: "Silhouette") -> float:
        """How different the heads are: the mean difference of their radii."""
        return float(np.abs(self.radii - other.radii).mean())


@dataclass(frozen=True)
class Frame:
    """Where an upright face lies in a square picture, in pixels."""

    middle: np.ndarray
    chin: float
    width: float


def measure(person: np.ndarray, frame: Frame) -> Silhouette:
    """@param person [S, S]: where the person is, 0 to 1, with the face as `frame` says"""
    distances = np.arange(NEAREST, FARTHEST, 0.004)
    directions = np.stack([np.cos(ANGLES), -np.sin(ANGLES)], axis=1)
    places = frame.middle + frame.width * distances[None, :, None] * directions[:, None]
    ends = np.argmin(_is_person(person, places), axis=1)
    inside_all = _is_person(person, places).all(axis=1)
    radii = np.where(inside_all, distances[-1], distances[ends])
    depths = np.arange(-0.28, (len(person) - frame.chin) / frame.width, 0.004)
    columns = frame.middle[0] + frame.width * COLUMNS
    rows = frame.chin + frame.width * depths
    beside = np.stack(np.broadcast_arrays(columns[:, None], rows[None]), axis=2)
    shown = _is_person(person, beside)
    shoulders = np.where(shown.any(axis=1), depths[np.argmax(shown, axis=1)], depths[-1])
    return Silhouette(radii, shoulders)


def median(silhouettes: Sequence[Silhouette]) -> Silhouette:
    """The median of outlines and of their mirror images, so it is symmetric, and smooth around the head."""
    radii = np.array([each.radii for each in silhouettes])
    shoulders = np.array([each.shoulders for each in silhouettes])
    middle = np.median(np.concatenate([radii, radii[:, ::-1]]), axis=0)
    smooth = np.convolve(np.pad(middle, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    return Silhouette(smooth, np.median(np.concatenate([shoulders, shoulders[:, ::-1]]), axis=0))


def points_of(silhouette: Silhouette, frame: Frame, used: np.ndarray, narrowed: float = 1) -> np.ndarray:
    """Points on the outline and beyond it, [N, 2] in pixels.

    @param used which of COLUMNS count @param narrowed how much nearer to the axis the columns are
    """
    directions = np.stack([np.cos(ANGLES), -np.sin(ANGLES)], axis=1)
    heads = [
        frame.middle + frame.width * radii[:, None] * directions
        for radii in (silhouette.radii, 1.35 * silhouette.radii)
    ]
    columns = frame.middle[0] + frame.width * narrowed * COLUMNS[used]
    rows = frame.chin + frame.width * silhouette.shoulders[used]
    below = [np.stack([columns, rows + deeper * frame.width], axis=1) for deeper in (0, 0.33)]
    return np.concatenate([*heads, *below])


def beside(silhouette: Silhouette) -> np.ndarray:
    """Which of COLUMNS lie beside the hair, so that shoulders begin there."""
    hair = max(silhouette.radii[0], silhouette.radii[-1]) * np.cos(ANGLES[0])
    return np.abs(COLUMNS) > hair + BESIDE_HAIR


def _is_person(person: np.ndarray, places: np.ndarray) -> np.ndarray:
    """False beyond the picture as well."""
    cells = np.floor(places).astype(int)
    within = ((cells >= 0) & (cells < len(person))).all(axis=-1)
    columns, rows = np.moveaxis(np.clip(cells, 0, len(person) - 1), -1, 0)
    return within & (person[rows, columns] > 0.5)
