"""Checkpoint -> shipped files: `python -m facecurve_train.export --run DIR --crops DIR --models DIR`.

Writes models/facecurve/{model.json, weights.bin, golden.json, card.json} and the card's hash to
models/integrity.json; with --onnx FILE the same weights as ONNX too, compared with PyTorch on val.
"""

import argparse
import base64
import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from facecurve_train.calibrate import Answers, Calibration, calibrate, calibrated
from facecurve_train.checkpoint import CHECKPOINT, Trained, load_trained, map_contents
from facecurve_train.data import held_out_minors, load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.evaluate import Figures, measure, one_line
from facecurve_train.face_table import FaceTable
from facecurve_train.folded import FoldedNetwork, fold
from facecurve_train.graph import WEIGHTS_FILE, build_graph
from facecurve_train.heads import UNDER_18, Head, Heads
from facecurve_train.labels import MINOR_AGE
from facecurve_train.lesson_sources import OPEN_WEIGHTS, refuse_closed_sources
from facecurve_train.minors_rule import RULES, Evidence
from facecurve_train.onnx_file import build_onnx, onnx_properties, run_onnx
from facecurve_train.parity import compare
from facecurve_train.provenance import Teachers, provenance
from facecurve_train.targets import head_target, is_labelled
from facecurve_train.temperature import Temperature, temperature_entry

LARGEST_WEIGHTS = 1_000_000  # bytes
GOLDEN_AGES = ((20, 32), (52, 70))  # inclusive; two groups far apart, so that a constant output fails
GOLDEN_FACES = 200  # at least so many are averaged: nobody's face
# On logits. Float32 backends agree to 1e-4; WebGL with 16-bit textures does not, and an error of 0.05 in the
# logits moves an age by about 0.05 years.
GOLDEN_TOLERANCE = 0.05
ONNX_PARITY_CROPS = 500


@dataclass(frozen=True)
class Target:
    """Where the files go, and what the export needs beside the run."""

    models: Path
    version: str
    name: str = "facecurve"
    onnx: Path | None = None  # outside of the package
    evidence: Evidence = field(default_factory=lambda: RULES["age"])  # of the minors' rule
    teachers: Teachers = field(default_factory=Teachers)


def average_crop(faces: FaceTable, low: int, high: int) -> np.ndarray:
    """The mean of the shipped crops of ages, or whole age groups, within low..high: uint8 [S,S,3]."""
    exact = (faces.age >= low) & (faces.age <= high)
    grouped = np.isnan(faces.age) & (faces.age_low >= low) & (faces.age_high <= high)
    rows = np.flatnonzero(exact | grouped)
    if len(rows) < GOLDEN_FACES:
        raise TrainingError("empty", f"{len(rows)} faces of {low}..{high}; an average needs {GOLDEN_FACES}")
    inner = slice(faces.margin, faces.margin + faces.size)
    total = np.zeros((faces.size, faces.size, 3))
    for row in rows[:2000]:
        total += faces.gather(np.array([row]))[0, inner, inner]
    return np.round(total / len(rows[:2000])).astype(np.uint8)


def logits_of(network: FoldedNetwork, crops: np.ndarray, batch: int = 128) -> dict[str, np.ndarray]:
    """Plain float32 from the rounded weights: uint8 [n,S,S,3] -> {head: [n,K]}."""
    parts = []
    for start in range(0, len(crops), batch):
        pixels = torch.from_numpy(crops[start : start + batch]).permute(0, 3, 1, 2).float()
        parts.append({name: values.numpy() for name, values in network(pixels).items()})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def centre_crops(faces: FaceTable, rows: np.ndarray) -> np.ndarray:
    inner = slice(faces.margin, faces.margin + faces.size)
    return np.ascontiguousarray(faces.gather(rows)[:, inner, inner])


def golden_crops(train: FaceTable) -> np.ndarray:
    return np.stack([average_crop(train, low, high) for low, high in GOLDEN_AGES])


