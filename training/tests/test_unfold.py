import json

import numpy as np
import pytest
import torch
from torch import nn

from facecurve_train.errors import TrainingError
from facecurve_train.folded import fold
from facecurve_train.graph import WEIGHTS_FILE, build_graph
from facecurve_train.labels import Labels
from facecurve_train.mobilenet import FEATURES, MobileNet, PaddedConvolution, load_faceres
from facecurve_train.model import build_network
from facecurve_train.tfjs_weights import read_weights
from facecurve_train.unfold import load_shipped, settle

HEADS = {"age": 101, "attractiveness": 10}


def random_crops(count: int, side: int) -> torch.Tensor:
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(7)) * 255


def lively(network: nn.Module) -> nn.Module:
    """Batch norms and heads as a training would leave them: nothing at its start value."""
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.copy_(torch.randn(module.num_features, generator=generator) * 0.1)
                module.running_var.copy_(torch.rand(module.num_features, generator=generator) + 0.5)
                module.weight.copy_(torch.rand(module.num_features, generator=generator) + 0.5)
                module.bias.copy_(torch.randn(module.num_features, generator=generator) * 0.1)
    return network.eval()


def write_shipped(folder, network):
    graph, weights = build_graph(fold(network, Labels()), 32, "1")
    (folder / "model.json").write_text(json.dumps(graph))
    (folder / WEIGHTS_FILE).write_bytes(weights)
    return folder / "model.json"


def test_shipped_weights_start_a_network_that_answers_the_same(tmp_path):
    shipped = lively(build_network("tiny", HEADS))
    model = write_shipped(tmp_path, shipped)
    crops = random_crops(16, 32)
    fresh = build_network("tiny", {**HEADS, "gender": 2}).eval()
    load_shipped(fresh, model, crops)
    expected = fold(shipped, Labels())(crops)
    answers = fresh(crops)
    for name in HEADS:
        assert torch.allclose(answers[name], expected[name], atol=2e-3), name
    # In training mode the batch's own statistics are used; on the crops it settled on they are the same.
    fresh.train()
    assert torch.allclose(fresh(crops)["age"], expected["age"], atol=2e-2)


def test_settling_gives_batch_norms_the_statistics_of_the_crops():
    network = build_network("tiny", HEADS)
    settle(network, random_crops(8, 32))
    norm = network.groups[0][0][1]
    maps = network.groups[0][0][0]((random_crops(8, 32) - 127.5) / 127.5)
    assert torch.allclose(norm.running_mean, maps.mean(dim=(0, 2, 3)), atol=1e-5)
    assert torch.allclose(norm.weight**2, norm.running_var + norm.eps, atol=1e-5)


def test_weights_that_do_not_fit_their_manifest_are_refused(tmp_path):
    model = write_shipped(tmp_path, build_network("tiny", HEADS))
    with (tmp_path / WEIGHTS_FILE).open("ab") as file:
        file.write(b"\0\0")
    with pytest.raises(TrainingError, match="wrong-size"):
        read_weights(model)
    with pytest.raises(TrainingError, match="missing-file"):
        read_weights(tmp_path / "absent.json")


def test_a_strided_convolution_pads_right_and_below_as_tensorflow_does():
    convolution = PaddedConvolution(1, 1, 3, stride=2, bias=False)
    nn.init.ones_(convolution.weight)
    picture = torch.zeros(1, 1, 4, 4)
    picture[0, 0, 0, 0], picture[0, 0, 3, 3] = 1, 10
    # SAME at stride 2: windows start at 0 and 2; the last row and column are seen once.
    assert convolution(picture)[0, 0].tolist() == [[1, 0], [0, 10]]


def test_mobilenet_takes_the_weights_of_faceres_by_name():
    network = MobileNet(HEADS).eval()
    random = np.random.default_rng(0)
    weights = {}
    names = ["conv1"] + [f"conv_{kind}_{number}" for number in range(1, 14) for kind in ("dw", "pw")]
    for name, (convolution, _, _) in zip(names, network.blocks, strict=True):
        channels_out, channels_in, side, _ = convolution.weight.shape
        weights[f"{name}_bn/batchnorm_1/sub"] = random.normal(size=channels_out).astype(np.float32)
        if name.startswith("conv_dw"):
            weights[f"{name}/depthwise_kernel"] = random.normal(size=(3, 3, channels_out, 1))
            weights[f"{name}_bn/batchnorm_1/mul"] = np.full(channels_out, 2.0)
        else:
            weights[f"{name}/convolution/merged_input"] = random.normal(
                size=(side, side, channels_in, channels_out)
            )
    load_faceres(network, weights)
    kernel = weights["conv_dw_2/depthwise_kernel"]
    assert network.blocks[3][0].weight[5, 0, 1, 2].item() == pytest.approx(2 * kernel[1, 2, 5, 0], rel=1e-5)
    kernel = weights["conv_pw_13/convolution/merged_input"]
    assert network.blocks[26][0].weight[7, 3, 0, 0].item() == pytest.approx(kernel[0, 0, 3, 7], rel=1e-5)
    assert network.blocks[0][1].bias[4].item() == pytest.approx(weights["conv1_bn/batchnorm_1/sub"][4])
    assert network.pooled(random_crops(2, 48)).shape == (2, FEATURES)
