"""Compares the labels of this package with the page's: `npm run parity -- --label`."""

import argparse
import json
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from facecurve_label.decode import decode
from facecurve_label.errors import LabelError
from facecurve_label.geometry import Box, intersection_area
from facecurve_label.photo import FaceLabel, FaceLabeller, Photo

# What is allowed, from the page's own pixels: pixels of the photo, years for a share of the faces.
MOST_BOX = 1
MOST_YEARS = 0.05
LEAST_SHARE = 0.99
# Characters in a line of the docs.
WIDTH = 140
HELD = """
    Detector and weights are the page's own files. Search, crops, quality and rules are ports of the page's
    code, held to vectors that this code exports: views and crops are equal byte by byte, and the search asks
    for the same regions. `npm run parity -- --label --data DIR --table docs/label.md` labels pictures of sets
    in Chromium and in Python, and photos that hold 16 of them each, and writes this section:
"""
# A face of both: boxes that share at least this much of what they cover.
SAME_FACE = 0.5


@dataclass
class Differences:
    """How far Python is from the page, over all pictures."""

    pictures: int = 0
    errors_apart: list[str] = field(default_factory=list)
    only_page: list[float] = field(default_factory=list)
    only_python: list[float] = field(default_factory=list)
    box: list[float] = field(default_factory=list)
    keypoints: list[float] = field(default_factory=list)
    years: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    reasons_apart: int = 0
    withheld_apart: int = 0

    def compare(self, picture: dict[str, Any], faces: Sequence[FaceLabel], error: str | None) -> None:
        """picture: as the page answered; error: code of Python's failure."""
        self.pictures += 1
        if error != picture["error"]:
            self.errors_apart.append(f"{picture['address']}: {picture['error']}, {error}")
        rest = list(faces)
        for of_page in picture["faces"]:
            same = max(rest, key=lambda face: _likeness(face.box, of_page["box"]), default=None)
            if same is None or _likeness(same.box, of_page["box"]) < SAME_FACE:
                self.only_page.append(of_page["score"])
                continue
            rest = [face for face in rest if face is not same]
            self._compare_faces(of_page, same)
        self.only_python += [face.score for face in rest]

    def _compare_faces(self, of_page: dict[str, Any], face: FaceLabel) -> None:
        self.box.append(_gap(face.box, of_page["box"]))
        self.keypoints.append(_gap(list(face.keypoints.values()), of_page["keypoints"]))
        self.reasons_apart += list(face.reasons) != of_page["reasons"]
        self.withheld_apart += face.votes_withheld != of_page["votesWithheld"]
        if face.age is not None and of_page["age"] is not None:
            self.years.append(abs(face.age - of_page["age"]))
        if face.votes is not None and of_page["votes"] is not None:
            self.points.append(abs(face.votes - of_page["votes"]))

    def figures(self) -> dict[str, Any]:
        return {
            "pictures": self.pictures,
            "errors_apart": self.errors_apart,
            "faces_of_both": len(self.box),
            "only_page": self.only_page,
            "only_python": self.only_python,
            "boxes_within_1_px": _share(self.box, MOST_BOX),
            "box": _spread(self.box),
            "keypoints": _spread(self.keypoints),
            "ages": len(self.years),
            "ages_within_0.05_years": _share(self.years, MOST_YEARS),
            "years": _spread(self.years),
            "points": _spread(self.points),
            "reasons_apart": self.reasons_apart,
            "withheld_apart": self.withheld_apart,
        }


def _likeness(a: Sequence[float], b: Sequence[float]) -> float:
    """Intersection over union."""
    first, second = Box(*a), Box(*b)
    shared = intersection_area(first, second)
    return shared / (first.area + second.area - shared)


def _gap(a: Sequence[Any], b: Sequence[Any]) -> float:
    return float(np.abs(np.asarray(a) - np.asarray(b)).max())


def _share(values: Sequence[float], most: float) -> float:
    return float(np.mean(np.asarray(values) <= most)) if values else 1.0


def _spread(values: Sequence[float]) -> dict[str, float]:
    given = np.asarray(values if values else [0.0])
    return {
        "median": float(np.median(given)),
        "p99": float(np.quantile(given, 0.99)),
        "most": float(given.max()),
    }


def is_near(figures: dict[str, Any]) -> bool:
    """Whether Python gives the page's answer."""
    apart = [*figures["errors_apart"], *figures["only_page"], *figures["only_python"]]
    return (
        not apart
        and figures["faces_of_both"] > 0
        and figures["box"]["most"] <= MOST_BOX
        and figures["ages_within_0.05_years"] >= LEAST_SHARE
        and figures["withheld_apart"] == 0
    )


def page_photo(picture: dict[str, Any]) -> Photo:
    """The pixels that the page has looked at."""
    size = (picture["pixelWidth"], picture["pixelHeight"])
    image = Image.frombytes("RGB", size, Path(picture["pixels"]).read_bytes(), "raw", "RGBX")
    return Photo(picture["width"], picture["height"], image)


