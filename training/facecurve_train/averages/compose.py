"""Pictures on a plain ground: one portrait, and a group of several."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .mean import Mean, blur, with_detail

#: Warm paper, and the paper around a portrait in a group.
GROUND = np.array([233.0, 228.0, 218.0])
MAT = (250, 248, 243)
EDGE = (214, 207, 194)
#: Share of a portrait's side that the paper around it is wide.
MAT_WIDTH = 0.045
#: How often a person must be at a pixel before it begins to show, and until it shows wholly.
SHOWN = (0.3, 0.85)


@dataclass(frozen=True)
class Place:
    """Where a portrait lies in a group: its left upper corner and its side, in pixels."""

    left: int
    top: int
    side: int


def step(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 up to `low`, 1 from `high` on, smooth between."""
    share = np.clip((values - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)


def colour_of(values: np.ndarray) -> tuple[int, int, int]:
    red, green, blue = np.rint(values).astype(int).tolist()
    return red, green, blue


def portrait(mean: Mean) -> np.ndarray:
    """A mean with its detail on the plain ground, [S, S, 3] uint8.

    What differs from picture to picture beside the person fades into the ground.
    """
    shown = step(blur(mean.person, len(mean.person) / 64), *SHOWN)[..., None]
    mixed = with_detail(mean) * shown + GROUND * (1 - shown)
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def group(portraits: Sequence[np.ndarray], places: Sequence[Place], size: tuple[int, int]) -> Image.Image:
    """Portraits as prints on one ground of `size` (width, height)."""
    picture = Image.new("RGB", size, colour_of(GROUND))
    for pixels, place in zip(portraits, places, strict=True):
        mat = max(2, round(place.side * MAT_WIDTH))
        for colour, width in ((EDGE, mat + 1), (MAT, mat)):
            right, bottom = place.left + place.side + width, place.top + place.side + width
            picture.paste(colour, (place.left - width, place.top - width, right, bottom))
        small = Image.fromarray(pixels).resize((place.side, place.side), Image.Resampling.LANCZOS)
        picture.paste(small, (place.left, place.top))
    return picture
