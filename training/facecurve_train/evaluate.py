"""Figures of a network on a split: `python -m facecurve_train.evaluate --run DIR --crops DIR [--split val]`.

They are over the crops, so over detected faces; the shipped figures are those of `npm run evaluate`.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from facecurve_train import distribution, figures
from facecurve_train.augment import centre_view
from facecurve_train.data import load_faces
from facecurve_train.face_table import FaceTable
from facecurve_train.heads import DEFAULT_HEADS, Heads
from facecurve_train.labels import AGE_LABELS, ATTRACTIVENESS_LABELS, QuantileMap
from facecurve_train.loss import AUXILIARY_SIZES, Method, probabilities
from facecurve_train.natural_mix import decades, natural_mean

Figures = dict[str, dict[str, object]]
PRINTED_SHARES = (0.5, 0.8, 0.95)  # the intervals that the page prints
RELIABILITY_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@torch.inference_mode()
def predict_logits(
    network: nn.Module, faces: FaceTable, size: int, device: torch.device | str = "cpu", batch: int = 256
) -> dict[str, np.ndarray]:
    """The shipped crops through the network in evaluation mode: {head: [N, outputs]}."""
    was_training = network.training
    network.eval()
    outputs: dict[str, list[np.ndarray]] = {}
    for start in range(0, len(faces), batch):
        rows = np.arange(start, min(start + batch, len(faces)))
        views = centre_view(torch.from_numpy(faces.gather(rows)), faces.size, size).to(device)
        predicted = network(views)
        for name, logits in predicted.items():
            if name not in AUXILIARY_SIZES:
                outputs.setdefault(name, []).append(logits.float().cpu().numpy())
    network.train(was_training)
    return {name: np.concatenate(parts) for name, parts in outputs.items()}


def curves(logits: dict[str, np.ndarray], method: Method = "dldl_v2") -> dict[str, np.ndarray]:
    """{head: probabilities [N,K]} in float64, without a temperature."""
    return {
        name: probabilities(torch.from_numpy(values).double(), method).numpy()
        for name, values in logits.items()
    }


def measure(
    faces: FaceTable,
    predicted: dict[str, np.ndarray],
    maps: dict[str, QuantileMap],
    heads: Heads = DEFAULT_HEADS,
) -> Figures:
    """Per set the figures that its labels allow: age, age groups, attractiveness, and heads of columns."""
    measured: Figures = {}
    for name in np.unique(faces.set_name):
        rows = np.flatnonzero(faces.set_name == name)
        part = faces.take(rows)
        entry: dict[str, object] = {"images": len(part)}
        if not np.isnan(part.age).all():
            entry |= age_figures(part, predicted["age"][rows])
        if (part.age_low >= 0).any():
            entry["group_accuracy"] = group_accuracy(part, predicted["age"][rows])
            near = figures.accuracy_within_one_group(*grouped_estimates(part, predicted["age"][rows]))
            entry["neighbours"] = {"group_accuracy": near}
        if "attractiveness" in predicted and not np.isnan(part.attractiveness).all():
            entry |= attractiveness_figures(part, predicted["attractiveness"][rows], maps.get(str(name)))
        for head_name, head in heads.items():
            means = part.other.get(head.column, np.full(len(part), np.nan))
            if not np.isnan(means).all():
                estimate = distribution.expectation(predicted[head_name][rows], head.labels)
                entry |= {f"{head_name}_{key}": value for key, value in mean_figures(estimate, means).items()}
        measured[str(name)] = entry
    return measured


def age_figures(faces: FaceTable, predicted: np.ndarray) -> dict[str, object]:
    """Errors in years against the label as it stands (up to 116); predicted [n,101].

    coverage: {share in %: share of the ages inside that interval}, also for each decade that has faces.
    """
    known = ~np.isnan(faces.age)
    age, predicted = faces.age[known].astype(np.float64), predicted[known]
    estimate = distribution.expectation(predicted, AGE_LABELS)
    error = np.abs(estimate - age)
    decade = decades(age)
    parts = [decade == value for value in np.unique(decade)]
    nearest = np.clip(np.round(age).astype(int), 0, 100)
    held = coverage(predicted, age, RELIABILITY_SHARES)
    return {
        **figures.error_figures(estimate, age),
        "coverage80": held["80"],
        "nll": float(-np.log(predicted[np.arange(len(age)), nearest] + 1e-12).mean()),
        "mae_by_decade": [float(error[part].mean()) for part in parts],
        "coverage": held,
        "coverage_by_decade": [coverage(predicted[part], age[part], PRINTED_SHARES) for part in parts],
        "natural_mix": {"mae": natural_mean(error, age)},
    }


def coverage(predicted: np.ndarray, age: np.ndarray, shares: Sequence[float]) -> dict[str, float]:
    """Share of the ages [n] inside the central interval of each share: predicted [n,101] -> {"80": 0.79}."""
    intervals = {
        f"{100 * share:.0f}": distribution.central_interval(predicted, AGE_LABELS, share) for share in shares
    }
    return {share: float(held or 0.0) for share, held in figures.coverage(intervals, age).items()}


def group_accuracy(faces: FaceTable, predicted: np.ndarray) -> float:
    """Share of the estimates that round into their labelled group."""
    accuracy = figures.group_accuracy(*grouped_estimates(faces, predicted))
    return float("nan") if accuracy is None else accuracy


def grouped_estimates(faces: FaceTable, predicted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Estimate, low and high of the faces with a group, in years: [n], [n], [n]."""
    known = faces.age_low >= 0
    estimate = distribution.expectation(predicted[known], AGE_LABELS)
    return estimate, faces.age_low[known].astype(np.float64), faces.age_high[known].astype(np.float64)


