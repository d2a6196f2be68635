"""Labels -> distributions over a head's bins. Bin k of a head stands for the interval [k - 1/2, k + 1/2]."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from facecurve_train.data import MAPPED_SETS
from facecurve_train.face_table import FaceTable

AGE_LABELS = np.arange(0, 101, dtype=np.float32)  # years
ATTRACTIVENESS_LABELS = np.arange(1, 11, dtype=np.float32)  # MEBeauty's scale
# Standard deviation of the votes within one picture, mean over MEBeauty's training pictures.
VOTE_SPREAD = 1.85
OPEN_GROUP_FALL = 12.0  # years; about how fast the numbers of the living fall past 70
# Ages of a whole set, inclusive, for faces without an age of their own: MEBeauty's pictures were sifted by
# eye to adults, SCUT-FBP5500's authors state 15 to 60.
SET_GROUPS = {"mebeauty": (18, 100), "scutfbp5500": (15, 60)}
MINOR_AGE = 18
# Ages at which the auxiliary head `thresholds` says younger or not.
THRESHOLD_AGES = (12, 15, 18, 21)
UNKNOWN = -1  # a class that the face's labels do not tell


@dataclass(frozen=True)
class Labels:
    """Configuration: how wide an age label's distribution is."""

    sigma_base: float = 1.2  # years, at age 0
    sigma_slope: float = 0.03  # years per year
    group_edge: float = 0.0  # years; above 0 an age group is a soft-edged distribution, at 0 a mask


def gaussian_bins(mean: Tensor, sigma: Tensor | float, labels: Tensor) -> Tensor:
    """The Gaussian integrated over each bin and renormalised: mean [n], sigma [n] or scalar -> [n,K].

    DLDL-v2 takes the density at each bin (section 3.1); the difference of CDFs is its exact form, and holds
    up where sigma is small against the bin: a density would underflow to 0/0 there.
    """
    sigma = torch.as_tensor(sigma, dtype=torch.float64).clamp(min=1e-3).reshape(-1, 1)
    edges = torch.cat([labels - 0.5, labels[-1:] + 0.5]).double()
    cumulative = torch.special.ndtr((edges[None, :] - mean.double()[:, None]) / sigma)
    masses = cumulative.diff(dim=1)
    return (masses / masses.sum(dim=1, keepdim=True)).float()


def age_sigma(age: Tensor, base: float, slope: float) -> Tensor:
    """Spread of an age label in years; a child's age shows more exactly than an adult's."""
    return base + slope * age


def age_distributions(age: Tensor, base: float, slope: float) -> Tensor:
    """Ages in years [n] -> [n,101]; ages above 100 count as 100."""
    clamped = age.clamp(0, float(AGE_LABELS[-1]))
    return gaussian_bins(clamped, age_sigma(clamped, base, slope), torch.from_numpy(AGE_LABELS))


def group_masks(low: Tensor, high: Tensor) -> Tensor:
    """Inclusive groups [n], [n] -> bool [n,101]; the bins past 100 belong to the last one."""
    bins = torch.from_numpy(AGE_LABELS)
    return (bins >= low.clamp(max=100)[:, None]) & (bins <= high[:, None])


def group_distributions(low: Tensor, high: Tensor, edge: float) -> Tensor:
    """Inclusive groups [n], [n] -> [n,101]: even inside, the edges softened by a Gaussian of `edge` years.

    A group open to the top falls by a factor e every OPEN_GROUP_FALL years: "70 and more" is mostly 70 to 80.
    """
    bins = torch.from_numpy(AGE_LABELS)
    past = (bins[None, :] - low[:, None]).clamp(min=0)
    falling = torch.where((high >= bins[-1])[:, None], torch.exp(-past / OPEN_GROUP_FALL), 1.0)
    inside = group_masks(low, high) * falling
    inside = inside / inside.sum(dim=1, keepdim=True).clamp(min=1e-9)
    return inside @ gaussian_bins(bins, edge, bins)


