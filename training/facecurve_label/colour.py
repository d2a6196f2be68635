"""Colours as the page sees them: sRGB, and transparent pixels on grey."""

import io
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from facecurve_label.pixels import MID_GREY

# Mode of the pictures to which a profile of that colour space belongs.
MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
# A profile that moves no colour by more levels than this is sRGB, whatever its name is.
SRGB_TOLERANCE = 1
# Levels a channel at which a profile is compared with sRGB.
PROBED = 9
# Rows that are converted at a time, which bounds memory.
STRIP = 256


def to_srgb(image: Image.Image) -> Image.Image:
    """A picture of any mode with its colour profile -> RGB, or RGBA where it may have transparent pixels."""
    profile = image.info.get("icc_profile")
    image = _in_plain_mode(image)
    transform = _transform(profile, image.mode) if profile else None
    if transform is not None:
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        image = ImageCms.applyTransform(image.convert("RGB") if alpha else image, transform)
        if alpha is not None:
            image.putalpha(alpha)
    elif image.mode == "CMYK":
        image = _rgb_of_ink(image)
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):
        # Of 16 bits the upper 8.
        return Image.fromarray((np.asarray(image).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8))
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image if image.mode in ("RGB", "CMYK") else image.convert("RGB")


@lru_cache(maxsize=32)
def _transform(profile: bytes, mode: str) -> Any | None:
    """From a profile to sRGB; None for sRGB itself, a broken profile and one of another kind of picture."""
    opaque = "RGB" if mode == "RGBA" else mode
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if MODES.get(given.profile.xcolor_space.strip()) != opaque:
            return None
        transform = ImageCms.buildTransform(
            given, ImageCms.createProfile("sRGB"), opaque, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
    except (ImageCms.PyCMSError, OSError):
        return None
    return transform if opaque != "RGB" or _moves_colours(transform) else None


def _moves_colours(transform: Any) -> bool:
    levels = np.linspace(0, 255, PROBED).astype(np.uint8)
    probe = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(PROBED, -1, 3)
    moved = np.asarray(ImageCms.applyTransform(Image.fromarray(probe), transform))
    return bool(np.abs(moved.astype(int) - probe).max() > SRGB_TOLERANCE)


def _rgb_of_ink(image: Image.Image) -> Image.Image:
    """CMYK without a profile, as browsers read it: what each ink leaves, times what black leaves."""
    rgb = Image.new("RGB", image.size)
    for top in range(0, image.height, STRIP):
        ink = np.asarray(image.crop((0, top, image.width, min(image.height, top + STRIP))))
        left = 255 - ink.astype(np.uint32)
        light = (left[..., :3] * left[..., 3:] + 127) // 255
        rgb.paste(Image.fromarray(light.astype(np.uint8)), (0, top))
    return rgb


def on_grey(image: Image.Image) -> Image.Image:
    """RGB or RGBA -> RGB, transparent pixels laid on grey."""
    if image.mode == "RGB":
        return image
    if image.getextrema()[3][0] == 255:
        return image.convert("RGB")
    opaque = Image.new("RGB", image.size)
    for top in range(0, image.height, STRIP):
        part = np.asarray(image.crop((0, top, image.width, min(image.height, top + STRIP))))
        opaque.paste(Image.fromarray(_blended(part)), (0, top))
    return opaque


def _blended(pixels: np.ndarray) -> np.ndarray:
    """RGBA bytes [..., 4] -> RGB [..., 3]. The page's canvas holds colours times opacity, in whole levels."""
    colours = pixels[..., :3].astype(np.float64)
    alpha = pixels[..., 3:].astype(np.float64)
    held = np.floor(colours * alpha / 255 + 0.5)
    read = np.floor(np.divide(held * 255, alpha, out=np.zeros_like(held), where=alpha > 0) + 0.5)
    opacity = alpha / 255
    return np.floor(opacity * read + (1 - opacity) * MID_GREY + 0.5).astype(np.uint8)
