"""Where a run computes: processes under torchrun, device, threads and precision."""

import os
from contextlib import AbstractContextManager

import torch
import torch.distributed as distributed

from facecurve_train.config import Config


def join_processes() -> tuple[int, int]:
    """(rank, world size) from torchrun's environment."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1 and not distributed.is_initialized():
        distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    return int(os.environ.get("RANK", "0")), world


def choose_device(config: Config, rank: int) -> torch.device:
    if config.device != "auto":
        return torch.device(config.device)
    if not torch.cuda.is_available():
        return torch.device("cpu")
    return torch.device("cuda", int(os.environ.get("LOCAL_RANK", rank)))


def prepare_arithmetic(config: Config) -> None:
    torch.set_num_threads(config.threads)
    if config.bfloat16_convolutions:
        torch.backends.mkldnn.conv.fp32_precision = "bf16"
        torch.backends.mkldnn.matmul.fp32_precision = "bf16"
    # One batch size, few crop sizes: worth a search for the fastest convolution, but for MobileNet (25 s).
    torch.backends.cudnn.benchmark = config.network != "mobilenet"
    torch.set_float32_matmul_precision("high")


def mixed_precision(device: torch.device, on_cpu: bool = False) -> AbstractContextManager[None]:
    """Runs layers in bfloat16: always on a GPU, on a CPU if `on_cpu` (EXPERIMENTS.md, "Speed")."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=on_cpu or device.type == "cuda")
