"""Which labels cannot be true. Training and figures leave out the same ones, so the rule stands here once.

NaN stands for a label that the set does not give.
"""

import numpy as np

VOTE_COLUMNS = tuple(f"n{vote}" for vote in range(1, 11))
OLDEST_AGE = 120  # a higher age is an error of transcription


def impossible_ages(age: np.ndarray) -> np.ndarray:
    """Years [n] -> bool [n]."""
    return ~np.isnan(age) & ((age < 0) | (age > OLDEST_AGE))


def impossible_groups(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Inclusive groups in years [n], [n] -> bool [n]. A group without an end is impossible too."""
    return ~np.isnan(low) & (np.isnan(high) | (high < low) | (low > OLDEST_AGE))


def impossible_votes(votes: np.ndarray) -> np.ndarray:
    """Counts [n,K] -> bool [n]: the picture has counts, and one is negative or all are 0."""
    given = ~np.isnan(votes).all(axis=1)
    counts = np.nan_to_num(votes)
    return given & ((counts.min(axis=1) < 0) | (counts.sum(axis=1) <= 0))
