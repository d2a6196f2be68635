import json
import sys
import xml.etree.ElementTree as ElementTree

from test_train import SETS, small_config

from facecurve_train import compare
from facecurve_train.compare import size_drawing, size_lines, start_of
from facecurve_train.data import load_faces
from facecurve_train.train import Trainer


def test_a_start_is_named_by_its_folder():
    assert start_of("") == "random numbers"
    assert start_of("embedding/checkpoint.pt") == "embedding"
    assert start_of("/anywhere/models/facecurve/model.json") == "facecurve"


def test_runs_are_measured_and_written_side_by_side(crops, tmp_path, monkeypatch):
    faces = load_faces([crops / name for name in SETS])
    for name, auxiliary in (("plain", ()), ("aided", ("gender",))):
        run = tmp_path / name
        run.mkdir()
        Trainer(small_config(name=name, steps=1, auxiliary=auxiliary), faces, run).fit()
    arguments = ["--run", str(tmp_path / "plain"), str(tmp_path / "aided"), "--crops", str(crops)]
    monkeypatch.setattr(sys, "argv", ["compare", *arguments, "--sets", *SETS, "--out", str(tmp_path)])
    compare.main()
    plain, aided = json.loads((tmp_path / "comparison.json").read_text())
    assert plain["parameters"] == aided["parameters"], "heads that only serve training do not ship"
    assert plain["pictures"] == small_config(steps=1).batch and plain["milliseconds"] is None
    text = (tmp_path / "COMPARISON.md").read_text()
    assert "| plain | tiny |" in text and "crop-sizes.svg" not in text


def test_sizes_are_drawn_where_runs_differ_in_nothing_else():
    runs = [
        ("a", 96, 9.0, "x"),
        ("a", 64, 4.0, "x"),
        ("a", 64, 4.0, "y"),
        ("b", 96, 9.0, "x"),
        ("a", 128, None, "x"),
    ]
    keys = ("start", "size", "milliseconds", "but_for_size")
    rows = [{**dict(zip(keys, run, strict=True)), "figures": {"utkface": {"mae": 6.0}}} for run in runs]
    lines = size_lines(rows)
    assert lines == {"a": [(4.0, 6.0), (9.0, 6.0)]}
    drawing = ElementTree.fromstring(size_drawing(lines))
    assert len(drawing.findall("{http://www.w3.org/2000/svg}circle")) == 2
