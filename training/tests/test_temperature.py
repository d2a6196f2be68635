import numpy as np
import pytest
from conftest import age_rows, write_crops

from facecurve_train.calibrate import fit_age_temperature
from facecurve_train.data import load_faces
from facecurve_train.distribution import softmax
from facecurve_train.temperature import (
    KNOTS,
    SmoothTemperature,
    age_temperature,
    apply_temperature,
    card_temperatures,
    fit_smooth,
    negative_log_likelihood,
    ranked_probability_score,
    temperature_entry,
)


def gaussian_logits(means: np.ndarray, sigma: float) -> np.ndarray:
    return -0.5 * ((np.arange(101)[None] - means[:, None]) / sigma) ** 2


def val_faces(tmp_path, ages: np.ndarray):
    rows = [{"file": f"{i}.jpg", "split": "val", "age": round(float(age), 3)} for i, age in enumerate(ages)]
    return load_faces([write_crops(tmp_path / "utkface", "utkface", rows)])


def test_a_smooth_temperature_is_linear_between_its_points_and_constant_beyond_them():
    temperature = SmoothTemperature((20.0, 60.0), (1.0, 2.0))
    logits = gaussian_logits(np.array([5.0, 20.0, 40.0, 90.0]), 2.0)
    assert temperature.of(logits) == pytest.approx([1, 1, 1.5, 2], abs=0.01)
    curves = apply_temperature(logits, temperature)
    assert curves[2] == pytest.approx(softmax(logits[2:3], 1.5)[0], abs=1e-3)
    assert apply_temperature(logits, 1.3) == pytest.approx(softmax(logits, 1.3))


def test_a_card_holds_either_kind_and_gives_it_back():
    smooth = SmoothTemperature((20.0, 60.0), (1.0, 2.0))
    heads = {
        "age": {"temperature": temperature_entry(smooth)},
        "minor": {"temperature": temperature_entry(1.0)},
    }
    assert heads["age"]["temperature"] == {"at": [20.0, 60.0], "values": [1.0, 2.0]}
    assert card_temperatures({"heads": heads}) == {"age": smooth, "minor": 1.0}


def test_scores_are_those_of_their_definitions():
    curves = np.zeros((1, 101))
    curves[0, 30], curves[0, 32] = 0.25, 0.75
    assert negative_log_likelihood(curves, np.array([32.2])) == pytest.approx([-np.log(0.75)], abs=1e-6)
    # The cumulative curve lies 0.25 above the step at 30 and at 31.
    assert ranked_probability_score(curves, np.array([32.0])) == pytest.approx([2 * 0.25**2])


def test_few_faces_near_a_knot_leave_it_at_the_temperature_of_all():
    age = np.random.default_rng(1).uniform(30, 40, 500)
    smooth = fit_smooth(gaussian_logits(age + np.random.default_rng(2).normal(0, 8, 500), 4.0), age, 1.2)
    near, far = (smooth.values[KNOTS.index(knot)] for knot in (35.0, 80.0))
    assert near > 1.8 and far == pytest.approx(1.2, abs=0.01)


@pytest.mark.parametrize("has_more_error_when_old", [True, False])
def test_the_function_ships_only_if_both_halves_of_val_gain(tmp_path, has_more_error_when_old):
    random = np.random.default_rng(4)
    age = random.uniform(2, 90, 1500).round()
    error = 2 + 0.12 * age if has_more_error_when_old else np.full(1500, 5.0)
    # The curves say 5 years at every age.
    logits = gaussian_logits(np.clip(age + random.normal(0, 1, 1500) * error, 0, 100), 5.0)
    faces = val_faces(tmp_path, age)
    temperature = age_temperature(faces, logits, fit_age_temperature)
    if not has_more_error_when_old:
        # Where one temperature is right, a function may gain by chance alone: then it is nearly constant.
        values = temperature.values if isinstance(temperature, SmoothTemperature) else (temperature,)
        assert max(values) / min(values) < 1.35
        return
    assert isinstance(temperature, SmoothTemperature)
    assert temperature.values[0] < temperature.values[-1]


def test_a_few_faces_have_one_temperature(tmp_path):
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", age_rows(20, "val"))])
    assert isinstance(age_temperature(faces, gaussian_logits(faces.age, 4.0), lambda *_: 1.1), float)


def test_a_function_that_harms_the_other_half_does_not_ship(tmp_path, monkeypatch):
    random = np.random.default_rng(4)
    age = random.uniform(2, 90, 300).round()
    logits = gaussian_logits(age + random.normal(0, 5, 300), 5.0)
    harmful = SmoothTemperature((20.0, 60.0), (4.0, 4.0))
    monkeypatch.setattr("facecurve_train.temperature.fit_smooth", lambda *_: harmful)
    assert age_temperature(val_faces(tmp_path, age), logits, lambda *_: 1.0) == 1.0
