"""The mean of warped faces, and how much detail one of them has."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch

#: Levels of detail that are measured, each of half the fineness of the one before.
LEVELS = 4
#: Brightness of a face and its standard deviation, of 0 to 255, and how far each face is brought to them.
BRIGHTNESS, CONTRAST = 142.0, 40.0
EVENNESS = 0.8


@dataclass
class Mean:
    """Mean of warped faces.

    `colour` [S, S, 3]; `person` [S, S]: how often a person is there; `reach` [S, S]: how many pictures reach
    there; `face` [S, S]: 1 on the face, 0 away from it; `detail` [LEVELS, S, S]: how strong each level of
    detail is in one face.
    """

    colour: np.ndarray
    person: np.ndarray
    reach: np.ndarray
    face: np.ndarray
    detail: np.ndarray


class MeanOf:
    """Adds one face after another; each counts as much as every other one, or as its share says."""

    def __init__(self, face: np.ndarray) -> None:
        """@param face as in `Mean`"""
        side = len(face)
        self.face = face
        self.count = 0.0
        self.colour = np.zeros((side, side, 3))
        self.weight = np.zeros((side, side, 1))
        self.person = np.zeros((side, side))
        self.reach = np.zeros((side, side))
        self.energy = np.zeros((LEVELS, side, side))

    def add(self, face: np.ndarray, person: np.ndarray, inside: np.ndarray, share: float = 1) -> None:
        """@param face [S, S, 3], `person` and `inside` [S, S] of 0 to 1 @param share how much it counts"""
        # Where no person is, a little of the ground counts, so that there is a colour everywhere.
        weight = share * inside * (0.02 + 0.98 * person)
        self.count += share
        self.colour += face * weight[..., None]
        self.weight += weight[..., None]
        self.person += share * person * inside
        self.reach += share * inside
        self.energy += share * np.stack(levels(grey(face))) ** 2

    def mean(self) -> Mean:
        return Mean(
            self.colour / np.maximum(self.weight, 1e-6),
            self.person / np.maximum(self.reach, 1e-6),
            self.reach / self.count,
            self.face,
            np.stack([strength(energy / self.count, index) for index, energy in enumerate(self.energy)]),
        )


def grey(picture: np.ndarray) -> np.ndarray:
    return picture @ np.array([0.299, 0.587, 0.114])


def even(face: np.ndarray, region: np.ndarray) -> np.ndarray:
    """`face` with brightness and contrast of `region` brought near to those of a good photo."""
    values = grey(face)[region]
    gain = (CONTRAST / max(1e-6, values.std())) ** EVENNESS
    shift = EVENNESS * (BRIGHTNESS - values.mean())
    return (face - values.mean()) * gain + values.mean() + shift


def blur(values: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur of [S, S]; the edge goes on beyond the border."""
    reach = int(np.ceil(3 * sigma))
    offsets = torch.arange(-reach, reach + 1, dtype=torch.float32)
    kernel = torch.exp(-(offsets**2) / (2 * sigma**2))
    kernel /= kernel.sum()
    pixels = torch.from_numpy(values.astype(np.float32))[None, None]
    pixels = torch.nn.functional.pad(pixels, (reach,) * 4, mode="replicate")
    pixels = torch.nn.functional.conv2d(pixels, kernel[None, None, :, None])
    pixels = torch.nn.functional.conv2d(pixels, kernel[None, None, None, :])
    return pixels[0, 0].numpy().astype(float)


def levels(values: np.ndarray) -> list[np.ndarray]:
    """Differences between `values` [S, S] and ever stronger blurs of it, finest first."""
    blurred = [values] + [blur(values, 2.0**index) for index in range(LEVELS)]
    return [finer - coarser for finer, coarser in pairwise(blurred)]


def strength(energy: np.ndarray, index: int) -> np.ndarray:
    """How strong a level of detail is around each pixel, from its square [S, S]."""
    return np.sqrt(np.maximum(blur(energy, 2.0**index * 4), 0))


def with_detail(mean: Mean, share: float = 1, most: float = 4) -> np.ndarray:
    """The mean's picture with detail nearly as strong as one face has it, where averaging has weakened it.

    Not beside the face, where there is little but noise. @param share of the way there, 0 to 1
    @param most the largest gain
    """
    added = np.zeros_like(mean.person)
    for index, level in enumerate(levels(grey(mean.colour))):
        weakened = np.maximum(strength(level**2, index), 1e-3)
        gain = np.clip((mean.detail[index] / weakened) ** share, 1, most)
        added += level * (gain - 1)
    return mean.colour + (added * mean.face)[..., None]
