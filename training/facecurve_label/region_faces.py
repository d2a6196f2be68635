"""Detection in regions of one photo: `src/detect/region-faces.ts`."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from facecurve_label.fine_detail import has_fine_detail, is_covered
from facecurve_label.geometry import Box, DetectedFace, Point, map_keypoints
from facecurve_label.likely_places import likely_places
from facecurve_label.place_ferns import ferns_of
from facecurve_label.regions import Region
from facecurve_label.scaled_picture import VIEW_SIDE, ScaledPicture, View
from facecurve_label.side_by_side import groups_of, region_around, shared_view
from facecurve_label.stages import Stages
from facecurve_label.trained_places import FERNS
from facecurve_label.turn import turn_back, turn_of, turn_upright

# A face this large in its region (share of the side) and this sure has keypoints as good as a close-up's.
FINE_SHARE = 1 / 4
FINE_SCORE = 0.8


class ViewDetector(Protocol):
    """A face detector: views of 128 px in, faces in pixels of the view out, best first."""

    def detect(self, views: Sequence[View], least_score: float | None = None) -> list[list[DetectedFace]]:
        """With `least_score` also places that look a little like a face; the faces stay the same."""
        ...


class PhotoRegions:
    """A photo as the search for faces uses it."""

    def __init__(
        self, picture: ScaledPicture, width: int, height: int, detector: ViewDetector, stages: Stages
    ) -> None:
        """width, height: of the picture's own pixels."""
        self.width, self.height = width, height
        self._picture, self._detector, self._stages = picture, detector, stages
        self._views: dict[Region, NDArray[np.uint8]] = {}

    def _view(self, region: Region) -> NDArray[np.uint8]:
        with self._stages.timed("views"):
            return self._picture.view(region)

    def detect(self, regions: Sequence[Region], least_score: float | None = None) -> list[list[DetectedFace]]:
        """The faces in each of the regions, in their order, in pixels of the photo."""
        if not regions:
            return []
        views = [
            turn_upright(
                self._views.pop(region, None) if region in self._views else self._view(region), region.turn
            )
            for region in regions
        ]
        with self._stages.timed("detect"):
            found = self._detector.detect(views, least_score)
        return [
            [_place_in_photo(face, region) for face in faces]
            for faces, region in zip(found, regions, strict=True)
        ]

    def detect_side_by_side(self, regions: Sequence[Region]) -> list[DetectedFace]:
        """What may be a face in upright regions, which share views."""
        if not regions:
            return []
        groups = groups_of(regions)
        with self._stages.timed("views"):
            views = [shared_view(self._picture, group) for group in groups]
        with self._stages.timed("detect"):
            found = self._detector.detect(views)
        return [
            _place_in_photo(face, seen)
            for faces, group in zip(found, groups, strict=True)
            for face in faces
            if (seen := region_around(face, group)) is not None
        ]

    def has_fine_detail(self, region: Region, covered: Sequence[Box]) -> bool:
        """Whether a region may hold a face outside of the covered boxes, by its detail."""
        within = box_in_view(Box(0, 0, self.width, self.height), region)
        heads = [box_in_view(box, region) for box in covered]
        if is_covered(VIEW_SIDE, within, heads):
            return False
        view = self._views[region] = self._view(region)
        return has_fine_detail(view, within, heads)

    def likely_places(self, covered: Sequence[Box], most: int) -> list[Box]:
        """The places outside of the covered boxes that look most like a face, likeliest first."""
        with self._stages.timed("views"):
            longer = max(self.width, self.height)
            return likely_places(self._picture.half, longer, ferns_of(FERNS), covered, most)


def box_in_view(box: Box, region: Region) -> Box:
    """From pixels of the photo to those of a region's view."""
    scale = VIEW_SIDE / region.size
    x, y = (box.x - region.x) * scale, (box.y - region.y) * scale
    return Box(x, y, box.width * scale, box.height * scale)


def is_fine_face(face: DetectedFace, region: Region) -> bool:
    """Whether a face needs no close-up."""
    return (
        face.box.height >= FINE_SHARE * region.size
        and face.score >= FINE_SCORE
        and turn_of(face.keypoints) == region.turn
    )


def _place_in_photo(in_view: DetectedFace, region: Region) -> DetectedFace:
    """From pixels of a region's upright view to the photo's."""
    box, score, keypoints, _ = turn_back(in_view, VIEW_SIDE, region.turn)
    scale = region.size / VIEW_SIDE

    def place(point: Point) -> Point:
        return region.x + point[0] * scale, region.y + point[1] * scale

    placed = Box(*place((box.x, box.y)), box.width * scale, box.height * scale)
    face = DetectedFace(placed, score, map_keypoints(keypoints, place))
    return face._replace(is_fine=is_fine_face(face, region))
