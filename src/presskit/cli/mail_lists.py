"""The press lists of a mail command: who is on them, who is not to be written to, and what has to be asked first."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli.command import CommandError
from presskit.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from presskit.mail.addresses import Recipient
    from presskit.mail.media_list import MediaList
    from presskit.model.release import Kit

__all__ = ["LISTS", "SUPPRESSED", "Listed", "own_lists", "read_lists"]

LISTS = ("press-list.csv", "press-list.xlsx")
SUPPRESSED = "suppressed.txt"
_EMPTY = "press-list-without-addresses"


@dataclass(frozen=True, slots=True)
class Listed:
    """Everybody of the list that is meant who may be written to, and who of any list may not.

    ``barred`` are addresses as they are compared, and domains with an @.
    """

    recipients: tuple[Recipient, ...] = ()
    barred: frozenset[str] = frozenset()


def own_lists(folder: Path) -> list[Path]:
    """Return the press lists that lie in a kit, the one first that is used."""
    return [folder / name for name in LISTS if os.path.lexists(folder / name)]


def read_lists(arguments: argparse.Namespace, kit: Kit, found: list[Diagnostic], *, needs_list: bool) -> Listed:
    """Read every list that may say something of who gets nothing, keep what is asked in the kit, and add the findings.

    The list that is named, or the kit's own, says who is written to, where the command ``needs_list`` or the user names
    one. Lists that lie in the kit beside it take people off all the same. Raises :class:`CommandError`.
    """
    from presskit.mail import audience

    place = _place_of_list(arguments, needs_list=needs_list)
    lists = {path: _read(arguments, kit, path, found, whole=path == place) for path in _all_of(arguments.folder, place)}
    barred = audience.suppressions(SUPPRESSED, _bytes_of(arguments.folder, arguments.folder / SUPPRESSED, found))
    found.extend(barred.diagnostics)
    off = barred.value.union(*(each.opted_out for each in lists.values()))
    found.extend(_asked(arguments.folder, kit, lists))
    if place is None:
        return Listed(barred=off)
    able = audience.without(lists[place].recipients, off)
    found.extend(able.diagnostics)
    return Listed(able.value, off)


def _all_of(folder: Path, place: Path | None) -> list[Path]:
    own = [path for path in own_lists(folder) if place is None or os.path.realpath(path) != os.path.realpath(place)]
    return [place, *own] if place else own


def _place_of_list(arguments: argparse.Namespace, *, needs_list: bool) -> Path | None:
    """Return where the press list is; the folder's own where none is named."""
    asked: Path | None = arguments.list
    if asked and not asked.is_file():
        raise CommandError(f"there is no press list «{asked}»")
    if not asked and not needs_list:
        return None
    found = asked or next(iter(own_lists(arguments.folder)), None)
    if found is None:
        raise CommandError(f"{arguments.folder} has no {LISTS[0]} or {LISTS[1]}; name the press list with --list FILE")
    return found


def _read(arguments: argparse.Namespace, kit: Kit, path: Path, found: list[Diagnostic], *, whole: bool) -> MediaList:
    """Read a list; of one that nobody is written to by, only what stands in the way of knowing whom it takes off is found."""
    from presskit.mail import media_list

    written = [tag for tag in kit.release.languages if kit.statement(tag)]
    answers = {question.id: question.answer for question in kit.questions if question.answer}
    mapping = dict(arguments.map) if whole else {}
    only = written[0] if len(written) == 1 else ""
    reading = media_list.read(path.name, _bytes_of(arguments.folder, path, found), only, mapping, answers)
    found.extend(each for each in reading.diagnostics if whole or (each.severity is Severity.ERROR and each.code != _EMPTY))
    return reading.value


def _bytes_of(folder: Path, path: Path, found: list[Diagnostic]) -> bytes:
    """Return the bytes of a file; nothing where there is none. What lies in the kit is not read through a link out of it."""
    from presskit.kit.loading import read_file, read_inside
    from presskit.readers.tables.table_file import LIMIT
    from presskit.source import Span

    if not os.path.lexists(path):
        return b""
    own = path.parent == folder
    return (read_inside(folder, path.name, LIMIT, found) if own else read_file(path, Span(path.name), LIMIT, found)) or b""


def _asked(folder: Path, kit: Kit, lists: dict[Path, MediaList]) -> Iterator[Diagnostic]:
    """Keep the questions of the lists in the kit, and yield what else is open there that stops e-mails."""
    from presskit.checks.lint import question_open
    from presskit.kit import OutputError
    from presskit.kit.asking import ask
    from presskit.mail.opt_out import KIND
    from presskit.model.question import Scope

    pending = [each for each in kit.questions if each.answer is None and each.scope is Scope.MAIL]
    old = frozenset(each.id for each in pending if each.kind == KIND)
    questions = [question for each in lists.values() for question in each.questions]
    try:
        if questions or old:
            ask(folder, questions, instead_of=old)
    except OutputError as problem:
        raise CommandError(str(problem)) from problem
    for question in pending:
        if question.id not in old:
            hint = f"presskit answer {folder} {question.id} ANSWER"
            yield question_open.CHECK.rule.at(question.place, question.asked, hint)
