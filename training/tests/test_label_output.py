from dataclasses import replace
from pathlib import Path

import pytest

from facecurve_label.errors import LabelError
from facecurve_label.output import Output
from facecurve_label.run_record import Settings, part_size_of, start_or_go_on
from facecurve_label.schema import FileFacts, Model, failed_row, table_of

SETTINGS = Settings("", ("age",), "facecurve", "1", "w", "d")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "photos").mkdir()
    for number in range(20):
        (tmp_path / f"photos/{number:02d}.jpg").touch()
    return replace(SETTINGS, photos=str(tmp_path / "photos"))


def test_another_call_goes_on_with_the_list_of_the_first(tmp_path: Path, settings: Settings) -> None:
    output = Output.at(str(tmp_path / "out"))
    first = start_or_go_on(output, settings, 1)
    assert (first.files, first.part_size, first.parts, first.is_new) == (20, 8, 3, True)
    (tmp_path / "photos/new.jpg").touch()
    again = start_or_go_on(output, settings, 16)
    assert (again.files, again.part_size, again.is_new) == (20, 8, False)
    assert output.files_of(2) == ["16.jpg", "17.jpg", "18.jpg", "19.jpg"]
    assert again.files_in([0, 2]) == 12


def test_other_arguments_are_refused(tmp_path: Path, settings: Settings) -> None:
    output = Output.at(str(tmp_path / "out"))
    start_or_go_on(output, settings, 1)
    with pytest.raises(LabelError, match="another run: model was facecurve and is now facecurve-open"):
        start_or_go_on(output, replace(settings, model="facecurve-open"), 1)


def test_a_folder_with_other_files_is_refused(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(LabelError, match=r"not empty: it holds 00\.jpg"):
        start_or_go_on(Output.at(settings.photos), settings, 1)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(LabelError, match="cannot be used"):
        start_or_go_on(Output.at(f"{settings.photos}/00.jpg"), settings, 1)


def test_a_part_is_whole_or_not_there(tmp_path: Path, settings: Settings) -> None:
    output = Output.at(str(tmp_path / "out"))
    start_or_go_on(output, settings, 1)
    (tmp_path / "out/faces/.part-000001.parquet-killed").write_text("half")
    output.write_part(2, table_of([failed_row(FileFacts("a"), Model("m", "1"), "internal")]))
    assert output.finished() == {2} and output.has(2) and not output.has(1)
    start_or_go_on(output, settings, 1)
    assert [file.name for file in (tmp_path / "out/faces").iterdir()] == ["part-000002.parquet"]
    assert output.rows(["file", "error"]).to_pylist() == [{"file": "a", "error": "internal"}]


def test_parts_grow_with_the_list_up_to_a_limit() -> None:
    assert [part_size_of(files, 4) for files in (10, 1000, 1_000_000)] == [8, 32, 512]
