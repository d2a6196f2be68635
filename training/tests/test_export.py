import base64
import hashlib
import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
from conftest import SIZE, random_crops, write_crops
from graph_interpreter import evaluate

from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.export import (
    Target,
    average_crop,
    centre_crops,
    export,
    logits_of,
    write_models,
)
from facecurve_train.folded import fold, read_folded
from facecurve_train.onnx_file import run_onnx
from facecurve_train.parity import compare
from facecurve_train.parity_crops import write_parity


def test_export_writes_files_that_agree_with_each_other(trained, faces, tmp_path):
    models = tmp_path / "models"
    models.mkdir()
    (models / "integrity.json").write_text('{"models/detector/d.tflite": {"bytes": 1, "sha256": "x"}}')
    export(trained, faces, Target(models, "1.2.3"))
    folder = models / "facecurve"
    card = json.loads((folder / "card.json").read_text())
    for name, entry in card["files"].items():
        data = (folder / name).read_bytes()
        assert entry == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    integrity = json.loads((models / "integrity.json").read_text())
    assert integrity["models/detector/d.tflite"]["sha256"] == "x"
    card_bytes = (folder / "card.json").read_bytes()
    assert integrity["models/facecurve/card.json"]["sha256"] == hashlib.sha256(card_bytes).hexdigest()
    assert card["version"] == "1.2.3" and card["cropSize"] == SIZE
    assert card["heads"]["age"]["temperature"] > 0 and 0 < card["minors"]["threshold"] < 1
    assert sorted(path.name for path in models.iterdir()) == ["facecurve", "integrity.json"]


def test_golden_crops_are_averages_and_the_graph_reproduces_their_logits(rated, rated_faces, tmp_path):
    export(rated, rated_faces, Target(tmp_path / "models", "1"))
    folder = tmp_path / "models" / "facecurve"
    golden = json.loads((folder / "golden.json").read_text())
    pixels = [np.frombuffer(base64.b64decode(entry["pixels"]), np.uint8) for entry in golden["crops"]]
    crops = np.stack(pixels).reshape(2, SIZE, SIZE, 3)
    # An average of 200 crops of noise is nearly flat: no single face shows through.
    assert crops.std() < 10 and abs(crops.mean() - 127) < 3
    model = json.loads((folder / "model.json").read_text())
    values = evaluate(model, (folder / "weights.bin").read_bytes(), crops)
    for name in ("age", "attractiveness"):
        expected = np.array([entry[name] for entry in golden["crops"]])
        assert np.abs(values[name] - expected).max() < golden["tolerance"] / 10


def test_what_was_written_is_read_back_as_the_same_network(trained, faces, tmp_path):
    export(trained, faces, Target(tmp_path / "models", "1"))
    crops = random_crops()
    expected = logits_of(fold(trained.network, trained.config.labels), crops)
    for name, values in logits_of(
        read_folded(tmp_path / "models" / "facecurve" / "model.json"), crops
    ).items():
        assert np.array_equal(values, expected[name])


def test_the_onnx_file_answers_as_pytorch_does_for_any_number_of_crops(rated, rated_faces, tmp_path):
    path = tmp_path / "out" / "facecurve.onnx"
    export(rated, rated_faces, Target(tmp_path / "models", "1", onnx=path))
    data = path.read_bytes()
    for count in (1, 70):
        crops = random_crops(count)
        parity = compare(logits_of(fold(rated.network, rated.config.labels), crops), run_onnx(data, crops))
        assert parity.crops == count and set(parity.largest) == {"age", "attractiveness"}
        assert max(parity.largest.values()) < 0.001
    entry = json.loads((tmp_path / "models" / "facecurve" / "card.json").read_text())["onnx"]
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert entry["parity"]["crops"] == 60 and entry["parity"]["largest"]["age"] <= 0.05
    properties = {entry.key: entry.value for entry in onnx.load_from_string(data).metadata_props}
    assert json.loads(properties["heads"])["age"]["temperature"] > 0
    assert len(data) < 4_000_000


def test_a_file_that_answers_otherwise_is_refused():
    apart = {"age": np.eye(101)[[3]] * 9, "attractiveness": np.zeros((1, 10))}
    same = {"age": np.eye(101)[[4]] * 9, "attractiveness": np.zeros((1, 10))}
    with pytest.raises(TrainingError, match="ONNX is off by up to") as caught:
        compare(apart, same).refuse_if_apart("ONNX")
    assert caught.value.code == "wrong-results"
    broken = {**same, "attractiveness": np.full((1, 10), np.nan)}
    with pytest.raises(TrainingError):
        compare(same, broken).refuse_if_apart("ONNX")


def test_crops_of_another_size_than_the_networks_are_refused(trained, faces, tmp_path):
    with pytest.raises(TrainingError, match=f"--size {SIZE + 32}"):
        export(replace(trained, size=SIZE + 32), faces, Target(tmp_path / "models", "1"))


def test_too_few_faces_make_no_golden_crop(trained, faces, tmp_path):
    few = faces.take((faces.split == "val") | (np.arange(len(faces)) < 100))
    with pytest.raises(TrainingError, match="average needs 200"):
        export(trained, few, Target(tmp_path / "models", "1"))
    assert not (tmp_path / "models").exists()


def test_an_average_counts_whole_age_groups_too(tmp_path):
    groups = [(20, 29), (20, 40), (60, 69)]
    rows = [
        {"file": f"{i}.jpg", "split": "train", "age_low": groups[i % 3][0], "age_high": groups[i % 3][1]}
        for i in range(630)
    ]
    faces = load_faces([write_crops(tmp_path / "fairface", "fairface", rows)])
    expected = centre_crops(faces, np.flatnonzero(faces.age_high == 29)).mean(axis=0)
    assert np.abs(average_crop(faces, 20, 32) - expected).max() <= 0.5


def test_a_failed_write_leaves_the_old_files(tmp_path):
    write_models({"weights.bin": b"old"}, {}, tmp_path)
    with pytest.raises(TypeError):
        write_models({"weights.bin": b"new"}, {"bad": object()}, tmp_path)
    assert (tmp_path / "facecurve" / "weights.bin").read_bytes() == b"old"


def test_parity_files_hold_crops_and_their_logits(trained, faces, tmp_path):
    export(trained, faces, Target(tmp_path / "models", "1.0.0"))
    model = tmp_path / "models" / "facecurve"
    write_parity(model, faces.take(faces.split == "val"), 7, tmp_path / "parity")
    crops = np.fromfile(tmp_path / "parity" / "parity.u8", np.uint8).reshape(7, SIZE, SIZE, 3)
    written = json.loads((tmp_path / "parity" / "parity.json").read_text())
    assert written["weights"] == hashlib.sha256((model / "weights.bin").read_bytes()).hexdigest()
    expected = logits_of(fold(trained.network, trained.config.labels), crops)["age"]
    assert np.abs(np.array(written["age"]) - expected).max() < 1e-4
