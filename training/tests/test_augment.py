import pytest
import torch

from facecurve_train.augment import (
    Augmentation,
    add_noise,
    augment,
    blur_or_sharpen,
    centre_view,
    compress,
    cosine_transform,
    cover,
    cut_borders,
    light,
    plain_ground,
    random_affine,
)

STILL = Augmentation(
    flip=0, rotation=0, shift=0, zoom_in=0, zoom_out=0, brightness=0, contrast=0, saturation=0, tint=0,
    grey=0, low_resolution=0, blur=0, compression=0, border_cut=0,
)  # fmt: skip


def noise(count: int = 6, side: int = 120) -> torch.Tensor:
    return torch.randint(
        0, 256, (count, side, side, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(5)
    )


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def changed(**ranges: float) -> Augmentation:
    return Augmentation(**{**vars(STILL), **ranges})


def test_without_ranges_the_shipped_crop_comes_out():
    crops = noise()
    views = augment(crops, 96, 96, STILL, generator())
    expected = crops[:, 12:108, 12:108].permute(0, 3, 1, 2).float()
    assert torch.allclose(views, expected, atol=0.05)
    assert torch.equal(centre_view(crops, 96, 96), expected)


def test_a_smaller_size_shows_the_same_field_of_view():
    ramp = torch.arange(120, dtype=torch.uint8)[None, None, :, None].expand(1, 120, 120, 3)
    views = augment(ramp, 96, 64, STILL, generator())
    # Pixel i of 64 has its centre at 12 + (i + 1/2) * 1.5 - 1/2.
    assert views[0, 0, 30, [0, 63]].tolist() == pytest.approx([12.25, 106.75], abs=0.01)
    assert centre_view(ramp, 96, 64)[0, 0, 30, 31].item() == pytest.approx(12 + 31.5 * 1.5 - 0.5, abs=0.1)


def test_flip_mirrors_about_the_middle():
    crops = noise()
    views = augment(crops, 96, 96, changed(flip=1), generator())
    assert torch.allclose(views, centre_view(crops, 96, 96).flip(3), atol=0.05)


def test_zooming_out_past_the_margin_shows_grey():
    white = torch.full((40, 120, 120, 3), 255, dtype=torch.uint8)
    within = augment(white, 96, 96, changed(zoom_out=0.2), generator())
    beyond = augment(white, 96, 96, changed(zoom_out=0.6), generator())
    assert within.min() > 254.9
    assert beyond[:, :, 0].min() == 128 and beyond.shape == (40, 3, 96, 96)


def test_one_seed_gives_the_same_views_and_another_seed_others():
    crops = noise(16)
    first, again = (augment(crops, 96, 64, Augmentation(), generator(3)) for _ in range(2))
    assert torch.equal(first, again)
    assert not torch.equal(first, augment(crops, 96, 64, Augmentation(), generator(4)))
    assert first.min() >= 0 and first.max() <= 255
    assert first.is_contiguous(memory_format=torch.channels_last)


def test_rotation_keeps_lengths_whatever_the_flip():
    theta = random_affine(50, 0.8, changed(flip=0.5, rotation=12), generator())
    determinant = theta[:, 0, 0] * theta[:, 1, 1] - theta[:, 0, 1] * theta[:, 1, 0]
    assert torch.allclose(determinant.abs(), torch.tensor(0.64), atol=1e-5)
    assert (determinant < 0).any() and (determinant > 0).any()


def test_grey_leaves_luminance():
    crops = noise()
    views = augment(crops, 96, 96, changed(grey=1), generator())
    plain = centre_view(crops, 96, 96)
    luminance = 0.299 * plain[:, 0] + 0.587 * plain[:, 1] + 0.114 * plain[:, 2]
    assert torch.allclose(views, luminance[:, None].expand_as(views), atol=0.1)


def test_the_cosine_transform_is_orthonormal_and_compression_keeps_the_picture():
    matrix = cosine_transform()
    assert torch.allclose(matrix @ matrix.T, torch.eye(8), atol=1e-6)
    smooth = torch.linspace(20, 220, 96)[None, None, None].expand(8, 3, 96, 96).clone()
    compressed = compress(smooth.clone(), changed(compression=1), generator())
    error = (compressed - smooth).abs().mean().item()
    assert 0.1 < error < 12


def test_cut_borders_are_grey_strips_along_the_edges_only():
    views = cut_borders(torch.full((30, 3, 64, 64), 200.0), changed(border_cut=1), generator())
    depth = int(0.22 * 64) + 1
    assert (views[:, :, depth:-depth, depth:-depth] == 200).all()
    assert (views[:, :, 0] == 128).all() and (views[:, :, :, -1] == 128).all()


@pytest.mark.parametrize("name", ["low_resolution", "blur"])
def test_losing_sharpness_keeps_the_mean(name):
    crops = noise()
    views = augment(crops, 96, 96, changed(**{name: 1.0}), generator())
    plain = centre_view(crops, 96, 96)
    assert not torch.allclose(views, plain, atol=5)
    assert views.mean().item() == pytest.approx(plain.mean().item(), abs=3)


def sharpness(views: torch.Tensor) -> torch.Tensor:
    """Variance of the difference from a 3x3 mean, over the whole variance: [n,3,S,S] -> [n]."""
    smooth = torch.nn.functional.avg_pool2d(views, 3, stride=1)
    detail = views[:, :, 1:-1, 1:-1] - smooth
    return detail.var(dim=(1, 2, 3)) / views.var(dim=(1, 2, 3))


def test_views_are_both_softer_and_sharper_than_their_crops():
    rows = torch.arange(96) / 96
    picture = 128 + 50 * torch.sin(12 * rows)[:, None] + 20 * torch.sin(100 * rows)[None, :]
    views = picture.expand(200, 3, 96, 96).clone()
    before = sharpness(views[:1])
    after = sharpness(blur_or_sharpen(views, changed(blur=1, sharpest=2.5), generator()))
    assert after.min() < 0.6 * before and after.max() > 2 * before
    # 2.5 of 3.5 parts of the range sharpen.
    assert 0.6 < (after > before).float().mean() < 0.82


def test_a_plain_ground_leaves_the_face_and_is_often_white():
    views = noise(120, 96).permute(0, 3, 1, 2).float()
    changed_views = plain_ground(views.clone(), changed(ground=1), generator())
    assert torch.equal(changed_views[:, :, 30:70, 30:70], views[:, :, 30:70, 30:70])
    corners = changed_views[:, :, 0, 0]
    assert torch.equal(corners, corners[:, :1].expand(-1, 3))
    assert 0.35 < (corners[:, 0] == 255).float().mean() < 0.65
    assert 0.1 < (corners[:, 0] < 10).float().mean() < 0.45


def test_light_keeps_black_and_white_and_shifts_the_rest():
    views = torch.linspace(0, 255, 96).expand(60, 3, 96, 96).clone()
    exposed = light(views.clone(), changed(light=1, side_light=0), generator())
    assert exposed[..., 0].max() == 0 and exposed[..., -1].min() == pytest.approx(255, abs=0.01)
    middle = exposed[:, 0, 0, 48]
    # 128 to the power of exp(-0.35) to exp(0.35), of 255.
    assert 90 < middle.min() < 105 and 150 < middle.max() < 160


def test_light_from_one_side_rises_across_the_face():
    views = torch.full((80, 3, 96, 96), 120.0)
    lit = light(views, changed(light=1, gamma=0), generator())
    left, right = lit[:, 0, 48, 0], lit[:, 0, 48, -1]
    assert (left < right - 20).any() and (left > right + 20).any()
    assert lit.mean().item() == pytest.approx(120, abs=3)


def test_noise_keeps_the_mean_and_has_at_most_the_strongest_deviation():
    views = add_noise(torch.full((100, 3, 64, 64), 128.0), changed(noise=1, strongest_noise=12), generator())
    spread = views.std(dim=(1, 2, 3))
    assert views.mean().item() == pytest.approx(128, abs=0.2)
    assert spread.min() < 2 and 10 < spread.max() < 12.5


def test_a_cover_lies_over_hair_line_or_chin_and_never_over_the_middle():
    views = cover(torch.full((60, 3, 96, 96), 77.0), changed(cover=1), generator())
    assert (views[:, :, 28:78] == 77).all()
    top, bottom = ((views[:, :, row] != 77).any(dim=(1, 2)) for row in (0, -1))
    assert (top ^ bottom).all() and 0.4 < top.float().mean() < 0.8


def test_outside_of_the_picture_a_view_is_grey_whatever_its_light_and_colours():
    crops = noise(40)
    crops[:, :, :60] = 128  # alignment fills with it what lies outside of the picture
    ranges = changed(
        light=1, brightness=0.5, contrast=0.5, saturation=0.5, tint=0.3, grey=0.3, blur=1, low_resolution=1
    )
    views = augment(crops, 96, 96, ranges, generator())
    assert (views[:, :, :, :44] == 128).all()
    assert (views[:, :, :, 52:] != 128).float().mean() > 0.9
