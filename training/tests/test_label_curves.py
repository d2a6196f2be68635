"""Curves, the rule for minors and what is withheld are those of the page."""

from pathlib import Path

import numpy as np
import pytest
from made_picture import VECTORS

from facecurve_label.distribution import Curve, curve_from_logits, temperature_for
from facecurve_label.minors import minor_chance
from facecurve_label.model_card import ModelCard
from facecurve_label.withhold import curve_or_reason

LOGITS = VECTORS["logits"]
# Libraries round exponentials differently in the last bit.
ALMOST = 1e-12


@pytest.mark.parametrize("expected", VECTORS["curves"]["curves"], ids=lambda curve: f"from {curve['first']}")
def test_a_curve_of_masses_is_equal_to_the_last_bit(expected):
    masses = expected["masses"]
    curve = Curve([expected["first"] + label for label in range(len(masses))], masses)
    assert curve.expectation == expected["expectation"]
    assert [[share, curve.quantile(share)] for share, _ in expected["quantiles"]] == expected["quantiles"]
    assert list(curve.interval(0.8)) == expected["interval80"]
    assert [[label, curve.probability_below(label)] for label, _ in expected["below"]] == expected["below"]


@pytest.mark.parametrize(
    "expected", VECTORS["curves"]["logits"], ids=lambda each: f"{each['expectation']:.0f}"
)
def test_a_curve_of_logits_is_calibrated_as_in_the_page(expected):
    head = {"first": 0, "step": 1, "temperature": expected["temperature"]}
    curve = curve_from_logits(expected["logits"], head)
    applied = temperature_for(np.asarray(expected["logits"]), curve.labels, expected["temperature"])
    assert applied == pytest.approx(expected["applied"], rel=ALMOST)
    assert curve.expectation == pytest.approx(expected["expectation"], rel=ALMOST)
    assert list(curve.interval(0.8)) == pytest.approx(expected["interval80"], rel=ALMOST)


def curves_of(middle: int, yes: float) -> dict[str, Curve]:
    age = {"first": 0, "step": 1, "temperature": LOGITS["temperature"]}
    votes = {"first": 1, "step": 1, "temperature": 1}
    return {
        "age": curve_from_logits(LOGITS["age"][str(middle)], age),
        "attractiveness": curve_from_logits(LOGITS["attractiveness"], votes),
        "minor": Curve([0, 1], [1 - yes, yes]),
    }


@pytest.mark.parametrize(
    "expected",
    VECTORS["curves"]["minors"],
    ids=lambda each: f"{each['middle']} {each['rule'].get('evidence')}",
)
def test_the_chance_of_a_minor_is_that_of_the_page(expected):
    chance = minor_chance(curves_of(expected["middle"], expected["yes"]), expected["rule"])
    assert chance == pytest.approx(expected["chance"], rel=1e-9)


@pytest.mark.parametrize(
    "expected",
    VECTORS["curves"]["withheld"],
    ids=lambda each: f"{each['attributes']} {each['heads']} {each['middle']}",
)
def test_the_same_curves_are_withheld_for_the_same_reason(expected):
    heads = {head: {"first": 0, "last": 100, "step": 1, "temperature": 1} for head in expected["heads"]}
    card = ModelCard(Path(), "made", "0", 96, heads, {"below": 18, "threshold": 0.06}, {})
    known = None if expected["middle"] is None else curves_of(expected["middle"], 0)

    def reason(attribute: str) -> str | None:
        value = curve_or_reason(attribute, known, frozenset(expected["attributes"]), card)
        return value if isinstance(value, str) else None

    assert (reason("age"), reason("attractiveness")) == (expected["age"], expected["votes"])
