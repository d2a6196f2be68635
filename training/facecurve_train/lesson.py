"""Answers of several teachers on all training faces, in one file for `teaching.file`:
`python -m facecurve_train.lesson --crops DIR --folders NAME ... --shipped MODEL --out NPZ`,
with `--face-api FILE` or `--dlib FILE` for a further teacher of ages.

The shipped weights give curves and votes. A further teacher's curve is mixed in with a weight that depends on
the age that the shipped weights estimate. The weight is chosen on `val`: it is 0 where that teacher does not
help.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from facecurve_train.age_teachers import curves_about, dlib_curves, face_api_years, shipped_answers
from facecurve_train.data import load_faces
from facecurve_train.distribution import expectation
from facecurve_train.face_table import FaceTable
from facecurve_train.labels import AGE_LABELS
from facecurve_train.lesson_sources import source_of

KNOTS = np.arange(0.0, 91.0, 10.0)  # years: where a weight and an error are fitted; linear between them
BANDWIDTH = 8.0  # years: how near a face must be to count at a knot
WEIGHTS = np.linspace(0.0, 0.7, 15)


def nearness(years: np.ndarray) -> np.ndarray:
    """[n] -> [knots,n]: how much each face counts at each knot."""
    return np.exp(-0.5 * ((years[None, :] - KNOTS[:, None]) / BANDWIDTH) ** 2)


def bias_and_spread(years: np.ndarray, age: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean error of estimates [n] and the standard deviation about it, at each knot: -> [knots], [knots]."""
    near = nearness(years)
    near /= near.sum(axis=1, keepdims=True)
    error = years - age
    bias = near @ error
    return bias, np.sqrt(near @ error**2 - bias**2)


def weights_at(own: np.ndarray, other: np.ndarray, age: np.ndarray) -> np.ndarray:
    """The share of `other` at each knot at which the mixture's mean error is least: years [n] -> [knots]."""
    near = nearness(own)
    errors = np.abs(own + WEIGHTS[:, None] * (other - own)[None, :] - age[None, :])
    cost = near @ errors.T / near.sum(axis=1, keepdims=True)
    # Smoothed over neighbouring weights, so that chance does not choose.
    smooth = np.stack([np.convolve(np.pad(row, 1, mode="edge"), [0.25, 0.5, 0.25], "valid") for row in cost])
    return WEIGHTS[smooth.argmin(axis=1)]


def mix(curves: np.ndarray, other: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """[n,101], [n,101], [knots] -> [n,101]."""
    share = np.interp(expectation(curves, AGE_LABELS), KNOTS, weights)[:, None]
    return (1 - share) * curves + share * other


def weights_by_groups(val: FaceTable, own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The weight under which the age groups of val are most likely, at all knots: [n,101] -> [knots]."""
    low, high = val.age_low[:, None], val.age_high[:, None]
    inside = (low <= AGE_LABELS) & (high >= AGE_LABELS)
    own_mass, other_mass = ((curves * inside).sum(axis=1) for curves in (own, other))
    likelihood = [np.log((1 - share) * own_mass + share * other_mass + 1e-6).mean() for share in WEIGHTS]
    return np.full(len(KNOTS), WEIGHTS[int(np.argmax(likelihood))])


def with_teacher(val: FaceTable, on_val: np.ndarray, val_curves: np.ndarray, name: str) -> np.ndarray:
    """Weights at the knots, chosen on the exact ages of val, or on its groups; prints what they bring."""
    known = ~np.isnan(val.age)
    if not known.any():
        weights = weights_by_groups(val, val_curves, on_val)
        print(f"{name}: share {weights[0]:.2f}, by the likelihood of val's groups")
        return weights
    age = val.age[known].astype(np.float64)
    own, other = (expectation(part[known], AGE_LABELS) for part in (val_curves, on_val))
    weights = weights_at(own, other, age)
    mixed = expectation(mix(val_curves[known], on_val[known], weights), AGE_LABELS)
    before, alone, after = (np.abs(years - age).mean() for years in (own, other, mixed))
    print(f"{name}: val {before:.3f} years without it, {alone:.3f} alone, {after:.3f} mixed")
    print(f"{name}: shares {weights.round(2)} at {KNOTS} years")
    return weights


def face_api_curves(manifest: Path, val: FaceTable, train: FaceTable) -> tuple[np.ndarray, np.ndarray]:
    """Curves [n,101] for val and for train, without the bias and as wide as the errors on val."""
    known = ~np.isnan(val.age)
    on_val, on_train = face_api_years(manifest, val), face_api_years(manifest, train)
    bias, spread = bias_and_spread(on_val[known], val.age[known])

    def curves(years: np.ndarray) -> np.ndarray:
        return curves_about(years - np.interp(years, KNOTS, bias), np.interp(years, KNOTS, spread))

    return curves(on_val), curves(on_train)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--folders", nargs="+", required=True)
    parser.add_argument("--shipped", type=Path, required=True, help="model.json with card.json beside it")
    parser.add_argument("--face-api", type=Path, help="age_gender_model-weights_manifest.json")
    parser.add_argument("--dlib", type=Path, help="age-v1.onnx")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    folders = [arguments.crops / name for name in arguments.folders]
    train, val = load_faces(folders, ["train"]), load_faces(folders, ["val"])
    given, on_val = shipped_answers(arguments.shipped, train), shipped_answers(arguments.shipped, val)
    age, val_age = given["age"], on_val["age"]
    further: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    if arguments.face_api:
        further["face-api"] = face_api_curves(arguments.face_api, val, train)
    if arguments.dlib:
        further["dlib"] = dlib_curves(arguments.dlib, val), dlib_curves(arguments.dlib, train)
    for name, (other_on_val, other) in further.items():
        weights = with_teacher(val, other_on_val, val_age, name)
        val_age, age = mix(val_age, other_on_val, weights), mix(age, other, weights)
    given["age"] = age
    np.savez(
        arguments.out,
        faces=train.file,
        **{name: curves.astype(np.float16) for name, curves in given.items()},
        embedding=np.zeros((len(train), 0), np.float16),
        sources=json.dumps(
            [source_of(path) for path in (arguments.shipped, arguments.face_api, arguments.dlib) if path]
        ),
    )
    print(f"{len(train)} faces: {arguments.out}")


if __name__ == "__main__":
    main()
