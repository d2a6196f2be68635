import json

import numpy as np
import pytest
import torch
from conftest import SIZE, random_crops
from graph_interpreter import evaluate, read_weights

from facecurve_train.errors import TrainingError
from facecurve_train.export import logits_of
from facecurve_train.folded import fold, smoothing
from facecurve_train.graph import build_graph
from facecurve_train.labels import Labels


def test_folding_and_rounding_change_the_logits_little(trained):
    crops = random_crops()
    folded = logits_of(fold(trained.network, trained.config.labels), crops)
    with torch.inference_mode():
        plain = trained.network(torch.from_numpy(crops).permute(0, 3, 1, 2).float())
    plain["age"] = plain["age"] @ smoothing(trained.config.labels).float().T
    for name, values in plain.items():
        assert np.abs(folded[name] - values.numpy()).max() < 0.01 * values.abs().max().item() + 1e-3


def test_smoothing_levels_the_step_at_a_groups_end_and_keeps_a_straight_line():
    kernel = smoothing(Labels())
    assert torch.allclose(kernel.sum(dim=1), torch.ones(101, dtype=torch.float64))
    step = torch.where(torch.arange(101) < 30, 0.0, 1.0).double()
    assert (kernel @ step).diff().abs().max() < 0.3
    line = torch.arange(101).double()
    assert ((kernel @ line) - line)[12:88].abs().max() < 0.1


def test_the_written_graph_computes_what_pytorch_computes(trained):
    crops = random_crops()
    folded = fold(trained.network, trained.config.labels)
    model, data = build_graph(folded, SIZE, "test")
    values = evaluate(json.loads(json.dumps(model)), data, crops)
    for name, expected in logits_of(folded, crops).items():
        assert np.abs(values[name] - expected).max() < 1e-4
    assert values["features"].shape == (3, SIZE // 16, SIZE // 16, 128)


def test_the_graph_says_what_goes_in_and_what_comes_out(trained):
    model, data = build_graph(fold(trained.network, trained.config.labels), SIZE, "test")
    assert model["format"] == "graph-model"
    shape = [int(d["size"]) for d in model["signature"]["inputs"]["crops"]["tensorShape"]["dim"]]
    assert shape == [-1, SIZE, SIZE, 3]
    outputs = model["signature"]["outputs"]
    assert {name: entry["name"] for name, entry in outputs.items()} == {
        "age": "age:0",
        "attractiveness": "attractiveness:0",
    }
    names = [node["name"] for node in model["modelTopology"]["node"]]
    assert len(names) == len(set(names))
    weights = read_weights(model, data)
    assert sum(values.size for values in weights.values()) == 934_869 + 128 * 10 + 10 - _norm_surplus() + 4
    assert len(data) < 1_000_000


def _norm_surplus() -> int:
    """Folding leaves one bias per channel of batch norm's two parameters."""
    return sum([16, 16, 32, 32, 64, 64, 64] + [128] * 6)


def test_biases_beyond_float16_and_weights_that_are_no_numbers_are_refused(trained):
    head = trained.network.heads["attractiveness"]
    with torch.no_grad():
        head.bias[0] = 1e5
    with pytest.raises(TrainingError, match="attractiveness has biases up to 1e") as caught:
        fold(trained.network, trained.config.labels)
    assert caught.value.code == "not-finite"
    with torch.no_grad():
        head.bias[0], head.weight[0, 0] = 0, torch.nan
    with pytest.raises(TrainingError, match="attractiveness has weights"):
        fold(trained.network, trained.config.labels)


def test_weights_are_whole_steps_of_their_channel_and_biases_short(trained):
    layer = fold(trained.network, trained.config.labels).groups[0][0]
    (convolution, norm, _) = trained.network.groups[0][0]
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    exact = (convolution.weight * factor[:, None, None, None]).detach()
    largest = exact.abs().amax(dim=(1, 2, 3), keepdim=True)
    assert ((layer.weight - exact).abs() <= largest * 0.505 / 127).all()
    bits = layer.bias.numpy().astype(np.float16).view(np.uint16)
    assert (bits & 0b1111 == 0).all()
