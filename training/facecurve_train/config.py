"""A run's configuration: TOML in, frozen dataclasses out; unknown keys fail."""

import dataclasses
import hashlib
import json
import tomllib
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facecurve_train.augment import Augmentation
from facecurve_train.errors import TrainingError
from facecurve_train.heads import DEFAULT_HEADS, Head, head_entries, refuse_impossible
from facecurve_train.labels import Labels
from facecurve_train.loss import AUXILIARY_SIZES, METHODS, LossWeights
from facecurve_train.teaching import Teaching

# The paper's networks halve the side five times; MobileNet's fifth halving pads an odd side.
SIZE_STEPS = {"mobilenet": 16}


@dataclass(frozen=True)
class Phase:
    """A stretch of the run at one input size."""

    size: int  # px
    until: float  # share of the whole run, 0..1


@dataclass(frozen=True)
class Config:
    name: str
    folders: tuple[str, ...]  # crop folders below --crops
    shares: dict[str, float]  # of each batch, per set; they need not sum to 1
    network: str = "tiny"
    method: str = "dldl_v2"
    heads: dict[str, Head] = field(default_factory=lambda: dict(DEFAULT_HEADS))  # what ships
    auxiliary: tuple[str, ...] = ()  # heads that only serve training: gender, race, thresholds, embedding
    initial_weights: str = ""  # a checkpoint, or a tfjs model.json, to start from; relative to --runs
    minutes: float = 0.0  # of training time; or
    steps: int = 0  # exactly one of the two is above 0
    phases: tuple[Phase, ...] = (Phase(64, 0.5), Phase(96, 1.0))
    batch: int = 64  # per process
    learning_rate: float = 2.5e-3  # peak
    warm_up: float = 0.02  # share of the run
    final_learning_rate: float = 0.01  # of the peak
    weight_decay: float = 0.05
    gradient_norm: float = 5.0
    ema: float = 0.999
    age_balance: float = 0.5  # a row's chance ~ (rows of its decade) ** -age_balance: 0 natural, 1 flat
    exclude_minors_from: float = 0.4  # share of the run after which faces under 18 leave the votes
    exclude_minors_above: float = 0.5  # ... when the network's P(age < 18) is above this
    held_out_minors: float = 0.0  # share of the training faces under 18 kept for the minors' rule alone
    seed: int = 1
    threads: int = 2
    bfloat16_convolutions: bool = True  # CPU matrix units; about a tenth faster than float32
    bfloat16_layers: bool = False  # CPU with AVX-512 BF16: twice as fast; always on with a GPU
    device: str = "auto"
    checkpoint_minutes: float = 2.0
    evaluation_minutes: float = 5.0
    labels: Labels = field(default_factory=Labels)
    loss: LossWeights = field(default_factory=LossWeights)
    augmentation: Augmentation = field(default_factory=Augmentation)
    teaching: Teaching = field(default_factory=Teaching)

    def __post_init__(self) -> None:
        if (self.minutes > 0) == (self.steps > 0):
            raise TrainingError("bad-config", "give exactly one of minutes and steps, above 0")
        if self.method not in METHODS:
            raise TrainingError(
                "bad-config", f"method is {self.method!r}; expected one of {', '.join(METHODS)}"
            )
        unknown = sorted(set(self.auxiliary) - set(AUXILIARY_SIZES))
        if unknown:
            raise TrainingError(
                "bad-config", f"no auxiliary head {unknown[0]}; known: {', '.join(AUXILIARY_SIZES)}"
            )
        refuse_impossible(self.heads)
        if self.teaching.is_given() and self.method not in ("dldl", "dldl_v2"):
            raise TrainingError("bad-config", f"a teacher gives distributions; {self.method} cannot use them")
        for phase in self.phases:
            if phase.size % SIZE_STEPS.get(self.network, 32):
                raise TrainingError(
                    "bad-config",
                    f"size {phase.size} is no multiple of {SIZE_STEPS.get(self.network, 32)}: "
                    "pooling would drop pixels",
                )
        if not self.phases or self.phases[-1].until < 1:
            raise TrainingError("bad-config", "the last phase must have until = 1.0")
        if self.batch < 2 or sum(self.shares.values()) <= 0:
            raise TrainingError("bad-config", "batch must be 2 or more and the shares above 0")

    def size_at(self, progress: float) -> int:
        return next((phase.size for phase in self.phases if progress < phase.until), self.phases[-1].size)

    def digest(self) -> str:
        """SHA-256 of the values, whatever their order in the file; first 12 digits."""
        text = json.dumps(dataclasses.asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def load_config(path: Path, assignments: Sequence[str] = (), **overrides: Any) -> Config:
    """assignments: 'key=value' or 'table.key=value'. overrides replace top-level keys of the file; a budget
    replaces the other one, `size` the phases.
    """
    values = tomllib.loads(Path(path).read_text())
    for assignment in assignments:
        assign(values, assignment)
    size = overrides.pop("size", None)
    if size:
        values["phases"] = [{"size": size, "until": 1.0}]
    if overrides.get("steps"):
        values.pop("minutes", None)
    if overrides.get("minutes"):
        values.pop("steps", None)
    values.update({key: value for key, value in overrides.items() if value is not None})
    return config_from(values)


def assign(values: dict[str, Any], assignment: str) -> None:
    """The value is TOML's; what is none, a bare word, is a string."""
    key, separator, text = assignment.partition("=")
    if not separator:
        raise TrainingError("bad-config", f"--set takes key=value, not {assignment!r}")
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    *tables, last = key.split(".")
    for table in tables:
        values = values.setdefault(table, {})
    values[last] = value


def config_from(values: dict[str, Any]) -> Config:
    """`heads` are tables as in heads.py, or the names of known heads."""
    return _construct(
        Config, {**values, "heads": head_entries(values.get("heads", tuple(DEFAULT_HEADS)))}, ""
    )


def _construct(kind: type, values: dict[str, Any], where: str) -> Any:
    fields = {entry.name: entry for entry in dataclasses.fields(kind)}
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise TrainingError(
            "bad-config", f"unknown key {where}{unknown[0]}; known: {', '.join(sorted(fields))}"
        )
    annotations = typing.get_type_hints(kind)
    arguments = {key: _convert(annotations[key], value, f"{where}{key}.") for key, value in values.items()}
    try:
        return kind(**arguments)
    except TypeError as error:
        raise TrainingError("bad-config", f"{where or 'configuration'}: {error}") from error


def _convert(annotation: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        return _construct(annotation, value, where)
    if typing.get_origin(annotation) is tuple and not isinstance(annotation, types.UnionType):
        element = typing.get_args(annotation)[0]
        return tuple(_convert(element, entry, where) for entry in value)
    if typing.get_origin(annotation) is dict:
        element = typing.get_args(annotation)[1]
        return {key: _convert(element, entry, f"{where}{key}.") for key, entry in value.items()}
    if annotation is float:
        return float(value)
    return value
