import numpy as np
import pytest
from conftest import write_crops

from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.minors_rule import (
    RULES,
    binomial_below,
    chance_of_minor,
    choose_rule,
    largest_count,
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
    assert upper_bound(missed, total) == pytest.approx(bound, abs=2e-5)


def test_the_binomial_distribution_sums_its_terms():
    assert binomial_below(1, 3, 0.5) == pytest.approx(0.5)
    assert binomial_below(0, 4, 0.25) == pytest.approx(0.75**4)


def test_as_many_may_be_missed_as_keep_the_bound():
    assert largest_count(298, 0.01) == -1
    assert largest_count(299, 0.01) == 0
    missed = largest_count(2000, 0.01)
    assert upper_bound(missed, 2000) <= 0.01 < upper_bound(missed + 1, 2000)


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
    missed = int((chance[children] <= rule.threshold).sum())
    assert rule.faces == 1000 and rule.missed_bound == upper_bound(missed, 1000) <= 0.01
    assert upper_bound(int((chance[minors] <= rule.threshold).sum()), 1400) <= 0.05
    # One more miss of either kind would break a bound.
    higher = np.sort(chance[children])[missed]
    assert upper_bound(int((chance[children] <= higher).sum()), 1000) > 0.01
    without = faces.take(minors)
    alone = choose_rule(without, {name: values[minors] for name, values in curves.items()}, RULES["age"])
    assert alone.threshold == rule.threshold


def test_too_few_minors_are_all_withheld(tmp_path):
    chance = np.array([0.4, 0.9, 0.95])
    rule = choose_rule(faces_of(tmp_path, [3, 8, 17]), curves_with(chance), RULES["age"])
    assert rule.threshold < 0.4 and withheld_share(chance, np.full(3, True), rule.threshold) == 1


def test_no_minor_at_all_is_an_error(tmp_path):
    with pytest.raises(TrainingError, match="surely under 16"):
        choose_rule(faces_of(tmp_path, [30, 40]), curves_with(np.array([0.1, 0.1])), RULES["age"])
