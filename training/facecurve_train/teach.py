"""A teacher's answers on all faces: `python -m facecurve_train.teach --run DIR --crops DIR --out NPZ`.

The file holds per face its file (`faces`) and the curve of each head, averaged over the crop and its
mirror image, and the pooled features' first principal components [EMBEDDING]. Several --run are averaged; the
first gives the features.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

from facecurve_train.augment import centre_view
from facecurve_train.checkpoint import load_trained
from facecurve_train.data import load_faces
from facecurve_train.evaluate import curves
from facecurve_train.face_table import FaceTable
from facecurve_train.loss import AUXILIARY_SIZES, EMBEDDING


@torch.inference_mode()
def answers(network: nn.Module, faces: FaceTable, size: int, batch: int = 128) -> dict[str, np.ndarray]:
    """{head: curves [N,K], pooled: [N,c]}, mean of crop and mirror image."""
    network.eval()
    parts: list[dict[str, np.ndarray]] = []
    for start in range(0, len(faces), batch):
        rows = np.arange(start, min(start + batch, len(faces)))
        view = centre_view(torch.from_numpy(faces.gather(rows)), faces.size, size)
        sums: dict[str, np.ndarray] = {}
        for crops in (view, view.flip(3)):
            pooled = network.pooled(crops)
            heads = network.heads.items()
            logits = {name: head(pooled).numpy() for name, head in heads if name not in AUXILIARY_SIZES}
            for name, values in {**curves(logits), "pooled": pooled.numpy()}.items():
                sums[name] = sums.get(name, 0) + 0.5 * values
        parts.append({name: values.astype(np.float32) for name, values in sums.items()})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def principal_components(features: np.ndarray, count: int) -> np.ndarray:
    """[N,c] -> [N,count], centred; scaled to a mean square of 1, the components' proportions kept."""
    centred = features.astype(np.float64) - features.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    components = centred @ vectors[:, ::-1][:, :count]
    return components / np.sqrt((components**2).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, nargs="+", required=True, help="run folders of teachers")
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    teachers = [load_trained(run) for run in arguments.run]
    folders = teachers[0].config.folders
    faces = load_faces([arguments.crops / name for name in folders], ["train"])
    given = [answers(teacher.network, faces, teacher.size) for teacher in teachers]
    np.savez(
        arguments.out,
        faces=faces.file,
        embedding=principal_components(given[0]["pooled"], EMBEDDING).astype(np.float16),
        **{
            name: np.mean([part[name] for part in given], axis=0).astype(np.float16)
            for name in given[0]
            if name != "pooled"
        },
    )
    print(f"{len(faces)} faces: {arguments.out}")


if __name__ == "__main__":
    main()
