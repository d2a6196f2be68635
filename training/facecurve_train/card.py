"""The model card: `python -m facecurve_train.card --evaluations DIR`.

Writes models/MODEL_CARD.md from models/facecurve/card.json and the files of `npm run evaluate`,
so that no figure in it is typed by hand.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train.errors import TrainingError

Json = dict[str, Any]
MODELS = Path(__file__).parents[2] / "models"
TITLES = {
    "utkface": "UTKFace",
    "fairface": "FairFace",
    "mebeauty": "MEBeauty",
    "scutfbp5500": "SCUT-FBP5500",
}

INTRODUCTION = """\
# facecurve {version}: model card

Looks at one aligned face and gives two distributions: how old it looks (0 to 100 years, 101 bins) and how the raters
of one study would vote on its attractiveness (1 to 10, 10 bins). Runs in the page; nothing leaves the device.

**Not for** age gates or any decision on what somebody may see or buy, hiring, ranking or selecting people, identifying
anyone, or saying what somebody's age *is*: the network tells how old a face looks to people like those who labelled the
data. Attractiveness is how raters in one study voted, never worth. It is withheld where the face may be a minor's.

## Network

| | |
|---|---|
| architecture | {architecture} |
| input | {size} x {size} RGB, 0..255, from the aligned crop; normalised in the graph |
| outputs | logits `age` [101] and `attractiveness` [10]; the page divides them by the card's temperature, then softmax |
| weights | float16, {weight_bytes:,} bytes; batch norm folded; tfjs graph model |
| method | {method}: KL divergence (summed over bins) plus lambda times the error of the expectation; run `{run}`, configuration `{config}`, {steps:,} steps |
| calibration | on `val`: temperatures {age_temperature} (age), {votes_temperature} (votes), so that the 80 % interval holds its share |

Method and architecture follow DLDL-v2 (Gao et al., arXiv 2007.01771); the code is written anew, the weights are trained
here from random numbers, and no other network's weights or outputs went into them.

## Data and terms

| set | used for | terms |
|---|---|---|
| UTKFace (Zhang, Song, Qi 2017) | exact ages | non-commercial research only |
| FairFace (Kärkkäinen, Joo 2021) | age groups | CC BY 4.0 |
| MEBeauty (Lebedeva, Guo, Ying 2021) | histograms of votes, 1..10 | non-commercial research only, for attractiveness assessment |
| SCUT-FBP5500 (Liang et al. 2018) | mean votes, 1..5, mapped to 1..10 by equal ranks | non-commercial research only |

**The terms of the data bind the weights**: what was learned from the three research sets may be used for non-commercial
research. The Apache-2.0 licence covers the code alone. No picture of these sets is in this repository; the two golden
crops are averages of at least 200 faces each.

`val` set the temperatures and the minors' threshold, by rules that were fixed before `test` was evaluated. One run with one
seed: differences of a tenth of a year are within chance. Pictures that stand in two splits (SHA-256) stop the
training.
"""

LIMITS = """\
## Limits

- UTKFace's and FairFace's test pictures here are drawn flat over age, so the mean errors are not comparable with figures
  published on the sets' natural mix; old faces weigh far more than in everyday pictures.
- UTKFace's ages are estimates that people checked; some are plainly wrong. FairFace gives groups only.
- Errors grow with age: read the table by decade. Very old faces (80 and above) are guessed too young.
- Not measured here, and likely worse: profiles, heavy make-up, masks, strong side light, small, old or blurred pictures.
- Intervals were measured on data like the training data; expect them to be too narrow on other cameras and countries.
- MEBeauty's raters gave women higher scores than men (mean 6.6 against 5.6) and scores differ by ethnic group; the
  network learned their taste, the choice of pictures, and who rated which batch, all three.
- The minors' threshold rests on few faces of `val` and so on its least certain one; if that one's label is
  wrong, more adults are withheld than need be. A share of 100 % on some hundred faces is no promise.
"""


def read_evaluations(folder: Path) -> list[Json]:
    """Every *.json of the folder that `npm run evaluate` wrote, in order of set and split."""
    reports = [(path, json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]
    found = [
        {**report, "path": path.name} for path, report in reports if {"set", "split", "rows"} <= set(report)
    ]
    if not found:
        raise TrainingError(
            "empty", "no evaluation there; run `npm run evaluate -- --json FILE`", str(folder)
        )
    order = {name: position for position, name in enumerate(TITLES)}
    return sorted(found, key=lambda report: (order.get(report["set"], len(order)), report["split"]))


def refuse_other_weights(reports: list[Json], card: Json) -> None:
    """Figures of another export must not stand under this one's hash."""
    expected = card["files"]["weights.bin"]["sha256"]
    for report in reports:
        measured = report.get("model", {}).get("weights", expected)
        if measured != expected:
            raise TrainingError(
                "bad-manifest",
                f"measured with weights {measured[:12]}, the card is of {expected[:12]}",
                report["path"],
            )


def refuse_other_threshold(report: Json, threshold: float) -> None:
    """The weights may be the same and the threshold another: then the withheld shares are another card's."""
    measured = report["minors"].get("threshold", threshold)
    if measured != threshold:
        raise TrainingError(
            "bad-manifest",
            f"minors measured with threshold {measured}, the card has {threshold}; evaluate again",
            report["path"],
        )


