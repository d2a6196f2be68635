"""The worst answers in words, from labels alone: no picture and no file name is shown."""

from typing import Any

import numpy as np

from facecurve_train.card.tables import errors_of, exact_rows, show, table, title_of

Json = dict[str, Any]
SHOWN = 10  # of each kind


def failures_section(reports: list[Json]) -> str:
    parts = ["## Worst answers\n"]
    for report in reports:
        if exact_rows(report):
            parts.append(age_failures(report))
        if any(group_error(row) > 0 for row in report["rows"]):
            parts.append(group_failures(report))
    return "\n\n".join(parts) + "\n"


def age_failures(report: Json) -> str:
    """The largest errors, and what they have in common by their labels."""
    rows = exact_rows(report)
    errors = errors_of(rows)
    order = np.argsort(-np.abs(errors), kind="stable")
    tail = [errors[index] for index in order[: max(SHOWN, len(rows) // 50)]]
    outside = [row for row in rows if not _is_inside(row, "95")]
    words = (
        f"{title_of(report)}: of the {len(tail)} largest errors {sum(error > 0 for error in tail)} are too old and "
        f"{sum(error < 0 for error in tail)} too young; {len(outside)} of {len(rows)} labels lie outside of the 95 % "
        "interval. Some of these labels are plainly wrong."
    )
    cells = []
    for index in order[:SHOWN]:
        row = rows[index]
        low, high = row.get("ageIntervals", {}).get("95", (None, None))
        label = row["label"]
        cells.append(
            [
                f"{label['age']:.0f}",
                show(row["age"], 0),
                f"{show(low, 0)} to {show(high, 0)}",
                str(label.get("gender") or "-"),
                str(label.get("race") or "-"),
            ]
        )
    return f"{words}\n\n" + table(["labelled", "estimated", "95 % interval", "gender", "race"], cells)


def _is_inside(row: Json, percent: str) -> bool:
    low, high = row.get("ageIntervals", {}).get(percent, (-np.inf, np.inf))
    return bool(low <= row["label"]["age"] <= high)


def group_error(row: Json) -> float:
    """Years by which an estimate misses its label's group; 0 inside, or where there is none."""
    low, high = row["label"].get("age_low"), row["label"].get("age_high")
    if row["label"].get("age") is not None or low is None or high is None:
        return 0.0
    return float(max(low - 0.5 - row["age"], row["age"] - high - 0.5, 0.0))


def group_failures(report: Json) -> str:
    rows = sorted(report["rows"], key=lambda row: -group_error(row))[:SHOWN]
    cells = [
        [
            f"{row['label']['age_low']} to {row['label']['age_high']}",
            show(row["age"], 0),
            str(row["label"].get("gender") or "-"),
            str(row["label"].get("race") or "-"),
        ]
        for row in rows
        if group_error(row) > 0
    ]
    return f"{title_of(report)}, furthest from their group:\n\n" + table(
        ["labelled", "estimated", "gender", "race"], cells
    )
