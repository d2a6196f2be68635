"""Labels of a set's pictures as arrays, from rows of strings as `labels.csv` has them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facecurve_train.data import NUMBERS
from facecurve_train.impossible_labels import (
    VOTE_COLUMNS,
    impossible_ages,
    impossible_groups,
    impossible_votes,
)

Label = dict[str, str | float | None]


@dataclass(frozen=True)
class Labels:
    """n pictures; NaN where a number is unknown."""

    age: np.ndarray  # [n] years
    low: np.ndarray  # [n] years, inclusive; the age itself where it is known
    high: np.ndarray  # [n]
    attractiveness: np.ndarray  # [n] mean of the raters on the set's own scale
    votes: np.ndarray  # [n,10] counts; NaN unless all ten are given
    words: list[dict[str, str]]  # gender, race and other columns that are not numbers

    @property
    def grouped(self) -> np.ndarray:
        """bool [n]: only the group of the age is known."""
        return np.isnan(self.age) & ~np.isnan(self.low)

    def between(self, first: float, last: float) -> np.ndarray:
        """bool [n]: the age, or the whole of its group, lies in first..last years."""
        return (self.low >= first) & (self.high <= last)


def number_of(text: str | None) -> float:
    """NaN for an empty field. Raises ValueError for a word."""
    return float(text) if text and text.strip() else float("nan")


def label_of(row: dict[str, str]) -> Label:
    """A row of strings -> numbers as numbers, words as words, empty fields as None."""
    label: Label = {}
    for column, text in row.items():
        try:
            number = number_of(text)
            label[column] = None if np.isnan(number) else int(number) if number.is_integer() else number
        except ValueError:
            label[column] = text
    return label


def labels_of(rows: Sequence[dict[str, str]]) -> Labels:
    """Rows of strings without an impossible label -> arrays."""
    numbers = {column: np.array([number_of(row.get(column)) for row in rows]) for column in NUMBERS}
    age = numbers["age"]
    votes = np.stack([numbers[column] for column in VOTE_COLUMNS], axis=1)
    votes[np.isnan(votes).any(axis=1)] = np.nan
    words = [{column: text for column, text in row.items() if column not in NUMBERS} for row in rows]
    return Labels(
        age=age,
        low=np.where(np.isnan(age), numbers["age_low"], age),
        high=np.where(np.isnan(age), numbers["age_high"], age),
        attractiveness=numbers["attractiveness"],
        votes=votes,
        words=words,
    )


def problem_of(row: dict[str, str]) -> str | None:
    """Why the labels of a picture cannot be true, in words; None where nothing is wrong."""
    numbers = {}
    for column in NUMBERS:
        try:
            numbers[column] = number_of(row.get(column))
        except ValueError:
            return f'{column} is "{row[column]}", not a number'
    age, low, high = (np.array([numbers[column]]) for column in ("age", "age_low", "age_high"))
    if impossible_ages(age)[0]:
        return f"age is {row['age']}"
    if impossible_groups(low, high)[0]:
        return f"age group is {row['age_low']}..{row.get('age_high', '')}"
    votes = np.array([[numbers[column] for column in VOTE_COLUMNS]])
    if impossible_votes(votes)[0]:
        return "votes below 0" if np.nanmin(votes) < 0 else "votes sum to 0"
    return None
