import numpy as np
import pytest
from conftest import write_crops

from facecurve_train.calibrate import calibrate, minors_threshold, solve_temperature
from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.evaluate import group_accuracy, measure, one_line, score, vote_coverage
from facecurve_train.labels import QuantileMap


def ages(tmp_path, values: list[int]):
    rows = [{"file": f"{i}.jpg", "split": "val", "age": age} for i, age in enumerate(values)]
    return load_faces([write_crops(tmp_path / "utkface", "utkface", rows)])


def gaussian_logits(means: np.ndarray, sigma: float) -> np.ndarray:
    return -0.5 * ((np.arange(101)[None] - means[:, None]) / sigma) ** 2


def test_age_figures_on_known_errors(tmp_path):
    faces = ages(tmp_path, [10, 20, 30, 90])
    curves = np.eye(101)[[12, 20, 37, 87]]
    figures = measure(faces, {"age": curves, "attractiveness": np.eye(10)[[0] * 4]}, {})["utkface"]
    assert figures["mae"] == pytest.approx((2 + 0 + 7 + 3) / 4)
    assert figures["median"] == pytest.approx(2.5)
    assert figures["within5"] == 0.75
    assert figures["coverage80"] == 0.25
    assert figures["mae_by_decade"] == pytest.approx([2, 0, 7, 3])


def test_the_expectation_falls_in_a_group_up_to_half_a_year_beyond(tmp_path):
    rows = [{"file": f"{i}.jpg", "split": "val", "age_low": 20, "age_high": 29} for i in range(4)]
    faces = load_faces([write_crops(tmp_path / "fairface", "fairface", rows)])
    curves = np.eye(101)[[19, 20, 29, 30]]
    curves[0] = (np.eye(101)[19] + np.eye(101)[20]) / 2  # expectation 19.5: in
    assert group_accuracy(faces, curves) == 0.75


def test_attractiveness_is_measured_on_the_sets_own_scale(tmp_path):
    rows = [
        {"file": f"{i}.jpg", "split": "val", "attractiveness": score}
        for i, score in enumerate((2.0, 3.0, 4.0))
    ]
    faces = load_faces([write_crops(tmp_path / "scutfbp5500", "scutfbp5500", rows)])
    scale = QuantileMap((1.0, 5.0), (1.0, 9.0))
    curves = np.eye(10)[[2, 4, 7]]  # 3, 5, 8 -> 2, 3, 4.5
    figures = measure(faces, {"age": np.eye(101)[[0] * 3], "attractiveness": curves}, {"scutfbp5500": scale})
    assert figures["scutfbp5500"]["mae"] == pytest.approx(0.5 / 3, abs=1e-4)
    assert figures["scutfbp5500"]["pearson"] == pytest.approx(
        np.corrcoef([2, 3, 4.5], [2, 3, 4])[0, 1], abs=1e-4
    )


def test_votes_inside_a_perfect_interval_hold_its_share():
    votes = np.random.default_rng(1).dirichlet(np.ones(10), 50)
    assert vote_coverage(votes, votes, 0.8) == pytest.approx(0.8, abs=1e-6)


def test_a_better_network_scores_higher():
    figures = {"utkface": {"mae": 6.0, "nll": 3.0}, "mebeauty": {"pearson": 0.6}}
    better = {"utkface": {"mae": 5.5, "nll": 3.0}, "mebeauty": {"pearson": 0.6}}
    assert score(better) > score(figures)
    assert "mae 5.500" in one_line(better)


def test_temperature_makes_the_interval_hold_its_share(tmp_path):
    random = np.random.default_rng(0)
    age = random.integers(25, 75, 3000)
    estimate = age + random.normal(0, 6, len(age))
    young = np.arange(15).repeat(20)
    faces = ages(tmp_path, [*age.tolist(), *young.tolist()])
    # Overconfident: sigma 4 where errors have 6, so the logits must shrink by (6 / 4)^2.
    logits = gaussian_logits(np.concatenate([estimate, young]), 4.0)
    logits[len(age) :] = gaussian_logits(young + random.normal(0, 6, len(young)), 4.0)
    result = calibrate(faces, {"age": logits, "attractiveness": np.zeros((len(faces), 10))})
    assert result.temperatures["age"] == pytest.approx(2.25, rel=0.12)
    assert result.withheld_minors >= 0.993
    assert 0 < result.minors_threshold < 1


def test_the_threshold_withholds_the_share_that_was_asked_for():
    certain = np.linspace(0.2, 1.0, 1000)
    threshold = minors_threshold(certain, 0.993)
    assert (certain > threshold).mean() == pytest.approx(0.993, abs=1e-3)
    few = np.array([0.4, 0.9, 0.95])
    assert minors_threshold(few) < 0.4 and (few > minors_threshold(few)).all()


def test_no_minor_on_val_is_an_error():
    with pytest.raises(TrainingError, match="under 16"):
        minors_threshold(np.array([]))


def test_equally_good_temperatures_give_their_middle():
    assert solve_temperature(lambda temperature: 0.8 if 0.5 <= temperature <= 2 else 0.0) == pytest.approx(
        1, abs=0.01
    )
