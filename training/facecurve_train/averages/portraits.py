"""Generated portraits: which ones lend their hair, neck and shoulders to the faces of the samples.

They are the pictures of github.com/faker-js/assets-person-portrait (CC0), made by Stable Diffusion 3. None
shows a person who exists.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import shape
from .picture import pixels_of

#: The folder of each gender's pictures of 512 px; a picture's name is its number.
FOLDER = "{gender}/512"


@dataclass(frozen=True)
class Hair:
    """Pictures with hair of one kind, uncovered, of people who look into the camera."""

    gender: str
    numbers: tuple[int, ...]


#: Short and dark; without a beard, and for all.
BOYS = Hair("male", (12, 16, 37, 40, 43, 45, 46, 49, 58, 63, 70, 71, 74, 75, 78, 82, 83, 93, 97))
SHORT = Hair(
    "male",
    (2, 7, 9, 12, 16, 21, 27, 37, 42, 43, 45, 46, 48, 49, 51, 58, 63, 64, 66, 70, 74, 76, 78, 79, 82, 83, 87),
)
#: Short, of men in their forties.
MIDDLE_AGED = Hair(
    "male", (2, 8, 9, 10, 13, 16, 24, 30, 35, 39, 40, 42, 52, 62, 75, 77, 80, 81, 86, 90, 93, 94, 96)
)
#: Short and grey.
GREY = Hair("male", (1, 3, 6, 17, 20, 22, 38, 44, 47, 50, 56, 57, 65, 67, 69, 73, 85, 89, 92, 99))
#: Loose, to the shoulders and longer.
LONG = Hair("female", (2, 22, 31, 36, 40, 44, 49, 60, 68, 70, 72, 84, 85, 86, 88, 89, 90, 91))
#: About as long as the neck.
BOBBED = Hair(
    "female", (2, 4, 11, 18, 19, 25, 29, 32, 48, 49, 51, 53, 54, 60, 62, 67, 70, 71, 74, 77, 86, 95)
)
#: Short and grey, of women.
GREY_CURLS = Hair("female", (15, 23, 33, 34, 52, 55, 61, 63, 69, 75, 81, 83, 93, 96))


@dataclass(frozen=True)
class Portrait:
    """`outline` [S, S] of 0 to 255: where the person is."""

    file: Path
    points: np.ndarray
    outline: np.ndarray

    def pixels(self) -> np.ndarray:
        return pixels_of(self.file)


def read_portraits(folder: Path, landmarks: Path, hair: Hair) -> list[Portrait]:
    """The portraits with `hair` whose face was found."""
    with np.load(landmarks) as found:
        places = {str(name): index for index, name in enumerate(found["files"])}
        wanted = (f"{FOLDER.format(gender=hair.gender)}/{number}.jpg" for number in hair.numbers)
        indices = [(name, places[name]) for name in wanted if name in places]
        points, outlines = found["points"], found["outlines"]
        return [
            Portrait(folder / name, points[index, : shape.SURFACE_POINTS].astype(float), outlines[index])
            for name, index in indices
        ]
