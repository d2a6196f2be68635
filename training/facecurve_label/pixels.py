"""Pixels of a photo, and the two halvings of `src/detect/scale-pixels.ts` and `src/align/halve-rounding-
up.ts`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Grey beyond a picture's edge: the network's normalisation maps it to about 0. An opaque pixel of it, red in
# the low byte.
MID_GREY = 128
GREY_WORD = np.uint32(0xFF000000 | MID_GREY * 0x010101)
# Photos of up to so many pixels are sampled from one array of all pixels, as in the page (`src/source/read-
# pixels.ts`).
LARGEST_HELD = 1 << 22

Words = NDArray[np.uint32]


@dataclass(frozen=True)
class Photo:
    """An upright photo.

    width, height: natural size, to which all answers refer. image: RGB, opaque; of a photo with a side over
    4096 px a smaller one, as in the page.
    """

    width: int
    height: int
    image: Image.Image

    @classmethod
    def of_pixels(cls, pixels: NDArray[np.uint8]) -> "Photo":
        """pixels: [height, width, 3], RGB."""
        image = Image.fromarray(pixels)
        return cls(image.width, image.height, image)


def words_of(image: Image.Image) -> Words:
    """RGB image -> [height, width], a 32-bit word for each pixel, red in its lowest byte."""
    data = image.tobytes("raw", "RGBX")
    return np.frombuffer(data, "<u4").reshape(image.height, image.width)


def channels_of(words: Words) -> NDArray[np.float64]:
    """Words [...] -> red, green, blue [..., 3]."""
    return words[..., np.newaxis].view(np.uint8)[..., :3].astype(np.float64)


def halve_rounding_up(image: Image.Image) -> Image.Image:
    """Means of 2 x 2 pixels, rounded half up; an odd last row or column is averaged with itself."""
    return image.reduce(2)


def halve_rounding_down(image: Image.Image) -> Image.Image:
    """Means of 2 x 2 pixels, rounded half up; an odd last row or column is left out. At least one pixel a
    side.
    """
    width, height = (max(1, side & ~1) for side in image.size)
    return image.reduce(2, (0, 0, width, height))


def cut_out(image: Image.Image, left: int, top: int, width: int, height: int) -> Words:
    """A box of whole pixels, as words [height, width]; grey where it reaches beyond the image."""
    right, bottom = min(image.width, left + width), min(image.height, top + height)
    x, y = max(0, left), max(0, top)
    if (x, y, right, bottom) == (left, top, left + width, top + height):
        return words_of(image.crop((left, top, right, bottom)))
    part = np.full((height, width), GREY_WORD, np.uint32)
    if x < right and y < bottom:
        inside = words_of(image.crop((x, y, right, bottom)))
        part[y - top : bottom - top, x - left : right - left] = inside
    return part
