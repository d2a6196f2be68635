"""Windows of 20 px to learn from: faces as the detector boxes them, and whatever is none."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 20
# A face's box in its window, in pixels, and how far a window may be off: in pixels and in degrees.
LEAST_FACE, LARGEST_FACE = 12.2, 14.8
FACE = 13.6
SHIFT = 0.8
ROLL = 10
# Faces less sure are left out.
LEAST_SCORE = 0.85
# Sampled at twice the side, then averaged.
FINER = 2
BORDER = 120
# Steps between the sizes at which a ground is looked at.
LEVEL = 2 ** (1 / 3)
STRIDE = 2

Grey = NDArray[np.uint8]
# Boxes of a picture's faces: x, y, width, height, score.
Boxes = dict[str, list[list[float]]]


def read_boxes(file: Path) -> Boxes:
    """JSON: file name -> boxes of its faces, in its pixels. Names are relative to the JSON's folder."""
    return {
        str(file.parent / name): boxes for name, boxes in json.loads(file.read_text(encoding="utf-8")).items()
    }


def grey_of(image: Image.Image) -> Grey:
    pixels = np.asarray(image.convert("RGB")).astype(np.int32)
    return ((pixels[..., 0] + 2 * pixels[..., 1] + pixels[..., 2]) >> 2).astype(np.uint8)


def face_windows(faces: Boxes, random: np.random.Generator, each: int = 2) -> Grey:
    """Windows [count, SIDE * SIDE]: each sure face `each` times, turned and moved a little, half of them
    mirrored.
    """
    windows = []
    for name, boxes in faces.items():
        sure = [box for box in boxes if box[4] >= LEAST_SCORE]
        if not sure:
            continue
        with Image.open(name) as image:
            pixels = np.asarray(image.convert("RGB"))
        bordered = Image.fromarray(np.pad(pixels, ((BORDER, BORDER), (BORDER, BORDER), (0, 0)), "edge"))
        windows += [_face_window(bordered, box, random) for box in sure for _ in range(each)]
    return np.array(windows)


def _face_window(image: Image.Image, box: list[float], random: np.random.Generator) -> Grey:
    x, y, width, height, _ = box
    size = height * SIDE / random.uniform(LEAST_FACE, LARGEST_FACE)
    middle_x = x + width / 2 + BORDER + random.uniform(-SHIFT, SHIFT) * size / SIDE
    middle_y = y + height / 2 + BORDER + random.uniform(-SHIFT, SHIFT) * size / SIDE
    roll = np.deg2rad(random.uniform(-ROLL, ROLL))
    cosine, sine = np.cos(roll), np.sin(roll)
    mirrored = -1 if random.random() < 0.5 else 1
    step, half = size / (SIDE * FINER), size / 2
    across = (mirrored * cosine * step, -sine * step, middle_x - (mirrored * cosine - sine) * half)
    down = (mirrored * sine * step, cosine * step, middle_y - (mirrored * sine + cosine) * half)
    factor = max(1, int(step))
    smaller = image.reduce(factor) if factor > 1 else image
    sampled = smaller.transform(
        (SIDE * FINER, SIDE * FINER),
        Image.Transform.AFFINE,
        tuple(value / factor for value in (*across, *down)),
        Image.Resampling.BILINEAR,
    )
    return grey_of(sampled.resize((SIDE, SIDE), Image.Resampling.BOX)).ravel()


def ground_windows(
    name: str, boxes: list[list[float]], random: np.random.Generator
) -> Iterator[tuple[Grey, NDArray[np.int64]]]:
    """A ground in grey at each size, and the first pixels of its windows that hold none of the faces."""
    with Image.open(name) as opened:
        image = opened.convert("RGB")
    shrink = 1.0
    while min(image.size) / shrink >= 2 * SIDE:
        size = (round(image.width / shrink), round(image.height / shrink))
        way = Image.Resampling.BOX if shrink > 1.5 else Image.Resampling.BILINEAR
        grey = grey_of(image.resize(size, way) if shrink > 1 else image)
        rows, columns = np.mgrid[
            random.integers(STRIDE) : grey.shape[0] - SIDE + 1 : STRIDE,
            random.integers(STRIDE) : grey.shape[1] - SIDE + 1 : STRIDE,
        ]
        free = np.ones(rows.shape, bool)
        for x, y, width, height, _ in boxes:
            if not 6 < height / shrink < 2 * SIDE:
                continue
            away_x = np.abs(columns + SIDE / 2 - (x + width / 2) / shrink)
            away_y = np.abs(rows + SIDE / 2 - (y + height / 2) / shrink)
            free &= ~((away_x < SIDE / 2) & (away_y < SIDE / 2))
        yield grey, (rows * grey.shape[1] + columns)[free]
        shrink *= LEVEL


def before_grounds(faces: Grey, grounds: Grey, random: np.random.Generator) -> Grey:
    """About half of the faces cut out, as a rectangle or an ellipse, and set before a ground: what lies
    around a face behind somebody can be anything.
    """
    windows = faces.copy()
    down, across = np.mgrid[0:SIDE, 0:SIDE] - (SIDE - 1) / 2
    for window in windows:
        if random.random() > 0.55:
            continue
        half_width, half_height = random.uniform(0.95, 1.3, 2) * FACE / 2
        if random.random() < 0.5:
            kept = (np.abs(across) <= half_width) & (np.abs(down + 0.5) <= half_height)
        else:
            kept = (across / (1.15 * half_width)) ** 2 + ((down + 0.8) / (1.25 * half_height)) ** 2 <= 1
        window[~kept.ravel()] = grounds[random.integers(len(grounds))][~kept.ravel()]
    return windows
