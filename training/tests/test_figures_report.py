import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from facecurve_train.data import wrong_labels
from facecurve_train.figures_labels import label_of, problem_of
from facecurve_train.figures_report import build_report
from facecurve_train.figures_text import lines_of


def votes_of(*counts: int) -> dict[str, str]:
    return {f"n{index + 1}": str(count) for index, count in enumerate(counts)}


def picture(label: dict[str, str], estimate: float, **read: object) -> dict:
    """A face whose intervals are estimate +- the share in % over 10."""
    file = f"{label.get('file') or len(label)}-{estimate}-{label.get('age', '')}.jpg"
    intervals = {
        share: [estimate - int(share) / 10, estimate + int(share) / 10] for share in ("50", "80", "95")
    }
    return {
        "file": file,
        "sha256": f"hash of {file}",
        "label": label,
        "score": 0.9,
        "age": estimate,
        "ageIntervals": intervals,
        "minorProbability": 0.0,
        "votesWithheld": None,
        "milliseconds": 10.0,
        **read,
    }


def measured(pictures: list[dict], **changes: object) -> dict:
    return {
        "set": "utkface",
        "split": "test",
        "scale": None,
        "timing": {"backend": "wasm"},
        "model": {"name": "facecurve", "version": "1", "weights": "0"},
        "minors": {"below": 18, "threshold": 0.2},
        "maps": {},
        "pictures": pictures,
        **changes,
    }


def test_errors_shares_coverage_and_decades_of_exact_ages():
    pictures = [picture({"age": age}, value) for age, value in (("32", 30), ("47", 36), ("5", 8), ("12", 12))]
    report = build_report(measured(pictures), set())
    age = report["age"]
    assert (age["mae"], age["median"], age["within5"]) == (4.0, 2.5, 0.75)
    assert age["coverage"] == {"50": 0.75, "80": 0.75, "95": 0.75} and age["coverage80"] == 0.75
    assert age["maeNaturalMix"] is None and age["groupAccuracy"] is None
    assert list(age["maePerDecade"]) == ["0-9", "10-19", "30-39", "40-49"]
    assert age["maePerDecade"]["40-49"] == {
        "mae": 11.0,
        "bias": -11.0,
        "coverage": {"50": 0.0, "80": 0.0, "95": 0.0},
        "images": 1,
    }
    assert report["timing"] == {"backend": "wasm", "medianMilliseconds": 10.0}
    assert report["rows"][0]["label"] == {"age": 32}


def test_no_age_and_no_votes_give_no_such_figures():
    report = build_report(measured([picture({"gender": "male"}, 30)]), set())
    assert "age" not in report and "attractiveness" not in report


def test_a_face_that_was_not_found_is_no_row_and_a_file_that_is_missing_is_named():
    lost = {"file": "a.jpg", "sha256": "0", "label": {"age": "3"}, "score": None}
    missing = {**lost, "file": "b.jpg", "problem": "missing file"}
    report = build_report(measured([picture({"age": "3"}, 3), lost, missing]), set())
    assert (report["images"], report["detected"], len(report["rows"])) == (3, 1, 1)
    assert report["unread"] == [{"file": "b.jpg", "problem": "missing file"}]


def test_a_set_without_a_face_still_has_a_report():
    lost = {"file": "a.jpg", "sha256": "0", "label": {"age": "3"}, "score": None}
    report = build_report(measured([lost]), set())
    assert report["detected"] == 0 and "age" not in report and report["withheld"] is None
    assert lines_of(report)[0] == "utkface test: faces found in 0 of 1 pictures, 0 usable"


def test_a_face_that_is_not_usable_counts_as_withheld_and_has_no_row():
    read = {key: picture({}, 0)[key] for key in ("file", "sha256", "score")}
    small = {**read, "label": {"age": "15"}, "notUsable": ["too-small"], "votesWithheld": "not-usable"}
    report = build_report(measured([small, picture({"age": "25"}, 25)]), set())
    assert (report["detected"], report["usable"], len(report["rows"])) == (2, 1, 1)
    assert report["notUsable"][0]["reasons"] == ["too-small"]
    assert report["withheld"]["under16"]["withheld"] == 1.0 and report["minors"]["under16"] is None


