import copy
import json

import pytest

from facecurve_train.card import decade_table, model_card, read_evaluations, refuse_other_weights
from facecurve_train.errors import TrainingError

CARD = {
    "version": "0.1.0",
    "cropSize": 96,
    "heads": {"age": {"temperature": 1.1}, "attractiveness": {"temperature": 0.9}},
    "minors": {"below": 18, "threshold": 0.02, "withheldUnder16OnVal": 1.0, "withheld21To30OnVal": 0.31},
    "training": {"network": "tiny", "method": "dldl_v2", "run": "tiny", "config": "abc", "steps": 12000},
    "files": {"weights.bin": {"bytes": 1_870_222, "sha256": "f00d"}},
}
ROWS = [
    {
        "file": "a",
        "label": {"age": 12, "gender": "female", "race": "Asian"},
        "age": 15,
        "ageInterval80": [10, 20],
    },
    {
        "file": "b",
        "label": {"age": 18, "gender": "male", "race": "Asian"},
        "age": 17,
        "ageInterval80": [16, 17.5],
    },
    {
        "file": "c",
        "label": {"age": 95, "gender": "male", "race": "White"},
        "age": 80,
        "ageInterval80": [70, 96],
    },
]
REPORT = {
    "set": "utkface",
    "split": "test",
    "images": 4,
    "detected": 3,
    "age": {"mae": 6.333, "median": 3.0, "within5": 0.667, "groupAccuracy": None, "coverage80": 0.667},
    "model": {"weights": "f00d"},
    "minors": {"under16": {"images": 1, "withheld": 1.0}, "from21to30": {"images": 2, "withheld": 0.5}},
    "path": "utkface.json",
    "rows": ROWS,
}


def test_the_table_by_decade_counts_error_bias_and_coverage():
    table = decade_table(REPORT)
    assert "| 10 to 19 | 2 | 2.00 | +1.00 | 0.50 |" in table
    assert "| 80 and above | 1 | 15.00 | -15.00 | 1.00 |" in table


def test_the_card_holds_figures_commands_terms_and_hashes():
    text = model_card(CARD, [REPORT])
    expected = (
        "| UTKFace | test | 3/4 | 6.33 | 3.00 | 0.667 | - | 0.667 | - | - |",
        "npm run evaluate -- --data DIR --set utkface --split test --json utkface.json",
        "non-commercial",
        "`f00d`",
        "100.0 % of 1 faces under 16",
        "| male | 2 | 8.00 | -8.00 |",
    )
    for part in expected:
        assert part in text


def test_figures_of_other_weights_are_refused():
    other = copy.deepcopy(REPORT) | {"model": {"weights": "beef"}}
    with pytest.raises(TrainingError, match="measured with weights beef"):
        refuse_other_weights([other], CARD)


def test_shares_measured_with_another_threshold_are_refused():
    other = copy.deepcopy(REPORT)
    other["minors"]["threshold"] = 0.05
    with pytest.raises(TrainingError, match=r"threshold 0\.05, the card has 0\.02"):
        model_card(CARD, [other])


def test_a_folder_without_evaluations_says_what_to_run(tmp_path):
    (tmp_path / "other.json").write_text('{"a": 1}')
    with pytest.raises(TrainingError, match="npm run evaluate"):
        read_evaluations(tmp_path)
    (tmp_path / "utkface.json").write_text(json.dumps({key: REPORT[key] for key in REPORT if key != "path"}))
    assert [report["path"] for report in read_evaluations(tmp_path)] == ["utkface.json"]
