"""Whether a view has detail as fine as a face has: `src/detect/fine-detail.ts`."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from facecurve_label.geometry import Box, intersection_area

# Pixels a side of a cell, over which gradients are summed; cells a side of a window.
CELL = 4
WINDOW = 4
WINDOW_SIDE = CELL * WINDOW
# Least root mean square of the gradient in every direction, in levels of luminance a pixel.
LEAST_GRADIENT = 5
LEAST_POWER = LEAST_GRADIENT**2 * WINDOW_SIDE**2


def has_fine_detail(view: NDArray[np.uint8], within: Box, covered: Sequence[Box]) -> bool:
    """Whether a square view [side, side, 3] has fine detail in `within` and outside of all `covered`
    boxes.
    """
    for row, column in np.argwhere(_detailed_windows(view)):
        window = Box(float(CELL * column), float(CELL * row), WINDOW_SIDE, WINDOW_SIDE)
        is_within = intersection_area(window, within) == window.area
        if is_within and all(intersection_area(window, box) == 0 for box in covered):
            return True
    return False


def is_covered(side: int, within: Box, covered: Sequence[Box]) -> bool:
    """Whether one of the covered boxes leaves no room for a window beside it, in a square view of `side`
    pixels.
    """
    left, top = max(0, within.x), max(0, within.y)
    right, bottom = min(side, within.x + within.width), min(side, within.y + within.height)
    return any(
        max(x - left, y - top, right - x - width, bottom - y - height) < WINDOW_SIDE
        for x, y, width, height in covered
    )


def _detailed_windows(view: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Windows whose structure tensor has a smaller eigenvalue that is large enough."""
    levels = view.astype(np.int64)
    luminance = (levels[..., 0] + 2 * levels[..., 1] + levels[..., 2]) >> 2
    # The last row and column have no next one.
    here = luminance[:-1, :-1]
    along, below = luminance[:-1, 1:] - here, luminance[1:, :-1] - here
    a = _in_windows(along * along) - LEAST_POWER
    b = _in_windows(below * below) - LEAST_POWER
    c = _in_windows(along * below)
    return (a > 0) & (b > 0) & (a * b > c * c)


def _in_windows(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sums over each window of cells, from values of all pixels but the last row and column."""
    padded = np.pad(values, (0, 1))
    cells = len(padded) // CELL
    summed = padded.reshape(cells, CELL, cells, CELL).sum(axis=(1, 3))
    return np.lib.stride_tricks.sliding_window_view(summed, (WINDOW, WINDOW)).sum(axis=(2, 3))
