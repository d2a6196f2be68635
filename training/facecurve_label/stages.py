"""Seconds that each stage of the work has taken."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stages:
    """Adds up seconds by the names of stages."""

    def __init__(self, *names: str) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(names, 0.0)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
