import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from test_card import CARD, OPEN_CARD, REPORT
from test_figures_report import measured, picture

from facecurve_train.card.calibration import calibration, decades_table, temperature_table
from facecurve_train.card.document import model_card
from facecurve_train.card.minors import chance_in_words, minors_section, withheld_chart, withheld_points
from facecurve_train.card.wrong_labels import wrong_labels_section
from facecurve_train.figures_report import build_report


def share(images: int, withheld: float) -> dict[str, Any]:
    return {"images": images, "withheld": withheld, "mayBeMinor": withheld}


WITHHELD: dict[str, Any] = {
    "byAge": {"10": share(3, 1.0), "18": share(2, 0.5), "25": None, "40": share(4, 0.0)},
    "under16": share(3, 1.0),
    "under18": share(4, 0.75),
    "from21to30": share(8, 0.125),
    "from31to40": share(4, 0.0),
    "byGroup": {
        "from21to30": {
            "gender": {"female": share(5, 0.2), "male": share(3, 0.0)},
            "race": {"Asian": share(8, 0.125)},
        },
        "from31to40": {"gender": {"female": share(4, 0.0)}, "race": {}},
    },
    "all": None,
}
TOLD: dict[str, Any] = {**REPORT, "withheld": WITHHELD}


def test_the_rule_is_told_with_its_evidence_threshold_faces_and_bound():
    text = minors_section(CARD, [TOLD], "w.svg")
    for part in (
        "withheld where the chance of a minor is above 0.02",
        "The chance is P(age < 18) of the age curve.",
        "812 faces under 16",
        "Each year of age counts the same",
        "with 95 % confidence",
        "at most 1 % of the faces under 16 and 5 % of all minors",
        "99.6 % are withheld",
        "the bound on the share that is let through is 0.8 %.",
        "31.0 % of the adults of 21 to 30 are withheld",
        "](w.svg)",
    ):
        assert part in text
    few = {**CARD, "minors": {**CARD["minors"], "missedUnder16Bound": 0.03}}
    assert "all of them are withheld" in minors_section(few, [], "w.svg")


def test_a_threshold_chosen_by_groups_is_told_as_such():
    minors = {"below": 18, "threshold": 0.008, "withheldUnder16OnVal": 0.994, "withheld21To30OnVal": 0.878}
    text = minors_section({**OPEN_CARD, "minors": minors}, [], "w.svg")
    assert "by age groups: 99.4 % of the groups up to 19 lie above the threshold, and 87.8 %" in text


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ({"age": 1.0}, "P(age < 18) of the age curve"),
        ({"minor": 1.0}, "P(minor) of the output `minor`"),
        ({"age": 0.5, "minor": 0.5}, "sigmoid(0.5 logit P(age < 18) + 0.5 logit P(minor))"),
    ],
)
def test_the_chance_of_a_minor_is_told_as_a_formula(evidence, words):
    assert chance_in_words(evidence, 18) == words


def test_young_adults_are_told_by_gender_and_race():
    text = minors_section(CARD, [TOLD], "w.svg")
    for line in (
        "| set | labelled | faces, 21 to 30 | withheld, 21 to 30 | faces, 31 to 40 | withheld, 31 to 40 |",
        "| UTKFace | all | 8 | 12.5 % | 4 | 0.0 % |",
        "| UTKFace | female | 5 | 20.0 % | 4 | 0.0 % |",
        "| UTKFace | male | 3 | 0.0 % | - | - |",
        "| UTKFace | Asian | 8 | 12.5 % | - | - |",
    ):
        assert line in text


def test_a_set_without_ages_is_told_as_a_whole():
    whole = {**TOLD, "set": "mebeauty", "withheld": {"byAge": {}, "byGroup": {}, "all": share(497, 0.25)}}
    text = minors_section(CARD, [whole], "w.svg")
    assert "25.0 % of the 497 faces of MEBeauty `test`" in text and "w.svg" not in text


def test_the_drawing_has_a_point_for_each_year_with_faces():
    assert withheld_points(TOLD) == [(10.0, 100.0), (18.0, 50.0), (40.0, 0.0)]
    drawing = withheld_chart([TOLD, REPORT])
    assert drawing.count("<circle") == 3 and "UTKFace test" in drawing
    ElementTree.fromstring(drawing)
    assert withheld_chart([REPORT]) == ""


