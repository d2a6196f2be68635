"""Golden vectors of the detector's graph: `python -m facecurve_train.detector_golden`.

TFLite's own interpreter (`pip install -r training/requirements-detector.txt`) answers two views of synthetic
faces: averages that are the golden crops of our network, one large, then both small. Writes
models/blazeface/golden.json; `node scripts/build/detector/write-graph.mjs` writes the graph and the card.
"""

import argparse
import base64
import json
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
TFLITE = ROOT / "node_modules/@mediapipe/face_detection/face_detection_short_range.tflite"
CROPS = ROOT / "models/facecurve/golden.json"
SIDE = 64  # of the stored views; each pixel stands for 2 x 2 of the 128 px that the graph sees
GREY = 127
LEAST_SCORE = 0.5
# Of a score. Float32 backends agree to 1e-5; WebGL with 16-bit textures does not.
SCORE_TOLERANCE = 0.01
# Of a box or keypoint, in pixels of the view.
PIXEL_TOLERANCE = 0.25


def mean_of_squares(pixels: np.ndarray, size: int) -> np.ndarray:
    """[S,S,3] -> means of size x size pixels."""
    side = len(pixels) // size
    return pixels.reshape(side, size, side, size, 3).mean(axis=(1, 3)).round().astype(np.uint8)


def golden_views(crops: list[np.ndarray]) -> list[np.ndarray]:
    """Crops of two faces -> a view with the first one, a view with both."""
    large, both = (np.full((SIDE, SIDE, 3), GREY, np.uint8) for _ in range(2))
    face = mean_of_squares(crops[0], 2)
    start = (SIDE - len(face)) // 2
    large[start : start + len(face), start : start + len(face)] = face
    for column, crop in zip((4, 36), crops, strict=True):
        face = mean_of_squares(crop, 4)
        both[20 : 20 + len(face), column : column + len(face)] = face
    return [large, both]


def interpret(tflite: Path, views: list[np.ndarray]) -> list[tuple[np.ndarray, np.ndarray]]:
    """-> for each view the scores [896] and the boxes with keypoints [896,16] as TFLite gives them."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(str(tflite))
    interpreter.allocate_tensors()
    (entry,) = interpreter.get_input_details()
    outputs = {output["name"]: output["index"] for output in interpreter.get_output_details()}
    answers = []
    for view in views:
        pixels = view.repeat(2, axis=0).repeat(2, axis=1).astype(np.float32)
        interpreter.set_tensor(entry["index"], (pixels * np.float32(2 / 255) - np.float32(1))[np.newaxis])
        interpreter.invoke()
        logits = interpreter.get_tensor(outputs["classificators"])[0, :, 0]
        boxes = interpreter.get_tensor(outputs["regressors"])[0]
        answers.append((1 / (1 + np.exp(-logits.clip(-100, 100).astype(np.float64))), boxes))
    return answers


def golden(views: list[np.ndarray], answers: list[tuple[np.ndarray, np.ndarray]]) -> dict[str, Any]:
    """Returns the scores of all places, and by place the boxes of the places whose score counts as a face."""
    entries = []
    for view, (scores, boxes) in zip(views, answers, strict=True):
        places = np.flatnonzero(scores >= LEAST_SCORE)
        if len(places) == 0:
            raise SystemExit("The detector finds no face in a golden view.")
        entries.append(
            {
                "pixels": base64.b64encode(view.tobytes()).decode(),
                "scores": [round(float(score), 4) for score in scores],
                "boxes": {str(place): [round(float(value), 3) for value in boxes[place]] for place in places},
            }
        )
    return {"tolerance": {"score": SCORE_TOLERANCE, "pixels": PIXEL_TOLERANCE}, "views": entries}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tflite", type=Path, default=TFLITE)
    parser.add_argument("--out", type=Path, default=ROOT / "models/blazeface/golden.json")
    arguments = parser.parse_args()
    stored = [base64.b64decode(crop["pixels"]) for crop in json.loads(CROPS.read_text())["crops"]]
    crops = [np.frombuffer(pixels, np.uint8).reshape(96, 96, 3) for pixels in stored]
    views = golden_views(crops)
    contents = golden(views, interpret(arguments.tflite, views))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(contents, separators=(",", ":")))
    for entry in contents["views"]:
        print(f"{len(entry['boxes'])} scores count as a face, the best is {max(entry['scores'])}")


if __name__ == "__main__":
    main()
