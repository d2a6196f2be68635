import math

import pytest
import torch

from facecurve_train.heads import KNOWN_HEADS
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS, age_distributions, group_masks
from facecurve_train.loss import (
    METHODS,
    LossWeights,
    distribution_loss,
    expectation,
    group_loss,
    head_sizes,
    kullback_leibler,
    probabilities,
    thresholds_loss,
    total_loss,
)
from facecurve_train.targets import HeadTarget, Targets

YEARS = torch.from_numpy(AGE_LABELS)


def test_kullback_leibler_is_summed_over_bins_and_averaged_over_rows():
    target = torch.tensor([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])
    logits = torch.log(torch.tensor([[0.25, 0.5, 0.25], [0.5, 0.25, 0.25]]))
    # (0.5 log 2 + 0) and log 2: no division by the number of bins, and 0 log 0 = 0.
    assert kullback_leibler(target, logits).mean().item() == pytest.approx(0.75 * math.log(2), abs=1e-6)


def test_dldl_v2_adds_lambda_times_the_error_of_the_expectation_in_years():
    target = age_distributions(torch.tensor([30.0]), 2.0, 0.0)
    logits = torch.log(age_distributions(torch.tensor([33.0]), 2.0, 0.0).clamp(min=1e-30))
    mean = torch.tensor([30.0])
    divergence = distribution_loss(target, mean, logits, YEARS, "dldl", 0.3).item()
    both = distribution_loss(target, mean, logits, YEARS, "dldl_v2", 0.3).item()
    assert both - divergence == pytest.approx(0.3 * 3.0, abs=1e-3)
    # KL between Gaussians of one sigma: (difference / sigma)^2 / 2.
    assert divergence == pytest.approx(9 / 8, abs=0.03)
    assert distribution_loss(target, mean, logits, YEARS, "expectation", 0.3).item() == pytest.approx(
        3, abs=0.01
    )


def test_group_loss_is_minus_log_of_the_mass_inside():
    mask = group_masks(torch.tensor([20.0]), torch.tensor([29.0]))
    assert group_loss(mask, torch.zeros(1, 101), YEARS, "dldl_v2").item() == pytest.approx(
        math.log(101 / 10), abs=1e-5
    )


def test_group_loss_of_the_expectation_is_the_distance_to_the_group():
    mask = group_masks(torch.tensor([20.0]), torch.tensor([29.0]))
    far = torch.full((1, 101), -50.0)
    far[0, 40] = 50
    inside = far.roll(-15, dims=1)
    assert group_loss(mask, far, YEARS, "expectation").item() == pytest.approx(40 - 29.5, abs=1e-4)
    assert group_loss(mask, inside, YEARS, "expectation").item() == 0


def test_ranking_has_one_output_less_and_its_differences_are_the_curve():
    assert head_sizes("ranking") == {"age": 100, "attractiveness": 9}
    assert head_sizes("dldl") == {"age": 101, "attractiveness": 10}
    wanted = age_distributions(torch.tensor([40.0]), 3.0, 0.0).double()
    above = (1 - wanted.cumsum(dim=1)[:, :-1]).clamp(1e-9, 1 - 1e-9)
    logits = torch.logit(above)
    assert torch.allclose(probabilities(logits, "ranking"), wanted, atol=1e-6)
    assert expectation(logits, YEARS.double(), "ranking").item() == pytest.approx(40, abs=1e-4)


def test_rankings_group_loss_ignores_thresholds_inside_the_group():
    mask = group_masks(torch.tensor([20.0]), torch.tensor([29.0]))
    logits = torch.where(torch.arange(100) < 20, 30.0, -30.0)[None]
    assert group_loss(mask, logits, YEARS, "ranking").item() == pytest.approx(0, abs=1e-4)
    logits[0, 22:27] = 30  # says 27: inside too
    assert group_loss(mask, logits, YEARS, "ranking").item() == pytest.approx(0, abs=1e-4)
    logits[0, 29] = 30  # P(y > 29) = 1: outside
    assert group_loss(mask, logits, YEARS, "ranking").item() > 10


