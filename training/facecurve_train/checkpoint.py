"""Checkpoints: everything a run needs to go on, or an export needs to start, in one file."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from facecurve_train.config import Config, config_from
from facecurve_train.errors import TrainingError
from facecurve_train.heads import DEFAULT_HEADS, head_entries
from facecurve_train.labels import QuantileMap
from facecurve_train.loss import head_sizes
from facecurve_train.mobilenet import MobileNet
from facecurve_train.model import AgeNet, build_network

CHECKPOINT = "checkpoint.pt"
BEST = "best.pt"


class AveragedWeights:
    """Exponential moving average of parameters and batch norm statistics.

    The decay rises from 0 as (1 + step) / (10 + step), so that early averages are not the random start.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.state = {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        current = network.state_dict()
        real = [name for name, tensor in current.items() if tensor.dtype.is_floating_point]
        torch._foreach_lerp_([self.state[name] for name in real], [current[name] for name in real], 1 - decay)
        for name in current.keys() - set(real):
            self.state[name].copy_(current[name])


@dataclass
class Trained:
    """A network ready to be measured or exported; weights are the averaged ones."""

    config: Config
    network: AgeNet | MobileNet
    maps: dict[str, QuantileMap]
    size: int  # px of the last phase: the input size that is shipped
    step: int
    share: float = 1.0  # of the run in these weights; the rest is its start's (facecurve_train.interpolate)


def save_checkpoint(path: Path, contents: dict[str, Any]) -> None:
    """Written beside and renamed: a run killed half-way leaves the old file."""
    temporary = path.with_suffix(".tmp")
    torch.save(contents, temporary)
    temporary.replace(path)


def load_checkpoint(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise TrainingError("missing-file", "no checkpoint there; train first", str(path))
    return torch.load(path, map_location="cpu", weights_only=True)


def config_contents(config: Config) -> dict[str, Any]:
    """Plain values only, so that a checkpoint loads without unpickling code."""
    return dataclasses.asdict(config)


def map_contents(maps: dict[str, QuantileMap]) -> dict[str, Any]:
    return {name: {"from": list(scale.source), "to": list(scale.target)} for name, scale in maps.items()}


def maps_from(contents: dict[str, Any]) -> dict[str, QuantileMap]:
    return {name: QuantileMap(tuple(scale["from"]), tuple(scale["to"])) for name, scale in contents.items()}


def present_form(config: dict[str, Any]) -> dict[str, Any]:
    """A checkpoint's configuration; the first ones had the weights of the heads in their table `loss`."""
    loss = dict(config["loss"])
    moved = {
        "age": {"weight": loss.pop("age", None), "expectation": loss.pop("expectation", None)},
        "attractiveness": {
            "weight": loss.pop("attractiveness", None),
            "expectation": loss.pop("attractiveness_expectation", None),
        },
        "minor": {"weight": loss.pop("minor", None)},
    }
    entries = head_entries(config.get("heads", tuple(DEFAULT_HEADS)))
    heads = {
        name: entry | {key: value for key, value in moved.get(name, {}).items() if value is not None}
        for name, entry in entries.items()
    }
    return {**config, "heads": heads, "loss": loss}


def load_trained(run: Path, name: str = CHECKPOINT) -> Trained:
    """run: a run folder, or a checkpoint file."""
    contents = load_checkpoint(run if run.is_file() else run / name)
    config = config_from(present_form(contents["config"]))
    network = build_network(config.network, head_sizes(config.method, config.auxiliary, config.heads))
    network.load_state_dict(contents["ema"])
    network.eval()
    return Trained(
        config,
        network,
        maps_from(contents["maps"]),
        config.phases[-1].size,
        int(contents["step"]),
        float(contents.get("share", 1.0)),
    )


def matching_weights(network: nn.Module, state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of `state` that fit by name and shape: heads of another size start anew."""
    own = network.state_dict()
    return {name: tensor for name, tensor in state.items() if name in own and own[name].shape == tensor.shape}
