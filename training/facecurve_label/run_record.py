"""Starts a run in its folder, or goes on with the one that is there."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from facecurve_label.errors import LabelError
from facecurve_label.output import FILES, Output
from facecurve_label.sources import list_photos

FORMAT = 1
MOST_IN_PART, LEAST_IN_PART = 512, 8
PARTS_PER_ACTOR = 8  # so that all actors end at about the same time


@dataclass(frozen=True)
class Settings:
    """What decides the rows of a run. A folder holds the rows of one such choice only."""

    photos: str
    attributes: tuple[str, ...]
    model: str
    version: str
    weights: str
    detector: str


@dataclass(frozen=True)
class Run:
    """files: how many; base: the folder that their names start at; part_size: files in a part."""

    settings: Settings
    base: str
    files: int
    part_size: int
    left_out: int = 0
    is_new: bool = True

    @property
    def parts(self) -> int:
        return -(-self.files // self.part_size)

    def files_in(self, parts: Sequence[int]) -> int:
        last = self.files - (self.parts - 1) * self.part_size
        return sum(last if part == self.parts - 1 else self.part_size for part in parts)


def start_or_go_on(output: Output, settings: Settings, actors: int) -> Run:
    """Lists the photos and records the run; a folder with a record gives the run that it records.

    Raises LabelError where the folder holds something else.
    """
    output.prepare()
    record = output.record()
    if record is not None:
        return recorded_run(record, settings)
    refuse_foreign_files(output)
    listing = list_photos(settings.photos)
    part_size = part_size_of(len(listing.files), actors)
    output.write_files(listing.files, part_size)
    run = Run(settings, listing.base, len(listing.files), part_size, listing.left_out)
    output.write_record(
        {
            "format": FORMAT,
            **plain(settings),
            "base": run.base,
            "files": run.files,
            "part_size": part_size,
            "left_out": run.left_out,
        }
    )
    return run


def part_size_of(files: int, actors: int) -> int:
    wanted = -(-files // (PARTS_PER_ACTOR * actors))
    return min(MOST_IN_PART, max(LEAST_IN_PART, wanted))


def plain(settings: Settings) -> dict[str, Any]:
    return asdict(settings) | {"attributes": list(settings.attributes)}


def recorded_run(record: dict[str, Any], settings: Settings) -> Run:
    if record.get("format") != FORMAT:
        raise another_run("it was made by another version of this command")
    wanted = plain(settings)
    differences = [
        f"{key} was {record.get(key)} and is now {value}"
        for key, value in wanted.items()
        if record.get(key) != value
    ]
    if differences:
        raise another_run("; ".join(differences))
    return Run(
        settings, record["base"], record["files"], record["part_size"], record["left_out"], is_new=False
    )


def another_run(why: str) -> LabelError:
    return LabelError(
        "argument-invalid",
        f"The folder of --out holds the rows of another run: {why}.",
        "Call with the same arguments as the first time, or give --out another folder.",
    )


def refuse_foreign_files(output: Output) -> None:
    """A list of files alone is left by a first call that was stopped at its very start."""
    foreign = sorted(name for name in output.names() if name != FILES)
    if foreign:
        raise LabelError(
            "argument-invalid",
            f"The folder of --out is not empty: it holds {foreign[0]}.",
            "Give --out a new folder, or one that this command made.",
        )
