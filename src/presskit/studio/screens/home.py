"""Home: the releases of the folder and how far each is; a new one begins here."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from presskit.studio.view import View
from presskit.studio.words import LANGUAGES
from presskit.usecases.new import NewRequest, new

__all__ = ["choose_language", "continue_release", "make_sample", "new_link", "show"]


def show(view: View) -> Response:
    """Show every release."""
    releases = view.studio.releases
    return view.page("home", kits=[(each, releases.status(each)) for each in releases.every()], link="")


def continue_release(view: View) -> Response:
    """Lead to where the work on a release goes on: its questions, then what is wrong, then its text."""
    status = view.status()
    return view.to("questions" if status.questions else "findings" if not status.ready else "text")


def make_sample(view: View) -> Response:
    """Make a sample release to look at."""
    folder = view.studio.releases.free_folder("sample")
    new(NewRequest(folder), world=view.studio.world)
    return view.to(release=view.studio.releases.add(folder))


def choose_language(view: View) -> Response:
    """Show the studio in another language from now on."""
    wanted = view.form.text("language")
    view.session.language = wanted if wanted in LANGUAGES else view.session.language
    return RedirectResponse(view.came_from, 303)


def new_link(view: View) -> Response:
    """Show an address that lets one more browser in."""
    address = f"http://127.0.0.1:{view.studio.port}/enter?token={view.studio.sessions.new_token()}"
    releases = view.studio.releases
    return view.page("home", kits=[(each, releases.status(each)) for each in releases.every()], link=address)
