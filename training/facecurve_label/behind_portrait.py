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
# Behind the portrait of a smaller photo unsure places are not looked at.
UNSURE_FROM_PIXELS = 6e6
# Of 11 faces behind real portraits with a lower score 8 were none: `docs/detector.md`.
LEAST_SCORE = 0.7


def is_portrait(faces: Iterable[DetectedFace], width: int, height: int) -> bool:
    return any(face.box.height >= PORTRAIT_SHARE * min(width, height) for face in faces)


def tiles_behind_portrait(
    levels: Sequence[Sequence[Region]], has_fine_detail: Callable[[Region], bool], width: int, height: int
) -> list[Region]:
    """The tiles of a portrait that are searched: those with fine detail, from large to small, as long as few
    have it.
    """
    bound = TILES_PER_MEGAPIXEL * ((width * height) / 1e6)
    most = min(MOST_TILES, max(FEWEST_TILES, round_half_up(bound)))
    tiles: list[Region] = []
    for level in levels:
        first = len(tiles)
        for tile in level:
            if not has_fine_detail(tile):
                continue
            # A part of a level would find the faces on one side of the photo alone.
            if len(tiles) == most:
                return tiles[:first]
            tiles.append(tile)
    return tiles


def asks_for_unsure_places(width: int, height: int) -> bool:
    return width * height >= UNSURE_FROM_PIXELS


def head_around(face: DetectedFace) -> Box:
    """The head around a face, whose hair and outline have fine detail."""
    x, y, width, height = face.box
    return Box(x - width / 4, y - height / 2, 1.5 * width, 1.75 * height)


def is_sure_behind_portrait(face: DetectedFace) -> bool:
    return face.score >= LEAST_SCORE
