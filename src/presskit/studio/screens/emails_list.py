"""A media list that is brought in: compared with the one that is there, written when somebody has seen it."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.studio.screens.emails import SCREEN, mail_page
from presskit.studio.screens.entry_form import written
from presskit.studio.screens.received_list import carried_files, sent_again
from presskit.studio.view import View
from presskit.usecases.media_list import MediaListReport, MediaListRequest, read_media_list

__all__ = ["compare"]

_PASTED = "pasted.tsv"


def compare(view: View) -> Response:
    """Show who would get a letter by a list; write it where that was confirmed."""
    text, write = view.form.text("text"), view.form.text("do") == "write"
    with TemporaryDirectory(prefix="presskit-") as private:
        try:
            files = [*_pasted(text, Path(private)), *view.form.files, *sent_again(view, Path(private))]
            if len(files) != 1:
                return _refused(view, "emails.one_list" if files else "compare.nothing")
            carry = carried_files(files, text)
            request = MediaListRequest(view.release.folder, files[0], write, view.form.text("state"))
            report = read_media_list(request, world=view.studio.world)
        except (KitChangedError, KitBusyError):
            raise
        except RequestError as problem:
            return _refused(view, "compare.unreadable", str(problem))
    return written(view, SCREEN, "listed") if write else _page(view, report=report, carried=carry)


def _pasted(text: str, private: Path) -> list[Path]:
    if not text.strip():
        return []
    path = private / _PASTED
    path.write_text(text, "utf-8")
    return [path]


def _refused(view: View, problem: str, detail: str = "") -> Response:
    nothing = MediaListReport()
    return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, report=nothing, carried={}, problem=problem, detail=detail)


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
    shown = {"problem": "", "detail": "", "text": view.form.text("text"), "state": view.form.text("state"), **values}
    return mail_page(view, "emails_list", status, **shown)
