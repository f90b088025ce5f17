"""A list that came in late, pasted or as files: compared with the signatories first, written when somebody has seen it."""

from __future__ import annotations

import base64
import csv
import io
from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.limits import STUDIO_FIELD_BYTES
from presskit.readers import import_rules as rules
from presskit.studio.forms import safe_name
from presskit.studio.screens.entry_form import written
from presskit.studio.screens.signatories import SCREEN
from presskit.studio.view import View
from presskit.usecases.merge_signatories import ComparedRow, MergeReport, MergeRequest, Verdict, merge_signatories

__all__ = ["carried_files", "compare", "sent_again"]

_PASTED = "pasted.tsv"
_COLUMNS = 40
MEANINGS = (
    "organisation", "person", "ignored", "acronym", "country", "coalition", "affiliation", "title", "joined", "withdrawn",
    "agrees", "note", "contact-data", "number",
)  # fmt: skip
"""What a column can be said to be, the likeliest first."""
_ENCODED = STUDIO_FIELD_BYTES * 3 // 4 - 1024
"""So many bytes of a file fit, encoded, into a field of the form that is sent again."""


def compare(view: View) -> Response:
    """Show what would become of a list; write it where that was confirmed."""
    form = view.form
    text, told = form.text("text"), tuple(form.text(f"column-{n}") for n in range(_COLUMNS))
    with TemporaryDirectory(prefix="presskit-") as private:
        try:
            told = told if all(each in MEANINGS for each in told[: _width(text)]) else ()
            files = [*_pasted(text, told, Path(private)), *form.files, *sent_again(view, Path(private))]
            if not files:
                return _refused(view, "compare.nothing")
            heads = tuple((meaning, f"column {n}") for n, meaning in enumerate(told[: _width(text)]))
            request = MergeRequest(view.release.folder, tuple(files), form.text("do") == "write", heads, form.text("state"))
            report = merge_signatories(request, world=view.studio.world)
            carried = carried_files(files, text)
        except (KitChangedError, KitBusyError):
            raise
        except RequestError as problem:
            return _refused(view, "compare.unreadable", str(problem))
        if form.text("do") == "write":
            return written(view, SCREEN, "written")
        return _shown(view, report, carried)


def _pasted(text: str, told: Sequence[str], private: Path) -> list[Path]:
    """Return the file of what was pasted, with heads where somebody said what its columns are."""
    if not text.strip():
        return []
    head = "\t".join(f"column {n}" for n in range(_width(text))) + "\n" if any(told) else ""
    path = private / _PASTED
    path.write_text(head + text, "utf-8")
    return [path]


def sent_again(view: View, private: Path) -> list[Path]:
    """Return the files that the form carries since they were compared; raises :class:`RequestError` for another content."""
    files: list[Path] = []
    for name, text in view.form.fields.items():
        if name.startswith("file:"):
            path = private / f"{len(files)}" / safe_name(name.removeprefix("file:"))
            path.parent.mkdir()
            try:
                path.write_bytes(base64.b64decode(text, validate=True))
            except ValueError as problem:
                raise RequestError(f"«{path.name}» did not come back as it was sent: choose it again") from problem
            files.append(path)
    return files


def carried_files(files: Sequence[Path], text: str) -> dict[str, str]:
    """Return files as fields of the form that confirms; raises :class:`RequestError` for one that is too large for that."""
    for path in files:
        if path.stat().st_size > _ENCODED:
            raise RequestError(f"«{path.name}» has more than {_ENCODED // 1000} kB: save the list without pictures, or as CSV")
    sent = (each for each in files if not (text.strip() and each.name == _PASTED))
    return {path.name: base64.b64encode(path.read_bytes()).decode() for path in sent}


def _width(text: str) -> int:
    return min(max((len(row) for row in _rows(text)), default=0), _COLUMNS)


def _rows(text: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(text), delimiter="\t") if any(map(str.strip, row))]
    except csv.Error:
        return []


def _shown(view: View, report: MergeReport, carried: dict[str, str]) -> Response:
    """Show what would become of the list; where nobody knows which column holds names, ask what each of them is."""
    text, fields = view.form.text("text"), view.form.fields
    asked = text and any(each.code == rules.NO_NAMES.code for each in report.diagnostics)
    lines = _rows(text)[:3] if asked else []
    return _page(
        view, report=report, kinds=Counter(map(_kind, report.rows)), carried=carried,
        columns=[[line[n] if n < len(line) else "" for line in lines] for n in range(_width(text))] if asked else [],
        meanings=MEANINGS, told={name: value for name, value in fields.items() if name.startswith("column-")},
    )  # fmt: skip


def _kind(row: ComparedRow) -> str:
    return "alike" if row.verdict is Verdict.TO_DECIDE and row.candidates else row.verdict.name.lower()


def _refused(view: View, problem: str, detail: str = "") -> Response:
    return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, report=None, columns=[], problem=problem, detail=detail)


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
    shown = {"problem": "", "text": view.form.text("text"), "state": view.form.text("state"), "kind": _kind, **values}
    return view.page("compare", status, **shown)
