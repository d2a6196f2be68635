"""The network as it ships: batch norm folded into the convolutions, weights rounded to int8."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor

from facecurve_train.errors import TrainingError
from facecurve_train.heads import AGES, DEFAULT_HEADS, Heads
from facecurve_train.int8_weights import rounded_to_int8
from facecurve_train.labels import AGE_LABELS, Labels, age_sigma, gaussian_bins
from facecurve_train.model import VGG16_GROUPS, AgeNet, normalise
from facecurve_train.tfjs_weights import read_weights


@dataclass(frozen=True)
class Layer:
    """A convolution (weight [out,in,3,3]) or a head (weight [out,in]); bias [out]."""

    name: str
    weight: Tensor
    bias: Tensor


@dataclass(frozen=True)
class FoldedNetwork:
    """forward: [n,3,S,S], values 0..255 -> {head: logits}; float32 arithmetic."""

    groups: tuple[tuple[Layer, ...], ...]  # a 2x2 max pool after each
    heads: tuple[Layer, ...]

    @torch.inference_mode()
    def __call__(self, crops: Tensor) -> dict[str, Tensor]:
        maps = normalise(crops)
        for group in self.groups:
            for layer in group:
                maps = functional.relu(functional.conv2d(maps, layer.weight, layer.bias, padding=1))
            maps = functional.max_pool2d(maps, kernel_size=2)
        pooled = maps.mean(dim=(2, 3))
        return {head.name: functional.linear(pooled, head.weight, head.bias) for head in self.heads}

    def layers(self) -> list[Layer]:
        return [layer for group in self.groups for layer in group] + list(self.heads)


# Of float16's ten mantissa bits, for biases: the others are zero and compress away.
MANTISSA_BITS = 6
# Of the labels' spread: val's likelihood is best between 1/2 and 1 (EXPERIMENTS.md).
AGE_SMOOTHING = 0.75


def fold(network: AgeNet, labels: Labels, shipped: Heads = DEFAULT_HEADS) -> FoldedNetwork:
    """w' = w * gamma / sqrt(variance + eps), b' = beta - mean * gamma / sqrt(variance + eps).

    The age head is smoothed over its bins: groups of ten years leave steps in the curve at their ends, and no
    age is known to the year. Logits are linear in the head, so this is done once, here.
    """
    groups = []
    for group_number, group in enumerate(network.groups, start=1):
        layers = []
        for number, (convolution, norm, _) in enumerate(group, start=1):
            factor = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
            weight = convolution.weight.double() * factor[:, None, None, None]
            bias = norm.bias.double() - norm.running_mean.double() * factor
            layers.append(rounded_layer(f"group{group_number}/convolution{number}", weight, bias))
        groups.append(tuple(layers))
    heads = []
    for name, head in shipped.items():
        weight, bias = network.heads[name].weight.double(), network.heads[name].bias.double()
        if head.learned_from == AGES:
            kernel = smoothing(labels)
            weight, bias = kernel @ weight, kernel @ bias
        heads.append(rounded_layer(name, weight, bias))
    return FoldedNetwork(tuple(groups), tuple(heads))


def smoothing(labels: Labels) -> Tensor:
    """[101,101], rows sum to 1: row k is a Gaussian about bin k, AGE_SMOOTHING of a label's width at k."""
    bins = torch.from_numpy(AGE_LABELS)
    sigma = AGE_SMOOTHING * age_sigma(bins, labels.sigma_base, labels.sigma_slope)
    return gaussian_bins(bins, sigma, bins).double()


def read_folded(model: Path) -> FoldedNetwork:
    """The network of a written `model.json` and its weights: what the page runs."""
    weights = read_weights(model)

    def layer(name: str) -> Layer:
        weight = weights[f"{name}/weight"]
        order = (3, 2, 0, 1) if weight.ndim == 4 else (1, 0)
        in_torch_order = np.ascontiguousarray(weight.transpose(order))
        return Layer(name, torch.from_numpy(in_torch_order), torch.from_numpy(weights[f"{name}/bias"].copy()))

    groups = tuple(
        tuple(layer(f"group{number}/convolution{index + 1}") for index in range(len(channels)))
        for number, channels in enumerate(VGG16_GROUPS, start=1)
    )
    outputs = json.loads(model.read_text())["signature"]["outputs"]
    return FoldedNetwork(groups, tuple(layer(name) for name in outputs))


def rounded_layer(name: str, weight: Tensor, bias: Tensor) -> Layer:
    """Int8 weights with a scale for each output channel, float16 biases. A rounded layer stays the same."""
    exact = weight.detach().cpu().numpy()
    if not np.isfinite(exact).all():
        raise TrainingError("not-finite", f"{name} has weights that are no finite numbers")
    return Layer(name, torch.from_numpy(rounded_to_int8(exact)), _to_float16(name, bias))


def _to_float16(name: str, values: Tensor) -> Tensor:
    """Float32 tensor of values that float16 holds exactly, the last mantissa bits 0; nearest."""
    with np.errstate(over="ignore"):  # an overflow is reported below, with the layer's name
        rounded = values.detach().cpu().numpy().astype(np.float16)
    spare = 10 - MANTISSA_BITS
    # A carry runs on into the exponent, as it should: the bits of a float are in the order of its size.
    bits = rounded.view(np.uint16).astype(np.uint32) + (1 << (spare - 1))
    short = (bits >> spare << spare).astype(np.uint16).view(np.float16)
    if not (np.isfinite(rounded).all() and np.isfinite(short).all()):
        largest = values.detach().abs().max().item()
        raise TrainingError("not-finite", f"{name} has biases up to {largest:.3g}; float16 ends at 65504")
    return torch.from_numpy(short.astype(np.float32)).contiguous()
