"""The search for the faces of a photo: `src/detect/detect-faces.ts`, with the same detections in the same
order.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from facecurve_label.behind_portrait import (
    MOST_PLACES,
    asks_for_largest_tile,
    asks_for_unsure_places,
    head_around,
    is_portrait,
    is_sure_behind_portrait,
    most_places,
    tiles_behind_portrait,
)
from facecurve_label.geometry import Box, DetectedFace
from facecurve_label.regions import (
    Region,
    place_region,
    refining_region,
    tile_levels,
    turned_regions,
    whole_region,
)
from facecurve_label.suppression import intersection_over_minimum, is_same_face, suppress_duplicates
from facecurve_label.turn import TURNS, turn_of
from facecurve_label.unsure_places import (
    LEAST_UNSURE,
    is_face,
    is_sure_close_up,
    places_to_look_at,
    tiles_of_unsure_places,
)

# Photos smaller than this hold no face that the whole view misses and that has enough pixels for a curve.
SMALLEST_TILED_FRAME = 320
# A close-up must show the face that it was made for: at least this overlap of the boxes.
SAME_FACE = 0.3
# A face less sure than this may lie or stand on its head: `docs/detector.md`.
SURE = 0.82
# What a turned view has to show in place of an upright one: a face so sure, and by so much surer.
LEAST_TURNED = 0.7
SURER = 0.05
# A box this near (share of the tile) to an inner edge of its tile may be half a face: the next tile shows all
# of it.
EDGE = 0.02

Faces = list[DetectedFace]


class SearchedPhoto(Protocol):
    """What the search asks of a photo."""

    width: int
    height: int

    def detect(self, regions: Sequence[Region], least_score: float | None = None) -> list[Faces]: ...
    def detect_side_by_side(self, regions: Sequence[Region]) -> Faces: ...
    def has_fine_detail(self, region: Region, covered: Sequence[Box]) -> bool: ...
    def likely_places(self, covered: Sequence[Box], most: int) -> list[Box]: ...


def detect_in_photo(photo: SearchedPhoto) -> Faces:
    """The faces of a photo, best first: from afar, then in a close-up where that improves the keypoints."""
    faces = _search_upright(photo)
    if not faces:
        whole = whole_region(photo.width, photo.height)
        turned = [whole._replace(turn=turn) for turn in TURNS]
        faces = _refine_all(photo, _detect_whole_faces(photo, turned))
    return suppress_duplicates(faces)


def _search_upright(photo: SearchedPhoto) -> Faces:
    width, height = photo.width, photo.height
    whole = _detect_whole_faces(photo, [whole_region(width, height)])
    # Refined before they are judged: from afar many small faces can look like one large face, though not a
    # sure one.
    near = _refine_all(photo, whole)
    if max(width, height) < SMALLEST_TILED_FRAME:
        return near
    if is_portrait(near, width, height):
        return [*near, *_search_behind_portrait(photo, near)]
    tiles = [tile for level in tile_levels(width, height) for tile in level]
    return [*near, *_search_tiles(photo, near, tiles, tiles_of_unsure_places(tiles), lambda _: True)]


def _search_tiles(
    photo: SearchedPhoto,
    known: Faces,
    tiles: Sequence[Region],
    finest: Sequence[Region],
    is_sure: Callable[[DetectedFace], bool],
) -> Faces:
    """Searches tiles. Known faces are left out of the answer.

    finest: the last of the tiles, where unsure places get a close-up.
    """
    in_tiles = _detect_whole_faces(photo, tiles[: len(tiles) - len(finest)])
    in_finest = _detect_whole_faces(photo, finest, LEAST_UNSURE)
    found = [face for face in (*in_tiles, *filter(is_face, in_finest)) if _is_new_to(known, face)]
    far = _refine_all(photo, found)
    unsure = places_to_look_at(in_finest, [*known, *far], finest)
    return [*filter(is_sure, far), *_look_closer(photo, unsure, is_sure_close_up)]


def _search_behind_portrait(photo: SearchedPhoto, near: Faces) -> Faces:
    """Searches little until somebody else is found."""
    width, height = photo.width, photo.height
    heads = [head_around(face) for face in near]
    levels = tile_levels(width, height)

    def is_detailed(tile: Region) -> bool:
        return photo.has_fine_detail(tile, heads)

    def in_tiles(tiles: Sequence[Region], known: Faces) -> Faces:
        finest = tiles_of_unsure_places(tiles) if asks_for_unsure_places(width, height) else []
        return _search_tiles(photo, known, tiles, finest, is_sure_behind_portrait)

    places = [place_region(place) for place in photo.likely_places(heads, MOST_PLACES)]
    first = most_places(width, height)
    at_places = _search_places(photo, places[:first], near)
    asks_for_largest = asks_for_largest_tile(width, height, len(places))
    largest = list(filter(is_detailed, levels[0])) if asks_for_largest else []
    found = [*at_places, *in_tiles(largest, [*near, *at_places])]
    if not found:
        return []
    known = [*found, *_search_places(photo, places[first:], [*near, *found])]
    return [*known, *in_tiles(tiles_behind_portrait(levels, is_detailed), [*near, *known])]


def _search_places(photo: SearchedPhoto, places: Sequence[Region], known: Faces) -> Faces:
    """The faces that a close-up shows at likely places."""
    found = [face for face in photo.detect_side_by_side(places) if _is_new_to(known, face)]
    return _look_closer(photo, suppress_duplicates(found), is_sure_behind_portrait)


def _is_new_to(known: Faces, face: DetectedFace) -> bool:
    return not any(is_same_face(face, other) for other in known)


def _look_closer(photo: SearchedPhoto, places: Faces, is_sure: Callable[[DetectedFace], bool]) -> Faces:
    """The faces that a close-up shows at places that looked a little like one."""
    faces = [face for face in _detect_close_up(photo, places) if face is not None]
    return [face for face in _turn_unsure(photo, faces) if is_sure(face)]


def _detect_whole_faces(
    photo: SearchedPhoto, regions: Sequence[Region], least_score: float | None = None
) -> Faces:
    """Leaves out faces that an edge of their region cuts."""
    detected = photo.detect(regions, least_score)
    return [
        face
        for region, faces in zip(regions, detected, strict=True)
        for face in faces
        if not _is_cut(face.box, region, photo)
    ]


def _is_cut(box: Box, tile: Region, photo: SearchedPhoto) -> bool:
    """Whether the box touches an edge of the tile beyond which the photo continues."""
    near = EDGE * tile.size
    return (
        (box.x < tile.x + near and tile.x > 0)
        or (box.y < tile.y + near and tile.y > 0)
        or (box.x + box.width > tile.x + tile.size - near and tile.x + tile.size < photo.width)
        or (box.y + box.height > tile.y + tile.size - near and tile.y + tile.size < photo.height)
    )


def _refine_all(photo: SearchedPhoto, faces: Faces) -> Faces:
    """Each face once, as a close-up shows it upright; unchanged where a close-up shows no face or is not
    needed.
    """
    distinct = suppress_duplicates(faces)
    close = iter(_detect_close_up(photo, [face for face in distinct if not face.is_fine]))
    return _turn_unsure(photo, [face if face.is_fine else next(close) or face for face in distinct])


def _turn_unsure(photo: SearchedPhoto, faces: Faces) -> Faces:
    """A face that stands on its head looks upright to the detector, but less sure: it is looked at in each
    turn.
    """
    unsure = [face for face in faces if face.score < SURE]
    seen = iter(photo.detect([region for face in unsure for region in turned_regions(face.box)]))
    turned: Faces = []
    for face in faces:
        if face.score >= SURE:
            turned.append(face)
            continue
        alike = [found for _ in TURNS if (found := _most_alike(next(seen), face)) is not None]
        surest = max(alike, key=lambda each: each.score, default=None)
        is_surer = surest is not None and surest.score >= max(LEAST_TURNED, face.score + SURER)
        turned.append(surest if is_surer else face)
    return turned


def _detect_close_up(photo: SearchedPhoto, faces: Faces) -> list[DetectedFace | None]:
    """Each face as a close-up shows it, in the view in which it stands upright; None where it shows no such
    face.
    """
    regions = [refining_region(face.box)._replace(turn=turn_of(face.keypoints)) for face in faces]
    detected = photo.detect(regions)
    return [_most_alike(found, face) for found, face in zip(detected, faces, strict=True)]


def _most_alike(faces: Faces, wanted: DetectedFace) -> DetectedFace | None:
    """Of the faces of a close-up the one that it was made for."""
    likeness = [intersection_over_minimum(face.box, wanted.box) for face in faces]
    best = max(range(len(faces)), key=likeness.__getitem__, default=None)
    return faces[best] if best is not None and likeness[best] >= SAME_FACE else None
