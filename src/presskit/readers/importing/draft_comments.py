"""Lines of a chat, and comments of a draft: «[a]» in the text and «[a]Who checks this?» below it (Google Docs)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from presskit.model.document import Emphasis, Inline, Link, Strong, Text
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine

__all__ = ["without_chat", "without_comments"]

_COMMENT = re.compile(r"^\s*\[(?P<letter>[a-z]{1,2})\]\s*(?=\S)")

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+"
_CHAT = re.compile(rf"\s*(?:\[(?:{_DAY})?{_CLOCK}\]|{_DAY}{_CLOCK}\s+[-–])\s*[^\W\d_][\w .'’-]{{1,30}}:\s")


def without_comments(lines: Sequence[InputLine], log: AuditLog) -> list[InputLine]:
    """Return the lines without the comments below them, which are kept for the office, and without the marks of these.

    A comment is a line that begins with a letter in square brackets which stands behind a word above it; what follows it, to
    the end, is of the comments, too.
    """
    start = _comments_begin(lines)
    if start == len(lines):
        return [*lines]
    marks = [match["letter"] for line in lines[start:] if (match := _COMMENT.match(line.raw))]
    for line in lines[start:]:
        log.hide(line)
    question = f"{len(lines) - start} lines below the text are comments of a draft, and were kept in internal.txt: are they?"
    log.ask_internal("private", lines[start], question, "they are: nothing of it is part of the release", len(lines) - start)
    mark = re.compile(rf"(?<=\S) ?\[(?:{'|'.join(marks)})\]")
    return [_without(line, mark) if mark.search(line.raw) else line for line in lines[:start]]


def _comments_begin(lines: Sequence[InputLine]) -> int:
    """Return the index of the first line that begins with a mark which stands behind a word above it."""
    called: set[str] = set()
    for index, line in enumerate(lines):
        match = _COMMENT.match(line.raw)
        if match and match["letter"] in called:
            return index
        called |= set(re.findall(r"(?<=\S) ?\[([a-z]{1,2})\]", line.raw))
    return len(lines)


def without_chat(lines: Sequence[InputLine], log: AuditLog) -> list[InputLine]:
    """Return the lines without those of a chat, which begin with an hour and who wrote: «[14:02] Sam: here it is»."""
    chat = [line for line in lines if _CHAT.match(line.raw)]
    for line in chat:
        log.hide(line)
    if chat:
        question = f"{len(chat)} lines look like those of a chat, and were kept in internal.txt: are they?"
        log.ask_internal("private", chat[0], question, "they are: nothing of it is part of the release", len(chat))
    return [line for line in lines if line not in chat]


def _without(line: InputLine, mark: re.Pattern[str]) -> InputLine:
    return replace(line, content=tuple(_bare(line.content, mark)))


def _bare(content: Iterable[Inline], mark: re.Pattern[str]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Text():
                yield replace(inline, text=mark.sub("", inline.text))
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                yield replace(inline, children=tuple(_bare(children, mark)))
            case _:
                yield inline
