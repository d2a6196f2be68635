import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from test_train import SETS, small_config, train

from facecurve_train.data import load_faces
from facecurve_train.errors import TrainingError
from facecurve_train.heads import KNOWN_HEADS
from facecurve_train.labels import AGE_LABELS, Labels, age_distributions, fit_maps
from facecurve_train.loss import EMBEDDING, LossWeights, head_sizes, total_loss
from facecurve_train.model import build_network
from facecurve_train.targets import build_targets
from facecurve_train.teach import answers, principal_components
from facecurve_train.teaching import Lesson, Teaching, load_lesson, mixed_ages, teach


def lesson_about(ages: torch.Tensor, votes_at: int = 3) -> Lesson:
    count = len(ages)
    votes = torch.zeros(count, 10)
    votes[:, votes_at] = 1
    curves = {"age": age_distributions(ages, 2.0, 0.0), "attractiveness": votes}
    return Lesson(curves, torch.ones(count, EMBEDDING))


def targets_of(crops: Path):
    faces = load_faces([crops / name for name in SETS], ["train"])
    return faces, build_targets(faces, fit_maps(faces), Labels(2.0, 0.0), KNOWN_HEADS)


def test_an_exact_label_and_the_teacher_share_the_target(crops):
    faces, targets = targets_of(crops)
    row = int(np.flatnonzero(faces.age == 28)[0])
    teacher = age_distributions(torch.full((len(faces),), 32.0), 2.0, 0.0)
    mixed = mixed_ages(targets.heads["age"], teacher, 0.25)[row]
    assert torch.allclose(
        mixed, 0.25 * teacher[row] + 0.75 * targets.heads["age"].distribution[row], atol=1e-6
    )


def test_a_label_the_teacher_finds_impossible_does_not_count(crops):
    faces, targets = targets_of(crops)
    row = int(np.flatnonzero(faces.age == 7)[0])
    teacher = age_distributions(torch.full((len(faces),), 60.0), 2.0, 0.0)
    assert torch.allclose(mixed_ages(targets.heads["age"], teacher, 0.5)[row], teacher[row], atol=1e-4)


def test_a_group_takes_the_teachers_curve_inside_it(crops):
    faces, targets = targets_of(crops)
    row = int(np.flatnonzero((faces.age_low == 20) & np.isnan(faces.age))[0])
    teacher = age_distributions(torch.full((len(faces),), 29.5), 2.0, 0.0)
    mixed = mixed_ages(targets.heads["age"], teacher, 0.0)[row]
    assert mixed[:20].sum() == 0 and mixed[30:].sum() == 0
    inside = teacher[row, 20:30]
    assert torch.allclose(mixed[20:30], inside / inside.sum(), atol=1e-5)


def test_every_face_gets_an_age_and_every_adult_votes(crops):
    faces, targets = targets_of(crops)
    ages = torch.where(torch.arange(len(faces)) % 2 == 0, 10.0, 40.0)
    taught = teach(targets, lesson_about(ages), Teaching(age=0.5, votes=0.5))
    age, votes = taught.heads["age"], taught.heads["attractiveness"]
    assert age.known.all() and not age.has_group.any()
    assert votes.known.tolist() == (ages == 40).tolist()
    assert torch.allclose(age.distribution.sum(dim=1), torch.ones(len(faces)), atol=1e-5)
    assert torch.allclose(age.mean, age.distribution @ torch.from_numpy(AGE_LABELS), atol=1e-4)
    labelled = targets.heads["attractiveness"]
    assert (votes.distribution[~labelled.known][:, 3] == 1).all()
    expected = 0.5 + 0.5 * labelled.distribution[labelled.known][:, 3]
    assert torch.allclose(votes.distribution[labelled.known][:, 3], expected)


def test_without_a_teachers_votes_the_labels_of_adults_are_left(crops):
    faces, targets = targets_of(crops)
    ages = torch.where(torch.arange(len(faces)) % 2 == 0, 10.0, 40.0)
    lesson = lesson_about(ages)
    del lesson.curves["attractiveness"]
    votes = teach(targets, lesson, Teaching(votes=1.0)).heads["attractiveness"]
    labelled = targets.heads["attractiveness"]
    assert votes.known.tolist() == (labelled.known & (ages == 40)).tolist()
    assert torch.equal(votes.distribution, labelled.distribution)


