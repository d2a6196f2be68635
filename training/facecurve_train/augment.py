"""Random views of crops, a batch at a time on tensors; all is drawn from one generator, so a seed repeats it.

In: uint8 [n,P,P,3] crops with a margin (P = size + 2 * margin). Out: float32 [n,3,S,S], values 0..255.
Numbers are drawn on the CPU, pixels stay on the crops' device: no step waits for an accelerator.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Generator, Tensor

GREY = 128.0  # what alignment puts outside the picture


@dataclass(frozen=True)
class Augmentation:
    """Ranges; every amount is the largest, drawn evenly from minus to plus unless said otherwise."""

    flip: float = 0.5  # probability
    rotation: float = 10.0  # degrees
    shift: float = 0.05  # of the crop's side
    zoom_in: float = 0.12  # a face up to 1.12 times larger
    zoom_out: float = 0.16  # ... and up to 1.16 times smaller; the margin allows 1.25 without rotation
    brightness: float = 0.2  # of 255
    contrast: float = 0.25
    saturation: float = 0.3
    tint: float = 0.06  # a gain per channel: white balance
    grey: float = 0.1  # probability of losing all colour
    low_resolution: float = 0.25  # probability
    smallest_scale: float = 0.4  # of the crop's side, in low resolution
    blur: float = 0.3  # probability of blurring or sharpening
    sharpest: float = 0.8  # of the detail in a 3x3 neighbourhood, added again by an unsharp mask
    compression: float = 0.2  # probability
    light: float = 0.0  # probability of another exposure and of light from one side ...
    gamma: float = 0.35  # ... the exposure: pixels to the power exp(-gamma .. gamma)
    side_light: float = 0.4  # ... the light: a gain that rises across the face, 1 - a .. 1 + a
    noise: float = 0.0  # probability of sensor noise ...
    strongest_noise: float = 12.0  # ... its standard deviation, of 255
    ground: float = 0.0  # probability of a plain ground outside of an ellipse about the face
    cover: float = 0.0  # probability of a bar over hair line or chin
    border_cut: float = 0.08  # probability per side
    border_depth: float = 0.22  # of the crop's side, the deepest strip


def augment(
    crops: Tensor, crop_size: int, output_size: int, ranges: Augmentation, generator: Generator
) -> Tensor:
    """uint8 [n,P,P,3], the shipped crop being its central `crop_size` pixels -> float32 [n,3,S,S]."""
    theta = random_affine(len(crops), crop_size / crops.shape[1], ranges, generator)
    views, is_picture = sample(crops, theta.to(crops.device), output_size)
    views = lose_resolution(views, ranges, generator)
    views = blur_or_sharpen(views, ranges, generator)
    views = light(views, ranges, generator)
    views = jitter_colour(views, ranges, generator)
    views = torch.where(is_picture, views, GREY)
    views = plain_ground(views, ranges, generator)
    views = add_noise(views, ranges, generator)
    views = compress(views, ranges, generator)
    views = cover(views, ranges, generator)
    views = cut_borders(views, ranges, generator)
    return views.clamp_(0, 255).contiguous(memory_format=torch.channels_last)


def centre_view(crops: Tensor, crop_size: int, output_size: int) -> Tensor:
    """The shipped crop itself, without any randomness: uint8 [n,P,P,3] -> float32 [n,3,S,S]."""
    margin = (crops.shape[1] - crop_size) // 2
    centre = crops[:, margin : margin + crop_size, margin : margin + crop_size].permute(0, 3, 1, 2).float()
    if output_size != crop_size:
        centre = functional.interpolate(
            centre, size=(output_size, output_size), mode="bilinear", antialias=True
        )
    return centre.contiguous(memory_format=torch.channels_last)


def uniform(shape: tuple[int, ...], low: float, high: float, generator: Generator) -> Tensor:
    return torch.rand(shape, generator=generator) * (high - low) + low


def chosen(count: int, probability: float, generator: Generator) -> Tensor:
    """Bool [n]."""
    return torch.rand(count, generator=generator) < probability


def random_affine(count: int, scale: float, ranges: Augmentation, generator: Generator) -> Tensor:
    """[n,2,3] for affine_grid; scale = share of the stored crop that the shipped one covers (96 / 120)."""
    angle = uniform((count,), -1, 1, generator) * math.radians(ranges.rotation)
    # Even in log scale, so that halving and doubling would be equally likely.
    zoom = torch.exp(uniform((count,), -math.log1p(ranges.zoom_in), math.log1p(ranges.zoom_out), generator))
    shift = uniform((count, 2), -2, 2, generator) * ranges.shift * scale
    mirror = 1 - 2 * chosen(count, ranges.flip, generator).float()
    cosine, sine = torch.cos(angle) * zoom * scale, torch.sin(angle) * zoom * scale
    rows = torch.stack([mirror * cosine, -sine, shift[:, 0], mirror * sine, cosine, shift[:, 1]], dim=1)
    return rows.reshape(count, 2, 3)


def sample(crops: Tensor, theta: Tensor, output_size: int) -> tuple[Tensor, Tensor]:
    """Bilinear; grey outside the stored crop -> views, and where they show the picture: bool [n,1,S,S].

    Alignment fills with exactly GREY what lies outside of a picture, whatever its light, and so must a view.
    """
    images = crops.permute(0, 3, 1, 2).float() - GREY
    is_picture = (images != 0).any(dim=1, keepdim=True).float()
    grid = functional.affine_grid(theta, [len(crops), 3, output_size, output_size], align_corners=False)
    sampled = functional.grid_sample(
        torch.cat([images, is_picture], dim=1),
        grid,
        mode="bilinear",
        padding_mode="zeros",
        align_corners=False,
    )
    return sampled[:, :3] + GREY, sampled[:, 3:] > 0.5


def lose_resolution(views: Tensor, ranges: Augmentation, generator: Generator, groups: int = 4) -> Tensor:
    """Down and up again; one factor per group of rows, since a batch is resized to one size at a time."""
    rows = torch.nonzero(chosen(len(views), ranges.low_resolution, generator)).flatten()
    side = views.shape[-1]
    for part in rows.to(views.device).chunk(groups):
        scale = uniform((1,), ranges.smallest_scale, 0.9, generator).item()
        small = max(8, round(side * scale))
        reduced = functional.interpolate(views[part], size=(small, small), mode="bilinear", antialias=True)
        views[part] = functional.interpolate(reduced, size=(side, side), mode="bilinear")
    return views


def on_some(
    views: Tensor, probability: float, generator: Generator, change: Callable[[Tensor], Tensor]
) -> Tensor:
    """In place: each image is changed with `probability`. change: [m,3,S,S] -> [m,3,S,S]."""
    rows = torch.nonzero(chosen(len(views), probability, generator)).flatten().to(views.device)
    if len(rows):
        views[rows] = change(views[rows])
    return views


def blur_or_sharpen(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """x + a (mean3x3(x) - x): a > 0 blurs, a < 0 is an unsharp mask."""

    def change(images: Tensor) -> Tensor:
        amount = uniform((len(images), 1, 1, 1), -ranges.sharpest, 1.0, generator).to(images.device)
        padded = functional.pad(images, (1, 1, 1, 1), mode="replicate")
        smooth = functional.avg_pool2d(padded, 3, stride=1)
        return (images + amount * (smooth - images)).clamp_(0, 255)

    return on_some(views, ranges.blur, generator, change)


def plain_ground(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """A plain background, as studios have: one grey value outside of a soft ellipse about the face."""

    def change(images: Tensor) -> Tensor:
        level = uniform((len(images), 1, 1, 1), 0, 1, generator)
        # Half of them white, a quarter black, the rest grey.
        level = torch.where(level < 0.5, 1.0, torch.where(level < 0.75, 0.02, (level - 0.75) * 4)) * 255
        radius = uniform((len(images), 1, 1, 1), 0.85, 1.1, generator)
        axis = torch.linspace(-1, 1, images.shape[-1])
        # In units of the crop's half side; the chin lies near 0.9, the hair line near -0.8.
        distance = torch.sqrt((axis[None, :] / 0.8) ** 2 + (axis[:, None] - 0.05) ** 2)
        outside = ((distance[None, None] - radius) / 0.06).clamp(0, 1)
        return torch.lerp(images, level.to(images.device), outside.to(images.device))

    return on_some(views, ranges.ground, generator, change)


def light(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """Exposure as a power of the pixels, and light from one side as a gain that rises across the face."""

    def change(images: Tensor) -> Tensor:
        shape = (len(images), 1, 1, 1)
        power = torch.exp(uniform(shape, -1, 1, generator) * ranges.gamma).to(images.device)
        angle = uniform(shape, 0, 2 * math.pi, generator)
        strength = uniform(shape, 0, 1, generator) ** 2 * ranges.side_light
        axis = torch.linspace(-1, 1, images.shape[-1])
        ramp = torch.cos(angle) * axis[None, :] + 0.5 * torch.sin(angle) * axis[:, None]
        gain = (1 + strength * ramp).to(images.device)
        return ((images.clamp(0, 255) / 255) ** power * gain * 255).clamp_(0, 255)

    return on_some(views, ranges.light, generator, change)


def add_noise(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """Gaussian, half of it the same in all channels, as a sensor's is after the colours were made."""

    def change(images: Tensor) -> Tensor:
        count, _, side, _ = images.shape
        deviation = uniform((count, 1, 1, 1), 0, ranges.strongest_noise, generator)
        grey = torch.randn((count, 1, side, side), generator=generator)
        colour = torch.randn((count, 3, side, side), generator=generator)
        return images + (deviation * (0.7 * grey + 0.7 * colour)).to(images.device)

    return on_some(views, ranges.noise, generator, change)


