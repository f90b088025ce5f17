"""What the commands of presskit mail share: their arguments, the question who owns a server, and what stands in the way."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.cli import findings
from presskit.cli.command import TEMPLATES, Exit, Option, names
from presskit.cli.console import Console
from presskit.diagnostics import Diagnostic
from presskit.model.outputs import Format
from presskit.typography import in_line

if TYPE_CHECKING:
    from presskit.mail.media_list_columns import Column
    from presskit.usecases.mail_access import ServerIdentity

__all__ = ["CAMPAIGN", "DELIVERY", "OVERRIDES", "asking", "campaign_options", "delivery_options", "nothing_to_send"]

_YES = frozenset({"y", "yes"})


def _mapped(text: str) -> tuple[Column, str]:
    from presskit.mail.media_list_columns import Column

    name, _, head = text.partition("=")
    if name not in list(Column) or not head:
        raise argparse.ArgumentTypeError(f"write one of {', '.join(Column)}, then = and the head: email=Adresse")
    return Column(name), head


CAMPAIGN: tuple[Option, ...] = (
    Option("--build", metavar="DIR", type=Path, default=Path("build"), help="the outputs (default: build)"),
    Option("--list", metavar="FILE", type=Path, help="default: media-list.csv or .xlsx in the kit"),
    Option("--map", metavar="COLUMN=HEAD", type=_mapped, action="append", default=[], help="the heading of a column"),
    Option("--group", metavar="LIST", type=names, default=[], help="only these groups: embargo,health"),
    Option("--country", metavar="LIST", type=names, default=[], help="only these countries: GB,FR"),
    Option("--lang", metavar="LIST", type=names, default=[], help="only these languages: en,ar"),
    Option("--attach", metavar="LIST", type=names, help=f"attach these outputs, or none: {','.join(Format)}"),
    TEMPLATES,
)
"""Which messages of a kit are made, and for whom."""
DELIVERY: tuple[Option, ...] = (
    Option("--ca", metavar="FILE", type=Path, help="certificate authorities to trust for the server"),
    Option("--confirm-server", metavar="HOST", default="", help="confirm that the mail server (HOST or HOST:PORT) is yours"),
)
"""What every command takes that hands messages to a server."""
OVERRIDES: tuple[Option, ...] = (
    Option("--override", metavar="GUARD", action="append", default=[], help="send although this guard blocks"),
    Option("--reason", metavar="TEXT", default="", help="why you override the guard; the ledger keeps it"),
)
"""By which a send guard is overridden."""


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
        console.prompt(f"kit.yaml sends through {in_line(str(server))}. Is that your server? (yes/no) ")
        try:
            return input().strip().lower() in _YES
        except EOFError:
            return False

    return confirm


def _on_a_terminal(console: Console) -> bool:
    return sys.stdin.isatty() and console.err.isatty()


def nothing_to_send(found: Sequence[Diagnostic], arguments: argparse.Namespace, console: Console) -> Exit:
    """Print why no message could be made."""
    if arguments.json:
        console.print_json({"findings": findings.as_json(found), "sent": False})
    else:
        findings.show(found, console, console.err)
    console.error("nothing was sent: mend the errors first")
    return findings.exit_code(found) or Exit.FINDINGS
