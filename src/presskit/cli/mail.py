"""presskit mail: the release by e-mail, as drafts for a mail client or sent and accounted for."""

from __future__ import annotations

from presskit.cli import mail_draft, mail_send
from presskit.cli.command import Command, Exit

__all__ = ["COMMAND"]

COMMAND = Command(
    name="mail",
    summary="write the release as emails, and send them to the media list",
    usage="presskit mail COMMAND …",
    examples=("presskit mail draft my-kit", "presskit mail draft my-kit --preview"),
    arguments=lambda _: None,
    run=lambda *_: Exit.OK,
    parts=(mail_draft.COMMAND, *mail_send.PARTS),
)
