"""Runs side by side: `python -m facecurve_train.compare --run DIR ... --crops DIR [--limits FILE]`.

Writes COMPARISON.md and comparison.json: what each run is and its figures on `val`, with averaged weights and
without a temperature. FILE is `npm run measure:limits -- --json FILE`: with it error is drawn against the
milliseconds of a face on WebAssembly (crop-sizes.svg): a line for TinyAgeNet's runs that differ in nothing
but the size.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from facecurve_train.ablation import measure_run
from facecurve_train.ablation_report import COLUMNS, cell, rising_axis, value_of
from facecurve_train.card.tables import table
from facecurve_train.checkpoint import load_trained
from facecurve_train.config import Phase
from facecurve_train.data import load_faces
from facecurve_train.face_table import FaceTable
from facecurve_train.loss import AUXILIARY_SIZES
from facecurve_train.model import parameter_count
from facecurve_train.svg import Chart, Series

Json = dict[str, Any]
RANDOM = "random numbers"
SHOWN = ("MAE", "NLL, calibrated", "in 80 %", "FairFace", "MEBeauty r", "SCUT r")
PROSE = """\
# Runs side by side

Figures on `val`, with averaged weights and without a temperature unless said. NLL: mean negative
log-likelihood of the labelled age, after the width is mended by one temperature. Written by
`facecurve_train.compare`; what was asked of these runs and what came of it: [EXPERIMENTS.md](EXPERIMENTS.md).

{table}
"""
DRAWING = "\n![Error against milliseconds of a face, for crops of 64, 96 and 128 px](crop-sizes.svg)\n"


def describe(run: Path, val: FaceTable, milliseconds: dict[str, float]) -> Json:
    """milliseconds: of a TinyAgeNet's face by the crop's side in pixels."""
    trained = load_trained(run)
    config = trained.config
    auxiliary = tuple(f"heads.{name}." for name in AUXILIARY_SIZES)
    shipped = parameter_count(trained.network) - sum(
        parameter.numel()
        for name, parameter in trained.network.named_parameters()
        if name.startswith(auxiliary)
    )
    measured = measure_run(run, val)
    return {
        "run": run.name,
        "config": measured["config"],
        "but_for_size": replace(config, name="", phases=(Phase(64, 1.0),)).digest(),
        "network": config.network,
        "parameters": shipped,
        "start": start_of(config.initial_weights),
        "size": trained.size,
        "pictures": trained.step * config.batch,
        "milliseconds": milliseconds.get(str(trained.size)) if config.network == "tiny" else None,
        "figures": measured["figures"],
    }


def start_of(initial_weights: str) -> str:
    """The run, or the folder of shipped weights, that a run starts from."""
    return Path(initial_weights).parent.name if initial_weights else RANDOM


def comparison_table(rows: list[Json]) -> str:
    """One line a run, in their order."""
    head = ["run", "network", "parameters", "starts from", "px", "pictures seen", *SHOWN]
    lines = []
    for row in rows:
        figures = [cell([value_of(row["figures"], COLUMNS[name])]) for name in SHOWN]
        what = [row["run"], row["network"], f"{row['parameters']:,}", row["start"], f"{row['size']}"]
        lines.append([*what, f"{row['pictures']:,}", *figures])
    return table(head, lines)


def size_lines(rows: list[Json]) -> dict[str, list[tuple[float, float]]]:
    """{start: (milliseconds, error of age) by size}, of runs that are alike in all but their size."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in sorted(rows, key=lambda row: row["size"]):
        error = value_of(row["figures"], COLUMNS["MAE"])
        if row["milliseconds"] is not None and error is not None:
            alike = (row["start"], row["but_for_size"])
            points.setdefault(alike, []).append((row["milliseconds"], error))
    return {start: found for (start, _), found in points.items() if len(found) > 1}


def size_drawing(lines: dict[str, list[tuple[float, float]]]) -> str:
    every = [point for found in lines.values() for point in found]
    x = rising_axis("milliseconds a face on WebAssembly", [0.0, *(x for x, _ in every)])
    y = rising_axis("MAE, years", [y for _, y in every])
    series = [Series(f"from {start}", found) for start, found in lines.items()]
    return Chart("Crops of 64, 96 and 128 px", x, y).draw(series)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, nargs="+", required=True, help="run folders")
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--sets", nargs="*", default=["utkface", "fairface", "mebeauty", "scutfbp5500"])
    parser.add_argument("--limits", type=Path, help="JSON of `npm run measure:limits`")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1])
    arguments = parser.parse_args()
    milliseconds = json.loads(arguments.limits.read_text())["sides"]["wasm"] if arguments.limits else {}
    val = load_faces([arguments.crops / name for name in arguments.sets], ["val"])
    rows = [describe(run, val, milliseconds) for run in arguments.run]
    text = PROSE.format(table=comparison_table(rows))
    if lines := size_lines(rows):
        (arguments.out / "crop-sizes.svg").write_text(size_drawing(lines))
        text += DRAWING
    (arguments.out / "comparison.json").write_text(json.dumps(rows, indent=1) + "\n")
    (arguments.out / "COMPARISON.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