def rated(mean: float, estimate: float, votes: dict[str, str]) -> dict:
    curve = np.eye(10)[0].tolist()
    read = {"attractiveness": estimate, "votes": curve, "votesIntervals": {"80": [1, 3]}}
    return picture({"attractiveness": str(mean), **votes}, 25, **read)


def test_votes_are_measured_on_the_sets_own_scale_and_where_no_map_leads_there_not_in_points():
    votes = votes_of(0, 0, 4, 0, 0, 0, 0, 0, 0, 0)
    pictures = [rated(2, 1, votes), rated(6, 3, {})]
    on_own = build_report(measured(pictures), set())["attractiveness"]
    assert on_own["pearson"] == pytest.approx(1)
    assert (on_own["mae"], on_own["bias"], on_own["earthMovers"]) == (2, -2, 2)
    assert on_own["voteCoverage"] == {"80": 0.5}
    # All raters said 3: sigma is 0.5, and the estimate is 1 off the mean of 2.
    assert on_own["epsilonError"] == pytest.approx(1 - np.exp(-1 / (2 * 0.25)))
    elsewhere = build_report(measured(pictures, scale={"min": 1, "max": 5}), set())["attractiveness"]
    assert elsewhere["mae"] is None and elsewhere["bias"] is None and elsewhere["epsilonError"] is None
    maps = {"utkface": {"from": [1, 2, 5], "to": [1, 3, 9]}}
    mapped = build_report(measured(pictures, maps=maps, scale={"min": 1, "max": 5}), set())
    assert [row["attractiveness"] for row in mapped["rows"]] == [1, 2]
    assert mapped["attractiveness"]["mae"] == 2.5


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ({"age": "900"}, "age is 900"),
        ({"age": "-1"}, "age is -1"),
        ({"age": "young"}, 'age is "young", not a number'),
        ({"age_low": "30", "age_high": "20"}, "age group is 30..20"),
        ({"age_low": "30", "age_high": ""}, "age group is 30.."),
        ({"attractiveness": "5", **votes_of(*[0] * 10)}, "votes sum to 0"),
        (votes_of(3, -1, 0, 0, 0, 0, 0, 0, 0, 0), "votes below 0"),
        ({"age": "116"}, None),
        ({"age": "", "age_low": "70", "age_high": "120"}, None),
        ({"attractiveness": "3.2", "n1": "", "n2": ""}, None),
        (votes_of(0, 0, 1, 0, 0, 0, 0, 0, 0, 0), None),
    ],
)
def test_a_label_that_cannot_be_true_is_named_and_left_out(label: dict[str, str], problem: str | None):
    assert problem_of(label) == problem
    report = build_report(measured([picture(label, 30)]), set())
    assert [entry["problem"] for entry in report["impossible"]] == ([] if problem is None else [problem])
    assert report["images"] == (1 if problem is None else 0)


def test_a_label_has_numbers_words_and_gaps():
    row = {"split": "test", "age": "31", "age_low": "", "attractiveness": "5.25", "race": "Asian"}
    expected = {"split": "test", "age": 31, "age_low": None, "attractiveness": 5.25, "race": "Asian"}
    assert label_of(row) == expected


