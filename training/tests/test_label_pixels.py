"""Views, crops and quality are those of the page to the last bit, on vectors that the page's code exports."""

from pathlib import Path

import numpy as np
import pytest
from made_picture import VECTORS, pixels_of, sha256
from PIL import Image

from facecurve_label.align import crop_of, crop_to_photo, needed_box
from facecurve_label.fine_detail import has_fine_detail, is_covered
from facecurve_label.geometry import KEYPOINT_NAMES, Box
from facecurve_label.grey_levels import grey_levels
from facecurve_label.likely_places import likely_places
from facecurve_label.place_ferns import WINDOW, ferns_of, judge
from facecurve_label.quality import judge_quality
from facecurve_label.regions import Region, place_region
from facecurve_label.scaled_picture import ScaledPicture
from facecurve_label.side_by_side import shared_view
from facecurve_label.trained_places import FERNS
from facecurve_label.turn import turn_upright

ROOT = Path(__file__).parents[2]

CROP_SIDE = 96


@pytest.fixture(
    params=VECTORS["pictures"],
    ids=lambda vector: "{width}x{height}".format(**vector["picture"]),
    scope="module",
)
def vector(request):
    return request.param


@pytest.fixture(scope="module")
def image(vector) -> Image.Image:
    pixels = pixels_of(vector["picture"])
    assert sha256(pixels) == vector["pixels"]
    return Image.fromarray(pixels)


def keypoints_of(numbers):
    return dict(zip(KEYPOINT_NAMES, zip(numbers[::2], numbers[1::2], strict=True), strict=True))


def test_views_are_equal_byte_by_byte_and_show_the_same_detail(vector, image):
    picture = ScaledPicture(image)
    for expected in vector["views"]:
        region = Region(*expected["region"])
        view = turn_upright(picture.view(region), region.turn)
        assert sha256(view) == expected["sha256"], region
        within = Box(10.5, 0, 100, 128)
        for detail in expected["detail"]:
            covered = [Box(*box) for box in detail["covered"]]
            assert is_covered(len(view), within, covered) == detail["isCovered"]
            assert has_fine_detail(view, within, covered) == detail["hasDetail"], (region, covered)


def test_views_of_several_places_are_equal(vector, image):
    width, height = image.size
    places = [Box(0.4 * width - side / 3, 0.3 * height, side, side) for side in (30, 49, 83, 200)]
    view = shared_view(ScaledPicture(image), [place_region(place) for place in places])
    assert sha256(view) == vector["sideBySide"]


def sums_in(grey):
    """The sums of some windows, by the ferns without their least sums."""
    height, width = grey.shape
    first = np.arange(width * (height - WINDOW) // 7) * 7
    _, sums = judge([fern._replace(least=-(2**15)) for fern in ferns_of(FERNS)], grey, first)
    return sums.astype(np.int32)


def test_likely_places_are_equal(vector, image):
    picture = ScaledPicture(image)
    levels = [
        {"sha256": sha256(grey), "shrink": shrink, "sums": sha256(sums_in(grey))}
        for grey, shrink in grey_levels(picture.half, WINDOW)
    ]
    assert levels == vector["levels"]
    for expected in vector["places"]:
        covered = [Box(*box) for box in expected["covered"]]
        places = likely_places(picture.half, max(image.size), ferns_of(FERNS), covered, 12)
        assert [list(place) for place in places] == expected["boxes"]


def test_the_ferns_are_those_of_the_page():
    assert FERNS in (ROOT / "src/detect/trained-places.ts").read_text(encoding="utf-8")


def test_crops_are_equal_byte_by_byte(vector, image):
    for expected in vector["crops"]:
        keypoints = keypoints_of(expected["keypoints"])
        transform = crop_to_photo(keypoints, CROP_SIDE)
        assert (transform and list(transform)) == expected["transform"]
        box = transform and needed_box(transform, CROP_SIDE, *image.size)
        assert (box and list(box)) == expected["box"]
        crop = crop_of(image, keypoints, CROP_SIDE)
        assert (None if crop is None else sha256(crop)) == expected["sha256"], keypoints


def test_quality_is_equal(vector, image):
    crops = [expected for expected in vector["crops"] if expected["quality"] is not None]
    for expected in crops:
        keypoints, wanted = keypoints_of(expected["keypoints"]), expected["quality"]
        quality, reasons = judge_quality(keypoints, crop_of(image, keypoints, CROP_SIDE))
        assert (quality.usable, list(reasons)) == (wanted["usable"], wanted["reasons"])
        assert (quality.eye_distance, quality.brightness) == (wanted["eyeDistance"], wanted["brightness"])
        # Libraries round powers, arc tangents and their like differently in the last bit.
        measured = [quality.sharpness, quality.yaw, quality.pitch, quality.roll]
        named = [wanted[name] for name in ("sharpness", "yaw", "pitch", "roll")]
        np.testing.assert_allclose(measured, named, rtol=1e-12)
