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
from facecurve_train.labels import (
    AGE_LABELS,
    ATTRACTIVENESS_LABELS,
    MINOR_LABELS,
    THRESHOLD_AGES,
    UNKNOWN,
    Targets,
)

Method = Literal["dldl_v2", "dldl", "expectation", "ranking"]
METHODS: tuple[Method, ...] = ("dldl_v2", "dldl", "expectation", "ranking")
LABELS: dict[str, Tensor] = {
    "age": torch.from_numpy(AGE_LABELS),
    "attractiveness": torch.from_numpy(ATTRACTIVENESS_LABELS),
    "minor": torch.from_numpy(MINOR_LABELS),
}

# Without a word in the configuration: the two curves that people see.
DEFAULT_HEADS = ("age", "attractiveness")
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
    age: float = 1.0  # exact ages' distributions
    expectation: float = 0.3  # the paper's lambda, per year
    group: float = 1.0
    attractiveness: float = 1.0
    attractiveness_expectation: float = 0.3  # lambda per point of 1..10
    minor: float = 0.0  # cross-entropy of "under 18"
    auxiliary: float = 0.2  # cross-entropy of gender, of race, and of each of the thresholds
    embedding: float = 1.0  # one minus the cosine to the teacher's embedding


def head_sizes(
    method: Method, auxiliary: Sequence[str] = (), heads: Sequence[str] = DEFAULT_HEADS
) -> dict[str, int]:
    """Outputs per head: one per bin, or for ranking one per threshold between bins; then the auxiliary."""
    sizes = {name: len(LABELS[name]) - (method == "ranking") for name in heads}
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
def labels_on(name: str, device: torch.device) -> Tensor:
    """A head's labels [K], copied to each device once."""
    return LABELS[name].to(device)


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


def group_loss(mask: Tensor, logits: Tensor, method: Method) -> Tensor:
    """-log of the mass inside the group, or the method's own counterpart: mask [n,101] -> [n]."""
    if method == "expectation":
        labels = labels_on("age", logits.device)
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
    count = len(targets.age)
    device = targets.age.device
    parts: dict[str, tuple[Part, float]] = {}
    is_ranking = method == "ranking"
    loss = distribution_loss(
        _one_hot(targets.age) if is_ranking else targets.age_distribution,
        targets.age, outputs["age"], labels_on("age", device), method, weights.expectation,
    )  # fmt: skip
    parts["age"] = (_part(loss, targets.has_age), weights.age)
    # A group of all ages costs nothing, one of none would be infinite.
    groups = targets.group | ~targets.has_group[:, None]
    parts["group"] = (_part(group_loss(groups, outputs["age"], method), targets.has_group), weights.group)
    if "attractiveness" in outputs:
        loss = distribution_loss(
            targets.votes, targets.attractiveness, outputs["attractiveness"],
            labels_on("attractiveness", device), method, weights.attractiveness_expectation,
        )  # fmt: skip
        parts["votes"] = (_part(loss, targets.has_votes), weights.attractiveness)
    classes = {"minor": weights.minor, "gender": weights.auxiliary, "race": weights.auxiliary}
    for name, weight in classes.items():
        if name in outputs:
            known = getattr(targets, name)
            loss = functional.cross_entropy(outputs[name], known, ignore_index=UNKNOWN, reduction="none")
            parts[name] = (_part(loss, known != UNKNOWN), weight)
    if "thresholds" in outputs:
        loss = thresholds_loss(targets.thresholds, outputs["thresholds"])
        known = (targets.thresholds != UNKNOWN).any(dim=1)
        parts["thresholds"] = (_part(loss, known), weights.auxiliary)
    if "embedding" in outputs and targets.embedding.shape[1]:
        loss = 1 - functional.cosine_similarity(outputs["embedding"], targets.embedding)
        parts["embedding"] = (_part(loss, torch.ones_like(targets.has_age)), weights.embedding)
    # Heads that no part uses must still take part, or DistributedDataParallel waits for them.
    idle = sum(logits.sum() * 0 for logits in outputs.values())
    total = sum((weight * part.loss / count for part, weight in parts.values()), idle)
    return total, {name: Part(part.loss.detach(), part.rows) for name, (part, _) in parts.items()}


def _part(loss: Tensor, rows: Tensor) -> Part:
    return Part((loss * rows).sum(), rows.sum())


def _one_hot(age: Tensor) -> Tensor:
    """Ranking's target is the step of a point mass: years [n] -> [n,101]."""
    return functional.one_hot(age.round().long().clamp(0, 100), len(LABELS["age"])).float()
