"""What the network answers, as data: each head has labels first..last, and learns from one kind of label.

A further head needs an entry in the configuration, and no code: the table `[heads.smile]` with `first = 1`,
`last = 5` and `learned_from = "column:smile"` learns the means in the column `smile` of the crop manifests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from facecurve_train.errors import TrainingError

AGES, VOTES, UNDER_18 = "ages", "votes", "under_18"
COLUMN = "column:"
# What the sets' labels are known on: exact ages and age groups, votes, and whether a face is under 18.
SCALES = {AGES: (0, 100), VOTES: (1, 10), UNDER_18: (0, 1)}
# Names of nodes in the graph, of arrays in a file of answers, and of other parts of the loss.
TAKEN = (
    "crops",
    "normalised",
    "features",
    "pooled",
    "faces",
    "sources",
    "group",
    "gender",
    "race",
    "thresholds",
    "embedding",
)


@dataclass(frozen=True)
class Head:
    first: int
    last: int  # inclusive; labels are whole numbers
    learned_from: str  # "ages", "votes", "under_18", or "column:NAME", a column of means
    unit: str = ""
    spread: float = 1.0  # standard deviation of the label distribution about a column's mean, in labels
    weight: float = 1.0  # of its loss
    expectation: float = 0.3  # the paper's lambda: loss for each label by which the expectation is off

    @property
    def labels(self) -> np.ndarray:
        return np.arange(self.first, self.last + 1, dtype=np.float32)

    @property
    def column(self) -> str:
        """The manifest's column with this head's means; empty where it learns from other labels."""
        return self.learned_from.removeprefix(COLUMN) if self.learned_from.startswith(COLUMN) else ""


Heads = Mapping[str, Head]
# Entries that a configuration may name, or change in part.
KNOWN_HEADS: dict[str, Head] = {
    "age": Head(0, 100, AGES, unit="years"),
    "attractiveness": Head(1, 10, VOTES),
    "minor": Head(0, 1, UNDER_18, expectation=0.0),
}
DEFAULT_HEADS: dict[str, Head] = {name: KNOWN_HEADS[name] for name in ("age", "attractiveness")}


def head_entries(given: Mapping[str, Mapping[str, Any]] | Sequence[str]) -> dict[str, dict[str, Any]]:
    """The `heads` of a configuration, tables or the names of known heads -> whole entries.

    What the table of a known head leaves out is as in KNOWN_HEADS.
    """
    tables = given if isinstance(given, Mapping) else {name: {} for name in given}
    entries: dict[str, dict[str, Any]] = {}
    for name, table in tables.items():
        known = asdict(KNOWN_HEADS[name]) if name in KNOWN_HEADS else {}
        entries[name] = {**known, **table}
        absent = [key for key in ("first", "last", "learned_from") if key not in entries[name]]
        if absent:
            raise TrainingError(
                "bad-config", f"heads.{name} lacks {', '.join(absent)}; known heads: {', '.join(KNOWN_HEADS)}"
            )
    return entries


def refuse_impossible(heads: Heads) -> None:
    if [name for name, head in heads.items() if head.learned_from == AGES] != ["age"]:
        raise TrainingError(
            "bad-config", 'the head "age", and no other, learns from ages; it is always needed'
        )
    for name, head in heads.items():
        if not name.isidentifier() or name in TAKEN:
            raise TrainingError("bad-config", f"heads.{name}: a word that is none of {', '.join(TAKEN)}")
        if head.last <= head.first or head.spread <= 0:
            raise TrainingError("bad-config", f"heads.{name}: last must be above first, and spread above 0")
        scale = SCALES.get(head.learned_from)
        if scale is None and not head.column:
            kinds = ", ".join(SCALES)
            raise TrainingError(
                "bad-config", f"heads.{name}.learned_from is {head.learned_from!r}; {kinds} or {COLUMN}NAME"
            )
        if scale is not None and scale != (head.first, head.last):
            raise TrainingError(
                "bad-config", f"heads.{name}: {head.learned_from} are known on {scale[0]}..{scale[1]}"
            )
