"""A face and a bust as one portrait that fades into a plain ground, and several portraits as a crowd."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from . import shape
from .mean import LEVELS, Mean, blur, grey, levels, with_detail

#: Warm paper.
GROUND = np.array([233.0, 228.0, 218.0])
#: How often a person must be at a pixel before it begins to show, and until it shows wholly.
SHOWN = (0.35, 0.75)
#: Distances from a face's middle, 1 at its outline, between which the bust takes over: at forehead, at chin.
SEAM_ABOVE, SEAM_BELOW = (0.86, 1.04), (0.93, 1.04)
#: Distances from a face's middle between which the tones of face and bust are compared.
COMPARED = (0.6, 0.9)
#: How far the bust's tone goes to that of the face: half the way, since hair becomes dull on the whole of it.
TONED = 0.5
#: Where a bust fades into the ground: an ellipse about the picture's middle, in shares of its side.
FADE_MIDDLE, FADE_RADII, FADE = 0.4, (0.6, 0.6), (0.78, 1.0)
#: The largest gain of a bust's detail; it is a mean of few.
BUST_DETAIL = 1.3
#: How much colour is taken out of what has so much more blue than red (clothes): the face is to be seen.
COLD, CALMED = (-10, 15), 0.85


@dataclass(frozen=True)
class Cutout:
    """A portrait without its ground: `colour` [S, S, 3] of 0 to 255, `shown` [S, S] of 0 to 1."""

    colour: np.ndarray
    shown: np.ndarray


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


def distance_in(face: np.ndarray, side: int) -> np.ndarray:
    """Distance of each pixel from the middle of an upright face, [side, side]: 1 on its outline."""
    outline = face[list(shape.OVAL)]
    middle = (outline.min(axis=0) + outline.max(axis=0)) / 2
    spokes = outline - middle
    angles = np.arctan2(spokes[:, 1], spokes[:, 0])
    columns, rows = np.meshgrid(np.arange(side) + 0.5, np.arange(side) + 0.5)
    across, down = columns - middle[0], rows - middle[1]
    order = np.argsort(angles)
    ends = np.interp(
        np.arctan2(down, across), angles[order], np.linalg.norm(spokes, axis=1)[order], period=2 * np.pi
    )
    return np.hypot(across, down) / ends


def toned(bust: np.ndarray, face: np.ndarray, compared: np.ndarray) -> np.ndarray:
    """`bust` nearer to the tone of `face`, by a gain of each colour. @param compared where both show skin"""
    gain = face[compared].mean(axis=0) / np.maximum(bust[compared].mean(axis=0), 1)
    return bust * gain**TONED


def calmed(colour: np.ndarray) -> np.ndarray:
    """`colour` with what is bluer than grey brought near to grey; skin and hair are not."""
    cold = step(colour[..., 2] - colour[..., 0], *COLD)[..., None]
    return colour + CALMED * cold * (grey(colour)[..., None] - colour)


def seam(points: np.ndarray, side: int) -> np.ndarray:
    """1 on the face, 0 on the bust, [side, side]. @param points of the face"""
    distance = distance_in(points, side)
    low, high = points[:, 1].min(), points[:, 1].max()
    lower = step((np.arange(side)[:, None] + 0.5 - low) / (high - low), 0.3, 0.7)
    above, below = (1 - step(distance, *between) for between in (SEAM_ABOVE, SEAM_BELOW))
    return lower * below + (1 - lower) * above


def blended(face: np.ndarray, bust: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """`face` where `cover` is 1 and `bust` where it is 0; the coarser the detail, the wider the seam."""
    soft = [blur(cover, 2.0**index) for index in range(LEVELS)]
    widest = blur(cover, len(cover) / 16)
    channels = []
    for own, other in zip(np.moveaxis(face, 2, 0), np.moveaxis(bust, 2, 0), strict=True):
        pairs = zip(soft, levels(own), levels(other), strict=True)
        mixed = sum(share * fine + (1 - share) * around for share, fine, around in pairs)
        coarse, beyond = (blur(values, 2.0 ** (LEVELS - 1)) for values in (own, other))
        channels.append(mixed + widest * coarse + (1 - widest) * beyond)
    return np.stack(channels, axis=2)


def faded(side: int) -> np.ndarray:
    """1 where a bust shows, falling to 0 towards the lower edge and the corners there, [side, side]."""
    shares = (np.arange(side) + 0.5) / side
    across = (shares[None] - 0.5) / FADE_RADII[0]
    down = np.maximum(0, shares[:, None] - FADE_MIDDLE) / FADE_RADII[1]
    return 1 - step(np.hypot(across, down), *FADE)


def portrait(face: Mean, bust: Mean, points: np.ndarray) -> Cutout:
    """A face with hair, neck and shoulders. @param points of the face"""
    side = len(face.colour)
    distance = distance_in(points, side)
    face_colour, bust_colour = with_detail(face), with_detail(bust, most=BUST_DETAIL)
    compared = (distance > COMPARED[0]) & (distance < COMPARED[1])
    # Only the lower half: hair may fall into the upper one.
    compared[: round(points[:, 1].mean())] = False
    around = calmed(toned(bust_colour, face_colour, compared))
    colour = blended(face_colour, around, seam(points, side))
    shown = step(blur(bust.person, side / 256), *SHOWN) * faded(side)
    return Cutout(np.clip(colour, 0, 255), shown)


def on_ground(cutout: Cutout, ground: np.ndarray = GROUND) -> np.ndarray:
    """[S, S, 3] uint8"""
    shown = cutout.shown[..., None]
    return np.rint(cutout.colour * shown + ground * (1 - shown)).astype(np.uint8)


def crowd(cutouts: Sequence[Cutout], places: Sequence[Place], size: tuple[int, int]) -> Image.Image:
    """Portraits before one ground of `size` (width, height); the later ones stand before the earlier ones."""
    picture = Image.new("RGB", size, colour_of(GROUND))
    for cutout, place in zip(cutouts, places, strict=True):
        pixels, shown = (_resized(values, place.side) for values in (cutout.colour, cutout.shown * 255))
        picture.paste(pixels, (place.left, place.top), shown)
    return picture


def _resized(values: np.ndarray, side: int) -> Image.Image:
    return Image.fromarray(np.rint(values).astype(np.uint8)).resize((side, side), Image.Resampling.LANCZOS)
