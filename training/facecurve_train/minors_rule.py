"""The rule that withholds attractiveness where a face may be a minor's: evidence, a threshold and its bound.

The chance of a minor is sigmoid(sum over heads of weight * logit(P)). P is the mass under 18 of the age
curve, or the second bin of the head `minor`. With the age curve alone the chance is that mass itself. The
threshold is chosen on minors alone, so the mix of adults cannot move it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from facecurve_train import distribution
from facecurve_train.errors import TrainingError
from facecurve_train.face_table import FaceTable
from facecurve_train.labels import MINOR_AGE

SURELY_MINOR_AGE = 16
# Under each age: the largest share of faces that the rule may let through.
LARGEST_MISSED = {SURELY_MINOR_AGE: 0.01, MINOR_AGE: 0.05}
CONFIDENCE = 0.95  # one-sided, of the bound on the share that is let through
# Of the largest threshold that keeps both bounds: a start may have seen the faces that its run held out,
# and faces from elsewhere are harder (EXPERIMENTS.md, sixth round).
MARGIN = 0.5
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
    """faces: not seen in training, minors among them; curves: calibrated, of the weights that ship.

    Each year of age counts the same, and each age group as much as a year: the sets hold far more babies, of
    whom no rule misses any, than teenagers. The threshold keeps a MARGIN.
    """
    chance = chance_of_minor(curves, evidence)
    thresholds = []
    for limit, share in LARGEST_MISSED.items():
        rows = youngest_possible(faces, limit)
        if not rows.any():
            raise TrainingError("empty", f"no face that is surely under {limit}: the minors' rule needs some")
        thresholds.append(largest_threshold(chance[rows], even_weights(faces.take(rows)), share))
    threshold = float(np.floor(MARGIN * min(thresholds) * 1e5) / 1e5)
    rows = youngest_possible(faces, SURELY_MINOR_AGE)
    weights = even_weights(faces.take(rows))
    missed = float(weights[chance[rows] <= threshold].sum())
    return MinorsRule(evidence, threshold, len(weights), upper_bound(missed, effective_count(weights)))


def even_weights(faces: FaceTable) -> np.ndarray:
    """[N], summing to 1: each year of age that has faces weighs the same, and so does each age group."""
    label = np.where(np.isnan(faces.age), -1.0 - faces.age_low, np.floor(faces.age))
    _, which, counts = np.unique(label, return_inverse=True, return_counts=True)
    return 1 / (counts[which] * len(counts))


def effective_count(weights: np.ndarray) -> float:
    """How many equally weighted faces tell as much as these (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def largest_threshold(chance: np.ndarray, weights: np.ndarray, share: float) -> float:
    """The largest threshold whose bound on the missed share of these minors is at most `share`: [n], [n].

    With too few faces for the bound the threshold misses none of them.
    """
    order = np.argsort(chance)
    missed = np.concatenate([[0.0], np.cumsum(weights[order])[:-1]])
    count = effective_count(weights)
    allowed = [place for place, part in enumerate(missed) if upper_bound(part, count) <= share]
    return float(chance[order[max(allowed, default=0)]] * (1 - 1e-3))


def upper_bound(missed: float, count: float) -> float:
    """Clopper and Pearson's one-sided bound on a share that was `missed` in `count` faces.

    With weighted faces `count` is a fraction, as in Korn and Graubard (1998): the beta distribution stands in
    place of the binomial.
    """
    low, high = missed, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if beta_above(middle, missed * count + 1, count * (1 - missed)) > 1 - CONFIDENCE:
            low = middle
        else:
            high = middle
    return high


def beta_above(point: float, first: float, second: float, steps: int = 4000) -> float:
    """P(X > point) of Beta(first, second), first and second above 0, by the midpoint rule."""
    # Even steps in the cube root resolve the mass near 0.
    root = (np.arange(steps) + 0.5) / steps
    x = root**3
    logarithm = (first - 1) * np.log(x) + (second - 1) * np.log1p(-x) + 2 * np.log(root)
    density = np.exp(logarithm - logarithm.max())
    return float(density[x > point].sum() / density.sum())


def withheld_share(chance: np.ndarray, rows: np.ndarray, threshold: float) -> float | None:
    """Of the faces of `rows` (bool [N]); None where there are none."""
    return float((chance[rows] > threshold).mean()) if rows.any() else None