def attractiveness_figures(
    faces: FaceTable, predicted: np.ndarray, scale: QuantileMap | None
) -> dict[str, object]:
    """Pearson and MAE against the raters' mean on the set's own scale; predicted [n,10].

    earth_movers: mean distance between predicted and real vote histogram, points; where votes are known.
    """
    known = ~np.isnan(faces.attractiveness)
    label, predicted = faces.attractiveness[known].astype(np.float64), predicted[known]
    estimate = distribution.expectation(predicted, ATTRACTIVENESS_LABELS)
    if scale is not None:
        estimate = scale.invert(estimate)
    entry: dict[str, object] = {**mean_figures(estimate, label)}
    votes = faces.votes[known].astype(np.float64)
    voted = votes.sum(axis=1) > 0
    if voted.any():
        shares = figures.vote_shares(votes[voted])
        held = {
            f"{100 * share:.0f}": vote_coverage(predicted[voted], shares, share)
            for share in RELIABILITY_SHARES
        }
        entry["vote_coverage80"] = held["80"]
        entry["vote_coverage"] = held
        entry["earth_movers"] = figures.earth_movers(predicted[voted], shares)
        sigma = figures.vote_sigma(shares)
        entry["epsilon"] = {"error": figures.epsilon_error(estimate[voted], label[voted], sigma)}
    return entry


def mean_figures(estimate: np.ndarray, label: np.ndarray) -> dict[str, float]:
    """Pearson and MAE of estimates [n] against means [n], NaN where unknown."""
    known = ~np.isnan(label)
    estimate, label = estimate[known], label[known].astype(np.float64)
    correlation = figures.pearson(estimate, label)
    return {
        "pearson": float("nan") if correlation is None else correlation,
        "mae": float(np.abs(estimate - label).mean()),
    }


def vote_coverage(predicted: np.ndarray, shares: np.ndarray, share: float) -> float:
    """Mean share of the votes [n,10] inside the central interval of `share` of the predicted ones [n,10]."""
    interval = distribution.central_interval(predicted, ATTRACTIVENESS_LABELS, share)
    return float(figures.votes_inside(shares, interval) or 0.0)


def score(measured: Figures) -> float:
    """One number to choose a checkpoint by, higher is better: what each set is worth near our aims."""
    total = 0.0
    for entry in measured.values():
        if "nll" in entry:
            total -= float(entry["mae"]) / 5  # type: ignore[arg-type]
        total += float(entry.get("group_accuracy", 0.0)) + 0.7 * float(entry.get("pearson", 0.0))  # type: ignore
    return total


def one_line(measured: Figures) -> str:
    """'utkface mae 5.61 w5 0.57 c80 0.82 | fairface acc 0.481 | ...'"""
    short = {"mae": "mae", "within5": "w5", "coverage80": "c80", "group_accuracy": "acc", "pearson": "r"}
    short |= {"vote_coverage80": "vc80", "earth_movers": "emd"}
    parts = []
    for name, entry in measured.items():
        values = " ".join(f"{label} {entry[key]:.3f}" for key, label in short.items() if key in entry)
        parts.append(f"{name} {values}")
    return " | ".join(parts)


def main() -> None:
    from facecurve_train.calibrate import calibrated
    from facecurve_train.checkpoint import load_trained
    from facecurve_train.temperature import card_temperatures

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="run folder with checkpoint.pt")
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--split", default="val", choices=("train", "val", "test"))
    parser.add_argument("--sets", nargs="*", default=["utkface", "fairface", "mebeauty", "scutfbp5500"])
    parser.add_argument("--card", type=Path, help="card.json whose temperatures are applied")
    arguments = parser.parse_args()
    trained = load_trained(arguments.run)
    faces = load_faces([arguments.crops / name for name in arguments.sets], [arguments.split])
    logits = predict_logits(trained.network, faces, trained.size)
    predicted = curves(logits, method=trained.config.method)
    if arguments.card:
        predicted = calibrated(logits, card_temperatures(json.loads(arguments.card.read_text())))
    measured = measure(faces, predicted, trained.maps, trained.config.heads)
    print(json.dumps({"split": arguments.split, "figures": measured}, indent=1))
    print(one_line(measured))


if __name__ == "__main__":
    main()
