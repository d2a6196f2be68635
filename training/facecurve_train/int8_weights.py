"""Int8 weights with one scale an output channel: how they are rounded, and how `weights.bin` holds them.

The file holds for each weight the scales, float32 [outputs], then the values, int8 [inputs, outputs, taps].
The taps of a window are neighbours, because that compresses best. `src/infer/tfjs-weights.ts` reads the same.
"""

import math
from collections.abc import Sequence

import numpy as np

LARGEST = 127
# Of float32's 23 mantissa bits: then 127 times a scale is exact, and rounding again changes nothing.
SCALE_BITS = 10


def to_int8(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """weight [outputs, ...] -> int8 of the same shape, float32 scales [outputs]; nearest."""
    rows = weight.reshape(len(weight), -1).astype(np.float64)
    scales = _short(np.abs(rows).max(axis=1) / LARGEST)
    steps = np.where(scales > 0, scales, 1)[:, None]  # an output of zeros has the scale 0
    return np.rint(rows / steps).clip(-LARGEST, LARGEST).astype(np.int8).reshape(weight.shape), scales


def rounded_to_int8(weight: np.ndarray) -> np.ndarray:
    """weight [outputs, ...] -> float32 of the same shape: the values that the page computes with."""
    values, scales = to_int8(weight)
    return values * scales.reshape(-1, *[1] * (weight.ndim - 1))


def int8_bytes(weight: np.ndarray) -> bytes:
    """weight [outputs, inputs, ...]"""
    values, scales = to_int8(weight)
    return scales.astype("<f4").tobytes() + np.ascontiguousarray(values.swapaxes(0, 1)).tobytes()


def read_int8(data: bytes, offset: int, shape: Sequence[int]) -> tuple[np.ndarray, int]:
    """shape in tfjs's order: [..., inputs, outputs]. -> float32 in that order, offset of what follows."""
    *window, inputs, outputs = shape
    count = math.prod(shape)
    scales = np.frombuffer(data, "<f4", outputs, offset)
    offset += scales.nbytes
    values = np.frombuffer(data, np.int8, count, offset).reshape(inputs * outputs, -1)
    return (values.T.reshape(*window, inputs, outputs) * scales).astype(np.float32), offset + count


def _short(scales: np.ndarray) -> np.ndarray:
    """Float32 with SCALE_BITS mantissa bits; nearest."""
    spare = 23 - SCALE_BITS
    bits = scales.astype(np.float32).view(np.uint32) + np.uint32(1 << (spare - 1))
    return (bits >> spare << spare).view(np.float32)
