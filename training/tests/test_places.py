"""Ferns learn to tell a drawn face from noise, and are written as the page reads them."""

import json

import numpy as np
from PIL import Image, ImageDraw

from facecurve_label.place_ferns import ferns_of, judge
from facecurve_train.places import learn
from facecurve_train.places.pictures import face_windows, read_boxes


def test_ferns_pass_faces_and_few_grounds(tmp_path, monkeypatch):
    random = np.random.default_rng(3)
    boxes = {}
    for index in range(40):
        face = Image.new("RGB", (96, 96), (60 + index, 70, 80))
        draw = ImageDraw.Draw(face)
        draw.ellipse((20, 12, 76, 84), fill=(220, 190, 170))
        for eye in (36, 60):
            draw.ellipse((eye - 5, 36, eye + 5, 44), fill=(30, 20, 20))
        draw.rectangle((38, 64, 58, 69), fill=(120, 30, 30))
        face.save(tmp_path / f"face{index}.png")
        boxes[f"face{index}.png"] = [[20, 20, 56, 56, 0.9]]
    for index in range(6):
        noise = random.integers(0, 256, (30, 30, 3), dtype=np.uint8)
        Image.fromarray(noise).resize((200, 200)).save(tmp_path / f"ground{index}.png")
    (tmp_path / "faces.json").write_text(json.dumps(boxes), encoding="utf-8")
    (tmp_path / "grounds.json").write_text(
        json.dumps({f"ground{index}.png": [] for index in range(6)}), encoding="utf-8"
    )
    monkeypatch.setattr(learn, "PAIRS", 60)
    faces = face_windows(read_boxes(tmp_path / "faces.json"), random, each=4)
    learner = learn.Learner(faces, read_boxes(tmp_path / "grounds.json"), random)
    learned = learner.learn(8)
    ferns = ferns_of(learn.packed(learned))
    passed, _ = judge(ferns, faces.reshape(-1, 20), np.arange(len(faces)) * 400)
    grounds = random.integers(0, 256, (200 * 20, 20), dtype=np.uint8)
    taken, _ = judge(ferns, grounds, np.arange(200) * 400)
    assert len(passed) > 0.9 * len(faces)
    assert len(taken) < 0.2 * 200
    again = learner.with_least_sums_again()
    assert all(later.least >= fern.least for later, fern in zip(again, learned, strict=True))
    kept, _ = judge(ferns_of(learn.packed(again)), faces.reshape(-1, 20), np.arange(len(faces)) * 400)
    assert 0.8 * len(faces) < len(kept) < len(passed)
