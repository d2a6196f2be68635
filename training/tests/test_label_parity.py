"""The comparison with the page sees each kind of difference."""

from dataclasses import replace

import numpy as np
import pytest

from facecurve_label.face_label import FaceLabel, Quality
from facecurve_label.geometry import KEYPOINT_NAMES
from facecurve_label.parity import Differences, is_near, table

FACE = FaceLabel(
    box=(10, 20, 30, 30),
    keypoints={name: (12.0 + at, 25.0) for at, name in enumerate(KEYPOINT_NAMES)},
    score=0.9,
    quality=Quality(True, 15, 0.1, 0.5, 0, 0, 0),
    reasons=(),
    age_curve=np.full(101, 1 / 101, np.float32),
    age=30.0,
    age_low80=20.0,
    age_high80=40.0,
    votes_curve=None,
    votes=None,
    votes_withheld="may-be-minor",
)
PAGE = {
    "address": "/pictures/made.jpg",
    "error": None,
    "faces": [
        {
            "box": [10, 20, 30, 30],
            "keypoints": [[12 + at, 25] for at in range(6)],
            "score": 0.9,
            "reasons": [],
            "age": 30.0,
            "votes": None,
            "votesWithheld": "may-be-minor",
        }
    ],
}


def figures_of(faces: list[FaceLabel], error: str | None = None) -> dict:
    differences = Differences()
    differences.compare(PAGE, faces, error)
    return differences.figures()


def test_equal_answers_are_near():
    figures = figures_of([FACE])
    assert is_near(figures)
    assert "| made | 1 | 1 | 0 | 0 | 100.00%; 0.00 |" in table({"made": figures})


@pytest.mark.parametrize(
    ("faces", "error"),
    [
        ([], None),
        ([FACE, replace(FACE, box=(100, 20, 30, 30))], None),
        ([replace(FACE, box=(12, 20, 30, 30))], None),
        ([replace(FACE, age=30.06)], None),
        ([replace(FACE, votes_withheld=None, votes=5.0)], None),
        ([FACE], "image-unreadable"),
    ],
    ids=["a face less", "a face more", "another box", "another age", "votes shown", "an error"],
)
def test_each_difference_counts(faces, error):
    assert not is_near(figures_of(faces, error))
