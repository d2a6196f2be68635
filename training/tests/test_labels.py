import numpy as np
import pytest
import torch
from conftest import mean_rows, vote_rows, write_crops

from facecurve_train.data import load_faces
from facecurve_train.labels import (
    AGE_LABELS,
    ATTRACTIVENESS_LABELS,
    Labels,
    QuantileMap,
    age_distributions,
    fit_maps,
    gaussian_bins,
    group_distributions,
    group_masks,
    histograms_of_means,
    younger_than,
)
from facecurve_train.targets import build_targets


def test_gaussian_bins_are_differences_of_the_normal_distribution():
    bins = gaussian_bins(torch.tensor([30.0]), 2.0, torch.from_numpy(AGE_LABELS))
    # P(29.5 < N(30, 2) < 30.5) = 2 * Phi(0.25) - 1
    assert bins[0, 30].item() == pytest.approx(0.197413, abs=1e-5)
    assert bins.sum().item() == pytest.approx(1, abs=1e-6)
    assert (bins[0] * torch.from_numpy(AGE_LABELS)).sum().item() == pytest.approx(30, abs=1e-4)


def test_a_sigma_of_zero_puts_all_mass_into_the_bin_of_the_age():
    bins = gaussian_bins(torch.tensor([30.2, 0.0, 100.0]), 0.0, torch.from_numpy(AGE_LABELS))
    assert torch.isfinite(bins).all()
    assert bins.argmax(dim=1).tolist() == [30, 0, 100]
    assert bins.amax(dim=1).tolist() == pytest.approx([1, 1, 1])


def test_old_ages_get_wider_labels_and_ages_past_the_last_bin_count_as_it():
    labels = torch.from_numpy(AGE_LABELS)
    distributions = age_distributions(torch.tensor([20.0, 70.0, 116.0]), base=1.0, slope=0.03)
    mean = distributions @ labels
    spread = ((distributions * (labels - mean[:, None]) ** 2).sum(dim=1)).sqrt()
    # The width of a bin adds 1/12 to the variance.
    assert spread[0].item() == pytest.approx((1.6**2 + 1 / 12) ** 0.5, abs=0.01)
    assert spread[1].item() == pytest.approx((3.1**2 + 1 / 12) ** 0.5, abs=0.01)
    assert distributions[2].argmax() == 100


def test_group_masks_are_inclusive_and_open_at_the_top():
    mask = group_masks(torch.tensor([3.0, 70.0]), torch.tensor([9.0, 116.0]))
    assert torch.nonzero(mask[0]).flatten().tolist() == list(range(3, 10))
    assert mask[1].sum() == 31


