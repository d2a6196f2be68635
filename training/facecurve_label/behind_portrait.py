"""What is searched behind a face that fills the photo: `src/detect/behind-portrait.ts`."""

from collections.abc import Callable, Iterable, Sequence

from facecurve_label.geometry import Box, DetectedFace, round_half_up
from facecurve_label.regions import Region

# A photo with a face at least this large (share of the shorter side) is a portrait.
PORTRAIT_SHARE = 0.3
# Detections behind a portrait, which bound its time: so many for a megapixel, at least, and at most.
TILES_PER_MEGAPIXEL = 4
FEWEST_TILES = 2
MOST_TILES = 8
# Likely places that are looked at where the tiles with detail are too many: so many for a megapixel, at
# least, and at most.
PLACES_PER_MEGAPIXEL = 2
FEWEST_PLACES = 2
MOST_PLACES = 4
# Behind the portrait of a smaller photo unsure places are not looked at.
UNSURE_FROM_PIXELS = 6e6
# Of 11 faces behind real portraits with a lower score 8 were none: `docs/detector.md`.
LEAST_SCORE = 0.7


def is_portrait(faces: Iterable[DetectedFace], width: int, height: int) -> bool:
    return any(face.box.height >= PORTRAIT_SHARE * min(width, height) for face in faces)


def tiles_behind_portrait(
    levels: Sequence[Sequence[Region]], has_fine_detail: Callable[[Region], bool], width: int, height: int
) -> tuple[list[Region], bool]:
    """The tiles of a portrait that are searched: all with fine detail where they are few, otherwise the
    largest ones alone. And whether they show every face; otherwise likely places are looked at.
    """
    most = _bounded(TILES_PER_MEGAPIXEL * ((width * height) / 1e6), FEWEST_TILES, MOST_TILES)
    tiles: list[Region] = []
    largest = 0
    for index, level in enumerate(levels):
        for tile in level:
            if not has_fine_detail(tile):
                continue
            if len(tiles) == most:
                return tiles[:largest], False
            tiles.append(tile)
        if index == 0:
            largest = len(tiles)
    return tiles, True


def most_places(width: int, height: int) -> int:
    """How many of the likely places behind a portrait are looked at."""
    return _bounded(PLACES_PER_MEGAPIXEL * ((width * height) / 1e6), FEWEST_PLACES, MOST_PLACES)


def _bounded(wanted: float, least: int, most: int) -> int:
    return min(most, max(least, round_half_up(wanted)))


def asks_for_unsure_places(width: int, height: int) -> bool:
    return width * height >= UNSURE_FROM_PIXELS


def head_around(face: DetectedFace) -> Box:
    """The head around a face, whose hair and outline have fine detail."""
    x, y, width, height = face.box
    return Box(x - width / 4, y - height / 2, 1.5 * width, 1.75 * height)


def is_sure_behind_portrait(face: DetectedFace) -> bool:
    return face.score >= LEAST_SCORE
