"""Lists the photos of a run: a folder, a glob, a table of addresses, or one picture."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from pyarrow import fs

from facecurve_label.addresses import SCHEME, Place, place_of
from facecurve_label.errors import LabelError

COLUMNS = ("file", "address", "path", "url", "uri", "image")
# In a folder; also formats that cannot be opened, which get a row that says so.
PICTURES = frozenset(
    {"jpg", "jpeg", "jpe", "jfif", "png", "webp", "avif", "gif", "bmp"}
    | {"tif", "tiff", "heic", "heif", "jp2", "jxl", "ico", "svg"}
)
WILDCARDS = re.compile(r"[*?[]")


@dataclass(frozen=True)
class Listing:
    """files: sorted, each once, relative to the folder `base` or addresses of their own; left_out: how many
    other files the folder holds, or how many lines of the table name a file again."""

    base: str
    files: list[str]
    left_out: int


def list_photos(photos: str) -> Listing:
    """Raises LabelError where there is no photo at all."""
    listing = listing_of(photos)
    if listing.files:
        return listing
    raise LabelError("argument-invalid", f"{photos} holds no photo.", "Check the path or address.")


def listing_of(photos: str) -> Listing:
    place = place_of(photos)
    kind = kind_of(place, photos)
    if kind == fs.FileType.Directory:
        return folder_listing(absolute(photos, place), place)
    if kind == fs.FileType.File:
        suffix = PurePosixPath(photos).suffix.lower()
        if suffix in (".csv", ".parquet"):
            return table_listing(photos, place, suffix)
        address = absolute(photos, place)
        return Listing(parent_of(address), [address.rpartition("/")[2]], 0)
    if WILDCARDS.search(photos):
        return glob_listing(absolute(photos, place))
    raise LabelError("argument-invalid", f"{photos} does not exist.", "Check the path or address.")


def kind_of(place: Place, photos: str) -> fs.FileType:
    try:
        return place.kind()
    except (OSError, pa.ArrowException) as error:
        raise unreadable(photos, error) from error


def absolute(address: str, place: Place) -> str:
    """The address without a trailing slash; a local path from its root, for actors in other folders."""
    return address.rstrip("/") if SCHEME.match(address) else place.path


def parent_of(address: str) -> str:
    return address.rpartition("/")[0] or "/"


def unreadable(photos: str, error: Exception) -> LabelError:
    return LabelError(
        "argument-invalid",
        f"{photos} cannot be read: {error}.",
        "Check the path or address, and your rights to it.",
    )


def files_below(place: Place, shown: str) -> list[str]:
    """Paths of all files below a folder, relative to it; hidden files and folders are left out."""
    selector = fs.FileSelector(place.path, recursive=True)
    try:
        found = place.filesystem.get_file_info(selector)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(shown, error) from error
    start = len(place.path.rstrip("/")) + 1
    paths = [info.path[start:] for info in found if info.type == fs.FileType.File]
    return [path for path in paths if not any(part.startswith(".") for part in path.split("/"))]


def folder_listing(base: str, place: Place) -> Listing:
    paths = files_below(place, base)
    pictures = [path for path in paths if has_picture_name(path)]
    return Listing(base, sorted(pictures), len(paths) - len(pictures))


def has_picture_name(path: str) -> bool:
    suffix = PurePosixPath(path).suffix
    return suffix == "" or suffix[1:].lower() in PICTURES


def glob_listing(pattern: str) -> Listing:
    """`*` and `?` stop at a slash, `**/` stands for any folders. Takes every file that fits."""
    first = WILDCARDS.search(pattern)
    assert first is not None, "only called with a wildcard"
    base = parent_of(pattern[: first.start()])
    wanted = re.compile(glob_expression(pattern[len(base.rstrip("/")) + 1 :]))
    place = place_of(base)
    if place.kind() != fs.FileType.Directory:
        return Listing(base, [], 0)
    return Listing(base, sorted(filter(wanted.fullmatch, files_below(place, base))), 0)


def glob_expression(pattern: str) -> str:
    """The regular expression of a glob."""
    tokens = re.findall(r"\*\*/|\*+|\?|\[!?\]?[^\]]*\]|.", pattern, re.DOTALL)
    return "".join(map(token_expression, tokens))


def token_expression(token: str) -> str:
    if token == "**/":
        return "(?:.*/)?"
    if token.startswith("*"):
        return "[^/]*"
    if token == "?":
        return "[^/]"
    if token.startswith("[") and len(token) > 1:
        inside = token[1:-1].replace("\\", r"\\")
        return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"
    return re.escape(token)


def table_listing(photos: str, place: Place, suffix: str) -> Listing:
    """Addresses in a table's column; relative ones start at the table's folder."""
    texts = [text for text in column_of(photos, place, suffix) if text]
    files = sorted(set(texts))
    return Listing(parent_of(absolute(photos, place)), files, len(texts) - len(files))


def column_of(photos: str, place: Place, suffix: str) -> Iterable[str | None]:
    try:
        with place.filesystem.open_input_file(place.path) as file:
            table = pa.parquet.read_table(file) if suffix == ".parquet" else pa.csv.read_csv(file)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(photos, error) from error
    names = table.column_names
    known = [name for name in COLUMNS if name in names] or (names if len(names) == 1 else [])
    if not known:
        raise LabelError(
            "argument-invalid",
            f"{photos} has no column of addresses; its columns are {', '.join(names)}.",
            f"Name the column {' or '.join(COLUMNS)}.",
        )
    return table[known[0]].cast(pa.string()).to_pylist()
