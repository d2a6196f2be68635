import numpy as np
import pytest
from conftest import SIDE, age_rows, vote_rows, write_crops

from facecurve_train.data import held_out_minors, load_faces, wrong_labels
from facecurve_train.errors import TrainingError
from facecurve_train.sampling import BatchSampler, row_weights

SETS = ("utkface", "fairface", "mebeauty", "scutfbp5500")


def test_all_sets_become_one_table_and_pixels_follow_their_rows(crops):
    faces = load_faces([crops / name for name in SETS])
    assert len(faces) == 60 + 30 + 40 + 12 + 30 + 12 + 30 + 12
    assert faces.missed == 4
    row = np.flatnonzero(faces.file == "fairface/val/3.jpg")
    stored = np.fromfile(crops / "fairface" / "crops.u8", dtype=np.uint8).reshape(-1, SIDE, SIDE, 3)
    assert np.array_equal(faces.gather(row)[0], stored[43])
    assert faces.age_low[row] == 70 and faces.age_high[row] == 116


def test_only_the_splits_asked_for_are_returned(crops):
    assert set(load_faces([crops / "utkface"], ["val"]).split) == {"val"}


def test_a_picture_in_two_splits_is_a_leak_also_across_sets(tmp_path):
    first = write_crops(
        tmp_path / "a", "utkface", [{"file": "x.jpg", "split": "train", "age": 5, "sha256": "ab"}]
    )
    second = write_crops(tmp_path / "b", "mebeauty", [{**vote_rows(1, "test")[0], "sha256": "ab"}])
    with pytest.raises(
        TrainingError, match=r"utkface/x.jpg \(train\) = mebeauty/test/0.jpg \(test\)"
    ) as caught:
        load_faces([first, second])
    assert caught.value.code == "leak"


def test_the_same_picture_twice_within_a_split_is_no_leak(tmp_path):
    rows = [{**row, "sha256": "ab"} for row in age_rows(2)]
    assert len(load_faces([write_crops(tmp_path / "a", "utkface", rows)])) == 2


def minors_of(faces, share: float) -> set[str]:
    return set(faces.file[held_out_minors(faces, share)])


def test_held_out_minors_are_the_same_whatever_else_is_in_the_table(tmp_path):
    rows = [{"file": f"{i}.jpg", "split": "train", "age": i % 40} for i in range(800)]
    rows += [{"file": f"v{i}.jpg", "split": "val", "age": 5} for i in range(40)]
    faces = load_faces([write_crops(tmp_path / "utkface", "utkface", rows)])
    held = held_out_minors(faces, 0.2)
    assert (faces.age[held] < 18).all() and (faces.split[held] == "train").all()
    young = ((faces.age < 18) & (faces.split == "train")).sum()
    assert held.sum() == pytest.approx(0.2 * young, rel=0.3)
    half = faces.take(np.arange(len(faces)) % 2 == 1)
    assert minors_of(half, 0.2) == minors_of(faces, 0.2) & set(half.file)
    assert minors_of(faces, 0.1) < minors_of(faces, 0.2) and not held_out_minors(faces, 0.0).any()


def test_a_label_that_was_found_wrong_leaves_training_and_val_and_stays_in_test(tmp_path, monkeypatch):
    rows = [
        {"file": f"{split}{i}.jpg", "split": split, "age": 30, "sha256": f"{split}-{i}"}
        for split in ("train", "val", "test")
        for i in range(3)
    ]
    folder = write_crops(tmp_path / "utkface", "utkface", rows)
    checks = tmp_path / "label_checks.csv"
    verdicts = "".join(f"{split}-0,wrong,\n{split}-1,uncertain,\n" for split in ("train", "val", "test"))
    checks.write_text(f"sha256,verdict,note\n{verdicts}")
    assert wrong_labels(checks) == {"train-0", "val-0", "test-0"}
    assert wrong_labels(tmp_path / "absent.csv") == set()
    monkeypatch.setattr("facecurve_train.data.wrong_labels", lambda: wrong_labels(checks))
    faces = load_faces([folder], ["train", "val", "test"])
    assert dict(zip(*np.unique(faces.split, return_counts=True), strict=True)) == {
        "test": 3,
        "train": 2,
        "val": 2,
    }
    assert "train-0" not in faces.sha256 and "train-1" in faces.sha256


