"""The rule that withholds attractiveness where a face may be a minor's: evidence, a threshold and its bound.

The chance of a minor is sigmoid(sum over heads of weight * logit(P)). P is the mass under 18 of the age
curve, or the second bin of the head `minor`. With the age curve alone the chance is that mass itself. The
threshold is chosen on minors alone, so the mix of adults cannot move it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.data import FaceTable
from facecurve_train.errors import TrainingError
from facecurve_train.labels import MINOR_AGE

SURELY_MINOR_AGE = 16
# Under each age: the largest share of faces that the rule may let through.
LARGEST_MISSED = {SURELY_MINOR_AGE: 0.01, MINOR_AGE: 0.05}
CONFIDENCE = 0.95  # one-sided, of the bound on the share that is let through
SMALLEST_CHANCE = 1e-6  # the page clamps to it before the logit as well

Evidence = Mapping[str, float]
# Compared in EXPERIMENTS.md by what each withholds from adults at the same share of minors.
RULES: dict[str, Evidence] = {
    "age": {"age": 1.0},
    "minor": {"minor": 1.0},
    "both": {"age": 0.5, "minor": 0.5},
}


@dataclass(frozen=True)
class MinorsRule:
    evidence: Evidence
    threshold: float  # votes are withheld where the chance of a minor is above it
    faces: int  # minors it was chosen on
    missed_bound: float  # with CONFIDENCE at most this share of the faces under SURELY_MINOR_AGE gets votes


def chance_of_minor(curves: Mapping[str, np.ndarray], evidence: Evidence) -> np.ndarray:
    """{head: probabilities [n,K]} -> [n]."""
    absent = sorted(set(evidence) - set(curves))
    if absent:
        raise TrainingError(
            "bad-config", f"the minors' rule needs the head {absent[0]}, which was not learned"
        )
    if dict(evidence) == {"age": 1.0}:
        return distribution.probability_under(curves["age"], MINOR_AGE)
    total = np.zeros(len(curves["age"]))
    for head, weight in evidence.items():
        probabilities = curves[head]
        mass = (
            distribution.probability_under(probabilities, MINOR_AGE)
            if head == "age"
            else probabilities[:, 1].astype(np.float64)
        )
        mass = mass.clip(SMALLEST_CHANCE, 1 - SMALLEST_CHANCE)
        total += weight * np.log(mass / (1 - mass))
    return 1 / (1 + np.exp(-total))


def youngest_possible(faces: FaceTable, limit: int) -> np.ndarray:
    """[N] bool: surely under `limit`, by exact age or by group."""
    with np.errstate(invalid="ignore"):  # NaN is no age, and compares as false
        return (faces.age < limit) | ((faces.age_low >= 0) & (faces.age_high < limit))


def choose_rule(faces: FaceTable, curves: Mapping[str, np.ndarray], evidence: Evidence) -> MinorsRule:
    """faces: not seen in training, minors among them; curves: calibrated, of the weights that ship."""
    chance = chance_of_minor(curves, evidence)
    thresholds = []
    for limit, share in LARGEST_MISSED.items():
        minors = np.sort(chance[youngest_possible(faces, limit)])
        if len(minors) == 0:
            raise TrainingError("empty", f"no face that is surely under {limit}: the minors' rule needs some")
        missed = largest_count(len(minors), share)
        # With too few faces for the bound the rule withholds them all.
        thresholds.append(minors[max(missed, 0)] * (1 - 1e-3))
    threshold = float(np.floor(min(thresholds) * 1e5) / 1e5)
    young = chance[youngest_possible(faces, SURELY_MINOR_AGE)]
    missed = int((young <= threshold).sum())
    return MinorsRule(evidence, threshold, len(young), upper_bound(missed, len(young)))


def largest_count(total: int, share: float) -> int:
    """The most misses among `total` whose bound is at most `share`; -1 where not even none is enough."""
    missed = -1
    while missed + 1 < total and upper_bound(missed + 1, total) <= share:
        missed += 1
    return missed


def upper_bound(missed: int, total: int) -> float:
    """Clopper and Pearson's one-sided bound on a share of which `missed` of `total` were seen."""
    low, high = missed / total, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if binomial_below(missed, total, middle) > 1 - CONFIDENCE:
            low = middle
        else:
            high = middle
    return high


def binomial_below(count: int, total: int, chance: float) -> float:
    """P(X <= count) for X of `total` draws with `chance` each, 0 < chance < 1."""
    return sum(
        math.exp(
            math.lgamma(total + 1) - math.lgamma(drawn + 1) - math.lgamma(total - drawn + 1)
            + drawn * math.log(chance) + (total - drawn) * math.log1p(-chance)
        )
        for drawn in range(count + 1)
    )  # fmt: skip


def withheld_share(chance: np.ndarray, rows: np.ndarray, threshold: float) -> float:
    """Of the faces of `rows` (bool [N]); NaN where there are none."""
    return float((chance[rows] > threshold).mean()) if rows.any() else float("nan")
