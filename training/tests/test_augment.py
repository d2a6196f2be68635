import pytest
import torch

from facecurve_train.augment import (
    Augmentation,
    augment,
    centre_view,
    compress,
    cosine_transform,
    cut_borders,
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
