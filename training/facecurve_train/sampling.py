"""Which faces make a batch: a fixed share per set, ages within a set flattened part of the way."""

import numpy as np

from facecurve_train.errors import TrainingError
from facecurve_train.face_table import FaceTable

# Batches on which shipped weights get their batch norm's statistics before a run goes on from them.
SETTLING_BATCHES = 8


def decade_of(faces: FaceTable) -> np.ndarray:
    """[N] int: the decade of the age or of the group's middle; -1 where no age is known."""
    middle = np.where(faces.age_low >= 0, (faces.age_low + np.minimum(faces.age_high, 80)) / 2, -10)
    years = np.where(np.isnan(faces.age), middle, np.nan_to_num(faces.age))
    return np.floor(years / 10).clip(-1, 9).astype(np.int64)


def row_weights(faces: FaceTable, balance: float) -> np.ndarray:
    """[N], each set summing to 1: (rows of the set's decade) ** -balance."""
    decade = decade_of(faces)
    weights = np.zeros(len(faces))
    for name in np.unique(faces.set_name):
        rows = np.flatnonzero(faces.set_name == name)
        values, counts = np.unique(decade[rows], return_counts=True)
        size = dict(zip(values, counts, strict=True))
        raw = np.array([size[value] for value in decade[rows]], dtype=np.float64) ** -balance
        weights[rows] = raw / raw.sum()
    return weights


class BatchSampler:
    """Draws with replacement. Batch `step` depends on (seed, step, rank) alone: resuming repeats none."""

    def __init__(
        self, faces: FaceTable, shares: dict[str, float], balance: float, batch: int, seed: int, rank: int = 0
    ) -> None:
        missing = sorted(set(shares) - set(np.unique(faces.set_name)))
        if missing:
            raise TrainingError(
                "empty", f"no training face of set {', '.join(missing)}, which has a share of the batch"
            )
        total = sum(shares.values())
        self.batch, self.seed, self.rank = batch, seed, rank
        self.probability = row_weights(faces, balance)
        for name in np.unique(faces.set_name):
            self.probability[faces.set_name == name] *= shares.get(name, 0.0) / total
        self._accumulate()

    def exclude(self, rows: np.ndarray) -> None:
        """Takes rows (bool [N]) out from now on; the other rows gain in proportion."""
        self.probability[rows] = 0
        self._accumulate()

    def _accumulate(self) -> None:
        self.cumulative = np.cumsum(self.probability / self.probability.sum())

    def draw(self, step: int) -> np.ndarray:
        """[batch] row numbers. Systematic sampling: every batch holds each set's share to within one face."""
        random = np.random.default_rng((self.seed, step, self.rank))
        positions = (np.arange(self.batch) + random.random(self.batch)) / self.batch
        return np.searchsorted(self.cumulative, positions * self.cumulative[-1]).clip(
            max=len(self.cumulative) - 1
        )
