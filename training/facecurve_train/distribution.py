"""The mathematics of a predicted curve, the same as the page's: bin k spans [k - 1/2, k + 1/2]."""

import numpy as np

from facecurve_train.labels import AGE_LABELS


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """[n,K] -> [n,K] in float64."""
    scaled = logits.astype(np.float64) / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    exponentials = np.exp(scaled)
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def expectation(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """[n,K] -> [n]."""
    return probabilities @ labels.astype(np.float64)


def quantile(probabilities: np.ndarray, labels: np.ndarray, share: float) -> np.ndarray:
    """Inverse of the piecewise linear cumulative curve: [n,K] -> [n]."""
    cumulative = np.cumsum(probabilities, axis=1)
    bins = np.argmax(cumulative >= share - 1e-12, axis=1)
    rows = np.arange(len(probabilities))
    mass = probabilities[rows, bins]
    before = cumulative[rows, bins] - mass
    within = np.divide(share - before, mass, out=np.zeros_like(mass), where=mass > 0)
    return labels[bins] - 0.5 + within.clip(0, 1)


def central_interval(
    probabilities: np.ndarray, labels: np.ndarray, share: float
) -> tuple[np.ndarray, np.ndarray]:
    """[n,K] -> low [n], high [n] with (1 - share) / 2 of the mass outside on each side."""
    tail = (1 - share) / 2
    return quantile(probabilities, labels, tail), quantile(probabilities, labels, 1 - tail)


def mass_below(histograms: np.ndarray, labels: np.ndarray, limit: np.ndarray) -> np.ndarray:
    """The piecewise linear cumulative curve at limit: [n,K], [n] -> [n]."""
    within = (limit[:, None] - (labels[None, :] - 0.5)).clip(0, 1)
    return (histograms * within).sum(axis=1)


def probability_under(probabilities: np.ndarray, age: int) -> np.ndarray:
    """P(age < `age`): the mass of the bins 0 .. age - 1. [n,101] -> [n]."""
    return probabilities[:, age > AGE_LABELS].sum(axis=1)
