"""Teachers that answer on the very views their student sees, blends of two faces included.

"A good teacher is patient and consistent" (Beyer et al., arXiv 2106.05237): answers on clean crops would be
wrong for a view that lost its forehead or its sharpness, and a blend has no label, only a teacher's answer.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as functional
from torch import Generator, Tensor

from facecurve_train.checkpoint import load_trained
from facecurve_train.device import mixed_precision
from facecurve_train.loss import probabilities
from facecurve_train.teaching import Lesson


class OnlineTeachers:
    """One of them answers each batch, in turn; `size` is the largest input size among them, px."""

    def __init__(self, runs: Sequence[Path], device: torch.device) -> None:
        self.teachers = [load_trained(run) for run in runs]
        self.size = max(teacher.size for teacher in self.teachers)
        for teacher in self.teachers:
            teacher.network.to(device).requires_grad_(False)

    @torch.no_grad()
    def answer(self, views: Tensor, turn: int) -> Lesson:
        """views [n,3,S,S], values 0..255."""
        teacher = self.teachers[turn % len(self.teachers)]
        with mixed_precision(views.device):
            outputs = teacher.network(resized(views, teacher.size))
        method = teacher.config.method
        given = {name: probabilities(outputs[name].float(), method) for name in teacher.config.heads}
        return Lesson(given, views.new_zeros(len(views), 0))


def resized(views: Tensor, size: int) -> Tensor:
    """[n,3,S,S] -> [n,3,size,size]."""
    if views.shape[-1] == size:
        return views
    small = functional.interpolate(views, size=(size, size), mode="bilinear", antialias=True)
    return small.contiguous(memory_format=torch.channels_last)


def blend_faces(views: Tensor, share: float, generator: Generator) -> tuple[Tensor, Tensor]:
    """Some views become a mean of themselves and another one -> views, and which are still of one face [n].

    The other face's part is even between 0 and 1/2: the first one stays the larger.
    """
    count = len(views)
    part = 0.5 * torch.rand(count, generator=generator)
    part = torch.where(torch.rand(count, generator=generator) < share, part, 0.0).to(views.device)
    other = torch.randperm(count, generator=generator).to(views.device)
    blended = torch.lerp(views, views[other], part[:, None, None, None])
    return blended.contiguous(memory_format=torch.channels_last), part == 0
