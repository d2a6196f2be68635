import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from label_made import SAMPLES, start

from facecurve_label.command import main
from facecurve_label.errors import LabelError
from facecurve_label.evaluation import COLUMNS, measured_rows
from facecurve_label.ledger import Caution
from facecurve_label.model_files import read_model_files
from facecurve_label.output import Output
from facecurve_label.part_labeller import PartLabeller

LABELS = """file,split,age,attractiveness
images/old.jpg,test,62,3.5
images/child.jpg,test,8,
images/letter.jpg,test,30,
images/elsewhere.jpg,val,40,
"""


@pytest.fixture
def face_set(tmp_path: Path) -> Path:
    """A set in the project's layout: two photos of nobody, and a file that is no photo."""
    images = tmp_path / "set/images"
    images.mkdir(parents=True)
    for name in ("old.jpg", "child.jpg"):
        shutil.copy(SAMPLES / name, images)
    (images / "letter.jpg").write_text("Dear reader")
    (tmp_path / "set/labels.csv").write_text(LABELS)
    (tmp_path / "set/set.json").write_text(json.dumps({"name": "nobody", "scale": {"min": 1, "max": 10}}))
    return tmp_path / "set"


@pytest.fixture
def labelled(face_set: Path, tmp_path: Path) -> Path:
    """The folder of a finished run over the set's images."""
    run, task = start(face_set / "images", tmp_path / "out")
    labeller = PartLabeller(task)
    labeller.label_part(0, Caution(), lambda _files: None)
    labeller.close()
    assert run.parts == 1
    return tmp_path / "out"


def test_figures_are_printed_of_a_finished_run(
    labelled: Path, face_set: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = main(
        [str(face_set / "images"), "--out", str(labelled), "--evaluate", str(face_set / "labels.csv")]
    )
    printed = capfd.readouterr()
    assert code == 0, printed.err
    assert "All 3 photos are labelled." in printed.err
    assert "nobody test: faces found in 2 of 3 pictures, 2 usable" in printed.out
    assert "images/letter.jpg: image-unsupported" in printed.out
    assert "attractiveness withheld: 100.0 % of 1 faces under 16" in printed.out


def test_rows_become_what_npm_run_evaluate_measures(labelled: Path, face_set: Path) -> None:
    output = Output.at(str(labelled))
    base = str(face_set / "images")
    files = read_model_files("default")
    rows = output.rows(COLUMNS).to_pylist()
    measured = measured_rows(rows, base, face_set / "labels.csv", files)
    pictures = {picture["file"]: picture for picture in measured["pictures"]}
    old, child = pictures["images/old.jpg"], pictures["images/child.jpg"]
    assert set(old["ageIntervals"]) == {"10", "20", "30", "40", "50", "60", "70", "80", "90", "95"}
    low, high = old["ageIntervals"]["80"]
    assert low < old["age"] < high and len(old["votes"]) == 10
    assert child["votesWithheld"] == "may-be-minor" and child["minorProbability"] > 0.5
    assert "attractiveness" not in child and "votes" not in child
    assert (measured["set"], measured["split"]) == ("nobody", "test")


def test_labels_of_other_photos_are_told(labelled: Path, face_set: Path, tmp_path: Path) -> None:
    other = tmp_path / "labels.csv"
    other.write_text("file,age\nx.jpg,3\n")
    assert main([str(face_set / "images"), "--out", str(labelled), "--evaluate", str(other)]) == 1


def test_a_gpu_that_onnxruntime_does_not_have_is_told(face_set: Path, tmp_path: Path) -> None:
    _, task = start(face_set / "images", tmp_path / "out")
    with pytest.raises(LabelError, match="onnxruntime cannot compute on a GPU here"):
        PartLabeller(replace(task, gpu=True))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "nothing"], "argument-invalid: There is no model nothing. Use one of default, open"),
        (["--attributes", "height"], "there is no attribute 'height'; there are age and attractiveness"),
        (["--cpus", "0"], "'0' is no whole number above 0"),
        (["--minors"], "argument-invalid: unrecognized arguments: --minors."),
        ([], "argument-invalid: {photos} does not exist. Check the path or address."),
    ],
)
def test_wrong_arguments_are_told_before_anything_starts(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = str(tmp_path / "nowhere")
    try:
        code = main([photos, "--out", str(tmp_path / "out"), *arguments])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code != 0
    assert message.format(photos=photos) in capsys.readouterr().err
