"""What the editor of the Text screen asks for while one types: text, saving, page, findings, pasting; data, no pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from http import HTTPStatus
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from presskit.errors import CancelledError, KitBusyError, KitChangedError, RequestError
from presskit.studio.beside import findings_beside
from presskit.studio.screens.text import FRAME_POLICY, data_of
from presskit.studio.view import View, rendered
from presskit.usecases.answer import AnswerRequest, answer
from presskit.usecases.edit_statement import (
    EditStatementRequest,
    StatementReport,
    StatementRequest,
    edit_statement,
    read_statement,
)
from presskit.usecases.kit_status import kit_state
from presskit.usecases.paste import PasteRequest, paste
from presskit.usecases.picture import PictureRequest, picture
from presskit.usecases.preview import PreviewRequest, preview

__all__ = ["accept", "draw", "findings", "frame", "import_paste", "now", "save", "set_pages", "sheet", "show_picture", "state"]

_LIVE_POLICY = FRAME_POLICY.replace("sandbox;", "sandbox allow-same-origin;")
"""Nothing runs in the frame, but the page around it may put words into it and hear where one clicks."""
_PICTURE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_ACCEPT = "accept"


def _telling(screen: Callable[[View], Response]) -> Callable[[View], Response]:
    """Return a screen that tells as data what cannot be done."""

    @wraps(screen)
    def answered(view: View) -> Response:
        try:
            return screen(view)
        except (KitBusyError, KitChangedError):
            raise
        except RequestError as problem:
            findings = [each.message for each in problem.diagnostics]
            return JSONResponse({"problem": str(problem), "findings": findings}, HTTPStatus.UNPROCESSABLE_ENTITY)

    return answered


def _request(view: View) -> StatementRequest:
    return StatementRequest(view.release.folder, view.parts["language"])


def _text(report: StatementReport) -> dict[str, Any]:
    return {"document": report.document, "digest": report.digest, "language": report.language, "direction": report.direction}


@_telling
def now(view: View) -> Response:
    """Return the text as it is, what its variables stand for, and the key of the session's forms."""
    report = read_statement(_request(view), world=view.studio.world)
    values = preview(PreviewRequest(view.release.folder, report.language), world=view.studio.world).values
    return JSONResponse({**_text(report), "values": dict(values), "key": view.session.form_key})


@_telling
def state(view: View) -> Response:
    """Return what stands for the text and for all files as they are: another answer means that somebody changed them."""
    report = read_statement(_request(view), world=view.studio.world)
    return JSONResponse({"digest": report.digest, "state": kit_state(view.release.folder, world=view.studio.world)})


@_telling
def save(view: View) -> Response:
    """Write what was typed; with what others changed in other blocks. Where both changed the same, nothing is written."""
    form = view.form
    base = data_of(form.text("base"), "base") if form.text("base") else None
    choices = tuple(filter(None, form.text("choices").split(",")))
    request = EditStatementRequest(
        view.release.folder, view.parts["language"], data_of(form.text("document"), "document"), form.text("digest"), base,
        choices, form.text("against"),
    )  # fmt: skip
    report = edit_statement(request, world=view.studio.world)
    told = {name: getattr(report, name) for name in ("changed", "merged", "unstressed")}
    conflicts = [asdict(each) for each in report.conflicts]
    status = HTTPStatus.CONFLICT if report.failed else HTTPStatus.OK
    return JSONResponse({**_text(report.statement), **told, "conflicts": conflicts}, status)


@_telling
def draw(view: View) -> Response:
    """Return the page of what was typed, for the frame."""
    document = data_of(view.form.text("document"), "document")
    report = preview(PreviewRequest(view.release.folder, view.parts["language"], document), world=view.studio.world)
    told = [each.message for each in report.diagnostics] if not report.page else []
    return JSONResponse({"page": report.page, "findings": told})


def frame(view: View) -> Response:
    """Return the page for the frame into which the editor's page puts what was typed."""
    report = preview(PreviewRequest(view.release.folder, view.parts["language"]), world=view.studio.world)
    headers = {"Content-Security-Policy": _LIVE_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(report.page or "<!doctype html><title>-</title>", HTTPStatus.OK, headers)


@_telling
def set_pages(view: View) -> Response:
    """Set the pages of what was typed; a job for the same text that is not done yet ends."""
    document = data_of(view.form.text("document"), "document")
    try:
        number, report = view.studio.sheets.set(view.release, view.parts["language"], document)
    except CancelledError:
        return JSONResponse({"stale": True}, HTTPStatus.CONFLICT)
    boxes = [asdict(each) for each in report.boxes]
    told = [each.message for each in report.diagnostics] if not report.count else []
    return JSONResponse({"number": number, "count": report.count, "boxes": boxes, "findings": told})


def sheet(view: View) -> Response:
    """Return the picture of a page that was set."""
    made, number = (int(part) if (part := view.parts[name]).isdecimal() else 0 for name in ("made", "number"))
    report = view.studio.sheets.find(view.release, made)
    if report is None:
        return Response(status_code=HTTPStatus.GONE)
    return Response(report.picture(number), HTTPStatus.OK, media_type="image/webp")


@_telling
def import_paste(view: View) -> Response:
    """Return what was pasted as blocks, and what did not come along."""
    report = paste(PasteRequest(view.form.text("html"), view.form.text("text")), world=view.studio.world)
    return JSONResponse({"blocks": report.blocks, "findings": [each.message for each in report.diagnostics]})


def show_picture(view: View) -> Response:
    """Return a picture of the release; an SVG that is opened by itself runs nothing."""
    report = picture(PictureRequest(view.release.folder, view.query.get("name", "")), world=view.studio.world)
    return Response(report.data, HTTPStatus.OK, {"Content-Security-Policy": _PICTURE_POLICY}, report.media_type)


@_telling
def findings(view: View) -> Response:
    """Return what was found in the text, as it stands beside it."""
    return _beside(view)


def accept(view: View) -> Response:
    """Accept a warning as right, with its reason; without script the answer is the way back to the text."""
    form, language = view.form, view.parts["language"]
    reason, is_live = form.text("reason").strip(), bool(form.text("live"))
    problem, detail = "", ""
    if not reason:
        problem = "questions.why"
    else:
        request = AnswerRequest(view.release.folder, form.text("finding"), _ACCEPT, reason=reason, state=form.text("state"))
        try:
            answer(request, world=view.studio.world)
        except (KitChangedError, KitBusyError):
            raise
        except RequestError as refused:
            problem, detail = "questions.not_taken", str(refused)
    if is_live:
        return _beside(view, problem, detail)
    if problem:
        raise RequestError(detail or view.words(problem), fields=("reason",))
    return RedirectResponse(f"/r/{view.release.id}/text?language={language}", HTTPStatus.SEE_OTHER)


def _beside(view: View, problem: str = "", detail: str = "") -> Response:
    language = view.parts["language"]
    beside = findings_beside(view, language)
    shown = {"beside": beside, "release": view.release, "language": language, "problem": problem, "detail": detail}
    words, key = view.words, view.session.form_key
    html = rendered("text_findings", words, key, typed=view.form.fields, **shown)
    line = rendered("state_line", words, key, status=view.status())
    told = {"marks": beside.marks(), "count": len(beside.findings), "state": beside.state}
    return JSONResponse({"html": html, "line": line, **told})
