"""Weights of a graph become the numbers that the page computes with."""

import base64

import numpy as np
import pytest

from facecurve_label.errors import LabelError
from facecurve_label.weights import read_weights

FLOAT16 = {"dtype": "float32", "quantization": {"dtype": "float16", "original_dtype": "float32"}}
INT8 = {"dtype": "float32", "quantization": {"dtype": "int8"}}
# One scale an output: a kernel of 1 x 2 taps, 2 inputs and 3 outputs; a head of 1 input and 3 outputs.
SCALED = base64.b64decode("zczMPQAAgD/NzEy9AYEDf/sGB/gJCgCAAAAAPwAAAAAAAIA+A/8E")


def topology(*weights: dict) -> dict:
    return {"weightsManifest": [{"paths": ["weights.bin"], "weights": list(weights)}]}


def test_short_and_whole_numbers_are_read_in_order():
    data = np.float32([1.5]).tobytes() + np.int32([1, 2]).tobytes() + np.float16([0.5, -2]).tobytes()
    weights = read_weights(
        topology(
            {"name": "centre", "shape": [], "dtype": "float32"},
            {"name": "axes", "shape": [2], "dtype": "int32"},
            {"name": "bias", "shape": [2], **FLOAT16},
        ),
        data,
    )
    assert {name: values.tolist() for name, values in weights.items()} == {
        "centre": 1.5,
        "axes": [1, 2],
        "bias": [0.5, -2],
    }
    assert weights["bias"].dtype == np.float32


def test_bytes_with_a_scale_an_output_are_unfolded():
    kernel = {"name": "kernel", "shape": [1, 2, 2, 3], **INT8}
    weights = read_weights(topology(kernel, {"name": "head", "shape": [1, 3], **INT8}), SCALED)
    tenth, twentieth = float(np.float32(0.1)), float(np.float32(0.05))
    expected = [
        [[1 * tenth, 3, 5 * twentieth], [7 * tenth, 9, 0]],
        [[-127 * tenth, 127, -6 * twentieth], [-8 * tenth, 10, 128 * twentieth]],
    ]
    assert np.array_equal(weights["kernel"][0], np.float32(expected))
    assert weights["head"].tolist() == [[1.5, 0, 1]]


def test_a_file_that_is_too_short_is_not_read():
    with pytest.raises(LabelError) as raised:
        read_weights(topology({"name": "bias", "shape": [9], **FLOAT16}), bytes(16))
    assert raised.value.code == "asset-truncated"
