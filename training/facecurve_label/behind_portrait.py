"""What is searched behind a face that fills the photo: `src/detect/behind-portrait.ts`."""

import math
from collections.abc import Callable, Iterable, Sequence

from facecurve_label.geometry import Box, DetectedFace
from facecurve_label.regions import Region
from facecurve_label.side_by_side import REGIONS_A_VIEW

# A photo with a face at least this large (share of the shorter side) is a portrait.
PORTRAIT_SHARE = 0.3
# Likely places are looked at in views of several, which bound the time: one for so many pixels or a part of
# them, and at most.
PIXELS_A_VIEW = 8e6
MOST_VIEWS = 4
# In photos so large the look at the largest tile counts little.
LARGEST_TILE_FROM_PIXELS = 2.5e6
# Where somebody else was found, places and tiles are bounded by these.
MOST_PLACES = MOST_VIEWS * REGIONS_A_VIEW
MOST_TILES = 8
# Behind the portrait of a smaller photo unsure places are not looked at.
UNSURE_FROM_PIXELS = 6e6
# Of 11 faces behind real portraits with a lower score 8 were none: `docs/detector.md`.
LEAST_SCORE = 0.7


def is_portrait(faces: Iterable[DetectedFace], width: int, height: int) -> bool:
    return any(face.box.height >= PORTRAIT_SHARE * min(width, height) for face in faces)


def most_places(width: int, height: int) -> int:
    """How many of the likely places behind a portrait are looked at while nobody else is known."""
    return REGIONS_A_VIEW * min(MOST_VIEWS, math.ceil(width * height / PIXELS_A_VIEW))


def asks_for_largest_tile(width: int, height: int, likely_places: int) -> bool:
    """Whether the largest tile is looked at while nobody else is known."""
    return likely_places == 0 or width * height >= LARGEST_TILE_FROM_PIXELS


def tiles_behind_portrait(
    levels: Sequence[Sequence[Region]], has_fine_detail: Callable[[Region], bool]
) -> list[Region]:
    """The tiles that are searched where somebody else was found: all with fine detail where they are few,
    otherwise the largest ones alone.
    """
    tiles: list[Region] = []
    largest = 0
    for index, level in enumerate(levels):
        for tile in level:
            if not has_fine_detail(tile):
                continue
            if len(tiles) == MOST_TILES:
                return tiles[:largest]
            tiles.append(tile)
        if index == 0:
            largest = len(tiles)
    return tiles


def asks_for_unsure_places(width: int, height: int) -> bool:
    return width * height >= UNSURE_FROM_PIXELS


def head_around(face: DetectedFace) -> Box:
    """The head around a face, whose hair and outline have fine detail."""
    x, y, width, height = face.box
    return Box(x - width / 4, y - height / 2, 1.5 * width, 1.75 * height)


def is_sure_behind_portrait(face: DetectedFace) -> bool:
    return face.score >= LEAST_SCORE
