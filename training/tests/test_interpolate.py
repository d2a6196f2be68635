import copy

import torch
from test_train import SETS, small_config

from facecurve_train.data import load_faces
from facecurve_train.interpolate import interpolate, renew_statistics, typical_batches
from facecurve_train.model import build_network

SIZES = {"age": 101, "minor": 2}


def test_weights_lie_on_the_line_between_both_ends():
    start, end = build_network("tiny", SIZES), build_network("tiny", SIZES)
    mixed = copy.deepcopy(end)
    interpolate(mixed, start, 0.25, kept=())
    expected = 0.25 * end.heads["age"].weight + 0.75 * start.heads["age"].weight
    assert torch.allclose(mixed.heads["age"].weight, expected, atol=1e-6)
    kernel, first = end.groups[2][1][0].weight, start.groups[2][1][0].weight
    assert torch.allclose(mixed.groups[2][1][0].weight, 0.25 * kernel + 0.75 * first, atol=1e-6)


def test_a_head_that_the_start_lacks_stays_the_runs():
    start, end = build_network("tiny", SIZES), build_network("tiny", SIZES)
    mixed = copy.deepcopy(end)
    interpolate(mixed, start, 0.25, kept=("minor",))
    assert torch.equal(mixed.heads["minor"].weight, end.heads["minor"].weight)
    assert not torch.equal(mixed.heads["age"].weight, end.heads["age"].weight)


def test_statistics_are_those_of_the_mixed_weights(crops):
    config = small_config()
    faces = load_faces([crops / name for name in SETS], ["train"])
    network = build_network("tiny", SIZES)
    with torch.no_grad():
        network.groups[0][0][0].weight.mul_(10)
    renew_statistics(network, typical_batches(faces, config))
    norm = network.groups[0][0][1]
    assert norm.running_var.mean() > 1 and not network.training
