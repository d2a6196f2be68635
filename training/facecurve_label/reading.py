"""Reads the bytes of a few files at a time, the next ones while the caller works on the last."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pyarrow as pa

from facecurve_label.addresses import joined, place_of
from facecurve_label.errors import LabelError

BATCH_FILES = 16
BATCH_BYTES = 64 << 20  # of a batch; a file that is larger is a batch of its own
MOST_BYTES = 512 << 20  # of a file; 100 megapixels need less in any format for photos
CHUNK = 4 << 20


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
            place = place_of(joined(self.base, file))
            stream = place.filesystem.open_input_file(place.path)
            return Opened(position, file, stream, stream.size())
        except (OSError, pa.ArrowException, LabelError, ValueError):
            return Opened(position, file, None)


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
    if opened.stream is None:
        return Content(position, file, error="image-missing")
    digest = hashlib.sha256()
    chunks: list[bytes] = []
    try:
        while chunk := opened.stream.read(CHUNK):
            digest.update(chunk)
            if opened.size <= MOST_BYTES:
                chunks.append(chunk)
    except (OSError, pa.ArrowException):
        return Content(position, file, error="image-missing")
    finally:
        opened.close()
    error = "image-unreadable" if opened.size > MOST_BYTES else None
    return Content(position, file, b"".join(chunks), digest.hexdigest(), error)
