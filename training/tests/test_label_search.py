"""The search asks for the regions of the page and finds its faces, on searches that the page recorded."""

from collections.abc import Sequence

import numpy as np
import pytest
from made_picture import VECTORS, sha256

from facecurve_label.geometry import KEYPOINT_NAMES, Box, DetectedFace
from facecurve_label.region_faces import is_fine_face
from facecurve_label.regions import Region, tile_levels, turned_regions
from facecurve_label.search import detect_in_photo


def hash_of(regions: Sequence[Region]) -> str:
    return sha256(np.asarray(regions, np.float64))


def face_of(numbers: list[float]) -> DetectedFace:
    x, y, width, height, score, *points = numbers
    places = zip(points[::2], points[1::2], strict=True)
    return DetectedFace(Box(x, y, width, height), score, dict(zip(KEYPOINT_NAMES, places, strict=True)))


def numbers_of(face: DetectedFace) -> list[float]:
    return [*face.box, face.score, *(value for point in face.keypoints.values() for value in point)]


class RecordedPhoto:
    """Answers as the made detector answered the page, and holds the search to the page's questions."""

    def __init__(self, recorded: dict) -> None:
        self.width, self.height = recorded["width"], recorded["height"]
        self.calls, self.details = list(recorded["calls"]), list(recorded["details"])
        self.looks, self.places = list(recorded["looks"]), list(recorded["places"])

    def detect(self, regions: Sequence[Region], least_score: float | None = None) -> list[list[DetectedFace]]:
        if not regions:
            return []
        call = self.calls.pop(0)
        asked = {"count": len(regions), "leastScore": least_score, "regions": hash_of(regions)}
        assert asked == {name: call[name] for name in asked}
        found: list[list[DetectedFace]] = [[] for _ in regions]
        for index, *numbers in call["seen"]:
            face = face_of(numbers)
            found[index].append(face._replace(is_fine=is_fine_face(face, regions[index])))
        return found

    def detect_side_by_side(self, regions: Sequence[Region]) -> list[DetectedFace]:
        look = self.looks.pop(0)
        assert hash_of(regions) == look["regions"]
        return [face_of(numbers) for numbers in look["seen"]]

    def has_fine_detail(self, region: Region, covered: Sequence[Box]) -> bool:
        return bool(self.details.pop(0))

    def likely_places(self, covered: Sequence[Box], most: int) -> list[Box]:
        asked, bound, *places = self.places.pop(0)
        assert (asked, bound) == (len(covered), most)
        return [Box(*place) for place in places]


@pytest.mark.parametrize("recorded", VECTORS["searches"], ids=lambda recorded: recorded["name"])
def test_a_search_is_that_of_the_page(recorded):
    photo = RecordedPhoto(recorded)
    faces = detect_in_photo(photo)
    assert [numbers_of(face) for face in faces] == recorded["faces"]
    assert (photo.calls, photo.looks, photo.details, photo.places) == ([], [], [], [])


def test_recorded_searches_come_to_every_kind_of_question():
    calls = [call for recorded in VECTORS["searches"] for call in recorded["calls"]]
    assert {call["leastScore"] for call in calls} == {None, 0.15}
    assert any(look["seen"] for recorded in VECTORS["searches"] for look in recorded["looks"])
    assert any(recorded["details"] for recorded in VECTORS["searches"])
    assert sum(len(recorded["faces"]) for recorded in VECTORS["searches"]) > 15


@pytest.mark.parametrize(
    "expected", VECTORS["regions"]["tiles"], ids=lambda tiles: "{width}x{height}".format(**tiles)
)
def test_tiles_are_equal(expected):
    levels = tile_levels(expected["width"], expected["height"])
    assert [{"count": len(level), "sha256": hash_of(level)} for level in levels] == expected["levels"]


def test_turned_views_are_equal():
    assert hash_of(turned_regions(Box(12.5, 7.25, 33, 41))) == VECTORS["regions"]["turned"]
