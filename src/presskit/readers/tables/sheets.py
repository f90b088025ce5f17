"""The sheets of a workbook: which of them hold the list, and which names that are set apart from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.readers import import_rules as rules
from presskit.readers.tables import columns, vocabulary
from presskit.readers.tables.cells import Found, Grid
from presskit.readers.tables.columns import NOTHING_TOLD, Told
from presskit.readers.tables.row_reader import Reason, RefusedRow, SignedRow
from presskit.readers.tables.vocabulary import Answer, Role
from presskit.source import Span

__all__ = ["apart", "chosen"]

_SAID = {Answer.NO: Reason.SAID_NO, Answer.WITHDRAWN: Reason.WITHDRAWN, Answer.NOT_YET: Reason.NOT_YET}
_KINDS = frozenset({Role.NAME, Role.PERSON})


def chosen(name: str, grids: Sequence[Grid], found: Found, told: Told = NOTHING_TOLD) -> list[tuple[Grid, Reason | None]]:
    """Return the sheets with names, each with the reason for which its rows are no signatures yet; report the others.

    The title of a sheet says what its names are: «Confirmed», «Withdrawn», «Late». Where two could be the list, none is, and
    what is on each is asked.
    """
    full = [grid for grid in grids if grid.rows]
    named = [grid for grid in full if columns.heads_row(grid, told)] or full
    if not named:
        found.append(rules.NO_NAMES.at(Span(name), "nothing stands in the table", "check that this is the right file"))
        return []
    found.extend(
        rules.SHEET_LEFT.at(
            Span(name),
            f"the sheet «{grid.sheet}» is not read: its {len(grid.rows)} rows hold no names; «{named[0].sheet}» is",
            "write «Organisation» above its names if it is meant",
        )
        for grid in full if grid not in named
    )  # fmt: skip
    if len(named) == 1:
        return [(named[0], None)]
    reasons = _reasons([grid.sheet for grid in named])
    if None not in reasons:
        sheets = ", ".join(f"«{grid.sheet}» ({len(grid.rows)} rows{', hidden' if grid.hidden else ''})" for grid in named)
        message = f"several sheets could hold the signatures: {sheets}; none is read as the list"
        found.append(rules.SHEETS.at(Span(name), message, "save the sheet that is meant as a file of its own"))
    return [(_placed(grid, number), reason) for number, (grid, reason) in enumerate(zip(named, reasons, strict=True))]


def _reasons(titles: Sequence[str]) -> list[Reason | None]:
    """Return for each of several sheets why its rows are no signatures yet; None for the list itself."""
    answers = [_answer(title) for title in titles]
    open_ = [n for n, said in enumerate(answers) if said is Answer.UNKNOWN and not vocabulary.is_aside(titles[n])]
    kinds = all(vocabulary.recognise(titles[n]).role in _KINDS for n in open_)
    lists = {n for n, said in enumerate(answers) if said is Answer.YES} or set(open_ if len(open_) == 1 or kinds else ())
    return [None if n in lists else _SAID.get(said, Reason.SHEET) for n, said in enumerate(answers)]


def _answer(title: str) -> Answer:
    """Return what the title of a sheet says about its names, be it in one of its words: «Withdrawn signatories»."""
    said = [vocabulary.answer(title), *(vocabulary.answer(word) for word in re.findall(r"[^\W\d_]{4,}", title))]
    return next((each for each in said if each is not Answer.UNKNOWN), Answer.UNKNOWN)


def _placed(grid: Grid, number: int) -> Grid:
    """Return a grid whose places cannot be taken for those of the first sheet."""
    title = " ".join(re.findall(r"\w+", grid.sheet))
    return replace(grid, source=f"{grid.source} ({title or number})") if number else grid


def apart(row: SignedRow | RefusedRow, reason: Reason, sheet: str) -> RefusedRow:
    """Return a row of a sheet that is not the list; one that says more about itself stays as it is."""
    if isinstance(row, RefusedRow):
        return row
    return RefusedRow(row.signatory, reason, row.span, row.text, row.coalition, sheet)
