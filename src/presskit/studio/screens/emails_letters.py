"""Letters as journalists read them, at two widths, in a frame in which nothing runs; and drafts of them."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from presskit.errors import RequestError
from presskit.kit.zipped import kit_name
from presskit.mail.drafts import ImapError
from presskit.studio import mailing
from presskit.studio.mailing import Work
from presskit.studio.screens.emails import mail_page
from presskit.studio.screens.text import FRAME_POLICY
from presskit.studio.view import View
from presskit.studio.words import Words
from presskit.usecases.draft import DraftReport, MessagePreview

__all__ = ["begin", "download", "frame", "show"]

WIDTHS = ("desk", "phone")


def show(view: View) -> Response:
    """Show the letter of one language, or what is being done."""
    return _page(view)


def begin(view: View) -> Response:
    """Begin to make the letters, or drafts of them."""
    form, release, world = view.form, view.release, view.studio.world
    do, account = form.text("do"), form.text("account").strip()
    per_recipient = form.text("per") == "recipient"
    try:
        match do:
            case Work.PREVIEW:
                work = mailing.previewed(release, world)
            case Work.DRAFTS:
                work = mailing.drafted(release, world, per_recipient=per_recipient)
            case Work.ACCOUNT:
                own = mailing.account_world(world, view.session, account, form.fields.get("password", ""))
                work = mailing.drafted(release, own, per_recipient=per_recipient, account=account)
            case _:
                raise RequestError(f"there is no action «{do}»", fields=("do",))
    except ImapError as problem:
        return _page(view, HTTPStatus.UNPROCESSABLE_ENTITY, str(problem))
    view.studio.mailings.start(release, view.status().state, work, do)
    return view.to("emails-letters")  # without a fragment, for a page that refreshes itself would not leave it


def frame(view: View) -> Response:
    """Return the HTML of a letter, for a frame in which nothing runs and nothing is loaded."""
    found = next((each for each in _messages(view) if each.language == view.parts["language"]), None)
    if found is None:
        return PlainTextResponse("", HTTPStatus.NOT_FOUND)
    return HTMLResponse(found.html, HTTPStatus.OK, {"Content-Security-Policy": FRAME_POLICY, "X-Frame-Options": "SAMEORIGIN"})


def download(view: View) -> Response:
    """Return the drafts that were made last, as one ZIP file."""
    job = view.studio.mailings.find(view.release, Work.DRAFTS)
    path = view.release.out / mailing.DRAFTS / f"{kit_name(view.release.folder)}-drafts.zip"
    if job is None or not job.done or job.problem or not path.is_file():
        raise RequestError("no drafts were made yet")
    return FileResponse(path, media_type="application/zip", filename="drafts.zip")


def _messages(view: View) -> tuple[MessagePreview, ...]:
    job = view.studio.mailings.find(view.release, Work.PREVIEW)
    return job.report.messages if job and isinstance(job.report, DraftReport) else ()


def _page(view: View, status: HTTPStatus = HTTPStatus.OK, problem: str = "") -> Response:
    mailings, release = view.studio.mailings, view.release
    busy, drafts = mailings.running(release), mailings.find(release, Work.DRAFTS, Work.ACCOUNT)
    preview, messages = mailings.find(release, Work.PREVIEW), _messages(view)
    wanted, width = view.query.get("language", ""), view.query.get("width", "")
    letter = next((each for each in messages if each.language == wanted), next(iter(messages), None))
    return mail_page(
        view, "emails_letters", status, busy=busy, preview=preview, messages=messages, drafts=drafts, problem=problem,
        letter=letter, direction=Words(letter.language).direction if letter else "",
        width=width if width in WIDTHS else WIDTHS[0], widths=WIDTHS, typed=view.form.fields,
        old=bool(preview and preview.state != view.status().state),
    )  # fmt: skip
