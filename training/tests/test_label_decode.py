"""Files become upright, opaque photos, or an error with the page's code."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from facecurve_label.decode import MOST_PIXELS, decode
from facecurve_label.errors import LabelError
from facecurve_label.shrink import half

RED, GREEN, BLUE = (200, 30, 40), (20, 180, 60), (10, 60, 220)


def saved(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def corners() -> Image.Image:
    """48 x 32: red at the upper left, green at the upper right, blue below."""
    image = Image.new("RGB", (48, 32), BLUE)
    image.paste(RED, (0, 0, 24, 16))
    image.paste(GREEN, (24, 0, 48, 16))
    return image


def code_of(content: bytes) -> str:
    with pytest.raises(LabelError) as raised:
        decode(content)
    assert raised.value.message and raised.value.remedy
    return raised.value.code


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "AVIF"])
def test_formats_of_the_page_are_opened(kind):
    photo = decode(saved(corners(), kind))
    assert (photo.width, photo.height, photo.image.mode) == (48, 32, "RGB")
    assert np.abs(np.subtract(photo.image.getpixel((6, 4)), RED)).max() < 30


@pytest.mark.parametrize("kind", ["TIFF", "JPEG2000", "PPM"])
def test_formats_that_the_page_does_not_open_are_unsupported(kind):
    assert code_of(saved(corners(), kind)) == "image-unsupported"


def test_files_that_are_no_photos_have_the_codes_of_the_page():
    assert code_of(b"") == "image-empty"
    assert code_of(b"This is a letter.") == "image-unsupported"
    assert code_of(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>') == "image-unsupported"
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8))
    for kind in ("PNG", "JPEG", "WEBP"):
        content = saved(noise, kind)
        assert code_of(content[: len(content) // 2]) == "image-unreadable"
    assert code_of(saved(noise)[:-8]) == "image-unreadable"
    assert code_of(b"\x89PNG\r\n\x1a\n" + bytes(40)) == "image-unreadable"


def test_a_picture_that_is_too_large_for_memory_is_not_decoded():
    side = int(MOST_PIXELS**0.5) + 1
    header = saved(Image.new("L", (1, 1)), "BMP")
    size = side.to_bytes(4, "little")
    assert code_of(header[:18] + size + size + header[26:]) == "image-unreadable"


@pytest.mark.parametrize(
    ("orientation", "size", "upper_left"),
    [
        (1, (48, 32), RED),
        (2, (48, 32), GREEN),
        (3, (48, 32), BLUE),
        (4, (48, 32), BLUE),
        (5, (32, 48), RED),
        (6, (32, 48), BLUE),
        (7, (32, 48), BLUE),
        (8, (32, 48), GREEN),
        (77, (48, 32), RED),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "AVIF"])
def test_photos_are_upright(kind, orientation, size, upper_left):
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = decode(saved(corners(), kind, exif=exif))
    assert (photo.width, photo.height) == photo.image.size == size
    assert np.abs(np.subtract(photo.image.getpixel((3, 3)), upper_left)).max() < 30


def test_webp_is_not_turned_as_in_chromium():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decode(saved(corners(), "WEBP", exif=exif)).image.size == (48, 32)


def test_transparent_pixels_are_laid_on_grey():
    picture = np.full((4, 4, 4), (200, 100, 0, 255), np.uint8)
    picture[:2, :, 3] = [[0], [128]]
    photo = decode(saved(Image.fromarray(picture)))
    assert np.asarray(photo.image)[:, 0].tolist() == [[128] * 3, [164, 114, 64], [200, 100, 0], [200, 100, 0]]
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([1, 2, 3, 90, 91, 92])
    assert decode(saved(palette, transparency=0)).image.getpixel((0, 0)) == (128, 128, 128)


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        (Image.new("1", (8, 8), 1), (255, 255, 255)),
        (Image.new("L", (8, 8), 77), (77, 77, 77)),
        (Image.fromarray(np.full((8, 8), 77 * 257, np.uint16)), (77, 77, 77)),
    ],
    ids=["1 bit", "8 bits", "16 bits"],
)
def test_grey_pictures_become_rgb(picture, colour):
    assert decode(saved(picture)).image.getpixel((3, 3)) == colour


def test_ink_without_a_profile_is_read_as_browsers_do():
    photo = decode(saved(Image.new("CMYK", (16, 16), (255, 128, 0, 100)), "JPEG", quality=100))
    assert np.abs(np.subtract(photo.image.getpixel((5, 5)), (0, 127 * 155 // 255, 155))).max() <= 2


def test_colours_of_another_profile_are_converted_to_srgb():
    picture = Image.new("RGB", (8, 8), (128, 128, 128))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert decode(saved(picture, icc_profile=srgb)).image.getpixel((0, 0)) == (128, 128, 128)
    # White of 5000 K in LAB: a profile of another kind of picture does not count.
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert decode(saved(picture, icc_profile=lab)).image.getpixel((0, 0)) == (128, 128, 128)
    swapped = _with_red_and_blue_swapped(srgb)
    red = Image.new("RGB", (8, 8), (255, 0, 0))
    assert (
        np.abs(np.subtract(decode(saved(red, icc_profile=swapped)).image.getpixel((0, 0)), (0, 0, 255))).max()
        < 3
    )
    assert decode(saved(picture, icc_profile=b"no profile")).image.getpixel((0, 0)) == (128, 128, 128)


def _with_red_and_blue_swapped(profile: bytes) -> bytes:
    """The tags rXYZ and bXYZ take each other's names."""
    return profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


@pytest.mark.parametrize(("size", "small"), [((4100, 30), (4096, 30)), ((20, 9000), (9, 4096))])
def test_photos_beyond_the_page_s_size_are_scaled_and_keep_their_natural_size(size, small):
    slope = np.linspace(0, 255, max(size)).astype(np.uint8)
    along = slope[np.newaxis, :] if size[0] > size[1] else slope[:, np.newaxis]
    pixels = np.broadcast_to(along[..., np.newaxis], (size[1], size[0], 3))
    photo = decode(saved(Image.fromarray(np.ascontiguousarray(pixels))))
    assert ((photo.width, photo.height), photo.image.size) == (size, small)
    ends = np.asarray(photo.image).reshape(-1, 3)
    assert ends[0].max() <= 1 and ends[-1].min() >= 253


def test_halves_are_means_rounded_down_and_an_odd_side_takes_three_pixels():
    even = np.random.default_rng(1).integers(0, 256, (300, 40, 3), dtype=np.uint8)
    wide = even.astype(int)
    expected = (wide[0::2, 0::2] + wide[0::2, 1::2] + wide[1::2, 0::2] + wide[1::2, 1::2]) >> 2
    assert np.array_equal(np.asarray(half(Image.fromarray(even))), expected)
    odd = np.asarray([[[0] * 3, [10] * 3, [3] * 3]] * 5, np.uint8)
    assert np.asarray(half(Image.fromarray(odd))).tolist() == [[[(0 + 2 * 10 + 3) >> 2] * 3]] * 2


def test_colours_of_transparent_pixels_do_not_bleed_when_a_photo_is_scaled():
    picture = np.full((20, 8200, 4), (255, 0, 0, 0), np.uint8)
    picture[:, ::2] = (0, 200, 0, 255)
    scaled = np.asarray(decode(saved(Image.fromarray(picture))).image)[5, 2000]
    assert scaled[0] <= 65 and scaled[1] >= 150
