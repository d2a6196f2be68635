"""What moves the weights."""

import torch
from torch import nn

from facecurve_train.config import Config


def adamw(network: nn.Module, config: Config) -> torch.optim.Optimizer:
    """AdamW; biases and batch norm's affine parameters are not decayed."""
    decayed = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in network.parameters() if parameter.ndim <= 1]
    groups = [
        {"params": decayed, "weight_decay": config.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=config.learning_rate, fused=True)
