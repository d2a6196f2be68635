"""The files that an actor needs: weights, card and detector, as bytes that can travel to another machine."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from facecurve_label.errors import LabelError
from facecurve_label.model_card import read_file

PROJECT = Path(__file__).resolve().parents[2]
NAMES = {"default": "facecurve", "open": "facecurve-open"}
WEIGHTS, CARD = "weights.bin", "card.json"
DETECTOR = PROJECT / "public/assets/models/detector/blaze_face_short_range.tflite"
BLAZE_FACE = "detector.tflite"


@dataclass(frozen=True)
class ModelFiles:
    """contents: bytes by the file's name; name, version: as the card states them."""

    contents: dict[str, bytes]
    name: str
    version: str

    def hash_of(self, file: str) -> str:
        """SHA-256 in hexadecimal digits."""
        return hashlib.sha256(self.contents[file]).hexdigest()

    def unpacked(self) -> tuple[Path, Path]:
        """-> the model's folder and the detector's file on this machine, written once for all actors."""
        whole = hashlib.sha256()
        for file in sorted(self.contents):
            whole.update(self.hash_of(file).encode())
        folder = Path(tempfile.gettempdir()) / f"facecurve-label-{os.getuid()}-{whole.hexdigest()[:16]}"
        folder.mkdir(mode=0o700, exist_ok=True)
        for file, content in self.contents.items():
            write_once(folder / file, content)
        return folder, folder / BLAZE_FACE


def write_once(target: Path, content: bytes) -> None:
    """Several actors may do this at the same time; a file with its name is whole."""
    if target.exists() and target.read_bytes() == content:
        return
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(target)


def read_model_files(model: str, detector: Path = DETECTOR) -> ModelFiles:
    """model: `default`, `open`, or the path of a folder with weights.

    Raises LabelError where a file is missing.
    """
    folder = PROJECT / "models" / NAMES[model] if model in NAMES else Path(model).expanduser()
    if not folder.is_dir():
        raise LabelError(
            "argument-invalid",
            f"There is no model {model}.",
            f"Use one of {', '.join(NAMES)}, or the path of a folder with {CARD}.",
        )
    contents = {CARD: read_file(folder / CARD), BLAZE_FACE: read_detector(detector)}
    card = json.loads(contents[CARD])
    contents |= {name: read_file(folder / name) for name in card["files"]}
    return ModelFiles(contents, card["name"], card["version"])


def read_detector(file: Path) -> bytes:
    """file: `blaze_face_short_range.tflite`."""
    return read_file(file, "Run `npm run assets`: it writes the file to public/assets/models/detector/.")
