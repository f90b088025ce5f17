"""What stands before every screen: only this machine, only this address, only who was let in, and no script but our own.

The server listens on 127.0.0.1, but every page that this machine's browser shows can send requests there. So each request is
refused whose ``Host`` is another (DNS rebinding), that another site began (``Sec-Fetch-Site``), that writes without our own
``Origin`` or with what no form of ours sends (CSRF), or that has no session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from presskit.limits import STUDIO_UPLOAD_BYTES
from presskit.studio.sessions import Sessions

__all__ = ["FORMS", "POLICY", "Guard", "cookie_name", "cookie_value"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing evaluated, nothing from elsewhere (Content Security Policy, level 3)."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with «no-referrer» a browser would send «Origin: null» with our own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
"""The types that a form of the studio sends; another type means that no form of ours sent it."""
_OPEN_TO_ALL = ("/enter", "/static/")
_WITHIN = frozenset({"same-origin", "none", ""})


@dataclass(frozen=True, slots=True)
class Guard:
    """Calls ``app`` for what may pass. ``hosts`` are the values of ``Host`` that are ours, ``port`` names the cookie.

    ``refusal`` makes the answer to who is not let in.
    """

    app: ASGIApp
    hosts: frozenset[str]
    port: int
    sessions: Sessions
    refusal: Callable[[str, HTTPStatus], Response]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through with its session in ``scope["session"]``."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], scope["path"], headers)
        value = cookie_value(headers, self.port)
        scope["session"] = session = self.sessions.find(value) if refused is None else None
        if refused is None and session is None and not scope["path"].startswith(_OPEN_TO_ALL):
            refused = self.refusal(headers.get("accept-language", ""), HTTPStatus.FORBIDDEN)
        await (refused or self.app)(scope, _limited(receive), _secured(send))

    def _refused(self, method: str, path: str, headers: Headers) -> Response | None:
        """Return the answer to a request that is none of ours, whoever sent it."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return _plain(HTTPStatus.MISDIRECTED_REQUEST)
        if method not in {"GET", "HEAD", "POST"}:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED)
        if method != "POST":
            known = headers.get("sec-fetch-site", "") in _WITHIN or path == "/enter"
            return None if known else _plain(HTTPStatus.FORBIDDEN)
        if headers.getlist("origin") != [f"http://{hosts[0].lower()}"] or headers.get("sec-fetch-site", "") not in _WITHIN:
            return _plain(HTTPStatus.FORBIDDEN)
        if headers.get("content-type", "").partition(";")[0].strip().lower() not in FORMS:
            return _plain(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        size = headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > STUDIO_UPLOAD_BYTES:
            return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return None


def cookie_name(port: int) -> str:
    """Return the name of the cookie: cookies know no ports, and two studios may run."""
    return f"presskit-{port}"


def cookie_value(headers: Mapping[str, str], port: int) -> str:
    """Return what a browser brought as our cookie, "" for nothing."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(cookie_name(port))
    except CookieError:
        return ""
    return found.value if found else ""


def _plain(status: HTTPStatus) -> Response:
    return PlainTextResponse(f"{status} {status.phrase}\n", status)


def _limited(receive: Receive) -> Receive:
    """Return a ``receive`` that ends a request in error 413 after the bytes of the largest form."""
    count = 0

    async def limited() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > STUDIO_UPLOAD_BYTES:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return limited


def _secured(send: Send) -> Send:
    """Return a ``send`` that adds the headers that every answer has; a page in a frame brings a stricter policy of its own."""

    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return secured
