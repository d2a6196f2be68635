from typing import Any

from facecurve_train.card.text import data_section, origin
from facecurve_train.lesson_sources import DLIB_SHA256

TRAINING: dict[str, Any] = {"network": "tiny", "method": "dldl_v2", "sets": {"fairface": 38000}}


def test_the_teacher_and_the_start_are_told_and_bind_the_terms():
    assert "no other network's weights" in origin(TRAINING) and "random numbers" in origin(TRAINING)
    assert "CC BY 4.0: commercial use is allowed" in data_section(TRAINING)
    taught = {**TRAINING, "teacher": {"start": "faceres", "files": {"faceres.json": "abcd"}}}
    assert "no other network's weights" not in origin(taught)
    assert "VGGFace2" in origin(taught) and "`abcd`" in origin(taught)
    assert "The terms of the data bind the weights" in data_section(taught)
    assert "The terms of the data bind the weights" in data_section({**TRAINING, "sets": {"utkface": 1}})
    assert "faceres" in origin({**TRAINING, "start": "starts/faceres.json"})
    mixed = origin({**TRAINING, "start": "facecurve", "share": 0.7})
    assert "a mean of the start, 0.3, and of what the training ended with, 0.7" in mixed
    again = {**taught, "teacher": {**taught["teacher"], "taughtBy": ["shipped"]}}
    assert "taught by the version of these weights before" in origin(again)


def test_a_teacher_that_saw_open_data_alone_leaves_the_weights_open():
    teacher = {"start": "random", "network": "thin", "sets": ["fairface"]}
    training = {**TRAINING, "start": "facecurve-open", "teacher": teacher}
    assert "commercial use is allowed" in data_section(training)
    assert "ThinAgeNet, started from random numbers" in origin(training)
    assert "what those weights had learned" not in origin(training)
    for other in (
        {**teacher, "sets": ["utkface"]},
        {**teacher, "taughtBy": ["shipped"]},
        {"start": "random"},
    ):
        assert "The terms of the data bind the weights" in data_section({**training, "teacher": other})


def test_networks_that_answered_are_named_with_their_terms_and_bind_the_weights():
    before = {"name": "facecurve-open 0.2.0", "sha256": "beef"}
    dlib = {"name": "age-v1.onnx", "sha256": DLIB_SHA256}
    face_api = {"name": "age_gender_model.bin", "sha256": "49f9"}
    is_open = {**TRAINING, "start": "facecurve-open", "teacher": {"sources": [before, dlib]}}
    text = origin(is_open)
    assert "the weights before these, facecurve-open 0.2.0: SHA-256 `beef`" in text and "CC0" in text
    assert "commercial use is allowed" in data_section(is_open)
    closed = {**is_open, "teacher": {"sources": [before, face_api]}}
    assert "`@vladmandic/face-api` 1.7.15, MIT" in origin(closed) and "data for research" in origin(closed)
    assert "The terms of the data bind the weights" in data_section(closed)
    # The name alone does not make a network dlib's.
    renamed = {**is_open, "teacher": {"sources": [{**dlib, "sha256": "49f9"}]}}
    assert "The terms of the data bind the weights" in data_section(renamed)
