"""A picture file as an upright photo, as the page decodes it: `src/source/decode.ts`."""

import io

from PIL import Image

from facecurve_label.colour import on_grey, to_srgb
from facecurve_label.errors import LabelError
from facecurve_label.picture_format import OPENED, unopened_error, unreadable_error
from facecurve_label.pixels import Photo
from facecurve_label.shrink import shrunk

# Larger pictures would take more than 1.5 GB to decode.
MOST_PIXELS = 178_956_970
PNG_END = b"IEND"
# Tag of EXIF, and what makes the picture upright for its values.
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def decode(content: bytes) -> Photo:
    """A picture file (of an animation, the first picture) as an opaque, upright photo.

    Raises LabelError `image-empty`, `image-unsupported` or `image-unreadable`.
    """
    if not content:
        raise LabelError("image-empty", "The file is empty (0 bytes).", "Pick another file.")
    # The limit is our own, without Pillow's warnings.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=OPENED) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise unreadable_error()
            orientation = _orientation(picture)
            picture.load()
            if picture.format == "PNG" and content.rfind(PNG_END) < 0:
                # Pillow does not miss the last bytes.
                raise unreadable_error()
            image = on_grey(shrunk(to_srgb(picture)))
            width, height = picture.size
    except (OSError, SyntaxError, ValueError, MemoryError, EOFError) as error:
        raise unopened_error(content) from error
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    return Photo(height, width, image) if orientation in (5, 6, 7, 8) else Photo(width, height, image)


def _orientation(picture: Image.Image) -> int:
    if picture.format == "WEBP":
        # Chromium does not turn them.
        return 1
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError):
        return 1
