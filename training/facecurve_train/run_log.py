"""A run's diary: one row per evaluation in metrics.csv."""

import csv
from pathlib import Path

from facecurve_train.evaluate import Figures, score

LOSS_PARTS = ("age", "group", "votes", "gender", "race", "embedding")


def append_row(path: Path, where: dict[str, float], losses: dict[str, float], figures: Figures) -> None:
    """where: step, size, minutes; losses: running means by part. The first row brings the header."""
    values: dict[str, float] = {**where, "score": score(figures)}
    values |= {f"loss_{name}": losses.get(name, float("nan")) for name in LOSS_PARTS}
    values |= {
        f"{name}_{key}": value
        for name, entry in figures.items()
        for key, value in entry.items()
        if isinstance(value, float)
    }
    is_new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(values)
        writer.writerow(f"{value:.5f}" if isinstance(value, float) else value for value in values.values())
