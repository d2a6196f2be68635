import numpy as np
import pytest
import torch
from conftest import SIZE, write_crops

from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.folded import FoldedNetwork, Layer
from facecurve_train.occlusion import changes_by_part, draw, occlude, part_of, sweep


def network_of_the_upper_left() -> FoldedNetwork:
    """One convolution that sees bright pixels; bin 100 rises with them. No part counts more than another."""
    weight = torch.zeros(2, 3, 3, 3)
    weight[0, :, 1, 1] = 1.0
    head = torch.zeros(101, 2)
    head[100, 0] = 40.0
    layer = Layer("convolution", weight, torch.zeros(2))
    heads = (
        Layer("age", head, torch.zeros(101)),
        Layer("attractiveness", torch.zeros(10, 2), torch.zeros(10)),
    )
    return FoldedNetwork(((layer,),), heads)


def test_the_estimate_changes_where_something_is_hidden():
    crops = np.zeros((2, SIZE, SIZE, 3), dtype=np.uint8)
    crops[:, :8, :8] = 255
    result = sweep(network_of_the_upper_left(), crops, 1.0, patch=8, step=8)
    assert result.absolute.shape == (4, 4)
    assert result.absolute[0, 0] == result.absolute.max() > 1
    assert result.signed[0, 0] == -result.absolute[0, 0]
    assert np.count_nonzero(np.abs(result.signed - result.signed[2, 2]) > 1e-3) == 1
    assert result.positions.tolist() == [0.125, 0.375, 0.625, 0.875]


def test_parts_are_named_by_the_template():
    assert part_of(0.33, 0.345) == part_of(0.67, 0.345) == "eyes and brows"
    assert part_of(0.5, 0.544) == "nose" and part_of(0.5, 0.73) == "mouth"
    assert part_of(0.5, 0.1) == "forehead" and part_of(0.02, 0.5) == "hair, ears and background"


def test_every_group_is_swept_and_drawn(tmp_path):
    rows = [{"file": f"{age}.jpg", "split": "val", "age": age} for age in (2, 3, 4, 12, 25, 70)]
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", rows)], ["val"])
    found = occlude(network_of_the_upper_left(), faces, 1.0, count=2, patch=8, step=8)
    assert [group["faces"] for group in found["groups"].values()] == [2, 1, 1, 1]
    parts = found["groups"]["20 to 39"]["parts"]
    assert list(parts.values()) == sorted(parts.values(), reverse=True)
    assert "ages 60 and above" in draw(found)
    without_old = faces.take(faces.age < 60)
    with pytest.raises(TrainingError, match=r"60\.\.116"):
        occlude(network_of_the_upper_left(), without_old, 1.0, count=2, patch=8, step=8)


def test_parts_average_their_positions():
    crops = np.zeros((1, SIZE, SIZE, 3), dtype=np.uint8)
    result = sweep(network_of_the_upper_left(), crops, 1.0, patch=8, step=4)
    total = sum(changes_by_part(result).values())
    assert total > 0 and set(changes_by_part(result)) >= {"nose", "mouth", "forehead"}
