"""What can be wrong with training data or a configuration, each with a code that a caller can test for."""

from typing import Literal

ErrorCode = Literal[
    "leak",  # the same picture stands in more than one split
    "missing-file",  # a file of a crop folder is not there
    "wrong-size",  # crops.u8 does not hold the pixels its manifest promises
    "bad-manifest",  # a manifest without a column that is needed, or unreadable numbers
    "empty",  # nothing is left to train on or to measure
    "bad-config",  # unknown key or impossible value in a configuration
    "not-finite",  # weights or biases that cannot be stored
    "wrong-results",  # another computation of the network gives other curves
]


class TrainingError(Exception):
    """message = what happened, what was expected, what to do; file = where."""

    def __init__(self, code: ErrorCode, message: str, file: str | None = None) -> None:
        super().__init__(f"[{code}] {message}" + (f" ({file})" if file else ""))
        self.code = code
        self.file = file
