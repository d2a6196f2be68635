"""How often the shipped rule withholds attractiveness, by labelled age, gender and race."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from facecurve_train import figures
from facecurve_train.figures_labels import Labels

Json = dict[str, Any]
MAY_BE_MINOR = "may-be-minor"
YEARS = range(10, 41)
YOUNG_ADULTS = {"from21to30": (21, 30), "from31to40": (31, 40)}
RANGES = {"under16": (0, 15), "under18": (0, 17), **YOUNG_ADULTS}
GROUP_COLUMNS = ("gender", "race")


def withheld_figures(faces: Sequence[Json], labels: Labels) -> Json | None:
    """Shares of faces whose attractiveness is withheld, for any reason and as a possible minor's.

    byAge: {"21": share} for each labelled year; byGroup: young adults by the set's words for gender and race.
    `all` stands for sets without ages. None for a model that has not learned attractiveness.
    """
    reasons = np.array([face.get("votesWithheld") or "" for face in faces])
    if len(faces) == 0 or (reasons == "not-in-model").all():
        return None
    no_ages = bool(np.isnan(labels.low).all())
    return {
        "byAge": {str(year): shares(reasons[labels.age == year]) for year in YEARS},
        **{name: shares(reasons[labels.between(*years)]) for name, years in RANGES.items()},
        "byGroup": {
            name: by_group(reasons, labels, labels.between(*years)) for name, years in YOUNG_ADULTS.items()
        },
        "all": shares(reasons) if no_ages else None,
    }


def shares(reasons: np.ndarray) -> Json | None:
    """reasons: str [n], empty where the curve is shown."""
    if len(reasons) == 0:
        return None
    return {
        "images": len(reasons),
        "withheld": figures.mean(reasons != ""),
        "mayBeMinor": figures.mean(reasons == MAY_BE_MINOR),
    }


def by_group(reasons: np.ndarray, labels: Labels, part: np.ndarray) -> Json:
    """{"gender": {"female": shares, …}, "race": …} of the faces in part, bool [n]."""
    found: Json = {}
    for column in GROUP_COLUMNS:
        words = np.array([word.get(column) or "" for word in labels.words])
        names = np.unique(words[part & (words != "")])
        found[column] = {str(name): shares(reasons[part & (words == name)]) for name in names}
    return found


def minors_figures(faces: Sequence[Json], labels: Labels, threshold: float) -> Json:
    """Shares of exact ages whose chance of a minor lies above the rule's threshold."""
    chances = np.array([face["minorProbability"] for face in faces])

    def above(first: int, last: int) -> Json | None:
        part = (labels.age >= first) & (labels.age <= last)
        withheld = figures.mean(chances[part] > threshold)
        return None if withheld is None else {"images": int(part.sum()), "withheld": withheld}

    return {
        "threshold": threshold,
        "under16": above(0, 15),
        "from16to17": above(16, 17),
        "from21to30": above(21, 30),
    }
