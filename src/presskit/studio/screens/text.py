"""Text: the release as its web page would be now, in each language, in a frame in which nothing runs."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import HTMLResponse, Response

from presskit.studio.view import View
from presskit.usecases.preview import PreviewRequest, preview

__all__ = ["page", "show"]

FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""Of a page with words of the release: it has its own styles and pictures inside, runs nothing and loads nothing."""


def show(view: View) -> Response:
    """Show the page of one language."""
    there = view.status().languages
    wanted = view.query.get("language", "")
    return view.page("text", language=wanted if wanted in there else next(iter(there), ""))


def page(view: View) -> Response:
    """Return the page itself, for the frame."""
    report = preview(PreviewRequest(view.release.folder, view.parts["language"]), world=view.studio.world)
    headers = {"Content-Security-Policy": FRAME_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    if report.page:
        return HTMLResponse(report.page, HTTPStatus.OK, headers)
    answer = view.page("no_page", findings=report.diagnostics)
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'self'; frame-ancestors 'self'"
    return answer