def jitter_colour(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """Saturation (or grey), white balance, contrast, brightness: one affine map of the channels per image."""
    count = len(views)
    saturation = 1 + uniform((count,), -1, 1, generator) * ranges.saturation
    saturation = torch.where(chosen(count, ranges.grey, generator), torch.zeros(()), saturation)
    contrast = 1 + uniform((count,), -1, 1, generator) * ranges.contrast
    brightness = uniform((count,), -1, 1, generator) * ranges.brightness * 255 * 0.5
    gains = 1 + uniform((count, 3), -1, 1, generator) * ranges.tint
    luminance = torch.tensor([0.299, 0.587, 0.114]).expand(3, 3)  # ITU-R BT.601
    mix = saturation[:, None, None] * torch.eye(3) + (1 - saturation[:, None, None]) * luminance
    mix = mix * gains[:, :, None] * contrast[:, None, None]
    mix, contrast, brightness = (values.to(views.device) for values in (mix, contrast, brightness))
    offset = views.mean(dim=(1, 2, 3)) * (1 - contrast) + brightness
    pixels = torch.bmm(mix, views.flatten(2)) + offset[:, None, None]
    return pixels.reshape(views.shape).clamp_(0, 255)


def compress(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """JPEG's main loss: cosine coefficients of 8x8 blocks rounded, coarser at high frequencies."""

    def change(images: Tensor) -> Tensor:
        count, _, side, _ = images.shape
        transform = cosine_transform().to(images.device)
        frequency = torch.arange(8.0)
        # JPEG's luminance table runs from 16 to about 100 at quality 50: a plane through it, scaled.
        steps = 12 + 6 * (frequency[:, None] + frequency[None, :])
        strength = uniform((count, 1, 1, 1, 1, 1), 0.2, 1.5, generator)
        quantum = (steps * strength).to(images.device)
        blocks = images.reshape(count, 3, side // 8, 8, side // 8, 8).permute(0, 1, 2, 4, 3, 5)
        coefficients = transform @ (blocks - GREY) @ transform.T
        coefficients = torch.round(coefficients / quantum) * quantum
        blocks = transform.T @ coefficients @ transform + GREY
        return blocks.permute(0, 1, 2, 4, 3, 5).reshape(images.shape)

    return views if views.shape[-1] % 8 else on_some(views, ranges.compression, generator, change)


def cover(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """A bar of one colour over the hair line (a cap, a fringe) or over the chin (a scarf, a hand)."""

    def change(images: Tensor) -> Tensor:
        count, _, side, _ = images.shape
        depth = uniform((count, 1, 1, 1), 0.08, 0.28, generator) * side
        is_top = chosen(count, 0.6, generator)[:, None, None, None]
        colour = uniform((count, 3, 1, 1), 0, 255, generator).to(images.device)
        position = (torch.arange(side) + 0.5)[None, None, :, None]
        covered = torch.where(is_top, position < depth, position > side - 0.6 * depth)
        return torch.where(covered.to(images.device), colour, images)

    return on_some(views, ranges.cover, generator, change)


def cosine_transform() -> Tensor:
    """The orthonormal DCT-II matrix [8,8]."""
    index = torch.arange(8.0)
    matrix = torch.cos((index[None, :] + 0.5) * index[:, None] * math.pi / 8) * 0.5
    matrix[0] *= math.sqrt(0.5)
    return matrix


def cut_borders(views: Tensor, ranges: Augmentation, generator: Generator) -> Tensor:
    """Outer strips turn grey, as alignment leaves them when the face reaches the picture's edge."""
    count, _, _, side = views.shape
    depth = uniform((count, 4), 0.02, ranges.border_depth, generator) * side
    depth = depth * (torch.rand((count, 4), generator=generator) < ranges.border_cut)
    depth = depth.to(views.device)
    position = torch.arange(side, device=views.device) + 0.5
    inside_x = (position >= depth[:, :1]) & (position <= side - depth[:, 1:2])
    inside_y = (position >= depth[:, 2:3]) & (position <= side - depth[:, 3:4])
    inside = inside_y[:, None, :, None] & inside_x[:, None, None, :]
    return torch.where(inside, views, GREY)
