"""The media lists of a kit: who is on them, who is not to be written to, and what has to be asked first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from presskit.checks.lint import question_open
from presskit.diagnostics import Diagnostic, Reading, Severity
from presskit.kit.answering import ask
from presskit.kit.loading import read_file, read_inside
from presskit.mail import audience, media_list, rules
from presskit.mail.addresses import Recipient
from presskit.mail.column_aliases import Column
from presskit.mail.media_list import MediaList
from presskit.mail.opt_out import FORMER_NAMES, KIND
from presskit.model.question import Question, Scope
from presskit.model.release import Kit
from presskit.readers.tables.table_file import LIMIT
from presskit.source import Span
from presskit.usecases.errors import RequestError
from presskit.usecases.locking import changing

__all__ = ["LISTS", "SUPPRESSED", "MediaLists", "lists_of", "read_lists"]

LISTS = ("media-list.csv", "media-list.xlsx")
SUPPRESSED = "suppressed.txt"
_EMPTY = rules.NO_ADDRESSES.code


@dataclass(frozen=True, slots=True)
class MediaLists:
    """Everybody of the list that is used who may be written to, and who of any list may not.

    ``suppressed`` are addresses as they are compared, and domains with an @. ``questions`` are open: nobody is written to
    before they are answered.
    """

    recipients: tuple[Recipient, ...] = ()
    suppressed: frozenset[str] = frozenset()
    questions: tuple[Question, ...] = ()


def lists_of(folder: Path) -> list[Path]:
    """Return the media lists that lie in a kit, the one that is used first."""
    return [folder / name for name in (*LISTS, *FORMER_NAMES.values()) if os.path.lexists(folder / name)]


def read_lists(
    folder: Path, kit: Kit, asked: Path | None, columns: Mapping[Column, str], *, needs_list: bool
) -> Reading[MediaLists]:
    """Read every list that may say something of who gets nothing, and write what has to be asked into the kit.

    The list ``asked``, or the kit's own, says who is written to, where the caller ``needs_list`` or names one. Lists that
    lie in the kit beside it take people off all the same. Raises :class:`~presskit.usecases.errors.RequestError`.
    """
    place = _place(folder, asked, needs_list=needs_list)
    found: list[Diagnostic] = list(_misnamed(folder))
    paths = _paths(folder, place)
    lists = {path: _read(folder, kit, path, found, columns if path == place else None) for path in paths}
    suppressions = audience.suppressions(SUPPRESSED, _bytes(folder, folder / SUPPRESSED, found))
    found.extend(suppressions.diagnostics)
    suppressed = suppressions.value.union(*(each.opted_out for each in lists.values()))
    questions = tuple(question for each in lists.values() for question in each.questions)
    found.extend(_ask(folder, kit, questions))
    if place is None:
        return Reading(MediaLists((), suppressed, questions), tuple(found))
    able = audience.without_suppressed(lists[place].recipients, suppressed)
    return Reading(MediaLists(able.value, suppressed, questions), (*found, *able.diagnostics))


def _misnamed(folder: Path) -> Iterator[Diagnostic]:
    """Yield a note for each list that lies there under its old name."""
    for new, old in FORMER_NAMES.items():
        if os.path.lexists(folder / old):
            hint = f"rename it to {new}; answers to its questions hold"
            yield rules.OLD_NAME.at(Span(old), f"the media list is called {new} now; «{old}» is still read", hint)


def _paths(folder: Path, place: Path | None) -> list[Path]:
    own = [path for path in lists_of(folder) if place is None or os.path.realpath(path) != os.path.realpath(place)]
    return [place, *own] if place else own


def _place(folder: Path, asked: Path | None, *, needs_list: bool) -> Path | None:
    """Return where the list that says who is written to is; the folder's own where none is named."""
    if asked and not asked.is_file():
        raise RequestError(f"there is no media list «{asked}»")
    if asked or not needs_list:
        return asked
    own = lists_of(folder)
    if not own:
        raise RequestError(f"{folder} has no {LISTS[0]} or {LISTS[1]}; name the media list with --list FILE")
    return own[0]


def _read(
    folder: Path, kit: Kit, path: Path, found: list[Diagnostic], columns: Mapping[Column, str] | None
) -> MediaList:
    """Read a list. Of one that nobody is written to by (no ``columns``), only errors that hide an opt-out are found."""
    written = [tag for tag in kit.release.languages if kit.statement(tag)]
    answers = {question.id: question.answer for question in kit.questions if question.answer}
    language = written[0] if len(written) == 1 else ""
    reading = media_list.read(path.name, _bytes(folder, path, found), language, columns or {}, answers)
    used = columns is not None
    found.extend(each for each in reading.diagnostics if used or (each.severity is Severity.ERROR and each.code != _EMPTY))
    return reading.value


def _bytes(folder: Path, path: Path, found: list[Diagnostic]) -> bytes:
    """Return the bytes of a file; nothing where there is none. What lies in the kit is not read through a link out of it."""
    if not os.path.lexists(path):
        return b""
    own = path.parent == folder
    return (read_inside(folder, path.name, LIMIT, found) if own else read_file(path, Span(path.name), LIMIT, found)) or b""


def _ask(folder: Path, kit: Kit, questions: tuple[Question, ...]) -> Iterator[Diagnostic]:
    """Write the questions of the lists into the kit, and yield what else is open there that stops e-mails."""
    pending = [each for each in kit.questions if each.answer is None and each.scope is Scope.MAIL]
    old = frozenset(each.id for each in pending if each.kind == KIND)
    if questions or old:
        with changing(folder):
            ask(folder, questions, instead_of=old)
    for question in pending:
        if question.id not in old:
            hint = f"presskit answer {folder} {question.id} ANSWER"
            yield question_open.CHECK.rule.at(question.place, question.asked, hint)