def make_targets() -> Targets:
    """Rows: exact age 30; group 40..49; votes only."""
    age = torch.tensor([30.0, 0.0, 0.0])
    nowhere = torch.zeros(3, dtype=torch.bool)
    ages = HeadTarget(
        KNOWN_HEADS["age"],
        distribution=age_distributions(age, 2.0, 0.0),
        mean=age,
        known=torch.tensor([True, False, False]),
        group=group_masks(torch.tensor([-1.0, 40.0, -1.0]), torch.tensor([-1.0, 49.0, -1.0])),
        has_group=torch.tensor([False, True, False]),
    )
    votes = HeadTarget(
        KNOWN_HEADS["attractiveness"],
        distribution=torch.nn.functional.one_hot(torch.tensor([0, 0, 5]), 10).float(),
        mean=torch.tensor([0.0, 0.0, 6.0]),
        known=torch.tensor([False, False, True]),
        group=torch.zeros(3, 10, dtype=torch.bool),
        has_group=nowhere,
    )
    return Targets(
        {"age": ages, "attractiveness": votes},
        gender=torch.tensor([0, 1, -1]),
        race=torch.tensor([-1, 3, -1]),
        thresholds=torch.tensor([[0, 0, 0, 0], [0, 0, 0, 0], [-1, -1, -1, -1]]),
        embedding=torch.zeros(3, 0),
    )


@pytest.mark.parametrize("method", METHODS)
def test_every_method_learns_every_kind_of_label(method):
    sizes = head_sizes(method)
    logits = {name: torch.zeros(3, size, requires_grad=True) for name, size in sizes.items()}
    optimizer = torch.optim.Adam(list(logits.values()), lr=0.2)
    for _ in range(400):
        loss, parts = total_loss(logits, make_targets(), method, LossWeights())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert set(parts) == {"age", "group", "attractiveness"}
    ages = expectation(logits["age"], YEARS, method)
    points = expectation(logits["attractiveness"], torch.from_numpy(ATTRACTIVENESS_LABELS), method)
    assert ages[0].item() == pytest.approx(30, abs=0.6)
    assert 39 <= ages[1].item() <= 50
    assert points[2].item() == pytest.approx(6, abs=0.2)


def test_a_row_teaches_only_the_head_whose_label_it_has():
    logits = {name: torch.zeros(3, size, requires_grad=True) for name, size in head_sizes("dldl_v2").items()}
    loss, _ = total_loss(logits, make_targets(), "dldl_v2", LossWeights())
    loss.backward()
    assert logits["age"].grad[2].abs().max() == 0 and logits["age"].grad[:2].abs().max() > 0
    assert (
        logits["attractiveness"].grad[:2].abs().max() == 0
        and logits["attractiveness"].grad[2].abs().max() > 0
    )


def test_a_class_is_learned_by_cross_entropy_and_unknown_rows_cost_nothing():
    minor = HeadTarget(
        KNOWN_HEADS["minor"],
        distribution=torch.tensor([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]]),
        mean=torch.tensor([1.0, 0.0, 0.0]),
        known=torch.tensor([True, True, False]),
        group=torch.zeros(3, 2, dtype=torch.bool),
        has_group=torch.zeros(3, dtype=torch.bool),
    )
    logits = torch.tensor([[0.0, 2.0], [0.0, 2.0], [9.0, -9.0]])
    targets = make_targets()
    targets.heads = {"minor": minor}
    _, parts = total_loss({"minor": logits}, targets, "dldl_v2", LossWeights())
    expected = math.log(1 + math.exp(-2)) + math.log(1 + math.exp(2))
    assert parts["minor"].loss.item() == pytest.approx(expected, abs=1e-5) and parts["minor"].rows == 2


def test_thresholds_count_only_where_the_label_is_known():
    younger = torch.tensor([[1, 0, -1, -1], [-1, -1, -1, -1]])
    loss = thresholds_loss(younger, torch.tensor([[2.0, 2.0, 5.0, 5.0]]).repeat(2, 1))
    assert loss.tolist() == pytest.approx(
        [math.log(1 + math.exp(-2)) + math.log(1 + math.exp(2)), 0], abs=1e-5
    )
