"""Crop folders -> one table of labels over memory-mapped pixels.

A crop folder is what `npm run crops` writes: crops.json, crops.u8 (uint8 RGB, [N,P,P,3]), manifest.csv and
missed.csv.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from facecurve_train.errors import TrainingError
from facecurve_train.face_table import FaceTable, Problem, concatenate
from facecurve_train.impossible_labels import (
    VOTE_COLUMNS,
    impossible_ages,
    impossible_groups,
    impossible_votes,
)

# Labels that were looked at by eye: sha256, verdict (wrong, uncertain, right), note. No picture.
LABEL_CHECKS = Path(__file__).parents[1] / "label_checks.csv"
NUMBERS = ("age", "age_low", "age_high", "attractiveness", *VOTE_COLUMNS)
# Manifest columns with a field of their own in a FaceTable.
NAMED_COLUMNS = {*NUMBERS, "file", "split", "sha256", "gender", "race"}
# Labels of the auxiliary heads; the sets spell them differently.
GENDERS = ("female", "male")
RACES = ("white", "black", "latino", "east asian", "southeast asian", "indian", "middle eastern")
RACE_SYNONYMS = {
    "caucasian": "white",
    "hispanic": "latino",
    "latino_hispanic": "latino",
    "mideastern": "middle eastern",
}
NO_FACE = "no face"  # a problem of missed.csv that is no fault of the picture's file
ADULT_AGE = 18
# Sets whose attractiveness is on another scale than the head's 1..10; see labels.QuantileMap.
MAPPED_SETS = ("scutfbp5500",)


def load_faces(folders: Iterable[Path], splits: Sequence[str] = ("train", "val")) -> FaceTable:
    """Reads the rows of `splits` from every folder and refuses when a picture stands in two splits.

    The leak check runs over all rows, also those of splits that are not loaded. Where a folder `more-X` is
    named, the training rows of X are left out: `more-X` holds the same pictures and more.
    Training and val rows whose label was found wrong (LABEL_CHECKS) are left out.
    """
    folders = [Path(folder) for folder in folders]
    replaced = {folder.name.removeprefix("more-") for folder in folders if folder.name.startswith("more-")}
    tables = []
    for folder in folders:
        table = load_folder(folder)
        tables.append(table.take(table.split != "train") if folder.name in replaced else table)
    if not tables:
        raise TrainingError("empty", "no crop folder was named; run `npm run crops` first")
    faces = concatenate(tables)
    refuse_leaks(faces)
    is_wrong = np.isin(faces.sha256, list(wrong_labels())) & (faces.split != "test")
    return faces.take(np.isin(faces.split, list(splits)) & ~is_wrong)


def wrong_labels(checks: Path = LABEL_CHECKS) -> set[str]:
    """SHA-256 of the pictures whose label a person looked at and found wrong."""
    if not checks.is_file():
        return set()
    return {row["sha256"] for row in _read_rows(checks) if row["verdict"] == "wrong"}


def load_folder(folder: Path) -> FaceTable:
    """One crop folder, every split."""
    description = json.loads(_existing(folder / "crops.json").read_text())
    rows = _read_manifest(folder / "manifest.csv")
    size, margin, count = (int(description[key]) for key in ("size", "margin", "count"))
    if count != len(rows):
        raise TrainingError(
            "wrong-size", f"manifest has {len(rows)} rows, crops.json says {count}", str(folder)
        )
    pixels = _map_pixels(folder / "crops.u8", count, size + 2 * margin)
    name = str(description["set"]).removeprefix("more-")
    missed = folder / "missed.csv"
    table = _table_of(rows, pixels, name, size, margin)
    without_crop = _read_rows(missed) if missed.exists() else []
    table.missed = len(without_crop)
    table.problems += [
        Problem(row["problem"], f"{name}/{row['file']}", "no crop")
        for row in without_crop
        if (row.get("problem") or NO_FACE) != NO_FACE
    ]
    return table.take(_usable(table))


def refuse_leaks(faces: FaceTable) -> None:
    """The same SHA-256 in two splits means figures on val or test are worth nothing."""
    split_of: dict[str, tuple[str, str]] = {}
    leaks: list[str] = []
    for digest, split, file in zip(faces.sha256, faces.split, faces.file, strict=True):
        if not digest:
            continue
        known_split, known_file = split_of.setdefault(digest, (split, file))
        if known_split != split:
            leaks.append(f"{known_file} ({known_split}) = {file} ({split})")
    if leaks:
        shown = "; ".join(leaks[:5])
        raise TrainingError(
            "leak", f"{len(leaks)} pictures stand in two splits: {shown}; take them out of one"
        )


def held_out_minors(faces: FaceTable, share: float) -> np.ndarray:
    """[N] bool: a share of the training faces labelled under 18, always the same one by SHA-256.

    Training does not see these faces: the threshold of the minors' rule is chosen on them.
    """
    with np.errstate(invalid="ignore"):  # NaN is no age, and compares as false
        young = (faces.split == "train") & (faces.age < ADULT_AGE)
    place = np.array([int(digest[:8] or "0", 16) / 0x100000000 for digest in faces.sha256])
    return young & (place < share)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise TrainingError("missing-file", f"{path.name} is missing; run `npm run crops` again", str(path))
    return path


def _read_rows(path: Path) -> list[dict[str, str]]:
    with _existing(path).open(newline="") as file:
        return list(csv.DictReader(file))


def _read_manifest(path: Path) -> list[dict[str, str]]:
    rows = _read_rows(path)
    absent = {"file", "split"} - set(rows[0] if rows else ())
    if absent:
        raise TrainingError("bad-manifest", f"no column {', '.join(sorted(absent))}", str(path))
    return rows


def _map_pixels(path: Path, count: int, side: int) -> np.ndarray:
    expected = count * side * side * 3
    found = _existing(path).stat().st_size
    if found != expected:
        raise TrainingError(
            "wrong-size",
            f"{found} bytes, expected {expected} = {count} crops of {side} px; make it again",
            str(path),
        )
    return np.memmap(path, dtype=np.uint8, mode="r", shape=(count, side, side, 3))


def _table_of(rows: list[dict[str, str]], pixels: np.ndarray, name: str, size: int, margin: int) -> FaceTable:
    problems: list[Problem] = []
    count = len(rows)
    numbers = {
        column: np.array([_number(row, column, problems) for row in rows], dtype=np.float32)
        for column in NUMBERS
    }
    votes = np.stack([numbers[column] for column in VOTE_COLUMNS], axis=1)
    table = FaceTable(
        pixels=[pixels],
        source=np.zeros(count, dtype=np.int16),
        row=np.arange(count, dtype=np.int32),
        set_name=np.full(count, name),
        split=np.array([row["split"] for row in rows]),
        file=np.array([f"{name}/{row['file']}" for row in rows]),
        sha256=np.array([row.get("sha256") or "" for row in rows]),
        age=numbers["age"],
        age_low=np.nan_to_num(numbers["age_low"], nan=-1).astype(np.int16),
        age_high=np.nan_to_num(numbers["age_high"], nan=-1).astype(np.int16),
        attractiveness=numbers["attractiveness"],
        votes=np.nan_to_num(votes),
        gender=np.array([_index(row.get("gender"), GENDERS) for row in rows], dtype=np.int8),
        race=np.array([_index(row.get("race"), RACES) for row in rows], dtype=np.int8),
        other={
            column: np.array([_number(row, column, []) for row in rows], dtype=np.float32)
            for column in (rows[0] if rows else ())
            if column not in NAMED_COLUMNS
        },
        problems=problems,
        size=size,
        margin=margin,
    )
    _drop_impossible_labels(table, votes)
    return table


def _number(row: dict[str, str], column: str, problems: list[Problem]) -> float:
    text = (row.get(column) or "").strip()
    if not text:
        return float("nan")
    try:
        return float(text)
    except ValueError:
        problems.append(Problem("unreadable number", row["file"], f"{column} = {text!r}"))
        return float("nan")


def _index(text: str | None, known: Sequence[str]) -> int:
    word = (text or "").strip().lower()
    word = RACE_SYNONYMS.get(word, word)
    return known.index(word) if word in known else -1


def _drop_impossible_labels(table: FaceTable, votes: np.ndarray) -> None:
    """Labels that cannot be true become unknown; each is named. votes: counts [N,10], NaN where unknown."""
    low, high = (np.where(column < 0, np.nan, column) for column in (table.age_low, table.age_high))
    impossible_age, impossible_group = impossible_ages(table.age), impossible_groups(low, high)
    # A set on another scale has fewer votes than columns; training takes its mean alone.
    impossible_count = impossible_votes(votes) & ~np.isin(table.set_name, MAPPED_SETS)
    for index in np.flatnonzero(impossible_age):
        table.problems.append(Problem("impossible age", table.file[index], f"age {table.age[index]:g}"))
    for index in np.flatnonzero(impossible_group):
        detail = f"group {table.age_low[index]}..{table.age_high[index]}"
        table.problems.append(Problem("impossible age group", table.file[index], detail))
    for index in np.flatnonzero(impossible_count):
        detail = f"votes sum to {table.votes[index].sum():g}"
        table.problems.append(Problem("impossible votes", table.file[index], detail))
    table.age[impossible_age] = np.nan
    table.age_low[impossible_group] = -1
    table.age_high[impossible_group] = -1
    table.votes[impossible_count] = 0
    table.attractiveness[impossible_count] = np.nan


def _usable(table: FaceTable) -> np.ndarray:
    """[N] bool: at least one label is left."""
    usable = ~np.isnan(table.age) | (table.age_low >= 0) | ~np.isnan(table.attractiveness)
    for index in np.flatnonzero(~usable):
        table.problems.append(Problem("no label", table.file[index], "row left out"))
    return usable
