"""Where the network looks: `python -m facecurve_train.occlusion --crops DIR --json FILE [--svg FILE]`.

A grey square moves over real `val` crops; where hiding a part changes the estimated age most, the estimate
rests on it (as the paper's authors do with `occ.lua`). Faces are averaged: the maps show nobody.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train import distribution
from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.export import centre_crops, logits_of
from facecurve_train.face_table import FaceTable
from facecurve_train.folded import FoldedNetwork, read_folded
from facecurve_train.labels import AGE_LABELS
from facecurve_train.svg import heat_maps
from facecurve_train.temperature import Temperature, apply_temperature, card_temperatures

Json = dict[str, Any]
GREY = 128  # what alignment writes outside of the picture
GROUPS = ((0, 5), (6, 17), (20, 39), (60, 116))  # inclusive ages
# Eyes, tip of the nose and mouth in the aligned crop, shares of its side (docs/alignment.md).
LANDMARKS = ((0.328, 0.345), (0.672, 0.345), (0.5, 0.544), (0.5, 0.7295))
# Parts of the crop: (left, top, right, bottom), shares of its side; the first that holds a point wins.
PARTS = {
    "eyes and brows": (0.18, 0.25, 0.82, 0.44),
    "nose": (0.37, 0.44, 0.63, 0.63),
    "mouth": (0.32, 0.63, 0.68, 0.81),
    "forehead": (0.2, 0.03, 0.8, 0.25),
    "cheeks": (0.1, 0.44, 0.9, 0.81),
    "chin": (0.25, 0.81, 0.75, 1.0),
    "hair, ears and background": (0.0, 0.0, 1.0, 1.0),
}


@dataclass(frozen=True)
class Sweep:
    """Positions [g] are the patch's centres as shares of the side, the same down and across."""

    positions: np.ndarray
    absolute: np.ndarray  # [g,g] years, mean of |change|, rows from the top
    signed: np.ndarray  # [g,g] years, mean change


def sweep(
    network: FoldedNetwork, crops: np.ndarray, temperature: Temperature, patch: int, step: int
) -> Sweep:
    """crops: uint8 [n,S,S,3]; a square of `patch` px is moved by `step` px."""
    size = crops.shape[1]
    starts = np.arange(0, size - patch + 1, step)
    plain = ages(network, crops, temperature)
    changes = np.empty((len(starts), len(starts), len(crops)))
    for row, top in enumerate(starts):
        for column, left in enumerate(starts):
            hidden = crops.copy()
            hidden[:, top : top + patch, left : left + patch] = GREY
            changes[row, column] = ages(network, hidden, temperature) - plain
    positions = (starts + patch / 2) / size
    return Sweep(positions, np.abs(changes).mean(axis=2), changes.mean(axis=2))


def ages(network: FoldedNetwork, crops: np.ndarray, temperature: Temperature) -> np.ndarray:
    """[n,S,S,3] -> expectations [n]."""
    curves = apply_temperature(logits_of(network, crops)["age"], temperature)
    return distribution.expectation(curves, AGE_LABELS)


def part_of(x: float, y: float) -> str:
    """The part of the face at a point of the crop, shares of its side."""
    return next(
        name
        for name, (left, top, right, bottom) in PARTS.items()
        if left <= x <= right and top <= y <= bottom
    )


def changes_by_part(result: Sweep) -> dict[str, float]:
    """Mean absolute change per part in years, the largest first; only parts that a patch is centred on."""
    values: dict[str, list[float]] = {}
    for row, y in enumerate(result.positions):
        for column, x in enumerate(result.positions):
            values.setdefault(part_of(x, y), []).append(float(result.absolute[row, column]))
    means = {name: float(np.mean(part)) for name, part in values.items()}
    return dict(sorted(means.items(), key=lambda entry: -entry[1]))


def group_name(low: int, high: int) -> str:
    return f"{low} to {high}" if high < 100 else f"{low} and above"


def occlude(
    network: FoldedNetwork, faces: FaceTable, temperature: Temperature, count: int, patch: int, step: int
) -> Json:
    """The sweep over up to `count` faces of each age group, evenly drawn by row."""
    groups: Json = {}
    for low, high in GROUPS:
        rows = np.flatnonzero((faces.age >= low) & (faces.age <= high))
        if len(rows) == 0:
            raise TrainingError("empty", f"no val face of {low}..{high} with an exact age")
        rows = rows[np.linspace(0, len(rows) - 1, min(count, len(rows))).round().astype(int)]
        result = sweep(network, centre_crops(faces, rows), temperature, patch, step)
        groups[group_name(low, high)] = {
            "faces": len(rows),
            "absolute": np.round(result.absolute, 3).tolist(),
            "signed": np.round(result.signed, 3).tolist(),
            "parts": {name: round(value, 3) for name, value in changes_by_part(result).items()},
        }
    return {"patch": patch, "step": step, "size": faces.size, "groups": groups}


def draw(occlusion: Json) -> str:
    """Rings mark eyes, nose and mouth."""
    maps = {f"ages {name}": np.array(group["absolute"]) for name, group in occlusion["groups"].items()}
    patch, step, size = (occlusion[key] for key in ("patch", "step", "size"))
    marks = [((x * size - patch / 2) / step, (y * size - patch / 2) / step) for x, y in LANDMARKS]
    title = "How much hiding a part changes the age"
    return heat_maps(title, maps, "years (mean absolute change)", marks, cell=13)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--models", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--name", default="facecurve", help="folder below --models")
    parser.add_argument("--faces", type=int, default=40, help="of each age group")
    parser.add_argument("--patch", type=int, default=16, help="px")
    parser.add_argument("--step", type=int, default=8, help="px")
    arguments = parser.parse_args()
    folder = arguments.models / arguments.name
    card = json.loads((folder / "card.json").read_text())
    faces = load_faces([arguments.crops / "utkface"], ["val"])
    temperature = card_temperatures(card)["age"]
    network = read_folded(folder / "model.json")
    occlusion = occlude(network, faces, temperature, arguments.faces, arguments.patch, arguments.step)
    weights = card["files"]["weights.bin"]["sha256"]
    arguments.json.write_text(json.dumps({"occlusion": occlusion, "weights": weights}) + "\n")
    if arguments.svg:
        arguments.svg.write_text(draw(occlusion))
    for name, group in occlusion["groups"].items():
        parts = ", ".join(f"{part} {value:.2f}" for part, value in group["parts"].items())
        print(f"ages {name} ({group['faces']} faces), years: {parts}")


if __name__ == "__main__":
    main()
