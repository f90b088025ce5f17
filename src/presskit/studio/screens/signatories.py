"""Signatories: the list in its groups, each row a form; every change is an edit of its entry."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.model.people import Localised, Numbering, Order
from presskit.studio.screens.entry_form import take_back, values_of, write, written
from presskit.studio.view import View
from presskit.usecases.edit_entries import AddEntry, ChangeEntry, EntryEdit, MoveEntry, RemoveEntry
from presskit.usecases.signatories import SignatoriesReport, SignatoryRow, read_signatories

__all__ = ["edit", "show"]

FILE, SCREEN = "signatories.yaml", "signatories"
DONE = ("save", "add", "move", "withdraw", "return", "remove", "undo", "written", "settings")
"""What can have been done, as the page says it."""


def show(view: View) -> Response:
    """Show the list."""
    return _page(view)


def edit(view: View) -> Response:
    """Make a change; what cannot be written is told at its row, with what was typed."""
    do = view.form.text("do")
    try:
        if do == "undo":
            take_back(view)
            return written(view, SCREEN, "undo")
        made, at = _edit(view, do)
        if made:
            write(view, FILE, *made)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
    done = {"up": "move", "down": "move", "group": "move", "add-group": "add"}.get(do, do)
    return written(view, SCREEN, done, at)


def _edit(view: View, do: str) -> tuple[tuple[EntryEdit, ...], str]:
    """Return the edits that a form asks for, and the place where its entry is then."""
    form = view.form
    at, to = form.text("at"), form.text("to")
    match do:
        case "save" | "settings":
            return (ChangeEntry(at, values_of(form)),), at
        case "withdraw":
            return (ChangeEntry(at, {"withdrawn": form.text("day") or f"{view.studio.world.now():%Y-%m-%d}"}),), at
        case "return":
            return (ChangeEntry(at, {"withdrawn": ""}),), at
        case "remove":
            group = read_signatories(view.release.folder).group(at)
            if group and at == group.entry and group.rows:
                raise RequestError("somebody is in this group: move its members first, or remove them", fields=("at",))
            return (RemoveEntry(at),), at
        case "add" | "add-group":
            return (AddEntry(to, values_of(form)),), f"{to}.{_count(read_signatories(view.release.folder), to)}"
        case "up" | "down" | "group":
            report = read_signatories(view.release.folder)
            place = f"{to}.{_count(report, to)}" if do == "group" else report.beside(at, -1 if do == "up" else 1)
            stays = not place or (do == "group" and at.rpartition(".")[0] == to)
            return ((), at) if stays else ((MoveEntry(at, place),), place)
        case _:
            raise RequestError(f"there is no action «{do}»", fields=("do",))


def _count(report: SignatoriesReport, members: str) -> int:
    """Return how many entries the list at a place has."""
    if members == "coalitions":
        return len(report.groups) - 1
    return next((len(each.rows) for each in report.groups if each.members == members), 0)


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "") -> Response:
    report = read_signatories(view.release.folder, world=view.studio.world)
    done = view.query.get("done", "") if view.query.get("done") in DONE else ""
    return view.page(
        "signatories", status, report=report, tongues=_tongues(report), total=sum(len(each.rows) for each in report.groups),
        done=done, at=view.query.get("at", view.form.text("at")), problem=problem, typed=view.form.fields,
        numberings=[*Numbering], orders=[*Order], texts=texts, today=f"{view.studio.world.now():%Y-%m-%d}",
    )  # fmt: skip


def _tongues(report: SignatoriesReport) -> Sequence[str]:
    """Return the languages of the release, and further ones in which somebody has a name."""
    rows: list[SignatoryRow] = [row for group in report.groups for row in group.rows]
    names = [row.signatory.name for row in rows] + [each.coalition.name for each in report.groups if each.coalition]
    return tuple(dict.fromkeys([*report.languages, *(tag for name in names for tag, _ in name.by_language)]))


def texts(text: Localised | None, source: str) -> dict[str, str]:
    """Return the texts of a value by language; a bare one is in the language of the release."""
    return {} if text is None else dict(text.by_language) or {source: text.default}
