"""The weights of a graph of tfjs: `weights.bin`, as the manifest in `model.json` describes it."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facecurve_label.errors import LabelError

STORED = {"float32": "<f4", "int32": "<i4", "float16": "<f2"}


def read_weights(topology: dict[str, Any], data: bytes) -> dict[str, NDArray[Any]]:
    """topology: `model.json`; data: `weights.bin` -> values by name, as float32 or int32."""
    rest = _Bytes(data)
    entries = [entry for group in topology["weightsManifest"] for entry in group["weights"]]
    return {entry["name"]: _values(rest, entry) for entry in entries}


class _Bytes:
    """Reads arrays of a file one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._offset = 0

    def take(self, kind: str, count: int) -> NDArray[Any]:
        start = self._offset
        self._offset += np.dtype(kind).itemsize * count
        if self._offset > len(self._data):
            raise LabelError(
                "asset-truncated", f"weights.bin has {len(self._data)} bytes, too few for model.json."
            )
        return np.frombuffer(self._data, kind, count, start)


def _values(rest: _Bytes, entry: dict[str, Any]) -> NDArray[Any]:
    shape, kind = entry["shape"], entry.get("quantization", entry)["dtype"]
    if kind == "int8":
        return _unfolded(rest, shape)
    stored = rest.take(STORED[kind], math.prod(shape)).reshape(shape)
    return stored if kind == "int32" else stored.astype(np.float32)


def _unfolded(rest: _Bytes, shape: list[int]) -> NDArray[np.float32]:
    """Int8 weights, as in `src/infer/tfjs-weights.ts`: a scale for each output, then values [inputs,
    outputs, taps].
    """
    *window, inputs, outputs = shape
    scales = rest.take("<f4", outputs)
    stored = rest.take("i1", math.prod(shape)).reshape(inputs * outputs, -1)
    return (stored.T.reshape(*window, inputs, outputs) * scales).astype(np.float32)
