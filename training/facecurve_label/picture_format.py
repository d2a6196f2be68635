"""Which pictures the page opens, and what it says of the others: `src/source/picture-format.ts`."""

import re

from facecurve_label.errors import LabelError

FORMAT_REMEDY = "Use a JPEG, PNG, WebP, AVIF or GIF picture."
# Pillow's names of the formats that the page opens in every browser, and AVIF.
OPENED = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "ICO", "AVIF")
# What a file of another format begins with: pattern of its first bytes, its name.
OTHERS = (
    (re.compile(rb"(II\*\0|MM\0\*)"), "TIFF"),
    (re.compile(rb"....ftyp(heic|heix|hevc|hevx|heim|heis|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb"....jP  ", re.DOTALL), "JPEG 2000"),
    (re.compile(rb"\xff\x4f\xff\x51"), "JPEG 2000"),
    (re.compile(rb"8BPS"), "PSD"),
    (re.compile(rb"P[1-7]\s"), "PNM"),
)
BEGINNINGS = (
    re.compile(rb"\xff\xd8"),
    re.compile(rb"\x89PNG\r\n\x1a\n"),
    re.compile(rb"GIF8[79]a"),
    re.compile(rb"RIFF....WEBP", re.DOTALL),
    re.compile(rb"BM"),
    re.compile(rb"\x00\x00\x01\x00"),
    re.compile(rb"....ftypavi[fs]", re.DOTALL),
)
# A drawing may begin with comments and a declaration.
DRAWING = re.compile(rb"\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)", re.IGNORECASE)


def unopened_error(content: bytes) -> LabelError:
    """Why a file was not opened: `image-unsupported`, or `image-unreadable` where its format is one of
    ours.
    """
    head = content[:4096]
    if DRAWING.match(head) and b"<svg" in head:
        return LabelError("image-unsupported", "The file is an SVG drawing, not a photo.", FORMAT_REMEDY)
    if any(beginning.match(head) for beginning in BEGINNINGS):
        return unreadable_error()
    for beginning, name in OTHERS:
        if beginning.match(head):
            return LabelError("image-unsupported", f"{name} is not opened.", "Save the picture as JPEG.")
    return LabelError("image-unsupported", "The file is no picture that can be opened.", FORMAT_REMEDY)


def unreadable_error() -> LabelError:
    return LabelError(
        "image-unreadable",
        "The picture is damaged, or too large.",
        "Save it again or smaller, or pick another picture.",
    )
