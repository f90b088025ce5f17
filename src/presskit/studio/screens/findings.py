"""Findings: what is wrong or may be, by its place, with what to do; a warning can be accepted with a reason."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby

from starlette.responses import Response

from presskit.checks.lint import question_open
from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.studio.view import View
from presskit.usecases.answer import AnswerRequest, answer
from presskit.usecases.check import check

__all__ = ["accept", "show"]

_ACCEPT = "accept"


def show(view: View) -> Response:
    """Show the findings, those of a file together."""
    return _page(view)


def accept(view: View) -> Response:
    """Accept a warning as right, with its reason."""
    form = view.form
    reason = form.text("reason").strip()
    if not reason:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "questions.why")
    request = AnswerRequest(view.release.folder, form.text("finding"), _ACCEPT, reason=reason, state=form.text("state"))
    try:
        answer(request, world=view.studio.world)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "questions.not_taken", str(problem))
    return view.to("findings")


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "", detail: str = "") -> Response:
    report = check(view.release.folder, world=view.studio.world)
    found = [each for each in report.diagnostics if each.code != question_open.CHECK.rule.code]
    groups = [(source, list(each)) for source, each in groupby(found, lambda one: one.span.source)]
    return view.page(
        "findings", status, groups=groups, acceptable=report.acceptable, state=report.state, problem=problem, detail=detail,
        typed=view.form.fields,
    )  # fmt: skip
