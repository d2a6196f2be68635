"""Pictures and their outlines as arrays."""

from pathlib import Path

import numpy as np
from PIL import Image

from .warp import sample


def pixels_of(file: Path) -> np.ndarray:
    """[H, W, 3] of 0 to 255"""
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGB"), float)


def outline_at(outline: np.ndarray, places: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """Where the person of `picture` is, 0 to 1, at `places` in it. @param outline [S, S] of 0 to 255"""
    values = outline[..., None] / 255
    scale = np.array(values.shape[1::-1]) / picture.shape[1::-1]
    return np.clip(sample(values, places * scale)[..., 0], 0, 1)
