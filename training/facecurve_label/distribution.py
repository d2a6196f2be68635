"""Curves over labels: `src/distribution/label-distribution.ts`, `temperature.ts` and `softmax.ts`, in double
precision.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Curve:
    """A probability for each of equally spaced labels.

    A label is the bin of one step around it, with its mass spread evenly: the cumulative distribution is
    piecewise linear through the bins' edges.
    """

    def __init__(self, labels: ArrayLike, masses: ArrayLike) -> None:
        """labels: [K], rising in equal steps; masses: [K], finite, not negative, not all 0."""
        self.labels: NDArray[np.float64] = np.asarray(labels, np.float64)
        masses = np.asarray(masses, np.float64)
        # Sums run from the first label to the last, as in the page, so that they are equal to the last bit.
        exact = masses / np.cumsum(masses)[-1]
        self.probabilities: NDArray[np.float32] = exact.astype(np.float32)
        self._edges = np.cumsum(exact)
        self._edges[-1] = 1
        self.expectation = float(np.cumsum(self.labels * exact)[-1])

    @property
    def _step(self) -> float:
        return float(self.labels[1] - self.labels[0])

    def quantile(self, q: float) -> float:
        """The value below which the share `q` of the mass lies."""
        share = min(1.0, max(0.0, q))
        reached = np.flatnonzero((self._edges >= share) & (self._edges > 0))
        index = int(reached[0]) if len(reached) else 0
        before = float(self._edges[index - 1]) if index else 0.0
        mass = float(self._edges[index]) - before
        part = (share - before) / mass if mass > 0 else 0.0
        return float(self.labels[index]) + (part - 0.5) * self._step

    def interval(self, share: float) -> tuple[float, float]:
        """The central interval that holds `share` of the mass."""
        outside = (1 - min(1.0, max(0.0, share))) / 2
        return self.quantile(outside), self.quantile(1 - outside)

    def probability_below(self, label: float) -> float:
        """P(value < `label`) on the piecewise linear cumulative distribution."""
        position = (label - float(self.labels[0])) / self._step + 0.5
        if not position > 0:
            return 0.0
        if position >= len(self._edges):
            return 1.0
        index = math.floor(position)
        before = float(self._edges[index - 1]) if index else 0.0
        return before + (position - index) * (float(self._edges[index]) - before)


def curve_from_logits(logits: ArrayLike, head: dict[str, Any]) -> Curve:
    """The calibrated curve of a head. logits: [K]; head: `first`, `step` and `temperature` of the model's
    card.
    """
    values = np.asarray(logits, np.float64)
    labels = head["first"] + np.arange(len(values)) * head["step"]
    return Curve(labels, _softmax(values, temperature_for(values, labels, head["temperature"])))


def temperature_for(
    logits: NDArray[np.float64], labels: NDArray[np.float64], temperature: float | dict[str, list[float]]
) -> float:
    """The temperature of these logits: a number, or a curve at the expectation before calibration."""
    if not isinstance(temperature, dict):
        return float(temperature)
    masses = _softmax(logits, 1)
    expectation = np.cumsum(masses * labels)[-1] / np.cumsum(masses)[-1]
    return _interpolated(temperature["at"], temperature["values"], float(expectation))


def _softmax(logits: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Before it is divided by its sum; the largest value is 1."""
    return np.exp((logits - logits.max()) / temperature)


def _interpolated(at: list[float], values: list[float], label: float) -> float:
    above = next((index for index, point in enumerate(at) if point >= label), None)
    if above is None:
        return values[-1]
    if above == 0:
        return values[0]
    (x0, x1), (y0, y1) = at[above - 1 : above + 1], values[above - 1 : above + 1]
    return y0 + ((label - x0) / (x1 - x0)) * (y1 - y0)
