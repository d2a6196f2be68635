import json

import numpy as np
from conftest import random_crops

from facecurve_train.export import Target, export, logits_of
from facecurve_train.folded import read_folded
from facecurve_train.quantise import quantise


def test_shipped_weights_are_written_again_with_the_heads_of_the_card(rated, rated_faces, tmp_path):
    export(rated, rated_faces, Target(tmp_path, "1.0.0"))
    folder = tmp_path / "facecurve"
    before = json.loads((folder / "card.json").read_text())
    crops = random_crops()
    expected = logits_of(read_folded(folder / "model.json"), crops)
    weights = (folder / "weights.bin").read_bytes()
    val = rated_faces.take(rated_faces.split == "val")
    assert quantise(folder, val, "1.0.1")["utkface"]["images"]
    card = json.loads((folder / "card.json").read_text())
    assert (folder / "weights.bin").read_bytes() == weights
    assert card == before | {"version": "1.0.1", "files": card["files"]}

    del before["heads"]["attractiveness"]
    (folder / "card.json").write_text(json.dumps(before))
    quantise(folder, val, "1.0.2")
    left = logits_of(read_folded(folder / "model.json"), crops)
    assert left.keys() == {"age"} and np.array_equal(left["age"], expected["age"])
    assert [*json.loads((folder / "golden.json").read_text())["crops"][0]] == ["pixels", "age"]
