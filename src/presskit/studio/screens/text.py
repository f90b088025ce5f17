"""Text: the words of the release in each language, beside the page that they make; without script it is a plain form."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from http import HTTPStatus
from typing import Any

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from presskit.diagnostics import Diagnostic
from presskit.errors import KitBusyError, RequestError
from presskit.resources import shipped
from presskit.studio.beside import findings_beside
from presskit.studio.view import EDITOR, STATIC, View
from presskit.studio.words import LANGUAGES
from presskit.usecases.edit_statement import EditStatementReport, StatementRequest
from presskit.usecases.edit_text import EditTextRequest, TextReport, edit_text, read_text
from presskit.usecases.preview import PreviewRequest, preview

__all__ = ["FRAME_POLICY", "data_of", "page", "save", "show"]

FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""Of a page with words of the release: it has its own styles and pictures inside, runs nothing and loads nothing."""


def show(view: View) -> Response:
    """Show the text of one language in the editor; in a plain form where that is asked for, or there is no editor."""
    there = view.status().languages
    wanted = view.query.get("language", "")
    language = wanted if wanted in there else next(iter(there), "")
    if not language:
        return view.page("text", language="")
    if typesetter := view.studio.world.typesetter:
        typesetter.warm_up()
    try:
        text = read_text(StatementRequest(view.release.folder, language), world=view.studio.world)
    except RequestError as problem:
        return view.page("text", language=language, text=None, detail=str(problem), found=problem.diagnostics)
    return _page(view, text, saved="saved" in view.query)


def save(view: View) -> Response:
    """Write what the plain form sent; where somebody else changed the same, both texts are shown, and one chooses."""
    form, language = view.form, view.form.text("language")
    try:
        report = edit_text(_request(view, language), world=view.studio.world)
    except KitBusyError:
        raise
    except RequestError as problem:
        text = read_text(StatementRequest(view.release.folder, language), world=view.studio.world)
        return _page(view, text, HTTPStatus.UNPROCESSABLE_ENTITY, detail=str(problem), found=problem.diagnostics)
    if report.failed:
        text = read_text(StatementRequest(view.release.folder, language), world=view.studio.world)
        return _page(view, text, HTTPStatus.CONFLICT, report=report)
    plain = "&plain=1" if form.text("plain") else ""
    return view.to(f"text?language={language}{plain}&saved=1")


def _request(view: View, language: str) -> EditTextRequest:
    form = view.form
    keywords = tuple(filter(None, (each.strip() for each in form.text("keywords").replace("،", ",").split(","))))
    chosen = (form.text(f"choice-{number}") for number in range(len(form.fields)))
    return EditTextRequest(
        view.release.folder, language, form.text("title"), form.text("subtitle"), form.text("description"), keywords,
        form.text("body"), form.text("digest"), data_of(form.text("base"), "base"), tuple(filter(None, chosen)),
        form.text("against"),
    )  # fmt: skip


def data_of(sent: str, field: str) -> Any:
    """Return what a field says as JSON; raises :class:`~presskit.errors.RequestError` where it is none."""
    try:
        return json.loads(sent)
    except (ValueError, RecursionError) as problem:
        raise RequestError("what was sent is no data", fields=(field,)) from problem


def _page(  # noqa: PLR0913 -- what a page tells beside the text, one by one
    view: View,
    text: TextReport,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    saved: bool = False,
    detail: str = "",
    found: tuple[Diagnostic, ...] = (),
    report: EditStatementReport | None = None,
) -> Response:
    language, words = text.statement.language, view.words
    plain = "plain" in view.query or bool(view.form.text("plain"))
    return view.page(
        "text", status, language=language, text=text, saved=saved, detail=detail, found=found, report=report, problem="",
        typed=view.form.fields, with_editor=EDITOR.is_file() and not plain, plain=plain, words_of=_words,
        base=json.dumps(text.statement.document), beside=findings_beside(view, language),
        editor_words=_editor_words(words.language), live={**words.group("text"), **words.group("live")},
    )  # fmt: skip


@cache
def _editor_words(language: str) -> dict[str, str]:
    """Return the editor's own words; English where a language lacks one."""
    texts = [(shipped("data") / "studio/editor" / f"{tag}.toml").read_text("utf-8") for tag in (LANGUAGES[0], language)]
    return {name: str(word) for text in texts for name, word in tomllib.loads(text).items()}


def _words(data: Any) -> str:
    """Return the words of a part of a document, block by block, as one reads them; "" for what is not there."""
    if isinstance(data, list):
        return "\n".join(filter(None, map(_words, data)))
    if not isinstance(data, dict):
        return data if isinstance(data, str) else ""
    if data.get("kind") == "Paragraph" or "inlines" in data:
        return _line(data["inlines"])
    parts = ("lead", "items", "blocks", "attribution", "head", "rows", "cells")
    return "\n".join(filter(None, (_words(data.get(name)) for name in parts))) or _line(data.get("caption", []))


def _line(inlines: list[dict[str, Any]]) -> str:
    shown = {"Text": "text", "Variable": "name", "NoteRef": "label"}
    return "".join(
        " " if each["kind"] == "LineBreak" else each[shown[each["kind"]]] if each["kind"] in shown else _line(each["children"])
        for each in inlines
    )


def page(view: View) -> Response:
    """Return the page itself, for a frame in which nothing runs."""
    report = preview(PreviewRequest(view.release.folder, view.parts["language"]), world=view.studio.world)
    headers = {"Content-Security-Policy": FRAME_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    if report.page:
        return HTMLResponse(report.page, HTTPStatus.OK, headers)
    answer = view.page("no_page", findings=report.diagnostics, style=_style())
    answer.headers.update(headers)
    return answer


@cache
def _style() -> Markup:
    """Return the studio's look, which a frame that is no part of the studio cannot load."""
    return Markup((STATIC / "studio.css").read_text("utf-8"))  # noqa: S704 -- our own file
