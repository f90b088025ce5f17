"""The command line: arguments, colours, progress, exit codes; nothing else."""

from __future__ import annotations

__all__ = ["main"]


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    raise NotImplementedError(argv)
