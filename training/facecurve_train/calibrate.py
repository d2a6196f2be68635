"""What is fitted on `val` after training: a temperature per head, and the threshold that withholds minors."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.data import FaceTable
from facecurve_train.errors import TrainingError
from facecurve_train.evaluate import vote_coverage
from facecurve_train.labels import AGE_LABELS

SHARE = 0.8  # the interval that the page prints: "8 in 10 between .. and .."
MINOR_AGE = 18
WITHHELD_SHARE = 0.993  # of val faces under 16; the promise is 0.99 on test
SURELY_MINOR_AGE = 16
TEMPERATURES = np.geomspace(0.3, 3.0, 231)


@dataclass(frozen=True)
class Calibration:
    temperatures: dict[str, float]  # the page divides the logits by it before the softmax
    minors_threshold: float  # attractiveness is withheld where P(age < 18) is above it
    withheld_minors: float  # share of val faces under 16
    withheld_adults: float  # share of val faces of 21 to 30


def calibrate(faces: FaceTable, logits: dict[str, np.ndarray]) -> Calibration:
    """faces: val; logits {head: [N,K]} of the very weights that ship."""
    age_temperature = fit_age_temperature(faces, logits["age"])
    votes_temperature = fit_votes_temperature(faces, logits["attractiveness"])
    exact = ~np.isnan(faces.age)
    curves = distribution.softmax(logits["age"][exact], age_temperature)
    under_18 = distribution.probability_under(curves, MINOR_AGE)
    age = faces.age[exact]
    threshold = minors_threshold(under_18[age < SURELY_MINOR_AGE])
    adults = under_18[(age >= 21) & (age <= 30)]
    return Calibration(
        {"age": age_temperature, "attractiveness": votes_temperature},
        threshold,
        withheld_minors=float((under_18[age < SURELY_MINOR_AGE] > threshold).mean()),
        withheld_adults=float((adults > threshold).mean()) if len(adults) else float("nan"),
    )


def fit_age_temperature(faces: FaceTable, logits: np.ndarray) -> float:
    """The 80 % interval shall hold 80 % of the exact ages."""
    known = ~np.isnan(faces.age)
    age = faces.age[known].clip(0, 100)

    def coverage(temperature: float) -> float:
        curves = distribution.softmax(logits[known], temperature)
        low, high = distribution.central_interval(curves, AGE_LABELS, SHARE)
        return float(((low <= age) & (age <= high)).mean())

    return solve_temperature(coverage) if known.any() else 1.0


def fit_votes_temperature(faces: FaceTable, logits: np.ndarray) -> float:
    """The 80 % interval shall hold 80 % of the raters' votes."""
    voted = faces.votes.sum(axis=1) > 0
    if not voted.any():
        return 1.0
    shares = faces.votes[voted] / faces.votes[voted].sum(axis=1, keepdims=True)
    return solve_temperature(
        lambda temperature: vote_coverage(distribution.softmax(logits[voted], temperature), shares, SHARE)
    )


def solve_temperature(coverage: Callable[[float], float]) -> float:
    """The temperature whose coverage is nearest to SHARE; the middle of all that are equally near."""
    distances = np.array([abs(coverage(temperature) - SHARE) for temperature in TEMPERATURES])
    nearest = TEMPERATURES[distances <= distances.min() + 1e-9]
    return round(float(np.exp(np.log(nearest).mean())), 4)


def minors_threshold(under_18_of_minors: np.ndarray, share: float = WITHHELD_SHARE) -> float:
    """The largest threshold that withholds `share` of the given minors: P(age < 18) of each, [n] -> scalar.

    With few faces it may have to withhold them all; it then lies just under the least certain one.
    """
    if len(under_18_of_minors) == 0:
        raise TrainingError(
            "empty", "no val face under 16 with an exact age: the minors' threshold needs some"
        )
    ordered = np.sort(under_18_of_minors)
    missed = int(np.floor(len(ordered) * (1 - share)))
    threshold = ordered[missed] * (1 - 1e-3)
    return float(np.floor(threshold * 1e5) / 1e5)
