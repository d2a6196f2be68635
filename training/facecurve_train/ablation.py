"""The paper's methods under one protocol.

`python -m facecurve_train.ablation CONFIG --crops DIR --runs DIR --steps N [--seeds 1 2]`

Every run has the configuration's crops, batch and schedule, N steps, and each of the seeds; only method and
lambda differ. Lambda is in the formula's units (KL summed over bins); the first seed sweeps it.
The two stages are the paper's: KL alone, then from there KL + lambda L1, each with its own falling learning
rate, N / 2 steps each. Run again to resume: finished runs are skipped, a stopped one goes on.
Writes ablation.json, ABLATION.md and drawings. All figures are on `val`, without a temperature unless said.
"""

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train import distribution
from facecurve_train.ablation_report import write_report
from facecurve_train.calibrate import fit_age_temperature
from facecurve_train.checkpoint import CHECKPOINT, load_trained
from facecurve_train.config import Config, load_config
from facecurve_train.crop_store import CropStore
from facecurve_train.data import load_faces
from facecurve_train.device import choose_device
from facecurve_train.errors import TrainingError
from facecurve_train.evaluate import curves, measure, predict_logits
from facecurve_train.export import rounded
from facecurve_train.face_table import FaceTable
from facecurve_train.teaching import Teaching
from facecurve_train.train import Trainer

