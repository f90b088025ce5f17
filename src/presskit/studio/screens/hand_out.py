"""Hand out: everything is made, step by step, and taken as one download."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from presskit.errors import KitChangedError
from presskit.kit.build_report import BuildReport, BuildRequest
from presskit.studio.forms import plain_name
from presskit.studio.jobs import Job
from presskit.studio.view import Studio, View
from presskit.usecases.pack import pack

__all__ = ["begin", "download", "show", "steps"]


def show(view: View) -> Response:
    """Show what is made now, or what was made."""
    job, status = view.studio.jobs.find(view.release), view.status()
    working = bool(job and not job.done)  # asked for before the report, for what ends meanwhile has none yet
    report = job.report if job else None
    made = sorted(report.made, key=lambda each: each.path) if report and not report.failed else []
    current = bool(job and job.state == status.state)
    return view.page("hand_out", job=job, working=working, made=made, current=current, report=report)


def begin(view: View) -> Response:
    """Begin to make everything, if the release is still as it was shown."""
    state = view.status().state
    if view.form.text("state") != state:
        raise KitChangedError("the release was changed since it was shown")
    view.studio.jobs.start(view.release, state, _work(view))
    return view.to("hand-out")


def _work(view: View) -> Callable[[Job[BuildReport]], BuildReport]:
    """Return what makes everything."""
    request, world = BuildRequest(view.release.folder, view.release.out), view.studio.world

    def work(job: Job[BuildReport]) -> BuildReport:
        from presskit.usecases.build import build

        return build(request, world=world, progress=job.begun, cancel=job.cancel)

    return work


def download(view: View) -> Response:
    """Return everything that was made as one ZIP file."""
    packed = pack(view.release.out, world=view.studio.world)
    headers = {"Content-Disposition": f'attachment; filename="{plain_name(view.release.folder.name)}.zip"'}
    return Response(packed.data, HTTPStatus.OK, headers, "application/zip")


async def steps(studio: Studio, request: Request) -> Response:
    """Return the steps of the build as server-sent events (WHATWG HTML, 9.2), which end when it does."""
    release = await to_thread.run_sync(studio.releases.find, request.path_params["release"])
    job = studio.jobs.find(release) if release else None
    if job is None:
        return Response(status_code=HTTPStatus.NO_CONTENT)  # and the browser does not ask again
    return StreamingResponse(_events(job), media_type="text/event-stream")


async def _events(job: Job[BuildReport]) -> AsyncIterator[str]:
    async for step in job.steps():
        told = {"number": step.number, "total": step.total, "title": step.title, "language": step.language}
        yield f"data: {json.dumps(told)}\n\n"
    yield "event: end\ndata: {}\n\n"