def golden(network: FoldedNetwork, crops: np.ndarray) -> dict[str, Any]:
    logits = logits_of(network, crops)
    entries = []
    for index, crop in enumerate(crops):
        entry: dict[str, Any] = {"pixels": base64.b64encode(crop.tobytes()).decode()}
        entry |= {
            name: [round(float(value), 6) for value in values[index]] for name, values in logits.items()
        }
        entries.append(entry)
    return {"tolerance": GOLDEN_TOLERANCE, "crops": entries}


def card(trained: Trained, heads: dict[str, Any], calibration: Calibration, target: Target) -> dict[str, Any]:
    """What the page reads beside the graph; `training` is completed, and `files` added, as they are known."""
    rule = calibration.minors
    return {
        "name": target.name,
        "version": target.version,
        "cropSize": trained.size,
        "heads": heads,
        "minors": {
            "below": MINOR_AGE,
            "threshold": rule.threshold,
            "evidence": dict(rule.evidence),
            "chosenOn": rule.faces,
            "missedUnder16Bound": round(rule.missed_bound, 4),
            "withheldUnder16": rounded(calibration.withheld_minors),
            "withheld21To30OnVal": rounded(calibration.withheld_adults),
        },
        "maps": map_contents(trained.maps),
        "training": {
            "run": trained.config.name,
            "config": trained.config.digest(),
            "network": trained.config.network,
            "method": trained.config.method,
            "steps": trained.step,
        },
    }  # fmt: skip


def head_entry(head: Head, temperature: Temperature) -> dict[str, Any]:
    """One head's labels and temperature."""
    unit = {"unit": head.unit} if head.unit else {}
    return {
        "first": head.first,
        "last": head.last,
        "step": 1,
        **unit,
        "temperature": temperature_entry(temperature),
    }


def learned_heads(trained: Trained, faces: FaceTable) -> Heads:
    """The heads that a training face of the run's sets has a label for. The others hold random numbers."""
    config = trained.config
    sets = [name for name, share in config.shares.items() if share]
    seen = faces.take((faces.split == "train") & np.isin(faces.set_name, sets))
    learned = {
        name: head
        for name, head in config.heads.items()
        if is_labelled(head_target(seen, trained.maps, config.labels, head))
    }
    for name in config.heads.keys() - learned.keys():
        print(f"no training face has a label of {name}: left out")
    return learned


def answers_of(network: FoldedNetwork, faces: FaceTable) -> Answers:
    return Answers(faces, logits_of(network, centre_crops(faces, np.arange(len(faces)))))


def write_models(
    files: dict[str, bytes], contents: dict[str, Any], models: Path, name: str = "facecurve"
) -> None:
    """All files of the folder at once (temporary folder, renames), the card last, then integrity.json."""
    models.mkdir(parents=True, exist_ok=True)
    folder = models / name
    folder.mkdir(exist_ok=True)
    contents["files"] = {file: describe(data) for file, data in files.items()}
    card_bytes = (json.dumps(contents, indent=1) + "\n").encode()
    temporary = Path(tempfile.mkdtemp(dir=models, prefix=f".{name}-"))
    try:
        for file, data in {**files, "card.json": card_bytes}.items():
            (temporary / file).write_bytes(data)
            (temporary / file).replace(folder / file)
    finally:
        shutil.rmtree(temporary)
    integrity_path = models / "integrity.json"
    integrity = json.loads(integrity_path.read_text()) if integrity_path.exists() else {}
    integrity[f"models/{name}/card.json"] = describe(card_bytes)
    replacement = integrity_path.with_suffix(".tmp")
    replacement.write_text(json.dumps(integrity, indent=1, sort_keys=True) + "\n")
    replacement.replace(integrity_path)


