"""The graph that the page loads, as an ONNX model in memory: the same weights, for onnxruntime."""

import base64
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

from facecurve_label.errors import LabelError
from facecurve_label.weights import read_weights

OPSET, IR_VERSION = 17, 8
# Shape of the network's input in the page, and how ONNX orders it.
TO_CHANNELS_FIRST = [0, 3, 1, 2]


def onnx_of_graph(topology: dict[str, Any], data: bytes, heads: list[str]) -> bytes:
    """topology: `model.json`; data: `weights.bin` -> ONNX: `crops`, uint8 [n, S, S, 3] in, logits [n, K] of
    each head out.
    """
    conversion = _Conversion(read_weights(topology, data))
    for node in topology["modelTopology"]["node"]:
        conversion.convert(node)
    crops = next(node for node in topology["modelTopology"]["node"] if node["op"] == "Placeholder")
    size = int(crops["attr"]["shape"]["shape"]["dim"][1]["size"])
    inputs = [helper.make_tensor_value_info(crops["name"], TensorProto.UINT8, ["n", size, size, 3])]
    outputs = [helper.make_tensor_value_info(head, TensorProto.FLOAT, ["n", None]) for head in heads]
    graph = helper.make_graph(conversion.nodes, "facecurve", inputs, outputs, conversion.constants)
    model: ModelProto = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    checker.check_model(model)
    return model.SerializeToString()


@dataclass
class _Conversion:
    """Nodes in order of evaluation. Maps of the page, [n, h, w, c], are [n, c, h, w] here."""

    weights: dict[str, NDArray[Any]]
    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)

    def convert(self, node: dict[str, Any]) -> None:
        name, inputs = node["name"], node.get("input", [])
        match node["op"]:
            case "Placeholder":
                self._add("Cast", [name], f"{name}/float", to=TensorProto.FLOAT)
                self._add("Transpose", [f"{name}/float"], f"{name}/maps", perm=TO_CHANNELS_FIRST)
            case "Const":
                pass
            case "Sub" | "Mul" | "BiasAdd" as operation:
                self._add("Add" if operation == "BiasAdd" else operation, self._values(inputs), name)
            case "_FusedConv2D":
                self._convolution(node)
            case "MaxPool":
                if _list(node, "ksize") != [1, 2, 2, 1] or _list(node, "strides") != [1, 2, 2, 1]:
                    raise _unknown(node)
                self._add("MaxPool", self._values(inputs), name, kernel_shape=[2, 2], strides=[2, 2])
            case "Mean":
                if sorted(self.weights[inputs[1]].tolist()) != [1, 2]:
                    raise _unknown(node)
                self._add("GlobalAveragePool", self._values(inputs[:1]), f"{name}/maps")
                self._add("Flatten", [f"{name}/maps"], name, axis=1)
            case "MatMul":
                self._add("MatMul", self._values(inputs), name)
            case _:
                raise _unknown(node)

    def _convolution(self, node: dict[str, Any]) -> None:
        name, (maps, kernel, bias) = node["name"], node["input"]
        fused = [base64.b64decode(each) for each in node["attr"]["fused_ops"]["list"]["s"]]
        same = base64.b64decode(node["attr"]["padding"]["s"]) == b"SAME"
        if fused != [b"BiasAdd", b"Relu"] or not same or _list(node, "dilations") != [1, 1, 1, 1]:
            raise _unknown(node)
        weight = self._constant(kernel, self.weights[kernel].transpose(3, 2, 0, 1))
        inputs = [*self._values([maps]), weight, *self._values([bias])]
        strides = _list(node, "strides")[1:3]
        self._add("Conv", inputs, f"{name}/linear", auto_pad="SAME_UPPER", strides=strides)
        self._add("Relu", [f"{name}/linear"], name)

    def _values(self, names: list[str]) -> list[str]:
        """Names of the values in ONNX; weights become constants."""
        return [
            self._constant(name, self.weights[name]) if name in self.weights else self._map(name)
            for name in names
        ]

    def _map(self, name: str) -> str:
        return name if any(name in node.output for node in self.nodes) else f"{name}/maps"

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        if all(constant.name != name for constant in self.constants):
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, operation: str, inputs: list[str], output: str, **attributes: object) -> None:
        self.nodes.append(helper.make_node(operation, inputs, [output], name=output, **attributes))


def _list(node: dict[str, Any], attribute: str) -> list[int]:
    return [int(value) for value in node["attr"][attribute]["list"]["i"]]


def _unknown(node: dict[str, Any]) -> LabelError:
    return LabelError(
        "asset-wrong-type",
        f"model.json: {node['name']} ({node['op']}) is not known here.",
        "Update facecurve_label.",
    )
