"""Learns the ferns and writes them for the page and for `facecurve_label`.

python -m facecurve_train.places.learn --faces FACES.json --grounds GROUNDS.json
"""

import argparse
import base64
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from facecurve_train.places.pictures import (
    SIDE,
    Boxes,
    Grey,
    before_grounds,
    face_windows,
    ground_windows,
    read_boxes,
)

ROOT = Path(__file__).parents[3]
COMPARISONS = 5
VALUES = 2**COMPARISONS
# A value of 1 is half of the natural logarithm of the odds.
SCALE = 20
LARGEST_VALUE = 60
# Pairs of pixels that are tried for a comparison, on so many faces and twice as many grounds.
PAIRS = 400
TRIED_ON = 6000
GROUNDS = 24000
# Share of the faces that the whole cascade may lose.
LOSS = 0.014
# Share that they may lose when their least sums are set again, and how soon they lose it.
LOSS_AGAIN = 0.1
SOON = 0.4
# Fresh grounds, which the ferns so far take for faces, are looked for at least before these ferns.
FRESH_AT = {0, 2, 4, 8, 12, 18, 26, 36, 48, 64}
FEWEST_GROUNDS = 1500
FEWEST_TO_LEARN_FROM = 50
MOST_WINDOWS = 35_000_000
MARGINS = (0, 0, 0, 4, 10, 20)

Windows = NDArray[np.int16]


class Fern(NamedTuple):
    pairs: list[tuple[int, int, int]]
    values: NDArray[np.int32]
    least: int


def choice_of(fern_pairs: list[tuple[int, int, int]], windows: Windows) -> NDArray[np.int32]:
    """windows [SIDE * SIDE, count] -> which of a fern's values each takes."""
    chosen = np.zeros(windows.shape[1], np.int32)
    for bit, (one, other, margin) in enumerate(fern_pairs):
        chosen |= (windows[one] > windows[other] + margin).astype(np.int32) << bit
    return chosen


