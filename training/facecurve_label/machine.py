"""Starts Ray on this machine, or connects to a running cluster."""

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ray

from facecurve_label.errors import LabelError

PACKAGE = Path(__file__).resolve().parent
CORES_OF_CLUSTER = 64  # a guess, for the size of parts alone
OBJECT_STORE = 128 << 20  # bytes; photos do not pass through it


@dataclass(frozen=True)
class Machine:
    """address: of a Ray cluster, None for this machine alone; cpus: actors in work at a time, None for all
    cores; gpus: how many the actors share."""

    address: str | None = None
    cpus: int | None = None
    gpus: int = 0

    @property
    def expected_actors(self) -> int:
        """Before Ray is started, when the size of a cluster is not known yet."""
        if self.cpus is not None:
            return self.cpus
        return CORES_OF_CLUSTER if self.address else cores()

    def actors(self) -> int:
        """Call while connected."""
        return self.cpus or max(1, int(ray.cluster_resources().get("CPU", 1)))


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def connected(machine: Machine) -> Iterator[None]:
    """Ray is stopped at the end, with all its processes, or disconnected from where it ran before."""
    quiet()
    try:
        ray.init(**arguments(machine))
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        where = f"The Ray cluster {machine.address}" if machine.address else "Ray"
        raise LabelError(
            "argument-invalid" if machine.address else "internal",
            f"{where} cannot be reached: {error}.",
            "Check --address: `ray status` on the cluster's head shows it."
            if machine.address
            else "Run `ray stop`, then call again.",
        ) from error
    try:
        refuse_missing_gpus(machine)
        yield
    finally:
        ray.shutdown()


def refuse_missing_gpus(machine: Machine) -> None:
    """Actors would wait for them without an end."""
    there = int(ray.cluster_resources().get("GPU", 0))
    if machine.gpus > there:
        raise LabelError(
            "backend-unavailable",
            f"--gpus asks for {machine.gpus} GPUs, and there are {there}.",
            "Ask for fewer, or leave --gpus out.",
        )


def arguments(machine: Machine) -> dict[str, Any]:
    common = {"log_to_driver": False, "logging_level": logging.ERROR}
    if machine.address is not None:
        return {**common, "address": machine.address, "runtime_env": {"py_modules": [str(PACKAGE)]}}
    return {
        **common,
        "address": "local",
        "num_cpus": machine.expected_actors,
        "include_dashboard": False,
        "object_store_memory": OBJECT_STORE,
    }


def quiet() -> None:
    """Ray sends no statistics of use, and says nothing of its own. Its processes find this package."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(PACKAGE.parent) not in known:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(PACKAGE.parent), *filter(None, known)])
    logging.getLogger("ray").setLevel(logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
