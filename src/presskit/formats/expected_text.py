"""The words that an output of an edition must have, in the order of reading: what a finished file is compared with."""

from __future__ import annotations

from itertools import groupby

from presskit.formats.run_in import BETWEEN, hundreds
from presskit.model.edition import Edition, Line, Role, transcript

__all__ = ["expected_lines", "expected_text", "marked", "page_accounts", "transcript_account"]


def marked(line: Line) -> str:
    """Return a line of the transcript with the number that is printed before it."""
    return f"{line.mark}. {line.text}" if line.mark else line.text


def expected_lines(edition: Edition, *, run_in: bool = False) -> list[Line]:
    """Return every line that an edition's page prints, page furniture apart.

    Thousands of signatories are ``run_in``: «1 Aster · 2 Zephyr» in place of a list, a hundred to a line.
    """
    found = [Line(Role.RELEASE_LINE, edition.brand_name)]
    for signs, lines in groupby(transcript(edition), lambda line: line.role is Role.SIGNATORY):
        if run_in and signs:
            entries = [f"{line.mark} {line.text}" for line in lines]
            found.extend(Line(Role.SIGNATORY, BETWEEN.join(some)) for some in hundreds(entries))
        else:
            found.extend(lines)
    return found


def expected_text(edition: Edition, *, run_in: bool = False) -> str:
    """Return all words of an edition's page in the order of reading."""
    return "".join(marked(line) for line in expected_lines(edition, run_in=run_in))


def page_accounts(edition: Edition) -> tuple[str, ...]:
    """Return what a page may say: with thousands of signatories as a list, or run in."""
    return expected_text(edition), expected_text(edition, run_in=True)


def transcript_account(edition: Edition) -> tuple[str, ...]:
    """Return what a file without page furniture says: the transcript with its numbers."""
    return ("".join(map(marked, transcript(edition))),)
