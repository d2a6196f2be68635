"""A small crop folder in the layout of `npm run crops`, made of noise."""

import csv
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch

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
