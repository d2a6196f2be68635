"""Weights of a tfjs model on disk: `model.json` with its weights manifest, and the binary files beside it."""

import json
import math
from pathlib import Path

import numpy as np

from facecurve_train.errors import TrainingError
from facecurve_train.int8_weights import read_int8

STORED = {"float32": "<f4", "int32": "<i4", "float16": "<f2", "uint8": "u1"}


def read_weights(model: Path) -> dict[str, np.ndarray]:
    """model: the JSON file, or a weights manifest -> {name: array}; short floats come back as float32."""
    if not model.is_file():
        raise TrainingError("missing-file", "no tfjs model there", str(model))
    weights: dict[str, np.ndarray] = {}
    contents = json.loads(model.read_text())
    for group in contents if isinstance(contents, list) else contents["weightsManifest"]:
        data = b"".join((model.parent / path).read_bytes() for path in group["paths"])
        offset = 0
        for entry in group["weights"]:
            quantization = entry.get("quantization", {})
            if quantization.get("dtype") == "int8":
                weights[entry["name"]], offset = read_int8(data, offset, entry["shape"])
                continue
            kind = np.dtype(STORED[quantization.get("dtype", entry["dtype"])])
            count = math.prod(entry["shape"])
            values = np.frombuffer(data, kind, count, offset).reshape(entry["shape"])
            if "scale" in quantization:
                values = values.astype(np.float32) * quantization["scale"] + quantization["min"]
            weights[entry["name"]] = values if kind.kind == "i" else values.astype(np.float32)
            offset += count * kind.itemsize
        if offset != len(data):
            raise TrainingError(
                "wrong-size", f"{len(data)} bytes of weights, {offset} in its manifest", str(model)
            )
    return weights
