"""What a screen is given: the studio, who asks, the release that is meant, what was sent; and how it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from presskit.studio.forms import Form
from presskit.studio.jobs import Jobs
from presskit.studio.parcels import Parcels
from presskit.studio.releases import Release, Releases
from presskit.studio.sessions import Session, Sessions
from presskit.studio.sheets import Sheets
from presskit.studio.words import LANGUAGES, Words
from presskit.usecases.kit_status import KitStatus
from presskit.usecases.world import World
from presskit.version import __version__

if TYPE_CHECKING:
    from presskit.kit.build_report import BuildReport
    from presskit.studio.mailing import Outcome

__all__ = ["BUILT", "EDITOR", "STATIC", "Studio", "View", "problem_page", "refused_page", "rendered"]

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
BUILT = _HERE / "editor" / "built"
EDITOR = BUILT / "editor.js"
"""What make studio bundles; without it the text is a plain form."""


@dataclass(frozen=True, slots=True)
class Studio:
    """All that lasts as long as the server: the releases, who was let in, builds, pages and parcels, and the address."""

    releases: Releases
    sessions: Sessions
    jobs: Jobs[BuildReport]
    mailings: Jobs[Outcome]
    sheets: Sheets
    parcels: Parcels
    world: World
    port: int


@dataclass(slots=True)
class View:
    """One request as a screen sees it. ``parts`` are those of its path; ``release`` is set where the path names one.

    ``came_from`` is the path of the studio's own page that sent the form, "/" where that is not told.
    """

    studio: Studio
    session: Session
    words: Words
    parts: dict[str, str]
    query: dict[str, str]
    came_from: str = "/"
    form: Form = field(default_factory=Form)
    found: Release | None = None

    @property
    def release(self) -> Release:
        """Return the release that the path names; every path of a screen that asks has one."""
        if self.found is None:
            raise LookupError("the path names no release")
        return self.found

    def page(self, template: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """Return a page of the studio; those of a release have its parts beside them."""
        release = self.found
        how_far = self.studio.releases.status(release) if release else None
        shown: dict[str, object] = {"release": release, "status": how_far, "screen": template.partition(".")[0], **values}
        return HTMLResponse(rendered(template, self.words, self.session.form_key, **shown), status)

    def status(self) -> KitStatus:
        """Return how far the release is."""
        return self.studio.releases.status(self.release)

    def to(self, screen: str = "", release: Release | None = None) -> Response:
        """Return the way to a screen of the release, or of the one that is given, after something was written."""
        return RedirectResponse(f"/r/{(release or self.release).id}/{screen}", HTTPStatus.SEE_OTHER)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_HERE / "pages")
    return Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def rendered(template: str, words: Words, form_key: str = "", **values: object) -> str:
    """Return a page; every value in it is escaped."""
    shared = {"t": words, "key": form_key, "languages": LANGUAGES, "version": __version__}
    return _environment().get_template(f"{template}.html.j2").render({**shared, **values})


def problem_page(  # noqa: PLR0913 -- what is told of a problem, one by one
    words: Words,
    status: HTTPStatus,
    kind: str,
    detail: str = "",
    *,
    form_key: str = "",
    typed: Sequence[str] = (),
    back: str = "/",
) -> Response:
    """Return a page that says what happened, what is safe, and what to do; what was typed is shown again, to be copied."""
    told = {"kind": kind, "detail": detail, "typed": typed, "back": back}
    return HTMLResponse(rendered("problem", words, form_key, release=None, status=None, screen="problem", **told), status)


def refused_page(words: Words, status: HTTPStatus) -> Response:
    """Return the page for a browser that is not let in."""
    return HTMLResponse(rendered("refused", words, release=None, status=None, screen="refused"), status)
