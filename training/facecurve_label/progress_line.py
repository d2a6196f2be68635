"""Shows how far a run is: one line that is rewritten on a terminal, a line now and then elsewhere."""

import sys
import time
from typing import TextIO

BAR = 30  # characters
SECONDS_BETWEEN_LINES = 30.0


class ProgressLine:
    """total: files of the run; kept: those that an earlier call has finished."""

    def __init__(self, total: int, kept: int, out: TextIO | None = None) -> None:
        self.total, self.kept = total, kept
        self.out = out or sys.stderr
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
