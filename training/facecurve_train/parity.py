"""How far two computations of the same network are apart, in the units that the page shows."""

from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.errors import TrainingError
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS

LARGEST_YEARS, LARGEST_POINTS = 0.05, 0.01


@dataclass(frozen=True)
class Parity:
    """Largest differences of the expectations over `crops` faces."""

    crops: int
    years: float
    points: float

    def refuse_if_apart(self, what: str) -> None:
        if self.years <= LARGEST_YEARS and self.points <= LARGEST_POINTS:
            return
        raise TrainingError(
            "wrong-results",
            f"{what} is off by up to {self.years:.4f} years and {self.points:.4f} points; "
            f"allowed are {LARGEST_YEARS} and {LARGEST_POINTS}",
        )


def compare(expected: dict[str, np.ndarray], actual: dict[str, np.ndarray]) -> Parity:
    """expected, actual: {head: logits [n,K]}, at temperature 1, where differences are largest."""
    differences = {}
    for name, labels in (("age", AGE_LABELS), ("attractiveness", ATTRACTIVENESS_LABELS)):
        values = [
            distribution.expectation(distribution.softmax(logits[name]), labels)
            for logits in (expected, actual)
        ]
        differences[name] = round(float(np.abs(values[0] - values[1]).max()), 7)
    return Parity(len(expected["age"]), differences["age"], differences["attractiveness"])
