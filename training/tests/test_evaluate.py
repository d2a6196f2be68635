import numpy as np
import pytest
from conftest import write_crops

from facecurve_train.calibrate import Answers, adults_of, calibrate, solve_temperature
from facecurve_train.data import load_faces
from facecurve_train.evaluate import coverage, group_accuracy, measure, one_line, score, vote_coverage
from facecurve_train.labels import QuantileMap
from facecurve_train.minors_rule import LARGEST_MISSED, youngest_possible
from facecurve_train.natural_mix import natural_mean
from facecurve_train.temperature import apply_temperature


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
    result = calibrate(Answers(faces, {"age": logits, "attractiveness": np.zeros((len(faces), 10))}))
    overall = apply_temperature(logits, result.temperatures["age"])
    assert coverage(overall, faces.age, (0.8,))["80"] == pytest.approx(0.8, abs=0.03)
    # 300 faces under 16 are too few to miss one: the bound of no miss is 0.00994.
    assert result.withheld_minors == 1.0 and result.minors.faces == 300
    assert 0 < result.minors.threshold < 1 and result.minors.missed_bound <= LARGEST_MISSED[16]


def test_groups_alone_calibrate_by_their_likelihood_and_count_all_that_may_be_minors(tmp_path):
    random = np.random.default_rng(1)
    groups = [(0, 2), (3, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, 59), (60, 69)]
    age = random.integers(0, 70, 3000)
    of_age = [next(group for group in groups if group[0] <= value <= group[1]) for value in age]
    rows = [
        {"file": f"{i}.jpg", "split": "val", "age_low": low, "age_high": high}
        for i, (low, high) in enumerate(of_age)
    ]
    faces = load_faces([write_crops(tmp_path / "fairface", "fairface", rows)])
    logits = gaussian_logits(age + random.normal(0, 6, len(age)), 4.0)
    result = calibrate(Answers(faces, {"age": logits, "attractiveness": np.zeros((len(faces), 10))}))
    assert result.temperatures == {"age": pytest.approx(2.25, rel=0.2), "attractiveness": 1.0}
    assert result.minors.faces == youngest_possible(faces, 16).sum() == (age <= 9).sum()
    assert adults_of(faces, 21, 30).sum() == ((age >= 20) & (age <= 29)).sum()
    assert result.withheld_minors >= 0.99


def test_groups_under_16_count_among_the_minors_beside_exact_ages(tmp_path):
    rows = [{"file": "a.jpg", "split": "val", "age": 15}, {"file": "b.jpg", "split": "val", "age": 25}]
    groups = [(3, 9), (10, 19), (20, 29)]
    rows += [{"file": f"{low}.jpg", "split": "val", "age_low": low, "age_high": high} for low, high in groups]
    faces = load_faces([write_crops(tmp_path / "mixed", "mixed", rows)])
    assert youngest_possible(faces, 16).tolist() == [True, False, True, False, False]
    assert adults_of(faces, 21, 30).tolist() == [False, True, False, False, False]


def test_equally_good_temperatures_give_their_middle():
    def held(temperature: float) -> tuple[float, ...]:
        return (0.5, 0.8, 0.95) if 0.5 <= temperature <= 2 else (0.0, 0.0, 0.0)

    assert solve_temperature(held) == pytest.approx(1, abs=0.01)


def test_where_no_temperature_serves_all_three_intervals_the_gaps_weigh_by_their_standard_error():
    # At 1 the 95 % interval is 4 % off, at 2 the 50 % one is: the second is the smaller surprise.
    def held(temperature: float) -> tuple[float, ...]:
        return (0.5, 0.8, 0.91) if temperature < 1.4 else (0.46, 0.8, 0.95)

    assert solve_temperature(held) > 1.4


def test_coverage_is_told_for_every_share_and_for_each_decade(tmp_path):
    faces = ages(tmp_path, [20, 25, 60, 90])
    curves = np.full((4, 101), 1 / 101)  # central intervals around 50: 80 % is 9.6 to 90.4
    figures = measure(faces, {"age": curves, "attractiveness": np.eye(10)[[0] * 4]}, {})["utkface"]
    assert figures["coverage"]["10"] == 0 and figures["coverage"]["20"] == 0.25
    assert figures["coverage"]["80"] == figures["coverage80"] == 1.0
    assert [held["50"] for held in figures["coverage_by_decade"]] == [0.5, 1.0, 0.0]
    assert figures["natural_mix"] == {"mae": None}


def test_the_natural_mix_weighs_decades_as_utkface_has_them():
    age = np.arange(5.0, 90.0, 10.0)
    error = np.array([0.0, 0, 10, 0, 0, 0, 0, 0, 0])
    assert natural_mean(error, age) == pytest.approx(10 * 7344 / 23707)
    # Two faces of one decade count as their mean, 116 years as 80 and above.
    assert natural_mean(np.array([*error, 0.0]), np.array([*age, 22.0])) == pytest.approx(5 * 7344 / 23707)
    assert natural_mean(np.array([*error, 4.0]), np.array([*age, 116.0])) > natural_mean(error, age)
    assert natural_mean(error[1:], age[1:]) is None
