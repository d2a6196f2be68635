"""Makes many photos of few: `python -m facecurve_label.made_photos FOLDER --out DIR --count N`.

They are for measuring. Each is a crop of a picture, scaled, somewhere on a larger ground. The same call
makes the same photos.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from facecurve_label.addresses import joined
from facecurve_label.command import count_of
from facecurve_label.sources import list_photos

MOST_CUT = 0.08  # of a side, at each edge
PER_FOLDER = 1000


@dataclass(frozen=True)
class Making:
    """sources: addresses of pictures; sides: least and most pixels of the longer side."""

    sources: Sequence[str]
    out: Path
    sides: tuple[int, int]

    def make(self, number: int) -> None:
        random = np.random.default_rng(number)
        with Image.open(self.sources[number % len(self.sources)]) as opened:
            picture = cut(opened.convert("RGB"), random)
        side = int(random.integers(self.sides[0], self.sides[1] + 1))
        photo = on_ground(picture, (side, side * 3 // 4), random)
        folder = self.out / f"{number // PER_FOLDER:05d}"
        folder.mkdir(parents=True, exist_ok=True)
        photo.save(folder / f"{number:08d}.jpg", quality=88)


def cut(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    left, top, right, bottom = random.uniform(0, MOST_CUT, 4)
    width, height = picture.size
    box = (width * left, height * top, width * (1 - right), height * (1 - bottom))
    return picture.crop(tuple(map(round, box)))


def on_ground(picture: Image.Image, size: tuple[int, int], random: np.random.Generator) -> Image.Image:
    """The picture takes 30 to 90 % of the height; the ground has its colours, without its shapes."""
    ground = picture.resize((8, 6), Image.Resampling.BOX).resize(size, Image.Resampling.BICUBIC)
    height = round(size[1] * random.uniform(0.3, 0.9))
    width = min(size[0], round(height * picture.width / picture.height))
    place = [int(random.integers(0, room + 1)) for room in (size[0] - width, size[1] - height)]
    ground.paste(picture.resize((width, height), Image.Resampling.BICUBIC), (place[0], place[1]))
    return ground


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="of pictures, or a table of them")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=count_of, required=True)
    parser.add_argument("--sides", type=count_of, nargs=2, default=(400, 1600), metavar=("LEAST", "MOST"))
    arguments = parser.parse_args()
    listing = list_photos(arguments.folder)
    sources = [joined(listing.base, file) for file in listing.files]
    making = Making(sources, arguments.out, tuple(arguments.sides))
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(making.make, range(arguments.count), chunksize=50):
            pass


if __name__ == "__main__":
    main()
