"""Starts a run from shipped weights: batch norm was folded into them, and training needs it back."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from facecurve_train.errors import TrainingError
from facecurve_train.mobilenet import MobileNet, load_faceres
from facecurve_train.model import AgeNet
from facecurve_train.tfjs_weights import read_weights


def load_shipped(network: nn.Module, model: Path, crops: Tensor) -> None:
    """model: a tfjs `model.json` that fits the network. crops [n,3,S,S]: some hundred typical ones."""
    weights = read_weights(model)
    if isinstance(network, MobileNet):
        load_faceres(network, weights)
    elif isinstance(network, AgeNet):
        load_facecurve(network, weights)
    else:
        raise TrainingError("bad-config", f"{type(network).__name__} cannot start from {model}")
    settle(network, crops)


def load_facecurve(network: AgeNet, weights: dict[str, np.ndarray]) -> None:
    """models/facecurve/model.json: convolutions, biases, and the heads that both have."""
    with torch.no_grad():
        for group_number, group in enumerate(network.groups, start=1):
            for number, (convolution, norm, _) in enumerate(group, start=1):
                name = f"group{group_number}/convolution{number}"
                kernel = np.ascontiguousarray(weights[f"{name}/weight"].transpose(3, 2, 0, 1))
                convolution.weight.copy_(torch.from_numpy(kernel))
                norm.bias.copy_(torch.from_numpy(weights[f"{name}/bias"]))
        for name, head in network.heads.items():
            if f"{name}/weight" in weights:
                head.weight.copy_(torch.from_numpy(np.ascontiguousarray(weights[f"{name}/weight"].T)))
                head.bias.copy_(torch.from_numpy(weights[f"{name}/bias"]))


@torch.no_grad()
def settle(network: nn.Module, crops: Tensor) -> None:
    """Batch norms that only added a bias get the statistics of `crops` and the affine part that undoes them.

    The output stays what it was.
    """

    def adopt(norm: nn.BatchNorm2d, inputs: tuple[Tensor]) -> None:
        variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), correction=0)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.add_(mean)

    was_training = network.training
    network.eval()
    handles: list[RemovableHandle] = [
        module.register_forward_pre_hook(adopt)
        for module in network.modules()
        if isinstance(module, nn.BatchNorm2d)
    ]
    network(crops)
    for handle in handles:
        handle.remove()
    network.train(was_training)
