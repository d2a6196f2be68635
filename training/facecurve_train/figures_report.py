"""The figures of a set: `python -m facecurve_train.figures_report ROWS [--json FILE]`.

ROWS is what `npm run evaluate` writes: for each picture its label as it stands in labels.csv and what the
shipped pipeline read. Prints the figures; FILE gets them together with the rows.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train import figures
from facecurve_train.data import LABEL_CHECKS, wrong_labels
from facecurve_train.figures_labels import Label, Labels, label_of, labels_of, problem_of
from facecurve_train.figures_text import lines_of
from facecurve_train.figures_withheld import minors_figures, withheld_figures
from facecurve_train.natural_mix import natural_mean

Json = dict[str, Any]
PRINTED = ("50", "80", "95")  # %, the intervals that the page prints
OWN_SCALE = {"min": 1, "max": 10}  # of the network's attractiveness head; a set on it needs no map
COPIED = ("file", "sha256", "age", "ageIntervals", "score", "minorProbability", "votesWithheld")


def build_report(measured: Json, wrong: set[str]) -> Json:
    """measured: the contents of ROWS; wrong: SHA-256 of the pictures whose label is known to be wrong."""
    problems = {picture["file"]: problem_of(picture["label"]) for picture in measured["pictures"]}
    possible = [picture for picture in measured["pictures"] if problems[picture["file"]] is None]
    faces = [picture for picture in possible if picture["score"] is not None]
    kept = [face for face in faces if face["sha256"] not in wrong]
    times = np.array([picture["milliseconds"] for picture in possible if "milliseconds" in picture])
    return {
        "set": measured["set"],
        "split": measured["split"],
        "images": len(possible),
        "detected": len(faces),
        "usable": len(readable(faces)),
        **figures_of(faces, measured),
        "withoutWrongLabels": {
            "leftOut": len(faces) - len(kept),
            **(figures_of(kept, measured) if len(kept) < len(faces) else {}),
        },
        "timing": {**measured["timing"], "medianMilliseconds": figures.median(times)},
        "model": measured["model"],
        "unread": [
            {"file": picture["file"], "problem": picture["problem"]}
            for picture in possible
            if "problem" in picture
        ],
        "impossible": [{"file": file, "problem": problem} for file, problem in problems.items() if problem],
        "notUsable": [not_usable_row(face) for face in faces if face.get("age") is None],
        "rows": [row_of(face, measured) for face in readable(faces)],
    }


def readable(faces: list[Json]) -> list[Json]:
    """The faces that the network reads: those that are usable."""
    return [face for face in faces if face.get("age") is not None]


def not_usable_row(face: Json) -> Json:
    kept = {key: face[key] for key in ("file", "sha256", "score", "votesWithheld")}
    return kept | {"label": label_without_file(face), "reasons": face["notUsable"]}


def figures_of(faces: list[Json], measured: Json) -> Json:
    """All figures over faces; `age` and `attractiveness` only where the set has such labels.

    A face that is not usable has no curve: it counts where attractiveness is withheld, and nowhere else.
    """
    read = readable(faces)
    labels = labels_of([face["label"] for face in read])
    age, votes = age_figures(read, labels), votes_figures(read, labels, measured)
    return {
        **({} if age is None else {"age": age}),
        **({} if votes is None else {"attractiveness": votes}),
        "minors": minors_figures(read, labels, measured["minors"]["threshold"]),
        "withheld": withheld_figures(faces, labels_of([face["label"] for face in faces])),
    }


def row_of(face: Json, measured: Json) -> Json:
    """A row of the report: numbers of the label as numbers, attractiveness on the set's own scale."""
    row = {key: face[key] for key in COPIED} | {"label": label_without_file(face), "attractiveness": None}
    if face.get("attractiveness") is not None:
        own = np.array([face["attractiveness"]])
        scaled = on_set_scale(own, measured)
        row["attractiveness"] = float((own if scaled is None else scaled)[0])
        row |= {key: face[key] for key in ("votes", "votesIntervals")}
    return row


def label_without_file(face: Json) -> Label:
    return label_of({column: text for column, text in face["label"].items() if column != "file"})


def intervals_of(faces: list[Json], key: str) -> dict[str, figures.Interval]:
    """{share in %: low [n], high [n]}."""
    shares = faces[0][key] if faces else {}
    ends = {share: np.array([face[key][share] for face in faces]).T for share in shares}
    return {share: (low, high) for share, (low, high) in ends.items()}


