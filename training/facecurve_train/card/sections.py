"""The model card's sections: card.json and reports in, Markdown or a drawing out."""

from typing import Any

import numpy as np

from facecurve_train.card.calibration import calibration, decades_table, temperature_table
from facecurve_train.card.claims import parameters
from facecurve_train.card.tables import (
    age_table,
    coverage_table,
    coverages,
    decade_name,
    exact_rows,
    figures_table,
    label_of,
    name_of,
    rated_rows,
    show,
    title_of,
    votes_table,
    weights_table,
)
from facecurve_train.card.text import (
    METHODS,
    MODEL_OPTIONS,
    NETWORK,
    NETWORKS,
    TITLES,
    origin,
)
from facecurve_train.svg import Axis, Chart, Series

Json = dict[str, Any]
PERCENT = Axis("share of the interval, %", (0, 20, 40, 60, 80, 100))


def network_section(card: Json) -> str:
    training, heads = card["training"], card["heads"]
    text = NETWORK.format(
        architecture=NETWORKS[training["network"]],
        parameters=parameters(training["network"], head_sizes(heads)),
        size=card["cropSize"],
        outputs=", ".join(f"`{name}` [{size}]" for name, size in head_sizes(heads).items()),
        weight_bytes=card["files"]["weights.bin"]["bytes"],
        method=METHODS[training["method"]],
        run=training["run"],
        config=training["config"],
        steps=training["steps"],
        calibration=calibration(heads, card["training"].get("sets")),
    )
    return "\n".join(part for part in (text, temperature_table(heads), origin(training)) if part)


def head_sizes(heads: Json) -> dict[str, int]:
    """Labels of each head of the card."""
    return {name: head["last"] - head["first"] + 1 for name, head in heads.items()}


def weights_section(card: Json, reports: list[Json]) -> str:
    """The other weights beside these; nothing where no report is of others."""
    others = sorted({name_of(report) for report in reports} - {card["name"]})
    if not others:
        return ""
    return (
        "## Both sets of weights\n\nThe default knows ages and votes and is for non-commercial research; the open one "
        "(`model: 'open'`) was learned from FairFace alone (CC BY 4.0) and knows ages only.\n\n"
        f"{weights_table(reports, [card['name'], *others])}\n"
    )


def figures_section(reports: list[Json]) -> str:
    commands = "\n".join(
        f"npm run evaluate -- --data DIR --set {report['set']} --split {report['split']}"
        f"{MODEL_OPTIONS.get(name_of(report), '')} --json {report['path']}"
        for report in reports
    )
    return (
        "## Figures\n\nThrough the shipped pipeline (detector, alignment, graph) in Chromium, over the faces found:\n\n"
        f"{figures_table(reports)}\n\n```\n{commands}\n```\n\n"
        "*Natural mix*: the mean error of each decade of age counts with that decade's share of the whole of UTKFace "
        "(23,707 pictures, age by file name; 31 % are 20 to 29), since `test` is drawn flat over age. *Votes' distance*: "
        "earth mover's distance between predicted and real histogram of votes, in points. *Within one group*: the estimate lies "
        "in the labelled age group or in one next to it. *Epsilon error*: mean of 1 - exp(-(estimate - mean)^2 / (2 sigma^2)), sigma "
        "from each picture's votes.\n"
    )


def age_sections(reports: list[Json], beside: list[Json]) -> str:
    parts = []
    for report in reports:
        if not exact_rows(report):
            continue
        others = [
            other for other in beside if (other["set"], other["split"]) == (report["set"], report["split"])
        ]
        parts.append(f"### Age by decade, {title_of(report)}\n")
        parts.append(age_table("ages", decade_name, report, others) + "\n")
        for column in ("gender", "race"):
            parts.append(f"### Age by {column}, {title_of(report)}\n")
            parts.append(age_table(f"{column} (the set's word)", label_of(column), report, others) + "\n")
    return "\n".join(parts)


