"""The four methods that DLDL-v2 compares (sections 3.1 to 3.3), on every kind of label we have.

Units: KL is the paper's formula, summed over bins. (The released code divides it by the number of bins as
well, so that its lambda 1 is lambda 101 here.) Losses are per row; rows without the label count as 0, so that
nothing depends on how many there are and no step waits for an accelerator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import torch
import torch.nn.functional as functional
from torch import Tensor

from facecurve_train.data import GENDERS, RACES
from facecurve_train.heads import AGES, DEFAULT_HEADS, Head, Heads
from facecurve_train.labels import THRESHOLD_AGES, UNKNOWN
from facecurve_train.targets import HeadTarget, Targets

Method = Literal["dldl_v2", "dldl", "expectation", "ranking"]
METHODS: tuple[Method, ...] = ("dldl_v2", "dldl", "expectation", "ranking")
EMBEDDING = 128
# Heads that only serve training: what they learn shapes the features, and export drops them.
AUXILIARY_SIZES = {
    "gender": len(GENDERS),
    "race": len(RACES),
    "thresholds": len(THRESHOLD_AGES),
    "embedding": EMBEDDING,
}


@dataclass(frozen=True)
class LossWeights:
    """Configuration: what does not belong to one head alone (its entry has its own weights)."""

    group: float = 1.0  # age groups
    auxiliary: float = 0.2  # cross-entropy of gender, of race, and of each of the thresholds
    embedding: float = 1.0  # one minus the cosine to the teacher's embedding


def head_sizes(method: Method, auxiliary: Sequence[str] = (), heads: Heads = DEFAULT_HEADS) -> dict[str, int]:
    """Outputs of each head: one for each label, or with ranking for each threshold between labels."""
    sizes = {name: len(head.labels) - (method == "ranking") for name, head in heads.items()}
    return sizes | {name: AUXILIARY_SIZES[name] for name in auxiliary}


def probabilities(logits: Tensor, method: Method) -> Tensor:
    """[n,outputs] -> [n,K].

    Ranking's outputs are P(y > l_k) and their differences the bins' masses; where neighbours are out of order
    the mass would be negative: it is cut to zero.
    """
    if method != "ranking":
        return logits.softmax(dim=1)
    above = functional.pad(functional.pad(logits.sigmoid(), (1, 0), value=1.0), (0, 1), value=0.0)
    masses = (above[:, :-1] - above[:, 1:]).clamp(min=0)
    return masses / masses.sum(dim=1, keepdim=True)


@cache
def labels_on(head: Head, device: torch.device) -> Tensor:
    """A head's labels [K], copied to each device once."""
    return torch.from_numpy(head.labels).to(device)


def expectation(logits: Tensor, labels: Tensor, method: Method) -> Tensor:
    """[n,outputs] -> [n] on the labels' scale."""
    if method == "ranking":
        return labels[0] + logits.sigmoid().sum(dim=1)
    return logits.softmax(dim=1) @ labels


def kullback_leibler(target: Tensor, logits: Tensor) -> Tensor:
    """sum_k p_k log(p_k / q_k): [n,K], [n,K] -> [n]."""
    entropy = torch.special.entr(target).sum(dim=1)
    cross_entropy = -(target * logits.log_softmax(dim=1)).sum(dim=1)
    return cross_entropy - entropy


def ranking_loss(target: Tensor, logits: Tensor) -> Tensor:
    """Binary cross-entropy against the complementary cumulative target, sum over thresholds: -> [n]."""
    above = 1 - target.cumsum(dim=1)[:, :-1]
    per_threshold = functional.binary_cross_entropy_with_logits(logits, above.clamp(0, 1), reduction="none")
    return per_threshold.sum(dim=1)


def distribution_loss(
    target: Tensor, mean: Tensor, logits: Tensor, labels: Tensor, method: Method, weight: float
) -> Tensor:
    """One head's loss where the label distribution is known. target [n,K], mean [n] -> [n]."""
    if method == "ranking":
        return ranking_loss(target, logits)
    error = (expectation(logits, labels, method) - mean).abs()
    if method == "expectation":
        return error
    divergence = kullback_leibler(target, logits)
    return divergence if method == "dldl" else divergence + weight * error