def show(value: float | None, digits: int = 2) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def figures_table(reports: list[Json]) -> str:
    lines = [
        "| set | split | found | MAE | median | within 5 | group accuracy | 80 % interval holds | Pearson | MAE of votes' mean |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for report in reports:
        age, votes = report.get("age") or {}, report.get("attractiveness") or {}
        cells = [
            TITLES.get(report["set"], report["set"]),
            report["split"],
            f"{report['detected']}/{report['images']}",
            show(age.get("mae")),
            show(age.get("median")),
            show(age.get("within5"), 3),
            show(age.get("groupAccuracy"), 3),
            show(age.get("coverage80"), 3),
            show(votes.get("pearson"), 3),
            show(votes.get("mae"), 3),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def commands(reports: list[Json]) -> str:
    lines = [
        f"npm run evaluate -- --data DIR --set {report['set']} --split {report['split']} --json {report['path']}"
        for report in reports
    ]
    return "```\n" + "\n".join(lines) + "\n```"


def exact_rows(report: Json) -> list[Json]:
    return [row for row in report["rows"] if isinstance(row["label"].get("age"), int | float)]


def decade_table(report: Json) -> str:
    """Mean error, bias (estimate less label) and coverage per decade of the label; 80 stands for 80 and above."""
    rows = exact_rows(report)
    age = np.array([row["label"]["age"] for row in rows], dtype=float)
    estimate = np.array([row["age"] for row in rows], dtype=float)
    interval = np.array([row["ageInterval80"] for row in rows], dtype=float)
    inside = (interval[:, 0] <= age) & (age <= interval[:, 1])
    decade = np.minimum(age // 10, 8).astype(int)
    lines = ["| ages | faces | MAE | bias | 80 % interval holds |", "|---|---|---|---|---|"]
    for value in sorted(set(decade.tolist())):
        part = decade == value
        name = "80 and above" if value == 8 else f"{10 * value} to {10 * value + 9}"
        error = estimate[part] - age[part]
        lines.append(
            f"| {name} | {part.sum()} | {np.abs(error).mean():.2f} | {error.mean():+.2f} | {inside[part].mean():.2f} |"
        )
    return "\n".join(lines)


def group_table(report: Json, column: str) -> str:
    """Mean error of age per gender or race as the set's labels name them."""
    rows = [row for row in exact_rows(report) if row["label"].get(column)]
    lines = [f"| {column} (the set's word) | faces | MAE | bias |", "|---|---|---|---|"]
    for name in sorted({row["label"][column] for row in rows}):
        errors = np.array([row["age"] - row["label"]["age"] for row in rows if row["label"][column] == name])
        lines.append(f"| {name} | {len(errors)} | {np.abs(errors).mean():.2f} | {errors.mean():+.2f} |")
    return "\n".join(lines)


def minors_section(card: Json, reports: list[Json]) -> str:
    minors = card["minors"]
    lines = [
        f"Attractiveness is withheld where P(age < {minors['below']}) > {minors['threshold']}; no option switches it off.",
        f"On `val`: {100 * minors['withheldUnder16OnVal']:.1f} % of faces labelled under 16 are withheld, and "
        f"{100 * minors['withheld21To30OnVal']:.1f} % of adults of 21 to 30.",
    ]
    for report in reports:
        measured = report.get("minors") or {}
        young, adults = measured.get("under16"), measured.get("from21to30")
        if young and adults:
            refuse_other_threshold(report, minors["threshold"])
            lines.append(
                f"On {TITLES.get(report['set'], report['set'])} `{report['split']}`, through the page: "
                f"{100 * young['withheld']:.1f} % of {young['images']} faces under 16, "
                f"{100 * adults['withheld']:.1f} % of {adults['images']} adults of 21 to 30."
            )
    return "\n".join(lines)


def model_card(card: Json, reports: list[Json]) -> str:
    training, files, heads = card["training"], card["files"], card["heads"]
    parts = [
        INTRODUCTION.format(
            version=card["version"],
            architecture={"tiny": "TinyAgeNet, 0.93 M parameters", "thin": "ThinAgeNet, 3.7 M parameters"}[
                training["network"]
            ],
            size=card["cropSize"],
            weight_bytes=files["weights.bin"]["bytes"],
            method={"dldl_v2": "DLDL-v2", "dldl": "DLDL", "expectation": "expectation"}[training["method"]],
            run=training["run"],
            config=training["config"],
            steps=training["steps"],
            age_temperature=heads["age"]["temperature"],
            votes_temperature=heads["attractiveness"]["temperature"],
        ),
        "## Figures\n\nThrough the shipped pipeline (detector, alignment, graph) in Chromium, over the faces found:\n",
        figures_table(reports) + "\n",
        commands(reports) + "\n",
    ]
    for report in reports:
        if exact_rows(report):
            title = f"{TITLES.get(report['set'], report['set'])} `{report['split']}`"
            parts.append(f"### Age by decade, {title}\n\n{decade_table(report)}\n")
            for column in ("gender", "race"):
                parts.append(f"### Age by {column}, {title}\n\n{group_table(report, column)}\n")
    parts.append(f"## Minors\n\n{minors_section(card, reports)}\n")
    parts.append(LIMITS)
    hashes = "\n".join(
        f"| `{name}` | {entry['bytes']:,} | `{entry['sha256']}` |" for name, entry in files.items()
    )
    parts.append(f"## Files\n\n| `models/facecurve/` | bytes | SHA-256 |\n|---|---|---|\n{hashes}\n")
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--evaluations", type=Path, required=True, help="folder of JSON files of npm run evaluate"
    )
    parser.add_argument("--models", type=Path, default=MODELS)
    arguments = parser.parse_args()
    card = json.loads((arguments.models / "facecurve" / "card.json").read_text())
    reports = read_evaluations(arguments.evaluations)
    refuse_other_weights(reports, card)
    (arguments.models / "MODEL_CARD.md").write_text(model_card(card, reports))
    print(arguments.models / "MODEL_CARD.md")


if __name__ == "__main__":
    main()
