"""Reads the bytes of a few files at a time, the next ones while the caller works on the last."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from pyarrow import fs

from facecurve_label.addresses import Place, joined, place_of
from facecurve_label.errors import LabelError

BATCH_FILES = 16
BATCH_BYTES = 64 << 20  # of a batch; a file that is larger is a batch of its own
MOST_BYTES = 512 << 20  # of a file; 100 megapixels need less in any format for photos
CHUNK = 4 << 20
WAITS = (1.0, 4.0)  # seconds before the second and the third attempt

Result = TypeVar("Result")


@dataclass(frozen=True)
class Content:
    """A file's bytes and SHA-256; `error` is a code of the page where there are no bytes.

    position: of the file in its part.
    """

    position: int
    file: str
    content: bytes = b""
    sha256: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class Opened:
    """An open file and its size in bytes; no stream for a file that cannot be opened."""

    position: int
    file: str
    stream: pa.NativeFile | None
    size: int = 0

    def close(self) -> None:
        if self.stream is not None:
            self.stream.close()


class Reader:
    """Owns the threads that read."""

    def __init__(self, base: str, threads: int = BATCH_FILES) -> None:
        self.base = base
        self.pool = ThreadPoolExecutor(threads)
        self.ahead = ThreadPoolExecutor(1)

    def close(self) -> None:
        self.ahead.shutdown(cancel_futures=True)
        self.pool.shutdown(cancel_futures=True)

    def batches(self, files: Sequence[tuple[int, str]]) -> Iterator[list[Content]]:
        """files: position and name. Two batches at most are in memory: one in work, one being read."""
        start = 0
        coming = self._start_reading(files, start)
        while coming is not None:
            batch = coming.result()
            start += len(batch)
            coming = self._start_reading(files, start)
            yield batch

    def _start_reading(self, files: Sequence[tuple[int, str]], start: int) -> Future[list[Content]] | None:
        if start >= len(files):
            return None
        return self.ahead.submit(self._read_batch, files[start : start + BATCH_FILES])

    def _read_batch(self, files: Sequence[tuple[int, str]]) -> list[Content]:
        """The first files, as many as a batch may hold, and one at least."""
        opened = list(self.pool.map(self._open, files))
        count = first_within([each.size for each in opened], BATCH_BYTES)
        for extra in opened[count:]:
            extra.close()
        return list(self.pool.map(read, opened[:count]))

    def _open(self, numbered: tuple[int, str]) -> Opened:
        position, file = numbered
        try:
            stream = with_patience(lambda: stream_of(place_of(joined(self.base, file))))
            return Opened(position, file, stream, stream.size())
        except (OSError, pa.ArrowException, LabelError, ValueError):
            return Opened(position, file, None)


def stream_of(place: Place) -> pa.NativeFile:
    """Raises FileNotFoundError for what is no plain file: a pipe would be waited for without an end."""
    if isinstance(place.filesystem, fs.LocalFileSystem) and not Path(place.path).is_file():
        raise FileNotFoundError(place.path)
    return place.filesystem.open_input_file(place.path)


def with_patience(call: Callable[[], Result]) -> Result:
    """Calls again after a failure that may pass, as of a network. A file that is not there stays so."""
    for wait in WAITS:
        try:
            return call()
        except (FileNotFoundError, PermissionError):
            raise
        except (OSError, pa.ArrowException):
            time.sleep(wait)
    return call()


def first_within(sizes: Sequence[int], most: int) -> int:
    """How many of the first sizes sum to `most` at most; 1 at least."""
    total = 0
    for count, size in enumerate(sizes):
        total += size
        if total > most and count > 0:
            return count
    return len(sizes)


def read(opened: Opened) -> Content:
    """A file that is too large is hashed, but not kept."""
    position, file = opened.position, opened.file
    try:
        content, sha256 = with_patience(lambda: bytes_of(opened))
    except (OSError, pa.ArrowException):
        return Content(position, file, error="image-missing")
    finally:
        opened.close()
    error = "image-unreadable" if opened.size > MOST_BYTES else None
    return Content(position, file, content, sha256, error)


def bytes_of(opened: Opened) -> tuple[bytes, str]:
    """-> the bytes, none of a file that is too large, and their SHA-256."""
    if opened.stream is None:
        raise FileNotFoundError(opened.file)
    digest = hashlib.sha256()
    chunks: list[bytes] = []
    opened.stream.seek(0)
    while chunk := opened.stream.read(CHUNK):
        digest.update(chunk)
        if opened.size <= MOST_BYTES:
            chunks.append(chunk)
    return b"".join(chunks), digest.hexdigest()
