"""The whole way on the samples: faces, ages and what is withheld."""

from pathlib import Path

import numpy as np
import pytest

from facecurve_label.decode import decode
from facecurve_label.errors import LabelError
from facecurve_label.geometry import KEYPOINT_NAMES
from facecurve_label.photo import FaceLabeller, Photo

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "public/samples"
MODELS = PROJECT / "models"
DETECTOR = PROJECT / "public/assets/models/detector/blaze_face_short_range.tflite"


def sample(name: str) -> Photo:
    return decode((SAMPLES / f"{name}.jpg").read_bytes())


@pytest.fixture(scope="module")
def labeller():
    with FaceLabeller(MODELS / "facecurve", DETECTOR) as made:
        yield made


def test_a_face_has_everything_that_the_page_says_of_it(labeller):
    [face] = labeller.label(sample("middle"))
    assert face.quality.usable and face.reasons == ()
    assert set(face.keypoints) == set(KEYPOINT_NAMES)
    assert face.age_curve.shape == (101,) and face.votes_curve.shape == (10,)
    assert face.age_curve.dtype == np.float32 and face.age_curve.sum() == pytest.approx(1, abs=1e-5)
    assert face.age_low80 < face.age < face.age_high80
    assert 1 < face.votes < 10 and face.votes_withheld is None


def test_votes_of_a_child_are_withheld_and_nothing_is_left_of_them(labeller):
    [face] = labeller.label(sample("child"))
    assert face.age < 12
    assert (face.votes_withheld, face.votes, face.votes_curve) == ("may-be-minor", None, None)


def test_a_batch_gives_what_single_photos_give(labeller):
    photos = [sample("group"), sample("young"), Photo.of_pixels(np.full((90, 70, 3), 90, np.uint8))]
    together = labeller.label_all(iter(photos))
    assert [len(faces) for faces in together] == [8, 1, 0]
    for photo, faces in zip(photos, together, strict=True):
        for face, alone in zip(faces, labeller.label(photo), strict=True):
            assert (face.box, face.votes_withheld) == (alone.box, alone.votes_withheld)
            # A batch of another size adds in another order.
            assert face.age == pytest.approx(alone.age, abs=1e-3)
    assert set(labeller.seconds) == {"views", "detect", "crop", "network"}
    assert all(seconds > 0 for seconds in labeller.seconds.values())


def test_answers_are_in_the_natural_size_of_a_photo_that_was_scaled(labeller):
    photo = sample("old")
    [face] = labeller.label(photo)
    [large] = labeller.label(Photo(2 * photo.width, 2 * photo.height, photo.image))
    assert large.box == tuple(2 * side for side in face.box)
    assert large.keypoints["mouth"] == tuple(2 * side for side in face.keypoints["mouth"])
    assert large.quality.eye_distance == pytest.approx(2 * face.quality.eye_distance)
    assert large.age == face.age


def test_a_dark_face_has_no_curve_and_says_why(labeller):
    pixels = np.asarray(sample("young").image)
    [face] = labeller.label(Photo.of_pixels((pixels * 0.1).astype(np.uint8)))
    assert "too-dark" in face.reasons and not face.quality.usable
    assert (face.age_curve, face.age, face.votes_withheld) == (None, None, "not-usable")


def test_only_what_is_asked_for_is_given_and_the_open_model_has_no_votes():
    with FaceLabeller(MODELS / "facecurve-open", DETECTOR, frozenset({"attractiveness"})) as labeller:
        [face] = labeller.label(sample("young"))
    assert (face.age, face.age_curve, face.votes_withheld) == (None, None, "not-in-model")


def test_a_missing_file_is_named_with_its_remedy(tmp_path):
    with pytest.raises(LabelError, match="npm run assets") as raised:
        FaceLabeller(MODELS / "facecurve", tmp_path / "none.tflite")
    assert raised.value.code == "asset-missing"
    with pytest.raises(LabelError) as raised:
        FaceLabeller(tmp_path, DETECTOR)
    assert raised.value.code == "asset-missing"


@pytest.mark.parametrize("name", ["weights.bin", "model.json", "golden.json"])
def test_a_changed_file_is_not_used(tmp_path, name):
    for file in (MODELS / "facecurve").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    content = bytearray((tmp_path / name).read_bytes())
    content[100] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LabelError) as raised:
        FaceLabeller(tmp_path, DETECTOR)
    assert raised.value.code == "asset-hash-mismatch"
