"""Makes the sample pictures of the demo: of each age and look the mean of 200 faces, and a group of them.

usage: python -m facecurve_train.averages.make --data SET --landmarks FILE.npz --out DIR

`FILE.npz` is written by `facecurve_train.averages.landmarks`.
"""

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from . import choose, compose, shape
from .mean import Mean, MeanOf, even
from .warp import TriangleWarp, inside, sample

SIDE = 512
#: Width between the cheeks, and height of the middle between forehead and chin, as shares of the picture.
FACE_WIDTH, FACE_MIDDLE = 0.83, 0.475


@dataclass(frozen=True)
class Sample:
    name: str
    gender: str
    #: Lower end of a group of ages -> how many of the faces are of this group.
    ages: dict[str, int]


#: Young: with some over 30, since a mean of twenties alone may be under 18 to the network. Old: with all of
#: 70 and over that the set has.
SAMPLES = (
    Sample("child", "female", {"3": 200}),
    Sample("child-boy", "male", {"3": 200}),
    Sample("young", "male", {"20": 130, "30": 70}),
    Sample("young-woman", "female", {"20": 140, "30": 60}),
    Sample("middle", "female", {"40": 200}),
    Sample("middle-man", "male", {"40": 200}),
    Sample("old", "male", {"70": 124, "60": 76}),
    Sample("old-woman", "female", {"70": 150, "60": 50}),
)
#: Distances from a face's middle, 1 at its outline: where its light is measured, and where its detail ends.
EVENED, DETAILED = 0.8, (0.85, 1.1)
#: The group: its size, and where the samples lie in it, in their order, from near to far.
GROUP_SIZE = (768, 532)
PLACES = (
    compose.Place(32, 282, 214),
    compose.Place(268, 282, 178),
    compose.Place(192, 96, 146),
    compose.Place(362, 82, 160),
    compose.Place(546, 52, 190),
    compose.Place(614, 282, 128),
    compose.Place(466, 282, 130),
    compose.Place(32, 112, 130),
)
#: Side of the pictures on the demo's buttons.
SMALL_SIDE = 132
#: Quality of the JPEGs.
QUALITY, GROUP_QUALITY, SMALL_QUALITY = 86, 76, 82


@dataclass(frozen=True)
class Face:
    file: Path
    kind: str
    age: str
    points: np.ndarray
    outline: np.ndarray


def read_faces(data: Path, landmarks: Path) -> dict[str, list[Face]]:
    """Faces by gender."""
    with (data / "labels.csv").open() as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    faces: dict[str, list[Face]] = {"female": [], "male": []}
    with np.load(landmarks) as found:
        for name, points, outline in zip(found["files"], found["points"], found["outlines"], strict=True):
            row = rows[str(name)]
            surface = points[: shape.SURFACE_POINTS].astype(float)
            faces[row["gender"]].append(Face(data / str(name), row["race"], row["age_low"], surface, outline))
    return faces


def pixels_of(face: Face) -> np.ndarray:
    with Image.open(face.file) as picture:
        return np.asarray(picture.convert("RGB"), float)


def placed(mean: np.ndarray) -> np.ndarray:
    """A mean shape in the middle of the picture."""
    width = mean[choose.LEFT_CHEEK, 0] - mean[choose.RIGHT_CHEEK, 0]
    middle = (mean[choose.FOREHEAD] + mean[choose.CHIN]) / 2
    return (mean - middle) * (FACE_WIDTH * SIDE / width) + [SIDE / 2, FACE_MIDDLE * SIDE]


def chosen(group: list[Face], ages: dict[str, int]) -> list[Face]:
    """The faces of an average: of each group of ages so many, as many of each kind as there are enough of."""
    mean = shape.mean_shape(np.array([face.points for face in group]))
    faces: list[Face] = []
    for age, count in ages.items():
        of_age = [face for face in group if face.age == age]
        alignments = [shape.similarity(face.points, mean) for face in of_age]
        costs = [
            choose.measure(face.points, pixels_of(face), mean, to_mean).cost
            for face, to_mean in zip(of_age, alignments, strict=True)
        ]
        faces += [of_age[index] for index in choose.balanced(costs, [face.kind for face in of_age], count)]
    return faces


def average(faces: list[Face]) -> Mean:
    """The mean of faces, each warped to their mean shape."""
    mean = shape.mean_shape(np.array([face.points for face in faces]))
    level = shape.upright(mean, choose.RIGHT_EYE, choose.LEFT_EYE)
    target = placed(shape.symmetric(level))
    still = shape.Similarity(np.eye(2), np.zeros(2))
    kept = shape.steady(target)
    warp = TriangleWarp(shape.all_points(target, kept, still, SIDE), SIDE)
    from_middle = distance_in(target)
    region = from_middle < EVENED
    total = MeanOf(1 - compose.step(from_middle, *DETAILED))
    for face in faces:
        to_mean = shape.similarity(face.points, target)
        places = warp.places(shape.all_points(face.points, kept, to_mean, SIDE))
        picture = pixels_of(face)
        outline = face.outline[..., None] / 255
        person = sample(outline, places * (np.array(outline.shape[1::-1]) / picture.shape[1::-1]))[..., 0]
        total.add(even(sample(picture, places), region), np.clip(person, 0, 1), inside(picture, places))
    return total.mean()


def distance_in(face: np.ndarray) -> np.ndarray:
    """Distance of each pixel from the middle of a face, [SIDE, SIDE]: 1 on the ellipse around it."""
    low, high = face.min(axis=0), face.max(axis=0)
    rows, columns = np.mgrid[:SIDE, :SIDE] + 0.5
    pixels = np.stack([columns, rows], axis=2)
    return np.linalg.norm((pixels - (low + high) / 2) / ((high - low) / 2), axis=2)


def write(picture: Image.Image, out: Path, name: str, quality: int = QUALITY) -> None:
    """Writes a picture and the small one of the demo's button, the whole of it in a square."""
    picture.save(out / f"{name}.jpg", quality=quality, optimize=True)
    ground = compose.colour_of(compose.GROUND)
    small = ImageOps.pad(picture, (SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS, ground)
    small.save(out / "small" / f"{name}.jpg", quality=SMALL_QUALITY, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--landmarks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    faces = read_faces(options.data, options.landmarks)
    (options.out / "small").mkdir(parents=True, exist_ok=True)
    portraits = []
    for each in SAMPLES:
        group = [face for face in faces[each.gender] if face.age in each.ages]
        portraits.append(compose.portrait(average(chosen(group, each.ages))))
        write(Image.fromarray(portraits[-1]), options.out, each.name)
        print(f"{each.name}: mean of {sum(each.ages.values())} of {len(group)} faces", flush=True)
    write(compose.group(portraits, PLACES, GROUP_SIZE), options.out, "group", GROUP_QUALITY)


if __name__ == "__main__":
    main()
