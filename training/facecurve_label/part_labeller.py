"""What an actor does: it labels the files of a part and writes their rows."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from facecurve_label.decode import decode
from facecurve_label.errors import LabelError
from facecurve_label.ledger import Caution
from facecurve_label.model_files import ModelFiles
from facecurve_label.output import Output
from facecurve_label.photo import FaceLabel, FaceLabeller, Photo
from facecurve_label.reading import Content, Reader
from facecurve_label.schema import FileFacts, Model, Row, failed_row, rows_of, table_of

Found = list[FaceLabel] | str  # or the code of an error
Begin = Callable[[Sequence[int]], None]


@dataclass(frozen=True)
class Task:
    """What all actors of a run have in common; it travels to their machines."""

    out: str
    base: str
    attributes: frozenset[str]
    files: ModelFiles
    gpu: bool = False


@dataclass
class PartReport:
    """faces: how many; seconds: per stage."""

    table: pa.Table
    faces: int
    seconds: Counter[str]


class PartLabeller:
    """Owns a FaceLabeller and the threads that read."""

    def __init__(self, task: Task) -> None:
        model, detector = task.files.unpacked()
        self.model = Model(task.files.name, task.files.version)
        self.output = Output.at(task.out)
        self.labeller = FaceLabeller(model, detector, task.attributes, gpu=task.gpu)
        self.reader = Reader(task.base)
        self.seconds: Counter[str] = Counter()

    def close(self) -> None:
        self.reader.close()
        self.labeller.close()

    def label_part(self, part: int, caution: Caution, begin: Begin) -> PartReport:
        """Writes the rows of a part. `begin` is told the positions of the files that are looked at next."""
        self.seconds = Counter()
        before = Counter(self.labeller.seconds)
        files = self.output.files_of(part)
        rows: list[list[Row]] = [[] for _ in files]
        for position in caution.deadly:
            rows[position] = [failed_row(FileFacts(files[position]), self.model, "internal")]
        wanted = [(position, file) for position, file in enumerate(files) if position not in caution.deadly]
        for contents in self._timed("read", self.reader.batches(wanted)):
            for group in groups_of(contents, caution.alone):
                begin([content.position for content in group])
                for content, found in zip(group, self._label(group), strict=True):
                    rows[content.position] = found
        table = table_of([row for found in rows for row in found])
        start = time.perf_counter()
        self.output.write_part(part, table)
        self.seconds["write"] += time.perf_counter() - start
        self.seconds.update(Counter(self.labeller.seconds) - before)
        return PartReport(table, len(table) - table["box"].null_count, self.seconds)

    def _label(self, contents: Sequence[Content]) -> list[list[Row]]:
        """The rows of each file. One photo that fails does not fail the others."""
        decoded = Decoded(self.seconds)
        try:
            found: list[Found] = list(self.labeller.label_all(decoded.photos(contents)))
        except Exception as error:
            if len(contents) > 1:
                return [self._label([content])[0] for content in contents]
            found = [code_of(error)]
        return self._rows(contents, decoded, found)

    def _rows(
        self, contents: Sequence[Content], decoded: "Decoded", found: Sequence[Found]
    ) -> list[list[Row]]:
        """found: of each photo that could be decoded."""
        results = iter(found)
        rows: list[list[Row]] = []
        for content in contents:
            width, height = decoded.sizes.get(content.position, (None, None))
            facts = FileFacts(content.file, content.sha256, width, height)
            result = decoded.errors.get(content.position) or next(results)
            is_error = isinstance(result, str)
            rows.append(
                [failed_row(facts, self.model, result)] if is_error else rows_of(facts, result, self.model)
            )
        return rows

    def _timed(self, stage: str, items: Iterable[list[Content]]) -> Iterable[list[Content]]:
        """Counts the seconds that the caller waits for each item."""
        iterator = iter(items)
        while True:
            start = time.perf_counter()
            item = next(iterator, None)
            self.seconds[stage] += time.perf_counter() - start
            if item is None:
                return
            yield item


class Decoded:
    """Decodes photos when they are asked for, so that one at a time is in memory.

    sizes: width and height of each photo, errors: codes of the others, both by position.
    """

    def __init__(self, seconds: Counter[str]) -> None:
        self.seconds = seconds
        self.sizes: dict[int, tuple[int, int]] = {}
        self.errors: dict[int, str] = {}

    def photos(self, contents: Iterable[Content]) -> Iterator[Photo]:
        for content in contents:
            photo = self._photo(content)
            if photo is not None:
                self.sizes[content.position] = (photo.width, photo.height)
                yield photo

    def _photo(self, content: Content) -> Photo | None:
        start = time.perf_counter()
        try:
            if content.error is None:
                return decode(content.content)
            self.errors[content.position] = content.error
        except Exception as error:
            self.errors[content.position] = code_of(error)
        finally:
            self.seconds["decode"] += time.perf_counter() - start
        return None


def code_of(error: Exception) -> str:
    return error.code if isinstance(error, LabelError) else "internal"


def groups_of(contents: Sequence[Content], alone: frozenset[int]) -> list[list[Content]]:
    """Files that are to be looked at one by one form groups of their own; the others stay together."""
    together = [content for content in contents if content.position not in alone]
    single = [[content] for content in contents if content.position in alone]
    return ([together] if together else []) + single
