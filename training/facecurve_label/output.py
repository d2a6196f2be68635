"""The folder of a run: its record, its list of files, and one Parquet file for each finished part.

A file is written under a hidden name and renamed, so a file with its final name is whole.
"""

import contextlib
import json
import os
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
from pyarrow import fs

from facecurve_label.addresses import Place, place_of
from facecurve_label.errors import LabelError

RECORD, FILES, FACES = "run.json", "files.parquet", "faces"
PART = re.compile(r"part-(\d+)\.parquet")


@dataclass(frozen=True)
class Output:
    """The folder that `--out` names."""

    address: str
    folder: Place

    @staticmethod
    def at(address: str) -> "Output":
        place = place_of(address)
        # A local path from its root: actors run in other folders.
        return Output(place.path if isinstance(place.filesystem, fs.LocalFileSystem) else address, place)

    def prepare(self) -> None:
        """Makes the folder, and removes what writers that were killed left behind.

        Raises LabelError where the folder cannot be used.
        """
        try:
            self.folder.filesystem.create_dir(self.folder.below(FACES).path, recursive=True)
            for path in self.names():
                if path.rpartition("/")[2].startswith("."):
                    self.folder.filesystem.delete_file(self.folder.below(path).path)
        except (OSError, pa.ArrowException) as error:
            raise LabelError(
                "argument-invalid",
                f"The folder {self.folder.path} cannot be used: {error}.",
                "Give --out a folder that can be written.",
            ) from error

    def names(self) -> Iterator[str]:
        """Paths of the files in the folder, relative to it."""
        selector = fs.FileSelector(self.folder.path, recursive=True, allow_not_found=True)
        for info in self.folder.filesystem.get_file_info(selector):
            if info.type == fs.FileType.File:
                yield info.path[len(self.folder.path.rstrip("/")) + 1 :]

    def finished(self) -> set[int]:
        """Numbers of the parts that are written."""
        found = [PART.fullmatch(name.rpartition("/")[2]) for name in self.names()]
        return {int(match[1]) for match in found if match}

    def has(self, part: int) -> bool:
        return self.folder.below(name_of(part)).kind() == fs.FileType.File

    def record(self) -> dict[str, Any] | None:
        """What the first call wrote about the run; None in a new folder."""
        place = self.folder.below(RECORD)
        if place.kind() != fs.FileType.File:
            return None
        with place.filesystem.open_input_file(place.path) as file:
            return json.loads(file.read())

    def write_record(self, record: dict[str, Any]) -> None:
        content = json.dumps(record, indent=1).encode() + b"\n"
        self._write(RECORD, lambda sink: sink.write(content))

    def write_files(self, files: Sequence[str], part_size: int) -> None:
        """A part of the list is a row group, so that an actor reads its own part alone."""
        table = pa.table({"file": pa.array(files, pa.string())})
        self._write(FILES, lambda sink: parquet.write_table(table, sink, row_group_size=part_size))

    def files_of(self, part: int) -> list[str]:
        place = self.folder.below(FILES)
        with place.filesystem.open_input_file(place.path) as file:
            return parquet.ParquetFile(file).read_row_group(part)["file"].to_pylist()

    def write_part(self, part: int, table: pa.Table) -> None:
        """Writing a part again replaces it by the same rows."""
        self._write(name_of(part), lambda sink: parquet.write_table(table, sink, compression="zstd"))

    def rows(self, columns: Sequence[str]) -> pa.Table:
        """All rows that are written, sorted as the list of files."""
        names = sorted(name for name in self.names() if PART.fullmatch(name.rpartition("/")[2]))
        places = [self.folder.below(name) for name in names]
        filesystem = self.folder.filesystem
        return pa.concat_tables(
            parquet.read_table(place.path, filesystem=filesystem, columns=list(columns)) for place in places
        )

    def _write(self, name: str, write: Callable[[pa.NativeFile], Any]) -> None:
        head, _, last = name.rpartition("/")
        final = self.folder.below(name).path
        hidden = self.folder.below(f"{head}/.{last}-{uuid.uuid4().hex}".lstrip("/")).path
        filesystem = self.folder.filesystem
        try:
            with filesystem.open_output_stream(hidden) as sink:
                write(sink)
            if isinstance(filesystem, fs.LocalFileSystem):
                flush_to_disk(hidden)
            filesystem.move(hidden, final)
        except BaseException:
            with contextlib.suppress(OSError):
                filesystem.delete_file(hidden)
            raise


def name_of(part: int) -> str:
    return f"{FACES}/part-{part:06d}.parquet"


def flush_to_disk(path: str) -> None:
    """Without this a power cut after the rename could leave an empty file under the final name."""
    with open(path, "rb") as file:  # noqa: PTH123
        os.fsync(file.fileno())
