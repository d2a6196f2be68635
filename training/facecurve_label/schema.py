"""The rows: their schema, and how a photo's faces become rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from facecurve_label.geometry import KEYPOINT_NAMES
from facecurve_label.photo import FaceLabel

Row = dict[str, Any]

QUALITY = ("eye_distance", "sharpness", "brightness", "yaw", "pitch", "roll")


def numbers(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, pa.float64()) for name in names]


SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("sha256", pa.string()),
        ("width", pa.int32()),
        ("height", pa.int32()),
        ("box", pa.struct(numbers("x", "y", "width", "height"))),
        ("keypoints", pa.struct([(name, pa.struct(numbers("x", "y"))) for name in KEYPOINT_NAMES])),
        ("score", pa.float64()),
        ("quality", pa.struct([("usable", pa.bool_()), *numbers(*QUALITY)])),
        ("reasons", pa.list_(pa.string())),
        ("age_curve", pa.list_(pa.float32())),
        *numbers("age", "age_low80", "age_high80"),
        ("votes_curve", pa.list_(pa.float32())),
        ("votes", pa.float64()),
        ("votes_withheld", pa.string()),
        ("model", pa.string()),
        ("version", pa.string()),
        ("error", pa.string()),
    ]
)


@dataclass(frozen=True)
class Model:
    """Name and version of the weights, as each row states them."""

    name: str
    version: str


@dataclass(frozen=True)
class FileFacts:
    """A file's name in the list, SHA-256 in hexadecimal digits, and upright size in pixels."""

    file: str
    sha256: str | None = None
    width: int | None = None
    height: int | None = None


def rows_of(facts: FileFacts, faces: Sequence[FaceLabel], model: Model) -> list[Row]:
    """One row a face; one row without a face for a photo that shows none."""
    start = file_row(facts, model)
    return [start | face_columns(face) for face in faces] or [start]


def failed_row(facts: FileFacts, model: Model, code: str) -> Row:
    return file_row(facts, model) | {"error": code}


def file_row(facts: FileFacts, model: Model) -> Row:
    size = {"width": facts.width, "height": facts.height}
    return {"file": facts.file, "sha256": facts.sha256, **size, "model": model.name, "version": model.version}


def face_columns(face: FaceLabel) -> Row:
    quality = {name: getattr(face.quality, name) for name in ("usable", *QUALITY)}
    points = {name: dict(zip("xy", face.keypoints[name], strict=True)) for name in KEYPOINT_NAMES}
    return {
        "box": dict(zip(("x", "y", "width", "height"), face.box, strict=True)),
        "keypoints": points,
        "score": face.score,
        "quality": quality,
        "reasons": list(face.reasons),
        "age_curve": face.age_curve,
        "age": face.age,
        "age_low80": face.age_low80,
        "age_high80": face.age_high80,
        "votes_curve": face.votes_curve,
        "votes": face.votes,
        "votes_withheld": face.votes_withheld,
    }


def table_of(rows: Sequence[Row]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=SCHEMA)
