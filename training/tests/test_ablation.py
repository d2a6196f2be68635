import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_train import SETS, small_config

from facecurve_train import ablation
from facecurve_train.ablation import TWO_STAGES, Row, ablate, earth_movers, is_finished, plan, stages
from facecurve_train.ablation_report import ablation_table, cell, rising_axis, write_report
from facecurve_train.checkpoint import load_trained
from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError


def test_the_plan_has_every_method_with_all_seeds_and_the_other_lambdas_with_one():
    rows = plan(0.3, (1, 2))
    assert [(row.method, row.seeds) for row in rows[:5]] == [
        (method, (1, 2)) for method in ("ranking", "dldl", "expectation", "dldl_v2", TWO_STAGES)
    ]
    assert [row.weight for row in rows[5:]] == [0.03, 0.1, 1.0, 3.0, 10.0]
    assert {row.seeds for row in rows[5:]} == {(1,)}
    assert len({row.name(1) for row in rows}) == len(rows)


def test_the_two_stages_share_the_budget_and_the_second_starts_from_the_first():
    base = small_config(steps=7)
    first, second = stages(base, Row(TWO_STAGES, 1.0, (2,)), 2)
    assert (first.method, second.method) == ("dldl", "dldl_v2")
    assert first.steps + second.steps == 7 and first.seed == second.seed == 2
    assert second.initial_weights == f"{first.name}/checkpoint.pt"
    assert second.heads["age"].expectation == 1.0
    (joint,) = stages(base, Row("dldl_v2", 3.0, (1,)), 1)
    assert joint.heads["age"].expectation == 3.0 and joint.steps == 7


def test_every_run_is_trained_once_and_the_report_is_written(crops, tmp_path, monkeypatch):
    monkeypatch.setattr(ablation, "LAMBDAS", (0.0, 1.0))
    base = small_config(steps=2, exclude_minors_from=1.0)
    faces = load_faces([crops / name for name in SETS])
    report = ablate(base, faces, tmp_path / "runs", (1,))
    assert report is not None
    assert [row["method"] for row in report["rows"]] == [
        "ranking", "dldl", "expectation", "dldl_v2", TWO_STAGES, "dldl_v2",
    ]  # fmt: skip
    assert load_trained(tmp_path / "runs" / "ablation-two_stages-lambda0.3-seed1").step == 1
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "runs").glob("*/checkpoint.pt")}
    assert ablate(base, faces, tmp_path / "runs", (1,)) == report
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    _check_files(report, tmp_path / "out")
    with pytest.raises(TrainingError, match="another protocol"):
        ablate(replace(base, batch=8), faces, tmp_path / "runs", (1,))


def _check_files(report: dict, out: Path) -> None:
    write_report(report, out)
    assert json.loads((out / "ablation.json").read_text()) == report
    text = (out / "ABLATION.md").read_text()
    assert "| DLDL-v2, two stages | 0.3 | 1 |" in text and "| Ranking (100 thresholds) | - | 1 |" in text
    for name in ("lambda", "ranking"):
        ElementTree.fromstring((out / f"ablation-{name}.svg").read_text())
        assert f"ablation-{name}.svg" in text
    faces = report["ranking"]["faces"]
    assert [abs(face["age"] - age) <= 3 for face, age in zip(faces, (5, 25, 50, 75), strict=True)] == [
        True
    ] * 4
    assert all(sum(face["ranking"]) == pytest.approx(1, abs=1e-2) for face in faces)


def test_a_run_that_is_not_there_or_not_done_is_not_finished(tmp_path):
    assert not is_finished(small_config(), tmp_path)


def test_two_seeds_stand_as_mean_and_half_their_difference():
    assert cell([5.0, 5.5]) == "5.250 ± 0.250" and cell([5.0]) == "5.000" and cell([None]) == "-"
    figures = {"utkface": {"mae": 5.0, "coverage": {"80": 0.8}}}
    rows = [{"method": "expectation", "lambda": 0.0, "runs": [{"figures": figures}]}]
    assert "| expectation (L1) | - | 1 | 5.000 | - | - | - | 0.800 |" in ablation_table({"rows": rows})


def test_ticks_are_round_and_hold_the_values():
    ticks = rising_axis("y", [5.81, 6.42]).ticks
    assert ticks[0] <= 5.81 and ticks[-1] >= 6.42 and np.allclose(np.diff(ticks), 0.2)
    assert len(rising_axis("y", [3.0, 3.0]).ticks) >= 2


def test_the_distance_of_curves_is_in_years():
    assert earth_movers(np.eye(101)[[10, 20]], np.eye(101)[[13, 20]]) == pytest.approx(1.5)
