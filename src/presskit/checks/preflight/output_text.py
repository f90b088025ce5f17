"""Compares the words of any output with its release, and the lines of the two PDFs with each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.formats.expected_text import folded
from presskit.source import Span

__all__ = ["OUTPUT_TEXT_DIFFERS", "PRINT_LINES_DIFFER", "compare_lines", "compare_words", "first_difference", "how_they_differ"]

OUTPUT_TEXT_DIFFERS = Rule(
    "output-text-differs", Severity.ERROR, "An output does not say the words of the release",
    "All outputs say exactly the same words. A page or a text that says others would be a second, unsigned release.",
)  # fmt: skip
PRINT_LINES_DIFFER = Rule(
    "print-lines-differ", Severity.WARNING, "The print PDF and the PDF for distribution differ in their lines",
    "Who reads out a line of the one must find it in the other. They differ when a contact is meant for one of them alone.",
)  # fmt: skip

SHOWN = 40
HINT = "Build the kit again. If it stays, write the words at this place in another way, and report it."


def first_difference(accounts: Sequence[str], lines: Sequence[str], *, painted: bool = False) -> tuple[str, str] | None:
    """Return how a release and an output go on where they first differ; None where the output is one of the ``accounts``.

    ``lines`` are an output's words in the order of reading. Where they are ``painted``, the letters of a line that runs from
    right to left stand in an order of their own.
    """
    actual = _plain("".join(lines))
    expected = [_plain(account) for account in accounts]
    if actual in expected:
        return None
    if painted:
        from presskit.formats.pdf_text import mismatch

        if None in [mismatch(account, [tuple(line) for line in lines]) for account in accounts]:
            return None
    at, account = max((_common(account, actual), account) for account in expected)
    return account[at : at + SHOWN], actual[at : at + SHOWN]


def _plain(text: str) -> str:
    """Return a text as it is compared: without spaces and controls, its digits as 0 to 9."""
    plain = folded(text)
    return plain if plain.isascii() else "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)


def _common(one: str, other: str) -> int:
    return next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def how_they_differ(expected: str, actual: str, kind: str = "file") -> str:
    """Return in a sentence how the release and a file go on; an empty text is the end of either."""
    if not expected:
        return f"After the last words of the release the {kind} goes on with «{actual}»."
    replaced = f"Where the release goes on with «{expected}», the {kind} says «{actual}»."
    return replaced if actual else f"«{expected}» is missing."


def compare_words(name: str, accounts: Sequence[str], lines: Sequence[str]) -> list[Diagnostic]:
    """Return a finding where the words of the output ``name`` are not those of the release."""
    differing = first_difference(accounts, lines)
    return [] if differing is None else [OUTPUT_TEXT_DIFFERS.at(Span(name), how_they_differ(*differing), HINT)]


def compare_lines(screen: bytes, printed: bytes, name: str) -> list[Diagnostic]:
    """Return a finding with the first page on which ``printed``, a file called ``name``, differs from ``screen``."""
    from presskit.formats.pdfium import difference, lines

    if (differing := difference(lines(screen), lines(printed))) is None:
        return []
    line = f"line {differing.line} of page {differing.page}"
    finding = PRINT_LINES_DIFFER.at(
        Span(name, differing.page, unit="page"),
        f"{line} reads «{differing.other}», and «{differing.one}» in the PDF for distribution",
        "look at «outputs» in contacts.yaml, and at templates of your own",
    )
    return [finding]
