"""Forms about one entry of the kit's files: what was typed by key, and the answer when it is written or cannot be."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.responses import Response

from presskit.studio.forms import Form
from presskit.studio.view import View
from presskit.usecases.edit_entries import EditEntriesRequest, EntryEdit, edit_entries
from presskit.usecases.kit_status import kit_state
from presskit.usecases.undo import UndoRequest, undo

__all__ = ["FIELDS", "take_back", "values_of", "write", "written"]

FIELDS = TEXT, LINES, CHECKED, MORE = "v:", "l:", "c:", "m:"
"""How a field's name begins: a text, a list by lines, a box ``c:outputs:pdf`` beside ``c:outputs``, and what no box offers."""
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def values_of(form: Form) -> dict[str, str | tuple[str, ...]]:
    """Return what a form says of an entry, by key."""
    values: dict[str, str | tuple[str, ...]] = {}
    fields = dict(reversed(form.fields.items()))
    for name, text in fields.items():
        start, key = name[:2], name[2:]
        if start == TEXT:
            values[key] = _BREAKS.sub(" ", text).strip(" \t")
        elif start == LINES:
            values[key] = tuple(filter(None, (line.strip() for line in text.splitlines())))
        elif start == CHECKED and ":" not in key:
            boxes = (each.removeprefix(f"{CHECKED}{key}:") for each in fields if each.startswith(f"{CHECKED}{key}:"))
            more = form.text(f"{MORE}{key}").replace(",", " ").split()
            values[key] = tuple(dict.fromkeys([*boxes, *more]))
    return values


def write(view: View, file: str, *edits: EntryEdit) -> None:
    """Make edits of a file that is still as the form says; raises as the use case does."""
    edit_entries(EditEntriesRequest(view.release.folder, file, edits, view.form.text("state")), world=view.studio.world)


def take_back(view: View) -> None:
    """Undo the last change, if nothing was changed after the page was made; raises as the use case does."""
    state = view.form.text("kit") or kit_state(view.release.folder, world=view.studio.world)
    undo(UndoRequest(view.release.folder, state=state), world=view.studio.world)


def written(view: View, screen: str, done: str, at: str = "") -> Response:
    """Return the way back to a screen that says what was done, and where."""
    return view.to(f"{screen}?{urlencode({'done': done, **({'at': at} if at else {})})}")
