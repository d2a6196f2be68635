"""MediaPipe's own face detector (BlazeFace, short range) on views: `src/detect/mediapipe-detector.ts`."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import mediapipe
import numpy as np
from mediapipe.tasks.python import BaseOptions, vision

from facecurve_label.errors import LabelError
from facecurve_label.geometry import KEYPOINT_NAMES, Box, DetectedFace
from facecurve_label.model_files import read_detector
from facecurve_label.scaled_picture import VIEW_SIDE, View
from facecurve_label.unsure_places import FACE_SCORE

SUPPRESSION = 0.3
# Views that are looked at before the first one counts.
WARM_UP = 10


class MediapipeDetector:
    """Finds faces in views of 128 px. Owns MediaPipe's detectors until `close`."""

    def __init__(self, model: Path) -> None:
        """model: `blaze_face_short_range.tflite`."""
        self._content = read_detector(model)
        self._detectors = {FACE_SCORE: self._start(FACE_SCORE)}

    def _start(self, least_score: float) -> Any:
        options = vision.FaceDetectorOptions(
            base_options=BaseOptions(model_asset_buffer=self._content),
            min_detection_confidence=least_score,
            min_suppression_threshold=SUPPRESSION,
        )
        try:
            with _silent():
                detector = vision.FaceDetector.create_from_options(options)
                # MediaPipe logs a line at one of the first views.
                for _ in range(WARM_UP):
                    detector.detect(_image(np.zeros((VIEW_SIDE, VIEW_SIDE, 3), np.uint8)))
        except (RuntimeError, ValueError) as error:
            raise LabelError(
                "detector-failed",
                f"The face detector could not be started: {error}",
                "Run `npm run assets` again.",
            ) from error
        return detector

    def detect(self, views: Sequence[View], least_score: float | None = None) -> list[list[DetectedFace]]:
        """views: RGB [128, 128, 3] each -> their faces, best first, in pixels of the view.

        With `least_score` also places that look a little like a face; the faces stay the same.
        """
        if least_score is None or least_score == FACE_SCORE:
            return [self._detect_one(view, FACE_SCORE) for view in views]
        return [self._detect_places(view, least_score) for view in views]

    def _detect_places(self, view: View, least_score: float) -> list[DetectedFace]:
        places = self._detect_one(view, least_score)
        unsure = [place for place in places if place.score < FACE_SCORE]
        # Unsure places move the faces that they overlap, so a view with a face is looked at once more without
        # them.
        return unsure if len(unsure) == len(places) else [*self._detect_one(view, FACE_SCORE), *unsure]

    def _detect_one(self, view: View, least_score: float) -> list[DetectedFace]:
        if least_score not in self._detectors:
            self._detectors[least_score] = self._start(least_score)
        found = self._detectors[least_score].detect(_image(view))
        return [
            _face(detection)
            for detection in found.detections
            if len(detection.keypoints) == len(KEYPOINT_NAMES)
        ]

    def close(self) -> None:
        with _silent():
            while self._detectors:
                self._detectors.popitem()[1].close()


def _image(view: View) -> Any:
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(view))


def _face(detection: Any) -> DetectedFace:
    """MediaPipe gives keypoints as shares of the view, and the box in whole pixels."""
    box = detection.bounding_box
    keypoints = {
        name: (point.x * VIEW_SIDE, point.y * VIEW_SIDE)
        for name, point in zip(KEYPOINT_NAMES, detection.keypoints, strict=True)
    }
    placed = Box(box.origin_x, box.origin_y, box.width, box.height)
    return DetectedFace(placed, detection.categories[0].score, keypoints)


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """MediaPipe writes lines of its start to the process's stderr; what goes wrong is raised as well."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
