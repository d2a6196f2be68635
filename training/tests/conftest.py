"""A small crop folder in the layout of `npm run crops`, made of noise."""

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from facecurve_train.checkpoint import Trained
from facecurve_train.config import config_from
from facecurve_train.data import load_faces
from facecurve_train.face_table import FaceTable
from facecurve_train.loss import head_sizes
from facecurve_train.model import build_network

SIZE, MARGIN = 32, 4
SIDE = SIZE + 2 * MARGIN
COLUMNS = [
    "file",
    "split",
    "age",
    "age_low",
    "age_high",
    "attractiveness",
    *[f"n{k}" for k in range(1, 11)],
    "sha256",
]


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    torch.set_num_threads(1)


def write_crops(folder: Path, name: str, rows: list[dict], seed: int = 0) -> Path:
    """rows: of the manifest, all with the same columns; sha256 is made up from set and file where absent."""
    folder.mkdir(parents=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (len(rows), SIDE, SIDE, 3), dtype=np.uint8)
    pixels.tofile(folder / "crops.u8")
    description = {"set": name, "size": SIZE, "margin": MARGIN, "count": len(rows)}
    (folder / "crops.json").write_text(json.dumps(description))
    with (folder / "manifest.csv").open("w", newline="") as file:
        further = [column for column in (rows[0] if rows else ()) if column not in COLUMNS]
        writer = csv.DictWriter(file, [*COLUMNS, *further], restval="")
        writer.writeheader()
        for row in rows:
            digest = hashlib.sha256(f"{name}/{row['file']}".encode()).hexdigest()
            writer.writerow({"sha256": digest, **row})
    (folder / "missed.csv").write_text("file\nimages/no-face.jpg\n")
    return folder


def age_rows(count: int, split: str = "train", first: int = 0) -> list[dict]:
    return [{"file": f"{split}/{i}.jpg", "split": split, "age": (first + 7 * i) % 101} for i in range(count)]


def group_rows(count: int, split: str = "train") -> list[dict]:
    groups = [(0, 2), (3, 9), (20, 29), (70, 116)]
    return [
        {
            "file": f"{split}/{i}.jpg",
            "split": split,
            "age_low": groups[i % 4][0],
            "age_high": groups[i % 4][1],
        }
        for i in range(count)
    ]


def vote_rows(count: int, split: str = "train") -> list[dict]:
    rows = []
    for i in range(count):
        votes = {f"n{k}": (k + i) % 4 for k in range(1, 11)}
        mean = sum(k * votes[f"n{k}"] for k in range(1, 11)) / sum(votes.values())
        rows.append({"file": f"{split}/{i}.jpg", "split": split, "attractiveness": round(mean, 4), **votes})
    return rows


def mean_rows(count: int, split: str = "train") -> list[dict]:
    return [
        {"file": f"{split}/{i}.jpg", "split": split, "attractiveness": 1.5 + 3 * i / count}
        for i in range(count)
    ]


@pytest.fixture
def crops(tmp_path: Path) -> Path:
    """Four sets, each with train and val."""
    root = tmp_path / "crops"
    write_crops(root / "utkface", "utkface", age_rows(60) + age_rows(30, "val", 3), 1)
    write_crops(root / "fairface", "fairface", group_rows(40) + group_rows(12, "val"), 2)
    write_crops(root / "mebeauty", "mebeauty", vote_rows(30) + vote_rows(12, "val"), 3)
    write_crops(root / "scutfbp5500", "scutfbp5500", mean_rows(30) + mean_rows(12, "val"), 4)
    return root


def random_crops(count: int = 3) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (count, SIZE, SIZE, 3), dtype=np.uint8)


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
