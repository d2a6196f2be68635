"""The averages' geometry and arithmetic, on made shapes and pictures: no picture of a person is needed."""

from pathlib import Path

import numpy as np
import pytest

from facecurve_train.averages import choose, make, shape
from facecurve_train.averages.mean import LEVELS, MeanOf, blur, levels, with_detail
from facecurve_train.averages.warp import TriangleWarp, inside, sample

SIDE = 48
RANDOM = np.random.default_rng(1)
EVERYWHERE = np.ones((SIDE, SIDE))
EVERY = np.arange(shape.SURFACE_POINTS)


def made_face(count: int = shape.SURFACE_POINTS) -> np.ndarray:
    """Points of a made face, spread over an ellipse, in a picture of SIDE pixels."""
    angle = RANDOM.uniform(0, 2 * np.pi, count)
    radius = np.sqrt(RANDOM.uniform(0, 1, count))
    return np.stack([SIDE / 2 + 14 * radius * np.cos(angle), SIDE / 2 + 18 * radius * np.sin(angle)], axis=1)


def turned(points: np.ndarray, angle: float, scale: float, shift: tuple[float, float]) -> np.ndarray:
    matrix = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return points @ matrix + shift


def smooth_picture() -> np.ndarray:
    rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE
    return np.stack([200 * columns, 200 * rows, 100 + 50 * np.sin(4 * columns)], axis=2)


def still() -> shape.Similarity:
    return shape.Similarity(np.eye(2), np.zeros(2))


def test_a_similarity_is_found_and_undone() -> None:
    face = made_face()
    other = turned(face, 0.3, 1.7, (5, -4))
    found = shape.similarity(face, other)
    np.testing.assert_allclose(found.apply(face), other, atol=1e-9)
    np.testing.assert_allclose(found.inverse().apply(other), face, atol=1e-9)


def test_the_mean_of_one_shape_moved_about_is_this_shape() -> None:
    face = made_face()
    shapes = np.array([face, turned(face, 0.2, 1.3, (3, 4)), turned(face, -0.4, 0.6, (-9, 1))])
    np.testing.assert_allclose(shape.mean_shape(shapes), face, atol=1e-6)


def test_the_mean_of_two_shapes_lies_between_them() -> None:
    face = made_face()
    wide = (face - SIDE / 2) * [1.2, 1] + SIDE / 2
    mean = shape.mean_shape(np.array([face, wide]))
    width, height = np.ptp(mean, axis=0)
    assert np.ptp(face[:, 0]) / np.ptp(face[:, 1]) < width / height < np.ptp(wide[:, 0]) / np.ptp(wide[:, 1])


def test_a_shape_is_made_upright_and_symmetric() -> None:
    half = made_face(40)
    points = np.concatenate([half, [SIDE, 0] + half * [-1, 1]])
    tilted = turned(points, 0.2, 1, (0, 0))
    level = shape.upright(tilted, 0, 40)
    assert level[0, 1] == pytest.approx(level[40, 1])
    uneven = points + RANDOM.normal(0, 0.01, points.shape)
    even = shape.symmetric(uneven)
    np.testing.assert_allclose(even, points, atol=0.05)


def test_points_near_the_outline_are_left_out_and_the_outline_is_kept() -> None:
    angles = np.linspace(0, 2 * np.pi, len(shape.OVAL), endpoint=False)
    outline = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    face = np.zeros((shape.SURFACE_POINTS, 2))
    face[list(shape.OVAL)] = outline
    near, inner = (index for index in range(2, 4))
    face[near], face[inner] = 0.97 * outline[3], 0.8 * outline[3]
    kept = set(shape.steady(face).tolist())
    assert set(shape.OVAL) <= kept
    assert inner in kept
    assert near not in kept


def test_a_warp_to_the_same_shape_changes_nothing() -> None:
    points = shape.all_points(made_face(), EVERY, still(), SIDE)
    warp = TriangleWarp(points, SIDE)
    picture = smooth_picture()
    np.testing.assert_allclose(sample(picture, warp.places(points)), picture, atol=0.01)


