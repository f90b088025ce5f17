"""presskit import --into: a list of signatures beside the signatories of a kit."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from presskit.cli.command import Exit
from presskit.cli.console import Console

__all__ = ["run"]


def run(arguments: argparse.Namespace, files: Sequence[tuple[str, bytes]], console: Console) -> Exit:
    """Show what is new, similar and withdrawn."""
    raise NotImplementedError
