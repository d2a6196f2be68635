"""What weights were learned from: pictures per set, the start, and the teacher with its own start."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from facecurve_train.checkpoint import Trained, load_trained
from facecurve_train.config import Config
from facecurve_train.data import held_out_minors
from facecurve_train.errors import TrainingError
from facecurve_train.face_table import FaceTable
from facecurve_train.lesson_sources import read_sources

Json = dict[str, Any]


@dataclass(frozen=True)
class Teachers:
    """Where a run's teachers are found."""

    runs: tuple[Path, ...] = ()  # run folders, of teachers that were trained here
    lesson: Path | None = None  # the file of answers that the run learned from


def provenance(trained: Trained, faces: FaceTable, teachers: Teachers) -> Json:
    """{"sets": {set: training pictures}, "start": ..., "teacher": ...}; the last two only where there is one.

    A run that had a teacher's answers is not exported without naming the teacher.
    """
    config = trained.config
    seen = (faces.split == "train") & ~held_out_minors(faces, config.held_out_minors)
    names, counts = np.unique(faces.set_name[seen], return_counts=True)
    sets = dict(zip(names.tolist(), counts.tolist(), strict=True))
    contents: Json = {"sets": {name: count for name, count in sets.items() if config.shares.get(name)}}
    if config.initial_weights:
        contents["start"] = name_of_start(config.initial_weights)
    if trained.share < 1:
        contents["share"] = trained.share
    if config.teaching.is_given():
        contents["teacher"] = describe_teachers(config, teachers)
    return contents


def describe_teachers(config: Config, teachers: Teachers) -> Json:
    sources = read_sources(teachers.lesson) if config.teaching.file and teachers.lesson else []
    if sources:
        return {"sources": sources}
    if not teachers.runs:
        raise TrainingError(
            "bad-config",
            f"{config.name} learned from a teacher: name its file of answers with --lesson, "
            "or its run folders with --teacher",
        )
    return describe_teacher(teachers.runs)


def describe_teacher(runs: Sequence[Path]) -> Json:
    """runs: run folders with a checkpoint; the files are those that the first one started from."""
    teachers = [load_trained(run) for run in runs]
    config = teachers[0].config
    start = config.initial_weights
    taught_by = [name_of_run(path) for path in config.teaching.runs]
    return {
        "start": name_of_start(start) if start else "random",
        "network": config.network,
        "size": teachers[0].size,
        "sets": sorted(name for name, share in config.shares.items() if share),
        **({"taughtBy": taught_by} if taught_by else {}),
        "runs": [f"{teacher.config.name} ({teacher.config.digest()})" for teacher in teachers],
        "files": _hashes(runs[0].parent / start) if start else {},
    }


def name_of_start(path: str) -> str:
    """By its file, or by its folder where the file has a name like any other's; never by a machine's path."""
    file = Path(path)
    return file.parent.name if file.name in ("model.json", "checkpoint.pt", "best.pt") else file.stem


def name_of_run(path: str) -> str:
    """A run folder's name, of itself or of a checkpoint in it."""
    file = Path(path)
    return file.parent.name if file.suffix else file.name


def _hashes(start: Path) -> dict[str, str]:
    """{file: SHA-256} of a checkpoint, or of a tfjs model and the binary files of its manifest."""
    if not start.is_file():
        raise TrainingError("missing-file", "the teacher's initial weights are not there", str(start))
    files = [start]
    if start.suffix == ".json":
        manifest = json.loads(start.read_text())["weightsManifest"]
        files += [start.parent / path for group in manifest for path in group["paths"]]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