def test_weights_without_votes_tell_the_rule_and_draw_nothing():
    text = minors_section(OPEN_CARD, [TOLD], "w.svg")
    assert "Nothing hangs on it here" in text and "w.svg" not in text and "| UTKFace |" not in text


def test_a_temperature_that_is_a_function_is_told_by_its_points():
    heads = {
        "age": {"first": 0, "last": 100, "temperature": {"at": [5.0, 80.0], "values": [0.9, 1.31]}},
        "minor": {"first": 0, "last": 1, "temperature": 1.0},
    }
    table = temperature_table(heads)
    assert "| uncalibrated estimate, years | 5 | 80 |" in table and "| temperature | 0.90 | 1.31 |" in table
    assert "a function of the estimate (age), 1.0 (minor)" in calibration(heads, None)
    assert temperature_table(CARD["heads"]) == ""


def test_coverage_is_told_by_decade():
    table = decades_table([REPORT])
    assert "| ages | UTKFace `test` |" in table
    assert "| 10 to 19 | 0.50 (2) |" in table and "| 80 and above | 1.00 (1) |" in table


def test_figures_stand_with_and_without_the_wrong_labels():
    without = {"leftOut": 2, "age": {"mae": 5.5}, "withheld": {"under16": share(1, 1.0)}}
    text = wrong_labels_section([{**TOLD, "withoutWrongLabels": without}])
    assert "| UTKFace `test` | 2 | all | 6.33 | - | 0.667 | 100.0 % | 75.0 % |" in text
    assert "|  |  | without the wrong ones | 5.50 | - | - | 100.0 % | - |" in text
    assert wrong_labels_section([REPORT, {**REPORT, "withoutWrongLabels": {"leftOut": 0}}]) == ""


def test_the_papers_epsilon_error_and_the_neighbouring_groups_stand_in_the_card():
    rated = {"pearson": 0.8, "mae": 0.5, "epsilonError": 0.0712}
    votes = {**TOLD, "set": "mebeauty", "path": "m.json", "attractiveness": rated, "rows": []}
    near = {"groupAccuracy": 0.56, "groupAccuracyWithinOne": 0.941}
    groups = {**TOLD, "set": "fairface", "path": "f.json", "age": near, "rows": []}
    text = model_card(CARD, [REPORT, votes, groups], [], "d")
    assert (
        "| 0.062 SCUT-FBP5500, five splits | 0.056 SCUT-FBP5500, five splits | 0.071 MEBeauty `test`" in text
    )
    assert "0.560 FairFace `test`; within one group 0.941" in text
    assert "| group accuracy | within one group |" in text and "| votes' distance | epsilon error |" in text


def test_the_card_reads_what_evaluate_writes():
    told = [
        (8, "male", 0.99, "may-be-minor"),
        (17, "female", 0.6, "may-be-minor"),
        (25, "female", 0.01, None),
    ]
    pictures = [
        picture({"age": f"{age}", "gender": gender}, age + 2.0, minorProbability=chance, votesWithheld=reason)
        for age, gender, chance, reason in told
    ]
    minors = {"below": 18, "threshold": CARD["minors"]["threshold"]}
    model = {"name": "facecurve", "version": "1", "weights": "f00d"}
    rows = measured(pictures, minors=minors, model=model)
    report = {**build_report(rows, {pictures[1]["sha256"]}), "path": "utkface.json"}
    text = model_card(CARD, [report], [], "d")
    for part in (
        "100.0 % of 1 faces under 16 and 0.0 % of 1 adults of 21 to 30",
        "| UTKFace | female | 1 | 0.0 % | - | - |",
        "| UTKFace `test` | 1 | all | 2.00 | - | 1.000 | 100.0 % | 100.0 % |",
        "|  |  | without the wrong ones | 2.00 | - | 1.000 | 100.0 % | 100.0 % |",
        "](d/facecurve-withheld.svg)",
    ):
        assert part in text
    assert withheld_points(report) == [(17.0, 100.0), (25.0, 0.0)]
