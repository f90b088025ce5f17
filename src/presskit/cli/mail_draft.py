"""presskit mail draft: the release as e-mails that open in a mail client, unsent."""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presskit.cli import findings
from presskit.cli.command import Command, CommandError, Exit
from presskit.cli.console import Console, Progress
from presskit.cli.folders import write_over
from presskit.cli.mail_letters import Prepared, arguments_of_letters, prepare
from presskit.diagnostics import Severity

if TYPE_CHECKING:
    from presskit.mail.drafts import Draft

__all__ = ["COMMAND"]

BATCH = 40
"""So many drafts are in memory at once."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    arguments_of_letters(parser)
    per = ("language", "recipient")
    parser.add_argument("--per", metavar="WHAT", choices=per, default="language", help="a draft for each language or recipient")
    parser.add_argument("-o", "--out", metavar="DIR", type=Path, default=Path("drafts"), help="where the drafts go (drafts)")
    parser.add_argument("--zip", action="store_true", help="one zip of all drafts, for a colleague")
    parser.add_argument("--imap", metavar="URL", help="into an account instead: imaps://user@host/Drafts")
    parser.add_argument("--correction", action="store_true", help="say that it replaces what was sent before")
    parser.add_argument("--preview", action="store_true", help="show each letter as text, and write a page of it")


def _run(arguments: argparse.Namespace, console: Console) -> Exit:
    each = arguments.per == "recipient"
    prepared = prepare(arguments, console, needs_list=each, corrects=arguments.correction)
    found = [finding for finding in prepared.diagnostics if each or finding.code != "mail-without-sender"]
    code = findings.exit_code([finding for finding in found if finding.severity is Severity.ERROR])
    if not arguments.json:
        findings.show(found, console, console.err)
    if not prepared.letters:
        console.complain("no draft was written: mend the errors first")
        return code or Exit.FINDINGS
    if arguments.preview:
        made = _preview(arguments, prepared, console)
    elif arguments.imap:
        made = _into_account(arguments, _drafts(arguments, prepared), console)
    else:
        made = _into_folder(arguments, _drafts(arguments, prepared), console)
        _take_back(arguments, prepared, console)
    if arguments.json:
        console.emit({**made, "findings": findings.as_json(found), "exit": int(code)})
    return code


def _drafts(arguments: argparse.Namespace, prepared: Prepared) -> Iterator[Draft]:
    from presskit.mail import drafts

    if arguments.per == "recipient":
        if not prepared.recipients:
            raise CommandError("nobody on the press list is meant: look at --group, --country and --lang")
        return drafts.by_recipient(prepared.letters, prepared.senders, prepared.recipients)
    return drafts.by_language(prepared.letters, prepared.senders)


def _into_folder(arguments: argparse.Namespace, drafts: Iterator[Draft], console: Console) -> dict[str, object]:
    """Write the drafts, or the zip, and return what was written."""
    if arguments.zip:
        paths = [_zipped(arguments.out / f"{arguments.folder.resolve().name}-drafts.zip", drafts)]
    else:
        paths = [*_written(arguments.out, drafts, console)]
    if not arguments.json:
        for path in paths[:20]:
            console.say(str(path))
        more = f" ({len(paths) - 20} more)" if len(paths) > 20 else ""
        console.say(f"\n{len(paths)} file{'' if len(paths) == 1 else 's'}{more}. Open one: your mail client shows it unsent")
    return {"files": [str(path) for path in paths]}


def _take_back(arguments: argparse.Namespace, prepared: Prepared, console: Console) -> None:
    """Remove what an earlier run drafted to those who are not to be written to any more, and say so."""
    from presskit.mail.drafts import barred_drafts

    try:
        for path in barred_drafts(sorted(arguments.out.glob("*.eml")), prepared.listed.barred):
            path.unlink()
            console.tell(f"{path} was removed: it was drafted earlier, to somebody who is not to be written to any more")
    except OSError as problem:
        raise CommandError(f"drafts of an earlier run cannot be looked at: {problem}") from problem


def _written(folder: Path, drafts: Iterator[Draft], console: Console) -> Iterator[Path]:
    progress, count = Progress(console), 0
    while batch := dict(itertools.islice(drafts, BATCH)):
        yield from write_over(folder, batch)
        count += len(batch)
        progress.show(f"{count} drafts …")
    progress.clear()


def _zipped(path: Path, drafts: Iterable[Draft]) -> Path:
    """Write a zip under its name when it is whole. It holds addresses, so it is its owner's alone."""
    from presskit.mail.drafts import write_zip

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "w+b") as file:
                write_zip(file, drafts)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as problem:
        raise CommandError(f"cannot write {path}: {problem.strerror or problem}") from problem
    return path


def _into_account(arguments: argparse.Namespace, drafts: Iterator[Draft], console: Console) -> dict[str, object]:
    from presskit.mail import imap

    progress = Progress(console)
    try:
        account = imap.account(arguments.imap)
        password = imap.password_for(account, console.environment)
        messages = (data for _, data in drafts)
        folder, count = imap.append(account, password, messages, told=lambda done: progress.show(f"{done} drafts …"))
    except imap.ImapError as problem:
        raise CommandError(str(problem)) from problem
    finally:
        progress.clear()
    if not arguments.json:
        console.say(f"{count} draft{'' if count == 1 else 's'} in «{folder}» of {account.user} at {account.host}")
    return {"folder": folder, "drafts": count}


def _preview(arguments: argparse.Namespace, prepared: Prepared, console: Console) -> dict[str, object]:
    """Show each letter, to the first recipient who gets it where a list is read."""
    from presskit.mail import drafts
    from presskit.resources import Resources

    pages, texts = {}, []
    for tag, letter in prepared.letters.items():
        reader = next((each for each in prepared.recipients if each.language == tag), None)
        pages[f"preview-{tag}.html"] = drafts.preview_page(letter, prepared.senders[tag], Resources(), reader).encode()
        texts.append(drafts.preview_text(letter, prepared.senders[tag], reader))
    paths = write_over(arguments.out, pages)
    if not arguments.json:
        _shown(texts, paths, console)
    return {"files": [str(path) for path in paths], "texts": texts}


def _shown(texts: Sequence[str], paths: Sequence[Path], console: Console) -> None:
    for text in texts:
        console.say(f"{text}\n{'=' * 72}")
    for path in paths:
        console.say(str(path))


COMMAND = Command(
    name="draft",
    summary="write e-mails with the release and its files, which open unsent in a mail client",
    usage="presskit mail draft DIR [--per language|recipient] [-o DIR | --imap URL] [--zip] [--preview] …",
    examples=(
        "presskit mail draft my-kit",
        "presskit mail draft my-kit --preview --lang ar",
        "presskit mail draft my-kit --per recipient --group embargo --zip",
        "presskit mail draft my-kit --imap imaps://press@mail.example.org/Drafts",
    ),
    arguments=_arguments,
    run=_run,
    explains=(
        "The whole statement stands in the e-mail, as text and as HTML; PDF and Word file are attached. A draft for each "
        "language is addressed by hand; a draft for each recipient of the press list is addressed already. The password of "
        "an account is taken from PRESSKIT_IMAP_PASSWORD or the keyring."
    ),
)
