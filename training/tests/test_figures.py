import numpy as np
import pytest

from facecurve_train import figures


def test_errors_are_in_years():
    found = figures.error_figures(np.array([30.0, 41, 8, 12]), np.array([32.0, 47, 5, 12]))
    assert found == {"mae": 2.75, "median": 2.5, "within5": 0.75}


def test_nothing_to_count_is_none():
    nothing = np.array([])
    assert figures.error_figures(nothing, nothing) == {"mae": None, "median": None, "within5": None}
    assert figures.share_inside((nothing, nothing), nothing) is None
    assert figures.accuracy_within_one_group(nothing, nothing, nothing) is None


def test_an_interval_holds_its_ends():
    low, high = np.array([25.0, 36, 2, 9]), np.array([35.0, 46, 9, 15])
    assert figures.share_inside((low, high), np.array([25.0, 47, 9, 12])) == 0.75
    assert figures.coverage({"80": (low, high)}, np.array([32.0, 40, 5, 20])) == {"80": 0.75}


def test_an_estimate_counts_in_its_group_when_it_rounds_into_it():
    estimate = np.array([19.6, 29.4, 29.5, 19.4])
    assert figures.group_accuracy(estimate, np.full(4, 20.0), np.full(4, 29.0)) == 0.5


def test_within_one_group_counts_the_neighbours():
    low, high = np.array([0.0, 3, 10, 20, 70]), np.array([2.0, 9, 19, 29, 120])
    #       in its group, next above, two above, next below, two below (the set has no group between)
    estimate = np.array([1.0, 15, 75, 12, 19.4])
    assert figures.accuracy_within_one_group(estimate, low, high) == pytest.approx(0.6)


def test_groups_that_overlap_have_no_neighbours():
    found = figures.accuracy_within_one_group(np.array([5.0, 15]), np.array([0.0, 5]), np.array([10.0, 20]))
    assert found is None


def test_pearson_is_1_minus_1_and_nothing_where_it_must_be():
    rising = np.array([1.0, 2, 3])
    assert figures.pearson(rising, 10 * rising) == pytest.approx(1)
    assert figures.pearson(rising, -rising) == pytest.approx(-1)
    assert figures.pearson(np.array([1.0, 2, 1, 2]), np.array([1.0, 1, 2, 2])) == pytest.approx(0)
    assert figures.pearson(rising[:1], rising[:1]) is None
    assert figures.pearson(np.ones(3), rising) is None


def test_earth_movers_distance_is_how_far_the_mass_is_carried():
    assert figures.earth_movers(np.array([[1.0, 0, 0]]), np.array([[0.0, 0, 1]])) == 2
    assert figures.earth_movers(np.array([[0.5, 0.5]]), figures.vote_shares(np.array([[5.0, 5]]))) == 0


def test_the_votes_for_a_point_are_spread_over_its_bin():
    def inside(votes: list[float], low: float, high: float) -> float | None:
        return figures.votes_inside(
            figures.vote_shares(np.array([votes])), (np.array([low]), np.array([high]))
        )

    assert inside([2, 2], 0.5, 2.5) == 1
    assert inside([3, 1], 1, 2) == 0.5
    assert inside([0, 4], 0, 1.5) == 0


def test_the_epsilon_error_is_that_of_the_paper():
    # One sigma off is 1 - exp(-1/2), no error is 0, far off is 1.
    found = figures.epsilon_error(np.array([5.0, 6, 100]), np.array([5.0, 4, 0]), np.array([1.0, 2, 1]))
    assert found == pytest.approx((0 + (1 - np.exp(-0.5)) + 1) / 3)


def test_raters_who_agree_leave_a_sigma_of_half_a_point():
    shares = figures.vote_shares(np.array([[0.0, 0, 9, 0, 0], [1, 0, 0, 0, 1]]))
    assert figures.vote_sigma(shares) == pytest.approx([0.5, 2.0])
