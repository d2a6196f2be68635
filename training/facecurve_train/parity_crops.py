"""PyTorch's answers for `npm run parity`: `python -m facecurve_train.parity_crops --crops DIR --out DIR`.

Reads the shipped files, as the page does, so it needs no run. Writes OUT/parity.u8 (uint8 [N,S,S,3]) and
OUT/parity.json: size, count, the weights' SHA-256, logits by head.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train.data import load_faces
from facecurve_train.export import centre_crops, describe, logits_of
from facecurve_train.face_table import FaceTable
from facecurve_train.folded import read_folded
from facecurve_train.graph import WEIGHTS_FILE


def write_parity(model: Path, faces: FaceTable, count: int, out: Path) -> None:
    """model: a folder of `models/`; of the faces `count`, spread over all."""
    rows = np.linspace(0, len(faces) - 1, min(count, len(faces))).round().astype(int)
    crops = centre_crops(faces, rows)
    logits = logits_of(read_folded(model / "model.json"), crops)
    out.mkdir(parents=True, exist_ok=True)
    crops.tofile(out / "parity.u8")
    contents: dict[str, Any] = {
        "size": faces.size,
        "count": len(rows),
        "weights": describe((model / WEIGHTS_FILE).read_bytes())["sha256"],
    }
    contents |= {name: np.round(array.astype(np.float64), 6).tolist() for name, array in logits.items()}
    (out / "parity.json").write_text(json.dumps(contents))
    print(f"{len(rows)} crops and their logits in {out}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--sets", nargs="*", default=["utkface", "fairface", "mebeauty", "scutfbp5500"])
    parser.add_argument("--split", default="test", choices=("train", "val", "test"))
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--models", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--name", default="facecurve", help="folder below --models")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    faces = load_faces([arguments.crops / name for name in arguments.sets], [arguments.split])
    write_parity(arguments.models / arguments.name, faces, arguments.count, arguments.out)


if __name__ == "__main__":
    main()
