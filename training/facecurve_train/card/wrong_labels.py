"""The model card's figures with all labels, and without those that were looked at and found wrong."""

from collections.abc import Callable
from typing import Any

from facecurve_train.card.tables import percent, show, table, title_of

Json = dict[str, Any]


def value_at(figures: Json, *keys: str) -> float | None:
    """The figure at the end of the keys; None where one is missing."""
    found: Any = figures
    for key in keys:
        found = (found or {}).get(key)
    return found


FIGURES: dict[str, Callable[[Json], str]] = {
    "MAE": lambda figures: show(value_at(figures, "age", "mae")),
    "group accuracy": lambda figures: show(value_at(figures, "age", "groupAccuracy"), 3),
    "80 % interval holds": lambda figures: show(value_at(figures, "age", "coverage", "80"), 3),
    "withheld under 16": lambda figures: percent(value_at(figures, "withheld", "under16", "withheld")),
    "withheld under 18": lambda figures: percent(value_at(figures, "withheld", "under18", "withheld")),
}


def wrong_labels_section(reports: list[Json]) -> str:
    """Nothing where no label of the reports was found wrong."""
    rows = []
    for report in reports:
        without = report.get("withoutWrongLabels") or {}
        if without.get("leftOut"):
            own = [title_of(report), f"{without['leftOut']}"]
            rows.append([*own, "all", *(figure(report) for figure in FIGURES.values())])
            rows.append(["", "", "without the wrong ones", *(figure(without) for figure in FIGURES.values())])
    if not rows:
        return ""
    return (
        "## Wrong labels\n\nPictures labelled under 18 whose estimate is above 25, and pictures labelled 25 or more whose estimate is "
        "under 14, were looked at by eye (`training/label_checks.csv`). Labels found wrong leave training and calibration. All other "
        "figures of this card count them:\n\n"
        + table(["set", "wrong labels", "labels", *FIGURES], rows)
        + "\n"
    )