def describe(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def export(trained: Trained, faces: FaceTable, target: Target) -> Figures:
    """Fold, calibrate on val with the very weights that ship, write; -> calibrated figures on val.

    The minors' rule is chosen on val and on the minors that the run held out.
    """
    if trained.config.method == "ranking":
        raise TrainingError(
            "bad-config", "a ranking network has no bins to ship; train with dldl_v2, dldl or expectation"
        )
    if trained.size != faces.size:
        raise TrainingError(
            "wrong-size",
            f"the run ends at {trained.size} px, the crops are of {faces.size}; "
            f"make crops with `npm run crops -- --size {trained.size}`",
        )
    origin = provenance(trained, faces, target.teachers)
    if target.name == OPEN_WEIGHTS:
        refuse_closed_sources(origin.get("teacher", {}).get("sources", []))
    config = trained.config
    heads = {
        name: head
        for name, head in learned_heads(trained, faces).items()
        # An output for minors serves the rule alone: without a weight in it, it would be dead weight.
        if head.learned_from != UNDER_18 or name in target.evidence
    }
    folded = fold(trained.network, config.labels, heads)
    val = answers_of(folded, faces.take(faces.split == "val"))
    held_out = faces.take(held_out_minors(faces, config.held_out_minors))
    minors = answers_of(folded, held_out) if len(held_out) else None
    calibration = calibrate(val, minors, target.evidence, heads)
    figures = measure(val.faces, calibrated(val.logits, calibration.temperatures), trained.maps, heads)
    graph, weights = build_graph(folded, trained.size, target.version)
    if len(weights) > LARGEST_WEIGHTS:
        raise TrainingError(
            "wrong-size", f"weights take {len(weights)} bytes; the page ships at most {LARGEST_WEIGHTS}"
        )
    files = {
        "model.json": json.dumps(graph, separators=(",", ":")).encode(),
        WEIGHTS_FILE: weights,
        "golden.json": json.dumps(golden(folded, golden_crops(faces.take(faces.split == "train")))).encode(),
    }
    entries = {name: head_entry(head, calibration.temperatures[name]) for name, head in heads.items()}
    contents = card(trained, entries, calibration, target)
    contents["training"] |= {"val": rounded(figures), **origin}
    if target.onnx is not None:
        contents["onnx"] = write_onnx(folded, contents, val.faces, target.onnx)
    write_models(files, contents, target.models, target.name)
    print(f"calibrated: {calibration}")
    return figures


def write_onnx(
    network: FoldedNetwork, contents: dict[str, Any], val: FaceTable, path: Path
) -> dict[str, Any]:
    """Writes the file unless it answers otherwise than PyTorch on val crops; -> its entry in the card."""
    data = build_onnx(network, contents["cropSize"], onnx_properties(contents))
    rows = np.linspace(0, len(val) - 1, min(ONNX_PARITY_CROPS, len(val))).round().astype(int)
    crops = centre_crops(val, rows)
    parity = compare(logits_of(network, crops), run_onnx(data, crops))
    parity.refuse_if_apart("ONNX")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path}: {len(data)} bytes, {parity}")
    return {**describe(data), "parity": {"crops": parity.crops, "largest": parity.largest}}


def rounded(figures: Any) -> Any:
    if isinstance(figures, dict):
        return {key: rounded(value) for key, value in figures.items()}
    if isinstance(figures, list):
        return [rounded(value) for value in figures]
    return round(figures, 4) if isinstance(figures, float) else figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="run folder")
    parser.add_argument(
        "--checkpoint", default=CHECKPOINT, help="checkpoint.pt (last) or best.pt (best on val)"
    )
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--models", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--name", default="facecurve", help="folder below --models")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--lesson", type=Path, help="file of answers; by default as training found it")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="run folders of teachers")
    parser.add_argument("--evidence", default="age", choices=tuple(RULES), help="of the minors' rule")
    parser.add_argument("--onnx", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    trained = load_trained(arguments.run, arguments.checkpoint)
    # Only what the run was allowed to see: weights for any use must not be calibrated on other sets either.
    faces = load_faces([arguments.crops / name for name in trained.config.folders])
    file = trained.config.teaching.file
    lesson = arguments.lesson or (arguments.run.parent / file if file else None)
    target = Target(
        arguments.models, arguments.version, arguments.name, arguments.onnx, RULES[arguments.evidence],
        Teachers(tuple(arguments.teacher), lesson),
    )  # fmt: skip
    print(one_line(export(trained, faces, target)))


if __name__ == "__main__":
    main()