def test_impossible_labels_are_named_counted_and_left_out(tmp_path):
    no_votes = {
        "file": "d.jpg",
        "split": "train",
        "attractiveness": 5.0,
        **{f"n{k}": 0 for k in range(1, 11)},
    }
    rows = [
        {"file": "a.jpg", "split": "train", "age": 900},
        {"file": "b.jpg", "split": "train", "age": "young"},
        {"file": "c.jpg", "split": "train", "age_low": 30, "age_high": 20},
        no_votes,
        {"file": "e.jpg", "split": "train", "age": 31},
    ]
    faces = load_faces([write_crops(tmp_path / "a", "utkface", rows)])
    assert faces.file.tolist() == ["utkface/e.jpg"]
    counts = faces.problem_counts()
    assert counts["no label"] == 4
    kinds = ("impossible age", "unreadable number", "impossible age group", "impossible votes")
    assert [counts[kind] for kind in kinds] == [1, 1, 1, 1]
    assert any("900" in problem.detail and problem.file == "utkface/a.jpg" for problem in faces.problems)


def test_a_missing_or_short_pixel_file_names_itself(crops):
    path = crops / "utkface" / "crops.u8"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TrainingError, match=r"crops\.u8") as caught:
        load_faces([crops / "utkface"])
    assert caught.value.code == "wrong-size"
    path.unlink()
    with pytest.raises(TrainingError) as caught:
        load_faces([crops / "utkface"])
    assert caught.value.code == "missing-file"


def test_a_larger_training_folder_replaces_the_training_rows_of_the_small_one(crops):
    write_crops(crops / "more-utkface", "utkface", age_rows(70), 9)
    faces = load_faces([crops / "more-utkface", crops / "utkface"])
    assert (faces.split == "train").sum() == 70 and (faces.split == "val").sum() == 30


def test_batches_hold_each_sets_share_and_repeat_by_step(crops):
    faces = load_faces([crops / name for name in SETS], ["train"])
    shares = {"utkface": 0.5, "fairface": 0.3, "mebeauty": 0.15, "scutfbp5500": 0.05}
    sampler = BatchSampler(faces, shares, balance=0.5, batch=200, seed=1)
    drawn = sampler.draw(3)
    for name, share in shares.items():
        assert abs((faces.set_name[drawn] == name).mean() - share) <= 0.011
    assert np.array_equal(drawn, sampler.draw(3)) and not np.array_equal(drawn, sampler.draw(4))
    other_process = BatchSampler(faces, shares, 0.5, 200, seed=1, rank=1)
    assert not np.array_equal(drawn, other_process.draw(3))


def test_excluded_rows_are_never_drawn(crops):
    faces = load_faces([crops / "utkface"], ["train"])
    sampler = BatchSampler(faces, {"utkface": 1}, 0.5, 500, seed=1)
    sampler.exclude(faces.age < 18)
    assert faces.age[sampler.draw(0)].min() >= 18


def test_a_set_without_faces_cannot_have_a_share(crops):
    faces = load_faces([crops / "utkface"], ["train"])
    with pytest.raises(TrainingError, match="mebeauty"):
        BatchSampler(faces, {"utkface": 1, "mebeauty": 1}, 0.5, 8, seed=1)


def test_full_balance_gives_every_decade_the_same_weight(tmp_path):
    rows = [{"file": f"{i}.jpg", "split": "train", "age": 5 if i < 30 else 45} for i in range(40)]
    faces = load_faces([write_crops(tmp_path / "a", "utkface", rows)])
    flat, natural = row_weights(faces, 1.0), row_weights(faces, 0.0)
    assert flat[faces.age == 5].sum() == pytest.approx(0.5)
    assert natural[faces.age == 5].sum() == pytest.approx(0.75)


def test_a_picture_that_is_missing_or_broken_is_named(tmp_path):
    folder = write_crops(tmp_path / "a", "utkface", age_rows(2))
    (folder / "missed.csv").write_text(
        "file,split,problem\nimages/x.jpg,train,missing file\nimages/y.jpg,train,no face\n"
    )
    faces = load_faces([folder])
    assert faces.missed == 2
    assert faces.problem_counts() == {"missing file": 1}
