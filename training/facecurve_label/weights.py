"""The weights of a graph of tfjs: `weights.bin`, as the manifest in `model.json` describes it."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facecurve_label.errors import LabelError

STORED = {"float32": "<f4", "int32": "<i4", "float16": "<f2", "uint8": "u1"}


def read_weights(topology: dict[str, Any], data: bytes) -> dict[str, NDArray[Any]]:
    """topology: `model.json`; data: `weights.bin` -> values by name, as float32 or int32."""
    weights: dict[str, NDArray[Any]] = {}
    offset = 0
    for entry in (entry for group in topology["weightsManifest"] for entry in group["weights"]):
        kind = np.dtype(STORED[entry.get("quantization", entry)["dtype"]])
        count = math.prod(entry["shape"])
        if offset + count * kind.itemsize > len(data):
            raise LabelError("asset-truncated", f"weights.bin has {len(data)} bytes, too few for model.json.")
        stored = np.frombuffer(data, kind, count, offset).reshape(entry["shape"])
        weights[entry["name"]] = _values(stored, entry.get("quantization", {}))
        offset += count * kind.itemsize
    return weights


def _values(stored: NDArray[Any], quantization: dict[str, Any]) -> NDArray[Any]:
    if stored.dtype.kind == "i":
        return stored
    values = stored.astype(np.float32)
    return (
        values * np.float32(quantization["scale"]) + np.float32(quantization["min"])
        if "scale" in quantization
        else values
    )
