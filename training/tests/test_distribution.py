import numpy as np
import pytest

from facecurve_train import distribution
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS


def one_hot(index: int, bins: int = 101) -> np.ndarray:
    return np.eye(bins)[[index]]


def test_a_single_bin_spans_half_a_year_on_each_side():
    low, high = distribution.central_interval(one_hot(34), AGE_LABELS, 0.8)
    assert (low[0], high[0]) == (pytest.approx(33.6), pytest.approx(34.4))


def test_a_uniform_curve_holds_its_share():
    low, high = distribution.central_interval(np.full((1, 101), 1 / 101), AGE_LABELS, 0.8)
    assert (low[0], high[0]) == (pytest.approx(-0.5 + 10.1), pytest.approx(100.5 - 10.1))


def test_the_median_of_two_far_bins_lies_at_the_end_of_the_first():
    curve = (one_hot(10) + one_hot(20)) / 2
    assert distribution.quantile(curve, AGE_LABELS, 0.5)[0] == pytest.approx(10.5)


def test_probability_under_18_is_the_mass_of_the_bins_up_to_17():
    curve = 0.25 * one_hot(17) + 0.75 * one_hot(18)
    assert distribution.probability_under(curve, 18)[0] == pytest.approx(0.25)


def test_temperature_flattens_and_keeps_the_order():
    logits = np.array([[1000.0, 998.0, 990.0]])
    sharp, flat = distribution.softmax(logits), distribution.softmax(logits, 4.0)
    assert flat[0, 0] < sharp[0, 0] and (np.diff(flat[0]) < 0).all()
    assert sharp[0, 0] / sharp[0, 1] == pytest.approx(np.exp(2))


def test_mass_below_is_the_inverse_of_the_quantile():
    curves = np.random.default_rng(0).dirichlet(np.ones(10), 20)
    for share in (0.1, 0.37, 0.9):
        limit = distribution.quantile(curves, ATTRACTIVENESS_LABELS, share)
        assert distribution.mass_below(curves, ATTRACTIVENESS_LABELS, limit) == pytest.approx(
            np.full(20, share)
        )
