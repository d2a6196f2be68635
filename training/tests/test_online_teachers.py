from dataclasses import replace

import numpy as np
import torch
from test_train import SETS, small_config, train

from facecurve_train.crop_store import CropStore
from facecurve_train.data import load_faces
from facecurve_train.online_teachers import OnlineTeachers, blend_faces, resized
from facecurve_train.teaching import Teaching
from facecurve_train.train import Trainer

CPU = torch.device("cpu")


def test_teachers_take_turns_and_see_their_own_size(crops, tmp_path):
    train(small_config(name="a"), crops, tmp_path / "a")
    train(small_config(name="b", seed=2, phases=[{"size": 64, "until": 1.0}]), crops, tmp_path / "b")
    teachers = OnlineTeachers([tmp_path / "a", tmp_path / "b"], CPU)
    assert teachers.size == 64
    views = 255 * torch.rand(4, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    first, second, third = (teachers.answer(views, turn) for turn in range(3))
    assert torch.equal(first.curves["age"], third.curves["age"]) and not torch.equal(
        first.curves["age"], second.curves["age"]
    )
    with torch.no_grad():
        own = teachers.teachers[0].network(resized(views, 32))["age"].softmax(dim=1)
    assert torch.allclose(first.curves["age"], own, atol=1e-6)
    assert torch.allclose(first.curves["attractiveness"].sum(dim=1), torch.ones(4), atol=1e-5)


def test_a_blend_keeps_its_first_face_the_larger():
    views = torch.arange(40.0).reshape(40, 1, 1, 1).expand(40, 3, 32, 32).clone()
    blended, single = blend_faces(views, 0.5, torch.Generator().manual_seed(3))
    assert 8 <= (~single).sum() <= 32
    assert torch.equal(blended[single], views[single])
    # Between its own value and the middle to another one.
    assert ((blended - views).abs().amax(dim=(1, 2, 3)) <= 0.5 * 39).all()
    assert (blended[~single] != views[~single]).any()


def test_a_student_of_online_teachers_trains_and_blends_follow_the_teacher_alone(crops, tmp_path):
    train(small_config(name="teacher"), crops, tmp_path / "teacher")
    config = small_config(name="student", teaching={"runs": ["teacher"], "age": 0.0, "blended": 1.0})
    run = tmp_path / "student"
    run.mkdir()
    trainer = Trainer(config, load_faces([crops / name for name in SETS]), run)
    views, targets = trainer._draw_batch(32)
    assert trainer.teachers is not None and views.shape == (16, 3, 32, 32)
    answer = trainer.teachers.answer(views, trainer.step)
    assert torch.allclose(targets.heads["age"].distribution, answer.curves["age"], atol=1e-5)
    assert (targets.gender == -1).all()
    trainer.config = replace(config, teaching=Teaching(runs=("teacher",), age=0.0, blended=0.0))
    _, labelled = trainer._draw_batch(32)
    assert not torch.allclose(labelled.heads["age"].distribution, answer.curves["age"], atol=1e-3)
    trainer.fit()
    assert trainer.step == 6 and trainer.excluded is None


def test_the_store_gives_the_tables_crops(crops):
    faces = load_faces([crops / "utkface"], ["train"])
    rows = np.array([3, 0, 3])
    assert np.array_equal(CropStore(faces, CPU).take(rows).numpy(), faces.gather(rows))
