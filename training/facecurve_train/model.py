"""The networks of DLDL-v2 (Gao et al., arXiv 2007.01771): VGG-16's thirteen 3x3 convolutions, thinned.

A crop goes in as it comes out of the alignment, uint8 values 0..255; each head gives one row of logits.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from facecurve_train.mobilenet import MobileNet

# Channels of VGG-16 per group; a 2x2 max pool follows each group, the fifth included ("hybrid pooling").
VGG16_GROUPS: tuple[tuple[int, ...], ...] = (
    (64, 64),
    (128, 128),
    (256, 256, 256),
    (512, 512, 512),
    (512, 512, 512),
)
WIDTHS: Mapping[str, float] = {"tiny": 0.25, "thin": 0.5}
NETWORKS = (*WIDTHS, "mobilenet")
# The age head of the paper: one bin a year, 0..100.
AGE_BINS = 101
ATTRACTIVENESS_BINS = 10


def convolution_block(channels_in: int, channels_out: int) -> nn.Sequential:
    """3x3 convolution without bias (batch norm brings one), batch norm, ReLU: [n,i,h,w] -> [n,o,h,w]."""
    convolution = nn.Conv2d(channels_in, channels_out, kernel_size=3, padding=1, bias=False)
    nn.init.kaiming_normal_(convolution.weight, mode="fan_out", nonlinearity="relu")
    return nn.Sequential(convolution, nn.BatchNorm2d(channels_out), nn.ReLU(inplace=True))


class AgeNet(nn.Module):
    """TinyAgeNet at width 0.25, ThinAgeNet at 0.5.

    forward: crops [n,3,S,S], values 0..255, S a multiple of 32 -> {head: logits [n, outputs]}.
    """

    def __init__(self, width: float = 0.25, heads: Mapping[str, int] | None = None) -> None:
        super().__init__()
        self.width = width
        self.head_sizes = dict(heads or {"age": AGE_BINS, "attractiveness": ATTRACTIVENESS_BINS})
        groups: list[nn.Module] = []
        channels = 3
        for group in VGG16_GROUPS:
            blocks = []
            for vgg_channels in group:
                channels_out = int(vgg_channels * width)
                blocks.append(convolution_block(channels, channels_out))
                channels = channels_out
            groups.append(nn.Sequential(*blocks))
        self.groups = nn.ModuleList(groups)
        self.pool = nn.MaxPool2d(kernel_size=2, stride=2)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(channels, size) for name, size in self.head_sizes.items()}
        )
        for head in self.heads.values():
            nn.init.normal_(head.weight, std=0.01)
            nn.init.zeros_(head.bias)

    def features(self, crops: Tensor) -> Tensor:
        """The map before the last max pool: [n,3,S,S] -> [n,c,S/16,S/16]."""
        maps = normalise(crops)
        for index, group in enumerate(self.groups):
            maps = group(maps if index == 0 else self.pool(maps))
        return maps

    def pooled(self, crops: Tensor) -> Tensor:
        """[n,3,S,S] -> [n,c], what the heads see."""
        return self.pool(self.features(crops)).mean(dim=(2, 3))

    def forward(self, crops: Tensor) -> dict[str, Tensor]:
        pooled = self.pooled(crops)
        return {name: head(pooled) for name, head in self.heads.items()}


def normalise(crops: Tensor) -> Tensor:
    """0..255 -> -1..1; grey 128, which alignment puts outside the picture, lands next to 0."""
    return (crops - 127.5) / 127.5


def parameter_count(network: nn.Module) -> int:
    """Trainable parameters (batch norm's running statistics are buffers and do not count)."""
    return sum(parameter.numel() for parameter in network.parameters())


def build_network(name: str, heads: Mapping[str, int]) -> AgeNet | MobileNet:
    """name: 'tiny' or 'thin', the paper's; 'mobilenet', a teacher."""
    if name not in NETWORKS:
        raise ValueError(f"network is {name!r}; expected one of {', '.join(NETWORKS)}")
    network = MobileNet(heads) if name == "mobilenet" else AgeNet(WIDTHS[name], heads)
    return network.to(memory_format=torch.channels_last)  # 1.5 times faster on CPU than channels first
