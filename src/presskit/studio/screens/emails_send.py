"""The plan of a sending with what blocks it, its confirmation by number, and the sending, which can be stopped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator
from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.mail.audience import RecipientFilter
from presskit.mail.send_guards import Guard
from presskit.studio import mailing
from presskit.studio.mailing import MailJob, Planned, Work
from presskit.studio.screens.emails import mail_page
from presskit.studio.view import Studio, View
from presskit.studio.words import Words, preferred
from presskit.usecases.edit_entries import ChangeEntry, EditEntriesRequest, edit_entries
from presskit.usecases.mail_access import ServerIdentity
from presskit.usecases.mail_settings import read_mail_settings
from presskit.usecases.media_list import read_media_list
from presskit.usecases.plan import PlanReport, SendRequest

__all__ = ["begin", "show", "steps"]

SCREEN = "emails-send"
SHOWN = 200
"""So many recipients of a plan are listed."""
_WAYS = {Guard.CONSENT: "signatories", Guard.CHECK: "findings", Guard.BUILD: "hand-out"}
"""The screens on which what blocks is mended."""


def show(view: View) -> Response:
    """Show the plan, the sending that runs, or what became of the last one."""
    return _page(view)


def begin(view: View) -> Response:
    """Plan, test, send, stop, or raise the version; what cannot be done is told, and nothing was sent."""
    actions = {"plan": _plan, "test": _test, "send": _send, "stop": _stop, "version": _raise_version}
    do = view.form.text("do")
    try:
        problem = actions[do](view) if do in actions else "emails.no_action"
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as refused:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, "emails.not_begun", str(refused))
    return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, problem) if problem else view.to(SCREEN)


def _plan(view: View) -> str:
    form = view.form
    ticked = (tuple(name[2:] for name in form.fields if name.startswith(start)) for start in ("g:", "t:", "o:"))
    groups, languages, guards = ticked
    request = SendRequest(
        view.release.folder, view.release.out, recipients=RecipientFilter(groups, (), languages), override=guards,
        reason=form.text("reason").strip(), also_new=bool(form.text("also_new")),
    )  # fmt: skip
    if request.override and not request.reason:
        return "questions.why"
    view.studio.mailings.start(view.release, view.status().state, mailing.planned(request, view.studio.world), Work.PLAN)
    return ""


def _test(view: View) -> str:
    address, found = view.form.text("address").strip(), _planned(view)
    if not address or found is None or found.report.server is None:
        return "emails.test_where"
    if not _confirmed(view, found.report):
        return "emails.confirm_server"
    world = mailing.server_world(view.studio.world, view.session, found.report.server, view.form.fields.get("password", ""))
    work = mailing.tested(view.release, world, address, _host(found.report.server))
    view.studio.mailings.start(view.release, view.status().state, work, Work.TEST)
    return ""


def _send(view: View) -> str:
    """Begin the sending of the plan that was shown, if its number was typed; once, however often that is asked."""
    form, mailings = view.form, view.studio.mailings
    job = mailings.find(view.release, Work.PLAN)
    found, digest = _planned(view), form.text("digest")
    if job is None or found is None or found.report.digest != digest or found.report.server is None:
        return "" if mailings.find(view.release, Work.SEND) else "emails.other_plan"
    typed = form.text("number").strip()
    if not typed.isdecimal() or int(typed) != len(found.report.messages):
        return "emails.other_number"
    if not _confirmed(view, found.report):
        return "emails.confirm_server"
    world = mailing.server_world(view.studio.world, view.session, found.report.server, form.fields.get("password", ""))
    work = mailing.sent(found, world, _host(found.report.server))
    mailings.start(view.release, view.status().state, work, Work.SEND, spend=job)
    return ""


def _stop(view: View) -> str:
    job = view.studio.mailings.find(view.release)
    if job:
        job.cancel.cancel()
    return ""


def _raise_version(view: View) -> str:
    """Make it the next version, which goes out as a correction."""
    version = str(read_mail_settings(view.release.folder).version + 1)
    edits = (ChangeEntry("", {"version": version}),)
    edit_entries(EditEntriesRequest(view.release.folder, "kit.yaml", edits, view.form.text("state")), world=view.studio.world)
    return ""


def _planned(view: View) -> Planned | None:
    job = view.studio.mailings.find(view.release, Work.PLAN)
    return job.report if job and isinstance(job.report, Planned) else None


def _host(server: ServerIdentity) -> str:
    return f"{server.host}:{server.port}"


def _confirmed(view: View, report: PlanReport) -> bool:
    return report.confirmed or bool(report.server and view.form.text("server") == _host(report.server))


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "", detail: str = "") -> Response:
    mailings = view.studio.mailings
    busy, found = mailings.running(view.release), _planned(view)
    job = mailings.find(view.release, Work.PLAN, Work.TEST, Work.SEND)
    settings, people = read_mail_settings(view.release.folder), read_media_list(view.release.folder, world=view.studio.world)
    report = found.report if found else None
    messages, server = (report.messages, report.server) if report else ((), None)
    plan_job = mailings.find(view.release, Work.PLAN)
    return mail_page(
        view, "emails_send", status, job=job, planned=found, report=report, people=people, settings=settings, problem=problem,
        detail=detail, typed=view.form.fields, ways=_WAYS, shown=messages[:SHOWN], host=_host(server) if server else "",
        by_language=Counter(each.recipient.language for each in messages), busy=busy,
        old=bool(plan_job and plan_job.state != view.status().state), test=mailings.find(view.release, Work.TEST),
        groups=sorted({group for each in people.recipients for group in each.groups}),
        has_password=bool(server and str(server) in view.session.passwords),
    )  # fmt: skip


async def steps(studio: Studio, request: Request) -> Response:
    """Return the steps of what runs as server-sent events, which end when it does."""
    release = await to_thread.run_sync(studio.releases.find, request.path_params["release"])
    job = studio.mailings.find(release) if release else None
    if job is None:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    words = Words(request.scope["session"].language or preferred(request.headers.get("accept-language", "")))
    return StreamingResponse(_events(job, words), media_type="text/event-stream")


async def _events(job: MailJob, words: Words) -> AsyncIterator[str]:
    async for step in job.steps():
        sending = job.kind == Work.SEND and step.title == "sending"
        title = words("emails.so_far", count=step.total, number=step.number) if sending else ""
        told = {"number": step.number, "total": step.total, "title": "", "language": "", "words": title}
        yield f"data: {json.dumps(told)}\n\n"
    yield "event: end\ndata: {}\n\n"
