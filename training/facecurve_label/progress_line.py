"""Shows how far a run is: one line that is rewritten on a terminal, a line now and then elsewhere."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TextIO

from facecurve_label.ledger import Progress

BAR = 30  # characters
SECONDS_BETWEEN_LINES = 30.0


class ProgressLine:
    """total: number of files of the run; kept: how many of them an earlier call labelled."""

    def __init__(self, total: int, kept: int, out: TextIO) -> None:
        self.total, self.kept, self.out = total, kept, out
        self.is_terminal = self.out.isatty()
        self.last_line = -SECONDS_BETWEEN_LINES
        self.width = 0

    def show(self, files: int, begun: float | None, now: float) -> None:
        """files: done by this call; begun, now: seconds of one clock."""
        if begun is None:
            return
        if not self.is_terminal and time.monotonic() - self.last_line < SECONDS_BETWEEN_LINES:
            return
        self.last_line = time.monotonic()
        line = line_of(self.kept + files, self.total, files / max(now - begun, 1e-3))
        ends = ("\r", "") if self.is_terminal else ("", "\n")
        self.out.write(f"{ends[0]}{line.ljust(self.width)}{ends[1]}")
        self.out.flush()
        self.width = len(line)

    def end(self) -> None:
        """Leaves the line, so that what is printed next starts on its own."""
        if self.is_terminal and self.width:
            self.out.write("\n")


@contextlib.contextmanager
def shown_progress(total: int, kept: int) -> Iterator[Callable[[Progress], None]]:
    """Shows progress, and hides what Ray writes to the terminal; Ray's logs have it too."""
    with only_writer() as out:
        line = ProgressLine(total, kept, out)
        try:
            yield lambda progress: line.show(progress.files, progress.begun, time.monotonic())
        finally:
            line.end()


@contextlib.contextmanager
def only_writer() -> Iterator[TextIO]:
    """Gives stderr to the caller alone. What others write to stdout or stderr, also native code, is lost."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = {stream: os.dup(stream) for stream in (1, 2)}
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for stream in kept:
            os.dup2(nowhere, stream)
        with os.fdopen(kept[2], "w", closefd=False) as out:
            yield out
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for stream, copy in kept.items():
            os.dup2(copy, stream)
            os.close(copy)
        os.close(nowhere)


def line_of(done: int, total: int, rate: float) -> str:
    """rate: files a second."""
    filled = round(BAR * done / total)
    bar = "#" * filled + "." * (BAR - filled)
    left = f"  {duration((total - done) / rate)} left" if rate > 0 and done < total else ""
    return f"[{bar}] {done:,} of {total:,} files  {rate:.1f} a second{left}"


def duration(seconds: float) -> str:
    """'45 s', '12 min', '3 h 5 min', '4 d 2 h'."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{round(seconds)} s"
    if minutes < 90:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min"
    return f"{hours // 24} d {hours % 24} h"
