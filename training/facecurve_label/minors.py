"""The rule for minors: `src/distribution/minors.ts`."""

import math
from collections.abc import Mapping
from typing import Any

from facecurve_label.distribution import Curve

# Probabilities this near to 0 or 1 count as this: their log-odds would outweigh all other evidence.
LEAST_PROBABILITY = 1e-6


def evidence_of(rule: Mapping[str, Any]) -> dict[str, float]:
    """The heads that the rule needs, with their weights on the log-odds."""
    return dict(rule.get("evidence", {"age": 1}))


def may_be_minor(curves: Mapping[str, Curve], rule: Mapping[str, Any]) -> bool:
    """Whether a face's curves leave a real chance of a minor. rule: `minors` of the model's card."""
    return not minor_chance(curves, rule) <= rule["threshold"]


def minor_chance(curves: Mapping[str, Curve], rule: Mapping[str, Any]) -> float:
    """sigmoid(sum over the heads of weight * logit(P)), P clamped; with one head of weight 1 that head's
    P.
    """
    evidence = [
        (weight, _head_probability(curves[head], rule["below"])) for head, weight in evidence_of(rule).items()
    ]
    if len(evidence) == 1 and evidence[0][0] == 1:
        return evidence[0][1]
    total = 0.0
    for weight, probability in evidence:
        total += weight * _logit(probability)
    return 1 / (1 + math.exp(-total))


def _head_probability(curve: Curve, below: float) -> float:
    """Of a head with the two labels 0 and 1 the probability of 1; of a head in years P(age < `below`)."""
    if list(curve.labels) == [0, 1]:
        return float(curve.probabilities[1])
    return curve.probability_below(below - 0.5)


def _logit(probability: float) -> float:
    clamped = min(1 - LEAST_PROBABILITY, max(LEAST_PROBABILITY, probability))
    return math.log(clamped / (1 - clamped))
