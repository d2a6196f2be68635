"""The model card on calibration: the temperatures, and how much the intervals hold in each decade."""

from typing import Any

from facecurve_train.card.tables import decade_name, exact_rows, grouped, share_inside, show, table, title_of
from facecurve_train.card.text import GROUPED_SETS

Json = dict[str, Any]


def calibration(heads: Json, sets: Json | None) -> str:
    """What the temperatures are and by what they were fitted."""
    if sets and set(sets) <= GROUPED_SETS:
        return (
            f"one temperature, fitted on `val` so that the labelled groups are most likely: {shown(heads['age']['temperature'])} "
            "(age); no exact age was seen, so how well the intervals hold is measured on other sets"
        )
    names = {"age": "age", "attractiveness": "votes"}
    told = ", ".join(
        f"{shown(head['temperature'])} ({names.get(name, name)})" for name, head in heads.items()
    )
    return (
        "a temperature for each head, fitted on `val` so that the 50, 80 and 95 % intervals together hold their shares (1 where "
        f"labels do not tell how wide a curve should be): {told}"
    )


def shown(temperature: float | Json) -> str:
    return "a function of the estimate" if isinstance(temperature, dict) else f"{temperature}"


def temperature_table(heads: Json) -> str:
    """Of the age, where it is a function of the estimate; else nothing."""
    temperature = heads["age"]["temperature"]
    if not isinstance(temperature, dict):
        return ""
    values = table(
        ["uncalibrated estimate, years", *(f"{year:g}" for year in temperature["at"])],
        [["temperature", *(show(value) for value in temperature["values"])]],
    )
    return (
        "The temperature of the age curve is a function of the age that the curve itself gives before calibration, linear between "
        f"these points and constant beyond them. It ships because both halves of `val` gained by what was fitted on the other half:\n\n{values}\n"
    )


def decades_table(reports: list[Json]) -> str:
    """What the 80 % interval of age holds in each decade, one column for each set with exact ages."""
    exact = [report for report in reports if exact_rows(report)]
    columns = [grouped(exact_rows(report), decade_name) for report in exact]
    names = sorted({name for column in columns for name in column}, key=lambda name: int(name.split(" ")[0]))
    if not names:
        return ""
    rows = [
        [
            name,
            *(
                f"{show(share_inside(column[name], '80'))} ({len(column[name])})" if name in column else "-"
                for column in columns
            ),
        ]
        for name in names
    ]
    head = ["ages", *(title_of(report) for report in exact)]
    return f"What the 80 % interval of age holds in each decade (and the number of faces):\n\n{table(head, rows)}\n"
