"""Contacts: who answers journalists, each a card with its form."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.model.outputs import AUDIENCES
from presskit.studio.screens.entry_form import take_back, values_of, write, written
from presskit.studio.screens.signatories import texts
from presskit.studio.view import View
from presskit.usecases.contacts import read_contacts
from presskit.usecases.edit_entries import AddEntry, ChangeEntry, EntryEdit, MoveEntry, RemoveEntry

__all__ = ["edit", "show"]

FILE, SCREEN = "contacts.yaml", "contacts"
DONE = ("save", "add", "move", "remove", "undo")


def show(view: View) -> Response:
    """Show the contacts."""
    return _page(view)


def edit(view: View) -> Response:
    """Make a change; what cannot be written is told at its card, with what was typed."""
    do = view.form.text("do")
    try:
        if do == "undo":
            take_back(view)
            return written(view, SCREEN, "undo")
        made, at = _edit(view, do)
        write(view, FILE, made)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
    return written(view, SCREEN, {"up": "move", "down": "move"}.get(do, do), at)


def _edit(view: View, do: str) -> tuple[EntryEdit, str]:
    at = view.form.text("at")
    known = [f"contacts.{n}" for n in range(len(read_contacts(view.release.folder).contacts))]
    number = known.index(at) if at in known else -1
    match do:
        case "save":
            return ChangeEntry(at, _values(view)), at
        case "add":
            return AddEntry("contacts", _values(view)), f"contacts.{len(known)}"
        case "up" | "down":
            to = f"contacts.{number + (-1 if do == 'up' else 1)}"
            return MoveEntry(at, to), to
        case "remove":
            return RemoveEntry(at), at
        case _:
            raise RequestError(f"there is no action «{do}»", fields=("do",))


def _values(view: View) -> dict[str, str | tuple[str, ...]]:
    """Return what was typed; a contact that is shown everywhere does not say so, one that is shown nowhere is refused."""
    values = values_of(view.form)
    shown = values.get("outputs")
    if shown == ():
        raise RequestError("a contact that nobody may see is none: choose where it is shown, or remove it", fields=("outputs",))
    return {**values, "outputs": ()} if shown is not None and set(shown) == set(map(str, AUDIENCES)) else values


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "") -> Response:
    report = read_contacts(view.release.folder, world=view.studio.world)
    names = [text for each in report.contacts for text in (each.name, each.organisation, each.role) if text]
    tongues = tuple(dict.fromkeys([*report.languages, *(tag for text in names for tag, _ in text.by_language)]))
    return view.page(
        "contacts", status, report=report, tongues=tongues, audiences=[*map(str, AUDIENCES)], texts=texts,
        done=view.query.get("done", "") if view.query.get("done") in DONE else "",
        at=view.query.get("at", view.form.text("at")), problem=problem, typed=view.form.fields,
    )  # fmt: skip
