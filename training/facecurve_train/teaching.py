"""What a teacher says about every training face, and the targets that come of it (distillation).

Labels and teacher are mixed into one distribution per face, so that the student's loss is the one it has
without a teacher. A label that the teacher finds impossible counts less; a face without a label of its kind
gets the teacher's.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from facecurve_train.errors import TrainingError
from facecurve_train.face_table import FaceTable
from facecurve_train.heads import AGES, UNDER_18, VOTES
from facecurve_train.labels import AGE_LABELS, MINOR_AGE, UNKNOWN
from facecurve_train.targets import HeadTarget, Targets

PLAUSIBLE_YEARS = 10  # a label is believed by the teacher's mass within so many years of it ...
PLAUSIBLE_MASS = 0.05  # ... fully from this mass on, and in proportion below
MINOR_MASS = 0.5  # faces with more mass under MINOR_AGE are not judged
# Labels of minors whom the teacher estimates to be older than 25, and of adults whom it estimates to be
# younger than 14, are in good part wrong: the head `minor` learns from neither.
OLDEST_MINOR, YOUNGEST_ADULT = 25.0, 14.0


@dataclass(frozen=True)
class Teaching:
    """Configuration: the teacher's share of each target, 0..1."""

    file: str = ""  # an .npz of `facecurve_train.teach`, relative to --runs; or
    runs: tuple[str, ...] = ()  # run folders of teachers that answer on the student's own views, in turn
    age: float = 0.5
    votes: float = 0.5
    blended: float = 0.0  # share of the views that become blends of two faces, which only `runs` can judge

    def is_given(self) -> bool:
        return bool(self.file or self.runs)


@dataclass(frozen=True)
class Lesson:
    """The teacher's answers, row by row of a FaceTable."""

    curves: dict[str, Tensor]  # {head: [n,K]}; always of the age
    embedding: Tensor  # [n,d]


def load_lesson(path: Path, faces: FaceTable) -> Lesson:
    """The rows of `faces`, found by file name."""
    if not path.is_file():
        raise TrainingError("missing-file", "no teacher's answers; run facecurve_train.teach", str(path))
    with np.load(path) as stored:
        row_of = {str(file): row for row, file in enumerate(stored["faces"])}
        missing = [file for file in faces.file if file not in row_of]
        if missing:
            raise TrainingError(
                "empty", f"{len(missing)} faces are unknown to the teacher, first {missing[0]}"
            )
        rows = np.array([row_of[file] for file in faces.file])
        given = {
            name: torch.from_numpy(stored[name][rows].astype(np.float32))
            for name in stored.files
            if name not in ("faces", "sources")
        }
    return Lesson(embedding=given.pop("embedding"), curves=given)


def teach(targets: Targets, lesson: Lesson, teaching: Teaching, labelled: Tensor | None = None) -> Targets:
    """Targets of the labels -> of labels and teacher: every face has an age; every adult has votes.

    labelled: bool [n], where the labels count at all; without it everywhere.
    A head that neither learns from ages nor votes learns from its labels alone.
    """
    everywhere = torch.ones(len(targets), dtype=torch.bool, device=targets.gender.device)
    known = everywhere if labelled is None else labelled
    age = lesson.curves["age"]
    taught: dict[str, HeadTarget] = {}
    for name, target in targets.heads.items():
        kind = target.head.learned_from
        own = replace(target, known=target.known & known)
        if kind == AGES:
            own = taught_ages(target, age, torch.where(known, teaching.age, 1.0))
        elif kind == VOTES:
            own = taught_votes(own, lesson.curves.get(name), teaching.votes)
            own.known &= age[:, :MINOR_AGE].sum(dim=1) <= MINOR_MASS
        elif kind == UNDER_18:
            own.known &= ~is_disputed(own, age)
        taught[name] = own
    return Targets(
        taught,
        gender=torch.where(known, targets.gender, UNKNOWN),
        race=torch.where(known, targets.race, UNKNOWN),
        thresholds=torch.where(known[:, None], targets.thresholds, UNKNOWN),
        embedding=lesson.embedding,
    )


def taught_ages(target: HeadTarget, teacher: Tensor, share: Tensor) -> HeadTarget:
    """Every face gets an age; share [n]: the teacher's."""
    age = mixed_ages(target, teacher, share)
    everywhere = torch.ones_like(target.known)
    return replace(
        target,
        distribution=age,
        mean=age @ labels_like(AGE_LABELS, age),
        known=everywhere,
        has_group=~everywhere,
    )


def taught_votes(target: HeadTarget, teacher: Tensor | None, share: float) -> HeadTarget:
    """Every face gets votes if the teacher [n,K] has them; share: the teacher's, beside a label."""
    if teacher is None:
        return target
    part = torch.where(target.known, share, 1.0)[:, None]
    votes = part * teacher + (1 - part) * target.distribution
    mean = votes @ labels_like(target.head.labels, votes)
    return replace(target, distribution=votes, mean=mean, known=torch.ones_like(target.known))


def is_disputed(minor: HeadTarget, teacher: Tensor) -> Tensor:
    """Ages [n,101] -> bool [n]: where the teacher's expectation contradicts the label."""
    expectation = teacher @ labels_like(AGE_LABELS, teacher)
    is_minor = minor.mean == 1
    return torch.where(is_minor, expectation > OLDEST_MINOR, expectation < YOUNGEST_ADULT)


def mixed_ages(target: HeadTarget, teacher: Tensor, share: float | Tensor) -> Tensor:
    """[n,101]: share * teacher + (1 - share) * label; a group's label is the teacher's curve within it.

    share: one for all, or [n].
    """
    label = torch.where(target.known[:, None], target.distribution, teacher)
    inside = teacher * target.group
    mass = inside.sum(dim=1, keepdim=True)
    flat = target.group / target.group.sum(dim=1, keepdim=True).clamp(min=1)
    within = torch.where(mass > 1e-3, inside / mass.clamp(min=1e-3), flat)
    label = torch.where(target.has_group[:, None], within, label)
    near = (labels_like(AGE_LABELS, teacher)[None, :] - target.mean[:, None]).abs() <= PLAUSIBLE_YEARS
    support = torch.where(target.has_group, mass[:, 0], (teacher * near).sum(dim=1))
    trust = (support / PLAUSIBLE_MASS).clamp(max=1)
    own = ((1 - share) * trust)[:, None]
    return (1 - own) * teacher + own * label


def labels_like(labels: np.ndarray, values: Tensor) -> Tensor:
    return torch.from_numpy(labels).to(values)
