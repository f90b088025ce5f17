"""What the commands of presskit mail share: their arguments, the question who owns a server, and what stands in the way."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import Exit, kit_folder, names
from presskit.cli.console import Console
from presskit.diagnostics import Diagnostic
from presskit.model.outputs import Format
from presskit.usecases.visible import visible

if TYPE_CHECKING:
    from presskit.mail.column_aliases import Column
    from presskit.usecases.mail_server import ServerIdentity

__all__ = [
    "arguments_of_delivery",
    "arguments_of_overrides",
    "arguments_of_templates",
    "asking",
    "campaign_options",
    "delivery_options",
    "nothing_to_send",
]

_YES = frozenset({"y", "yes"})


def arguments_of_templates(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which messages are made, and for whom."""
    kit_folder(parser)
    parser.add_argument("--build", metavar="DIR", type=Path, default=Path("build"), help="the outputs (default: build)")
    parser.add_argument("--list", metavar="FILE", type=Path, help="default: media-list.csv or .xlsx in the kit")
    parser.add_argument(
        "--map", metavar="COLUMN=HEAD", type=_mapped, action="append", default=[], help="the heading of a column"
    )
    parser.add_argument("--group", metavar="LIST", type=names, default=[], help="only these groups: embargo,health")
    parser.add_argument("--country", metavar="LIST", type=names, default=[], help="only these countries: GB,FR")
    parser.add_argument("--lang", metavar="LIST", type=names, default=[], help="only these languages: en,ar")
    parser.add_argument("--attach", metavar="LIST", type=names, help=f"attach these outputs, or none: {','.join(Format)}")
    parser.add_argument("--templates", metavar="DIR", type=Path, help="a folder with your own templates")


def _mapped(text: str) -> tuple[Column, str]:
    from presskit.mail.column_aliases import Column

    name, _, head = text.partition("=")
    if name not in list(Column) or not head:
        raise argparse.ArgumentTypeError(f"write one of {', '.join(Column)}, then = and the head: email=Adresse")
    return Column(name), head


def arguments_of_delivery(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of every command that hands messages to a server."""
    parser.add_argument("--ca", metavar="FILE", type=Path, help="certificate authorities to trust for the server")
    parser.add_argument(
        "--confirm-server", metavar="HOST", default="", help="confirm that the kit's mail server is yours; presskit asks once"
    )


def arguments_of_overrides(parser: argparse.ArgumentParser) -> None:
    """Add the arguments by which a send guard is overridden."""
    parser.add_argument("--override", metavar="GUARD", action="append", default=[], help="send although this guard blocks")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why you override the guard; the ledger keeps it")


def campaign_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the fields that every request about e-mails has."""
    from presskit.mail.audience import RecipientFilter

    attach = arguments.attach
    return {
        "folder": arguments.folder,
        "build": arguments.build,
        "media_list": arguments.list,
        "columns": dict(arguments.map),
        "recipients": RecipientFilter(tuple(arguments.group), tuple(arguments.country), tuple(arguments.lang)),
        "attach": None if attach is None else tuple(attach),
        "templates": arguments.templates,
    }


def delivery_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the fields of a request that hands messages to a server."""
    return {
        **campaign_options(arguments),
        "override": tuple(arguments.override),
        "reason": arguments.reason,
        "confirmed_host": arguments.confirm_server,
        "ca_file": arguments.ca,
    }


def asking(arguments: argparse.Namespace, console: Console) -> Callable[[ServerIdentity], bool]:
    """Return what asks, on a terminal, whether a server is the user's own; elsewhere the answer is no."""

    def confirm(server: ServerIdentity) -> bool:
        if arguments.json or not _on_a_terminal(console):
            return False
        console.err.write(f"kit.yaml sends through {visible(str(server))}. Is that your server? (yes/no) ")
        console.err.flush()
        try:
            return input().strip().lower() in _YES
        except EOFError:
            return False

    return confirm


def _on_a_terminal(console: Console) -> bool:
    return sys.stdin.isatty() and console.err.isatty()


def nothing_to_send(found: Sequence[Diagnostic], arguments: argparse.Namespace, console: Console) -> Exit:
    """Say why no message could be made."""
    if arguments.json:
        console.emit({"findings": findings.as_json(found), "sent": False})
    else:
        findings.show(found, console, console.err)
    console.complain("nothing was sent: mend the errors first")
    return findings.exit_code(found) or Exit.FINDINGS