def file_photo(picture: dict[str, Any]) -> Photo:
    return decode(Path(picture["file"]).read_bytes())


def compare_all(
    labeller: FaceLabeller, pictures: Sequence[dict[str, Any]], open_photo: Callable[[dict[str, Any]], Photo]
) -> tuple[Differences, float]:
    """The differences, and the seconds that Python took for all pictures."""
    differences = Differences()
    begin = time.perf_counter()
    for picture in pictures:
        faces, error = [], None
        try:
            faces = labeller.label(open_photo(picture))
        except LabelError as failure:
            error = failure.code
        differences.compare(picture, faces, error)
    return differences, time.perf_counter() - begin


def decoding(pictures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How far Pillow's pixels are from the page's; photos that both scale down are counted apart."""
    counts = {
        kind: {"pictures": 0, "equal": 0, "values": 0, "apart": 0, "most": 0} for kind in ("whole", "scaled")
    }
    for picture in pictures:
        ours, theirs = (np.asarray(opened(picture).image, np.int16) for opened in (file_photo, page_photo))
        if ours.shape != theirs.shape:
            raise ValueError(f"{picture['file']}: {ours.shape[:2]} pixels, in the page {theirs.shape[:2]}")
        gap = np.abs(ours - theirs)
        count = counts["whole" if picture["width"] == picture["pixelWidth"] else "scaled"]
        count["pictures"] += 1
        count["equal"] += not gap.any()
        count["values"] += gap.size
        count["apart"] += int(np.count_nonzero(gap))
        count["most"] = max(count["most"], int(gap.max()))
    return counts


def table(rows: dict[str, dict[str, Any]]) -> str:
    """Markdown, a row for each way in which Python got its pixels."""
    columns = [
        "pixels",
        "pictures",
        "faces of both",
        "of the page alone",
        "of Python alone",
        "box within 1 px; largest, px",
        "E(age) within 0.05 years; largest",
        "points, largest",
        "other reasons",
        "votes withheld otherwise",
    ]
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for name, each in rows.items():
        cells = [
            name,
            each["pictures"],
            each["faces_of_both"],
            len(each["only_page"]),
            len(each["only_python"]),
            f"{each['boxes_within_1_px']:.2%}; {each['box']['most']:.2f}",
            f"{each['ages_within_0.05_years']:.2%} of {each['ages']}; {each['years']['most']:.3f}",
            f"{each['points']['most']:.3f}",
            each["reasons_apart"],
            each["withheld_apart"],
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def section(figures: dict[str, dict[str, Any]], apart: dict[str, Any]) -> str:
    """Markdown: the table, and what it says."""
    whole, scaled = apart["whole"], apart["scaled"]
    share = 1e6 * scaled["apart"] / max(1, scaled["values"])
    return "\n\n".join(
        [
            _paragraph(HELD),
            table(figures),
            _paragraph(
                f"""In the first row Python looks at the pixels that the page has decoded. In the second row
                Pillow decodes the files, so this row holds what decoding changes too: {whole["equal"]} of
                {whole["pictures"]} pictures have the same pixels to the last bit (largest difference
                {whole["most"]} of 255 levels). {scaled["pictures"]} photos have more than 4096 px on a side,
                and the page scales them: {share:.2g} values of a million differ (largest difference
                {scaled["most"]})."""
            ),
        ]
    )


def _paragraph(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path, help="what lab/parity/compare-labels.mjs wrote")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--detector", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--section", type=Path, help="file for Markdown")
    options = parser.parse_args()
    pictures = json.loads(options.answers.read_text())["pictures"]
    readable = [picture for picture in pictures if picture["error"] is None]
    with FaceLabeller(options.model, options.detector) as labeller:
        of_pixels, _ = compare_all(labeller, readable, page_photo)
        of_files, seconds = compare_all(labeller, pictures, file_photo)
    figures = {"the page's": of_pixels.figures(), "decoded by Pillow": of_files.figures()}
    apart = decoding(readable)
    text = section(figures, apart)
    print(f"\n{text}")
    page_seconds = sum(picture["milliseconds"] for picture in pictures) / 1000
    print(f"Seconds: the page {page_seconds:.1f} without decoding, Python {seconds:.1f} with decoding.")
    for name, each in figures.items():
        for problem in each["errors_apart"]:
            print(f"{name} pixels: {problem}")
    if options.section is not None:
        options.section.write_text(text)
    if options.json is not None:
        report = {"pixels": figures, "decoding": apart, "seconds": seconds, "page_seconds": page_seconds}
        options.json.write_text(json.dumps(report, indent=2) + "\n")
    if is_near(figures["the page's"]):
        return 0
    print(
        "Too far apart on the page's own pixels: see the limits in facecurve_label/parity.py.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
