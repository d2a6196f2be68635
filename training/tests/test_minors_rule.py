import numpy as np
import pytest
from conftest import write_crops

from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.minors_rule import (
    RULES,
    chance_of_minor,
    choose_rule,
    effective_count,
    even_weights,
    largest_threshold,
    upper_bound,
    withheld_share,
)


def faces_of(tmp_path, ages):
    rows = [{"file": f"{i}.jpg", "split": "val", "age": age} for i, age in enumerate(ages)]
    return load_faces([write_crops(tmp_path / "utkface", "utkface", rows)])


def curves_with(chance: np.ndarray) -> dict[str, np.ndarray]:
    """Age curves and answers of `minor` whose chances of a minor are the given ones."""
    age = np.zeros((len(chance), 101))
    age[:, 10], age[:, 40] = chance, 1 - chance
    return {"age": age, "minor": np.stack([1 - chance, chance], axis=1)}


@pytest.mark.parametrize(
    ("missed", "total", "bound"),
    # Without a miss: 1 - 0.05 ** (1 / total). Else the 0.95 quantile of Beta(missed + 1, total - missed).
    [(0, 100, 0.029513), (0, 299, 0.009969), (1, 10, 0.394163), (5, 100, 0.102253), (2, 600, 0.010458)],
)
def test_the_bound_is_clopper_and_pearsons(missed, total, bound):
    assert upper_bound(missed / total, total) == pytest.approx(bound, rel=3e-3)


def test_each_year_and_each_group_weighs_the_same(tmp_path):
    rows = [{"file": f"{i}.jpg", "split": "val", "age": age} for i, age in enumerate([1, 1, 1, 12])]
    rows += [{"file": "g.jpg", "split": "val", "age_low": 3, "age_high": 9}]
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", rows)])
    assert even_weights(faces) == pytest.approx([1 / 9, 1 / 9, 1 / 9, 1 / 3, 1 / 3])


def test_even_weights_count_as_many_faces_as_there_are_and_others_fewer():
    assert effective_count(np.full(50, 1 / 50)) == pytest.approx(50)
    assert effective_count(np.array([0.5, 0.25, 0.25])) == pytest.approx(8 / 3)


def test_the_threshold_misses_as_much_as_the_bound_allows():
    chance, weights = np.linspace(0.01, 1, 1000), np.full(1000, 1 / 1000)
    threshold = largest_threshold(chance, weights, 0.01)
    missed = (chance <= threshold).mean()
    assert upper_bound(missed, 1000) <= 0.01 < upper_bound(missed + 1 / 1000, 1000)
    assert largest_threshold(chance[:20], np.full(20, 1 / 20), 0.01) < chance[0]


def test_the_age_curve_alone_gives_its_mass_under_18():
    age = np.full((1, 101), 1 / 101)
    assert chance_of_minor({"age": age}, RULES["age"]) == pytest.approx([18 / 101])


def test_two_heads_add_their_logits():
    curves = curves_with(np.array([0.2, 0.9]))
    curves["minor"] = curves_with(np.array([0.6, 0.9]))["minor"]
    odds = np.sqrt(0.2 / 0.8 * 0.6 / 0.4)
    assert chance_of_minor(curves, RULES["both"]) == pytest.approx([odds / (1 + odds), 0.9])
    assert chance_of_minor(curves, RULES["minor"]) == pytest.approx([0.6, 0.9])


def test_a_certain_answer_stays_finite():
    curves = curves_with(np.array([0.0, 1.0]))
    assert np.isfinite(chance_of_minor(curves, RULES["both"])).all()


def test_the_threshold_keeps_both_bounds_and_adults_do_not_move_it(tmp_path):
    ages = [10] * 1000 + [17] * 400 + [30] * 50
    random = np.random.default_rng(2)
    chance = np.concatenate([random.uniform(0.05, 1, 1400), random.uniform(0, 0.3, 50)])
    faces, curves = faces_of(tmp_path, ages), curves_with(chance)
    rule = choose_rule(faces, curves, RULES["age"])
    children, minors = faces.age < 16, faces.age < 18
    missed = (chance[children] <= rule.threshold).mean()
    assert rule.faces == 1000 and rule.missed_bound == upper_bound(missed, 1000) <= 0.01
    weights = even_weights(faces.take(minors))
    assert upper_bound(weights[chance[minors] <= rule.threshold].sum(), effective_count(weights)) <= 0.05
    without = faces.take(minors)
    alone = choose_rule(without, {name: values[minors] for name, values in curves.items()}, RULES["age"])
    assert alone.threshold == rule.threshold


def test_teenagers_count_as_much_as_the_babies_that_there_are_more_of(tmp_path):
    ages = [1] * 2000 + list(range(2, 16)) * 30
    chance = np.ones(len(ages))
    teenagers = np.flatnonzero(np.array(ages) == 14)
    chance[teenagers[:15]] = np.linspace(0.2, 0.3, 15)
    rule = choose_rule(faces_of(tmp_path, ages), curves_with(chance), RULES["age"])
    # 15 of 2,420 faces are less than a hundredth, but half of a year of fifteen is not.
    assert rule.threshold < 0.22


def test_too_few_minors_are_all_withheld(tmp_path):
    chance = np.array([0.4, 0.9, 0.95])
    rule = choose_rule(faces_of(tmp_path, [3, 8, 17]), curves_with(chance), RULES["age"])
    assert rule.threshold < 0.4 and withheld_share(chance, np.full(3, True), rule.threshold) == 1


def test_no_minor_at_all_is_an_error(tmp_path):
    with pytest.raises(TrainingError, match="surely under 16"):
        choose_rule(faces_of(tmp_path, [30, 40]), curves_with(np.array([0.1, 0.1])), RULES["age"])


def test_no_face_has_no_share():
    assert withheld_share(np.array([0.4]), np.array([False]), 0.2) is None
