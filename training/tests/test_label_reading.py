import hashlib
import os
from pathlib import Path

import pytest

from facecurve_label import reading
from facecurve_label.progress_line import duration, line_of
from facecurve_label.reading import Reader, first_within, with_patience


def test_all_files_come_in_their_order_with_their_hash(tmp_path: Path) -> None:
    files = [(number, f"{number}.jpg") for number in range(40)]
    for number, name in files:
        if number != 7:
            (tmp_path / name).write_bytes(bytes([number]) * number)
    reader = Reader(str(tmp_path))
    contents = [content for batch in reader.batches(files) for content in batch]
    reader.close()
    assert [content.position for content in contents] == list(range(40))
    assert contents[7].error == "image-missing" and contents[7].sha256 is None
    assert contents[9].content == bytes([9]) * 9
    assert contents[9].sha256 == hashlib.sha256(bytes([9]) * 9).hexdigest()


def test_a_batch_holds_few_bytes_and_one_file_at_least(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "BATCH_BYTES", 10)
    monkeypatch.setattr(reading, "MOST_BYTES", 30)
    for number, size in enumerate((6, 6, 20, 31)):
        (tmp_path / str(number)).write_bytes(bytes(size))
    reader = Reader(str(tmp_path))
    batches = list(reader.batches([(number, str(number)) for number in range(4)]))
    reader.close()
    assert [[content.position for content in batch] for batch in batches] == [[0], [1], [2], [3]]
    too_large = batches[3][0]
    assert (too_large.content, too_large.error) == (b"", "image-unreadable")
    assert too_large.sha256 == hashlib.sha256(bytes(31)).hexdigest()


def test_what_is_no_plain_file_is_missing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    reader = Reader(str(tmp_path))
    (contents,) = reader.batches([(0, "pipe"), (1, "folder"), (2, "s3:nothing")])
    reader.close()
    assert [content.error for content in contents] == ["image-missing"] * 3


def test_a_failure_that_passes_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WAITS", (0.0, 0.0))
    failures = [OSError("slow down"), OSError("slow down")]

    def call() -> str:
        if failures:
            raise failures.pop()
        return "bytes"

    assert with_patience(call) == "bytes"
    failures += [FileNotFoundError()]
    with pytest.raises(FileNotFoundError):
        with_patience(call)


def test_first_within() -> None:
    assert [first_within(sizes, 10) for sizes in ([4, 6, 1], [11, 1], [1])] == [2, 1, 1]


def test_the_line_of_progress() -> None:
    assert line_of(500, 2000, 10.0) == (
        "[########......................] 500 of 2,000 files  10.0 a second  2 min left"
    )
    assert "left" not in line_of(5, 5, 1.0)
    assert [duration(seconds) for seconds in (4.4, 600, 11_100, 360_000)] == [
        "4 s",
        "10 min",
        "3 h 5 min",
        "4 d 4 h",
    ]
