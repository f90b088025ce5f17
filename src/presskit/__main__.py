"""python -m presskit: the same as the command presskit."""

from __future__ import annotations

from presskit.cli import program

if __name__ == "__main__":
    program()
