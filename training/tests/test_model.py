import pytest
import torch

from facecurve_train.model import AGE_BINS, AgeNet, build_network, normalise, parameter_count


@pytest.mark.parametrize(("width", "parameters"), [(0.25, 934_869), (0.5, 3_708_229)])
def test_networks_have_the_papers_number_of_parameters(width, parameters):
    assert parameter_count(AgeNet(width, {"age": AGE_BINS})) == parameters


def test_thirteen_convolutions_without_bias():
    convolutions = [module for module in AgeNet().modules() if isinstance(module, torch.nn.Conv2d)]
    assert len(convolutions) == 13
    assert all(layer.bias is None and layer.kernel_size == (3, 3) for layer in convolutions)
    assert [layer.out_channels for layer in convolutions] == [16, 16, 32, 32, 64, 64, 64] + [128] * 6


@pytest.mark.parametrize("size", [32, 64, 96])
def test_any_multiple_of_32_goes_through_and_the_features_are_a_sixteenth(size):
    network = build_network("tiny", {"age": 101, "attractiveness": 10}).eval()
    crops = torch.rand(2, 3, size, size) * 255
    outputs = network(crops)
    assert outputs["age"].shape == (2, 101) and outputs["attractiveness"].shape == (2, 10)
    assert network.features(crops).shape == (2, 128, size // 16, size // 16)


def test_normalisation_is_part_of_the_network():
    assert normalise(torch.tensor([0.0, 127.5, 255.0])).tolist() == [-1, 0, 1]


def test_an_unknown_network_lists_the_known_ones():
    with pytest.raises(ValueError, match="tiny, thin"):
        build_network("large", {"age": 101})
