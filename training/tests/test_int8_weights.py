import base64

import numpy as np
import pytest

from facecurve_train.int8_weights import int8_bytes, read_int8, rounded_to_int8, to_int8

# src/infer/tfjs-weights.test.ts reads the same bytes.
# A kernel of 1 x 2 taps, 2 inputs and 3 outputs; a head of 1 input and 3 outputs.
FILE = base64.b64decode("zczMPQAAgD/NzEy9AYEDf/sGB/gJCgCAAAAAPwAAAAAAAIA+A/8EAQAAAAIAAAAAPAA8ADw=")


def test_bytes_become_the_same_numbers_as_in_the_page():
    kernel, offset = read_int8(FILE, 0, (1, 2, 2, 3))
    head, end = read_int8(FILE, offset, (1, 3))
    tenth, twentieth = float(np.float32(0.1)), float(np.float32(0.05))
    # Output by output, [inputs, outputs, taps] holds 1 -127 | 3 127 | -5 6, then 7 -8 | 9 10 | 0 -128.
    exact = [
        [[1 * tenth, 3, 5 * twentieth], [7 * tenth, 9, 0]],
        [[-127 * tenth, 127, -6 * twentieth], [-8 * tenth, 10, 128 * twentieth]],
    ]
    assert kernel.dtype == np.float32 and kernel.shape == (1, 2, 2, 3)
    assert np.array_equal(kernel[0], np.array(exact, np.float32))
    assert np.array_equal(head, [[1.5, 0, 1]]) and end == 39


@pytest.mark.parametrize("shape", [(5, 3, 3, 3), (7, 4)])
def test_written_weights_are_read_back_and_rounded_only_once(shape):
    weight = np.random.default_rng(1).normal(size=shape).astype(np.float32)
    weight[1] *= 1e-6
    weight[2] = 0
    rounded = rounded_to_int8(weight)
    largest = np.abs(weight.reshape(len(weight), -1)).max(axis=1)
    error = np.abs(rounded - weight).reshape(len(weight), -1).max(axis=1)
    assert (error <= largest * 0.505 / 127).all()
    assert np.array_equal(rounded_to_int8(rounded), rounded)
    in_tfjs_order = rounded.transpose(2, 3, 1, 0) if weight.ndim == 4 else rounded.T
    read, end = read_int8(int8_bytes(weight), 0, in_tfjs_order.shape)
    assert np.array_equal(read, in_tfjs_order) and end == 4 * shape[0] + weight.size


def test_every_channel_uses_all_steps():
    values, scales = to_int8(np.random.default_rng(2).normal(size=(64, 16, 3, 3)))
    assert (np.abs(values.reshape(64, -1)).max(axis=1) == 127).all()
    assert (scales.view(np.uint32) & 0x1FFF == 0).all()
