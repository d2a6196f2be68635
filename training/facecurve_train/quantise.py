"""Shipped weights to int8, without their run:
`python -m facecurve_train.quantise --name NAME --version VERSION --crops CROPS`.

The card keeps its temperatures, minors' rule and origin. Golden vectors, hashes and the figures on `val` are
made again.
"""

import argparse
import base64
import json
from collections.abc import Container
from pathlib import Path

import numpy as np

from facecurve_train.calibrate import calibrated
from facecurve_train.checkpoint import maps_from
from facecurve_train.data import load_faces
from facecurve_train.evaluate import Figures, measure, one_line
from facecurve_train.export import answers_of, golden, rounded, write_models, write_onnx
from facecurve_train.face_table import FaceTable
from facecurve_train.folded import FoldedNetwork, Layer, read_folded, rounded_layer
from facecurve_train.graph import WEIGHTS_FILE, build_graph
from facecurve_train.temperature import card_temperatures


def quantise(folder: Path, val: FaceTable, version: str, onnx: Path | None = None) -> Figures:
    """folder: a folder of `models/`, rewritten in place; -> calibrated figures on val."""
    card = json.loads((folder / "card.json").read_text())
    network = in_int8(read_folded(folder / "model.json"), card["heads"])
    graph, weights = build_graph(network, card["cropSize"], version)
    crops = read_golden_crops(folder / "golden.json", card["cropSize"])
    files = {
        "model.json": json.dumps(graph, separators=(",", ":")).encode(),
        WEIGHTS_FILE: weights,
        "golden.json": json.dumps(golden(network, crops)).encode(),
    }
    curves = calibrated(answers_of(network, val).logits, card_temperatures(card))
    figures = measure(val, curves, maps_from(card["maps"]))
    card |= {"version": version, "training": card["training"] | {"val": rounded(figures)}}
    if onnx is not None:
        card["onnx"] = write_onnx(network, card, val, onnx)
    write_models(files, card, folder.parent, folder.name)
    return figures


def in_int8(network: FoldedNetwork, heads: Container[str]) -> FoldedNetwork:
    """The same network with the named heads, its weights rounded."""

    def again(layer: Layer) -> Layer:
        return rounded_layer(layer.name, layer.weight, layer.bias)

    groups = tuple(tuple(again(layer) for layer in group) for group in network.groups)
    return FoldedNetwork(groups, tuple(again(head) for head in network.heads if head.name in heads))


def read_golden_crops(file: Path, size: int) -> np.ndarray:
    """-> uint8 [n,S,S,3]"""
    entries = json.loads(file.read_text())["crops"]
    pixels = [np.frombuffer(base64.b64decode(entry["pixels"]), np.uint8) for entry in entries]
    return np.stack(pixels).reshape(-1, size, size, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--models", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--name", default="facecurve", help="folder below --models")
    parser.add_argument("--version", required=True)
    parser.add_argument("--onnx", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    folder = arguments.models / arguments.name
    sets = json.loads((folder / "card.json").read_text())["training"]["sets"]
    val = load_faces([arguments.crops / name for name in sets], ["val"])
    print(one_line(quantise(folder, val, arguments.version, arguments.onnx)))


if __name__ == "__main__":
    main()