def votes_sections(reports: list[Json]) -> str:
    parts = []
    for report in reports:
        if "attractiveness" not in report:
            continue
        for column in ("gender", "race"):
            if not any(row["label"].get(column) for row in rated_rows(report)):
                continue
            parts.append(f"### Attractiveness by {column}, {title_of(report)}\n")
            parts.append(votes_table(f"{column} (the set's word)", label_of(column), report) + "\n")
    return "\n".join(parts)


def reliability_chart(reports: list[Json]) -> str:
    """Share of the interval against the share it holds; the band is two standard errors of the ages' count."""
    chart = Chart("What the intervals hold", PERCENT, Axis("held, %", PERCENT.ticks))
    counts = [len(exact_rows(report)) for report in reports if "ages" in coverages(report)]
    shares = np.linspace(0, 100, 41)
    if counts:
        margin = 200 * np.sqrt(shares / 100 * (1 - shares / 100) / max(counts))
        chart.band(
            list(zip(shares, (shares - margin).clip(0), strict=True)),
            list(zip(shares, (shares + margin).clip(max=100), strict=True)),
        )
    chart.drawing.line([chart.at(0, 0), chart.at(100, 100)], "#6b7280", 1, "4 4")
    series = [
        Series(
            f"{TITLES.get(report['set'], report['set'])}, {what}",
            [(float(percent), 100 * held) for percent, held in coverage.items()],
        )
        for report in reports
        for what, coverage in coverages(report).items()
    ]
    return chart.draw(series)


def intervals_section(reports: list[Json], beside: list[Json], drawing: str) -> str:
    return (
        "## Intervals\n\nWhat share of the labelled ages, or of the raters' votes, lies inside each interval:\n\n"
        f"{coverage_table([*reports, *beside])}\n\n"
        f"![Share held by the intervals of 10 to 95 %, beside the diagonal where they would be exact]({drawing})\n\n"
        f"{decades_table(reports)}"
    )


def occlusion_section(found: Json, drawing: str) -> str:
    lines = []
    for name, group in found["groups"].items():
        parts = list(group["parts"].items())
        ranked = ", ".join(f"{part} ({value:.1f})" for part, value in parts[:3])
        least, value = parts[-1]
        lines.append(f"- ages {name} ({group['faces']} faces): {ranked}; least: {least} ({value:.1f})")
    return (
        f"## Where it looks\n\nA grey square of {found['patch']} px moves over UTKFace `val` crops of {found['size']} px. "
        "The parts whose hiding changes the estimated age most, mean change in years:\n\n"
        + "\n".join(lines)
        + f"\n\n![Heat maps: how much hiding a part of the face changes the estimated age]({drawing})\n"
    )


def same_everywhere_section(card: Json, parities: list[Json]) -> str:
    """Difference from PyTorch of each backend, and of the ONNX file."""
    lines = ["| computed by | crops | years, largest | points, largest |", "|---|---|---|---|"]
    for report in parities:
        for backend, figures in report["parity"].items():
            kind = " (in software)" if figures["software"] else ""
            years, points = figures["years"]["largest"], (figures["points"] or {}).get("largest")
            lines.append(f"| {backend}{kind} | {figures['crops']} | {show(years, 5)} | {show(points, 5)} |")
    onnx = card.get("onnx")
    if onnx:
        largest = onnx["parity"]["largest"]
        years, points = (largest.get(name) for name in ("age", "attractiveness"))
        lines.append(f"| onnxruntime | {onnx['parity']['crops']} | {show(years, 5)} | {show(points, 5)} |")
    return (
        "## The same answer everywhere\n\nLargest difference of the estimates from PyTorch's, on `test` crops, of the ONNX file on `val`:\n\n"
        + "\n".join(lines)
        + "\n"
    )


def files_section(card: Json) -> str:
    lines = [f"| `models/{card['name']}/` | bytes | SHA-256 |", "|---|---|---|"]
    files = dict(card["files"])
    if "onnx" in card:
        files["ONNX, not in the package"] = card["onnx"]
    lines += [f"| `{name}` | {entry['bytes']:,} | `{entry['sha256']}` |" for name, entry in files.items()]
    return "## Files\n\n" + "\n".join(lines) + "\n"
