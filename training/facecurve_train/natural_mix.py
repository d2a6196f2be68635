"""The mean error on UTKFace's natural mix of ages, from faces that were drawn flat over age.

Each decade's mean counts with the decade's share of the whole set: 23,707 pictures, age by file name.
"""

import numpy as np

# Pictures per decade, 0 to 9 first; the last one is 80 and above.
UTKFACE_PICTURES = (3061, 1531, 7344, 4537, 2245, 2299, 1318, 699, 673)


def decades(age: np.ndarray) -> np.ndarray:
    """Years [n] -> [n] int 0..8; 8 is 80 and above."""
    return np.clip(age // 10, 0, len(UTKFACE_PICTURES) - 1).astype(int)


def natural_mean(values: np.ndarray, age: np.ndarray) -> float | None:
    """Mean of values [n] with UTKFace's shares of decades; None where a decade has no face."""
    decade = decades(age)
    counts = np.bincount(decade, minlength=len(UTKFACE_PICTURES))
    if (counts == 0).any():
        return None
    means = np.bincount(decade, weights=values, minlength=len(UTKFACE_PICTURES)) / counts
    return float(np.average(means, weights=UTKFACE_PICTURES))
