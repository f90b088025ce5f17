"""History: the states of a release, and the way back to each; what is replaced is kept, too."""

from __future__ import annotations

from datetime import datetime

from starlette.responses import Response

from presskit.studio.view import View
from presskit.usecases.undo import EDITED, FIRST, HistoryEntry, UndoRequest, history, undo

__all__ = ["go_back", "show"]


def show(view: View) -> Response:
    """Show every state, the newest first."""
    report = history(view.release.folder, world=view.studio.world)
    rows = [(each, _kind(each), datetime.fromisoformat(each.time)) for each in reversed(report.entries)]
    lost = {number for number, _ in report.lost}
    return view.page("history", rows=rows, lost=lost, undoable=report.undoable, kind=_kind, state=report.state)


def go_back(view: View) -> Response:
    """Undo the last change, or put a whole state back."""
    to = view.form.text("to")
    undo(UndoRequest(view.release.folder, int(to) if to.isdecimal() else 0, view.form.text("state")), world=view.studio.world)
    return view.to("history")


def _kind(entry: HistoryEntry) -> str:
    """Return the first word of what a command called its change: the rest names its own things."""
    return {EDITED: "edited", FIRST: "first"}.get(entry.action) or entry.action.split()[0]
