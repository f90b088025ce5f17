"""What became of each letter, and what a person decides about those of which nobody knows."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from presskit.errors import KitBusyError, RequestError
from presskit.mail.ledger import DECISIONS, Entry, State
from presskit.studio.mailing import Work
from presskit.studio.screens.emails import mail_page
from presskit.studio.view import View
from presskit.usecases.mail_access import ledger_path
from presskit.usecases.mail_status import MailStatusReport, as_csv, counts, mail_status
from presskit.usecases.resolve import Decision, Group, ResolveRequest, resolve

__all__ = ["decide", "show", "table"]

SCREEN = "emails-sent"
SHOWN = 500
"""So many letters are listed, those that want a look first; the table to download holds them all."""
_FIRST = (State.REVIEW, State.INFLIGHT, State.REJECTED, State.DEFERRED, State.TODO, State.CANCELLED, State.SENT)
_LEADS_TO = {Decision.SENT: State.SENT, Decision.AGAIN: State.TODO, Decision.LEAVE: State.CANCELLED}
_OPEN = frozenset({State.REVIEW, State.REJECTED})


def show(view: View) -> Response:
    """Show every letter that was sent, or was to be."""
    return _page(view)


def decide(view: View) -> Response:
    """Take a decision about letters; what is missing in it is told, with what was typed."""
    form = view.form
    choice, group = form.text("decision"), form.text("group")
    try:
        if choice not in list(Decision):
            return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "questions.choose")
        if not form.text("reason").strip():
            return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "questions.why")
        addresses = (form.text("address"),) if form.text("address") else ()
        wanted = Group(group) if group in list(Group) else None
        request = ResolveRequest(view.release.folder, Decision(choice), form.text("reason"), addresses, wanted)
        resolve(request, world=view.studio.world)
    except KitBusyError:
        raise
    except RequestError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "questions.not_taken", str(problem))
    return view.to(f"{SCREEN}?done=1")


def table(view: View) -> Response:
    """Return all letters as a table (CSV)."""
    report = mail_status(view.release.folder, world=view.studio.world)
    headers = {"Content-Disposition": 'attachment; filename="letters.csv"'}
    return Response(as_csv(report.entries), HTTPStatus.OK, headers, "text/csv; charset=utf-8")


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "", detail: str = "") -> Response:
    job = view.studio.mailings.running(view.release)
    running = bool(job and job.kind == Work.SEND)
    report = mail_status(view.release.folder, world=view.studio.world) if ledger_path(view.release.folder).exists() else None

    def state(entry: Entry) -> State:
        return _state(entry, running=running)

    entries = sorted(report.entries if report else (), key=lambda each: (_FIRST.index(state(each)), -each.version))
    return mail_page(
        view, "emails_sent", status, report=report, running=running, entries=entries[:SHOWN], more=len(entries[SHOWN:]),
        state=state, versions=_versions(report, running=running), possible=_possible, open=_OPEN, problem=problem,
        detail=detail, typed=view.form.fields, done="done" in view.query,
    )  # fmt: skip


def _state(entry: Entry, *, running: bool) -> State:
    """Return the state of a letter; one that a sender left under way is one of which nobody knows."""
    return State.REVIEW if entry.state is State.INFLIGHT and not running else entry.state


def _versions(report: MailStatusReport | None, *, running: bool) -> list[tuple[int, dict[State, int]]]:
    """Return for each version, the newest first, how many letters are in each state."""
    found = []
    for version in reversed(report.versions if report else ()):
        number = counts(report.of_version(version)) if report else {}
        if not running:
            number[State.REVIEW] += number.pop(State.INFLIGHT)
        found.append((version, {state: number[state] for state in _FIRST if number.get(state)}))
    return found


def _possible(state: State) -> list[str]:
    """Return what can be decided about a letter in a state."""
    return [str(decision) for decision, to in _LEADS_TO.items() if state in DECISIONS[to]]
