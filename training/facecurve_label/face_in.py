"""Answers in the photo's natural size: `src/engine/face-in.ts`."""

from dataclasses import replace

from facecurve_label.face_label import Quality
from facecurve_label.geometry import Box, DetectedFace, Point, hypot, map_keypoints
from facecurve_label.pixels import Photo


def face_in(photo: Photo, face: DetectedFace, quality: Quality) -> tuple[DetectedFace, Quality]:
    """face, quality: as found in the photo's image, which may be smaller than the photo."""
    across, down = photo.width / photo.image.width, photo.height / photo.image.height
    if across == 1 and down == 1:
        return face, quality

    def point(place: Point) -> Point:
        return place[0] * across, place[1] * down

    x, y, width, height = face.box
    keypoints = map_keypoints(face.keypoints, point)
    (left_x, left_y), (right_x, right_y) = keypoints["left_eye"], keypoints["right_eye"]
    placed = face._replace(box=Box(*point((x, y)), width * across, height * down), keypoints=keypoints)
    return placed, replace(quality, eye_distance=hypot(right_x - left_x, right_y - left_y))
