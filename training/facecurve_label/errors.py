"""The one error class of this package. Its codes are those of `src/errors.ts`, explained in
`docs/errors.md`.
"""


class LabelError(Exception):
    """A failure that is the fault of a picture, a file or an argument.

    code: as in the page, for example `image-unreadable`; message: what happened; remedy: how to fix it.
    """

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(code, message, remedy)
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.code}: {self.message} {self.remedy}".rstrip()
