"""A run's diary: what it is in run.json, one row per evaluation in metrics.csv, running means of the loss."""

import csv
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from facecurve_train.checkpoint import config_contents
from facecurve_train.config import Config
from facecurve_train.evaluate import Figures, score
from facecurve_train.face_table import FaceTable
from facecurve_train.loss import Part


def append_row(path: Path, where: dict[str, float], losses: dict[str, float], figures: Figures) -> None:
    """where: step, size, minutes; losses: running means by part. The first row brings the header."""
    values: dict[str, float] = {**where, "score": score(figures)}
    values |= {f"loss_{name}": value for name, value in losses.items()}
    values |= {
        f"{name}_{key}": value
        for name, entry in figures.items()
        for key, value in entry.items()
        if isinstance(value, float)
    }
    if not path.exists():
        path.write_text(",".join(values) + "\n")
    with path.open(newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", newline="") as file:
        # A run that was resumed just before its end has no losses.
        writer = csv.DictWriter(file, header, restval="nan", extrasaction="ignore")
        writer.writerow(
            {name: f"{value:.5f}" if isinstance(value, float) else value for name, value in values.items()}
        )


class LossMeans:
    """Running means per labelled row, by part. They stay on the device until they are asked for."""

    def __init__(self, decay: float = 0.98) -> None:
        self.decay = decay
        self.sums: dict[str, tuple[Tensor, Tensor]] = {}

    def update(self, parts: dict[str, Part]) -> None:
        for name, part in parts.items():
            loss, rows = self.sums.get(name, (0.0, 0.0))
            self.sums[name] = (self.decay * loss + part.loss, self.decay * rows + part.rows)

    def values(self) -> dict[str, float]:
        """NaN where no row had the label."""
        return {name: (loss / rows).item() for name, (loss, rows) in self.sums.items()}


def write_description(path: Path, config: Config, faces: FaceTable, val: int, processes: int) -> None:
    """faces: those of training."""
    names, counts = np.unique(faces.set_name, return_counts=True)
    description = {
        "config": config_contents(config),
        "config_hash": config.digest(),
        "train": dict(zip(names.tolist(), counts.tolist(), strict=True)),
        "val": val,
        "problems": faces.problem_counts(),
        "processes": processes,
        "torch": torch.__version__,
    }
    path.write_text(json.dumps(description, indent=1) + "\n")
    print(json.dumps({key: value for key, value in description.items() if key != "config"}), flush=True)
    for problem in faces.problems[:20]:
        print(f"  {problem.kind}: {problem.file}: {problem.detail}", flush=True)
