"""What docs/label.md says is true: its schema is that of the rows, and its examples run on them."""

import re
from pathlib import Path

import duckdb
import pytest
from label_made import copy_of, start

from facecurve_label.ledger import Caution
from facecurve_label.part_labeller import PartLabeller
from facecurve_label.schema import SCHEMA

PAGE = (Path(__file__).parents[2] / "docs/label.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the folder `labels` of a run over two photos and a file that is none."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "photos").mkdir()
    for sample in ("old.jpg", "child.jpg"):
        (folder / "photos" / sample).write_bytes(copy_of(sample, 0))
    (folder / "photos/empty.jpg").touch()
    _, task = start(folder / "photos", folder / "labels")
    labeller = PartLabeller(task)
    labeller.label_part(0, Caution(), lambda _files: None)
    labeller.close()
    return folder


def test_the_table_of_columns_is_the_schema() -> None:
    table = PAGE.split("\n## Rows\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == SCHEMA.names


def test_pandas_reads_the_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (example,) = blocks("python")
    names: dict = {}
    exec(example, names)
    assert list(names["oldest"]["file"]) == ["old.jpg", "child.jpg"]
    assert names["failed"].to_dict("records") == [{"file": "empty.jpg", "error": "image-empty"}]
    assert len(names["usable"]["age_curve"].iloc[0]) == 101


def test_duckdb_reads_the_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (example,) = blocks("sql")
    young, failed = (statement for statement in example.split(";") if statement.strip())
    rows = duckdb.sql(young).fetchall()
    assert [row[0] for row in rows] == ["child.jpg", "old.jpg"]
    assert rows[0][2] > 0.9 > 0.1 > rows[1][2]
    assert set(duckdb.sql(failed).fetchall()) == {(None, 2), ("image-empty", 1)}
