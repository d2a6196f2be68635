"""Runs on Ray with real kills: of actors, the command and a node. Rows are those of an undisturbed run."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from label_made import actors_below, copy_of, kill, make_photos, start, wait_until
from ray.actor import ActorHandle
from ray.cluster_utils import Cluster

from facecurve_label import part_labeller
from facecurve_label.engine import LabelActor, label_parts
from facecurve_label.errors import LabelError
from facecurve_label.ledger import Caution, Progress
from facecurve_label.machine import Machine, connected, quiet
from facecurve_label.output import Output
from facecurve_label.part_labeller import PartLabeller
from facecurve_label.pixels import Photo
from facecurve_label.schema import SCHEMA

TRAINING = Path(__file__).parents[1]
COPIES = 4
DEADLY = "old-01.jpg"


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_photos(tmp_path_factory.mktemp("label") / "photos", COPIES)


@pytest.fixture(scope="module")
def undisturbed(photos: Path, tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    """The rows as one process writes them, without Ray."""
    out = tmp_path_factory.mktemp("label") / "undisturbed"
    run, task = start(photos, out)
    labeller = PartLabeller(task)
    for part in range(run.parts):
        labeller.label_part(part, Caution(), lambda _files: None)
    labeller.close()
    return rows_of(out)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A Ray cluster of one node with two cores; its processes end with it."""
    quiet()
    with pytest.MonkeyPatch.context() as patch:
        # Actors import DyingActor from here.
        patch.setenv("PYTHONPATH", os.pathsep.join([str(TRAINING), str(TRAINING / "tests")]))
        made = Cluster(initialize_head=True, head_node_args=node(2))
        yield made
        made.shutdown()


def node(cpus: int) -> dict[str, object]:
    return {"num_cpus": cpus, "object_store_memory": 80 << 20, "include_dashboard": False}


def rows_of(out: Path) -> pa.Table:
    return Output.at(str(out)).rows(SCHEMA.names)


def test_rows_tell_what_each_file_holds(undisturbed: pa.Table, photos: Path) -> None:
    assert undisturbed.schema.equals(SCHEMA)
    rows = undisturbed.to_pylist()
    files = [row["file"] for row in rows]
    assert files == sorted(files)
    assert set(files) == {file.name for file in photos.iterdir()}
    errors = {row["file"]: row["error"] for row in rows if row["error"]}
    assert errors == {
        "empty.jpg": "image-empty",
        "wrong.jpg": "image-unsupported",
        "broken.png": "image-unreadable",
        "huge.png": "image-unreadable",
    }
    group = [row for row in rows if row["file"] == "group-00.jpg"]
    assert len(group) == 8 and {row["sha256"] for row in group} == {group[0]["sha256"]}
    child = next(row for row in rows if row["file"] == "child-00.jpg")
    assert child["votes_withheld"] == "may-be-minor"
    assert child["votes"] is None and child["votes_curve"] is None
    adult = next(row for row in rows if row["file"] == "middle-00.jpg")
    assert len(adult["age_curve"]) == 101 and len(adult["votes_curve"]) == 10
    assert adult["age_low80"] < adult["age"] < adult["age_high80"]


class DyingActor(LabelActor):
    """Dies by a real signal at one file, as at a picture that crashes a decoder."""

    def __init__(self, desk: ActorHandle) -> None:
        super().__init__(desk)
        decode = part_labeller.decode
        deadly = copy_of("old.jpg", 1)

        def decode_or_die(content: bytes) -> Photo:
            if content == deadly:
                kill(os.getpid())
            return decode(content)

        part_labeller.decode = decode_or_die


def test_actors_that_die_cost_one_row_at_most(
    cluster: Cluster, undisturbed: pa.Table, photos: Path, tmp_path: Path
) -> None:
    """One actor is killed from outside, which costs nothing; others die at a file, which costs its row."""
    run, task = start(photos, tmp_path / "out")
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        actors = actors_below(os.getpid())
        if progress.files > 0 and not killed and actors:
            killed.append(actors[0])
            kill(actors[0])

    machine = Machine(address=cluster.address, cpus=2)
    with connected(machine):
        ended = label_parts(task, range(run.parts), machine, kill_one, DyingActor)
    assert killed and ended.progress.deaths >= 3
    assert sorted(ended.parts) == list(range(run.parts))
    rows = rows_of(tmp_path / "out").to_pylist()
    assert [row["error"] for row in rows if row["file"] == DEADLY] == ["internal"]
    others = [row for row in rows if row["file"] != DEADLY]
    assert others == [row for row in undisturbed.to_pylist() if row["file"] != DEADLY]


def test_gpus_that_are_not_there_are_told(cluster: Cluster, photos: Path, tmp_path: Path) -> None:
    machine = Machine(address=cluster.address, gpus=1)
    with pytest.raises(LabelError, match="--gpus asks for 1 GPUs, and there are 0"), connected(machine):
        pass


def test_actors_that_cannot_start_end_the_run(cluster: Cluster, photos: Path, tmp_path: Path) -> None:
    run, task = start(photos, tmp_path / "out")
    machine = Machine(address=cluster.address, cpus=1)
    with connected(machine), pytest.raises(LabelError) as raised:
        label_parts(replace(task, gpu=True), range(run.parts), machine, lambda _progress: None)
    assert raised.value.code == "backend-unavailable" and "onnxruntime-gpu" in raised.value.remedy


def command_on(photos: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "facecurve_label", str(photos), "--out", str(out), *more]
    return subprocess.Popen(call, cwd=TRAINING, stderr=subprocess.PIPE, text=True)


def test_the_loss_of_a_node_loses_nothing(
    cluster: Cluster, undisturbed: pa.Table, photos: Path, tmp_path: Path
) -> None:
    second = cluster.add_node(**node(1))
    raylet = second.all_processes["raylet"][0].process.pid
    output = Output.at(str(tmp_path / "out"))
    with command_on(photos, tmp_path / "out", "--address", cluster.address) as running:
        wait_until(lambda: len(output.finished()) > 0 or running.poll() is not None)
        had_actors = actors_below(raylet)
        cluster.remove_node(second, allow_graceful=False)
        told = running.stderr.read() if running.stderr else ""
    assert had_actors and running.returncode == 0, told
    assert rows_of(tmp_path / "out").equals(undisturbed)


def test_an_interrupted_command_goes_on(
    cluster: Cluster, undisturbed: pa.Table, photos: Path, tmp_path: Path
) -> None:
    """Begun on this machine alone, ended on a cluster."""
    output = Output.at(str(tmp_path / "out"))
    with command_on(photos, tmp_path / "out", "--cpus", "2") as running:
        wait_until(lambda: len(output.finished()) > 0 or running.poll() is not None)
        running.send_signal(signal.SIGINT)
        told = running.stderr.read() if running.stderr else ""
    assert running.returncode == 130, told
    assert "the same command goes on from there" in told and "Traceback" not in told
    finished = output.finished()
    assert finished and len(finished) * 8 < len(list(photos.iterdir()))
    times = {file: file.stat().st_mtime_ns for file in (tmp_path / "out/faces").glob("*.parquet")}
    with command_on(photos, tmp_path / "out", "--address", cluster.address) as running:
        told = running.stderr.read() if running.stderr else ""
    assert running.returncode == 0 and "Going on" in told, told
    assert all(file.stat().st_mtime_ns == written for file, written in times.items())
    assert rows_of(tmp_path / "out").equals(undisturbed)