def group_loss(mask: Tensor, logits: Tensor, labels: Tensor, method: Method) -> Tensor:
    """-log of the mass inside the group, or the method's own counterpart: mask [n,K], labels [K] -> [n]."""
    if method == "expectation":
        low = torch.where(mask, labels, torch.inf).amin(dim=1) - 0.5
        high = torch.where(mask, labels, -torch.inf).amax(dim=1) + 0.5
        estimate = expectation(logits, labels, method)
        return (low - estimate).clamp(min=0) + (estimate - high).clamp(min=0)
    if method == "ranking":
        # Only thresholds outside the group have a known answer.
        above = (mask.flip(1).cumsum(1).flip(1)[:, 1:] > 0).float()
        unknown = mask[:, :-1] & mask[:, 1:]
        cost = functional.binary_cross_entropy_with_logits(logits, above, reduction="none")
        return (cost * ~unknown).sum(dim=1)
    inside = logits.masked_fill(~mask, -torch.inf)
    return logits.logsumexp(dim=1) - inside.logsumexp(dim=1)


def thresholds_loss(younger: Tensor, logits: Tensor) -> Tensor:
    """Binary cross-entropy of "younger than" each of THRESHOLD_AGES: [n,4] of 0, 1, UNKNOWN, [n,4] -> [n]."""
    cost = functional.binary_cross_entropy_with_logits(logits, younger.clamp(min=0).float(), reduction="none")
    return (cost * (younger != UNKNOWN)).sum(dim=1)


class Part(NamedTuple):
    """One kind of label in a batch, as scalars: the loss summed over the rows that carry it, their number."""

    loss: Tensor
    rows: Tensor


def total_loss(
    outputs: dict[str, Tensor], targets: Targets, method: Method, weights: LossWeights
) -> tuple[Tensor, dict[str, Part]]:
    """Sum over the kinds of label, each divided by the batch's rows, so that a row counts the same whichever
    label it carries; and the parts for the log."""
    parts: dict[str, tuple[Part, float]] = {}
    for name, target in targets.heads.items():
        parts |= head_parts(name, target, outputs[name], method, weights.group)
    parts |= auxiliary_parts(outputs, targets, weights)
    # Heads that no part uses must still take part, or DistributedDataParallel waits for them.
    idle = sum(logits.sum() * 0 for logits in outputs.values())
    total = sum((weight * part.loss / len(targets) for part, weight in parts.values()), idle)
    return total, {name: Part(part.loss.detach(), part.rows) for name, (part, _) in parts.items()}


def head_parts(
    name: str, target: HeadTarget, logits: Tensor, method: Method, group_weight: float
) -> dict[str, tuple[Part, float]]:
    """The losses of a head's distributions and of its groups, each with its weight."""
    head = target.head
    labels = labels_on(head, logits.device)
    # Ranking's target is the step of a point mass where each label is one number.
    is_step = method == "ranking" and head.learned_from == AGES
    distribution = _point_masses(target.mean, labels) if is_step else target.distribution
    loss = distribution_loss(distribution, target.mean, logits, labels, method, head.expectation)
    parts = {name: (_part(loss, target.known), head.weight)}
    if head.learned_from == AGES:
        # A group of all labels costs nothing, one of none would be infinite.
        groups = target.group | ~target.has_group[:, None]
        loss = group_loss(groups, logits, labels, method)
        parts["group"] = (_part(loss, target.has_group), group_weight)
    return parts


def auxiliary_parts(
    outputs: dict[str, Tensor], targets: Targets, weights: LossWeights
) -> dict[str, tuple[Part, float]]:
    """The losses of the heads that only serve training, each with its weight."""
    parts: dict[str, tuple[Part, float]] = {}
    for name, known in (("gender", targets.gender), ("race", targets.race)):
        if name in outputs:
            loss = functional.cross_entropy(outputs[name], known, ignore_index=UNKNOWN, reduction="none")
            parts[name] = (_part(loss, known != UNKNOWN), weights.auxiliary)
    if "thresholds" in outputs:
        loss = thresholds_loss(targets.thresholds, outputs["thresholds"])
        known = (targets.thresholds != UNKNOWN).any(dim=1)
        parts["thresholds"] = (_part(loss, known), weights.auxiliary)
    if "embedding" in outputs and targets.embedding.shape[1]:
        loss = 1 - functional.cosine_similarity(outputs["embedding"], targets.embedding)
        parts["embedding"] = (_part(loss, torch.ones_like(loss)), weights.embedding)
    return parts


def _part(loss: Tensor, rows: Tensor) -> Part:
    return Part((loss * rows).sum(), rows.sum())


def _point_masses(mean: Tensor, labels: Tensor) -> Tensor:
    """[n], [K] -> [n,K]: 1 at the label nearest to the mean."""
    nearest = (mean.round() - labels[0]).long().clamp(0, len(labels) - 1)
    return functional.one_hot(nearest, len(labels)).float()