def test_the_withheld_share_is_told_by_age_group_and_reason():
    def seen(age: int, reason: str | None, gender: str, race: str) -> dict:
        return picture({"age": str(age), "gender": gender, "race": race}, age, votesWithheld=reason)

    pictures = [
        seen(10, "may-be-minor", "male", "white"),
        seen(17, "not-usable", "male", "white"),
        seen(21, "may-be-minor", "female", "asian"),
        seen(21, None, "male", "white"),
        seen(30, None, "female", "white"),
        seen(35, None, "female", "white"),
    ]
    withheld = build_report(measured(pictures), set())["withheld"]
    assert list(withheld["byAge"]) == [str(year) for year in range(10, 41)]
    assert withheld["byAge"]["21"] == {"images": 2, "withheld": 0.5, "mayBeMinor": 0.5}
    assert withheld["byAge"]["22"] is None
    assert withheld["under16"] == {"images": 1, "withheld": 1.0, "mayBeMinor": 1.0}
    assert withheld["under18"] == {"images": 2, "withheld": 1.0, "mayBeMinor": 0.5}
    assert withheld["from21to30"]["withheld"] == pytest.approx(1 / 3)
    assert withheld["from31to40"] == {"images": 1, "withheld": 0.0, "mayBeMinor": 0.0}
    assert withheld["byGroup"]["from21to30"]["gender"]["female"]["withheld"] == 0.5
    assert withheld["byGroup"]["from21to30"]["race"]["asian"]["withheld"] == 1.0
    assert list(withheld["byGroup"]["from31to40"]["race"]) == ["white"]
    assert withheld["all"] is None


def test_a_set_without_ages_has_the_withheld_share_of_all_faces():
    pictures = [picture({"age": ""}, 25, votesWithheld=reason) for reason in ("may-be-minor", None)]
    assert build_report(measured(pictures), set())["withheld"]["all"]["withheld"] == 0.5


def test_a_group_counts_where_all_of_it_lies_in_the_range():
    groups = [("3", "9"), ("10", "19"), ("20", "29")]
    labels = [{"age": "", "age_low": low, "age_high": high} for low, high in groups]
    pictures = [picture(label, 25, votesWithheld="may-be-minor") for label in labels]
    withheld = build_report(measured(pictures), set())["withheld"]
    assert withheld["under16"]["images"] == 1 and withheld["from21to30"] is None


def test_a_model_without_votes_withholds_nothing_worth_counting():
    report = build_report(measured([picture({"age": "25"}, 25, votesWithheld="not-in-model")]), set())
    assert report["withheld"] is None


def test_the_rule_is_also_counted_by_the_chance_alone():
    pictures = [
        picture({"age": age}, 20, minorProbability=chance) for age, chance in (("15", 0.3), ("25", 0.2))
    ]
    minors = build_report(measured(pictures), set())["minors"]
    assert minors == {
        "threshold": 0.2,
        "under16": {"images": 1, "withheld": 1.0},
        "from16to17": None,
        "from21to30": {"images": 1, "withheld": 0.0},
    }


def test_pictures_whose_label_was_found_wrong_are_left_out_of_a_second_count(tmp_path: Path):
    pictures = [picture({"age": "20"}, 20), picture({"age": "80"}, 20)]
    checks = tmp_path / "label_checks.csv"
    checks.write_text(
        f"sha256,verdict,note\n{pictures[1]['sha256']},wrong,a child\n{pictures[0]['sha256']},right,\n"
    )
    report = build_report(measured(pictures), wrong_labels(checks))
    assert report["age"]["mae"] == 30 and report["withoutWrongLabels"]["age"]["mae"] == 0
    assert report["withoutWrongLabels"]["leftOut"] == 1
    assert any("found wrong" in line for line in lines_of(report))
    unchecked = build_report(measured(pictures), wrong_labels(tmp_path / "absent.csv"))
    assert unchecked["withoutWrongLabels"] == {"leftOut": 0}


def test_the_program_needs_no_torch_and_writes_figures_and_rows(tmp_path: Path):
    rows, out = tmp_path / "rows.json", tmp_path / "report.json"
    rows.write_text(json.dumps(measured([picture({"age": "20"}, 22), rated(5, 5, {})])))
    program = (
        "import sys; sys.modules['torch'] = None; from facecurve_train.figures_report import main; main()"
    )
    command = [sys.executable, "-c", program, str(rows), "--json", str(out)]
    folder = Path(__file__).parent.parent
    printed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    assert "age: MAE 2.00" in printed and "attractiveness: Pearson -, MAE 0.000" in printed
    assert len(json.loads(out.read_text())["rows"]) == 2
