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

from facecurve_train.data import FaceTable
from facecurve_train.errors import TrainingError
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS, Targets

PLAUSIBLE_YEARS = 10  # a label is believed by the teacher's mass within so many years of it ...
PLAUSIBLE_MASS = 0.05  # ... fully from this mass on, and in proportion below
MINOR_AGE = 18
MINOR_MASS = 0.5  # faces with more mass under MINOR_AGE are not judged


@dataclass(frozen=True)
class Teaching:
    """Configuration: the teacher's share of each target, 0..1."""

    file: str = ""  # an .npz of `facecurve_train.teach`, relative to --runs; empty: no teacher
    age: float = 0.5
    votes: float = 0.5


@dataclass(frozen=True)
class Lesson:
    """The teacher's answers, row by row of a FaceTable."""

    age: Tensor  # [n,101]
    attractiveness: Tensor  # [n,10]
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
        names = ("age", "attractiveness", "embedding")
        return Lesson(*(torch.from_numpy(stored[name][rows].astype(np.float32)) for name in names))


def teach(targets: Targets, lesson: Lesson, teaching: Teaching) -> Targets:
    """Targets of the labels -> of labels and teacher: every face has an age; every adult has votes."""
    age = mixed_ages(targets, lesson.age, teaching.age)
    judged = lesson.age[:, :MINOR_AGE].sum(dim=1) <= MINOR_MASS
    share = torch.where(targets.has_votes, teaching.votes, 1.0)[:, None]
    votes = share * lesson.attractiveness + (1 - share) * targets.votes
    return replace(
        targets,
        age=age @ torch.from_numpy(AGE_LABELS),
        age_distribution=age,
        has_age=torch.ones_like(targets.has_age),
        has_group=torch.zeros_like(targets.has_group),
        attractiveness=votes @ torch.from_numpy(ATTRACTIVENESS_LABELS),
        votes=votes,
        has_votes=judged,
        embedding=lesson.embedding,
    )


def mixed_ages(targets: Targets, teacher: Tensor, share: float) -> Tensor:
    """[n,101]: share * teacher + (1 - share) * label; a group's label is the teacher's curve within it."""
    label = torch.where(targets.has_age[:, None], targets.age_distribution, teacher)
    inside = teacher * targets.group
    mass = inside.sum(dim=1, keepdim=True)
    flat = targets.group / targets.group.sum(dim=1, keepdim=True).clamp(min=1)
    within = torch.where(mass > 1e-3, inside / mass.clamp(min=1e-3), flat)
    label = torch.where(targets.has_group[:, None], within, label)
    near = (torch.from_numpy(AGE_LABELS)[None, :] - targets.age[:, None]).abs() <= PLAUSIBLE_YEARS
    support = torch.where(targets.has_group, mass[:, 0], (teacher * near).sum(dim=1))
    trust = (support / PLAUSIBLE_MASS).clamp(max=1)
    own = ((1 - share) * trust)[:, None]
    return (1 - own) * teacher + own * label
