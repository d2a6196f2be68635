"""The network as a tfjs graph model: `model.json` (GraphDef as JSON) and `weights.bin`.

Layout: crops -> Sub, Mul -> 13 x _FusedConv2D (bias, ReLU) with MaxPool between the groups -> Mean ->
a MatMul and BiasAdd per head. The node `features` is the map before the last pool.
tfjs 4.22 runs it on every backend.

`weights.bin` begins with the int8 weights (`int8_weights.py`). Biases are float16.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from facecurve_train.folded import FoldedNetwork, Layer
from facecurve_train.int8_weights import int8_bytes

FLOAT, INT32 = "DT_FLOAT", "DT_INT32"
WEIGHTS_FILE = "weights.bin"
Json = dict[str, Any]


@dataclass
class Graph:
    """Nodes in order of evaluation; weights in order of the file: those of int8, then the others."""

    nodes: list[Json] = field(default_factory=list)
    int8_weights: list[Json] = field(default_factory=list)
    int8_data: bytearray = field(default_factory=bytearray)
    weights: list[Json] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    def node(self, name: str, operation: str, inputs: list[str], **attributes: Json) -> str:
        entry: Json = {"name": name, "op": operation, "attr": {"T": {"type": FLOAT}, **attributes}}
        if inputs:
            entry["input"] = inputs
        self.nodes.append(entry)
        return name

    def int8(self, name: str, weight: np.ndarray) -> str:
        """A weight [outputs, inputs, ...], which tfjs gets as [..., inputs, outputs]."""
        shape = [*weight.shape[2:], weight.shape[1], weight.shape[0]]
        self._constant_node(name, FLOAT, shape)
        self.int8_weights.append(
            {"name": name, "shape": shape, "dtype": "float32", "quantization": {"dtype": "int8"}}
        )
        self.int8_data += int8_bytes(weight)
        return name

    def constant(self, name: str, values: np.ndarray, half: bool = True) -> str:
        """A number or a bias. 4-byte values must come before the float16 ones, so that they stay aligned."""
        integer = values.dtype.kind == "i"
        self._constant_node(name, INT32 if integer else FLOAT, values.shape)
        entry: Json = {"name": name, "shape": list(values.shape), "dtype": "int32" if integer else "float32"}
        if integer:
            stored = values.astype("<i4")
        elif half:
            entry["quantization"] = {"dtype": "float16", "original_dtype": "float32"}
            stored = values.astype("<f2")
        else:
            stored = values.astype("<f4")
        if stored.itemsize == 4 and len(self.data) % 4:
            raise ValueError(f"{name}: 4-byte weights must come first")
        self.weights.append(entry)
        self.data += stored.tobytes()
        return name

    def _constant_node(self, name: str, kind: str, shape: Sequence[int]) -> None:
        tensor = {"dtype": kind, "tensorShape": _dimensions(shape)}
        self.nodes.append(
            {"name": name, "op": "Const", "attr": {"dtype": {"type": kind}, "value": {"tensor": tensor}}}
        )


def build_graph(network: FoldedNetwork, size: int, version: str) -> tuple[Json, bytes]:
    """-> (model.json's value, weights.bin's bytes)."""
    graph = Graph()
    current = _input(graph, size)
    axes = graph.constant("pooled/axes", np.array([1, 2], dtype=np.int32))
    for group_number, group in enumerate(network.groups, start=1):
        for layer in group:
            is_last = group_number == len(network.groups) and layer is group[-1]
            current = _convolution(graph, current, layer, "features" if is_last else layer.name)
        current = _max_pool(graph, current, f"group{group_number}/pool")
    pooled = graph.node("pooled", "Mean", [current, axes], Tidx={"type": INT32}, keep_dims={"b": False})
    for head in network.heads:
        _head(graph, pooled, head)
    signature = {
        "inputs": {"crops": _tensor_info("crops", (-1, size, size, 3))},
        "outputs": {head.name: _tensor_info(head.name, (-1, len(head.bias))) for head in network.heads},
    }
    model = {
        "format": "graph-model",
        "generatedBy": f"facecurve {version}",
        "convertedBy": "facecurve_train.export",
        "signature": signature,
        "modelTopology": {"node": graph.nodes, "library": {}, "versions": {"producer": 1}},
        "weightsManifest": [{"paths": [WEIGHTS_FILE], "weights": graph.int8_weights + graph.weights}],
    }
    return model, bytes(graph.int8_data + graph.data)


def _input(graph: Graph, size: int) -> str:
    """Placeholder and (x - 127.5) / 127.5; the factor needs float32."""
    shape = {"shape": _dimensions((-1, size, size, 3))}
    placeholder = {"dtype": {"type": FLOAT}, "shape": shape}
    graph.nodes.append({"name": "crops", "op": "Placeholder", "attr": placeholder})
    centre = graph.constant("normalised/centre", np.array(127.5, dtype=np.float32), half=False)
    factor = graph.constant("normalised/factor", np.array(1 / 127.5, dtype=np.float32), half=False)
    centred = graph.node("normalised/centred", "Sub", ["crops", centre])
    return graph.node("normalised", "Mul", [centred, factor])


def _convolution(graph: Graph, source: str, layer: Layer, name: str) -> str:
    weight = graph.int8(f"{layer.name}/weight", layer.weight.numpy())
    bias = graph.constant(f"{layer.name}/bias", layer.bias.numpy())
    return graph.node(
        name,
        "_FusedConv2D",
        [source, weight, bias],
        strides=_integers(1, 1, 1, 1),
        dilations=_integers(1, 1, 1, 1),
        padding=_text("SAME"),
        data_format=_text("NHWC"),
        fused_ops={"list": {"s": [_text("BiasAdd")["s"], _text("Relu")["s"]]}},
        num_args={"i": "1"},
        epsilon={"f": 0},
    )


def _max_pool(graph: Graph, source: str, name: str) -> str:
    return graph.node(
        name,
        "MaxPool",
        [source],
        ksize=_integers(1, 2, 2, 1),
        strides=_integers(1, 2, 2, 1),
        padding=_text("VALID"),
        data_format=_text("NHWC"),
    )


def _head(graph: Graph, pooled: str, head: Layer) -> str:
    weight = graph.int8(f"{head.name}/weight", head.weight.numpy())
    bias = graph.constant(f"{head.name}/bias", head.bias.numpy())
    product = graph.node(
        f"{head.name}/product", "MatMul", [pooled, weight], transpose_a={"b": False}, transpose_b={"b": False}
    )
    return graph.node(head.name, "BiasAdd", [product, bias], data_format=_text("NHWC"))


def _dimensions(shape: Sequence[int]) -> Json:
    return {"dim": [{"size": str(length)} for length in shape]}


def _tensor_info(name: str, shape: tuple[int, ...]) -> Json:
    return {"name": f"{name}:0", "dtype": FLOAT, "tensorShape": _dimensions(shape)}


def _integers(*values: int) -> Json:
    return {"list": {"i": [str(value) for value in values]}}


def _text(value: str) -> Json:
    return {"s": base64.b64encode(value.encode()).decode()}
