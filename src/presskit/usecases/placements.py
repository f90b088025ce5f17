"""Where each line of what was imported went, and which of them still wait for a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from presskit import intake
from presskit.errors import RequestError
from presskit.kit.loading import load
from presskit.limits import IMPORT_REPORT_BYTES
from presskit.model.question import Question
from presskit.readers import kit as kit_reader
from presskit.readers.signatory_table import input_span
from presskit.source import Span
from presskit.usecases.import_files import LOST, PLACED, REPORT, UNPLACED
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["PlacementLine", "PlacementsReport", "PlacementsRequest", "placements"]

_ARROW = "  →  "
_UNIT = r": (?P<unit>paragraph|row|page) (?P<unit_line>\d+)(?:, column \d+)?"
_PLACE = re.compile(rf"(?P<source>.*?)(?:{_UNIT}|:(?P<line>\d+):\d+)?")
_WAITS = "questions.yaml"


@dataclass(frozen=True, slots=True)
class PlacementsRequest:
    """The kit whose account of its import is wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """One piece of what was imported: its words, where they stood, and where they went.

    ``where`` begins with a file of the kit, or with ``left out``, ``not placed`` or ``internal.txt``. ``question`` is the id
    of the question about it, "" where there was none; ``waits`` tells that nobody has answered it.
    """

    place: Span
    where: str
    text: str
    question: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class PlacementsReport:
    """Every line of what was imported, in its order; none where the kit was not imported."""

    lines: tuple[PlacementLine, ...]

    @property
    def waiting(self) -> int:
        """How many lines wait for a decision; the others are placed."""
        return sum(each.waits for each in self.lines)


def placements(
    request: PlacementsRequest | StrPath,
    *,
    world: World = World(),  # noqa: ARG001 -- as all use cases
) -> PlacementsReport:
    """Return where each line of what a kit was imported from went, by the account in its import-report.txt.

    >>> presskit.placements("my-kit").lines
    ()

    Raises :class:`~presskit.RequestError` where the account cannot be read.
    """
    folder = as_request(PlacementsRequest, request).folder
    try:
        account = intake.read_inside(folder, REPORT, IMPORT_REPORT_BYTES).decode("utf-8", "replace")
    except FileNotFoundError:
        return PlacementsReport(())
    except OSError as problem:
        raise RequestError(f"«{folder / REPORT}» cannot be read: {problem.strerror}") from problem
    kit = kit_reader.read(load(folder).value).value
    questions = kit.questions if kit else ()
    lines = [_with_question(line, questions) for line in _lines(account)]
    order = list(dict.fromkeys(line.place.source for line in lines))
    return PlacementsReport(tuple(sorted(lines, key=lambda each: (order.index(each.place.source), each.place.line))))


def _lines(account: str) -> Iterator[PlacementLine]:
    """Yield the lines that an account lists: a head «place → where», and the words below it, indented."""
    for chapter in account.split("\n\n\n"):
        title, _, body = chapter.partition("\n\n")
        if title not in {LOST, PLACED}:
            continue
        head, words = "", list[str]()
        for line in [*body.rstrip("\n").split("\n"), _ARROW]:
            if line.startswith("    "):
                words.append(line[4:])
                continue
            if head:
                place, _, where = head.partition(_ARROW)
                yield PlacementLine(_span(place), where, "\n".join(words))
            head, words = line, []


def _span(text: str) -> Span:
    found = _PLACE.fullmatch(text)
    if found is None or not (number := found["line"] or found["unit_line"]):
        return Span(text)
    units = {"paragraph": "paragraph", "row": "row", "page": "page"}
    unit = units.get(found["unit"] or "")
    return Span(found["source"], int(number), 0, unit) if unit else Span(found["source"], int(number))  # type: ignore[arg-type]


def _with_question(line: PlacementLine, questions: Sequence[Question]) -> PlacementLine:
    """Return a line with the question about it: the one at its place, or that of the run of lines it belongs to."""
    lost = line.where.startswith((UNPLACED, _WAITS))
    place = input_span(line.place)
    here = [each for each in questions if each.place.source == place.source]
    at_line = [each for each in here if each.place.line == place.line]
    run = [each for each in here if each.place.line < place.line and line.text.strip() and line.text.strip() in each.excerpt]
    about = (at_line or (run if lost else []))[-1:]
    for question in about:
        return PlacementLine(line.place, line.where, line.text, question.id, question.answer is None)
    return PlacementLine(line.place, line.where, line.text, "", lost and not line.where.startswith(_WAITS))
