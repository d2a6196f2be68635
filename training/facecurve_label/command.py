"""The command: `python -m facecurve_label PHOTOS --out FOLDER`."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from facecurve_label.errors import LabelError
from facecurve_label.ledger import Progress
from facecurve_label.machine import Machine
from facecurve_label.model_files import BLAZE_FACE, WEIGHTS, ModelFiles, read_model_files
from facecurve_label.output import Output
from facecurve_label.progress_line import duration, shown_progress
from facecurve_label.run_record import Run, Settings, start_or_go_on

ATTRIBUTES = ("age", "attractiveness")
STOPPED = 130  # exit code of a command that was interrupted


class Parser(argparse.ArgumentParser):
    """Says what is wrong with an argument in the words of the other errors."""

    def error(self, message: str) -> NoReturn:
        print(
            f"argument-invalid: {message}. `python -m facecurve_label --help` shows the arguments.",
            file=sys.stderr,
        )
        raise SystemExit(2)


def parser() -> Parser:
    made = Parser(
        prog="python -m facecurve_label",
        description="Writes the age curve and the votes of every face of many photos to Parquet. "
        "Interrupted and called again with the same arguments, it goes on.",
        epilog="docs/label.md explains rows, clusters and limits.",
    )
    made.add_argument(
        "photos",
        help="a folder, a glob, a .csv or .parquet with a column `file`, or an address of an object store",
    )
    made.add_argument(
        "--out", required=True, metavar="FOLDER", help="gets the rows; all machines must reach it"
    )
    made.add_argument("--address", help="of a running Ray cluster; without it Ray is started on this machine")
    made.add_argument("--model", default="default", help="default, open, or a folder with weights")
    made.add_argument(
        "--attributes",
        default=",".join(ATTRIBUTES),
        type=attributes_of,
        help="age,attractiveness or one of them",
    )
    made.add_argument(
        "--cpus", type=count_of, help="photos in work at a time, one on a core; all cores by default"
    )
    made.add_argument("--gpus", type=count_of, default=0, help="GPUs that they share")
    made.add_argument(
        "--evaluate", type=Path, metavar="LABELS", help="prints figures against this labels.csv"
    )
    return made


def attributes_of(text: str) -> tuple[str, ...]:
    """Sorted, so that the order in which they are named does not matter."""
    names = tuple(sorted({name.strip() for name in text.split(",")}))
    if not set(names) <= set(ATTRIBUTES):
        raise argparse.ArgumentTypeError(
            f"there is no attribute {text!r}; there are {' and '.join(ATTRIBUTES)}"
        )
    return names


def count_of(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """-> the exit code."""
    chosen = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        run_command(chosen)
    except LabelError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Finished parts are kept: the same command goes on from there.", file=sys.stderr)
        return STOPPED
    return 0


def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def run_command(chosen: argparse.Namespace) -> None:
    files = read_model_files(chosen.model)
    output = Output.at(chosen.out)
    machine = Machine(chosen.address, chosen.cpus, chosen.gpus)
    settings = settings_of(chosen.photos, chosen.attributes, files)
    run = start_or_go_on(output, settings, machine.expected_actors)
    label_open_parts(output, run, files, machine)
    if chosen.evaluate is not None:
        # Loaded only here: it needs more than labelling does.
        from facecurve_label.evaluation import print_figures

        print_figures(output, run.base, chosen.evaluate, files)


def settings_of(photos: str, attributes: tuple[str, ...], files: ModelFiles) -> Settings:
    return Settings(
        photos,
        attributes,
        files.name,
        files.version,
        weights=files.hash_of(WEIGHTS),
        detector=files.hash_of(BLAZE_FACE),
    )


def label_open_parts(output: Output, run: Run, files: ModelFiles, machine: Machine) -> Progress | None:
    """Labels what is not labelled yet, and says so. -> the progress of this call, None if all was done."""
    finished = output.finished()
    parts = [part for part in range(run.parts) if part not in finished]
    kept = run.files - run.files_in(parts)
    say_start(run, kept)
    if not parts:
        return None
    # Loaded only here: Ray takes seconds, and a wrong argument should be told at once.
    from facecurve_label.engine import label_parts
    from facecurve_label.machine import connected
    from facecurve_label.part_labeller import Task

    task = Task(output.address, run.base, frozenset(run.settings.attributes), files, machine.gpus > 0)
    start = time.monotonic()
    with shown_progress(run.files, kept) as show, connected(machine):
        ended = label_parts(task, parts, machine, show)
    say_end(ended.progress, time.monotonic() - start)
    return ended.progress


def say_start(run: Run, kept: int) -> None:
    if run.is_new:
        left_out = f" ({run.left_out:,} others are left out)" if run.left_out else ""
        print(f"{run.files:,} photos{left_out}.", file=sys.stderr)
    elif kept == run.files:
        print(f"All {run.files:,} photos are labelled.", file=sys.stderr)
    else:
        print(
            f"Going on: {kept:,} of {run.files:,} photos are labelled. The list is that of the first call.",
            file=sys.stderr,
        )


def say_end(progress: Progress, seconds: float) -> None:
    print(f"{progress.files:,} photos, {progress.faces:,} faces, in {duration(seconds)}.", file=sys.stderr)
    if progress.deaths:
        print(f"{progress.deaths} times a part was begun again, since its actor had died.", file=sys.stderr)
