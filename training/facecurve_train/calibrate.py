"""What is fitted on `val` after training: a temperature per head, and the threshold that withholds minors.

Sets with age groups alone (weights for any use are learned from such) are calibrated by their groups.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.data import FaceTable
from facecurve_train.errors import TrainingError
from facecurve_train.evaluate import PRINTED_SHARES, coverage, vote_coverage
from facecurve_train.labels import AGE_LABELS

MINOR_AGE = 18
WITHHELD_SHARE = 0.993  # of val faces under 16; the promise is 0.99 on test
SURELY_MINOR_AGE = 16
# Some hundred children on `val` may allow a high threshold, which the next hundred would not: whatever they
# allow, one chance in a hundred of a minor is a real chance.
REAL_CHANCE = 0.01
TEMPERATURES = np.geomspace(0.3, 3.0, 231)


@dataclass(frozen=True)
class Calibration:
    temperatures: dict[str, float]  # the page divides the logits by it before the softmax
    minors_threshold: float  # attractiveness is withheld where P(age < 18) is above it
    withheld_minors: float  # share of val faces surely under 16
    withheld_adults: float  # share of val faces of 21 to 30


def calibrate(faces: FaceTable, logits: dict[str, np.ndarray]) -> Calibration:
    """faces: val; logits {head: [N,K]} of the very weights that ship."""
    age_temperature = fit_age_temperature(faces, logits["age"])
    votes_temperature = fit_votes_temperature(faces, logits["attractiveness"])
    curves = distribution.softmax(logits["age"], age_temperature)
    under_18 = distribution.probability_under(curves, MINOR_AGE)
    minors, adults = (under_18[rows] for rows in minors_and_adults(faces))
    threshold = min(minors_threshold(minors), REAL_CHANCE)
    return Calibration(
        {"age": age_temperature, "attractiveness": votes_temperature},
        threshold,
        withheld_minors=float((minors > threshold).mean()),
        withheld_adults=float((adults > threshold).mean()) if len(adults) else float("nan"),
    )


def minors_and_adults(faces: FaceTable) -> tuple[np.ndarray, np.ndarray]:
    """[N] bool each: surely under 16, by exact age or by group, and 21 to 30.

    Groups count among the minors since exact ages are few, and a single wrong label would set the threshold.
    Where no age is exact: groups that end by 19, since those may hold children, and groups within 20 to 30.
    """
    grouped = faces.age_low >= 0
    if np.isnan(faces.age).all():
        return grouped & (faces.age_high <= 19), (faces.age_low >= 20) & (faces.age_high <= 30)
    minors = (faces.age < SURELY_MINOR_AGE) | (grouped & (faces.age_high < SURELY_MINOR_AGE))
    return minors, (faces.age >= 21) & (faces.age <= 30)


def fit_age_temperature(faces: FaceTable, logits: np.ndarray) -> float:
    """The intervals shall hold their shares of the exact ages; groups alone need another rule."""
    known = ~np.isnan(faces.age)
    if not known.any():
        return fit_group_temperature(faces, logits)
    age = faces.age[known].clip(0, 100)

    def held(temperature: float) -> list[float]:
        curves = distribution.softmax(logits[known], temperature)
        return list(coverage(curves, age, PRINTED_SHARES).values())

    return solve_temperature(held)


def fit_group_temperature(faces: FaceTable, logits: np.ndarray) -> float:
    """The most likely temperature given age groups: the mean of log P(group) is largest."""
    known = faces.age_low >= 0
    if not known.any():
        return 1.0
    low, high = faces.age_low[known, None], faces.age_high[known, None]
    inside = (low <= AGE_LABELS) & (high >= AGE_LABELS)

    def likelihood(temperature: float) -> float:
        mass = (distribution.softmax(logits[known], temperature) * inside).sum(axis=1)
        return float(np.log(mass + 1e-12).mean())

    return round(float(max(TEMPERATURES, key=likelihood)), 4)


def fit_votes_temperature(faces: FaceTable, logits: np.ndarray) -> float:
    """The intervals shall hold their shares of the raters' votes."""
    voted = faces.votes.sum(axis=1) > 0
    if not voted.any():
        return 1.0
    votes = faces.votes[voted] / faces.votes[voted].sum(axis=1, keepdims=True)

    def held(temperature: float) -> list[float]:
        curves = distribution.softmax(logits[voted], temperature)
        return [vote_coverage(curves, votes, share) for share in PRINTED_SHARES]

    return solve_temperature(held)


def solve_temperature(held: Callable[[float], Sequence[float]]) -> float:
    """The temperature whose coverages are together nearest to PRINTED_SHARES; the middle of all that are.

    Each gap counts in its standard error, so that 2 % weigh more at 95 % than at 50 %. One number serves all
    three: what is left on `val` is within chance (the card prints it), and the curve keeps its shape.
    """
    shares = np.array(PRINTED_SHARES)
    gaps = np.array([np.asarray(held(temperature)) - shares for temperature in TEMPERATURES])
    distances = (gaps**2 / (shares * (1 - shares))).sum(axis=1)
    nearest = TEMPERATURES[distances <= distances.min() + 1e-9]
    return round(float(np.exp(np.log(nearest).mean())), 4)


def minors_threshold(under_18_of_minors: np.ndarray, share: float = WITHHELD_SHARE) -> float:
    """The largest threshold that withholds `share` of the given minors: P(age < 18) of each, [n] -> scalar.

    With few faces it may have to withhold them all; it then lies just under the least certain one.
    """
    if len(under_18_of_minors) == 0:
        raise TrainingError("empty", "no val face that is surely under 16: the minors' threshold needs some")
    ordered = np.sort(under_18_of_minors)
    missed = int(np.floor(len(ordered) * (1 - share)))
    threshold = ordered[missed] * (1 - 1e-3)
    return float(np.floor(threshold * 1e5) / 1e5)
