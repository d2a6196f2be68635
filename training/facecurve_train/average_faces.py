"""Sample pictures of nobody: the pixel-wise mean of many aligned crops of one age group.

usage: python -m facecurve_train.average_faces --crops DIR --out DIR [--side 640]

`DIR` is a set of crops made with room around the face (`npm run crops -- --size 256 --margin 64`).
"""

import argparse
import csv
import json
from pathlib import Path

import numpy as np
from PIL import Image

#: What `align/warp.ts` writes where a crop reaches beyond its picture.
OUTSIDE = 128
#: Name of the sample -> the lower end of its FairFace group.
GROUPS = {"child": "3", "young": "20", "middle": "40", "old": "70"}
#: Gain and mean of the finished picture, which averaging leaves flat and dark.
CONTRAST, MEAN_BRIGHTNESS = 1.25, 128
#: Share of the side that is cut off, where the pictures' own edges show.
EDGE = 0.05
#: Enough that the mean resembles none of them.
FACES = 200


def mean_face(crops: np.ndarray) -> np.ndarray:
    """Mean of `crops` [N, P, P, 3] uint8 over the faces whose picture reaches a pixel; [P, P, 3] uint8.

    Pixels that few pictures reach are filled with the nearest ones that many reach, so that no frame shows.
    """
    inside = (crops != OUTSIDE).any(axis=3, keepdims=True)
    count = inside.sum(axis=0)
    mean = (crops * inside).sum(axis=0) / np.maximum(count, 1)
    reached = count[..., 0] >= 0.85 * len(crops)
    rows, columns = np.where(reached.any(axis=1))[0], np.where(reached.any(axis=0))[0]
    mean = np.where(reached[..., None], mean, mean[reached].mean(axis=0))
    edge = round(EDGE * len(rows))
    cut = mean[rows[edge] : rows[-edge], columns[edge] : columns[-edge]]
    return np.clip(np.rint(cut), 0, 255).astype(np.uint8)


def mirror_likeness(crop: np.ndarray) -> float:
    """Correlation of the middle of a crop [P, P, 3] with its mirror image, -1 to 1."""
    edge = len(crop) // 4
    face = crop[edge:-edge, edge:-edge].mean(axis=2)
    return float(np.corrcoef(face.ravel(), face[:, ::-1].ravel())[0, 1])


def stretch(picture: np.ndarray) -> np.ndarray:
    """`picture` with part of the contrast that averaging took, and its brightness brought to the middle."""
    bright = picture.mean(axis=2)
    return np.clip((picture - bright.mean()) * CONTRAST + MEAN_BRIGHTNESS, 0, 255).astype(np.uint8)


def square(picture: Image.Image, side: int) -> Image.Image:
    """The picture's middle square, scaled to `side` pixels."""
    edge = min(picture.size)
    left, top = (picture.width - edge) // 2, (picture.height - edge) // 2
    return picture.crop((left, top, left + edge, top + edge)).resize((side, side), Image.Resampling.LANCZOS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crops", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--side", type=int, default=640)
    options = parser.parse_args()
    about = json.loads((options.crops / "crops.json").read_text())
    pixels = about["size"] + 2 * about["margin"]
    crops = np.memmap(options.crops / "crops.u8", np.uint8, "r").reshape(-1, pixels, pixels, 3)
    with (options.crops / "manifest.csv").open() as file:
        rows = list(csv.DictReader(file))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, low in GROUPS.items():
        group = [index for index, row in enumerate(rows) if row["age_low"] == low]
        if len(group) < FACES:
            raise SystemExit(f"{name}: only {len(group)} faces of the group; {FACES} are needed.")
        # Turned faces would blur the mean: those that look most like their mirror image face the camera.
        chosen = sorted(sorted(group, key=lambda index: -mirror_likeness(crops[index]))[:FACES])
        picture = square(Image.fromarray(stretch(mean_face(crops[chosen]))), options.side)
        picture.save(options.out / f"{name}.jpg", quality=88, optimize=True)
        print(f"{name}: mean of {len(chosen)} faces")


if __name__ == "__main__":
    main()
