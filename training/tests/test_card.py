import copy
import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from facecurve_train.card.document import model_card, read_evaluations, refuse_other_weights, write_card
from facecurve_train.card.failures import failures_section
from facecurve_train.card.sections import reliability_chart
from facecurve_train.card.tables import age_table, decade_name, label_of, votes_table
from facecurve_train.errors import TrainingError

CARD: dict[str, Any] = {
    "name": "facecurve",
    "version": "0.1.0",
    "cropSize": 96,
    "heads": {
        "age": {"first": 0, "last": 100, "temperature": 1.1},
        "attractiveness": {"first": 1, "last": 10, "temperature": 0.9},
    },
    "minors": {
        "below": 18,
        "threshold": 0.02,
        "evidence": {"age": 1.0},
        "chosenOn": 812,
        "missedUnder16Bound": 0.0081,
        "withheldUnder16": 0.996,
        "withheld21To30OnVal": 0.31,
    },
    "training": {"network": "tiny", "method": "dldl_v2", "run": "tiny", "config": "abc", "steps": 12000},
    "files": {"weights.bin": {"bytes": 1_870_222, "sha256": "f00d"}},
    "onnx": {
        "bytes": 9,
        "sha256": "0aac",
        "parity": {"crops": 60, "largest": {"age": 0.00002, "attractiveness": 0.0}},
    },
}


def age_row(age: float, label: float, gender: str, low: float, high: float) -> dict[str, Any]:
    intervals = {"50": [age - 1, age + 1], "80": [low, high], "95": [low - 1, high + 1]}
    return {
        "file": f"{label}.jpg",
        "label": {"age": label, "gender": gender, "race": "Asian"},
        "age": age,
        "ageIntervals": intervals,
    }


ROWS = [
    age_row(15, 12, "female", 10, 20),
    age_row(17, 18, "male", 16, 17.5),
    age_row(80, 95, "male", 70, 96),
]
HELD = {"50": 0.333, "80": 0.667, "95": 1.0}
REPORT: dict[str, Any] = {
    "set": "utkface",
    "split": "test",
    "images": 4,
    "detected": 3,
    "age": {
        "mae": 6.333,
        "maeNaturalMix": 4.9,
        "median": 3.0,
        "within5": 0.667,
        "groupAccuracy": None,
        "coverage80": 0.667,
        "coverage": HELD,
    },
    "model": {"name": "facecurve", "weights": "f00d"},
    "timing": {"backend": "wasm", "medianMilliseconds": 17.4},
    "minors": {"under16": {"images": 1, "withheld": 1.0}, "from21to30": {"images": 2, "withheld": 0.5}},
    "path": "utkface.json",
    "rows": ROWS,
}


def voted(estimate: float, label: float, gender: str) -> dict[str, Any]:
    counts = {f"n{vote}": 4 if vote == round(label) else 0 for vote in range(1, 11)}
    return {
        "file": "x",
        "label": {"attractiveness": label, "gender": gender, "race": "black", **counts},
        "age": 30,
        "attractiveness": estimate,
        "votes": [1.0 if vote == round(estimate) else 0.0 for vote in range(1, 11)],
    }


VOTES: dict[str, Any] = {
    **{key: REPORT[key] for key in ("split", "images", "detected", "model")},
    "set": "mebeauty",
    "attractiveness": {"pearson": 0.8, "mae": 0.5, "earthMovers": 1.0, "voteCoverage": HELD},
    "path": "mebeauty.json",
    "rows": [voted(5, 4, "female"), voted(6, 6, "female"), voted(8, 7, "female"), voted(3, 6, "male")],
}


OPEN_CARD: dict[str, Any] = {
    **CARD,
    "name": "facecurve-open",
    "heads": {"age": CARD["heads"]["age"]},
    "training": {**CARD["training"], "sets": {"fairface": 9}},
    "files": {"weights.bin": {"bytes": 1_870_222, "sha256": "beef"}},
    "onnx": {"bytes": 9, "sha256": "0aac", "parity": {"crops": 9, "largest": {"age": 0.00002}}},
}
OPEN: dict[str, Any] = {
    **REPORT,
    "age": {**REPORT["age"], "mae": 7.1},
    "model": {"name": "facecurve-open", "version": "0.1.0", "weights": "beef"},
    "minors": {**REPORT["minors"], "threshold": 0.02},
    "path": "open.json",
}
PARITY_WITHOUT_VOTES: dict[str, Any] = {
    "parity": {"wasm": {"crops": 9, "software": False, "years": {"largest": 0.00012}, "points": None}},
    "weights": "beef",
    "path": "open-parity.json",
}


