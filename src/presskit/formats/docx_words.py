"""The words of a finished Word file, line by line, with the numbers of its lists."""

from __future__ import annotations

import re

from presskit.formats.docx_file import read_docx

__all__ = ["words"]


def words(data: bytes) -> list[str]:
    """Return the paragraphs in the order of reading. Raises :class:`~presskit.formats.docx_file.UnreadableError`."""
    return [_numbered(each.mark, each.text) for each in read_docx(data, "").text()]


def _numbered(mark: str, text: str) -> str:
    number = re.sub(r"\D", "", mark)
    return f"{number}. {text}" if number else text
