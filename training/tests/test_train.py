import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from facecurve_train.checkpoint import AveragedWeights, load_checkpoint, load_trained
from facecurve_train.config import Config, config_from
from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.model import build_network
from facecurve_train.train import Trainer

SETS = ("utkface", "fairface", "mebeauty", "scutfbp5500")


def small_config(**changes: object) -> Config:
    values = {
        "name": "small",
        "folders": list(SETS),
        "shares": {"utkface": 0.5, "fairface": 0.2, "mebeauty": 0.2, "scutfbp5500": 0.1},
        "steps": 6,
        "batch": 16,
        "phases": [{"size": 32, "until": 1.0}],
        "threads": 1,
        "bfloat16_convolutions": False,
        "device": "cpu",
    }
    return config_from({**values, **changes})


def train(config: Config, crops: Path, run: Path) -> Trainer:
    run.mkdir(exist_ok=True)
    trainer = Trainer(config, load_faces([crops / name for name in SETS]), run)
    trainer.fit()
    return trainer


def test_a_run_leaves_everything_an_export_needs(crops, tmp_path):
    train(small_config(), crops, tmp_path / "run")
    trained = load_trained(tmp_path / "run")
    assert trained.step == 6 and trained.size == 32 and "scutfbp5500" in trained.maps
    description = json.loads((tmp_path / "run" / "run.json").read_text())
    assert description["train"] == {"fairface": 40, "mebeauty": 30, "scutfbp5500": 30, "utkface": 60}
    with (tmp_path / "run" / "metrics.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert rows and float(rows[-1]["utkface_mae"]) > 0 and -1 <= float(rows[-1]["mebeauty_pearson"]) <= 1


def test_a_resumed_run_ends_where_an_uninterrupted_one_does(crops, tmp_path):
    config = small_config(exclude_minors_from=1.0)
    whole = train(config, crops, tmp_path / "whole")
    interrupted = Trainer(config, load_faces([crops / name for name in SETS]), _folder(tmp_path / "parts"))
    for _ in range(3):
        interrupted._train_step(interrupted.progress())
    interrupted._save("checkpoint.pt")
    resumed = train(config, crops, tmp_path / "parts")
    assert resumed.step == whole.step == 6
    for name, tensor in whole.network.state_dict().items():
        assert torch.allclose(tensor, resumed.network.state_dict()[name], atol=1e-6), name
    for name, tensor in whole.average.state.items():
        assert torch.allclose(tensor.float(), resumed.average.state[name].float(), atol=1e-6), name


def test_training_lowers_the_loss_on_what_it_has_seen(crops, tmp_path):
    config = small_config(steps=100, ema=0.9, augmentation={"low_resolution": 0, "blur": 0, "compression": 0})
    trainer = Trainer(config, load_faces([crops / name for name in SETS]), _folder(tmp_path / "run"))
    trainer._train_step(0.0)
    first = trainer.losses.values()["age"]
    trainer.fit()
    assert trainer.losses.values()["age"] < 0.9 * first


def test_layers_in_bfloat16_keep_weights_of_float32(crops, tmp_path):
    runs = {
        kept: train(small_config(bfloat16_layers=kept), crops, tmp_path / str(kept)) for kept in (False, True)
    }
    ages = [trainer.losses.values()["age"] for trainer in runs.values()]
    assert ages[0] != ages[1] and ages[1] == pytest.approx(ages[0], rel=0.05)
    assert {tensor.dtype for tensor in runs[True].network.parameters()} == {torch.float32}


def test_minors_leave_the_votes_once(crops, tmp_path):
    # A threshold below 0 takes every face for a minor: none of the voted faces may be drawn afterwards.
    config = small_config(exclude_minors_from=0.5, exclude_minors_above=-1.0)
    trainer = train(config, crops, tmp_path / "run")
    assert trainer.excluded is not None and trainer.excluded.sum() == 60
    drawn = trainer.train_faces.set_name[trainer.sampler.draw(99)]
    assert set(drawn) == {"utkface", "fairface"}
    assert load_checkpoint(tmp_path / "run" / "checkpoint.pt")["excluded"].sum() == 60


def test_held_out_minors_are_not_trained_on(crops, tmp_path):
    config = small_config(held_out_minors=1.0)
    trainer = Trainer(config, load_faces([crops / name for name in SETS]), _folder(tmp_path / "run"))
    assert np.nanmin(trainer.train_faces.age) >= 18 and len(trainer.targets) == len(trainer.train_faces)


def test_averaged_weights_follow_the_formula():
    network = build_network("tiny", {"age": 101})
    average = AveragedWeights(network, decay=0.9)
    before = average.state["heads.age.weight"].clone()
    with torch.no_grad():
        network.heads["age"].weight += 1
    average.update(network, step=10_000)
    assert torch.allclose(average.state["heads.age.weight"], before + 0.1, atol=1e-6)


def test_the_learning_rate_warms_up_and_falls_to_its_floor(crops, tmp_path):
    config = small_config(learning_rate=1.0, warm_up=0.1, final_learning_rate=0.01)
    trainer = Trainer(config, load_faces([crops / name for name in SETS]), _folder(tmp_path / "run"))
    rates = [trainer.learning_rate(progress) for progress in np.linspace(0, 1, 101)]
    assert (
        rates[0] == pytest.approx(0.05) and rates[10] == pytest.approx(1) and rates[-1] == pytest.approx(0.01)
    )
    assert (np.diff(rates[10:]) < 0).all()


def test_training_refuses_to_start_on_a_leak(crops, tmp_path):
    manifest = crops / "utkface" / "manifest.csv"
    lines = manifest.read_text().splitlines()
    digest = lines[1].rsplit(",", 1)[1]
    lines[-1] = lines[-1].rsplit(",", 1)[0] + "," + digest
    manifest.write_text("\n".join(lines) + "\n")
    with pytest.raises(TrainingError, match="leak"):
        train(small_config(), crops, tmp_path / "run")


def test_a_checkpoint_that_is_not_there_says_so(tmp_path):
    with pytest.raises(TrainingError, match=r"checkpoint\.pt"):
        load_trained(tmp_path)


def test_every_method_trains_and_measures(crops, tmp_path):
    for method in ("dldl", "expectation", "ranking"):
        config = replace(small_config(steps=2), method=method)
        trainer = train(config, crops, tmp_path / method)
        assert trainer.best_score > -100


def test_two_processes_train_under_torchrun(crops, tmp_path):
    config = tmp_path / "two.toml"
    folders = ", ".join(f'"{name}"' for name in SETS)
    config.write_text(
        f'name = "two"\nsteps = 3\nbatch = 8\nthreads = 1\ndevice = "cpu"\nfolders = [{folders}]\n'
        "phases = [{ size = 32, until = 1.0 }]\n[shares]\nutkface = 0.6\nmebeauty = 0.4\n"
    )
    command = [
        sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2",
        "-m", "facecurve_train.train", str(config), "--crops", str(crops), "--runs", str(tmp_path),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "OMP_NUM_THREADS": "1"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=150)
    assert result.returncode == 0, result.stderr[-2000:]
    assert json.loads((tmp_path / "two" / "run.json").read_text())["processes"] == 2
    assert load_trained(tmp_path / "two").step == 3


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_a_run_without_votes_passes_the_point_where_minors_leave_them(crops, tmp_path):
    config = small_config(folders=["fairface"], shares={"fairface": 1.0}, labels={"group_edge": 2.5})
    run = _folder(tmp_path / "run")
    trainer = Trainer(config, load_faces([crops / "fairface"]), run)
    trainer.fit()
    assert trainer.step == 6 and trainer.excluded is not None and not trainer.excluded.any()
