"""Translators: files go out to them; what comes back is shown, asked about where that is needed, and then taken."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from starlette.responses import Response

from presskit.diagnostics import Diagnostic, has_errors
from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.language.alphabet import direction
from presskit.studio.forms import plain_name
from presskit.studio.parcels import Parcel
from presskit.studio.screens.translations import page_of, way
from presskit.studio.view import View
from presskit.usecases.pack import packed
from presskit.usecases.translate_back import (
    Choices,
    ImportRow,
    Tracked,
    TranslateBackReport,
    TranslateBackRequest,
    translate_back,
)
from presskit.usecases.translate_out import FormatName, TranslateOutRequest, translate_out
from presskit.usecases.translate_status import translate_status
from presskit.usecases.write_ids import write_ids

__all__ = ["ASKED", "OUTCOMES", "download", "send", "take"]

ASKED = {
    "return-no-language": "to", "return-no-revision": "base_none", "return-older-revision": "base_older",
    "return-tracked-changes": "tracked", "return-no-title": "title",
}  # fmt: skip
"""What a person can say of a file as a whole, by the code of the finding that asks for it."""
SAME = "same"
OUTCOMES = ("placed", "kept", "untranslated", "empty", "left out", SAME, "absent", "carried")
"""What became of texts, what matters most first; those that are asked about stand apart."""


def send(view: View) -> Response:
    """Make the files for translators, and show the way to them; where they cannot be made, say why."""
    form, folder, world = view.form, view.release.folder, view.studio.world
    if form.text("state") != view.status().state:
        raise KitChangedError("the release was changed since it was shown")
    formats = tuple(name for name in FormatName if form.text(f"form:{name}"))
    if not formats:
        return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, at="out", problem="translate.no_form")
    marked = write_ids(folder, world=world)
    if marked.failed:
        found = marked.diagnostics
        return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, at="out", problem="translate.not_made", found=found)
    with TemporaryDirectory(prefix="presskit-") as private:
        wanted = filter(None, [form.text("to")])
        everything, notes = form.text("what") == "all", bool(form.text("notes"))
        request = TranslateOutRequest(folder, Path(private), tuple(wanted), formats, everything=everything, notes=notes)
        try:
            report = translate_out(request, world=world)
        except (KitChangedError, KitBusyError):
            raise
        except RequestError as problem:
            return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, at="out", problem="translate.not_made", detail=str(problem))
        files = [(name, (Path(private) / name).read_bytes()) for each in report.sent for name in each.files]
    if not files:
        why = "translate.not_made" if has_errors(report.diagnostics) else "translate.all_done"
        return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, at="out", problem=why, found=report.diagnostics)
    parcel = _parcel(view, files)
    return view.to(f"{way(form.text('language'), parcel=str(parcel.number))}#out")


def _parcel(view: View, files: list[tuple[str, bytes]]) -> Parcel:
    names = tuple(name for name, _ in files)
    if len(files) == 1:
        return view.studio.parcels.keep(view.release, names[0].rpartition("/")[2], files[0][1], names)
    name = f"{plain_name(view.release.folder.name)}-translations.zip"
    return view.studio.parcels.keep(view.release, name, packed(files), names)


def download(view: View) -> Response:
    """Return what was made for translators."""
    parcel = view.studio.parcels.find(view.release, view.parts["parcel"])
    if parcel is None:
        return page_of(view, HTTPStatus.GONE, at="out", problem="translate.gone")
    ending = "." + parcel.name.rpartition(".")[2]
    plain = plain_name(parcel.name.removesuffix(ending)) + ending
    headers = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(parcel.name)}"}
    kind = mimetypes.guess_type(parcel.name)[0] or "application/octet-stream"
    return Response(parcel.data, HTTPStatus.OK, headers, kind)


def take(view: View) -> Response:
    """Show what came back; write it where that was confirmed and nothing is asked any more."""
    form = view.form
    parcel = view.studio.parcels.find(view.release, form.text("parcel"))
    if form.files:
        parcel = view.studio.parcels.keep(view.release, form.files[0].name, form.files[0].read_bytes())
    if parcel is None or len(form.files) > 1:
        told = "translate.one_file" if form.files else "translate.gone" if form.text("parcel") else "translate.no_file"
        return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, at="back", problem=told)
    writes = form.text("do") == "write"
    try:
        report = translate_back(_request(view, parcel, writes=writes), world=view.studio.world)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        return page_of(view, HTTPStatus.UNPROCESSABLE_ENTITY, at="back", problem="translate.not_taken", detail=str(problem))
    if writes and not report.refused:
        return view.to(way(report.language, done="back"))
    return _shown(view, parcel, report, HTTPStatus.UNPROCESSABLE_ENTITY if writes else HTTPStatus.OK)


def _request(view: View, parcel: Parcel, *, writes: bool) -> TranslateBackRequest:
    form = view.form
    tracked = form.text("tracked") if form.text("tracked") in {*Tracked} else Tracked.ASK
    return TranslateBackRequest(
        view.release.folder, Path(parcel.name), parcel.data, form.text("to"), Choices(_chosen(form.fields)), form.text("base"),
        Tracked(tracked), form.text("title"), write=writes, state=form.text("state"),
    )  # fmt: skip


def _chosen(fields: dict[str, str]) -> dict[str, tuple[int, ...]]:
    """Return the answers of a form, ``KEY=3,4`` each; two that give paragraphs to one text give it both."""
    chosen: dict[str, tuple[int, ...]] = {}
    for name, value in fields.items():
        if name.startswith("choice-") and value:
            key, _, numbers = value.rpartition("=")
            parts = numbers.split(",") if numbers else []
            if not key or not all(part.isascii() and part.isdecimal() and len(part) < 7 for part in parts):
                raise RequestError("what was sent is no answer", fields=(name,))
            chosen[key] = tuple(sorted({*chosen.get(key, ()), *map(int, parts)}))
    return chosen


def _shown(view: View, parcel: Parcel, report: TranslateBackReport, status: HTTPStatus) -> Response:
    """Show what is asked, what would be written, and what was noted; source and translation each in its own direction."""
    how_far = translate_status(view.release.folder, world=view.studio.world)
    source = next(iter(view.status().languages), "")
    single = {each.code for each in report.doubts}
    found = [_in_words(each) for each in report.diagnostics if each.code not in single and each.code not in ASKED]
    asked = {ASKED[each.code] for each in report.diagnostics if each.code in ASKED}
    given = [name for name in ("to", "base", "tracked", "title") if not any(each.startswith(name) for each in asked)]
    answerable = {rival.key for each in report.doubts for rival in each.rivals}
    chosen = [value for name, value in view.form.fields.items() if name.startswith("choice-")]
    kept = [each for each in chosen if each.rpartition("=")[0] not in answerable]
    rows = [(outcome, [each for each in report.rows if _outcome(each) == outcome]) for outcome in OUTCOMES]
    return view.page(
        "returned", status, parcel=parcel, report=report, rows=[each for each in rows if each[1]], found=found,
        asked=asked, given=given, kept=kept, errors=has_errors(found), source=source,
        directions={each: direction(each) if each else "auto" for each in (source, report.language)}, typed=view.form.fields,
        known=[each.language for each in how_far.languages], likely=view.form.text("do") == "likely",
        state=view.form.text("state"), proposed=any(rival.likely for each in report.doubts for rival in each.rivals),
    )  # fmt: skip


def _outcome(row: ImportRow) -> str:
    return SAME if row.state == "placed" and not row.is_new else row.state


def _in_words(finding: Diagnostic) -> Diagnostic:
    """Return a finding without a hint that names an option of the command: the page has its own ways."""
    return replace(finding, hint="") if "--" in finding.hint else finding
