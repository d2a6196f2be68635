"""Keeps account of parts and files while a run goes on: progress, and which files kill actors.

One process holds it, next to the command. Actors tell it what they begin, before they begin: after the
death of an actor it says which files were open, and nothing of this is lost with the actor.
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_DEATHS = 2  # of actors that looked at one file alone


@dataclass(frozen=True)
class Caution:
    """Positions of files in a part: `alone` are looked at one by one, `deadly` are not looked at any more."""

    alone: frozenset[int] = frozenset()
    deadly: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Progress:
    """files and faces so far; seconds per stage over all actors; begun, latest: seconds of one clock.

    deaths: how often a part was begun again; memory: the most that an actor has used, in bytes.
    """

    files: int
    faces: int
    seconds: dict[str, float]
    begun: float | None
    latest: float | None
    deaths: int
    memory: int


@dataclass
class PartState:
    """files: how many are done; open: positions in work now; alone, deaths: what earlier deaths tell."""

    files: int = 0
    open: tuple[int, ...] = ()
    alone: set[int] = field(default_factory=set)
    deaths: Counter[int] = field(default_factory=Counter)


class Ledger:
    """Methods are called by one actor at a time for each part."""

    def __init__(self) -> None:
        self.parts: dict[int, PartState] = {}
        self.finished: set[int] = set()
        self.finished_files = 0
        self.faces = 0
        self.deaths = 0
        self.memory = 0
        self.seconds: Counter[str] = Counter()
        self.begun: float | None = None
        self.latest: float | None = None

    def start(self, part: int) -> Caution:
        """Call at the start of a part. Files that are still open were in work when an actor died."""
        self.begun = self.begun or time.monotonic()
        is_again = part in self.parts
        state = self.parts.setdefault(part, PartState())
        if is_again:
            self.deaths += 1
        if len(state.open) == 1:
            state.deaths.update(state.open)
        state.alone.update(state.open)
        state.open, state.files = (), 0
        deadly = frozenset(file for file, count in state.deaths.items() if count >= MOST_DEATHS)
        return Caution(frozenset(state.alone) - deadly, deadly)

    def begin(self, part: int, files: Sequence[int]) -> None:
        """Call before files are decoded; those before them are done."""
        state = self.parts[part]
        state.files = files[0]
        state.open = tuple(files)

    def finish(self, part: int, files: int, faces: int, seconds: Mapping[str, float], memory: int) -> None:
        """Call when the part is written. A part counts once, however often it is finished."""
        self.memory = max(self.memory, memory)
        self.parts.pop(part, None)
        if part in self.finished:
            return
        self.finished.add(part)
        self.finished_files += files
        self.faces += faces
        self.seconds.update(seconds)
        self.latest = time.monotonic()

    def progress(self) -> Progress:
        files = self.finished_files + sum(state.files for state in self.parts.values())
        return Progress(
            files, self.faces, dict(self.seconds), self.begun, self.latest, self.deaths, self.memory
        )
