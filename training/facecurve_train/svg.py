"""Small drawings for the model card: a chart of lines and heat maps, as plain SVG text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import numpy as np

COLOURS = ("#0b6e99", "#c2410c", "#4d7c0f", "#7c3aed", "#a16207")  # told apart by colour-blind readers too
INK, FAINT = "#1f2937", "#d1d5db"


@dataclass
class Drawing:
    """Elements in order of painting, on white, so that a dark page shows them too."""

    width: float
    height: float
    title: str  # what a screen reader says
    elements: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, anchor: str = "middle", size: float = 12) -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
        self.elements.append(f'<text {place} font-size="{size:g}">{escape(words)}</text>')

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float = 2, dash: str = ""
    ) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.elements.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'
        )

    def area(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.elements.append(f'<polygon points="{path}" fill="{colour}" fill-opacity="0.5"/>')

    def dot(self, x: float, y: float, colour: str) -> None:
        self.elements.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>')

    def ring(self, x: float, y: float, colour: str) -> None:
        self.elements.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="none" stroke="{colour}" stroke-width="2"/>'
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.elements.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
        )

    def to_text(self) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" height="{self.height:g}" role="img" '
            f'font-family="system-ui, sans-serif" fill="{INK}">'
        )
        background = f'<rect width="{self.width:g}" height="{self.height:g}" fill="#ffffff"/>'
        return "\n".join(
            [head, f"<title>{escape(self.title)}</title>", background, *self.elements, "</svg>\n"]
        )


@dataclass(frozen=True)
class Series:
    name: str
    points: Sequence[tuple[float, float]]
    dash: str = ""


@dataclass(frozen=True)
class Axis:
    label: str
    ticks: Sequence[float]  # the first and the last are the axis' ends
    names: Sequence[str] = ()  # of the ticks; else their numbers

    def place(self, value: float, start: float, end: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return start + (end - start) * (value - low) / (high - low)

    def name(self, index: int) -> str:
        return self.names[index] if self.names else f"{self.ticks[index]:g}"


@dataclass
class Chart:
    """Lines over two axes; the legend stands below."""

    title: str
    x: Axis
    y: Axis
    width: float = 440
    height: float = 320
    drawing: Drawing = field(init=False)

    def __post_init__(self) -> None:
        self.left, self.right, self.top, self.bottom = 56.0, self.width - 16, 34.0, self.height - 62
        self.drawing = Drawing(self.width, self.height, self.title)
        self.drawing.text(self.width / 2, 20, self.title, size=14)
        for index, tick in enumerate(self.x.ticks):
            x = self.at(tick, self.y.ticks[0])[0]
            self.drawing.line([(x, self.top), (x, self.bottom)], FAINT, 1)
            self.drawing.text(x, self.bottom + 16, self.x.name(index))
        for index, tick in enumerate(self.y.ticks):
            y = self.at(self.x.ticks[0], tick)[1]
            self.drawing.line([(self.left, y), (self.right, y)], FAINT, 1)
            self.drawing.text(self.left - 6, y + 4, self.y.name(index), "end")
        self.drawing.text((self.left + self.right) / 2, self.bottom + 32, self.x.label)
        self.drawing.text(self.left - 48, self.top - 8, self.y.label, "start", 11)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.x.place(x, self.left, self.right), self.y.place(y, self.bottom, self.top)

    def band(self, low: Sequence[tuple[float, float]], high: Sequence[tuple[float, float]]) -> None:
        """The area between two lines."""
        outline = [*low, *reversed(high)]
        self.drawing.area([self.at(*point) for point in outline], FAINT)

    def draw(self, series: Sequence[Series], dots: bool = True) -> str:
        step = (self.right - self.left) / max(1, len(series))
        for index, each in enumerate(series):
            colour = COLOURS[index % len(COLOURS)]
            places = [self.at(*point) for point in each.points]
            self.drawing.line(places, colour, dash=each.dash)
            for place in places if dots else []:
                self.drawing.dot(*place, colour)
            x = self.left + index * step
            self.drawing.line([(x, self.height - 12), (x + 18, self.height - 12)], colour, 3, each.dash)
            self.drawing.text(x + 24, self.height - 8, each.name, "start")
        return self.drawing.to_text()


def heat_maps(
    title: str,
    maps: dict[str, np.ndarray],
    unit: str,
    marks: Sequence[tuple[float, float]] = (),
    cell: float = 14,
) -> str:
    """One square of cells per name, on one scale from 0 (white) to the largest value: {name: [n,n]}.

    marks: (column, row) of points to orient by, whole numbers at the cells' centres.
    """
    largest = max(float(values.max()) for values in maps.values()) or 1.0
    rows = len(next(iter(maps.values())))
    side, gap = rows * cell, 24.0
    drawing = Drawing(gap + len(maps) * (side + gap), side + 92, title)
    drawing.text(drawing.width / 2, 20, title, size=14)
    for index, (name, values) in enumerate(maps.items()):
        left = gap + index * (side + gap)
        drawing.text(left + side / 2, 44, name)
        for (row, column), value in np.ndenumerate(values):
            drawing.box(left + column * cell, 52 + row * cell, cell, cell, heat_colour(value / largest))
        for column, row in marks:
            drawing.ring(left + (column + 0.5) * cell, 52 + (row + 0.5) * cell, COLOURS[1])
    drawing.text(drawing.width / 2, side + 78, f"white: 0, darkest: {largest:.1f} {unit}")
    return drawing.to_text()


def heat_colour(share: float) -> str:
    """0..1 -> white to dark blue by way of the first colour."""
    stops = np.array([[255, 255, 255], [11, 110, 153], [8, 32, 60]])
    position = min(1.0, max(0.0, share)) * 2
    low = min(1, int(position))
    mixed = stops[low] + (stops[low + 1] - stops[low]) * (position - low)
    return "#" + "".join(f"{round(value):02x}" for value in mixed)
