"""Places that look a little like a face: `src/detect/unsure-places.ts`."""

from collections.abc import Sequence

from facecurve_label.geometry import DetectedFace
from facecurve_label.regions import Region
from facecurve_label.scaled_picture import VIEW_SIDE
from facecurve_label.suppression import is_same_face, suppress_duplicates

# From this score on a place is a face.
FACE_SCORE = 0.5
# A place of this score is worth a close-up: `docs/detector.md`.
LEAST_UNSURE = 0.15
# Faces too small for the detector look larger to it than they are, but no larger than this (share of the
# tile).
LARGEST_PLACE = 28 / VIEW_SIDE
# A face of this size has enough pixels for a curve, and the detector finds it at so many pixels of its view.
SMALLEST_FACE = 49
FOUND_FROM = 18
FEWEST_TILES = 4
# Of 90 places of photos without a face that a close-up took for one, the surest had 0.71: `docs/detector.md`.
LEAST_CLOSE_UP = 0.75


def is_face(face: DetectedFace) -> bool:
    return face.score >= FACE_SCORE


def tiles_of_unsure_places(tiles: Sequence[Region]) -> list[Region]:
    """The smallest of the tiles, where faces large enough for a curve are too small for the detector."""
    if not tiles or (SMALLEST_FACE * VIEW_SIDE) / tiles[-1].size >= FOUND_FROM:
        return []
    finest = [tile for tile in tiles if tile.size == tiles[-1].size]
    return [] if len(finest) < FEWEST_TILES else finest


def places_to_look_at(
    found: Sequence[DetectedFace], known: Sequence[DetectedFace], tiles: Sequence[Region]
) -> list[DetectedFace]:
    """The places of the finest tiles that a close-up is to look at, likeliest first: at most one for each
    tile.
    """
    most = LARGEST_PLACE * (tiles[0].size if tiles else 0)
    places = [place for place in found if not is_face(place) and place.box.height <= most]
    unknown = [place for place in places if not any(is_same_face(place, face) for face in known)]
    return suppress_duplicates(unknown)[: len(tiles)]


def is_sure_close_up(face: DetectedFace) -> bool:
    """Whether the close-up of a place shows a face."""
    return face.score >= LEAST_CLOSE_UP
