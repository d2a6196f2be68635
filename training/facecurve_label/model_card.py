"""The files of a network, as the page loads them: `card.json` names the others with their checksums."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facecurve_label.errors import LabelError
from facecurve_label.minors import evidence_of


@dataclass(frozen=True)
class ModelCard:
    """What a network says about itself. heads, minors, files: as in `src/infer/card.ts`."""

    folder: Path
    name: str
    version: str
    crop_size: int
    heads: dict[str, dict[str, Any]]
    minors: dict[str, Any]
    files: dict[str, dict[str, Any]]

    def read(self, name: str) -> bytes:
        """A file that the card names, checked."""
        content = read_file(self.folder / name)
        if hashlib.sha256(content).hexdigest() == self.files[name]["sha256"]:
            return content
        raise LabelError(
            "asset-hash-mismatch",
            f"{self.folder / name} is not the file that card.json names.",
            "Take card.json, model.json, weights.bin and golden.json of one version.",
        )


def read_card(folder: Path) -> ModelCard:
    """folder: for example `models/facecurve`."""
    values = json.loads(read_file(folder / "card.json"))
    card = ModelCard(
        folder,
        values["name"],
        values["version"],
        values["cropSize"],
        values["heads"],
        values["minors"],
        values["files"],
    )
    missing = [head for head in evidence_of(card.minors) if head not in card.heads]
    if missing:
        raise LabelError(
            "asset-wrong-type", f"{folder / 'card.json'}: the rule for minors needs the head {missing[0]}."
        )
    return card


def read_file(file: Path, remedy: str = "Give the folder of a model, for example models/facecurve.") -> bytes:
    """Raises LabelError `asset-missing`, with the remedy."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise LabelError("asset-missing", f"{file} could not be read: {error.strerror}.", remedy) from error
