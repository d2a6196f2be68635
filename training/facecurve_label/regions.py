"""The squares of a photo that the detector searches: `src/detect/regions.ts`."""

import math
from typing import NamedTuple

from facecurve_label.geometry import Box
from facecurve_label.turn import TURNS

# Border on each side, as a share of the longer side, so that faces that fill the picture are found.
BORDER = 0.25
# Side of the close-up in box sides, and of the square in which an unsure face is looked at in each turn.
REFINE = 1.8
TURNED = 2.2
# Side of the square in which a likely place is looked at, in sides of its box: it shares a view with others.
PLACE = 1.6
# Tiles are halved until they are at most this large. The smallest box that is found has about 0.14 of a
# tile's side.
SMALLEST_TILE = 480
# Share of a tile by which neighbours overlap.
OVERLAP = 0.32


class Region(NamedTuple):
    """A square in pixels of the photo; grey beyond the photo. turn: roll of the faces that stand upright in
    its view.
    """

    x: float
    y: float
    size: float
    turn: int = 0


def _centred(x: float, y: float, size: float) -> Region:
    return Region(x - size / 2, y - size / 2, size)


def _around(box: Box, sides: float) -> Region:
    return _centred(box.x + box.width / 2, box.y + box.height / 2, max(box.width, box.height) * sides)


def whole_region(width: int, height: int) -> Region:
    """The whole photo with a border around it."""
    return _centred(width / 2, height / 2, max(width, height) * (1 + 2 * BORDER))


def refining_region(box: Box) -> Region:
    """A close-up of a detected face, which gives finer keypoints."""
    return _around(box, REFINE)


def place_region(place: Box) -> Region:
    """A look at a place that may be a face."""
    return _around(place, PLACE)


def turned_regions(box: Box) -> list[Region]:
    """Views in which a face that lies or stands on its head stands upright."""
    return [_around(box, TURNED)._replace(turn=turn) for turn in TURNS]


def _tile_starts(length: float, size: float) -> list[float]:
    if length <= size:
        return [(length - size) / 2]
    steps = math.ceil((length - size) / ((1 - OVERLAP) * size))
    return [(step * (length - size)) / steps for step in range(steps + 1)]


def tile_levels(width: int, height: int) -> list[list[Region]]:
    """Overlapping tiles of the whole, half, a quarter, ... of the longer side, a list for each size."""
    levels: list[list[Region]] = []
    size: float = max(width, height)
    while True:
        across, down = _tile_starts(width, size), _tile_starts(height, size)
        levels.append([Region(x, y, size) for y in down for x in across])
        if size <= SMALLEST_TILE:
            return levels
        size /= 2
