import base64
import hashlib
import json
from dataclasses import replace

import numpy as np
import onnx
import pytest
import torch
from conftest import SIZE, age_rows, vote_rows, write_crops
from graph_interpreter import evaluate, read_weights

from facecurve_train.checkpoint import Trained, config_contents
from facecurve_train.config import config_from
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
from facecurve_train.face_table import FaceTable
from facecurve_train.folded import fold, read_folded, smoothing
from facecurve_train.graph import build_graph
from facecurve_train.labels import Labels
from facecurve_train.lesson_sources import DLIB_SHA256, source_of
from facecurve_train.loss import head_sizes
from facecurve_train.model import build_network
from facecurve_train.onnx_file import run_onnx
from facecurve_train.parity import compare
from facecurve_train.parity_crops import write_parity
from facecurve_train.provenance import Teachers, provenance
from facecurve_train.teaching import Teaching


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
    values = {"name": "run", "folders": ["a"], "shares": {"utkface": 1}, "steps": 1}
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


@pytest.fixture
def rated(trained) -> Trained:
    """A run that drew faces with votes too."""
    shares = {"utkface": 0.5, "mebeauty": 0.5}
    return replace(trained, config=replace(trained.config, shares=shares))


@pytest.fixture
def rated_faces(tmp_path) -> FaceTable:
    ages = [{"file": f"{i}.jpg", "split": "train", "age": 25 + 35 * (i % 2)} for i in range(420)]
    folders = [
        write_crops(tmp_path / "ages", "utkface", ages + age_rows(50, "val"), 1),
        write_crops(tmp_path / "votes", "mebeauty", vote_rows(10) + vote_rows(10, "val"), 2),
    ]
    return load_faces(folders)


def random_crops(count: int = 3) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (count, SIZE, SIZE, 3), dtype=np.uint8)


def test_folding_and_rounding_change_the_logits_little(trained):
    crops = random_crops()
    folded = logits_of(fold(trained.network, trained.config.labels), crops)
    with torch.inference_mode():
        plain = trained.network(torch.from_numpy(crops).permute(0, 3, 1, 2).float())
    plain["age"] = plain["age"] @ smoothing(trained.config.labels).float().T
    for name, values in plain.items():
        assert np.abs(folded[name] - values.numpy()).max() < 0.01 * values.abs().max().item() + 1e-3


def test_smoothing_levels_the_step_at_a_groups_end_and_keeps_a_straight_line():
    kernel = smoothing(Labels())
    assert torch.allclose(kernel.sum(dim=1), torch.ones(101, dtype=torch.float64))
    step = torch.where(torch.arange(101) < 30, 0.0, 1.0).double()
    assert (kernel @ step).diff().abs().max() < 0.3
    line = torch.arange(101).double()
    assert ((kernel @ line) - line)[12:88].abs().max() < 0.1


def test_the_written_graph_computes_what_pytorch_computes(trained):
    crops = random_crops()
    folded = fold(trained.network, trained.config.labels)
    model, data = build_graph(folded, SIZE, "test")
    values = evaluate(json.loads(json.dumps(model)), data, crops)
    for name, expected in logits_of(folded, crops).items():
        assert np.abs(values[name] - expected).max() < 1e-4
    assert values["features"].shape == (3, SIZE // 16, SIZE // 16, 128)


def test_the_graph_says_what_goes_in_and_what_comes_out(trained):
    model, data = build_graph(fold(trained.network, trained.config.labels), SIZE, "test")
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


def test_weights_beyond_float16_are_refused(trained):
    with torch.no_grad():
        trained.network.heads["attractiveness"].weight[0, 0] = 1e5
    with pytest.raises(TrainingError, match="attractiveness has weights up to 1e") as caught:
        fold(trained.network, trained.config.labels)
    assert caught.value.code == "not-finite"


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


def test_weights_keep_seven_significant_bits_and_no_more(trained):
    layer = fold(trained.network, trained.config.labels).groups[0][0]
    (convolution, norm, _) = trained.network.groups[0][0]
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    exact = (convolution.weight * factor[:, None, None, None]).detach()
    normal = exact.abs() > 2**-13
    assert ((layer.weight - exact).abs() / exact.abs())[normal].max() <= 2**-7 + 2**-11
    bits = layer.weight.numpy().astype(np.float16).view(np.uint16)
    assert (bits & 0b1111 == 0).all()
