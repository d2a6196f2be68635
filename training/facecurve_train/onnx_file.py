"""The network as one ONNX file, for those who label pictures outside a browser; the page does not load it.

Layout: crops -> Cast, Sub, Mul, Transpose -> 13 x Conv, Relu with MaxPool between the groups ->
GlobalAveragePool, Flatten -> a Gemm per head. Weights are float32 with the values that ship.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnxruntime
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from facecurve_train.folded import FoldedNetwork, Layer

OPSET, IR_VERSION = 17, 8  # of 2022: every runtime in use reads them


@dataclass
class OnnxGraph:
    """Nodes in order of evaluation, and their weights. A node's output carries its name."""

    nodes: list[NodeProto] = field(default_factory=list)
    weights: list[TensorProto] = field(default_factory=list)

    def node(self, name: str, operation: str, inputs: list[str], **attributes: object) -> str:
        self.nodes.append(helper.make_node(operation, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(values.astype(np.float32), name))
        return name


def build_onnx(network: FoldedNetwork, size: int, properties: Mapping[str, str]) -> bytes:
    """In: `crops`, uint8 [n,S,S,3] RGB, as pictures are decoded. Out: logits [n,K] by the heads' names.

    properties: what a reader must know beside the graph (labels, temperatures, terms), into its metadata.
    """
    graph = OnnxGraph()
    current = _input(graph)
    for number, group in enumerate(network.groups, start=1):
        for layer in group:
            current = _convolution(graph, current, layer)
        current = graph.node(f"group{number}/pool", "MaxPool", [current], kernel_shape=[2, 2], strides=[2, 2])
    pooled = graph.node("pooled", "GlobalAveragePool", [current])
    features = graph.node("features", "Flatten", [pooled], axis=1)
    for head in network.heads:
        _head(graph, features, head)
    model = _model(graph, network, size)
    helper.set_model_props(model, dict(properties))
    checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


def _model(graph: OnnxGraph, network: FoldedNetwork, size: int) -> ModelProto:
    crops = helper.make_tensor_value_info("crops", TensorProto.UINT8, ["n", size, size, 3])
    outputs = [
        helper.make_tensor_value_info(head.name, TensorProto.FLOAT, ["n", len(head.bias)])
        for head in network.heads
    ]
    onnx_graph = helper.make_graph(graph.nodes, "facecurve", [crops], outputs, graph.weights)
    return helper.make_model(
        onnx_graph,
        producer_name="facecurve_train",
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )


def _input(graph: OnnxGraph) -> str:
    """(x - 127.5) / 127.5, then channels first."""
    centre = graph.constant("normalised/centre", np.array(127.5))
    factor = graph.constant("normalised/factor", np.array(1 / 127.5))
    values = graph.node("crops/float", "Cast", ["crops"], to=TensorProto.FLOAT)
    centred = graph.node("normalised/centred", "Sub", [values, centre])
    normalised = graph.node("normalised", "Mul", [centred, factor])
    return graph.node("channels_first", "Transpose", [normalised], perm=[0, 3, 1, 2])


def _convolution(graph: OnnxGraph, source: str, layer: Layer) -> str:
    weight = graph.constant(f"{layer.name}/weight", layer.weight.numpy())
    bias = graph.constant(f"{layer.name}/bias", layer.bias.numpy())
    maps = graph.node(
        f"{layer.name}/sum", "Conv", [source, weight, bias], kernel_shape=[3, 3], pads=[1, 1, 1, 1]
    )
    return graph.node(layer.name, "Relu", [maps])


def _head(graph: OnnxGraph, features: str, head: Layer) -> str:
    weight = graph.constant(f"{head.name}/weight", head.weight.numpy())
    bias = graph.constant(f"{head.name}/bias", head.bias.numpy())
    return graph.node(head.name, "Gemm", [features, weight, bias], transB=1)


def onnx_properties(card: Mapping[str, Any]) -> dict[str, str]:
    """What a reader needs beside the graph. card: the contents of card.json."""
    return {
        "version": card["version"],
        "input": "crops: uint8 [n,S,S,3], RGB, aligned as docs/alignment.md describes",
        "outputs": "logits; divide by the head's temperature, then softmax over its labels",
        "heads": json.dumps(card["heads"]),
        "minors": json.dumps(card["minors"]),
        "terms": "bound by the terms of the training data; see MODEL_CARD.md",
    }


def run_onnx(data: bytes, crops: np.ndarray, batch: int = 64) -> dict[str, np.ndarray]:
    """uint8 [n,S,S,3] -> {head: logits [n,K]}, on the CPU."""
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    parts = [
        session.run(names, {"crops": crops[start : start + batch]}) for start in range(0, len(crops), batch)
    ]
    return {name: np.concatenate([part[index] for part in parts]) for index, name in enumerate(names)}
