"""Holds the words of any output against its release: one function for all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from presskit.checks.preflight.rules import OUTPUT_DIFFERS
from presskit.diagnostics import Diagnostic
from presskit.formats.expected_text import folded
from presskit.source import Span

__all__ = ["differences", "parted"]

SHOWN = 40
HINT = "Build the kit again. If it stays, write the words at this place in another way, and report it."


def parted(accounts: Sequence[str], lines: Sequence[str], *, painted: bool = False) -> tuple[str, str] | None:
    """Return how a release and an output go on where they part; None where they agree with one of the ``accounts``.

    ``lines`` are an output's words in the order of reading. Where they are ``painted``, the letters of a line that runs from
    right to left stand in an order of their own.
    """
    said = _plain("".join(lines))
    meant = [_plain(account) for account in accounts]
    if said in meant:
        return None
    if painted:
        from presskit.formats.pdf_text import parting

        found = [parting(account, [tuple(line) for line in lines]) for account in accounts]
        if None in found:
            return None
    at, account = max((_common(account, said), account) for account in meant)
    return account[at : at + SHOWN], said[at : at + SHOWN]


def _plain(text: str) -> str:
    """Return a text as it is compared: without spaces and controls, its digits as 0 to 9."""
    plain = folded(text)
    return plain if plain.isascii() else "".join(_digit(char) if char.isdigit() else char for char in plain)


def _digit(char: str) -> str:
    return str(unicodedata.digit(char))


def _common(one: str, other: str) -> int:
    return next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def differences(name: str, accounts: Sequence[str], lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield where the output ``name`` does not say what it must."""
    found = parted(accounts, lines)
    if found is None:
        return
    meant, said = found
    if meant and said:
        message = f"Where the release goes on with «{meant}», the file says «{said}»."
    else:
        message = f"«{meant}» is missing." if meant else f"After the last words of the release the file goes on with «{said}»."
    yield OUTPUT_DIFFERS.at(Span(name), message, HINT)
