"""Ferns that tell how much a window looks like a face: `src/detect/place-ferns.ts`."""

import base64
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Side of the square window in which a likely place is judged, in pixels of a shrunken photo.
WINDOW = 20
# Comparisons of a fern, which choose one of its values.
COMPARISONS = 5
VALUES = 2**COMPARISONS
BYTES = 5 * COMPARISONS + VALUES + 2


class Fern(NamedTuple):
    """Comparisons: x, y of one pixel and of the other and a margin; the values; the least sum after it."""

    comparisons: NDArray[np.int64]
    values: NDArray[np.int64]
    least: int


def ferns_of(text: str) -> list[Fern]:
    """text: what `facecurve_train.places.learn` writes."""
    rows = np.frombuffer(base64.b64decode(text), np.int8).astype(np.int64).reshape(-1, BYTES)
    return [
        Fern(
            row[: 5 * COMPARISONS].reshape(COMPARISONS, 5),
            row[5 * COMPARISONS : -2],
            (int(row[-2]) << 8) | (int(row[-1]) & 255),
        )
        for row in rows
    ]


def judge(
    ferns: list[Fern], grey: NDArray[np.uint8], first: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The windows that may hold a face, and their sums.

    `first` and the windows returned are places of a window's first pixel, in the order of the picture.
    """
    width = grey.shape[1]
    levels = grey.ravel().astype(np.int64)
    sums = np.zeros(len(first), np.int64)
    for comparisons, values, least in ferns:
        chosen = np.zeros(len(first), np.int64)
        for bit, (x, y, other_x, other_y, margin) in enumerate(comparisons):
            one, other = levels[first + x + y * width], levels[first + other_x + other_y * width]
            chosen |= (one > other + margin).astype(np.int64) << bit
        sums = sums + values[chosen]
        first, sums = first[sums >= least], sums[sums >= least]
    return first, sums
