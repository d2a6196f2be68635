"""The temperature of the age curve as a function of its own estimate: `temperature: {at, values}` of a card.

Under one temperature the intervals of old faces hold less than they say, those of children more. So a
temperature is fitted at each knot, to the faces near it, and drawn towards the temperature of all faces. The
function ships only if faces that it was not fitted to gain by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from facecurve_train import distribution
from facecurve_train.face_table import FaceTable
from facecurve_train.labels import AGE_LABELS

KNOTS = (5.0, 20.0, 35.0, 50.0, 65.0, 80.0)  # years of the uncalibrated expectation
BANDWIDTH = 9.0  # years: how near a face must be to count at a knot
PRIOR_FACES = 40.0  # so many faces' weight the temperature of all faces has at each knot
CANDIDATES = np.geomspace(0.5, 2.0, 61)


@dataclass(frozen=True)
class SmoothTemperature:
    """Piecewise linear through (at[i], values[i]), constant beyond the ends."""

    at: tuple[float, ...]
    values: tuple[float, ...]

    def of(self, logits: np.ndarray) -> np.ndarray:
        """[n,101] -> [n], by each curve's own expectation at temperature 1."""
        years = distribution.expectation(distribution.softmax(logits), AGE_LABELS)
        return np.interp(years, self.at, self.values)


Temperature = float | SmoothTemperature


def apply_temperature(logits: np.ndarray, temperature: Temperature) -> np.ndarray:
    """[n,K] -> probabilities [n,K]."""
    if isinstance(temperature, SmoothTemperature):
        return distribution.softmax(logits / temperature.of(logits)[:, None])
    return distribution.softmax(logits, temperature)


def temperature_entry(temperature: Temperature) -> float | dict[str, list[float]]:
    """As the card has it."""
    if isinstance(temperature, SmoothTemperature):
        return {"at": list(temperature.at), "values": list(temperature.values)}
    return temperature


def card_temperatures(card: Mapping[str, Any]) -> dict[str, Temperature]:
    """{head: its temperature} of a card.json's contents."""

    def read(entry: float | dict[str, list[float]]) -> Temperature:
        if isinstance(entry, dict):
            return SmoothTemperature(tuple(entry["at"]), tuple(entry["values"]))
        return entry

    return {name: read(head["temperature"]) for name, head in card["heads"].items()}


def negative_log_likelihood(probabilities: np.ndarray, age: np.ndarray) -> np.ndarray:
    """[n,101], [n] -> [n]."""
    nearest = np.clip(np.round(age).astype(int), 0, 100)
    return -np.log(probabilities[np.arange(len(age)), nearest] + 1e-12)


def ranked_probability_score(probabilities: np.ndarray, age: np.ndarray) -> np.ndarray:
    """CRPS over whole years: [n,101], [n] -> [n]."""
    step = (AGE_LABELS[None, :] >= np.round(age)[:, None]).astype(np.float64)
    return ((np.cumsum(probabilities, axis=1) - step) ** 2).sum(axis=1)


def fit_smooth(logits: np.ndarray, age: np.ndarray, overall: float) -> SmoothTemperature:
    """The most likely temperature of the faces near each knot; `overall` is a prior in log temperature."""
    losses = np.stack([negative_log_likelihood(distribution.softmax(logits, t), age) for t in CANDIDATES])
    years = distribution.expectation(distribution.softmax(logits), AGE_LABELS)
    values = []
    for knot in KNOTS:
        near = np.exp(-0.5 * ((years - knot) / BANDWIDTH) ** 2)
        best = CANDIDATES[int((losses @ near).argmin())]
        trust = near.sum() / (near.sum() + PRIOR_FACES)
        values.append(round(float(np.exp(trust * np.log(best) + (1 - trust) * np.log(overall))), 4))
    return SmoothTemperature(KNOTS, tuple(values))


def age_temperature(
    val: FaceTable, logits: np.ndarray, fit_overall: Callable[[FaceTable, np.ndarray], float]
) -> Temperature:
    """The function, if it gains by NLL and by CRPS over both halves of val, each fitted on the other half."""
    overall = fit_overall(val, logits)
    known = ~np.isnan(val.age)
    if known.sum() < 10 * len(KNOTS):
        return overall
    halves = np.arange(known.sum()) % 2
    given, age = logits[known], val.age[known].astype(np.float64).clip(0, 100)
    gains = np.zeros(2)
    for half in (0, 1):
        fit, test = halves == half, halves != half
        faces = val.take(np.flatnonzero(known)[fit])
        one = fit_overall(faces, given[fit])
        smooth = fit_smooth(given[fit], age[fit], one)
        for index, score in enumerate((negative_log_likelihood, ranked_probability_score)):
            before = score(apply_temperature(given[test], one), age[test]).mean()
            gains[index] += before - score(apply_temperature(given[test], smooth), age[test]).mean()
    print(f"smooth temperature on the other half of val: {gains[0] / 2:+.4f} NLL, {gains[1] / 2:+.4f} CRPS")
    return fit_smooth(given, age, overall) if (gains > 0).all() else overall
