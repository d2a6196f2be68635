"""The model card: `python -m facecurve_train.card --evaluations DIR`.

Writes models/MODEL_CARD.md and its drawings from models/facecurve/card.json and the JSON files of
`npm run evaluate`, `npm run parity` and `facecurve_train.occlusion`, so that no figure in it is typed by hand.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from facecurve_train import occlusion
from facecurve_train.card.claims import claims_table
from facecurve_train.card.failures import failures_section
from facecurve_train.card.minors import minors_section, withheld_chart
from facecurve_train.card.sections import (
    age_sections,
    figures_section,
    files_section,
    intervals_section,
    network_section,
    occlusion_section,
    reliability_chart,
    same_everywhere_section,
    votes_sections,
    weights_section,
)
from facecurve_train.card.tables import name_of
from facecurve_train.card.text import (
    AGE_CURVE,
    AGES_ONLY,
    BOTH_CURVES,
    GROUPED_SETS,
    INTRODUCTION,
    LIMITS,
    LIMITS_OF_GROUPS,
    LIMITS_OF_VOTES,
    OF_VOTES,
    TITLES,
    data_section,
)
from facecurve_train.card.wrong_labels import wrong_labels_section
from facecurve_train.errors import TrainingError

Json = dict[str, Any]
ROOT = Path(__file__).parents[3]
DRAWINGS = "docs/model-card"


def read_evaluations(folder: Path) -> list[Json]:
    """Every *.json of the folder that `npm run evaluate` wrote, in order of set, split and network."""
    found = [report for report in read_reports(folder) if {"set", "split", "rows"} <= set(report)]
    if not found:
        raise TrainingError(
            "empty", "no evaluation there; run `npm run evaluate -- --json FILE`", str(folder)
        )
    order = {name: position for position, name in enumerate(TITLES)}
    return sorted(
        found,
        key=lambda report: (order.get(report["set"], len(order)), report["split"], name_of(report)),
    )


def read_reports(folder: Path) -> list[Json]:
    return [{**json.loads(path.read_text()), "path": path.name} for path in sorted(folder.glob("*.json"))]


def refuse_other_weights(reports: list[Json], card: Json) -> None:
    """Figures of another export must not stand under this one's hash."""
    expected = card["files"]["weights.bin"]["sha256"]
    for report in reports:
        measured = report.get("weights") or report.get("model", {}).get("weights", expected)
        if measured != expected:
            raise TrainingError(
                "bad-manifest",
                f"measured with weights {measured[:12]}, the card is of {expected[:12]}",
                report["path"],
            )


def model_card(card: Json, reports: list[Json], others: list[Json], drawings: str) -> str:
    """reports: evaluations; others: parity and occlusion; drawings: where they lie, as seen from the card."""
    own = [report for report in reports if name_of(report) == card["name"]]
    beside = [report for report in reports if name_of(report) != card["name"]]
    refuse_other_weights([*own, *(other for other in others if other.get("weights"))], card)
    has_votes = "attractiveness" in card["heads"]
    parts = [
        INTRODUCTION.format(
            name=card["name"],
            version=card["version"],
            curves=BOTH_CURVES if has_votes else AGE_CURVE,
            votes=OF_VOTES if has_votes else "",
        ),
        "" if has_votes else AGES_ONLY,
        weights_section(card, reports),
        f"## The paper's claims and ours\n\n{claims_table(card, own)}\n",
        "The sets differ, so errors in one row are not comparable: the paper's are faces of a competition and police "
        "photographs, ours are pictures from the web at all ages.\n",
        network_section(card),
        data_section(card["training"]),
        figures_section(reports),
        age_sections(own, beside),
        votes_sections(own),
        intervals_section(own, beside, f"{drawings}/{card['name']}-reliability.svg"),
        wrong_labels_section(own),
        minors_section(card, own, f"{drawings}/{card['name']}-withheld.svg"),
        failures_section(own),
    ]
    occlusions = [other["occlusion"] for other in others if "occlusion" in other]
    parts += [occlusion_section(found, f"{drawings}/{card['name']}-occlusion.svg") for found in occlusions]
    parities = [other for other in others if "parity" in other]
    if parities or "onnx" in card:
        parts.append(same_everywhere_section(card, parities))
    is_grouped = set(card["training"].get("sets") or TITLES) <= GROUPED_SETS
    more = (LIMITS_OF_VOTES if has_votes else "") + (LIMITS_OF_GROUPS if is_grouped else "")
    parts += [LIMITS.format(more=more), files_section(card)]
    return "\n".join(part for part in parts if part)


def write_card(root: Path, name: str, evaluations: Path) -> Path:
    """-> the card: models/MODEL_CARD.md of the default network, models/NAME/MODEL_CARD.md of another one."""
    models = root / "models"
    card = json.loads((models / name / "card.json").read_text())
    path = models / "MODEL_CARD.md" if name == "facecurve" else models / name / "MODEL_CARD.md"
    reports = read_evaluations(evaluations)
    for other in models.glob("*/card.json"):
        beside = json.loads(other.read_text())
        refuse_other_weights([report for report in reports if name_of(report) == beside["name"]], beside)
    weights = card["files"]["weights.bin"]["sha256"]
    others = [report for report in read_reports(evaluations) if {"parity", "occlusion"} & set(report)]
    others = [other for other in others if other["weights"] == weights]
    up = "../" * (len(path.relative_to(root).parts) - 1)
    path.write_text(model_card(card, reports, others, f"{up}{DRAWINGS}"))
    folder = root / DRAWINGS
    folder.mkdir(parents=True, exist_ok=True)
    own = [report for report in reports if name_of(report) == name]
    (folder / f"{name}-reliability.svg").write_text(reliability_chart(own))
    if chart := withheld_chart(own):
        (folder / f"{name}-withheld.svg").write_text(chart)
    for other in others:
        if "occlusion" in other:
            (folder / f"{name}-occlusion.svg").write_text(occlusion.draw(other["occlusion"]))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--evaluations", type=Path, required=True, help="folder of JSON files of evaluate, parity, occlusion"
    )
    parser.add_argument("--name", default="facecurve", help="folder below models/")
    arguments = parser.parse_args()
    print(write_card(ROOT, arguments.name, arguments.evaluations))
