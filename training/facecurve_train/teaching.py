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
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS, MINOR_AGE, UNKNOWN, Targets

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


def teach(targets: Targets, lesson: Lesson, teaching: Teaching, labelled: Tensor | None = None) -> Targets:
    """Targets of the labels -> of labels and teacher: every face has an age; every adult has votes.

    labelled: bool [n], where the labels count at all; without it everywhere.
    """
    known = torch.ones_like(targets.has_age) if labelled is None else labelled
    age = mixed_ages(targets, lesson.age, torch.where(known, teaching.age, 1.0))
    judged = lesson.age[:, :MINOR_AGE].sum(dim=1) <= MINOR_MASS
    share = torch.where(targets.has_votes & known, teaching.votes, 1.0)[:, None]
    votes = share * lesson.attractiveness + (1 - share) * targets.votes
    return replace(
        targets,
        age=age @ labels_like(AGE_LABELS, age),
        age_distribution=age,
        has_age=torch.ones_like(targets.has_age),
        has_group=torch.zeros_like(targets.has_group),
        attractiveness=votes @ labels_like(ATTRACTIVENESS_LABELS, votes),
        votes=votes,
        has_votes=judged,
        minor=torch.where(known, undisputed(targets.minor, lesson.age), UNKNOWN),
        thresholds=torch.where(known[:, None], targets.thresholds, UNKNOWN),
        gender=torch.where(known, targets.gender, -1),
        race=torch.where(known, targets.race, -1),
        embedding=lesson.embedding,
    )


def undisputed(minor: Tensor, teacher: Tensor) -> Tensor:
    """[n], [n,101] -> [n]: UNKNOWN where the teacher's expectation contradicts the label."""
    expectation = teacher @ labels_like(AGE_LABELS, teacher)
    disputed = ((minor == 1) & (expectation > OLDEST_MINOR)) | ((minor == 0) & (expectation < YOUNGEST_ADULT))
    return torch.where(disputed, UNKNOWN, minor)


def mixed_ages(targets: Targets, teacher: Tensor, share: float | Tensor) -> Tensor:
    """[n,101]: share * teacher + (1 - share) * label; a group's label is the teacher's curve within it.

    share: one for all, or [n].
    """
    label = torch.where(targets.has_age[:, None], targets.age_distribution, teacher)
    inside = teacher * targets.group
    mass = inside.sum(dim=1, keepdim=True)
    flat = targets.group / targets.group.sum(dim=1, keepdim=True).clamp(min=1)
    within = torch.where(mass > 1e-3, inside / mass.clamp(min=1e-3), flat)
    label = torch.where(targets.has_group[:, None], within, label)
    near = (labels_like(AGE_LABELS, teacher)[None, :] - targets.age[:, None]).abs() <= PLAUSIBLE_YEARS
    support = torch.where(targets.has_group, mass[:, 0], (teacher * near).sum(dim=1))
    trust = (support / PLAUSIBLE_MASS).clamp(max=1)
    own = ((1 - share) * trust)[:, None]
    return (1 - own) * teacher + own * label


def labels_like(labels: np.ndarray, values: Tensor) -> Tensor:
    return torch.from_numpy(labels).to(values)
