"""Hair, neck and shoulders around a face, on drawn people: no picture of a person is needed."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facecurve_train.averages import choose, compose, make, portraits, shape, silhouette
from facecurve_train.averages.bust import Build, bust, frame_of, smooth_places
from facecurve_train.averages.mean import LEVELS, Mean
from facecurve_train.averages.portraits import Portrait

SIDE = 128
COLUMNS, ROWS = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
HAIR, SKIN, CLOTH, WALL = (40.0, 30.0, 25.0), (180.0, 130.0, 100.0), (90.0, 90.0, 90.0), (0.0, 200.0, 0.0)


def drawn_face(shift: float = 0) -> np.ndarray:
    """Points of a face of 52 x 64 pixels, whose outline is an ellipse."""
    random = np.random.default_rng(1)
    angles, radius = random.uniform(0, 2 * np.pi, 468), np.sqrt(random.uniform(0, 0.5, 468))
    unit = np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1)
    around = np.linspace(0, 2 * np.pi, len(shape.OVAL), endpoint=False)
    unit[list(shape.OVAL)] = np.stack([np.sin(around), -np.cos(around)], axis=1)
    return unit * [26, 32] + [SIDE / 2 + shift, SIDE / 2]


def person(hair: float, shift: float = 0) -> np.ndarray:
    """Where a person is, with a head that goes `hair` widths of the face beyond its middle."""
    head = np.hypot(COLUMNS - SIDE / 2 - shift, ROWS - SIDE / 2) < hair * 52
    neck = (np.abs(COLUMNS - SIDE / 2 - shift) < 16) & (ROWS > SIDE / 2)
    return head | neck | (ROWS > 108)


def drawn(folder: Path, name: str, hair: float, shift: float = 0) -> Portrait:
    picture = np.full((SIDE, SIDE, 3), WALL)
    shown = person(hair, shift)
    picture[shown] = HAIR
    picture[shown & (ROWS > 100)] = CLOTH
    face = drawn_face(shift)
    picture[compose.distance_in(face, SIDE) < 1] = SKIN
    Image.fromarray(picture.astype(np.uint8)).save(folder / name)
    return Portrait(folder / name, face, (shown * 255).astype(np.uint8))


def test_the_outline_of_a_head_is_measured() -> None:
    frame = frame_of(drawn_face())
    found = silhouette.measure(person(0.8).astype(float), frame)
    np.testing.assert_allclose(found.radii[3:-3], 0.8, atol=0.03)
    used = silhouette.beside(found)
    assert used.sum() == 4
    np.testing.assert_allclose(found.shoulders[used] * frame.width + frame.chin, 108, atol=1.5)


def test_the_median_outline_is_symmetric_and_ignores_one_strange_head() -> None:
    frame = frame_of(drawn_face())
    heads = [silhouette.measure(person(hair).astype(float), frame) for hair in (0.8, 0.8, 0.8, 1.1)]
    found = silhouette.median(heads)
    np.testing.assert_allclose(found.radii, found.radii[::-1])
    assert found.distance(heads[0]) < 0.02 < found.distance(heads[3])


def test_shoulders_begin_beside_the_hair() -> None:
    short, long = (
        silhouette.Silhouette(np.full(len(silhouette.ANGLES), radius), np.zeros(len(silhouette.COLUMNS)))
        for radius in (0.6, 0.9)
    )
    assert silhouette.beside(short).all()
    assert silhouette.beside(long).tolist() == [True, False, False, False, False, True]


def test_a_smooth_warp_holds_its_points() -> None:
    target = np.concatenate([drawn_face()[list(shape.OVAL)], shape.border(SIDE)])
    source = target + np.random.default_rng(2).normal(0, 0.5, target.shape)
    places = smooth_places(target, source, SIDE)
    assert places.shape == (SIDE, SIDE, 2)
    for before, after in zip(target[: len(shape.OVAL)], source, strict=False):
        column, row = np.floor(before).astype(int)
        # A pixel's middle lies within half a pixel of a point in it.
        assert np.abs(places[row, column] - after).max() < 2
    still = smooth_places(target, target, SIDE)
    np.testing.assert_allclose(still, np.stack([COLUMNS, ROWS], axis=2), atol=1e-6)


def test_heads_of_different_size_get_one_sharp_outline(tmp_path: Path) -> None:
    heads = [drawn(tmp_path, f"{index}.png", hair) for index, hair in enumerate((0.76, 0.8, 0.84))]
    found = bust(heads, drawn_face(), SIDE, Build())
    above = found.person[: SIDE // 2, SIDE // 2]
    between = (above > 0.1) & (above < 0.9)
    # Without the warp the heads end within 4 pixels of each other, and each of their edges is one more wide.
    assert between.sum() <= 3
    crown = int(np.argmax(above > 0.5))
    assert abs(crown - (SIDE / 2 - 0.8 * 52)) < 2
    np.testing.assert_allclose(found.colour[crown + 4, SIDE // 2], HAIR, atol=8)


def test_a_child_has_a_higher_crown_and_narrower_shoulders(tmp_path: Path) -> None:
    heads = [drawn(tmp_path, "0.png", 0.8)]
    grown, child = (bust(heads, drawn_face(), SIDE, build) for build in (Build(), Build(crown=1.1)))
    first, second = (int(np.argmax(each.person[:, SIDE // 2] > 0.5)) for each in (grown, child))
    assert 2 <= first - second <= 6


def test_a_face_and_a_bust_become_one_portrait_on_the_plain_ground() -> None:
    face, everywhere = drawn_face(), np.ones((SIDE, SIDE))
    none = np.zeros((LEVELS, SIDE, SIDE))
    shown = person(0.8).astype(float)
    own = Mean(np.full((SIDE, SIDE, 3), (200.0, 150.0, 120.0)), everywhere, everywhere, everywhere, none)
    around = np.full((SIDE, SIDE, 3), (100.0, 75.0, 60.0))
    cutout = compose.portrait(own, Mean(around, shown, everywhere, everywhere, none), face)
    picture = compose.on_ground(cutout)
    # The bust's tone goes half the way to that of the face; beside the person there is the ground alone.
    np.testing.assert_allclose(cutout.colour[4, 4], np.sqrt(2) * np.array([100, 75, 60]), rtol=0.01)
    for corner in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
        assert (picture[corner] == np.rint(compose.GROUND)).all()
    np.testing.assert_allclose(picture[SIDE // 2, SIDE // 2], (200, 150, 120), atol=6)
    assert (picture[-1] == np.rint(compose.GROUND)).all()


def test_the_face_keeps_its_detail_and_the_bust_its_own() -> None:
    stripes = 128 + 60 * np.sign(np.sin(COLUMNS))[..., None] * np.ones(3)
    plain = np.full((SIDE, SIDE, 3), 128.0)
    cover = compose.seam(drawn_face(), SIDE)
    assert cover[SIDE // 2, SIDE // 2] == 1
    assert cover[0, 0] == 0
    mixed = compose.blended(stripes, plain, cover)
    middle = slice(SIDE // 2 - 3, SIDE // 2 + 3)
    np.testing.assert_allclose(mixed[middle, middle], stripes[middle, middle], atol=6)
    np.testing.assert_allclose(mixed[:4], 128, atol=1)


def test_blue_becomes_calm_and_skin_stays() -> None:
    colours = np.array([[SKIN, HAIR, (80.0, 110.0, 180.0)]])
    calm = compose.calmed(colours)
    np.testing.assert_allclose(calm[0, :2], colours[0, :2])
    assert np.ptp(calm[0, 2]) < 0.5 * np.ptp(colours[0, 2])


def test_who_is_nearer_stands_before_who_is_farther() -> None:
    whole = np.ones((SIDE, SIDE))
    far, near = (compose.Cutout(np.full((SIDE, SIDE, 3), value), whole) for value in (50.0, 200.0))
    places = [compose.Place(10, 8, 24), compose.Place(22, 12, 30)]
    picture = np.asarray(compose.crowd([far, near], places, (80, 48)))
    assert picture.shape == (48, 80, 3)
    assert (picture[20, 15] == 50).all()
    assert (picture[20, 30] == 200).all()
    assert (picture[2, 40] == np.rint(compose.GROUND)).all()


def test_every_face_of_the_group_is_seen_whole_from_far_to_near() -> None:
    places = list(make.GROUP.values())
    assert set(make.GROUP) == {each.name for each in make.SAMPLES}
    assert [place.side for place in places] == sorted(place.side for place in places)
    assert places[-1].side > 1.6 * places[0].side
    for index, place in enumerate(places):
        face = _face_in(place)
        assert face[0] > 0 and face[1] > 0 and face[2] < make.GROUP_SIZE[0] and face[3] < make.GROUP_SIZE[1]
        for nearer in places[index + 1 :]:
            left, top, right, bottom = _head_in(nearer)
            apart = face[2] < left or right < face[0] or face[3] < top or bottom < face[1]
            assert apart, f"{list(make.GROUP)[index]} is hidden"


def _face_in(place: compose.Place) -> tuple[float, float, float, float]:
    middle, half = place.left + place.side / 2, make.FACE_WIDTH * place.side / 2
    height = 1.2 * make.FACE_WIDTH * place.side
    top = place.top + make.FACE_MIDDLE * place.side - height / 2
    return middle - half, top, middle + half, top + height


def _head_in(place: compose.Place) -> tuple[float, float, float, float]:
    """A face and the hair around it."""
    left, top, right, bottom = _face_in(place)
    hair = 0.2 * (right - left)
    return left - hair, top - 2 * hair, right + hair, bottom


def test_portraits_are_found_by_their_number(tmp_path: Path) -> None:
    points = np.zeros((2, 478, 2), np.float32)
    files = np.array(["male/512/7.jpg", "female/512/7.jpg"])
    np.savez(tmp_path / "landmarks.npz", files=files, points=points, outlines=np.zeros((2, 4, 4), np.uint8))
    found = portraits.read_portraits(tmp_path, tmp_path / "landmarks.npz", portraits.Hair("male", (7, 8)))
    assert [each.file for each in found] == [tmp_path / "male/512/7.jpg"]
    assert found[0].points.shape == (shape.SURFACE_POINTS, 2)


@pytest.mark.parametrize("each", make.SAMPLES, ids=lambda each: each.name)
def test_portraits_around_a_face_have_its_gender_and_count_once(each: make.Sample) -> None:
    assert each.hair.gender == each.gender
    assert len(set(each.hair.numbers)) == len(each.hair.numbers) >= 14


def test_the_frame_is_that_of_the_face() -> None:
    face = drawn_face()
    frame = frame_of(face)
    assert frame.chin == pytest.approx(face[choose.CHIN, 1])
    assert frame.width == pytest.approx(52, abs=2)
