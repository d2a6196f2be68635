"""How fast it labels, for numbers of actors: `python -m facecurve_label.measure PHOTOS [--actors 1 2 4]`.

Prints a Markdown table for docs/label.md. The rows that are written go away again.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from facecurve_label.command import ATTRIBUTES, count_of, settings_of
from facecurve_label.engine import label_parts
from facecurve_label.errors import LabelError
from facecurve_label.ledger import Progress
from facecurve_label.machine import OBJECT_STORE, Machine, connected, quiet
from facecurve_label.model_files import ModelFiles, read_model_files
from facecurve_label.output import Output
from facecurve_label.part_labeller import Task
from facecurve_label.progress_line import shown_progress
from facecurve_label.run_record import start_or_go_on

STAGES = ("read", "decode", "views", "detect", "crop", "network", "write")


@dataclass(frozen=True)
class Measured:
    """seconds: of the whole run, with the start of Ray and the actors; work: without them."""

    actors: int
    files: int
    seconds: float
    work: float
    progress: Progress


def measure(photos: str, actors: int, nodes: int, files: ModelFiles) -> Measured:
    """Labels the photos once, with so many actors on so many Ray nodes of this machine."""
    start = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as out,
        cluster_of(nodes, actors) as address,
        connected(machine := Machine(address, actors)),
    ):
        output = Output.at(out)
        run = start_or_go_on(output, settings_of(photos, ATTRIBUTES, files), actors)
        task = Task(output.address, run.base, frozenset(ATTRIBUTES), files)
        with shown_progress(run.files, 0) as show:
            ended = label_parts(task, range(run.parts), machine, show)
    progress = ended.progress
    work = (progress.latest or 0.0) - (progress.begun or 0.0)
    return Measured(actors, run.files, time.monotonic() - start, work, progress)


@contextmanager
def cluster_of(nodes: int, actors: int) -> Iterator[str | None]:
    """The address of a cluster of some nodes on this machine; None for one node, which needs no cluster."""
    if nodes == 1:
        yield None
        return
    from ray.cluster_utils import Cluster

    quiet()
    node = {"num_cpus": -(-actors // nodes), "object_store_memory": OBJECT_STORE, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    try:
        for _ in range(nodes - 1):
            cluster.add_node(**node)
        yield cluster.address
    finally:
        cluster.shutdown()


def table_of(runs: list[Measured]) -> str:
    """Pictures a second, memory, and the share of each stage in the work of the actors."""
    heads = ["actors", "photos a second", "whole run", "memory of an actor", *STAGES]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return "\n".join([*lines, *map(line_of, runs)])


def line_of(run: Measured) -> str:
    seconds = run.progress.seconds
    whole = sum(seconds.get(stage, 0.0) for stage in STAGES)
    shares = [f"{100 * seconds.get(stage, 0.0) / whole:.0f} %" for stage in STAGES]
    cells = [
        str(run.actors),
        f"{run.files / run.work:.1f}",
        f"{run.seconds:.0f} s",
        f"{run.progress.memory / 1e6:.0f} MB",
        *shares,
    ]
    return f"| {' | '.join(cells)} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", help="as for `python -m facecurve_label`")
    parser.add_argument("--actors", type=count_of, nargs="+", default=[1, 2, 4])
    parser.add_argument("--nodes", type=count_of, default=1, help="Ray nodes, all on this machine")
    parser.add_argument("--model", default="default")
    arguments = parser.parse_args()
    try:
        files = read_model_files(arguments.model)
        runs = [measure(arguments.photos, actors, arguments.nodes, files) for actors in arguments.actors]
    except LabelError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{runs[0].files:,} photos, {runs[0].progress.faces:,} faces, weights {files.version}\n")
    print(table_of(runs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
