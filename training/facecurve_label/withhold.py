"""What of a face's curves may be shown: `src/pipeline/withhold.ts`. No option gets around it."""

from collections.abc import Mapping

from facecurve_label.distribution import Curve
from facecurve_label.minors import may_be_minor
from facecurve_label.model_card import ModelCard

# Whose curve of a head is shown: of each usable face, or only of adults.
SHOWN_OF = {"age": "everybody", "attractiveness": "adults"}


def curve_or_reason(
    attribute: str, known: Mapping[str, Curve] | None, attributes: frozenset[str], card: ModelCard
) -> Curve | str:
    """The curve of an attribute, or why there is none. known: curves of a usable face; None for one that is
    not usable.
    """
    if attribute not in attributes:
        return "not-asked"
    if attribute not in card.heads:
        return "not-in-model"
    if known is None:
        return "not-usable"
    if SHOWN_OF[attribute] == "adults" and may_be_minor(known, card.minors):
        return "may-be-minor"
    return known[attribute]
