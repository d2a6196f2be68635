"""Photos for the tests of facecurve_label: samples of nobody, and files that are no photos."""

import os
import signal
import struct
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from facecurve_label.command import ATTRIBUTES, settings_of
from facecurve_label.model_files import read_model_files
from facecurve_label.output import Output
from facecurve_label.part_labeller import Task
from facecurve_label.run_record import Run, start_or_go_on

SAMPLES = Path(__file__).parents[2] / "public/samples"


def make_photos(folder: Path, copies: int) -> Path:
    """Each sample `copies` times, and an empty, a wrong, a broken and a huge file."""
    folder.mkdir(parents=True)
    for copy in range(copies):
        for sample in SAMPLES.glob("*.jpg"):
            (folder / f"{sample.stem}-{copy:02d}.jpg").write_bytes(copy_of(sample.name, copy))
    (folder / "empty.jpg").touch()
    (folder / "wrong.jpg").write_text("This is a letter.")
    (folder / "broken.png").write_bytes(png(64, 64)[:60])
    (folder / "huge.png").write_bytes(png(200_000, 200_000))
    return folder


def copy_of(sample: str, copy: int) -> bytes:
    """The same pixels in other bytes: what follows the end of a JPEG is no part of the picture."""
    return (SAMPLES / sample).read_bytes() + bytes([copy])


def png(width: int, height: int) -> bytes:
    """A grey picture of 64 rows, whose header may state another size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(64)) * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def start(photos: Path, out: Path, actors: int = 1) -> tuple[Run, Task]:
    """A run as the command starts it."""
    files = read_model_files("default")
    output = Output.at(str(out))
    run = start_or_go_on(output, settings_of(str(photos), ATTRIBUTES, files), actors)
    return run, Task(output.address, run.base, frozenset(ATTRIBUTES), files)


def wait_until(holds: Callable[[], bool], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def actors_below(process: int) -> list[int]:
    """Process numbers of the label actors that a process has started, through any number of processes."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    lines = [line.split(None, 2) for line in listing.stdout.splitlines()]
    parents = {int(pid): int(parent) for pid, parent, *_ in lines}

    def is_below(pid: int) -> bool:
        while pid in parents and pid != process:
            pid = parents[pid]
        return pid == process

    return [int(pid) for pid, _, *text in lines if text and "MapWorker" in text[0] and is_below(int(pid))]


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
