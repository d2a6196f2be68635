"""Prints the figures of `npm run evaluate` from rows: `--evaluate labels.csv`.

The figures are computed by `facecurve_train.figures_report`, which that command calls too. It runs as a
process, since neither package imports the other.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from facecurve_label.addresses import joined
from facecurve_label.distribution import Curve
from facecurve_label.errors import LabelError
from facecurve_label.minors import minor_chance
from facecurve_label.model_files import CARD, PROJECT, WEIGHTS, ModelFiles
from facecurve_label.output import Output

Json = dict[str, Any]
Label = dict[str, str]

PERCENT = (10, 20, 30, 40, 50, 60, 70, 80, 90, 95)
COLUMNS = (
    *("file", "sha256", "width", "height", "box", "score", "reasons"),
    *("age_curve", "votes_curve", "votes_withheld", "error"),
)


def print_figures(output: Output, base: str, labels: Path, files: ModelFiles) -> None:
    """base: the folder to which the rows' files are relative. Raises LabelError where no row has a label."""
    measured = measured_rows(output.rows(COLUMNS).to_pylist(), base, labels, files)
    training = PROJECT / "training"
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.json"
        rows.write_text(json.dumps(measured))
        sys.stdout.flush()
        command = [sys.executable, "-m", "facecurve_train.figures_report", str(rows)]
        if subprocess.run(command, cwd=training, check=False).returncode != 0:
            raise LabelError("internal", "The figures could not be computed.", "See the message above.")


def measured_rows(rows: Sequence[Json], base: str, labels: Path, files: ModelFiles) -> Json:
    """What `npm run evaluate` writes: for each labelled photo its label and its main face."""
    known = read_labels(labels)
    faces: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        faces[joined(base, row["file"])].append(row)
    card = json.loads(files.contents[CARD])
    pictures = [
        picture_of(label, faces[address], card) for address, label in known.items() if address in faces
    ]
    if not pictures:
        raise LabelError(
            "argument-invalid",
            f"{labels} has no label of a photo of this run.",
            "Its column `file` must name the photos, relative to its own folder.",
        )
    about = about_set(labels)
    return {
        "set": about.get("name", labels.parent.name),
        "split": "+".join(sorted({picture["label"].get("split") or "all" for picture in pictures})),
        "scale": about.get("scale"),
        "timing": {"backend": "onnxruntime"},
        "model": {"name": files.name, "version": files.version, "weights": files.hash_of(WEIGHTS)},
        "minors": card["minors"],
        "maps": card.get("maps", {}),
        "pictures": pictures,
    }


def about_set(labels: Path) -> Json:
    about = labels.parent / "set.json"
    return json.loads(about.read_text()) if about.exists() else {}


def read_labels(labels: Path) -> dict[str, Label]:
    """{address of the photo: its line}."""
    try:
        with labels.open(newline="", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LabelError(
            "argument-invalid", f"{labels} cannot be read: {error}.", "Check --evaluate."
        ) from error
    if not lines or "file" not in lines[0]:
        raise LabelError(
            "argument-invalid", f"{labels} has no column file.", "Name the column of the photos `file`."
        )
    folder = str(labels.parent.absolute())
    return {joined(folder, line["file"]): line for line in lines}


def picture_of(label: Label, rows: Sequence[Json], card: Json) -> Json:
    start: Json = {"file": label["file"], "label": label, "sha256": rows[0]["sha256"], "score": None}
    if rows[0]["error"] is not None:
        return start | {"problem": rows[0]["error"]}
    if rows[0]["box"] is None:
        return start
    face = main_face(rows)
    found = start | {"score": face["score"], "votesWithheld": face["votes_withheld"]}
    if face["age_curve"] is None:
        return found | {"notUsable": face["reasons"]}
    age = Curve(range(101), face["age_curve"])
    found |= {
        "age": age.expectation,
        "ageIntervals": intervals_of(age),
        "minorProbability": minor_chance({"age": age}, card["minors"]),
    }
    if face["votes_curve"] is None:
        return found
    votes = Curve(range(1, 11), face["votes_curve"])
    return found | {
        "attractiveness": votes.expectation,
        "votes": face["votes_curve"],
        "votesIntervals": intervals_of(votes),
    }


def intervals_of(curve: Curve) -> Json:
    return {str(percent): list(curve.interval(percent / 100)) for percent in PERCENT}


def main_face(rows: Sequence[Json]) -> Json:
    """The face that a photo of a set is about, near the middle and large: `lab/page/main-face.ts`."""
    return max(rows, key=weight)


def weight(row: Mapping[str, Any]) -> float:
    box, width, height = row["box"], row["width"], row["height"]
    away_x = (box["x"] + box["width"] / 2) / width - 0.5
    away_y = (box["y"] + box["height"] / 2) / height - 0.5
    return box["width"] * box["height"] / (width * height) / (0.05 + away_x**2 + away_y**2)