Json = dict[str, Any]
LAMBDAS = (0.0, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
TWO_STAGES = "two_stages"
METHODS = ("ranking", "dldl", "expectation", "dldl_v2", TWO_STAGES)
SHOWN_AGES = (5, 25, 50, 75)  # of the faces whose curves are drawn
FIGURES = "ablation.json"  # in a run's folder


@dataclass(frozen=True)
class Row:
    """One line of the table: a method at a lambda, and its runs by seed."""

    method: str
    weight: float  # the paper's lambda; 0 where the method has none
    seeds: tuple[int, ...]

    def name(self, seed: int) -> str:
        weight = f"-lambda{self.weight:g}" if self.method in ("dldl_v2", TWO_STAGES) else ""
        return f"ablation-{self.method}{weight}-seed{seed}"


def plan(weight: float, seeds: tuple[int, ...]) -> list[Row]:
    """The methods with all seeds, then the lambdas that are not among them with the first seed."""
    rows = [Row(method, weight if method in ("dldl_v2", TWO_STAGES) else 0.0, seeds) for method in METHODS]
    # DLDL is lambda 0.
    return rows + [Row("dldl_v2", value, seeds[:1]) for value in LAMBDAS if value not in (0.0, weight)]


def stages(base: Config, row: Row, seed: int) -> list[Config]:
    """The configurations to train one after the other; the last one is measured."""
    age = replace(base.heads["age"], expectation=row.weight)
    weighted = replace(base, seed=seed, heads={**base.heads, "age": age})
    if row.method != TWO_STAGES:
        return [replace(weighted, name=row.name(seed), method=row.method)]
    steps = base.steps // 2
    # The first stage does not depend on lambda.
    first = replace(base, seed=seed, method="dldl", steps=steps, name=f"ablation-first_stage-seed{seed}")
    start = f"{first.name}/{CHECKPOINT}"
    second = replace(weighted, method="dldl_v2", steps=base.steps - steps, initial_weights=start)
    return [first, replace(second, name=row.name(seed))]


def train(config: Config, faces: FaceTable, runs: Path, crops: CropStore) -> bool:
    """Trains what is left of a run; -> whether it is finished (a signal may have stopped it)."""
    run = runs / config.name
    if is_finished(config, run):
        return True
    run.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(config, faces, run, crops)
    trainer.fit()
    return not trainer.stopping


def is_finished(config: Config, run: Path) -> bool:
    if not (run / CHECKPOINT).is_file():
        return False
    trained = load_trained(run)
    if trained.config.digest() != config.digest():
        raise TrainingError("bad-config", "a run of another protocol is there; take another --runs", str(run))
    return trained.step >= config.steps


def measure_run(run: Path, val: FaceTable) -> Json:
    """Figures and the age curves [N,101] of a finished run."""
    trained = load_trained(run)
    method = trained.config.method
    device = choose_device(trained.config, 0)
    logits = predict_logits(trained.network.to(device), val, trained.size, device)
    predicted = curves(logits, method=method)
    figures: Json = measure(val, predicted, trained.maps)
    if method != "ranking":
        # How good the curve's shape is when its width is mended, as it is before it ships.
        temperature = fit_age_temperature(val, logits["age"])
        mended = {**predicted, "age": distribution.softmax(logits["age"], temperature)}
        figures["utkface"]["temperature"] = temperature
        figures["utkface"]["nll_calibrated"] = measure(val, mended, trained.maps)["utkface"]["nll"]
    return {"config": trained.config.digest(), "figures": rounded(figures), "curves": predicted["age"]}


def figures_of(run: Path, val: FaceTable) -> Json:
    """As `measure_run`, kept in the run's folder."""
    path, kept = run / FIGURES, run / "curves.npy"
    if not (path.is_file() and kept.is_file()):
        measured = measure_run(run, val)
        np.save(kept, measured.pop("curves").astype(np.float32))
        path.write_text(json.dumps(measured) + "\n")
    return {**json.loads(path.read_text()), "curves": np.load(kept)}


def earth_movers(a: np.ndarray, b: np.ndarray) -> float:
    """Mean distance of two sets of curves [n,101] in years."""
    return float(np.abs(np.cumsum(a - b, axis=1)).sum(axis=1).mean())


def compare_with_ranking(measured: dict[str, Json], rows: list[Row], val: FaceTable) -> Json:
    """Ranking's implied label distribution beside DLDL's: distances in years, and curves of a few faces."""
    by_method = {row.method: row for row in rows[: len(METHODS)]}
    seeds = by_method["dldl"].seeds
    curves_of = {
        method: [measured[by_method[method].name(seed)]["curves"] for seed in seeds]
        for method in ("ranking", "dldl")
    }
    found: Json = {"ranking_to_dldl": round(earth_movers(curves_of["ranking"][0], curves_of["dldl"][0]), 3)}
    if len(seeds) > 1:
        found["dldl_to_dldl_of_another_seed"] = round(earth_movers(*curves_of["dldl"][:2]), 3)
    faces = []
    for age in SHOWN_AGES:
        distance = np.abs(np.nan_to_num(val.age, nan=1e9) - age)
        index = int(distance.argmin())  # the first of the nearest: none is picked by hand
        shown = {method: np.round(given[0][index], 5).tolist() for method, given in curves_of.items()}
        faces.append({"age": float(val.age[index]), **shown})
    return {**found, "faces": faces}


def ablate(base: Config, faces: FaceTable, runs: Path, seeds: tuple[int, ...]) -> Json | None:
    """All runs -> the report; None when a signal stopped one of them."""
    rows = plan(base.heads["age"].expectation, seeds)
    crops = CropStore(faces.take(faces.split == "train"), choose_device(base, 0))
    val = faces.take(faces.split == "val")
    measured: dict[str, Json] = {}
    for row in rows:
        for seed in row.seeds:
            for config in stages(base, row, seed):
                if not train(config, faces, runs, crops):
                    return None
            measured[row.name(seed)] = figures_of(runs / row.name(seed), val)
    return {
        "protocol": {
            "config": base.name,
            "network": base.network,
            "steps": base.steps,
            "batch": base.batch,
            "seeds": list(seeds),
            "sizes": [phase.size for phase in base.phases],
            "lambda": base.heads["age"].expectation,
            "train": int((faces.split == "train").sum()),
        },
        "rows": [
            {
                "method": row.method,
                "lambda": row.weight,
                "runs": [
                    {"seed": seed, **{key: measured[row.name(seed)][key] for key in ("config", "figures")}}
                    for seed in row.seeds
                ],
            }
            for row in rows
        ],
        "ranking": compare_with_ranking(measured, rows, val),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--runs", type=Path, required=True, help="folder of run folders")
    parser.add_argument("--steps", type=int, required=True, help="of each run")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--threads", type=int)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1])
    arguments = parser.parse_args()
    config = load_config(arguments.config, steps=arguments.steps, threads=arguments.threads)
    # A teacher gives distributions, which not every method can use.
    config = replace(config, teaching=Teaching())
    faces = load_faces([arguments.crops / folder for folder in config.folders])
    report = ablate(config, faces, arguments.runs, tuple(arguments.seeds))
    if report is None:
        print("stopped; run again to go on")
        return
    write_report(report, arguments.out)
    print(arguments.out / "ABLATION.md")


if __name__ == "__main__":
    main()
