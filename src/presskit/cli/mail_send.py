"""The parts of presskit mail that send: send, test, status, resolve."""

from __future__ import annotations

from presskit.cli.command import Command

__all__ = ["PARTS"]

PARTS: tuple[Command, ...] = ()