def test_the_table_by_decade_counts_error_bias_and_coverage():
    table = age_table("ages", decade_name, REPORT, [])
    assert "| 10 to 19 | 2 | 2.00 | +1.00 | 0.50 | 0.50 | 1.00 |" in table
    assert "| 80 and above | 1 | 15.00 | -15.00 | 0.00 | 1.00 | 1.00 |" in table
    assert table.index("10 to 19") < table.index("80 and above")


def test_another_networks_error_stands_beside_ours_where_it_has_the_group():
    other = {**REPORT, "model": {"name": "facecurve-open", "weights": "beef"}, "rows": ROWS[:2]}
    table = age_table("ages", decade_name, REPORT, [other])
    assert "| MAE, facecurve-open |" in table.splitlines()[0]
    assert table.splitlines()[2].endswith("| 2.00 |") and table.splitlines()[3].endswith("| - |")
    text = model_card(CARD, [REPORT, other], [], "d")
    assert "| facecurve-open | UTKFace | test |" in text


def test_attractiveness_is_told_per_group_with_the_distance_of_votes():
    table = votes_table("gender", label_of("gender"), VOTES)
    # Female: errors 1, 0, 1; one vote histogram is a point off in two of three faces.
    assert "| female | 3 | 5.67 | 0.929 | 0.67 | +0.67 | 0.67 |" in table
    assert "| male | 1 | 6.00 | - | 3.00 | -3.00 | 3.00 |" in table


def test_the_card_holds_figures_commands_terms_and_hashes():
    parity = {
        "parity": {
            "wasm": {
                "crops": 500,
                "software": False,
                "years": {"largest": 0.00012, "mean": 0.0},
                "points": {"largest": 0.00003, "mean": 0.0},
            }
        },
        "weights": "f00d",
        "path": "parity.json",
    }
    text = model_card(CARD, [REPORT, VOTES], [parity], "../docs/model-card")
    expected = (
        "| UTKFace | test | 3/4 | 6.33 | 4.90 | 3.00 | 0.667 | - | - | - | - | - | - |",
        "npm run evaluate -- --data DIR --set utkface --split test --json utkface.json",
        "non-commercial",
        "`f00d`",
        "100.0 % of 1 faces under 16",
        "| male | 2 | 8.00 | -8.00 | 0.50 | 0.50 | 1.00 |",
        "| parameters, age head alone | 934,869 | 3,708,229 | 934,869 (936,159 with the votes' head) |",
        "17 ms a picture",
        "0.98 G | 3.86 G | 0.18 G",
        "| wasm | 500 | 0.00012 | 0.00003 |",
        "| onnxruntime | 60 | 0.00002 | 0.00000 |",
        "no other network's weights or outputs",
        "](../docs/model-card/facecurve-reliability.svg)",
    )
    for part in expected:
        assert part in text


def test_the_worst_answers_are_told_by_their_labels_and_without_file_names():
    grouped = {
        "file": "secret.jpg",
        "label": {"age": None, "age_low": 0, "age_high": 2, "gender": "male", "race": "Black"},
        "age": 43.4,
    }
    text = failures_section([REPORT, {**REPORT, "set": "fairface", "rows": [grouped]}])
    assert "| 95 | 80 | 69 to 97 | male | Asian |" in text
    assert text.index("| 95 | 80 |") < text.index("| 12 | 15 |")
    assert "1 are too old and 2 too young; 0 of 3 labels" in text
    assert "| 0 to 2 | 43 | male | Black |" in text
    assert ".jpg" not in text


def test_weights_that_learned_no_votes_say_so():
    votes = {**VOTES, "model": OPEN["model"]}
    del votes["attractiveness"]
    text = model_card(OPEN_CARD, [OPEN, votes], [PARITY_WITHOUT_VOTES], "d")
    for part in (
        "# facecurve-open 0.1.0: model card",
        "gives one distribution",
        "**Ages only**",
        "so that the labelled groups are most likely: 1.1 (age)",
        "Nothing hangs on it here",
        "31.0 % of the adults of 21 to 30 lie above the threshold",
        "commercial use is allowed with attribution",
        "| wasm | 9 | 0.00012 | - |",
        "| onnxruntime | 9 | 0.00002 | - |",
        "Learned from age groups alone",
    ):
        assert part in text
    assert "MEBeauty's raters" not in text and "Attractiveness by" not in text
    default = model_card(CARD, [REPORT], [], "d")
    assert "**Ages only**" not in default and "two distributions" in default
    assert "MEBeauty's raters" in default and "0.9 (votes)" in default


