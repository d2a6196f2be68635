"""The faces of crop folders as one table: pixels, and a column for each kind of label."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from facecurve_train.errors import TrainingError


@dataclass(frozen=True)
class Problem:
    """One row that was left out, or lost a label: kind is what gets counted, detail what gets printed."""

    kind: str
    file: str
    detail: str


@dataclass
class FaceTable:
    """N faces; NaN (floats) or -1 (groups) where a label is unknown.

    pixels: one [M,P,P,3] uint8 array per folder; source[i], row[i] say where face i lies.
    """

    pixels: list[np.ndarray]
    source: np.ndarray  # [N] int16
    row: np.ndarray  # [N] int32
    set_name: np.ndarray  # [N] str: 'utkface' also for the folder 'more-utkface'
    split: np.ndarray  # [N] str
    file: np.ndarray  # [N] str
    sha256: np.ndarray  # [N] str
    age: np.ndarray  # [N] float32, years
    age_low: np.ndarray  # [N] int16, inclusive
    age_high: np.ndarray  # [N] int16, inclusive
    attractiveness: np.ndarray  # [N] float32, mean of the raters on the set's own scale
    votes: np.ndarray  # [N,10] float32, counts, 0 where only the mean is known
    gender: np.ndarray  # [N] int8, index in GENDERS
    race: np.ndarray  # [N] int8, index in RACES; "asian" alone is unknown
    other: dict[str, np.ndarray] = field(default_factory=dict)  # further columns, [N] float32, NaN: no number
    problems: list[Problem] = field(default_factory=list)
    missed: int = 0  # pictures in which the detector found no face
    size: int = 96  # side of the shipped crop, px
    margin: int = 12  # px around it on each side: P = size + 2 * margin

    def __len__(self) -> int:
        return len(self.row)

    def take(self, indices: np.ndarray) -> "FaceTable":
        """A table of the faces at `indices` (or where a mask is true); pixels are shared."""
        other = {name: values[indices] for name, values in self.other.items()}
        return replace(self, other=other, **{name: getattr(self, name)[indices] for name in _COLUMNS})

    def gather(self, indices: np.ndarray) -> np.ndarray:
        """[n] -> uint8 [n,P,P,3]."""
        side = self.size + 2 * self.margin
        crops = np.empty((len(indices), side, side, 3), dtype=np.uint8)
        for position, index in enumerate(indices):
            crops[position] = self.pixels[self.source[index]][self.row[index]]
        return crops

    def problem_counts(self) -> dict[str, int]:
        return dict(Counter(problem.kind for problem in self.problems))


# The columns of a FaceTable that have one entry per face.
_COLUMNS = (
    "source",
    "row",
    "set_name",
    "split",
    "file",
    "sha256",
    "age",
    "age_low",
    "age_high",
    "attractiveness",
    "votes",
    "gender",
    "race",
)


def concatenate(tables: Sequence[FaceTable]) -> FaceTable:
    """One table over all folders; they must hold crops of one geometry."""
    geometry = {(table.size, table.margin) for table in tables}
    if len(geometry) > 1:
        raise TrainingError("wrong-size", f"crop folders differ in (size, margin): {sorted(geometry)}")
    offsets = np.cumsum([0] + [len(table.pixels) for table in tables[:-1]])
    columns = {name: np.concatenate([getattr(table, name) for table in tables]) for name in _COLUMNS}
    columns["source"] = np.concatenate(
        [table.source + offset for table, offset in zip(tables, offsets, strict=True)]
    ).astype(np.int16)
    names = {name for table in tables for name in table.other}
    other = {
        name: np.concatenate(
            [table.other.get(name, np.full(len(table), np.nan, np.float32)) for table in tables]
        )
        for name in sorted(names)
    }
    return FaceTable(
        [array for table in tables for array in table.pixels],
        **columns,
        other=other,
        problems=[problem for table in tables for problem in table.problems],
        missed=sum(table.missed for table in tables),
        size=tables[0].size,
        margin=tables[0].margin,
    )
