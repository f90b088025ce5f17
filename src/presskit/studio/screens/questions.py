"""Questions: each one as a card with its readings; an answer goes through the use case, which makes its edits or none."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.studio.view import View
from presskit.usecases.answer import WITH_REASON, AnswerRequest, answer, questions

__all__ = ["give_answer", "show"]


def show(view: View) -> Response:
    """Show what is open, then what was answered."""
    return _page(view)


def give_answer(view: View) -> Response:
    """Take an answer; what is missing in it is told at its card, with what was typed."""
    form = view.form
    choice = form.text("choice")
    if not choice:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "questions.choose")
    reason = form.text("reason") if choice in WITH_REASON else ""
    value = form.text(f"value-{choice}").strip()
    asked = AnswerRequest(view.release.folder, form.text("question"), choice, value, reason, state=form.text("state"))
    try:
        answer(asked, world=view.studio.world)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        why = "questions.why" if "reason" in problem.fields else "questions.not_taken"
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, why, str(problem))
    return view.to("questions")


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "", detail: str = "") -> Response:
    report = questions(view.release.folder, world=view.studio.world)
    answered = [each for each in report.kept if each.answer]
    return view.page(
        "questions", status, open=report.open, answered=answered, state=report.state, with_reason=WITH_REASON,
        problem=problem, detail=detail, typed=view.form.fields,
    )  # fmt: skip
