import numpy as np
import pytest
import torch
import torch.nn.functional as functional

from facecurve_train.model import parameter_count
from facecurve_train.xception import INPUT, ReductionBlock, TinyXception, load_face_api


def same_padding(maps: torch.Tensor, kernel: torch.Tensor, stride: int) -> torch.Tensor:
    """TensorFlow's SAME, from its definition: half of the missing pixels before, the rest after."""
    height, width = maps.shape
    size = kernel.shape[0]
    out_height, out_width = -(-height // stride), -(-width // stride)
    rows = max((out_height - 1) * stride + size - height, 0)
    columns = max((out_width - 1) * stride + size - width, 0)
    padded = functional.pad(maps, (columns // 2, columns - columns // 2, rows // 2, rows - rows // 2))
    out = torch.zeros(out_height, out_width)
    for row in range(out_height):
        for column in range(out_width):
            window = padded[row * stride : row * stride + size, column * stride : column * stride + size]
            out[row, column] = (window * kernel).sum()
    return out


def random_weights(seed: int = 0) -> dict[str, np.ndarray]:
    """By the names of face-api's manifest, in TensorFlow's shapes."""
    random = np.random.default_rng(seed)
    weights: dict[str, np.ndarray] = {}

    def add(name: str, *shape: int) -> None:
        weights[name] = random.normal(0, 0.1, shape).astype(np.float32)

    def add_separable(name: str, channels_in: int, channels_out: int) -> None:
        add(f"{name}/depthwise_filter", 3, 3, channels_in, 1)
        add(f"{name}/pointwise_filter", 1, 1, channels_in, channels_out)
        add(f"{name}/bias", channels_out)

    def add_reduction(name: str, channels_in: int, channels_out: int) -> None:
        add_separable(f"{name}/separable_conv0", channels_in, channels_out)
        add_separable(f"{name}/separable_conv1", channels_out, channels_out)
        add(f"{name}/expansion_conv/filters", 1, 1, channels_in, channels_out)
        add(f"{name}/expansion_conv/bias", channels_out)

    add("entry_flow/conv_in/filters", 3, 3, 3, 32)
    add("entry_flow/conv_in/bias", 32)
    add_reduction("entry_flow/reduction_block_0", 32, 64)
    add_reduction("entry_flow/reduction_block_1", 64, 128)
    for block in range(2):
        for part in range(3):
            add_separable(f"middle_flow/main_block_{block}/separable_conv{part}", 128, 128)
    add_reduction("exit_flow/reduction_block", 128, 256)
    add_separable("exit_flow/separable_conv", 256, 512)
    add("fc/age/weights", 512, 1)
    add("fc/age/bias", 1)
    return weights


def test_crops_give_one_number_each_and_every_weight_of_the_file_has_its_place():
    network = TinyXception()
    weights = random_weights()
    load_face_api(network, weights)
    assert parameter_count(network) == sum(values.size for values in weights.values())
    crops = 255 * torch.rand(3, 3, INPUT, INPUT, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        years = network(crops)
    assert years.shape == (3,) and len(set(years.tolist())) == 3


def test_weights_are_found_by_name_and_turned_to_torchs_order():
    network = TinyXception()
    weights = random_weights()
    load_face_api(network, weights)
    entry = weights["entry_flow/conv_in/filters"]
    assert network.entry.weight[5, 2, 0, 1].item() == entry[0, 1, 2, 5]
    depthwise = weights["middle_flow/main_block_1/separable_conv2/depthwise_filter"]
    assert network.main[1].separable[2].depthwise.weight[7, 0, 2, 0].item() == depthwise[2, 0, 7, 0]
    assert network.age.bias.item() == weights["fc/age/bias"][0]
    del weights["fc/age/bias"]
    with pytest.raises(KeyError, match="fc/age/bias"):
        load_face_api(network, weights)


def test_the_strided_convolution_pads_as_tensorflow_does():
    random = torch.Generator().manual_seed(3)
    maps, kernel = torch.rand(8, 8, generator=random), torch.rand(3, 3, generator=random)
    # What TinyXception does before its first convolution.
    ours = functional.conv2d(functional.pad(maps, (0, 1, 0, 1))[None, None], kernel[None, None], stride=2)
    assert torch.allclose(ours[0, 0], same_padding(maps, kernel, 2), atol=1e-6)


def test_the_reductions_pool_takes_the_largest_value_with_the_extra_pixel_right_and_below():
    block = ReductionBlock(1, 1, activates_input=False)
    with torch.no_grad():
        for parameter in block.parameters():
            parameter.zero_()
        for separable in block.separable:
            separable.depthwise.weight[0, 0, 1, 1] = 1  # the identity
            separable.pointwise.weight.fill_(1)
        maps = torch.arange(16.0).reshape(1, 1, 4, 4)
        # Windows of 3 x 3 that begin at pixels 0 and 2; the second ones reach over the edge.
        assert block(maps)[0, 0].tolist() == [[10, 11], [14, 15]]
