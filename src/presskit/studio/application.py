"""The studio as an ASGI application: which path leads to which screen, and what becomes of a request that cannot be met."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.studio.forms import ForgedError, read_form
from presskit.studio.guard import Guard, cookie_name, cookie_value
from presskit.studio.screens import (
    arrive,
    brand,
    contacts,
    emails,
    emails_letters,
    emails_list,
    emails_send,
    emails_sent,
    findings,
    hand_out,
    history,
    home,
    questions,
    received_list,
    signatories,
    text,
    text_live,
    translations,
    translators,
)
from presskit.studio.screens.entry_form import FIELDS
from presskit.studio.sessions import Session
from presskit.studio.view import BUILT, STATIC, Studio, View, problem_page, refused_page
from presskit.studio.words import Words, preferred

__all__ = ["application"]

Screen = Callable[[View], Response]
_OWN_PATH = re.compile(r"/(?:new|r/[0-9a-f]{16}/[a-z-]*)?")

SCREENS: tuple[tuple[str, str, Screen], ...] = (
    ("GET", "/", home.show),
    ("POST", "/language", home.choose_language),
    ("POST", "/link", home.new_link),
    ("GET", "/new", arrive.begin),
    ("POST", "/new", arrive.bring_in),
    ("POST", "/sample", home.make_sample),
    ("GET", "/r/{release}/", home.continue_release),
    ("GET", "/r/{release}/arrived", arrive.show),
    ("GET", "/r/{release}/questions", questions.show),
    ("POST", "/r/{release}/questions", questions.give_answer),
    ("GET", "/r/{release}/findings", findings.show),
    ("POST", "/r/{release}/findings", findings.accept),
    ("GET", "/r/{release}/text", text.show),
    ("POST", "/r/{release}/text", text.save),
    ("GET", "/r/{release}/page/{language}", text.page),
    ("GET", "/r/{release}/signatories", signatories.show),
    ("POST", "/r/{release}/signatories", signatories.edit),
    ("POST", "/r/{release}/signatories/compare", received_list.compare),
    ("GET", "/r/{release}/contacts", contacts.show),
    ("POST", "/r/{release}/contacts", contacts.edit),
    ("GET", "/r/{release}/brand", brand.show),
    ("POST", "/r/{release}/brand", brand.edit),
    ("GET", "/r/{release}/text/{language}/now", text_live.now),
    ("GET", "/r/{release}/text/{language}/state", text_live.state),
    ("POST", "/r/{release}/text/{language}/save", text_live.save),
    ("GET", "/r/{release}/text/{language}/frame", text_live.frame),
    ("POST", "/r/{release}/text/{language}/draw", text_live.draw),
    ("POST", "/r/{release}/text/{language}/pages", text_live.set_pages),
    ("GET", "/r/{release}/text/{language}/pages/{made}/{number}", text_live.sheet),
    ("POST", "/r/{release}/text/{language}/paste", text_live.import_paste),
    ("GET", "/r/{release}/text/{language}/findings", text_live.findings),
    ("POST", "/r/{release}/text/{language}/findings", text_live.accept),
    ("GET", "/r/{release}/picture", text_live.show_picture),
    ("GET", "/r/{release}/translations", translations.show),
    ("POST", "/r/{release}/translations", translations.edit),
    ("POST", "/r/{release}/translations/out", translators.send),
    ("GET", "/r/{release}/translations/out/{parcel}", translators.download),
    ("POST", "/r/{release}/translations/back", translators.take),
    ("GET", "/r/{release}/hand-out", hand_out.show),
    ("POST", "/r/{release}/hand-out", hand_out.begin),
    ("GET", "/r/{release}/hand-out/all.zip", hand_out.download),
    ("GET", "/r/{release}/emails", emails.show),
    ("POST", "/r/{release}/emails", emails.edit),
    ("POST", "/r/{release}/emails/list", emails_list.compare),
    ("GET", "/r/{release}/emails-letters", emails_letters.show),
    ("POST", "/r/{release}/emails-letters", emails_letters.begin),
    ("GET", "/r/{release}/emails-letters/drafts.zip", emails_letters.download),
    ("GET", "/r/{release}/emails-letters/{language}", emails_letters.frame),
    ("GET", "/r/{release}/emails-send", emails_send.show),
    ("POST", "/r/{release}/emails-send", emails_send.begin),
    ("GET", "/r/{release}/emails-sent", emails_sent.show),
    ("POST", "/r/{release}/emails-sent", emails_sent.decide),
    ("GET", "/r/{release}/emails-sent/letters.csv", emails_sent.table),
    ("GET", "/r/{release}/history", history.show),
    ("POST", "/r/{release}/history", history.go_back),
)
"""Every screen: the method, the path, and the function that answers."""


def application(studio: Studio) -> ASGIApp:
    """Return the application of a studio, behind its guard."""
    routes = [Route(path, partial(_answered, studio, screen), methods=[method]) for method, path, screen in SCREENS]
    ways = {"hand-out": hand_out.steps, "emails": emails_send.steps}
    events = [Route(f"/r/{{release}}/{name}/steps", partial(each, studio)) for name, each in ways.items()]
    session = [Route("/enter", partial(_enter, studio)), Route("/end", partial(_end, studio), methods=["POST"])]
    editor = StaticFiles(directory=BUILT, check_dir=False)
    app = Starlette(
        routes=[*session, *events, *routes, Mount("/static/editor", editor), Mount("/static", StaticFiles(directory=STATIC))],
        exception_handlers={HTTPException: _http_error},
    )
    app.router.redirect_slashes = False
    hosts = frozenset(f"{name}:{studio.port}" for name in ("127.0.0.1", "localhost"))
    return Guard(app, hosts, studio.port, studio.sessions, _refused)


async def _answered(studio: Studio, screen: Screen, request: Request) -> Response:
    """Answer with a screen, in a thread of its own: use cases take their time."""
    view = _view(studio, request)
    if request.method != "POST":
        return await to_thread.run_sync(_shown, view, screen)
    try:
        async with read_form(request, view.session) as view.form:
            return await to_thread.run_sync(_shown, view, screen)
    except ForgedError:
        return _problem(view, HTTPStatus.FORBIDDEN, "forged")


def _view(studio: Studio, request: Request) -> View:
    session: Session = request.scope["session"]
    words = Words(session.language or preferred(request.headers.get("accept-language", "")))
    referer = urlsplit(request.headers.get("referer", ""))
    own = referer.netloc == request.headers["host"] and _OWN_PATH.fullmatch(referer.path)
    came_from = referer.path if own else "/"
    return View(studio, session, words, dict(request.path_params), dict(request.query_params), came_from)


def _shown(view: View, screen: Screen) -> Response:
    try:
        if "release" in view.parts:
            view.found = view.studio.releases.find(view.parts["release"])
            if view.found is None:
                return _problem(view, HTTPStatus.NOT_FOUND, "missing")
        return screen(view)
    except KitChangedError as problem:
        return _problem(view, HTTPStatus.PRECONDITION_FAILED, "changed", str(problem))
    except KitBusyError as problem:
        return _problem(view, HTTPStatus.LOCKED, "busy", str(problem))
    except RequestError as problem:
        return _problem(view, HTTPStatus.UNPROCESSABLE_ENTITY, "refused", str(problem))
    except Exception as fault:
        logging.getLogger("presskit").exception("presskit: a fault of the studio itself")
        return _problem(view, HTTPStatus.INTERNAL_SERVER_ERROR, "fault", f"{type(fault).__name__}: {fault}")


def _problem(view: View, status: HTTPStatus, kind: str, detail: str = "") -> Response:
    own = (name for name in view.form.fields if name in {"value", "reason", "text"} or name.startswith(FIELDS))
    typed = [view.form.text(name) for name in own if view.form.text(name)]
    back = f"/r/{view.found.id}/" if view.found else "/"
    return problem_page(view.words, status, kind, detail, form_key=view.session.form_key, typed=typed, back=back)


def _refused(accepted: str, status: HTTPStatus) -> Response:
    return refused_page(Words(preferred(accepted)), status)


async def _http_error(request: Request, problem: Exception) -> Response:
    status = HTTPStatus(problem.status_code) if isinstance(problem, HTTPException) else HTTPStatus.BAD_REQUEST
    words = Words(preferred(request.headers.get("accept-language", "")))
    return problem_page(words, status, "missing" if status is HTTPStatus.NOT_FOUND else "malformed", str(status))


async def _enter(studio: Studio, request: Request) -> Response:
    """Spend the token of the address: a session begins, under a value that no browser knew before."""
    value = studio.sessions.enter(request.query_params.get("token", ""), cookie_value(request.headers, studio.port))
    if value is None:
        return _refused(request.headers.get("accept-language", ""), HTTPStatus.FORBIDDEN)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    answer.set_cookie(cookie_name(studio.port), value, path="/", httponly=True, samesite="strict")
    return answer


async def _end(studio: Studio, request: Request) -> Response:
    """End the session: the browser is let in no more."""
    try:
        async with read_form(request, request.scope["session"]):
            studio.sessions.end(cookie_value(request.headers, studio.port))
    except ForgedError:
        return _problem(_view(studio, request), HTTPStatus.FORBIDDEN, "forged")
    answer = _refused(request.headers.get("accept-language", ""), HTTPStatus.OK)
    answer.delete_cookie(cookie_name(studio.port), path="/", httponly=True, samesite="strict")
    return answer
