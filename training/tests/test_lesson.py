import json

import numpy as np
import pytest
from conftest import age_rows, group_rows, write_crops

from facecurve_train import lesson
from facecurve_train.age_teachers import curves_about
from facecurve_train.data import load_faces
from facecurve_train.distribution import expectation
from facecurve_train.labels import AGE_LABELS
from facecurve_train.lesson import KNOTS, bias_and_spread, mix, weights_at, weights_by_groups, with_teacher
from facecurve_train.lesson_sources import read_sources
from facecurve_train.teaching import load_lesson


def errors(count: int, seed: int, spread: float) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, spread, count)


AGES = np.random.default_rng(0).uniform(0, 90, 4000)


def test_a_teacher_that_is_worse_has_no_share_and_a_good_one_a_large_one():
    own = AGES + errors(4000, 1, 4)
    # At the lower end of the made-up ages the estimates are too young, so that an older answer helps.
    assert weights_at(own, AGES + 30, AGES)[1:].max() == 0
    assert weights_at(own, AGES, AGES).min() == pytest.approx(0.7)
    # As good as the first and independent of it: about a half.
    halves = weights_at(own, AGES + errors(4000, 2, 4), AGES)
    assert 0.35 <= halves.mean() <= 0.65


def test_a_share_follows_the_age_at_which_the_teacher_helps():
    own = AGES + errors(4000, 1, 4)
    other = np.where(AGES < 40, AGES, AGES + 30)
    shares = weights_at(own, other, AGES)
    assert shares[KNOTS == 10] > 0.5 and shares[KNOTS == 80] == 0


def test_bias_and_spread_are_those_of_the_faces_near_each_knot():
    years = AGES + np.where(AGES < 45, 2, -5) + errors(4000, 3, 3)
    bias, spread = bias_and_spread(years, AGES)
    assert bias[KNOTS == 20] == pytest.approx(2, abs=0.5) and bias[KNOTS == 70] == pytest.approx(-5, abs=0.7)
    assert spread[KNOTS == 20] == pytest.approx(3, abs=0.4)


def test_a_mixture_takes_the_share_at_its_own_estimate():
    curves = curves_about(np.array([20.0, 35.0, 50.0]), np.full(3, 2.0))
    other = curves_about(np.array([24.0, 39.0, 54.0]), np.full(3, 2.0))
    shares = np.interp(KNOTS, [20, 50], [0.0, 0.6])
    mixed = mix(curves, other, shares)
    assert mixed.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    assert expectation(mixed, AGE_LABELS) == pytest.approx([20, 35 + 0.3 * 4, 50 + 0.6 * 4], abs=0.05)


def test_age_groups_alone_give_one_share_for_all_ages(tmp_path):
    faces = load_faces([write_crops(tmp_path / "fairface", "fairface", group_rows(40, "val"))])
    middle = (faces.age_low + np.minimum(faces.age_high, 100)) / 2.0
    good, bad = (curves_about(middle + shift, np.full(40, 3.0)) for shift in (0, 25))
    assert weights_by_groups(faces, bad, good) == pytest.approx(np.full(len(KNOTS), 0.7))
    assert weights_by_groups(faces, good, bad).max() == 0
    assert with_teacher(faces, good, bad, "other") == pytest.approx(np.full(len(KNOTS), 0.7))


def test_exact_ages_choose_the_shares_where_there_are_some(tmp_path, capsys):
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", age_rows(90, "val"))])
    own = curves_about(faces.age + errors(90, 5, 6), np.full(90, 4.0))
    right = curves_about(faces.age, np.full(90, 4.0))
    assert with_teacher(faces, right, own, "other").mean() > 0.5
    assert "other: val" in capsys.readouterr().out


def test_face_apis_numbers_become_curves_without_bias_as_wide_as_its_errors(tmp_path, monkeypatch):
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", age_rows(900, "val"))])
    answers = np.asarray(faces.age + 5 + errors(900, 7, 4), dtype=np.float32)
    monkeypatch.setattr(lesson, "face_api_years", lambda manifest, table: answers[: len(table)])
    train = faces.take(np.arange(10))
    on_val, on_train = lesson.face_api_curves(tmp_path / "manifest.json", faces, train)
    assert np.array_equal(on_val[:10], on_train)
    middle = (faces.age > 20) & (faces.age < 80)
    assert np.mean((expectation(on_val, AGE_LABELS) - faces.age)[middle]) == pytest.approx(0, abs=0.5)
    row = np.flatnonzero(middle)[0]
    mean = on_val[row] @ AGE_LABELS
    assert np.sqrt(on_val[row] @ (AGE_LABELS - mean) ** 2) == pytest.approx(4, abs=0.8)


def test_one_file_holds_all_answers_and_their_sources(tmp_path, monkeypatch):
    rows = age_rows(30) + [{**row, "file": f"v{row['file']}"} for row in age_rows(30, "val")]
    write_crops(tmp_path / "utkface", "utkface", rows)
    model = tmp_path / "shipped" / "model.json"
    model.parent.mkdir()
    card = {"name": "facecurve", "version": "1", "files": {"weights.bin": {"sha256": "ab"}}}
    (model.parent / "card.json").write_text(json.dumps(card))

    def answers(path, table):
        votes = np.full((len(table), 10), 0.1)
        return {"age": curves_about(table.age, np.full(len(table), 0.5)), "attractiveness": votes}

    monkeypatch.setattr(lesson, "shipped_answers", answers)
    out = tmp_path / "lesson.npz"
    arguments = ["--crops", tmp_path, "--folders", "utkface", "--shipped", model, "--out", out]
    monkeypatch.setattr("sys.argv", ["lesson", *map(str, arguments)])
    lesson.main()
    assert read_sources(out) == [{"name": "facecurve 1", "sha256": "ab"}]
    train = load_faces([tmp_path / "utkface"], ["train"])
    given = load_lesson(out, train)
    assert set(given.curves) == {"age", "attractiveness"} and given.embedding.shape == (30, 0)
    assert (given.curves["age"].numpy() @ AGE_LABELS) == pytest.approx(train.age, abs=0.9)
