"""What is fitted on `val` after training: a temperature per head, and the threshold that withholds minors.

Sets with age groups alone (weights for any use are learned from such) are calibrated by their groups.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.evaluate import PRINTED_SHARES, coverage, vote_coverage
from facecurve_train.face_table import FaceTable, concatenate
from facecurve_train.heads import AGES, DEFAULT_HEADS, VOTES, Head, Heads
from facecurve_train.labels import AGE_LABELS
from facecurve_train.minors_rule import (
    RULES,
    SURELY_MINOR_AGE,
    Evidence,
    MinorsRule,
    chance_of_minor,
    choose_rule,
    withheld_share,
    youngest_possible,
)
from facecurve_train.temperature import Temperature, age_temperature, apply_temperature

TEMPERATURES = np.geomspace(0.3, 3.0, 231)


@dataclass(frozen=True)
class Answers:
    """What the very weights that ship answer to faces."""

    faces: FaceTable
    logits: dict[str, np.ndarray]  # {head: [N,K]}


@dataclass(frozen=True)
class Calibration:
    temperatures: dict[str, Temperature]  # the page divides the logits by it before the softmax
    minors: MinorsRule
    withheld_minors: float | None  # share of the rule's own faces surely under 16
    withheld_adults: float | None  # share of val faces of 21 to 30


def calibrate(
    val: Answers,
    minors: Answers | None = None,
    evidence: Evidence = RULES["age"],
    heads: Heads = DEFAULT_HEADS,
) -> Calibration:
    """minors: of faces under 18 that training did not see; the minors' rule is chosen on them and on val.

    evidence: of the minors' rule.
    """
    temperatures = {name: fit_temperature(val, name, head) for name, head in heads.items()}
    curves = on_val = calibrated(val.logits, temperatures)
    faces = val.faces
    if minors is not None and len(minors.faces):
        on_minors = calibrated(minors.logits, temperatures)
        faces = concatenate([val.faces, minors.faces])
        curves = {name: np.concatenate([on_val[name], on_minors[name]]) for name in on_val}
    rule = choose_rule(faces, curves, evidence)
    chance = chance_of_minor(curves, evidence)
    young = youngest_possible(faces, SURELY_MINOR_AGE)
    adults = adults_of(val.faces, 21, 30)
    return Calibration(
        temperatures,
        rule,
        withheld_minors=withheld_share(chance, young, rule.threshold),
        withheld_adults=withheld_share(chance_of_minor(on_val, evidence), adults, rule.threshold),
    )


def fit_temperature(val: Answers, name: str, head: Head) -> Temperature:
    """1 for a head whose labels cannot say how wide its curve should be: a class, or a mean alone."""
    if head.learned_from == AGES:
        return age_temperature(val.faces, val.logits[name], fit_age_temperature)
    if head.learned_from == VOTES:
        return fit_votes_temperature(val.faces, val.logits[name])
    return 1.0


def calibrated(logits: dict[str, np.ndarray], temperatures: dict[str, Temperature]) -> dict[str, np.ndarray]:
    """{head: probabilities [n,K]} as the page shows them."""
    return {name: apply_temperature(values, temperatures.get(name, 1.0)) for name, values in logits.items()}


def adults_of(faces: FaceTable, youngest: int, oldest: int) -> np.ndarray:
    """[N] bool: of youngest..oldest by exact age; where no age is exact, of groups within a year of that."""
    if np.isnan(faces.age).all():
        return (faces.age_low >= youngest - 1) & (faces.age_high <= oldest)
    with np.errstate(invalid="ignore"):  # NaN is no age, and compares as false
        return (faces.age >= youngest) & (faces.age <= oldest)


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
