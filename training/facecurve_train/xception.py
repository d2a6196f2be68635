"""face-api's age network (npm `@vladmandic/face-api` 1.7.15, MIT), a small Xception (arXiv 1610.02357).

It was learned from IMDB-WIKI, CACD, MegaAge, UTKFace and others, so its errors differ from those of networks
that know UTKFace and FairFace alone. It gives one number; `age_teachers.curves_about` makes a curve of it.
"""

from collections.abc import Mapping

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

INPUT = 112  # px
RED_GREEN_BLUE_MEAN = (122.782, 117.001, 104.298)
FEATURES = 512


class Separable(nn.Module):
    """A 3x3 depthwise convolution, then a 1x1 convolution with a bias."""

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(channels_in, channels_in, 3, padding=1, groups=channels_in, bias=False)
        self.pointwise = nn.Conv2d(channels_in, channels_out, 1)

    def forward(self, maps: Tensor) -> Tensor:
        return self.pointwise(self.depthwise(maps))


class ReductionBlock(nn.Module):
    """Halves the side; a strided 1x1 convolution goes around."""

    def __init__(self, channels_in: int, channels_out: int, activates_input: bool = True) -> None:
        super().__init__()
        self.activates_input = activates_input
        self.separable = nn.ModuleList(
            [Separable(channels_in, channels_out), Separable(channels_out, channels_out)]
        )
        self.expansion = nn.Conv2d(channels_in, channels_out, 1, stride=2)

    def forward(self, maps: Tensor) -> Tensor:
        out = functional.relu(maps) if self.activates_input else maps
        out = self.separable[1](functional.relu(self.separable[0](out)))
        # TensorFlow's SAME at even sides: the extra pixel lies right and below.
        out = functional.max_pool2d(functional.pad(out, (0, 1, 0, 1), value=-torch.inf), 3, stride=2)
        return out + self.expansion(maps)


class MainBlock(nn.Module):
    """Three separable convolutions and a way around them."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.separable = nn.ModuleList([Separable(channels, channels) for _ in range(3)])

    def forward(self, maps: Tensor) -> Tensor:
        out = maps
        for separable in self.separable:
            out = separable(functional.relu(out))
        return out + maps


class TinyXception(nn.Module):
    """forward: crops [n,3,112,112] RGB, values 0..255 -> years [n]."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = nn.Conv2d(3, 32, 3, stride=2)
        self.reductions = nn.ModuleList(
            [ReductionBlock(32, 64, activates_input=False), ReductionBlock(64, 128)]
        )
        self.main = nn.ModuleList([MainBlock(128), MainBlock(128)])
        self.exit_reduction = ReductionBlock(128, 256)
        self.exit = Separable(256, FEATURES)
        self.age = nn.Linear(FEATURES, 1)

    def forward(self, crops: Tensor) -> Tensor:
        mean = torch.tensor(RED_GREEN_BLUE_MEAN, device=crops.device)[:, None, None]
        maps = functional.relu(self.entry(functional.pad((crops - mean) / 255, (0, 1, 0, 1))))
        for reduction in self.reductions:
            maps = reduction(maps)
        for block in self.main:
            maps = block(maps)
        maps = functional.relu(self.exit(self.exit_reduction(maps)))
        return self.age(maps.mean(dim=(2, 3)))[:, 0]


def load_face_api(network: TinyXception, weights: Mapping[str, np.ndarray]) -> None:
    """weights: those of `age_gender_model-weights_manifest.json`."""

    def fill(convolution: nn.Conv2d | nn.Linear, kernel: np.ndarray, bias: str | None) -> None:
        convolution.weight.copy_(torch.from_numpy(np.ascontiguousarray(kernel)))
        if bias is not None and convolution.bias is not None:
            convolution.bias.copy_(torch.from_numpy(weights[bias].copy()))

    def fill_convolution(convolution: nn.Conv2d, name: str) -> None:
        fill(convolution, weights[f"{name}/filters"].transpose(3, 2, 0, 1), f"{name}/bias")

    def fill_separable(separable: Separable, name: str) -> None:
        fill(separable.depthwise, weights[f"{name}/depthwise_filter"].transpose(2, 3, 0, 1), None)
        fill(separable.pointwise, weights[f"{name}/pointwise_filter"].transpose(3, 2, 0, 1), f"{name}/bias")

    def fill_reduction(block: ReductionBlock, name: str) -> None:
        for number, separable in enumerate(block.separable):
            fill_separable(separable, f"{name}/separable_conv{number}")
        fill_convolution(block.expansion, f"{name}/expansion_conv")

    with torch.no_grad():
        fill_convolution(network.entry, "entry_flow/conv_in")
        for number, block in enumerate(network.reductions):
            fill_reduction(block, f"entry_flow/reduction_block_{number}")
        for number, block in enumerate(network.main):
            for part, separable in enumerate(block.separable):
                fill_separable(separable, f"middle_flow/main_block_{number}/separable_conv{part}")
        fill_reduction(network.exit_reduction, "exit_flow/reduction_block")
        fill_separable(network.exit, "exit_flow/separable_conv")
        fill(network.age, weights["fc/age/weights"].T, "fc/age/bias")
