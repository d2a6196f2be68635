"""Labels the faces of photos: the same faces, curves and reasons as the page gives for the same pixels."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from facecurve_label.align import crop_of
from facecurve_label.distribution import Curve, curve_from_logits
from facecurve_label.face_in import face_in
from facecurve_label.face_label import FaceLabel, Quality
from facecurve_label.geometry import DetectedFace
from facecurve_label.model_card import read_card
from facecurve_label.network import Network
from facecurve_label.pixels import Photo
from facecurve_label.quality import judge_quality
from facecurve_label.region_faces import PhotoRegions
from facecurve_label.scaled_picture import ScaledPicture
from facecurve_label.search import detect_in_photo
from facecurve_label.stages import Stages
from facecurve_label.view_detector import MediapipeDetector
from facecurve_label.withhold import curve_or_reason

__all__ = ["FaceLabel", "FaceLabeller", "Photo", "Quality"]

ALL_ATTRIBUTES = frozenset({"age", "attractiveness"})


class _FoundFace(NamedTuple):
    """A face with its aligned crop, RGB [S, S, 3]; `reasons` say why it is not usable."""

    face: DetectedFace
    crop: NDArray[np.uint8]
    quality: Quality
    reasons: tuple[str, ...]


class FaceLabeller:
    """Detector, alignment and network in one process. Owns the detector until `close`."""

    def __init__(
        self,
        model: Path,
        detector: Path,
        attributes: frozenset[str] = ALL_ATTRIBUTES,
        threads: int = 1,
        gpu: bool = False,
    ) -> None:
        """model: folder such as `models/facecurve`; detector: `blaze_face_short_range.tflite`; threads: of
        the network.
        """
        self._attributes = attributes
        self._stages = Stages("views", "detect", "crop", "network")
        self.card = read_card(model)
        self._network = Network(self.card, threads, gpu)
        self._detector = MediapipeDetector(detector)

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds spent so far, by stage: views, detect, crop, network."""
        return dict(self._stages.seconds)

    def label(self, photo: Photo) -> list[FaceLabel]:
        """The faces of a photo, best found first."""
        return self.label_all([photo])[0]

    def label_all(self, photos: Iterable[Photo]) -> list[list[FaceLabel]]:
        """The faces of each photo, in their order; the network reads faces of several photos in one batch.

        A photo is let go once its faces are cut out, so a generator needs the memory of one photo.
        """
        found = [self._find(photo) for photo in photos]
        usable = [each.crop for faces in found for each in faces if each.quality.usable]
        with self._stages.timed("network"):
            readings = iter(self._network.run(usable))
        return [
            [self._label(each, next(readings) if each.quality.usable else None) for each in faces]
            for faces in found
        ]

    def _find(self, photo: Photo) -> list[_FoundFace]:
        image = photo.image
        regions = PhotoRegions(ScaledPicture(image), image.width, image.height, self._detector, self._stages)
        faces = detect_in_photo(regions)
        found: list[_FoundFace] = []
        with self._stages.timed("crop"):
            for face in faces:
                crop = crop_of(image, face.keypoints, self.card.crop_size)
                if crop is None:
                    continue
                quality, reasons = judge_quality(face.keypoints, crop)
                placed, quality = face_in(photo, face, quality)
                found.append(_FoundFace(placed, crop, quality, reasons))
        return found

    def _label(self, found: _FoundFace, logits: dict[str, NDArray[np.float32]] | None) -> FaceLabel:
        """logits: by head; None for a face that is not usable."""
        heads = self.card.heads
        curves = None
        if logits is not None:
            curves = {head: curve_from_logits(logits[head], heads[head]) for head in heads}
        age = curve_or_reason("age", curves, self._attributes, self.card)
        votes = curve_or_reason("attractiveness", curves, self._attributes, self.card)
        low80, high80 = age.interval(0.8) if isinstance(age, Curve) else (None, None)
        return FaceLabel(
            box=tuple(map(float, found.face.box)),
            keypoints=found.face.keypoints,
            score=found.face.score,
            quality=found.quality,
            reasons=found.reasons,
            age_curve=age.probabilities if isinstance(age, Curve) else None,
            age=age.expectation if isinstance(age, Curve) else None,
            age_low80=low80,
            age_high80=high80,
            votes_curve=votes.probabilities if isinstance(votes, Curve) else None,
            votes=votes.expectation if isinstance(votes, Curve) else None,
            votes_withheld=None if isinstance(votes, Curve) else votes,
        )

    def close(self) -> None:
        self._detector.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
