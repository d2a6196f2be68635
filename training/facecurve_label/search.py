"""The search for the faces of a photo: `src/detect/detect-faces.ts`, with the same detections in the same
order.
"""

from collections.abc import Sequence
from typing import Protocol

from facecurve_label.behind_portrait import (
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
    is_near = is_portrait(near, width, height)
    tiles, places = _further_regions(photo, near, is_near)
    finest = [] if is_near and not asks_for_unsure_places(width, height) else tiles_of_unsure_places(tiles)
    in_tiles = _detect_whole_faces(photo, [*tiles[: len(tiles) - len(finest)], *places])
    in_finest = _detect_whole_faces(photo, finest, LEAST_UNSURE)
    found = [*in_tiles, *filter(is_face, in_finest)]
    far = _refine_all(photo, [face for face in found if not any(is_same_face(face, other) for other in near)])
    known = [*near, *(filter(is_sure_behind_portrait, far) if is_near else far)]
    return [*known, *_look_closer(photo, places_to_look_at(in_finest, [*near, *far], finest))]


def _further_regions(photo: SearchedPhoto, near: Faces, is_near: bool) -> tuple[list[Region], list[Region]]:
    """What is searched after the whole photo: tiles, and places that look like a face."""
    levels = tile_levels(photo.width, photo.height)
    if not is_near:
        return [tile for level in levels for tile in level], []
    heads = [head_around(face) for face in near]
    tiles, is_complete = tiles_behind_portrait(
        levels, lambda tile: photo.has_fine_detail(tile, heads), photo.width, photo.height
    )
    if is_complete:
        return tiles, []
    places = photo.likely_places(heads, most_places(photo.width, photo.height))
    return tiles, [place_region(place) for place in places]


def _look_closer(photo: SearchedPhoto, places: Faces) -> Faces:
    """The faces that a close-up shows at places that looked a little like one."""
    faces = [face for face in _detect_close_up(photo, places) if face is not None]
    return [face for face in _turn_unsure(photo, faces) if is_sure_close_up(face)]


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
