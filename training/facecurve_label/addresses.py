"""Finds the file system behind an address: a path, or an address such as s3://bucket/folder."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import fs

from facecurve_label.errors import LabelError

SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+)://([^/]*)/?(.*)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Place:
    """A file or folder: its file system, and its path there."""

    filesystem: fs.FileSystem
    path: str

    def below(self, name: str) -> "Place":
        return Place(self.filesystem, f"{self.path.rstrip('/')}/{name}")

    def kind(self) -> fs.FileType:
        return self.filesystem.get_file_info(self.path).type


def place_of(address: str) -> Place:
    """Raises LabelError where no file system is known for the address."""
    parts = SCHEME.match(address)
    if parts is None:
        return Place(fs.LocalFileSystem(), str(Path(address).expanduser().absolute()))
    scheme, host, path = parts.groups()
    filesystem, root = file_system_of(scheme.lower(), host)
    return Place(filesystem, f"{root.rstrip('/')}/{path}" if path else root)


@functools.lru_cache(maxsize=64)
def file_system_of(scheme: str, host: str) -> tuple[fs.FileSystem, str]:
    """-> the file system, and the path of its root or bucket. One connection serves all files of a bucket."""
    address = f"{scheme}://{host}"
    try:
        return fs.FileSystem.from_uri(f"{address}/")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        pass  # pyarrow does not know the scheme; fsspec may.
    except (OSError, pa.ArrowException) as error:
        raise unknown_address(address, error) from error
    try:
        import fsspec

        other, root = fsspec.core.url_to_fs(f"{address}/")
    except (ImportError, ValueError, OSError) as error:
        raise unknown_address(address, error) from error
    return fs.PyFileSystem(fs.FSSpecHandler(other)), root


def unknown_address(address: str, error: Exception) -> LabelError:
    return LabelError(
        "argument-invalid",
        f"The address {address} cannot be opened: {error}.",
        "Give a path, or an address that pyarrow or an installed fsspec package reads (s3, gs, hdfs, abfs).",
    )


def joined(base: str, file: str) -> str:
    """The address of `file`, which may be relative to the folder `base`."""
    if SCHEME.match(file) or Path(file).is_absolute():
        return file
    return f"{base.rstrip('/')}/{file}"
