"""Places of a photo that look most like a face: `src/detect/likely-places.ts`."""

from collections.abc import Callable, Sequence

import numpy as np

from facecurve_label.geometry import Box
from facecurve_label.grey_levels import GreyLevel, grey_levels
from facecurve_label.pixels import Words
from facecurve_label.place_ferns import WINDOW, Fern, judge

# Side of a face's box in a window's middle, in pixels of the shrunken photo.
FACE = 13.6
# Windows begin at every third pixel.
STEP = 3
# Larger faces (share of the longer side) are found in the whole photo.
LARGEST = 0.3
# Places nearer than this (share of the larger one's side) are the same.
SAME_PLACE = 0.45


def likely_places(
    half: Callable[[int], Words],
    longer: int,
    ferns: list[Fern],
    covered: Sequence[Box],
    most: int,
) -> list[Box]:
    """The places outside of the covered boxes that look most like a face of 49 px or more, likeliest first.

    half: the photo after so many halvings. longer: its longer side.
    """
    places: list[tuple[int, Box]] = []
    for level in grey_levels(half, WINDOW):
        if FACE * level.shrink > LARGEST * longer:
            break
        places += _places_in(level, ferns, covered)
    distinct: list[Box] = []
    for _, place in sorted(places, key=lambda each: -each[0]):
        if len(distinct) == most:
            break
        if not any(_is_same_place(place, other) for other in distinct):
            distinct.append(place)
    return distinct


def _places_in(level: GreyLevel, ferns: list[Fern], covered: Sequence[Box]) -> list[tuple[int, Box]]:
    grey, shrink = level
    height, width = grey.shape
    rows = np.arange(0, height - WINDOW + 1, STEP)[:, np.newaxis]
    columns = np.arange(0, width - WINDOW + 1, STEP)
    y, x = (rows + WINDOW / 2) * shrink, (columns + WINDOW / 2) * shrink
    free = np.ones((rows.size, columns.size), bool)
    for box in covered:
        free &= ~((x > box.x) & (x < box.x + box.width) & (y > box.y) & (y < box.y + box.height))
    side = FACE * shrink
    places: list[tuple[int, Box]] = []
    for first, score in zip(*judge(ferns, grey, (rows * width + columns)[free]), strict=True):
        row, column = divmod(int(first), width)
        across, down = (column + WINDOW / 2) * shrink, (row + WINDOW / 2) * shrink
        places.append((int(score), Box(across - side / 2, down - side / 2, side, side)))
    return places


def _is_same_place(one: Box, other: Box) -> bool:
    near = SAME_PLACE * max(one.width, other.width)
    return (
        abs(one.x + one.width / 2 - other.x - other.width / 2) <= near
        and abs(one.y + one.height / 2 - other.y - other.height / 2) <= near
    )