def test_a_minors_label_that_the_teacher_contradicts_is_not_learned(crops):
    faces, targets = targets_of(crops)
    rows = np.flatnonzero(np.isin(faces.age, [7, 14, 35, 42]))[:4]
    targets = targets.take(rows)
    assert targets.heads["minor"].mean.tolist() == [1, 1, 0, 0]
    # A child and an adult whom the teacher takes for an adult and a child; then the others, near the bounds.
    taught = teach(targets, lesson_about(torch.tensor([30.0, 24.0, 12.0, 15.0])), Teaching())
    assert taught.heads["minor"].known.tolist() == [False, True, False, True]
    assert torch.equal(taught.heads["minor"].distribution, targets.heads["minor"].distribution)


def test_components_keep_their_proportions():
    random = np.random.default_rng(1)
    features = random.normal(size=(500, 6)) * np.array([5, 3, 1, 0.1, 0.1, 0.1]) + 7
    components = principal_components(features, 3)
    assert components.shape == (500, 3)
    assert np.abs(components.mean(axis=0)).max() < 1e-9
    assert (components**2).mean() == pytest.approx(1)
    spread = components.std(axis=0)
    assert spread[0] / spread[1] == pytest.approx(5 / 3, rel=0.15)


def test_answers_are_the_same_for_a_crop_and_its_mirror_image(crops):
    faces = load_faces([crops / "utkface"], ["train"]).take(np.arange(5))
    network = build_network("tiny", head_sizes("dldl_v2"))
    given = answers(network, faces, 32)
    assert given["age"].shape == (5, 101) and given["pooled"].shape == (5, 128)
    mirrored = dataclasses.replace(faces, pixels=[pixels[:, :, ::-1] for pixels in faces.pixels])
    assert np.allclose(given["age"], answers(network, mirrored, 32)["age"], atol=1e-6)


def test_a_student_learns_from_a_teachers_answers(crops, tmp_path):
    faces = load_faces([crops / name for name in SETS], ["train"])
    write_lesson(tmp_path / "answers.npz", faces.file)
    config = small_config(
        auxiliary=["gender", "race", "embedding"], teaching={"file": "answers.npz", "age": 1.0, "votes": 1.0},
        steps=60, ema=0.9, learning_rate=5e-3,
    )  # fmt: skip
    trainer = train(config, crops, tmp_path / "run")
    assert trainer.targets.heads["age"].known.all() and trainer.excluded is None
    assert trainer.losses.values()["embedding"] < 0.5 and trainer.losses.values()["age"] < 3


def test_a_lesson_without_a_face_or_a_file_says_so(crops, tmp_path):
    faces = load_faces([crops / "utkface"], ["train"])
    with pytest.raises(TrainingError, match="missing-file"):
        load_lesson(tmp_path / "absent.npz", faces)
    write_lesson(tmp_path / "answers.npz", faces.file[1:])
    with pytest.raises(TrainingError, match="1 faces are unknown"):
        load_lesson(tmp_path / "answers.npz", faces)


def test_a_method_without_distributions_refuses_a_teacher():
    with pytest.raises(TrainingError, match="distributions"):
        small_config(method="ranking", teaching={"file": "answers.npz"})
    with pytest.raises(TrainingError, match="auxiliary head height"):
        small_config(auxiliary=["height"])


def test_auxiliary_heads_learn_the_rows_that_know(crops):
    _, targets = targets_of(crops)
    targets = targets.take(range(4))
    targets.gender = torch.tensor([0, 1, -1, -1])
    sizes = head_sizes("dldl_v2", ("gender",), KNOWN_HEADS)
    outputs = {name: torch.zeros(4, size) for name, size in sizes.items()}
    _, parts = total_loss(outputs, targets, "dldl_v2", LossWeights())
    assert (parts["gender"].loss / parts["gender"].rows).item() == pytest.approx(
        np.log(2), abs=1e-6
    ) and "race" not in parts


def write_lesson(path: Path, files: np.ndarray) -> None:
    count = len(files)
    lesson = lesson_about(torch.full((count,), 40.0))
    np.savez(
        path,
        faces=files,
        embedding=lesson.embedding.numpy(),
        **{name: curves.numpy() for name, curves in lesson.curves.items()},
    )
