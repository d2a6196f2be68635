"""The four methods that DLDL-v2 compares (sections 3.1 to 3.3), on every kind of label we have.

Units: KL is the paper's formula, summed over bins and averaged over the rows that carry the label. (The
released code divides it by the number of bins as well, so that its lambda 1 is lambda 101 here.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as functional
from torch import Tensor

from facecurve_train.data import GENDERS, RACES
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS, Targets

Method = Literal["dldl_v2", "dldl", "expectation", "ranking"]
METHODS: tuple[Method, ...] = ("dldl_v2", "dldl", "expectation", "ranking")
LABELS: dict[str, Tensor] = {
    "age": torch.from_numpy(AGE_LABELS),
    "attractiveness": torch.from_numpy(ATTRACTIVENESS_LABELS),
}

EMBEDDING = 128
# Heads that only serve training: what they learn shapes the features, and export drops them.
AUXILIARY_SIZES = {"gender": len(GENDERS), "race": len(RACES), "embedding": EMBEDDING}


@dataclass(frozen=True)
class LossWeights:
    expectation: float = 0.3  # the paper's lambda, per year
    group: float = 1.0
    attractiveness: float = 1.0
    attractiveness_expectation: float = 0.3  # lambda per point of 1..10
    auxiliary: float = 0.2  # cross-entropy of gender and of race
    embedding: float = 1.0  # one minus the cosine to the teacher's embedding


def head_sizes(method: Method, auxiliary: Sequence[str] = ()) -> dict[str, int]:
    """Outputs per head: one per bin, or for ranking one per threshold between bins; then the auxiliary."""
    sizes = {name: len(labels) - (method == "ranking") for name, labels in LABELS.items()}
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


def expectation(logits: Tensor, labels: Tensor, method: Method) -> Tensor:
    """[n,outputs] -> [n] on the labels' scale."""
    labels = labels.to(logits.device)
    if method == "ranking":
        return labels[0] + logits.sigmoid().sum(dim=1)
    return logits.softmax(dim=1) @ labels


def kullback_leibler(target: Tensor, logits: Tensor) -> Tensor:
    """sum_k p_k log(p_k / q_k), mean over rows: [n,K], [n,K] -> scalar."""
    entropy = torch.special.entr(target).sum(dim=1)
    cross_entropy = -(target * logits.log_softmax(dim=1)).sum(dim=1)
    return (cross_entropy - entropy).mean()


def ranking_loss(target: Tensor, logits: Tensor) -> Tensor:
    """Binary cross-entropy against the complementary cumulative target: sum over thresholds, mean of rows."""
    above = 1 - target.cumsum(dim=1)[:, :-1]
    per_threshold = functional.binary_cross_entropy_with_logits(logits, above.clamp(0, 1), reduction="none")
    return per_threshold.sum(dim=1).mean()


def distribution_loss(
    target: Tensor, mean: Tensor, logits: Tensor, labels: Tensor, method: Method, weight: float
) -> Tensor:
    """One head's loss on rows whose label distribution is known. target [n,K], mean [n]."""
    if method == "ranking":
        return ranking_loss(target, logits)
    error = (expectation(logits, labels, method) - mean).abs().mean()
    if method == "expectation":
        return error
    divergence = kullback_leibler(target, logits)
    return divergence if method == "dldl" else divergence + weight * error


def group_loss(mask: Tensor, logits: Tensor, method: Method) -> Tensor:
    """-log of the mass inside the group, or the method's own counterpart: mask [n,101] -> scalar."""
    if method == "expectation":
        labels = LABELS["age"].to(logits.device)
        low = torch.where(mask, labels, torch.inf).amin(dim=1) - 0.5
        high = torch.where(mask, labels, -torch.inf).amax(dim=1) + 0.5
        estimate = expectation(logits, labels, method)
        return ((low - estimate).clamp(min=0) + (estimate - high).clamp(min=0)).mean()
    if method == "ranking":
        # Only thresholds outside the group have a known answer.
        above = (mask.flip(1).cumsum(1).flip(1)[:, 1:] > 0).float()
        unknown = mask[:, :-1] & mask[:, 1:]
        cost = functional.binary_cross_entropy_with_logits(logits, above, reduction="none")
        return (cost * ~unknown).sum(dim=1).mean()
    inside = logits.masked_fill(~mask, -torch.inf)
    return (logits.logsumexp(dim=1) - inside.logsumexp(dim=1)).mean()


def total_loss(
    outputs: dict[str, Tensor], targets: Targets, method: Method, weights: LossWeights
) -> tuple[Tensor, dict[str, float]]:
    """Sum over the kinds of label present in the batch, each weighted by its share of the batch's rows,
    so that a row counts the same whichever label it carries; and the parts for the log."""
    count = len(targets.age)
    parts: dict[str, tuple[Tensor, float]] = {}
    rows = targets.has_age
    if rows.any():
        loss = distribution_loss(
            _one_hot(targets.age[rows]) if method == "ranking" else targets.age_distribution[rows],
            targets.age[rows], outputs["age"][rows], LABELS["age"], method, weights.expectation,
        )  # fmt: skip
        parts["age"] = (loss, rows.sum().item() / count)
    rows = targets.has_group
    if rows.any():
        loss = group_loss(targets.group[rows], outputs["age"][rows], method)
        parts["group"] = (loss, weights.group * rows.sum().item() / count)
    rows = targets.has_votes
    if rows.any():
        loss = distribution_loss(
            targets.votes[rows], targets.attractiveness[rows], outputs["attractiveness"][rows],
            LABELS["attractiveness"], method, weights.attractiveness_expectation,
        )  # fmt: skip
        parts["votes"] = (loss, weights.attractiveness * rows.sum().item() / count)
    for name in ("gender", "race"):
        rows = getattr(targets, name) >= 0
        if name in outputs and rows.any():
            loss = functional.cross_entropy(outputs[name][rows], getattr(targets, name)[rows])
            parts[name] = (loss, weights.auxiliary * rows.sum().item() / count)
    if "embedding" in outputs and targets.embedding.shape[1]:
        cosine = functional.cosine_similarity(outputs["embedding"], targets.embedding)
        parts["embedding"] = ((1 - cosine).mean(), weights.embedding)
    # Heads without a labelled row must still take part, or DistributedDataParallel waits for them.
    idle = sum(logits.sum() * 0 for logits in outputs.values())
    total = sum((loss * share for loss, share in parts.values()), idle)
    return total, {name: loss.detach().item() for name, (loss, _) in parts.items()}


def _one_hot(age: Tensor) -> Tensor:
    """Ranking's target is the step of a point mass: years [n] -> [n,101]."""
    return functional.one_hot(age.round().long().clamp(0, 100), len(LABELS["age"])).float()