def test_a_warp_brings_a_moved_face_back() -> None:
    face = made_face()
    target = shape.all_points(face, EVERY, still(), SIDE)
    shift = np.array([3.0, -2.0])
    to_mean = shape.Similarity(np.eye(2), -shift)
    places = TriangleWarp(target, SIDE).places(shape.all_points(face + shift, EVERY, to_mean, SIDE))
    middles = np.stack(np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5), axis=2)
    np.testing.assert_allclose(places, middles + shift, atol=1e-6)


def test_triangles_cover_the_picture_and_every_point_goes_where_it_belongs() -> None:
    face = made_face()
    target = shape.all_points(face, EVERY, still(), SIDE)
    moved = target.copy()
    moved[: len(face)] += RANDOM.normal(0, 0.2, face.shape)
    warp = TriangleWarp(target, SIDE)
    np.testing.assert_allclose(warp.weights.sum(axis=1), 1)
    assert warp.weights.min() > -1e-9
    # The pixel that holds a point lies within a pixel of the point's place in the other picture.
    places = warp.places(moved)
    for before, after in zip(face, moved, strict=False):
        column, row = before.astype(int)
        assert np.abs(places[row, column] - after).max() < 1.5


def test_points_that_leave_part_of_the_picture_out_are_refused() -> None:
    with pytest.raises(ValueError, match="surround"):
        TriangleWarp(made_face(), SIDE)


def test_pixels_beyond_a_picture_do_not_count() -> None:
    places = np.array([[[-1.0, 5.0], [1.0, 5.0], [24.0, 24.0], [24.0, 49.0]]])
    np.testing.assert_allclose(inside(smooth_picture(), places), [[0, 0.5, 1, 0]])


def test_each_face_counts_as_much_as_every_other_one() -> None:
    total = MeanOf(EVERYWHERE)
    for value in (50.0, 100.0, 180.0):
        total.add(np.full((SIDE, SIDE, 3), value), EVERYWHERE, EVERYWHERE)
    np.testing.assert_allclose(total.mean().colour, 110)
    np.testing.assert_allclose(total.mean().reach, 1)


def test_a_face_counts_by_its_share() -> None:
    total = MeanOf(EVERYWHERE)
    for value, share in ((50.0, 0.25), (100.0, 1.0)):
        total.add(np.full((SIDE, SIDE, 3), value), EVERYWHERE, EVERYWHERE, share)
    np.testing.assert_allclose(total.mean().colour, 90)
    np.testing.assert_allclose(total.mean().reach, 1)


def test_levels_add_up_and_detail_comes_back() -> None:
    noise = blur(RANDOM.normal(0, 30, (SIDE, SIDE)), 1)
    np.testing.assert_allclose(sum(levels(noise)), noise - blur(noise, 2.0 ** (LEVELS - 1)), atol=1e-9)
    total = MeanOf(EVERYWHERE)
    for weak in (noise, -0.4 * noise):
        total.add(128 + np.repeat(weak[..., None], 3, axis=2), EVERYWHERE, EVERYWHERE)
    mean = total.mean()
    restored = with_detail(mean, 1, 4)
    assert mean.colour.std() < 0.5 * noise.std()
    assert mean.colour.std() < restored.std() < 1.2 * noise.std()
    np.testing.assert_allclose(with_detail(mean, 0, 4), mean.colour)


def test_as_many_faces_of_each_kind_as_can_be() -> None:
    kinds = ["a"] * 10 + ["b"] * 10 + ["c"] * 2
    costs = list(range(22))
    indices = choose.balanced(costs, kinds, 12)
    assert indices == [0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21]
    with pytest.raises(ValueError, match="22 faces"):
        choose.balanced(costs, kinds, 23)


def test_each_sample_is_a_mean_of_200_faces() -> None:
    assert {sum(each.ages.values()) for each in make.SAMPLES} == {200}


def test_men_who_look_old_are_chosen_by_their_number() -> None:
    none = np.zeros((0, 2))
    face = make.Face(Path("images/train/train_1070.jpg"), "White", "70", none, none)
    assert face.number == 1070
    assert {each.name for each in make.SAMPLES if each.only is not None} == {"old"}
    assert len(make.LOOK_OLD) == 227
