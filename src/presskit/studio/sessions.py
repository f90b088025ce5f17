"""Who is let in: a token that is good for one browser, and the sessions that it opened."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from presskit.limits import STUDIO_IDLE_SECONDS, STUDIO_SESSION_SECONDS, STUDIO_SESSIONS

__all__ = ["Session", "Sessions"]

_BYTES = 32


@dataclass(slots=True)
class Session:
    """A browser that was let in. Its forms carry ``form_key``; ``language`` is what its user chose, "" before.

    ``passwords`` of mail servers were typed in it; they are nowhere else, and end with it.
    """

    form_key: str
    began: float
    seen: float
    language: str = ""
    passwords: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class Sessions:
    """The token that is not spent yet, and the sessions by the value of their cookie. ``clock`` counts seconds.

    A session's value is never one that a browser brought, so that nobody can be given one that another knows.
    """

    clock: Callable[[], float] = time.monotonic
    _token: str = ""
    _open: dict[str, Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def new_token(self) -> str:
        """Return a token that lets one browser in; the one before is good no more."""
        self._token = secrets.token_urlsafe(_BYTES)
        return self._token

    def enter(self, token: str, old: str = "") -> str | None:
        """Spend the token and return the value of a new session's cookie; None for a wrong token. ``old`` ends."""
        with self._lock:
            if not self._token or not secrets.compare_digest(token.encode(), self._token.encode()):
                return None
            self._token = ""
            self._open.pop(old, None)
            while len(self._open) >= STUDIO_SESSIONS:
                del self._open[min(self._open, key=lambda each: self._open[each].seen)]
            value, now = secrets.token_urlsafe(_BYTES), self.clock()
            self._open[value] = Session(secrets.token_urlsafe(_BYTES), now, now)
            return value

    def find(self, value: str) -> Session | None:
        """Return the session of a cookie, and note that it was used; None where there is none, or it has ended."""
        with self._lock:
            session, now = self._open.get(value), self.clock()
            if session is None:
                return None
            if now - session.seen > STUDIO_IDLE_SECONDS or now - session.began > STUDIO_SESSION_SECONDS:
                del self._open[value]
                return None
            session.seen = now
            return session

    def end(self, value: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(value, None)