def test_the_headline_figures_of_both_weights_stand_side_by_side_in_either_card():
    grouped = {**OPEN, "set": "fairface", "age": {"groupAccuracy": 0.51}, "rows": [], "path": "f.json"}
    text = model_card(CARD, [REPORT, OPEN, grouped], [], "d")
    for line in (
        "|  | facecurve | facecurve-open 0.1.0 |",
        "| UTKFace `test`, MAE, flat over age | 6.33 | 7.10 |",
        "| FairFace `test`, group accuracy | - | 0.510 |",
        "| 80 % interval of age holds, UTKFace `test` | 0.667 | 0.667 |",
        "| minors' threshold | - | 0.02 |",
        "| above it: faces under 16, UTKFace `test` | 100.0 % | 100.0 % |",
        "npm run evaluate -- --data DIR --set utkface --split test --model open --json open.json",
    ):
        assert line in text
    assert "| facecurve-open 0.1.0 | facecurve |" in model_card(OPEN_CARD, [REPORT, OPEN], [], "d")
    assert "Both sets of weights" not in model_card(CARD, [REPORT], [], "d")


def test_figures_of_other_weights_are_refused():
    other = copy.deepcopy(REPORT) | {"model": {"weights": "beef"}}
    with pytest.raises(TrainingError, match="measured with weights beef"):
        refuse_other_weights([other], CARD)


def test_shares_measured_with_another_threshold_are_refused():
    other = copy.deepcopy(REPORT)
    other["minors"]["threshold"] = 0.05
    with pytest.raises(TrainingError, match=r"threshold 0\.05, the card has 0\.02"):
        model_card(CARD, [other], [], "d")


def test_a_folder_without_evaluations_says_what_to_run(tmp_path):
    (tmp_path / "other.json").write_text('{"a": 1}')
    with pytest.raises(TrainingError, match="npm run evaluate"):
        read_evaluations(tmp_path)
    (tmp_path / "utkface.json").write_text(json.dumps({key: REPORT[key] for key in REPORT if key != "path"}))
    assert [report["path"] for report in read_evaluations(tmp_path)] == ["utkface.json"]


def test_one_command_writes_the_card_and_its_drawings(tmp_path):
    folder = tmp_path / "models" / "facecurve"
    folder.mkdir(parents=True)
    (folder / "card.json").write_text(json.dumps(CARD))
    evaluations = tmp_path / "evaluations"
    evaluations.mkdir()
    (evaluations / "utkface.json").write_text(json.dumps(REPORT))
    group = {
        "faces": 4,
        "absolute": [[0, 1], [2, 3]],
        "signed": [[0, 1], [2, 3]],
        "parts": {"mouth": 3, "nose": 1},
    }
    occlusion = {"patch": 16, "step": 8, "size": 96, "groups": {"0 to 5": group}}
    (evaluations / "occlusion.json").write_text(json.dumps({"occlusion": occlusion, "weights": "f00d"}))
    stale = {"occlusion": {**occlusion, "patch": 99}, "weights": "beef"}
    (evaluations / "stale.json").write_text(json.dumps(stale))
    (evaluations / "open.json").write_text(json.dumps(OPEN))
    text = write_card(tmp_path, "facecurve", evaluations).read_text()
    assert "ages 0 to 5 (4 faces): mouth (3.0)" in text and "99 px" not in text
    for name in ("reliability", "occlusion"):
        path = tmp_path / "docs" / "model-card" / f"facecurve-{name}.svg"
        assert f"../docs/model-card/{path.name}" in text
        ElementTree.fromstring(path.read_text())


def test_the_open_weights_have_a_card_of_their_own_and_stale_figures_of_either_stop_both(tmp_path):
    for card in (CARD, OPEN_CARD):
        folder = tmp_path / "models" / card["name"]
        folder.mkdir(parents=True)
        (folder / "card.json").write_text(json.dumps(card))
    evaluations = tmp_path / "evaluations"
    evaluations.mkdir()
    for report in (REPORT, OPEN):
        (evaluations / report["path"]).write_text(json.dumps(report))
    path = write_card(tmp_path, "facecurve-open", evaluations)
    assert path == tmp_path / "models" / "facecurve-open" / "MODEL_CARD.md"
    assert "](../../docs/model-card/facecurve-open-reliability.svg)" in path.read_text()
    stale = {**OPEN, "model": {**OPEN["model"], "weights": "0ld"}}
    (evaluations / OPEN["path"]).write_text(json.dumps(stale))
    for name in ("facecurve", "facecurve-open"):
        with pytest.raises(TrainingError, match="measured with weights 0ld"):
            write_card(tmp_path, name, evaluations)


def test_the_reliability_chart_draws_every_share_of_every_set():
    drawing = reliability_chart([REPORT, VOTES])
    assert drawing.count("<circle") == 6
    assert "UTKFace, ages" in drawing and "MEBeauty, votes" in drawing and "<polygon" in drawing
