"""Evaluates model.json + weights.bin with numpy, following tfjs' rules, for the operations we write."""

import base64

import numpy as np

from facecurve_train.int8_weights import read_int8

TYPES = {"float16": "<f2", "float32": "<f4", "int32": "<i4"}


def read_weights(model: dict, data: bytes) -> dict[str, np.ndarray]:
    weights, offset = {}, 0
    for entry in model["weightsManifest"][0]["weights"]:
        if entry.get("quantization") == {"dtype": "int8"}:
            weights[entry["name"]], offset = read_int8(data, offset, entry["shape"])
            continue
        kind = np.dtype(TYPES[entry.get("quantization", entry)["dtype"]])
        count = int(np.prod(entry["shape"], dtype=int))
        weights[entry["name"]] = np.frombuffer(data, kind, count, offset).reshape(entry["shape"])
        offset += count * kind.itemsize
    assert offset == len(data), "bytes left over in weights.bin"
    return {
        name: values if values.dtype.kind == "i" else values.astype(np.float32)
        for name, values in weights.items()
    }


def text(attribute: dict) -> str:
    return base64.b64decode(attribute["s"]).decode()


def evaluate(model: dict, data: bytes, crops: np.ndarray) -> dict[str, np.ndarray]:
    """crops [n,S,S,3] -> the value of every node."""
    values: dict[str, np.ndarray] = {"crops": crops.astype(np.float32)}
    weights = read_weights(model, data)
    for node in model["modelTopology"]["node"]:
        inputs = [values[name] for name in node.get("input", [])]
        operation, attributes = node["op"], node["attr"]
        if operation == "Placeholder":
            continue
        if operation == "Const":
            declared = attributes["value"]["tensor"]["tensorShape"]["dim"]
            assert [int(dimension["size"]) for dimension in declared] == list(weights[node["name"]].shape)
            value = weights[node["name"]]
        elif operation == "Sub":
            value = inputs[0] - inputs[1]
        elif operation == "Mul":
            value = inputs[0] * inputs[1]
        elif operation == "_FusedConv2D":
            assert [base64.b64decode(name) for name in attributes["fused_ops"]["list"]["s"]] == [
                b"BiasAdd",
                b"Relu",
            ]
            assert text(attributes["padding"]) == "SAME" and text(attributes["data_format"]) == "NHWC"
            value = np.maximum(convolve(inputs[0], inputs[1]) + inputs[2], 0)
        elif operation == "MaxPool":
            assert attributes["ksize"]["list"]["i"] == ["1", "2", "2", "1"]
            n, h, w, c = inputs[0].shape
            value = inputs[0].reshape(n, h // 2, 2, w // 2, 2, c).max(axis=(2, 4))
        elif operation == "Mean":
            value = inputs[0].mean(axis=tuple(inputs[1]))
        elif operation == "MatMul":
            value = inputs[0] @ inputs[1]
        elif operation == "BiasAdd":
            value = inputs[0] + inputs[1]
        else:
            raise NotImplementedError(operation)
        values[node["name"]] = value
    return values


def convolve(maps: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """3x3, stride 1, SAME: [n,h,w,i], [3,3,i,o] -> [n,h,w,o]."""
    padded = np.pad(maps, ((0, 0), (1, 1), (1, 1), (0, 0)))
    h, w = maps.shape[1:3]
    return sum(padded[:, y : y + h, x : x + w] @ weight[y, x] for y in range(3) for x in range(3))
