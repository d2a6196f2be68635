"""The network on onnxruntime, made of the files that the page loads and checked by the same golden
vectors.
"""

import base64
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from facecurve_label.errors import LabelError
from facecurve_label.model_card import ModelCard
from facecurve_label.onnx_of_graph import onnx_of_graph

# More crops than this go through the graph in several calls, which bounds memory.
LARGEST_BATCH = 32

GPU = "CUDAExecutionProvider"


class Network:
    """Logits of the card's heads for crops. Runs on the processor, or on a GPU of NVIDIA."""

    def __init__(self, card: ModelCard, threads: int = 1, gpu: bool = False) -> None:
        """threads: of one call; 1 where several processes share the machine.

        Raises LabelError `backend-unavailable` where this onnxruntime has no GPU, `backend-wrong-results`
        where it does not give the golden vectors.
        """
        self._heads = list(card.heads)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        model = onnx_of_graph(json.loads(card.read("model.json")), card.read("weights.bin"), self._heads)
        self._session = onnxruntime.InferenceSession(model, options, providers=providers(gpu))
        if gpu and self._session.get_providers()[0] != GPU:
            raise no_gpu()
        self._check(json.loads(card.read("golden.json")), card)

    def run(self, crops: Sequence[NDArray[np.uint8]]) -> list[dict[str, NDArray[np.float32]]]:
        """crops: RGB [S, S, 3] each -> for each its logits [K] by head."""
        logits: list[dict[str, NDArray[np.float32]]] = []
        for start in range(0, len(crops), LARGEST_BATCH):
            batch = np.stack(crops[start : start + LARGEST_BATCH])
            outputs = self._session.run(self._heads, {"crops": batch})
            logits += [dict(zip(self._heads, rows, strict=True)) for rows in zip(*outputs, strict=True)]
        return logits

    def _check(self, golden: dict[str, Any], card: ModelCard) -> None:
        shape = (card.crop_size, card.crop_size, 3)
        crops = [
            np.frombuffer(base64.b64decode(crop["pixels"]), np.uint8).reshape(shape)
            for crop in golden["crops"]
        ]
        worst = max(
            float(np.abs(logits[head] - np.asarray(crop[head])).max())
            for logits, crop in zip(self.run(crops), golden["crops"], strict=True)
            for head in self._heads
        )
        if not worst <= golden["tolerance"]:
            raise LabelError(
                "backend-wrong-results",
                f"onnxruntime computes {card.name} wrongly: a logit is off by {worst:g}.",
                "Install the versions of training/requirements.txt.",
            )


def providers(gpu: bool) -> list[tuple[str, dict[str, str]]]:
    """What onnxruntime computes with. A GPU computes in whole single precision, as the processor does."""
    if not gpu:
        return [("CPUExecutionProvider", {})]
    if GPU not in onnxruntime.get_available_providers():
        raise no_gpu()
    return [(GPU, {"use_tf32": "0"})]


def no_gpu() -> LabelError:
    return LabelError(
        "backend-unavailable",
        "onnxruntime cannot compute on a GPU here.",
        "Install onnxruntime-gpu in place of onnxruntime on the machines with GPUs, or leave --gpus out.",
    )
