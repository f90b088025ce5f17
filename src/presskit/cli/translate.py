"""presskit translate: what goes to translators, what comes back, how far each language is."""

from __future__ import annotations

import argparse

from presskit.cli import translate_export, translate_import, translate_status
from presskit.cli.command import Command, Exit
from presskit.cli.console import Console

__all__ = ["COMMAND"]


def _nothing(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: the parts have their own."""
    del parser


def _never(arguments: argparse.Namespace, console: Console) -> Exit:
    """Stand for a run that cannot be: the parser asks for a part."""
    raise LookupError(f"{arguments} names no part of the command for {console}")


COMMAND = Command(
    name="translate",
    summary="send a kit to translators, take back what they return, see how far it is",
    usage="presskit translate COMMAND …",
    examples=(
        "presskit translate export my-kit --to ar,fr",
        "presskit translate import my-kit my-kit.en-ar.docx",
        "presskit translate status my-kit",
    ),
    arguments=_nothing,
    run=_never,
    parts=(translate_export.COMMAND, translate_import.COMMAND, translate_status.COMMAND),
)
