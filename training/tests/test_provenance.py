import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from conftest import write_crops

from facecurve_train.checkpoint import config_contents
from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.export import Target, export
from facecurve_train.lesson_sources import DLIB_SHA256, source_of
from facecurve_train.provenance import Teachers, provenance
from facecurve_train.teaching import Teaching


def test_the_card_names_the_sets_and_a_teacher_must_be_named(trained, faces, tmp_path):
    export(trained, faces, Target(tmp_path / "models", "1", name="facecurve-open"))
    card = json.loads((tmp_path / "models" / "facecurve-open" / "card.json").read_text())
    assert card["name"] == "facecurve-open" and card["training"]["sets"] == {"utkface": 420}
    assert "teacher" not in card["training"]
    # No training face has votes; those of the val faces teach nothing.
    graph = json.loads((tmp_path / "models" / "facecurve-open" / "model.json").read_text())
    assert list(card["heads"]) == list(graph["signature"]["outputs"]) == ["age"]
    taught = replace(trained, config=replace(trained.config, teaching=Teaching("lesson.npz")))
    with pytest.raises(TrainingError, match="--lesson"):
        export(taught, faces, Target(tmp_path / "models", "1"))


def test_weights_that_learned_votes_name_both_heads(rated, rated_faces, tmp_path):
    export(rated, rated_faces, Target(tmp_path / "models", "1"))
    card = json.loads((tmp_path / "models" / "facecurve" / "card.json").read_text())
    assert list(card["heads"]) == ["age", "attractiveness"]


def test_a_teacher_is_described_by_its_run_and_the_files_it_started_from(trained, faces, tmp_path):
    (tmp_path / "starts").mkdir()
    manifest = {"weightsManifest": [{"paths": ["faceres.bin"], "weights": []}]}
    (tmp_path / "starts" / "faceres.json").write_text(json.dumps(manifest))
    (tmp_path / "starts" / "faceres.bin").write_bytes(b"weights")
    before = Teaching(runs=("shipped/checkpoint.pt",))
    config = replace(trained.config, initial_weights="starts/faceres.json", name="teacher", teaching=before)
    run = tmp_path / "teacher"
    run.mkdir()
    contents = {"config": config_contents(config), "ema": trained.network.state_dict(), "maps": {}, "step": 3}
    torch.save(contents, run / "checkpoint.pt")
    taught = replace(trained, config=replace(trained.config, teaching=Teaching("lesson.npz")))
    teacher = provenance(taught, faces, Teachers((run,)))["teacher"]
    assert teacher["start"] == "faceres" and teacher["runs"] == [f"teacher ({config.digest()})"]
    assert teacher["sets"] == sorted(trained.config.shares) and teacher["taughtBy"] == ["shipped"]
    assert teacher["files"]["faceres.bin"] == hashlib.sha256(b"weights").hexdigest()


def test_faces_kept_for_the_minors_rule_are_no_training_pictures(trained, tmp_path):
    rows = [{"file": f"{i}.jpg", "split": "train", "age": 10 + 20 * (i % 2)} for i in range(10)]
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", rows)])
    held_out = replace(trained, config=replace(trained.config, held_out_minors=1.0))
    assert provenance(held_out, faces, Teachers())["sets"] == {"utkface": 5}


def write_lesson(path, sources) -> Teachers:
    np.savez(path, faces=np.array(["a"]), sources=json.dumps(sources))
    return Teachers(lesson=path)


def test_the_card_names_what_answered_in_a_lesson(trained, faces, tmp_path):
    sources = [{"name": "facecurve 0.4.0", "sha256": "ab"}, {"name": "age_gender_model.bin", "sha256": "cd"}]
    teachers = write_lesson(tmp_path / "lesson.npz", sources)
    taught = replace(trained, config=replace(trained.config, teaching=Teaching("lesson.npz")))
    export(taught, faces, Target(tmp_path / "models", "1", teachers=teachers))
    card = json.loads((tmp_path / "models" / "facecurve" / "card.json").read_text())
    assert card["training"]["teacher"] == {"sources": sources}


def test_open_weights_refuse_a_lesson_of_networks_that_are_not_open(trained, faces, tmp_path):
    before = {"name": "facecurve-open 0.2.0", "sha256": "ab"}
    taught = replace(trained, config=replace(trained.config, teaching=Teaching("lesson.npz")))
    target = Target(tmp_path / "models", "1", name="facecurve-open")
    for name in ("facecurve 0.4.0", "age_gender_model.bin", "age-v1.onnx"):
        teachers = write_lesson(tmp_path / "lesson.npz", [before, {"name": name, "sha256": "cd"}])
        with pytest.raises(TrainingError, match=f"answers of {name};"):
            export(taught, faces, replace(target, teachers=teachers))
    assert not (tmp_path / "models").exists()
    dlib = {"name": "age-v1.onnx", "sha256": DLIB_SHA256}
    export(taught, faces, replace(target, teachers=write_lesson(tmp_path / "lesson.npz", [before, dlib])))
    assert (tmp_path / "models" / "facecurve-open" / "card.json").is_file()


def test_a_source_is_named_by_its_card_or_by_the_file_of_its_weights(tmp_path):
    (tmp_path / "net").mkdir()
    manifest = tmp_path / "net" / "net-weights_manifest.json"
    manifest.write_text(json.dumps([{"paths": ["net.bin"], "weights": []}]))
    (tmp_path / "net" / "net.bin").write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    assert source_of(manifest) == {"name": "net.bin", "sha256": digest}
    assert source_of(tmp_path / "net" / "net.bin") == {"name": "net.bin", "sha256": digest}
    card = {"name": "facecurve", "version": "0.4.0", "files": {"weights.bin": {"sha256": "ab"}}}
    (tmp_path / "net" / "card.json").write_text(json.dumps(card))
    assert source_of(tmp_path / "net" / "model.json") == {"name": "facecurve 0.4.0", "sha256": "ab"}
