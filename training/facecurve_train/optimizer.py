"""What moves the weights."""

import math

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


def learning_rate_at(progress: float, config: Config) -> float:
    """Linear warm-up, then a cosine down to the final share of the peak. progress: share of the run, 0..1."""
    peak, final, warm_up = config.learning_rate, config.final_learning_rate, config.warm_up
    if progress < warm_up:
        return peak * (0.05 + 0.95 * progress / warm_up)
    phase = min(1.0, (progress - warm_up) / (1 - warm_up))
    return peak * (final + (1 - final) * 0.5 * (1 + math.cos(math.pi * phase)))
