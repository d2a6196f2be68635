"""Labels the parts of a run with a pool of actors on Ray Data.

A block of the data set is the number of one part, or of a few in a very large run. So Ray Data schedules,
watches and repeats parts; photos are read by the actor that looks at them and never pass through Ray.
"""

import contextlib
import logging
import math
import resource
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import ray
import ray.data
from ray.actor import ActorHandle
from ray.exceptions import RayError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from facecurve_label.errors import LabelError
from facecurve_label.ledger import Ledger, Progress
from facecurve_label.machine import Machine
from facecurve_label.part_labeller import PartLabeller, Task

MOST_BLOCKS = 10_000  # Ray Data takes about a millisecond to make each
SECONDS_BETWEEN_LOOKS = 0.5
MOST_FAILED_STARTS = 8  # of actors in a row, for example on nodes that go away

Show = Callable[[Progress], None]


@dataclass(frozen=True)
class Ended:
    """progress: at the end; parts: numbers of the parts that were labelled."""

    progress: Progress
    parts: list[int]


class Desk(Ledger):
    """The ledger, and the task that actors take from it.

    Arguments of an actor that are as large as the weights could not be had again for its next start.
    """

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task

    def hand_out(self) -> Task:
        return self.task


class LabelActor:
    """A PartLabeller in a process of its own, as Ray Data calls it."""

    def __init__(self, desk: ActorHandle) -> None:
        self.desk = desk
        self.failure: LabelError | None = None
        try:
            self.labeller = PartLabeller(ray.get(desk.hand_out.remote()))
        except LabelError as error:
            # Ray would start such an actor again and again. Told at its first part, it ends the run.
            self.failure = error

    def __call__(self, batch: pa.Table) -> Iterator[pa.Table]:
        for part in batch["part"].to_pylist():
            yield pa.table({"part": [self.label(part)]})

    def label(self, part: int) -> int:
        """Labels a part and returns its number.

        Waits for the answers of the desk, so that it knows of a file before the file can do harm.
        """
        if self.failure is not None:
            raise self.failure
        if self.labeller.output.has(part):
            # An actor has died after it had written this part.
            files = len(self.labeller.output.files_of(part))
            ray.get(self.desk.finish.remote(part, files, 0, {}, memory_of_process()))
            return part
        caution = ray.get(self.desk.start.remote(part))
        report = self.labeller.label_part(
            part, caution, lambda files: ray.get(self.desk.begin.remote(part, files))
        )
        files = len(set(report.table["file"].to_pylist()))
        seconds, memory = dict(report.seconds), memory_of_process()
        ray.get(self.desk.finish.remote(part, files, report.faces, seconds, memory))
        return part


def memory_of_process() -> int:
    """The most that this process has used so far, in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def label_parts(
    task: Task, parts: Sequence[int], machine: Machine, show: Show, actor: type[LabelActor] = LabelActor
) -> Ended:
    """Call while connected. `show` gets the progress about twice a second.

    Raises LabelError where actors cannot be started.
    """
    configure()
    desk = desk_here(task)
    blocks = blocks_of(parts)
    data = ray.data.from_arrow(blocks)
    actors = min(machine.actors(), len(blocks))
    pool = ray.data.ActorPoolStrategy(
        min_size=1, initial_size=actors, max_size=actors, max_tasks_in_flight_per_actor=1
    )
    labelled = data.map_batches(
        actor,
        fn_constructor_args=(desk,),
        batch_size=None,
        batch_format="pyarrow",
        compute=pool,
        num_cpus=1,
        num_gpus=gpu_share(machine.gpus, actors),
    )
    with watched(desk, show):
        done = [part for batch in batches_of(labelled) for part in batch["part"].to_pylist()]
    return Ended(ray.get(desk.progress.remote()), done)


def blocks_of(parts: Sequence[int], most: int = MOST_BLOCKS) -> list[pa.Table]:
    """All parts, in `most` blocks at most."""
    size = -(-len(parts) // most)
    return [pa.table({"part": list(parts[start : start + size])}) for start in range(0, len(parts), size)]


def gpu_share(gpus: int, actors: int) -> float | None:
    """The part of a GPU for each actor; Ray takes at most four digits of it."""
    return min(1.0, math.floor(10_000 * gpus / actors) / 10_000) if gpus else None


def configure() -> None:
    """Ray Data draws no bars and waits for no timeout: a large part on a slow machine is no fault."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_no_progress_timeout_s = -1
    context.max_consecutive_actor_init_deaths = MOST_FAILED_STARTS
    warnings.filterwarnings("ignore", module="ray")
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def desk_here(task: Task) -> ActorHandle:
    """The desk stands next to the command, so that the death of another machine does not take it away."""
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    actor = ray.remote(num_cpus=0, scheduling_strategy=here)(Desk)
    return actor.remote(task)


def batches_of(data: ray.data.Dataset) -> Iterator[pa.Table]:
    try:
        yield from data.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0)
    except RayError as error:
        cause = error.cause if isinstance(getattr(error, "cause", None), LabelError) else None
        if cause is not None:
            raise cause from error
        last = str(error).strip().splitlines()[-1]
        raise LabelError(
            "internal",
            f"The actors failed: {last}",
            "Correct the cause and call again: finished parts are kept.",
        ) from error


@contextlib.contextmanager
def watched(desk: ActorHandle, show: Show) -> Iterator[None]:
    """Shows the progress in a thread, since the caller waits for whole parts."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(SECONDS_BETWEEN_LOOKS):
            with contextlib.suppress(RayError):
                show(ray.get(desk.progress.remote()))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
        show(ray.get(desk.progress.remote()))
    finally:
        stop.set()
        thread.join()
