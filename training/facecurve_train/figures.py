"""Figures over faces: arrays in, numbers out. Training and `npm run evaluate` share them.

This module needs numpy only, so that `npm run evaluate` runs without PyTorch. n is the number of faces; a
figure without a face to count is None.
"""

from collections.abc import Mapping

import numpy as np

Interval = tuple[np.ndarray, np.ndarray]  # low [n], high [n]
LEAST_SIGMA = 0.5  # points; raters who all but agree would make the epsilon error divide by 0


def mean(values: np.ndarray) -> float | None:
    return float(values.mean()) if len(values) else None


def median(values: np.ndarray) -> float | None:
    return float(np.median(values)) if len(values) else None


def error_figures(estimate: np.ndarray, age: np.ndarray) -> dict[str, float | None]:
    """Errors in years: estimate [n], age [n]; `within5` is the share of errors up to 5 years."""
    error = np.abs(estimate - age)
    return {"mae": mean(error), "median": median(error), "within5": mean(error <= 5)}


def share_inside(interval: Interval, values: np.ndarray) -> float | None:
    """Share of values [n] that lie in their interval."""
    low, high = interval
    return mean((low <= values) & (values <= high))


def coverage(intervals: Mapping[str, Interval], values: np.ndarray) -> dict[str, float | None]:
    """{share in %: interval} and values [n] -> {share in %: share of the values inside}."""
    return {share: share_inside(interval, values) for share, interval in intervals.items()}


def group_accuracy(estimate: np.ndarray, low: np.ndarray, high: np.ndarray) -> float | None:
    """Share of estimates that round into their group: low - 1/2 <= estimate < high + 1/2."""
    return mean((low - 0.5 <= estimate) & (estimate < high + 0.5))


def accuracy_within_one_group(estimate: np.ndarray, low: np.ndarray, high: np.ndarray) -> float | None:
    """Share of estimates that round into the labelled group or into one next to it.

    The set's groups are the different pairs (low, high) [n]. None where two of them overlap: then a group has
    no neighbours.
    """
    groups = np.unique(np.stack([low, high], axis=1), axis=0)
    if (groups[1:, 0] <= groups[:-1, 1]).any():
        return None
    labelled = np.searchsorted(groups[:, 0], low)
    estimated = np.searchsorted(groups[:, 0] - 0.5, estimate, side="right") - 1
    return mean(np.abs(estimated.clip(0) - labelled) <= 1)


def pearson(estimate: np.ndarray, label: np.ndarray) -> float | None:
    """Pearson's correlation; None for fewer than two faces and where one side does not vary."""
    if len(label) < 2 or np.ptp(estimate) == 0 or np.ptp(label) == 0:
        return None
    return float(np.corrcoef(estimate, label)[0, 1])


def vote_shares(votes: np.ndarray) -> np.ndarray:
    """Counts [n,K] -> shares [n,K]."""
    return votes / votes.sum(axis=1, keepdims=True)


def votes_inside(shares: np.ndarray, interval: Interval) -> float | None:
    """Mean share of the votes [n,K] inside; votes for k points are spread over [k - 1/2, k + 1/2]."""
    low, high = (np.asarray(end)[:, None] for end in interval)
    points = np.arange(1, shares.shape[1] + 1)
    overlap = np.minimum(high, points + 0.5) - np.maximum(low, points - 0.5)
    return mean((shares * overlap.clip(0, 1)).sum(axis=1))


def earth_movers(predicted: np.ndarray, shares: np.ndarray) -> float | None:
    """Mean earth mover's distance of two histograms [n,K] over the same labels, in steps between labels."""
    return mean(np.abs(np.cumsum(predicted - shares, axis=1)).sum(axis=1))


def vote_sigma(shares: np.ndarray) -> np.ndarray:
    """Standard deviation of each picture's votes in points: [n,K] -> [n], at least LEAST_SIGMA."""
    points = np.arange(1, shares.shape[1] + 1)
    centre = shares @ points
    variance = (shares * (points[None, :] - centre[:, None]) ** 2).sum(axis=1)
    return np.sqrt(variance).clip(LEAST_SIGMA)


def epsilon_error(estimate: np.ndarray, label: np.ndarray, sigma: np.ndarray) -> float | None:
    """The error of ChaLearn's and DLDL's papers: mean of 1 - exp(-(estimate - label)^2 / (2 sigma^2)).

    estimate, label [n] on the set's own scale; sigma [n] is how far the raters of each picture disagree.
    """
    return mean(1 - np.exp(-((estimate - label) ** 2) / (2 * sigma**2)))
