"""Brand: name, colour and logo of the house, with the page beside them."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.studio.screens.entry_form import take_back, values_of, written
from presskit.studio.screens.signatories import texts
from presskit.studio.view import View
from presskit.usecases.brand import EditBrandRequest, edit_brand, read_brand

__all__ = ["edit", "show"]

SCREEN = "brand"
DONE = ("save", "remove", "undo")


def show(view: View) -> Response:
    """Show how the house looks."""
    return _page(view)


def edit(view: View) -> Response:
    """Make a change; what cannot be written is told, with what was typed."""
    form, do = view.form, view.form.text("do")
    try:
        if do == "undo":
            take_back(view)
            return written(view, SCREEN, do)
        values = dict.fromkeys(("logo", "logo_alt"), "") if do == "remove" else values_of(form)
        logo = form.files[0] if form.files and do == "save" else None
        edit_brand(EditBrandRequest(view.release.folder, values, logo, form.text("state")), world=view.studio.world)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
    return written(view, SCREEN, do if do == "remove" else "save")


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "") -> Response:
    report = read_brand(view.release.folder, world=view.studio.world)
    done = view.query.get("done", "") if view.query.get("done") in DONE else ""
    return view.page("brand", status, report=report, texts=texts, done=done, problem=problem, typed=view.form.fields)
