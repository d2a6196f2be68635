"""Points and outlines of the faces of a set, by MediaPipe's face mesh (Apache-2.0).

usage: python -m facecurve_train.averages.landmarks --data SET --out FILE.npz [--most 500]
       python -m facecurve_train.averages.landmarks --portraits DIR --out FILE.npz

`SET` has `labels.csv` with the columns file, age_low, gender and race (FairFace); `DIR` is a copy of
github.com/faker-js/assets-person-portrait. Needs the packages of `requirements-landmarks.txt`, whose NumPy is
older than that of the training: use an environment of its own.
The command goes on where it was stopped.
"""

import argparse
import csv
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import cv2
import mediapipe
import numpy as np

#: Pictures have groups of ages; these are the ones that samples are made of.
GROUPS = ("3", "20", "30", "40", "50", "60", "70")
#: Side of the stored outlines, in pixels: of faces, and of portraits, whose outline is to be seen.
OUTLINE_SIDE, PORTRAIT_OUTLINE_SIDE = 112, 256
#: Tip of the nose, and where the cheeks end on both sides.
NOSE, RIGHT_CHEEK, LEFT_CHEEK = 1, 234, 454
#: Outer corners of the eyes, and the chin.
RIGHT_EYE, LEFT_EYE, CHIN = 33, 263, 152
#: How far the nose may lie from the middle between the cheeks, as a share of their distance.
MOST_TURN = 0.3
#: Pixels between the outer corners of the eyes.
LEAST_EYES = 40
#: Pictures between two writes of what was found.
WRITE_EVERY = 500


def turn(points: np.ndarray) -> float:
    """How far a face is turned to the side, 0 for a face that looks into the camera, from `points` [N, 2]."""
    nose, right, left = points[NOSE, 0], points[RIGHT_CHEEK, 0], points[LEFT_CHEEK, 0]
    return float(abs((nose - (right + left) / 2) / max(1e-6, left - right)))


def candidates(table: Path, most: int, seed: int = 1) -> list[str]:
    """Names of files, at most `most` of each group of age, gender and race."""
    cells: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    with table.open() as file:
        for row in csv.DictReader(file):
            if row["age_low"] in GROUPS:
                cells[row["age_low"], row["gender"], row["race"]].append(row["file"])
    order = random.Random(seed)
    for names in cells.values():
        order.shuffle(names)
    # Round by round, so that a run that is stopped has seen as many of each.
    return [names[index] for index in range(most) for names in cells.values() if index < len(names)]


def portraits(folder: Path) -> list[str]:
    """Names of the portraits of 512 px."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.glob("*male/512/*.jpg"))


class Finder:
    """Finds the points of one face and the outline of its person."""

    def __init__(self, outline_side: int) -> None:
        self.outline_side = outline_side
        solutions: Any = mediapipe.solutions
        mesh = solutions.face_mesh.FaceMesh
        self.mesh = mesh(static_image_mode=True, refine_landmarks=True, max_num_faces=1)
        self.person = solutions.selfie_segmentation.SelfieSegmentation(model_selection=0)

    def find(self, pixels: np.ndarray) -> dict[str, np.ndarray] | None:
        """@param pixels [H, W, 3] uint8; None if there is no face, or one that is turned away or small"""
        height, width = pixels.shape[:2]
        found = self.mesh.process(pixels).multi_face_landmarks
        if not found:
            return None
        points = np.array([[each.x * width, each.y * height] for each in found[0].landmark], np.float32)
        if turn(points) > MOST_TURN or np.linalg.norm(points[RIGHT_EYE] - points[LEFT_EYE]) < LEAST_EYES:
            return None
        size = (self.outline_side, self.outline_side)
        person = cv2.resize(self.person.process(pixels).segmentation_mask, size)
        return {"points": points, "outline": np.clip(person * 255, 0, 255).astype(np.uint8)}


def write(out: Path, seen: list[str], found: dict[str, dict[str, np.ndarray]]) -> None:
    """Writes what is known so far."""
    names = list(found)
    np.savez(
        out,
        seen=np.array(seen),
        files=np.array(names),
        points=np.array([found[name]["points"] for name in names], np.float32),
        outlines=np.array([found[name]["outline"] for name in names], np.uint8),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path)
    source.add_argument("--portraits", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=500)
    options = parser.parse_args()
    seen: list[str] = []
    found: dict[str, dict[str, np.ndarray]] = {}
    if options.out.exists():
        with np.load(options.out) as before:
            seen = before["seen"].tolist()
            found = {
                name: {"points": points, "outline": outline}
                for name, points, outline in zip(
                    before["files"].tolist(), before["points"], before["outlines"], strict=True
                )
            }
    known = set(seen)
    folder: Path = options.data or options.portraits
    names = portraits(folder) if options.data is None else candidates(folder / "labels.csv", options.most)
    left = [name for name in names if name not in known]
    cv2.setNumThreads(1)
    finder = Finder(OUTLINE_SIDE if options.data else PORTRAIT_OUTLINE_SIDE)
    for index, name in enumerate(left):
        picture = cv2.imread(str(folder / name))
        face = None if picture is None else finder.find(np.ascontiguousarray(picture[..., ::-1]))
        seen.append(name)
        if face is not None:
            found[name] = face
        if index % WRITE_EVERY == WRITE_EVERY - 1:
            write(options.out, seen, found)
            print(f"{len(found)} of {len(seen)} faces look into the camera", flush=True)
    write(options.out, seen, found)


if __name__ == "__main__":
    main()
