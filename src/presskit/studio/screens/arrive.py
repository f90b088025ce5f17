"""Arrive: text, list and pictures come in by drop or paste; then each line of them is shown with where it went."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from presskit.studio.view import View
from presskit.usecases.import_files import ImportRequest, import_files
from presskit.usecases.placements import PlacementLine, placements

__all__ = ["begin", "bring_in", "show"]

_PASTED = "pasted.txt"
_GROUPS = {
    "statement": "text", "signatories.yaml": "signatories", "contacts.yaml": "contacts", "kit.yaml": "details",
    "internal.txt": "office", "left out": "out", "not placed": "decide", "questions.yaml": "decide",
}  # fmt: skip
"""What a line is shown as, by the beginning of where it went."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is shown: the group that colours its edge, and what it is called."""

    line: PlacementLine
    group: str


def begin(view: View) -> Response:
    """Show the place to drop and to paste."""
    return view.page("new", problem="", findings=(), typed={})


def bring_in(view: View) -> Response:
    """Make a release of what was dropped and pasted; where none can be made, what was typed stays."""
    form, releases = view.form, view.studio.releases
    pasted, name = form.text("text"), form.text("name").strip()
    if not pasted.strip() and not form.files:
        return _again(view, "new.nothing")
    with TemporaryDirectory(prefix="presskit-") as private:
        files = form.files
        if pasted.strip():
            path = Path(private) / _PASTED
            path.write_text(pasted, "utf-8")
            files = (path, *files)
        folder = releases.free_folder(name or (form.files[0].stem if form.files else ""))
        request = ImportRequest(files, folder, form.text("region").strip(), form.text("language").strip())
        report = import_files(request, world=view.studio.world)
    if report.imported is None:
        return view.page(
            "new", HTTPStatus.UNPROCESSABLE_ENTITY, problem="new.no_text", findings=report.diagnostics, typed=form.fields
        )
    return view.to("arrived", releases.add(folder))


def show(view: View) -> Response:
    """Show each line of what came in, and where it went."""
    report = placements(view.release.folder, world=view.studio.world)
    lines = [ShownLine(each, _group(each)) for each in report.lines]
    groups = [(source, list(each)) for source, each in groupby(lines, lambda one: one.line.place.source)]
    return view.page("arrived", groups=groups, total=len(lines), waiting=report.waiting)


def _group(line: PlacementLine) -> str:
    if line.waits:
        return "decide"
    groups = [group for start, group in _GROUPS.items() for where in line.where.split("; ") if where.startswith(start)]
    found = next((each for each in groups if each != "decide"), "decided" if groups else "out")
    return "decided" if line.question and found == "out" else found


def _again(view: View, problem: str) -> Response:
    return view.page("new", HTTPStatus.UNPROCESSABLE_ENTITY, problem=problem, findings=(), typed=view.form.fields)
