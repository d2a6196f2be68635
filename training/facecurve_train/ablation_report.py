"""The ablation as files: ablation.json, ABLATION.md with its table, and two drawings."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train.card.tables import table
from facecurve_train.svg import Axis, Chart, Drawing, Series

Json = dict[str, Any]
NAMES = {
    "ranking": "Ranking (100 thresholds)",
    "dldl": "DLDL (KL)",
    "expectation": "expectation (L1)",
    "dldl_v2": "DLDL-v2, joint",
    "two_stages": "DLDL-v2, two stages",
}
# Column -> set and figure.
COLUMNS = {
    "MAE": ("utkface", "mae"),
    "NLL": ("utkface", "nll"),
    "NLL, calibrated": ("utkface", "nll_calibrated"),
    "in 50 %": ("utkface", "coverage", "50"),
    "in 80 %": ("utkface", "coverage", "80"),
    "in 95 %": ("utkface", "coverage", "95"),
    "FairFace": ("fairface", "group_accuracy"),
    "MEBeauty r": ("mebeauty", "pearson"),
    "SCUT r": ("scutfbp5500", "pearson"),
}
PROSE = """\
# Ablation

One protocol: `{config}` ({network}), {train:,} training faces, {steps:,} steps of {batch} crops at {sizes}
px, seeds {seeds}. Figures on `val` with averaged weights and without a temperature unless said; two seeds
stand as mean and half their difference. Lambda is in the formula's units: KL summed over bins, error in
years. NLL: mean negative log-likelihood of the labelled age; after calibration the width is mended by one
temperature, so what differs is the curve's shape.

{table}

![MAE, likelihood and coverage against lambda](ablation-lambda.svg)

## Ranking and DLDL

The differences of a Ranking network's outputs are a label distribution. Mean earth mover's distance between
it and DLDL's on `val`: {distance:.2f} years{between}.

![Curves of {count} faces, Ranking's beside DLDL's](ablation-ranking.svg)
"""


def value_of(figures: Json, path: tuple[str, ...]) -> float | None:
    """The number at a path of keys; None where there is none."""
    found: Any = figures
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def cell(values: list[float | None], digits: int = 3) -> str:
    """Mean, and half the range where there are several seeds."""
    known = [value for value in values if value is not None and np.isfinite(value)]
    if not known:
        return "-"
    text = f"{np.mean(known):.{digits}f}"
    return text if len(known) == 1 else f"{text} ± {(max(known) - min(known)) / 2:.{digits}f}"


def ablation_table(report: Json) -> str:
    lines = []
    for row in report["rows"]:
        figures = [run["figures"] for run in row["runs"]]
        weight = f"{row['lambda']:g}" if row["method"] in ("dldl_v2", "two_stages") else "-"
        cells = [cell([value_of(each, path) for each in figures]) for path in COLUMNS.values()]
        lines.append([NAMES[row["method"]], weight, f"{len(figures)}", *cells])
    return table(["method", "lambda", "seeds", *COLUMNS], lines)


def sweep_points(report: Json, path: tuple[str, ...]) -> list[tuple[float, float]]:
    """(position of lambda in the sweep, figure of the first seed); DLDL is lambda 0."""
    found: dict[float, float] = {}
    for row in report["rows"]:
        if row["method"] not in ("dldl", "dldl_v2"):
            continue
        value = value_of(row["runs"][0]["figures"], path)
        if value is not None:
            found[row["lambda"]] = value
    return [(float(lambdas(report).index(weight)), found[weight]) for weight in sorted(found)]


def coverage_points(report: Json, share: str) -> list[tuple[float, float]]:
    return [(x, 100 * held) for x, held in sweep_points(report, ("utkface", "coverage", share))]


def lambdas(report: Json) -> list[float]:
    return sorted({row["lambda"] for row in report["rows"] if row["method"] in ("dldl", "dldl_v2")})


def rising_axis(label: str, values: list[float], count: int = 5) -> Axis:
    """Ticks at round steps around the values."""
    low, high = min(values), max(values)
    rough = max(high - low, 1e-3) / (count - 1)
    scale = 10.0 ** np.floor(np.log10(rough))
    step = next(each for each in (scale, 2 * scale, 5 * scale, 10 * scale) if each >= rough)
    first, last = np.floor(low / step), np.ceil(high / step)
    last = max(last, first + 1)
    return Axis(label, [round(float(tick * step), 6) for tick in np.arange(first, last + 1)])


def lambda_drawing(report: Json) -> str:
    """Three charts in a row: error, likelihood, coverage."""
    weights = lambdas(report)
    x = Axis("lambda", [float(index) for index in range(len(weights))], [f"{weight:g}" for weight in weights])
    mae = sweep_points(report, ("utkface", "mae"))
    nll = sweep_points(report, ("utkface", "nll"))
    calibrated = sweep_points(report, ("utkface", "nll_calibrated"))
    charts = [
        (
            Chart("Error of age", x, rising_axis("MAE, years", [y for _, y in mae]), 330),
            [Series("UTKFace val", mae)],
        ),
        (
            Chart("Likelihood", x, rising_axis("NLL, nats", [y for _, y in nll + calibrated]), 330),
            [Series("as trained", nll), Series("calibrated", calibrated, "5 3")],
        ),
        (
            Chart("Coverage", x, Axis("held, %", (0, 20, 40, 60, 80, 100)), 330),
            [Series(f"{share} %", coverage_points(report, share)) for share in ("50", "80", "95")],
        ),
    ]  # fmt: skip
    return in_a_row("MAE, likelihood and coverage against lambda", charts)


def ranking_drawing(report: Json) -> str:
    """One chart per face: the probability of each year."""
    years = Axis("years", (0, 20, 40, 60, 80, 100))
    charts = []
    for face in report["ranking"]["faces"]:
        y = rising_axis("probability", [0.0, *face["ranking"], *face["dldl"]])
        series = [
            Series(name, list(enumerate(face[method])))
            for name, method in (("Ranking", "ranking"), ("DLDL", "dldl"))
        ]
        charts.append((Chart(f"labelled {face['age']:.0f}", years, y, 330), series))
    return in_a_row("Ranking's label distribution beside DLDL's", charts, dots=False)


def in_a_row(title: str, charts: list[tuple[Chart, list[Series]]], dots: bool = True) -> str:
    width, height = (sum(chart.width for chart, _ in charts), max(chart.height for chart, _ in charts))
    drawing = Drawing(width, height, title)
    left = 0.0
    for chart, series in charts:
        chart.draw(series, dots)
        drawing.elements.append(f'<g transform="translate({left:g} 0)">')
        drawing.elements += [*chart.drawing.elements, "</g>"]
        left += chart.width
    return drawing.to_text()


def write_report(report: Json, out: Path) -> None:
    protocol, ranking = report["protocol"], report["ranking"]
    between = ranking.get("dldl_to_dldl_of_another_seed")
    text = PROSE.format(
        **{key: protocol[key] for key in ("config", "network", "train", "steps", "batch")},
        sizes=", ".join(str(size) for size in protocol["sizes"]),
        seeds=", ".join(str(seed) for seed in protocol["seeds"]),
        table=ablation_table(report),
        distance=ranking["ranking_to_dldl"],
        between="" if between is None else f"; between two DLDL networks of different seeds: {between:.2f}",
        count=len(ranking["faces"]),
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "ablation.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / "ABLATION.md").write_text(text)
    (out / "ablation-lambda.svg").write_text(lambda_drawing(report))
    (out / "ablation-ranking.svg").write_text(ranking_drawing(report))
