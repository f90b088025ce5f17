"""Cells of CSV that no spreadsheet takes for a formula, and back: the one place for what presskit writes and reads as CSV.

An apostrophe goes before what a spreadsheet would run: ``=``, ``+``, ``-``, ``@``, full-width too, also behind blanks, quotes
and invisible characters, and where a cell begins for a spreadsheet that takes another separator than the comma (OWASP, «CSV
Injection»).
"""

from __future__ import annotations

import re

__all__ = ["protected", "unprotected"]

_BLANKS = "\\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
_QUOTES = "'\"`´\u2018-\u201f＇＂"
_SIGNS = "=+\\-@\u2212\ufe62\ufe63\ufe66\ufe6b＝＋－＠"
_RUN = re.compile(f"[{_BLANKS}{_QUOTES}]*[{_SIGNS}]")
"""What begins a formula. The first quotation marks belong to it, so that a text with apostrophes is read back as it was."""
_CUT = re.compile("'*[\t\r\n]")
_SEPARATORS = re.compile("([;|\t\r\n])")
"""Where a cell may begin in a spreadsheet that does not take the comma."""
MARK = "'"


def protected(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet runs; :func:`unprotected` makes the text of it again."""
    cell = "".join(MARK + part if _RUN.match(part) else part for part in _SEPARATORS.split(text))
    return MARK + cell if _CUT.match(cell) else cell


def unprotected(cell: str) -> str:
    """Return the text of a cell that :func:`protected` made; other cells are returned as they are."""
    if MARK not in cell:
        return cell
    if cell.startswith(MARK) and _CUT.match(cell, 1):
        cell = cell[1:]
    parts = _SEPARATORS.split(cell)
    return "".join(part[1:] if part.startswith(MARK) and _RUN.match(part, 1) else part for part in parts)
