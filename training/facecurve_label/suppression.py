"""Faces found twice: `src/detect/suppression.ts`."""

from collections.abc import Iterable

from facecurve_label.geometry import Box, DetectedFace, intersection_area

# Two boxes that share at least this much of the smaller one are the same face.
SAME_FACE = 0.5


def intersection_over_minimum(a: Box, b: Box) -> float:
    """The area that two boxes share, as a share of the smaller box: 0 to 1."""
    shared = intersection_area(a, b)
    return 0.0 if shared == 0 else shared / min(a.area, b.area)


def is_same_face(a: DetectedFace, b: DetectedFace) -> bool:
    return intersection_over_minimum(a.box, b.box) >= SAME_FACE


def suppress_duplicates(faces: Iterable[DetectedFace]) -> list[DetectedFace]:
    """Of overlapping faces, keeps the one with the highest score. Best first."""
    kept: list[DetectedFace] = []
    for face in sorted(faces, key=lambda face: -face.score):
        if not any(is_same_face(face, other) for other in kept):
            kept.append(face)
    return kept