def age_figures(faces: list[Json], labels: Labels) -> Json | None:
    """Exact ages give errors and coverage, groups give accuracies. `maeNaturalMix`: see natural_mix."""
    estimate = np.array([face["age"] for face in faces])
    exact, grouped = np.flatnonzero(~np.isnan(labels.age)), np.flatnonzero(labels.grouped)
    if len(exact) + len(grouped) == 0:
        return None
    age, estimated = labels.age[exact], estimate[exact]
    groups = (estimate[grouped], labels.low[grouped], labels.high[grouped])
    intervals = intervals_of([faces[index] for index in exact], "ageIntervals")
    held = figures.coverage(intervals, age)
    return {
        **figures.error_figures(estimated, age),
        "groupAccuracy": figures.group_accuracy(*groups),
        "groupAccuracyWithinOne": figures.accuracy_within_one_group(*groups),
        "coverage80": held.get("80"),
        "coverage": held,
        "maeNaturalMix": natural_mean(np.abs(estimated - age), age) if len(age) else None,
        "maePerDecade": per_decade(estimated, age, intervals),
    }


def per_decade(estimate: np.ndarray, age: np.ndarray, intervals: dict[str, figures.Interval]) -> Json:
    """{"20-29": error, bias (estimate less label), coverage of the printed intervals and number of faces}."""
    found: Json = {}
    decades = age // 10
    for decade in np.unique(decades).astype(int):
        part = decades == decade
        error = estimate[part] - age[part]
        printed = {share: ends for share, ends in intervals.items() if share in PRINTED}
        found[f"{10 * decade}-{10 * decade + 9}"] = {
            "mae": figures.mean(np.abs(error)),
            "bias": figures.mean(error),
            "coverage": figures.coverage(
                {share: (low[part], high[part]) for share, (low, high) in printed.items()}, age[part]
            ),
            "images": int(part.sum()),
        }
    return found


def on_set_scale(estimate: np.ndarray, measured: Json) -> np.ndarray | None:
    """The network's scale -> the set's: [n] -> [n]; None where no map leads there."""
    scale_map = measured["maps"].get(measured["set"])
    if scale_map is not None:
        return np.interp(estimate, scale_map["to"], scale_map["from"])
    scale = measured.get("scale") or OWN_SCALE
    return estimate if all(scale[end] == OWN_SCALE[end] for end in OWN_SCALE) else None


def votes_figures(faces: list[Json], labels: Labels, measured: Json) -> Json | None:
    """Attractiveness on the set's own scale; errors are None where no map leads there.

    `voteCoverage` is the mean share of a picture's votes inside the interval of each share in %.
    """
    learned = np.array([face.get("attractiveness") is not None for face in faces], dtype=bool)
    rated = np.flatnonzero(learned & ~np.isnan(labels.attractiveness))
    if len(rated) == 0:
        return None
    parts = [faces[index] for index in rated]
    own = np.array([face["attractiveness"] for face in parts])
    label, scaled = labels.attractiveness[rated], on_set_scale(own, measured)
    error = None if scaled is None else scaled - label
    voted = ~np.isnan(labels.votes[rated]).any(axis=1)
    shares = figures.vote_shares(labels.votes[rated][voted])
    with_votes = [face for face, has_votes in zip(parts, voted, strict=True) if has_votes]
    intervals = intervals_of(with_votes, "votesIntervals")
    return {
        "pearson": figures.pearson(own if scaled is None else scaled, label),
        "mae": None if error is None else figures.mean(np.abs(error)),
        "bias": None if error is None else figures.mean(error),
        "voteCoverage": {share: figures.votes_inside(shares, ends) for share, ends in intervals.items()},
        "earthMovers": figures.earth_movers(
            np.array([face["votes"] for face in with_votes]).reshape(shares.shape), shares
        ),
        "epsilonError": None
        if scaled is None
        else figures.epsilon_error(scaled[voted], label[voted], figures.vote_sigma(shares)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path, help="what `npm run evaluate` has measured")
    parser.add_argument("--json", type=Path, help="gets figures and rows")
    parser.add_argument("--checks", type=Path, default=LABEL_CHECKS, help="verdicts on labels by SHA-256")
    arguments = parser.parse_args()
    report = build_report(json.loads(arguments.rows.read_text()), wrong_labels(arguments.checks))
    print("\n".join(lines_of(report)))
    if arguments.json:
        arguments.json.write_text(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
