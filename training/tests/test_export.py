import base64
import hashlib
import json

import numpy as np
import pytest
import torch
from conftest import SIZE, age_rows, vote_rows, write_crops
from graph_interpreter import evaluate, read_weights

from facecurve_train.checkpoint import Trained
from facecurve_train.config import config_from
from facecurve_train.data import FaceTable, load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.export import export, logits_of, write_models, write_parity
from facecurve_train.folded import fold
from facecurve_train.graph import build_graph
from facecurve_train.loss import head_sizes
from facecurve_train.model import build_network


@pytest.fixture
def trained() -> Trained:
    """Random weights, batch norm statistics far from the identity."""
    torch.manual_seed(3)
    network = build_network("tiny", head_sizes("dldl_v2"))
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, std=0.2)
            torch.nn.init.normal_(module.running_mean, std=0.3)
            torch.nn.init.uniform_(module.running_var, 0.5, 2.0)
    values = {"name": "run", "folders": ["a"], "shares": {"a": 1}, "steps": 1}
    config = config_from({**values, "phases": [{"size": SIZE, "until": 1.0}]})
    return Trained(config, network.eval(), {}, SIZE, step=1)


@pytest.fixture
def faces(tmp_path) -> FaceTable:
    ages = [{"file": f"{i}.jpg", "split": "train", "age": 25 + 35 * (i % 2)} for i in range(420)]
    folders = [
        write_crops(tmp_path / "utkface", "utkface", ages + age_rows(50, "val"), 1),
        write_crops(tmp_path / "mebeauty", "mebeauty", vote_rows(10, "val"), 2),
    ]
    return load_faces(folders)


def random_crops(count: int = 3) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (count, SIZE, SIZE, 3), dtype=np.uint8)


def test_folding_and_rounding_change_the_logits_little(trained):
    crops = random_crops()
    folded = logits_of(fold(trained.network), crops)
    with torch.inference_mode():
        plain = trained.network(torch.from_numpy(crops).permute(0, 3, 1, 2).float())
    for name, values in plain.items():
        assert np.abs(folded[name] - values.numpy()).max() < 0.01 * values.abs().max().item() + 1e-3


def test_the_written_graph_computes_what_pytorch_computes(trained):
    crops = random_crops()
    folded = fold(trained.network)
    model, data = build_graph(folded, SIZE, "test")
    values = evaluate(json.loads(json.dumps(model)), data, crops)
    for name, expected in logits_of(folded, crops).items():
        assert np.abs(values[name] - expected).max() < 1e-4
    assert values["features"].shape == (3, SIZE // 16, SIZE // 16, 128)


def test_the_graph_says_what_goes_in_and_what_comes_out(trained):
    model, data = build_graph(fold(trained.network), SIZE, "test")
    assert model["format"] == "graph-model"
    shape = [int(d["size"]) for d in model["signature"]["inputs"]["crops"]["tensorShape"]["dim"]]
    assert shape == [-1, SIZE, SIZE, 3]
    outputs = model["signature"]["outputs"]
    assert {name: entry["name"] for name, entry in outputs.items()} == {
        "age": "age:0",
        "attractiveness": "attractiveness:0",
    }
    names = [node["name"] for node in model["modelTopology"]["node"]]
    assert len(names) == len(set(names))
    weights = read_weights(model, data)
    assert sum(values.size for values in weights.values()) == 934_869 + 128 * 10 + 10 - _norm_surplus() + 4
    assert len(data) < 1_950_000


def _norm_surplus() -> int:
    """Folding leaves one bias per channel of batch norm's two parameters."""
    return sum([16, 16, 32, 32, 64, 64, 64] + [128] * 6)


def test_export_writes_files_that_agree_with_each_other(trained, faces, tmp_path):
    models = tmp_path / "models"
    models.mkdir()
    (models / "integrity.json").write_text('{"models/detector/d.tflite": {"bytes": 1, "sha256": "x"}}')
    export(trained, faces, models, "1.2.3")
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


def test_golden_crops_are_averages_and_the_graph_reproduces_their_logits(trained, faces, tmp_path):
    export(trained, faces, tmp_path / "models", "1")
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


def test_too_few_faces_make_no_golden_crop(trained, faces, tmp_path):
    few = faces.take((faces.split == "val") | (np.arange(len(faces)) < 100))
    with pytest.raises(TrainingError, match="average needs 200"):
        export(trained, few, tmp_path / "models", "1")
    assert not (tmp_path / "models").exists()


def test_weights_beyond_float16_are_refused(trained):
    with torch.no_grad():
        trained.network.heads["age"].weight[0, 0] = 1e5
    with pytest.raises(TrainingError, match="age has weights up to 1e") as caught:
        fold(trained.network)
    assert caught.value.code == "not-finite"


def test_a_failed_write_leaves_the_old_files(tmp_path):
    write_models({"weights.bin": b"old"}, {}, tmp_path)
    with pytest.raises(TypeError):
        write_models({"weights.bin": b"new"}, {"bad": object()}, tmp_path)
    assert (tmp_path / "facecurve" / "weights.bin").read_bytes() == b"old"


def test_parity_files_hold_crops_and_their_logits(trained, faces, tmp_path):
    write_parity(trained, faces, 7, tmp_path / "parity")
    crops = np.fromfile(tmp_path / "parity" / "parity.u8", np.uint8).reshape(7, SIZE, SIZE, 3)
    written = json.loads((tmp_path / "parity" / "parity.json").read_text())
    assert np.abs(np.array(written["age"]) - logits_of(fold(trained.network), crops)["age"]).max() < 1e-4
