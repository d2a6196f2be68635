from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from facecurve_label.addresses import joined
from facecurve_label.errors import LabelError
from facecurve_label.sources import list_photos


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.jpg", "a.png", "deep/er/c.JPG", "deep/d", ".hidden.jpg", ".git/e.jpg", "labels.csv"):
        file = tmp_path / "photos" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path / "photos"


def test_a_folder_gives_its_pictures_sorted_and_relative(folder: Path) -> None:
    listing = list_photos(f"{folder}/")
    assert listing.base == str(folder)
    assert listing.files == ["a.png", "b.jpg", "deep/d", "deep/er/c.JPG"]
    assert listing.left_out == 1  # labels.csv; hidden files do not count


def test_a_glob_takes_what_fits(folder: Path) -> None:
    assert list_photos(f"{folder}/*.jpg").files == ["b.jpg"]
    assert list_photos(f"{folder}/**/*.[jJ]*").files == ["b.jpg", "deep/er/c.JPG"]
    below = list_photos(f"{folder}/d??p/*")
    assert (below.base, below.files) == (str(folder), ["deep/d"])


def test_one_picture(folder: Path) -> None:
    listing = list_photos(str(folder / "b.jpg"))
    assert (listing.base, listing.files) == (str(folder), ["b.jpg"])


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_names_photos_relative_to_its_folder(folder: Path, suffix: str) -> None:
    table = pa.table({"age": [1, 2, 3], "file": ["b.jpg", "a.png", "b.jpg"]})
    file = folder / f"list.{suffix}"
    if suffix == "parquet":
        pa.parquet.write_table(table, file)
    else:
        file.write_text("age,file\n1,b.jpg\n2,a.png\n3,b.jpg\n")
    listing = list_photos(str(file))
    assert (listing.base, listing.files, listing.left_out) == (str(folder), ["a.png", "b.jpg"], 1)


def test_addresses_of_a_store_are_taken_as_they_are() -> None:
    assert joined("/data", "s3://bucket/a b%20.jpg") == "s3://bucket/a b%20.jpg"
    assert joined("s3://bucket/photos", "a.jpg") == "s3://bucket/photos/a.jpg"
    assert joined("/", "a.jpg") == "/a.jpg"


def test_a_store_that_fsspec_knows_is_listed(folder: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/album/one.jpg", b"1")
    memory.pipe("/album/more/two.jpg", b"2")
    listing = list_photos("memory://album")
    assert (listing.base, listing.files) == ("memory://album", ["more/two.jpg", "one.jpg"])


@pytest.mark.parametrize(
    ("photos", "message"),
    [
        ("nowhere", "does not exist"),
        ("labels.csv", "has no column of addresses; its columns are one, two"),
        ("*.gif", "holds no photo"),
        ("what://ever/photos", "cannot be opened"),
    ],
)
def test_what_cannot_be_listed_is_told(folder: Path, photos: str, message: str) -> None:
    (folder / "labels.csv").write_text("one,two\n1,2\n")
    with pytest.raises(LabelError, match=message) as raised:
        list_photos(photos if "://" in photos else str(folder / photos))
    assert raised.value.code == "argument-invalid"
    assert raised.value.remedy
