import json

import numpy as np
import pytest
import torch
from conftest import SIZE, age_rows, vote_rows, write_crops
from graph_interpreter import evaluate

from facecurve_train.checkpoint import load_trained, present_form
from facecurve_train.config import config_from, load_config
from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.export import Target, export
from facecurve_train.heads import KNOWN_HEADS, Head
from facecurve_train.labels import Labels
from facecurve_train.targets import build_targets
from facecurve_train.train import Trainer

CONFIGURATION = """
name = "smiles"
folders = ["utkface", "mebeauty"]
steps = 4
batch = 16
threads = 1
bfloat16_convolutions = false
device = "cpu"
phases = [{ size = 32, until = 1.0 }]

[shares]
utkface = 0.7
mebeauty = 0.3

[heads.age]
expectation = 0.1

[heads.attractiveness]

[heads.smile]
first = 1
last = 5
learned_from = "column:smile"
spread = 0.5
"""


def smiling(rows: list[dict]) -> list[dict]:
    """Every third face has no number."""
    return [{**row, "smile": "" if i % 3 == 2 else 1 + 0.1 * (i % 40)} for i, row in enumerate(rows)]


@pytest.fixture
def smiles(tmp_path):
    ages = [{"file": f"{i}.jpg", "split": "train", "age": 25 + 35 * (i % 2)} for i in range(420)]
    folders = [
        write_crops(tmp_path / "utkface", "utkface", smiling(ages + age_rows(50, "val")), 1),
        write_crops(tmp_path / "mebeauty", "mebeauty", vote_rows(20) + vote_rows(10, "val"), 2),
    ]
    return load_faces(folders)


def test_a_third_head_is_an_entry_of_the_configuration(smiles, tmp_path):
    """It trains, is measured, calibrated and exported into graph, golden vectors and card."""
    path = tmp_path / "smiles.toml"
    path.write_text(CONFIGURATION)
    run = tmp_path / "run"
    run.mkdir()
    trainer = Trainer(load_config(path), smiles, run)
    trainer.fit()
    assert trainer.losses.values()["smile"] > 0
    header, figures = (run / "metrics.csv").read_text().splitlines()
    assert float(dict(zip(header.split(","), figures.split(","), strict=True))["utkface_smile_mae"]) > 0

    export(load_trained(run), smiles, Target(tmp_path / "models", "1"))
    folder = tmp_path / "models" / "facecurve"
    card = json.loads((folder / "card.json").read_text())
    assert card["heads"]["smile"] == {"first": 1, "last": 5, "step": 1, "temperature": 1.0}
    assert list(card["heads"]) == ["age", "attractiveness", "smile"]
    golden = json.loads((folder / "golden.json").read_text())["crops"]
    assert all(len(crop["smile"]) == 5 for crop in golden)
    crops = np.zeros((1, SIZE, SIZE, 3), np.uint8)
    graph = json.loads((folder / "model.json").read_text())
    assert evaluate(graph, (folder / "weights.bin").read_bytes(), crops)["smile"].shape == (1, 5)


def test_a_columns_means_become_distributions_and_empty_fields_are_unknown(smiles):
    head = Head(1, 5, "column:smile", spread=0.5)
    target = build_targets(smiles, {}, Labels(), {"smile": head}).heads["smile"]
    assert target.known[:3].tolist() == [True, True, False]
    assert not target.known[smiles.set_name == "mebeauty"].any()
    mean = target.distribution @ torch.from_numpy(head.labels)
    assert mean[4].item() == pytest.approx(1.4, abs=0.02) and target.mean[4].item() == pytest.approx(1.4)


def test_a_mean_outside_of_the_labels_is_named(smiles):
    head = Head(1, 4, "column:smile")
    with pytest.raises(TrainingError, match=r"smile is 4\.1, the head's labels are 1\.\.4"):
        build_targets(smiles, {}, Labels(), {"smile": head})


def test_a_column_that_no_face_fills_stops_the_training(smiles, tmp_path):
    path = tmp_path / "smiles.toml"
    path.write_text(CONFIGURATION.replace("column:smile", "column:smlie"))
    with pytest.raises(TrainingError, match=r"heads\.smile: no training face .* smlie"):
        Trainer(load_config(path), smiles, tmp_path)


MINIMAL = {"name": "run", "folders": ["utkface"], "shares": {"utkface": 1}, "steps": 10}


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (["attractiveness"], '"age", and no other'),
        (["age", "smile"], r"heads\.smile lacks first, last, learned_from"),
        ({"age": {"last": 80}}, r"ages are known on 0\.\.100"),
        ({"age": {}, "smile": {"first": 1, "last": 5, "learned_from": "smiles"}}, "learned_from is 'smiles'"),
        ({"age": {}, "smile": {"first": 5, "last": 5, "learned_from": "column:smile"}}, "last must be above"),
        ({"age": {}, "pooled": {"first": 1, "last": 5, "learned_from": "column:smile"}}, r"heads\.pooled"),
        ({"age": {"lamda": 1}}, r"unknown key heads\.age\.lamda"),
    ],
)
def test_an_impossible_entry_says_what_is_wrong(heads, words):
    with pytest.raises(TrainingError, match=words):
        config_from({**MINIMAL, "heads": heads})


def test_names_stand_for_the_known_entries():
    assert config_from({**MINIMAL, "heads": ["age", "minor"]}).heads == {
        name: KNOWN_HEADS[name] for name in ("age", "minor")
    }
    assert list(config_from(MINIMAL).heads) == ["age", "attractiveness"]


def test_a_configuration_of_before_heads_were_entries_keeps_its_weights():
    loss = {
        "age": 1.0, "expectation": 0.1, "group": 1.0, "attractiveness": 0.7,
        "attractiveness_expectation": 1.0, "minor": 0.5, "auxiliary": 0.1, "embedding": 1.0,
    }  # fmt: skip
    old = {**MINIMAL, "heads": ("age", "attractiveness", "minor"), "loss": loss}
    config = config_from(present_form(old))
    weights = {name: (head.weight, head.expectation) for name, head in config.heads.items()}
    assert weights == {"age": (1.0, 0.1), "attractiveness": (0.7, 1.0), "minor": (0.5, 0.0)}
    assert config.loss.auxiliary == 0.1
    older = {**MINIMAL, "loss": {key: loss[key] for key in ("age", "expectation", "group", "attractiveness")}}
    assert config_from(present_form(older)).heads["attractiveness"].weight == 0.7
