"""Makes the sample pictures of the demo: of each age and look a mean of many faces, and a crowd of them.

usage: python -m facecurve_train.averages.make --data SET --landmarks FILE.npz
           --portraits DIR --portrait_landmarks FILE.npz --out DIR

The files are written by `facecurve_train.averages.landmarks`.
"""

import argparse
import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from . import choose, compose, portraits, shape
from .bust import Build, bust
from .mean import Mean, MeanOf, even
from .picture import outline_at, pixels_of
from .portraits import Hair
from .warp import TriangleWarp, inside, sample

SIDE = 512
#: Width between the cheeks, and height of the middle between forehead and chin, as shares of the picture.
FACE_WIDTH, FACE_MIDDLE = 0.41, 0.505
#: A child has a higher crown, narrower shoulders and a shorter neck, beside its face.
CHILD = Build(crown=1.04, shoulders=0.78, neck=0.9)


@dataclass(frozen=True)
class Sample:
    name: str
    gender: str
    #: Lower end of a group of ages -> how many of the faces are of this group.
    ages: dict[str, int]
    hair: Hair
    #: Numbers of the faces that may be taken; all of them where it is None.
    only: frozenset[int] | None = None
    build: Build = field(default_factory=Build)


#: Men who are labelled 60 and over and whom the network (0.6.0) reads as 66 and over: the labels are guesses.
LOOK_OLD = frozenset(int(number) for number in (Path(__file__).parent / "old_men.txt").read_text().split())
#: Young women: with some over 30, since a mean of twenties alone may be under 18 to the network.
SAMPLES = (
    Sample("child", "female", {"3": 200}, portraits.LONG, build=CHILD),
    Sample("child-boy", "male", {"3": 200}, portraits.BOYS, build=CHILD),
    Sample("young", "male", {"20": 200}, portraits.SHORT),
    Sample("young-woman", "female", {"20": 120, "30": 80}, portraits.LONG),
    Sample("middle", "female", {"40": 200}, portraits.BOBBED),
    Sample("middle-man", "male", {"40": 60, "50": 140}, portraits.MIDDLE_AGED),
    Sample("old", "male", {"70": 100, "60": 100}, portraits.GREY, LOOK_OLD),
    Sample("old-woman", "female", {"70": 150, "60": 50}, portraits.GREY_CURLS),
)
#: Distances from a face's middle, 1 at its outline: where its light is measured, and where its detail ends.
EVENED, DETAILED = 0.8, (0.85, 1.1)
#: The group: its size, and who stands where in it, from far to near.
GROUP_SIZE = (768, 532)
GROUP = {
    "old": compose.Place(311, 22, 178),
    "old-woman": compose.Place(55, 22, 186),
    "middle": compose.Place(560, 19, 196),
    "young-woman": compose.Place(145, 107, 236),
    "middle-man": compose.Place(415, 111, 240),
    "child-boy": compose.Place(532, 243, 284),
    "child": compose.Place(-25, 236, 290),
    "young": compose.Place(251, 230, 298),
}
#: Side of the pictures on the demo's buttons.
SMALL_SIDE = 132
#: Quality of the JPEGs.
QUALITY, GROUP_QUALITY, SMALL_QUALITY = 80, 74, 82


@dataclass(frozen=True)
class Face:
    file: Path
    kind: str
    age: str
    points: np.ndarray
    outline: np.ndarray

    @property
    def number(self) -> int:
        """Of the picture in FairFace."""
        return int(self.file.stem.rpartition("_")[2])


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
            choose.measure(face.points, pixels_of(face.file), mean, to_mean).cost
            for face, to_mean in zip(of_age, alignments, strict=True)
        ]
        faces += [of_age[index] for index in choose.balanced(costs, [face.kind for face in of_age], count)]
    return faces


def shape_of(faces: list[Face]) -> np.ndarray:
    """The mean shape of faces, upright and symmetric, where it lies in the picture."""
    mean = shape.mean_shape(np.array([face.points for face in faces]))
    return placed(shape.symmetric(shape.upright(mean, choose.RIGHT_EYE, choose.LEFT_EYE)))


def average(faces: list[Face], target: np.ndarray) -> Mean:
    """The mean of faces, each warped to the shape `target`."""
    still = shape.Similarity(np.eye(2), np.zeros(2))
    kept = shape.steady(target)
    warp = TriangleWarp(shape.all_points(target, kept, still, SIDE), SIDE)
    from_middle = compose.distance_in(target, SIDE)
    region = from_middle < EVENED
    total = MeanOf(1 - compose.step(from_middle, *DETAILED))
    for face in faces:
        to_mean = shape.similarity(face.points, target)
        places = warp.places(shape.all_points(face.points, kept, to_mean, SIDE))
        picture = pixels_of(face.file)
        person = outline_at(face.outline, places, picture)
        total.add(even(sample(picture, places), region), person, inside(picture, places))
    return total.mean()


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
    parser.add_argument("--portraits", type=Path, required=True)
    parser.add_argument("--portrait_landmarks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    faces = read_faces(options.data, options.landmarks)
    (options.out / "small").mkdir(parents=True, exist_ok=True)
    cutouts = {}
    for each in SAMPLES:
        group = [
            face
            for face in faces[each.gender]
            if face.age in each.ages and (each.only is None or face.number in each.only)
        ]
        taken = chosen(group, each.ages)
        target = shape_of(taken)
        around = portraits.read_portraits(options.portraits, options.portrait_landmarks, each.hair)
        cutout = compose.portrait(average(taken, target), bust(around, target, SIDE, each.build), target)
        cutouts[each.name] = cutout
        write(Image.fromarray(compose.on_ground(cutout)), options.out, each.name)
        print(f"{each.name}: {len(taken)} of {len(group)} faces, {len(around)} portraits", flush=True)
    order = [cutouts[name] for name in GROUP]
    write(compose.crowd(order, list(GROUP.values()), GROUP_SIZE), options.out, "group", GROUP_QUALITY)


if __name__ == "__main__":
    main()
