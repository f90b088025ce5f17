"""presskit mail: the release by e-mail, sent and accounted for, or as drafts that open in a mail client, which stand here."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings, mail_send
from presskit.cli.command import KIT, Command, Exit, Option
from presskit.cli.console import Console, Progress
from presskit.cli.mail_options import CAMPAIGN, campaign_options
from presskit.typography import in_line

if TYPE_CHECKING:
    from presskit.usecases.draft import DraftReport

__all__ = ["MAIL"]

SHOWN = 20
_PER = "one draft a language or recipient"


def _draft(arguments: argparse.Namespace, console: Console) -> Exit:
    from presskit.usecases.draft import DraftRequest, draft
    from presskit.usecases.world import World

    request = DraftRequest(
        **campaign_options(arguments),
        per_recipient=arguments.per == "recipient",
        out=arguments.out,
        as_zip=arguments.zip,
        account=arguments.imap,
        correction=arguments.correction,
        preview=arguments.preview,
    )
    with Progress(console) as progress:
        report = draft(request, world=World(console.environment), progress=progress.step)
    code = findings.error_code(report.findings)
    if not arguments.json:
        findings.show(report.findings, console, console.err)
    if not report.ready:
        console.error("no draft was written: mend the errors first")
        return code or Exit.FINDINGS
    for path in report.removed:
        what = "it was drafted earlier, to somebody who is not to be written to any more"
        console.log(f"{in_line(str(path))} was removed: {what}")
    if arguments.json:
        console.print_json({**_plain(report), "findings": findings.as_json(report.findings), "exit": int(code)})
    else:
        _show(arguments, report, console)
    return code


def _plain(report: DraftReport) -> dict[str, object]:
    if report.folder:
        return {"folder": report.folder, "drafts": report.count}
    previews = {"texts": list(report.texts), "messages": [asdict(each) for each in report.messages]} if report.texts else {}
    return {"files": [str(path) for path in report.files], **previews}


def _show(arguments: argparse.Namespace, report: DraftReport, console: Console) -> None:
    if report.folder:
        _, _, account = arguments.imap.partition("//")
        user, _, host = account.partition("/")[0].rpartition("@")
        console.print(f"{report.count} draft{'' if report.count == 1 else 's'} in «{report.folder}» of {user} at {host}")
        return
    for text in report.texts:
        console.print_words(f"{text}\n{'=' * 72}")
    console.print_paths(report.files if report.texts else report.files[:SHOWN])
    if not report.texts:
        count = len(report.files)
        more = f" ({count - SHOWN} more)" if count > SHOWN else ""
        console.print(f"\n{count} file{'' if count == 1 else 's'}{more}. Open one: your mail client shows it unsent")


_DRAFT = Command(
    name="draft",
    summary="write emails that open unsent in a mail client",
    usage="presskit mail draft KIT [--per language|recipient] [-o DIR | --imap URL] [--zip] [--preview] …",
    examples=(
        "presskit mail draft my-kit",
        "presskit mail draft my-kit --preview --lang ar",
        "presskit mail draft my-kit --per recipient --group embargo --zip",
        "presskit mail draft my-kit --imap imaps://press@mail.example.org/Drafts",
    ),
    options=(
        KIT,
        *CAMPAIGN,
        Option("--per", metavar="WHAT", choices=("language", "recipient"), default="language", help=_PER),
        Option("-o", "--out", metavar="DIR", type=Path, default=Path("drafts"), help="folder (default: drafts)"),
        Option("--zip", action="store_true", help="put all drafts into one ZIP file, for a colleague"),
        Option("--imap", metavar="URL", default="", help="put the drafts into an account instead: imaps://user@host/Drafts"),
        Option("--correction", action="store_true", help="say that it replaces an earlier email"),
        Option("--preview", action="store_true", help="show each message as text, and write it as a web page"),
    ),
    run=_draft,
    explains=(
        "Each email contains the whole statement, as text and as HTML; PDF and Word file are attached. You address a "
        "draft for a language yourself; a draft for a recipient of the media list has its address. The password of an "
        "account comes from PRESSKIT_IMAP_PASSWORD or the keyring."
    ),
)
MAIL = Command(
    name="mail",
    summary="write the release as emails, and send them to the media list",
    usage="presskit mail COMMAND …",
    examples=("presskit mail draft my-kit", "presskit mail draft my-kit --preview"),
    parts=(_DRAFT, *mail_send.PARTS),
)