def test_histograms_of_means_keep_the_mean_also_near_the_ends_of_the_scale():
    means = np.array([1.6, 3.0, 5.5, 9.2], dtype=np.float32)
    histograms = histograms_of_means(means)
    assert histograms @ ATTRACTIVENESS_LABELS == pytest.approx(means, abs=0.02)
    assert histograms.sum(axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_means_on_another_scale_keep_their_mean_too():
    labels = np.arange(1, 6, dtype=np.float32)
    means = np.array([1.2, 3.4, 4.9], dtype=np.float32)
    assert histograms_of_means(means, 0.5, labels) @ labels == pytest.approx(means, abs=0.02)


def test_quantile_map_carries_ranks_over_and_back():
    random = np.random.default_rng(0)
    source, target = random.normal(3, 0.7, 4000), random.normal(6, 1.3, 3000)
    scale = QuantileMap.fit(source, target)
    assert scale.apply(np.quantile(source, [0.25, 0.5])) == pytest.approx(
        np.quantile(target, [0.25, 0.5]), abs=0.02
    )
    assert scale.invert(scale.apply(np.array([2.2, 3.7]))) == pytest.approx([2.2, 3.7], abs=0.01)
    assert list(scale.source) == sorted(set(scale.source))


def test_targets_say_which_rows_carry_which_label(crops):
    faces = load_faces(
        [crops / name for name in ("utkface", "fairface", "mebeauty", "scutfbp5500")], ["train"]
    )
    maps = fit_maps(faces)
    targets = build_targets(faces, maps, Labels())
    age, votes = targets.heads["age"], targets.heads["attractiveness"]
    counts = [rows.sum().item() for rows in (age.known, age.has_group, votes.known)]
    # The pictures with votes have no age of their own, but their sets' groups.
    assert counts == [60, 40 + 60, 60]
    assert votes.distribution[votes.known].sum(dim=1).numpy() == pytest.approx(np.ones(60), abs=1e-5)
    scut = torch.from_numpy(faces.set_name == "scutfbp5500")
    mean = votes.distribution[scut] @ torch.from_numpy(ATTRACTIVENESS_LABELS)
    assert mean.numpy() == pytest.approx(votes.mean[scut].numpy(), abs=0.05)


def test_maps_are_fitted_on_training_rows_only(tmp_path):
    mapped = [*mean_rows(20), {"file": "v.jpg", "split": "val", "attractiveness": 4.99}]
    folders = [
        write_crops(tmp_path / "m", "mebeauty", vote_rows(20)),
        write_crops(tmp_path / "s", "scutfbp5500", mapped),
    ]
    assert max(fit_maps(load_faces(folders))["scutfbp5500"].source) < 4.6


def test_a_groups_distribution_is_even_with_soft_edges():
    low, high = torch.tensor([20.0, 70.0]), torch.tensor([29.0, 120.0])
    twenties, old = group_distributions(low, high, 2.5)
    assert twenties.sum().item() == pytest.approx(1, abs=1e-5)
    assert (twenties * torch.from_numpy(AGE_LABELS)).sum().item() == pytest.approx(24.5, abs=0.01)
    # Half of the flat height at the edge itself, next to nothing three sigmas outside.
    middle = twenties[24].item()
    assert (twenties[19] + twenties[20]).item() / 2 == pytest.approx(0.05, rel=0.01)
    assert twenties[11] < 0.01 * middle
    # The open group leans on its lower end.
    assert 75 < (old * torch.from_numpy(AGE_LABELS)).sum() < 80


def test_soft_groups_take_the_place_of_masks(crops):
    faces = load_faces([crops / "fairface"], ["train"])
    targets = build_targets(faces, {}, Labels(group_edge=2.5))
    age = targets.heads["age"]
    assert age.known.all() and not age.has_group.any()
    middle = (faces.age_low + np.minimum(faces.age_high, 100)) / 2
    closed = faces.age_high < 100
    inner = closed & (faces.age_low > 5)
    assert np.abs(age.mean.numpy() - middle)[inner].max() < 0.5


def test_sets_without_ages_have_their_sets_group_and_a_face_that_may_be_either_is_unknown(tmp_path):
    rows = [
        {"file": f"{i}.jpg", "split": "train", "age": age, "age_low": low, "age_high": high}
        for i, (age, low, high) in enumerate(
            [(17, "", ""), (18, "", ""), ("", 10, 19), ("", 3, 9), ("", 20, 29)]
        )
    ]
    folders = [
        write_crops(tmp_path / "u", "utkface", rows),
        write_crops(tmp_path / "m", "mebeauty", vote_rows(1)),
        write_crops(tmp_path / "s", "scutfbp5500", mean_rows(1)),
    ]
    faces = load_faces(folders)
    assert younger_than(faces, 18).tolist() == [1, 0, -1, 1, 0, 0, -1]
    assert younger_than(faces, 15).tolist() == [0, 0, -1, 1, 0, 0, 0]
    masks = build_targets(faces, {}, Labels()).heads["age"].group[-2:]
    assert [torch.nonzero(mask).flatten()[[0, -1]].tolist() for mask in masks] == [[18, 100], [15, 60]]
