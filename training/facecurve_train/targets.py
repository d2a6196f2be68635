"""Labels of faces -> what the loss compares a network's answers with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from facecurve_train.errors import TrainingError
from facecurve_train.face_table import FaceTable
from facecurve_train.heads import AGES, DEFAULT_HEADS, UNDER_18, VOTES, Head, Heads
from facecurve_train.labels import (
    MINOR_AGE,
    THRESHOLD_AGES,
    UNKNOWN,
    Labels,
    QuantileMap,
    age_distributions,
    age_groups,
    attractiveness_on_scale,
    group_distributions,
    group_masks,
    histograms_of_means,
    vote_histograms,
    younger_than,
)


@dataclass
class HeadTarget:
    """One head's labels, row by row."""

    head: Head
    distribution: Tensor  # [n,K]
    mean: Tensor  # [n], 0 where unknown
    known: Tensor  # [n] bool: rows with a distribution
    group: Tensor  # [n,K] bool: labels that a group leaves
    has_group: Tensor  # [n] bool: rows with a group in place of a distribution

    def mapped(self, function: Callable[[Tensor], Tensor]) -> "HeadTarget":
        """The function of each tensor."""
        tensors = {name: value for name, value in vars(self).items() if name != "head"}
        return HeadTarget(self.head, **{name: function(tensor) for name, tensor in tensors.items()})


@dataclass
class Targets:
    """What the loss needs, row by row."""

    heads: dict[str, HeadTarget]
    gender: Tensor  # [n] index in data.GENDERS, UNKNOWN
    race: Tensor  # [n] index in data.RACES, UNKNOWN
    thresholds: Tensor  # [n,4] 1 under THRESHOLD_AGES[k], 0 not, UNKNOWN
    embedding: Tensor  # [n,d] the teacher's; d = 0 without one

    def __len__(self) -> int:
        return len(self.gender)

    def mapped(self, function: Callable[[Tensor], Tensor]) -> "Targets":
        """The function of each tensor."""
        tensors = {name: function(value) for name, value in vars(self).items() if name != "heads"}
        return Targets({name: target.mapped(function) for name, target in self.heads.items()}, **tensors)

    def take(self, indices: Sequence[int] | Tensor | np.ndarray) -> "Targets":
        index = torch.as_tensor(indices).to(self.gender.device)
        return self.mapped(lambda tensor: tensor[index])

    def to(self, device: torch.device) -> "Targets":
        return self.mapped(lambda tensor: tensor.to(device))

    def with_votes(self) -> Tensor:
        """bool [n]"""
        voted = torch.zeros_like(self.gender, dtype=torch.bool)
        for target in self.heads.values():
            if target.head.learned_from == VOTES:
                voted |= target.known
        return voted


def build_targets(
    faces: FaceTable, maps: dict[str, QuantileMap], labels: Labels, heads: Heads = DEFAULT_HEADS
) -> Targets:
    """All targets of a table at once: 64,000 faces take 60 MB."""
    return Targets(
        {name: head_target(faces, maps, labels, head) for name, head in heads.items()},
        gender=torch.from_numpy(faces.gender.astype(np.int64)),
        race=torch.from_numpy(faces.race.astype(np.int64)),
        thresholds=torch.stack([younger_than(faces, limit) for limit in THRESHOLD_AGES], dim=1),
        embedding=torch.zeros(len(faces), 0),
    )


def refuse_empty_columns(targets: Targets) -> None:
    """A head of a column that no training face fills was most likely misspelt."""
    for name, target in targets.heads.items():
        if target.head.column and not is_labelled(target):
            raise TrainingError(
                "bad-config", f"heads.{name}: no training face has a number in column {target.head.column}"
            )


def is_labelled(target: HeadTarget) -> bool:
    """Whether a face has a label of the head: else the head keeps its random start."""
    return bool((target.known | target.has_group).any())


def head_target(faces: FaceTable, maps: dict[str, QuantileMap], labels: Labels, head: Head) -> HeadTarget:
    if head.learned_from == AGES:
        return _of_ages(faces, labels, head)
    if head.learned_from == VOTES:
        return _of_votes(faces, maps, head)
    if head.learned_from == UNDER_18:
        return _of_minors(faces, head)
    return _of_column(faces, head)


def _of_ages(faces: FaceTable, labels: Labels, head: Head) -> HeadTarget:
    """With labels.group_edge above 0 groups become label distributions in place of masks."""
    age = torch.from_numpy(np.nan_to_num(faces.age)).clamp(head.first, head.last)
    known = torch.from_numpy(~np.isnan(faces.age))
    low, high = (torch.from_numpy(column.astype(np.float32)) for column in age_groups(faces))
    has_group = (low >= 0) & ~known
    distribution = age_distributions(age, labels.sigma_base, labels.sigma_slope)
    if labels.group_edge > 0:
        softened = group_distributions(low, high, labels.group_edge)
        distribution = torch.where(has_group[:, None], softened, distribution)
        age = torch.where(has_group, softened @ torch.from_numpy(head.labels), age)
        known, has_group = known | has_group, torch.zeros_like(has_group)
    return HeadTarget(head, distribution, age, known, group_masks(low, high), has_group)


def _of_votes(faces: FaceTable, maps: dict[str, QuantileMap], head: Head) -> HeadTarget:
    scores = attractiveness_on_scale(faces, maps)
    known = ~np.isnan(scores)
    votes = vote_histograms(torch.from_numpy(faces.votes))
    means_only = torch.from_numpy(known & (faces.votes.sum(axis=1) <= 0))
    votes[means_only] = torch.from_numpy(histograms_of_means(scores[means_only.numpy()]))
    return _without_groups(head, votes, torch.from_numpy(np.nan_to_num(scores)), torch.from_numpy(known))


def _of_minors(faces: FaceTable, head: Head) -> HeadTarget:
    minor = younger_than(faces, MINOR_AGE)
    mean = minor.clamp(min=0).float()
    return _without_groups(head, torch.stack([1 - mean, mean], dim=1), mean, minor != UNKNOWN)


def _of_column(faces: FaceTable, head: Head) -> HeadTarget:
    means = faces.other.get(head.column, np.full(len(faces), np.nan, dtype=np.float32))
    known = ~np.isnan(means)
    outside = np.flatnonzero(known & ((means < head.first) | (means > head.last)))
    if len(outside):
        row = outside[0]
        raise TrainingError(
            "bad-manifest",
            f"{head.column} is {means[row]:g}, the head's labels are {head.first}..{head.last}",
            str(faces.file[row]),
        )
    means = np.where(known, means, head.first).astype(np.float32)
    distribution = torch.from_numpy(histograms_of_means(means, head.spread, head.labels))
    return _without_groups(head, distribution, torch.from_numpy(means), torch.from_numpy(known))


def _without_groups(head: Head, distribution: Tensor, mean: Tensor, known: Tensor) -> HeadTarget:
    group, has_group = torch.zeros_like(distribution, dtype=torch.bool), torch.zeros_like(known)
    return HeadTarget(head, distribution, mean, known, group, has_group)
