"""E-mails: who gets a letter and who does not, whom letters are from, and through which server they go."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from presskit.errors import KitBusyError, KitChangedError, RequestError
from presskit.mail.media_list import Omission
from presskit.model.mail import Security
from presskit.model.outputs import Format
from presskit.studio.screens.entry_form import take_back, values_of, written
from presskit.studio.screens.signatories import texts
from presskit.studio.view import View
from presskit.usecases.edit_entries import ChangeEntry, EditEntriesRequest, EntryEdit, edit_entries
from presskit.usecases.mail_settings import MailSettingsReport, read_mail_settings
from presskit.usecases.media_list import read_media_list

__all__ = ["edit", "mail_page", "show"]

SCREEN = "emails"
DONE = ("save", "listed", "undo")
FILE, SERVER = "kit.yaml", "server."
ATTACHABLE = tuple(map(str, Format))


def show(view: View) -> Response:
    """Show the list and the sender."""
    return _page(view)


def edit(view: View) -> Response:
    """Change whom letters are from; what cannot be written is told, with what was typed."""
    do = view.form.text("do")
    try:
        if do == "undo":
            take_back(view)
        else:
            edits = _edits(view, read_mail_settings(view.release.folder))
            edit_entries(EditEntriesRequest(view.release.folder, FILE, edits, view.form.text("state")), world=view.studio.world)
    except (KitChangedError, KitBusyError):
        raise
    except RequestError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
    return written(view, SCREEN, "undo" if do == "undo" else "save")


def _edits(view: View, report: MailSettingsReport) -> tuple[EntryEdit, ...]:
    values = values_of(view.form)
    server = {key.removeprefix(SERVER): value for key, value in values.items() if key.startswith(SERVER)}
    own = {key: value for key, value in values.items() if not key.startswith(SERVER)}
    if own.get("attachments") == ():
        raise RequestError("choose at least one file; who wants none has «none» in the column «Attachments» of the list")
    mail = (ChangeEntry("mail", own),)
    if server.get("host"):
        return (*mail, ChangeEntry("mail.server", server))
    return (*mail, ChangeEntry("mail", {"server": ""})) if report.settings.server else mail


def mail_page(view: View, template: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
    """Return one of the pages of e-mails; the rail shows them as one part of the release."""
    return view.page(template, status, screen=SCREEN, mail_part=template, **values)


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "") -> Response:
    world = view.studio.world
    report, people = read_mail_settings(view.release.folder, world=world), read_media_list(view.release.folder, world=world)
    done = view.query.get("done", "") if view.query.get("done") in DONE else ""
    return mail_page(
        view, "emails", status, report=report, people=people, texts=texts, problem=problem, done=done, typed=view.form.fields,
        attachable=ATTACHABLE, securities=[*map(str, Security)], omissions=[*map(str, Omission)],
    )  # fmt: skip
