"""Hair, neck and shoulders for a face: the mean of portraits, each brought to their median outline."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.interpolate import RBFInterpolator

from . import choose, shape, silhouette
from .mean import Mean, MeanOf
from .picture import outline_at
from .portraits import Portrait
from .silhouette import Frame, Silhouette
from .warp import inside, sample

#: A portrait counts less the farther its head is from the median one, in widths of the face.
ALIKE = 0.062
#: Pixels between the places that the smooth warp computes; between them it goes straight.
STEP = 8
#: Every so many-eth point of a face's outline holds the warp; the face itself comes from elsewhere.
OUTLINE_STEP = 3


@dataclass(frozen=True)
class Build:
    """What differs from the portraits: how high the crown is, how wide the shoulders, how long the neck."""

    crown: float = 1
    shoulders: float = 1
    neck: float = 1


def frame_of(face: np.ndarray) -> Frame:
    width = face[choose.LEFT_CHEEK, 0] - face[choose.RIGHT_CHEEK, 0]
    middle = (face[choose.FOREHEAD] + face[choose.CHIN]) / 2
    return Frame(middle, float(face[choose.CHIN, 1]), float(width))


def bust(portraits: Sequence[Portrait], face: np.ndarray, side: int, build: Build) -> Mean:
    """@param face the points of the face that the bust is for, upright, in a picture of `side` pixels"""
    frame = frame_of(face)
    alignments = [shape.similarity(portrait.points, face) for portrait in portraits]
    outlines = [
        silhouette.measure(_aligned_person(portrait, alignment, side), frame)
        for portrait, alignment in zip(portraits, alignments, strict=True)
    ]
    median = silhouette.median(outlines)
    used = silhouette.beside(median)
    target = _held(face, _built(median, build), frame, used, side, build.shoulders)
    total = MeanOf(np.ones((side, side)))
    for portrait, alignment, outline in zip(portraits, alignments, outlines, strict=True):
        source = _held(alignment.apply(portrait.points), outline, frame, used, side)
        places = smooth_places(target, alignment.inverse().apply(source), side)
        picture = portrait.pixels()
        person = outline_at(portrait.outline, places, picture)
        weight = float(np.exp(-((outline.distance(median) / ALIKE) ** 2)))
        total.add(sample(picture, places), person, inside(picture, places), weight)
    return total.mean()


def smooth_places(target: np.ndarray, source: np.ndarray, side: int) -> np.ndarray:
    """Where each pixel of the target lies in the picture with the points `source`: [side, side, 2].

    A thin plate that is bent so that it holds the points; no edges, as triangles have them.
    """
    corners = np.arange(0, side + STEP, STEP, dtype=float)
    columns, rows = np.meshgrid(corners, corners)
    coarse = RBFInterpolator(target, source)(np.stack([columns.ravel(), rows.ravel()], axis=1))
    grid = torch.from_numpy(coarse.reshape(len(corners), len(corners), 2)).permute(2, 0, 1)[None]
    size = (len(corners) - 1) * STEP + 1
    fine = torch.nn.functional.interpolate(grid, (size, size), mode="bilinear", align_corners=True)[0]
    # Corners lie at whole numbers, and pixels half way between them.
    between = (fine[:, :-1, :-1] + fine[:, 1:, 1:]) / 2
    return between[:, :side, :side].permute(1, 2, 0).numpy()


def _aligned_person(portrait: Portrait, alignment: shape.Similarity, side: int) -> np.ndarray:
    middles = np.arange(side) + 0.5
    pixels = np.stack(np.meshgrid(middles, middles), axis=2)
    places = alignment.inverse().apply(pixels.reshape(-1, 2)).reshape(side, side, 2)
    picture = portrait.pixels()
    return outline_at(portrait.outline, places, picture) * inside(picture, places)


def _built(median: Silhouette, build: Build) -> Silhouette:
    """The outline that the mean gets: the crown grows towards the top of the head."""
    grown = 1 + (build.crown - 1) * np.maximum(0, np.sin(silhouette.ANGLES))
    return Silhouette(median.radii * grown, median.shoulders * build.neck)


def _held(
    face: np.ndarray, outline: Silhouette, frame: Frame, used: np.ndarray, side: int, narrowed: float = 1
) -> np.ndarray:
    """The points that hold the warp: outline of the face, of head and shoulders, and the picture's border."""
    oval = face[list(shape.OVAL)[::OUTLINE_STEP]]
    return np.concatenate([oval, silhouette.points_of(outline, frame, used, narrowed), shape.border(side)])
