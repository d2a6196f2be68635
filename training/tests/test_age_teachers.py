import dataclasses

import numpy as np
import pytest
import torch
from conftest import MARGIN, SIZE, age_rows, write_crops
from test_xception import random_weights

from facecurve_train import age_teachers
from facecurve_train.age_teachers import curves_about, over_crops
from facecurve_train.data import load_faces
from facecurve_train.labels import AGE_LABELS


@pytest.fixture
def faces(tmp_path):
    return load_faces([write_crops(tmp_path / "utkface", "utkface", age_rows(5))])


def test_a_number_becomes_a_gaussian_about_it():
    curves = curves_about(np.array([30.0, 60.0]), np.array([3.0, 8.0]))
    assert curves.shape == (2, 101) and curves.sum(axis=1) == pytest.approx(np.ones(2), abs=1e-5)
    mean = curves @ AGE_LABELS
    assert mean == pytest.approx([30, 60], abs=0.01)
    spread = np.sqrt((curves * (AGE_LABELS[None] - mean[:, None]) ** 2).sum(axis=1))
    assert spread == pytest.approx([3, 8], abs=0.05)


def test_a_network_sees_the_share_of_the_crop_that_it_wants(faces):
    seen: list[torch.Tensor] = []

    def answer(views: torch.Tensor) -> dict[str, np.ndarray]:
        seen.append(views)
        return {"age": views.mean(dim=(1, 2, 3)).numpy()[:, None]}

    over_crops(faces, answer, 1.0, SIZE)
    inner = faces.gather(np.arange(5))[:, MARGIN:-MARGIN, MARGIN:-MARGIN].transpose(0, 3, 1, 2)
    assert np.array_equal(seen[0].numpy(), inner)
    over_crops(faces, answer, 0.5, SIZE)
    assert seen[2].shape == (5, 3, SIZE, SIZE)
    half = SIZE // 4
    assert seen[2].mean().item() == pytest.approx(inner[:, :, half:-half, half:-half].mean(), abs=1)


def test_an_answer_is_the_mean_over_the_crop_and_its_mirror_image_in_any_batch(faces):
    def left_pixel(views: torch.Tensor) -> dict[str, np.ndarray]:
        return {"age": views[:, 0, 0, :1].numpy()}

    given = over_crops(faces, left_pixel, 1.0, SIZE, batch=2)["age"][:, 0]
    inner = faces.gather(np.arange(5))[:, MARGIN, MARGIN:-MARGIN, 0].astype(float)
    assert given == pytest.approx((inner[:, 0] + inner[:, -1]) / 2)
    mirrored = dataclasses.replace(faces, pixels=[pixels[:, :, ::-1] for pixels in faces.pixels])
    assert over_crops(mirrored, left_pixel, 1.0, SIZE)["age"][:, 0] == pytest.approx(given)


def test_face_apis_network_answers_with_years(faces, monkeypatch, tmp_path):
    monkeypatch.setattr(age_teachers, "read_weights", lambda manifest: random_weights())
    years = age_teachers.face_api_years(tmp_path / "manifest.json", faces)
    assert years.shape == (5,) and np.isfinite(years).all()