class Learner:
    def __init__(self, faces: Grey, grounds: Boxes, random: np.random.Generator) -> None:
        self._random, self._grounds = random, grounds
        self._others = np.empty((SIDE * SIDE, 0), np.int16)
        self._other_sums = np.empty(0, np.int32)
        self.ferns: list[Fern] = []
        self._find_grounds()
        self._faces = before_grounds(faces, self._others.T.astype(np.uint8), random).T.astype(np.int16)
        self._all_faces = self._faces
        self._face_sums = np.zeros(len(faces), np.int32)
        self._count = len(faces)

    def learn(self, count: int) -> list[Fern]:
        for index in range(count):
            if index in FRESH_AT or self._others.shape[1] < FEWEST_GROUNDS:
                self._find_grounds()
            if self._others.shape[1] < FEWEST_TO_LEARN_FROM:
                break
            self._add_fern((index + 1) / count)
            print(f"fern {index}: {self._faces.shape[1] / self._count:.4f} of the faces", flush=True)
        return self.ferns

    def with_least_sums_again(self) -> list[Fern]:
        """Lets the first ferns, which judge most windows, lose most of the faces: so a photo costs less time.
        Faces that are lost so would hardly be among the likeliest places.
        """
        windows, sums = self._all_faces, np.zeros(self._count, np.int32)
        again: list[Fern] = []
        for index, fern in enumerate(self.ferns):
            sums = sums + fern.values[choice_of(fern.pairs, windows)]
            lost = self._count - len(sums)
            may_go = int(LOSS_AGAIN * ((index + 1) / len(self.ferns)) ** SOON * self._count) - lost
            least = max(fern.least, int(np.sort(sums)[max(0, may_go)]))
            windows, sums = windows[:, sums >= least], sums[sums >= least]
            again.append(fern._replace(least=least))
        return again

    def _find_grounds(self) -> None:
        found, seen, passed = [], 0, 0
        for name in self._random.permutation(sorted(self._grounds)):
            for grey, first in ground_windows(str(name), self._grounds[str(name)], self._random):
                seen += len(first)
                first = self._passing(grey, first)
                passed += len(first)
                if len(first) > GROUNDS // 40:
                    first = self._random.choice(first, GROUNDS // 40, replace=False)
                found.append(_cut(grey, first))
            if sum(map(len, found)) >= GROUNDS or seen > MOST_WINDOWS:
                break
        print(f"{passed / seen:.5f} of {seen} windows without a face pass", flush=True)
        self._others = np.concatenate(found).T.astype(np.int16)
        self._other_sums = sum(
            (fern.values[choice_of(fern.pairs, self._others)] for fern in self.ferns),
            np.zeros(self._others.shape[1], np.int32),
        )

    def _passing(self, grey: Grey, first: NDArray[np.int64]) -> NDArray[np.int64]:
        levels, width = grey.ravel().astype(np.int16), grey.shape[1]
        sums = np.zeros(len(first), np.int32)
        for pairs, values, least in self.ferns:
            chosen = np.zeros(len(first), np.int32)
            for bit, (one, other, margin) in enumerate(pairs):
                here = levels[first + one // SIDE * width + one % SIDE]
                there = levels[first + other // SIDE * width + other % SIDE]
                chosen |= (here > there + margin).astype(np.int32) << bit
            sums += values[chosen]
            first, sums = first[sums >= least], sums[sums >= least]
        return first

    def _add_fern(self, done: float) -> None:
        weights = _hardness(-self._face_sums), _hardness(self._other_sums)
        pairs = self._best_pairs(*weights)
        chosen, others = choice_of(pairs, self._faces), choice_of(pairs, self._others)
        mass = [
            np.bincount(choice, weight, VALUES) + 4e-3
            for choice, weight in zip((chosen, others), weights, strict=True)
        ]
        values = np.clip(
            np.round(SCALE * 0.5 * np.log(mass[0] / mass[1])), -LARGEST_VALUE, LARGEST_VALUE
        ).astype(np.int32)
        self._face_sums += values[chosen]
        self._other_sums += values[others]
        least = self._least_sum(done)
        self.ferns.append(Fern(pairs, values, least))
        kept, left = self._face_sums >= least, self._other_sums >= least
        self._faces, self._face_sums = self._faces[:, kept], self._face_sums[kept]
        self._others, self._other_sums = self._others[:, left], self._other_sums[left]

    def _least_sum(self, done: float) -> int:
        """The share of lost faces grows to LOSS along the cascade."""
        may_go = int(LOSS * done**0.7 * self._count) - (self._count - len(self._face_sums))
        if len(self.ferns) < 3:
            may_go = min(may_go, int(0.002 * len(self._face_sums)))
        return int(np.sort(self._face_sums)[max(0, may_go)])

    def _best_pairs(
        self, face_weights: NDArray[np.float64], other_weights: NDArray[np.float64]
    ) -> list[tuple[int, int, int]]:
        """One comparison after another: the one that parts faces and grounds best, given those before."""
        faces = self._faces[:, self._drawn(face_weights, TRIED_ON)]
        others = self._others[:, self._drawn(other_weights, 2 * TRIED_ON)]
        pairs: list[tuple[int, int, int]] = []
        for _ in range(COMPARISONS):
            one, other, margin = self._random_pairs()
            groups = np.eye(2 ** len(pairs), dtype=np.float32)
            of_faces = groups[choice_of(pairs, faces)] / np.float32(faces.shape[1])
            of_others = groups[choice_of(pairs, others)] / np.float32(others.shape[1])
            above = (faces[one] > faces[other] + margin[:, None]).astype(np.float32) @ of_faces
            above_others = (others[one] > others[other] + margin[:, None]).astype(np.float32) @ of_others
            below, below_others = of_faces.sum(0) - above, of_others.sum(0) - above_others
            mixed = _mixed(above, above_others) + _mixed(below, below_others)
            best = int(mixed.sum(1).argmin())
            pairs.append((int(one[best]), int(other[best]), int(margin[best])))
        return pairs

    def _drawn(self, weights: NDArray[np.float64], most: int) -> NDArray[np.int64]:
        return self._random.choice(len(weights), min(most, len(weights)), p=weights)

    def _random_pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Most of them near to each other."""
        random = self._random
        one, anywhere = random.integers(0, SIDE * SIDE, PAIRS), random.integers(0, SIDE * SIDE, PAIRS)
        x = np.clip(one % SIDE + random.integers(-6, 7, PAIRS), 0, SIDE - 1)
        y = np.clip(one // SIDE + random.integers(-6, 7, PAIRS), 0, SIDE - 1)
        other = np.where(random.random(PAIRS) < 0.6, y * SIDE + x, anywhere)
        return one, other, random.choice(MARGINS, PAIRS)


def _hardness(sums: NDArray[np.int32]) -> NDArray[np.float64]:
    """Weights grow with the sum up to a bound, so that a picture that nobody could tell does not decide."""
    weights = 1 / (1 + np.exp(-np.clip(2 * sums / SCALE, -20, 20)))
    return weights / weights.sum()


def _mixed(faces: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.sqrt(np.maximum(0, faces * others))


def _cut(grey: Grey, first: NDArray[np.int64]) -> Grey:
    pixels = np.arange(SIDE * SIDE)
    offsets = pixels // SIDE * grey.shape[1] + pixels % SIDE
    return grey.ravel()[first[:, np.newaxis] + offsets]


def packed(ferns: list[Fern]) -> str:
    """As `src/detect/place-ferns.ts` reads them."""
    content = bytearray()
    for pairs, values, least in ferns:
        for one, other, margin in pairs:
            content += bytes((one % SIDE, one // SIDE, other % SIDE, other // SIDE, margin))
        content += values.astype(np.int8).tobytes() + least.to_bytes(2, "big", signed=True)
    return base64.b64encode(bytes(content)).decode()


def write(text: str) -> None:
    (ROOT / "src/detect/trained-places.ts").write_text(
        "/** Ferns of `place-ferns.ts` from `facecurve_train.places.learn`; "
        "`training/facecurve_label` has the same. */\n"
        f"export const FERNS =\n  '{text}';\n",
        encoding="utf-8",
    )
    lines = "".join(f'    "{text[start : start + 96]}"\n' for start in range(0, len(text), 96))
    (ROOT / "training/facecurve_label/trained_places.py").write_text(
        '"""Ferns of `facecurve_label.place_ferns`: those of `src/detect/trained-places.ts`."""\n\n'
        f"FERNS = (\n{lines})\n",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faces", type=Path, required=True, help="boxes of pictures with a face each")
    parser.add_argument("--grounds", type=Path, required=True, help="boxes to leave out of other pictures")
    parser.add_argument("--ferns", type=int, default=72)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    random = np.random.default_rng(options.seed)
    faces = face_windows(read_boxes(options.faces), random)
    learner = Learner(faces, read_boxes(options.grounds), random)
    learner.learn(options.ferns)
    write(packed(learner.with_least_sums_again()))


if __name__ == "__main__":
    main()
