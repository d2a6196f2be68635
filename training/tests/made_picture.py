"""Pictures that `lab/label-vectors/made-picture.ts` makes as well: slopes with noise."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VECTORS = json.loads((Path(__file__).parent / "label_vectors.json").read_text())


def pixels_of(picture: dict[str, int]) -> NDArray[np.uint8]:
    """picture: width, height, seed, noise, flat -> RGB [height, width, 3]."""
    width, height = picture["width"], picture["height"]
    x = np.arange(width, dtype=np.int64)[np.newaxis, :, np.newaxis]
    y = np.arange(height, dtype=np.int64)[:, np.newaxis, np.newaxis]
    channel = np.arange(3, dtype=np.int64)
    slope = (x * (channel + 2) + y * (5 - channel)) // picture["flat"] % 512
    folded = np.where(slope < 256, slope, 511 - slope)
    random = _noise((y * width + x) * 3 + channel + picture["seed"] * 7919)
    return (((4 - picture["noise"]) * folded + picture["noise"] * random) >> 2).astype(np.uint8)


def _noise(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """A byte for each number, by the integer arithmetic of 32 bits."""
    mixed = numbers.astype(np.uint32) * np.uint32(0x9E3779B1)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x85EBCA77)
    mixed ^= mixed >> np.uint32(13)
    return (mixed >> np.uint32(24)).astype(np.int64)


def sha256(values: NDArray[Any]) -> str:
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()
