"""How far two computations of the same network are apart, in the units that the page shows."""

from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.errors import TrainingError

LARGEST_SHARE = 0.0005  # of a head's scale: 0.05 years of 100


@dataclass(frozen=True)
class Parity:
    """Largest differences of the expectations over `crops` faces."""

    crops: int
    largest: dict[str, float]  # by head, on its labels
    scales: dict[str, int]  # last label less first one

    def refuse_if_apart(self, what: str) -> None:
        for name, difference in self.largest.items():
            allowed = LARGEST_SHARE * self.scales[name]
            if not difference <= allowed:
                raise TrainingError(
                    "wrong-results",
                    f"{what} is off by up to {difference:.4f} in {name}; allowed is {allowed}",
                )


def compare(expected: dict[str, np.ndarray], actual: dict[str, np.ndarray]) -> Parity:
    """expected, actual: {head: logits [n,K]}, at temperature 1, where differences are largest."""
    largest, scales = {}, {}
    for name in expected:
        # Labels are a step of 1 apart, so bins give the same difference.
        bins = np.arange(expected[name].shape[1])
        values = [
            distribution.expectation(distribution.softmax(logits[name]), bins)
            for logits in (expected, actual)
        ]
        largest[name] = round(float(np.abs(values[0] - values[1]).max()), 7)
        scales[name] = len(bins) - 1
    return Parity(len(expected["age"]), largest, scales)
