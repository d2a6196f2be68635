"""Several regions side by side in one view: `src/detect/side-by-side.ts`."""

from collections.abc import Sequence

import numpy as np

from facecurve_label.geometry import DetectedFace
from facecurve_label.pixels import MID_GREY
from facecurve_label.regions import Region
from facecurve_label.scaled_picture import VIEW_SIDE, ScaledPicture, View

# Regions along each side of a view in which several are seen side by side, and the side in pixels of each.
ACROSS = 3
CELL = VIEW_SIDE // ACROSS
REGIONS_A_VIEW = ACROSS**2


def groups_of(regions: Sequence[Region]) -> list[Sequence[Region]]:
    """Splits regions into groups of nine; each group is shown in one view."""
    return [regions[start : start + REGIONS_A_VIEW] for start in range(0, len(regions), REGIONS_A_VIEW)]


def shared_view(picture: ScaledPicture, regions: Sequence[Region]) -> View:
    view = np.full((VIEW_SIDE, VIEW_SIDE, 3), MID_GREY, np.uint8)
    for index, region in enumerate(regions):
        y, x = CELL * (index // ACROSS), CELL * (index % ACROSS)
        view[y : y + CELL, x : x + CELL] = picture.view(region, CELL, detail=1)
    return view


def region_around(face: DetectedFace, regions: Sequence[Region]) -> Region | None:
    """What the whole view shows, at the scale of the region in which the face's middle lies; None where there
    is none.
    """
    x, y, width, height = face.box
    column, row = int((x + width / 2) // CELL), int((y + height / 2) // CELL)
    index = row * ACROSS + column
    if column >= ACROSS or index >= len(regions):
        return None
    region, scale = regions[index], regions[index].size / CELL
    left, top = region.x - CELL * column * scale, region.y - CELL * row * scale
    return Region(left, top, VIEW_SIDE * scale)