def vote_histograms(votes: Tensor) -> Tensor:
    """Counts [n,10] -> shares [n,10]; rows without votes stay zero."""
    return votes / votes.sum(dim=1, keepdim=True).clamp(min=1)


def histograms_of_means(
    means: np.ndarray, spread: float = VOTE_SPREAD, labels: np.ndarray = ATTRACTIVENESS_LABELS
) -> np.ndarray:
    """Means on the labels [n] -> [n,K], where no votes are known: a Gaussian cut off at the scale's ends.

    It is centred so that its mean *after* the cut is the given one; else the ends would pull it inward.
    """
    bins, margin = torch.from_numpy(labels), 7 * spread
    centres = torch.linspace(float(labels[0]) - margin, float(labels[-1]) + margin, 701)
    reached = (gaussian_bins(centres, spread, bins) @ bins).numpy()
    centre = np.interp(means, reached, centres.numpy()).astype(np.float32)
    return gaussian_bins(torch.from_numpy(centre), spread, bins).numpy()


@dataclass(frozen=True)
class QuantileMap:
    """A set's scale -> the head's 1..10 by equal ranks: piecewise linear through (source[i], target[i])."""

    source: tuple[float, ...]
    target: tuple[float, ...]

    @classmethod
    def fit(cls, source: np.ndarray, target: np.ndarray, knots: int = 21) -> "QuantileMap":
        """source, target: the two sets' scores in training, each [any]."""
        ranks = np.linspace(0, 1, knots)
        values = np.maximum.accumulate(np.quantile(source, ranks))
        # Equal neighbours would make the inverse ambiguous.
        values = values + np.arange(knots) * 1e-6
        return cls(tuple(values.tolist()), tuple(np.quantile(target, ranks).tolist()))

    def apply(self, values: np.ndarray) -> np.ndarray:
        return np.interp(values, self.source, self.target).astype(np.float32)

    def invert(self, values: np.ndarray) -> np.ndarray:
        target = np.asarray(self.target) + np.arange(len(self.target)) * 1e-6
        return np.interp(values, target, self.source).astype(np.float32)


def fit_maps(faces: FaceTable) -> dict[str, QuantileMap]:
    """One map per set on another scale, from the training rows only; none where MEBeauty is absent."""
    train = faces.take(faces.split == "train")
    reference = train.attractiveness[(train.set_name == "mebeauty") & ~np.isnan(train.attractiveness)]
    maps: dict[str, QuantileMap] = {}
    for name in MAPPED_SETS:
        scores = train.attractiveness[(train.set_name == name) & ~np.isnan(train.attractiveness)]
        if len(scores) and len(reference):
            maps[name] = QuantileMap.fit(scores, reference)
    return maps


def attractiveness_on_scale(faces: FaceTable, maps: dict[str, QuantileMap]) -> np.ndarray:
    """Mean scores on 1..10 [N]; NaN where unknown or where the set's map is missing."""
    scores = faces.attractiveness.copy()
    for name in MAPPED_SETS:
        rows = faces.set_name == name
        scores[rows] = maps[name].apply(scores[rows]) if name in maps else np.nan
    return scores


def age_groups(faces: FaceTable) -> tuple[np.ndarray, np.ndarray]:
    """Low and high [N] of each face's group, inclusive: its own, or its set's; -1 where neither is known."""
    low, high = faces.age_low.copy(), faces.age_high.copy()
    for name, (youngest, oldest) in SET_GROUPS.items():
        rows = (faces.set_name == name) & (low < 0) & np.isnan(faces.age)
        low[rows], high[rows] = youngest, oldest
    return low, high


def younger_than(faces: FaceTable, limit: int) -> Tensor:
    """[N] int64: 1 where a label is younger than `limit` years, 0 where it is not, else UNKNOWN."""
    low, high = age_groups(faces)
    with np.errstate(invalid="ignore"):  # NaN is no age, and compares as false
        younger = (faces.age < limit) | ((low >= 0) & (high < limit))
        not_younger = (faces.age >= limit) | (low >= limit)
    return torch.from_numpy(np.where(younger, 1, np.where(not_younger, 0, UNKNOWN)).astype(np.int64))
