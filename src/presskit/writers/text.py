"""Plain text: UTF-8, wrapped at 72 columns, plain enough for the body of any e-mail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from presskit.artefact import Artefact
from presskit.bidi import Direction, isolated, one_way, paragraphs
from presskit.model.document import Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable, plain_text
from presskit.model.edition import Edition, Line, Role, transcript
from presskit.model.outputs import Format
from presskit.resources import Resources

__all__ = ["WIDTH", "accounts", "words", "write"]

WIDTH = 72
_TOGETHER = frozenset({
    (Role.RELEASE_LINE, Role.KIND), (Role.KIND, Role.EMBARGO), (Role.EMBARGO, Role.EMBARGO),
    (Role.TITLE, Role.SUBTITLE), (Role.QUOTE, Role.ATTRIBUTION), (Role.CAPTION, Role.CREDIT),
    (Role.SIGNATORY, Role.SIGNATORY), (Role.COALITION, Role.COALITION_COUNT),
    (Role.CONTACT_NAME, Role.CONTACT_LINE), (Role.CONTACT_LINE, Role.CONTACT_LINE),
})  # fmt: skip
_INDENTED = {Role.QUOTE: "    ", Role.ATTRIBUTION: "    — ", Role.CONTACT_LINE: "  "}
_UNDERLINED = {Role.TITLE: "=", Role.SECTION: "-"}


def write(edition: Edition, resources: Resources) -> Artefact:  # noqa: ARG001 -- every writer is called alike
    """Return the words of the edition as text; links show their addresses, notes their numbers in brackets."""
    base = edition.direction
    lines = (replace(line, text=isolated(line.text, base)) for line in _lines(edition))
    text = "\n".join(_document(lines, base)) + "\n"
    return Artefact(Format.TEXT.file_name(edition.name), Format.TEXT.media_type, text.encode(), edition.language)


def accounts(edition: Edition) -> tuple[str, ...]:
    """Return what the text of an edition says, with the marks before its lines and the addresses of its links."""
    return ("".join(_opening(line) + line.text for line in _lines(edition)),)


def _lines(edition: Edition) -> Iterator[Line]:
    """Yield the transcript with the cells of tables as «Head: cell», a blank line between rows."""
    heads: dict[int, str] = {}
    for line in transcript(edition, _words):
        head = ""
        if line.cell and line.role is Role.TABLE_HEAD:
            heads = {**(heads if line.cell[1] else {}), line.cell[1]: line.text}
        elif line.cell:
            head = heads.get(line.cell[1], "")
        yield replace(line, text=f"{head}: {line.text}") if head else line


def words(data: bytes) -> list[str]:
    """Return the lines of a finished text, without those that only underline."""
    return [line for line in data.decode().splitlines() if line.strip("=-") or not line]


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text
        case Emphasis(children=children) | Strong(children=children):
            return _words(children)
        case Link(children=children, target=target):
            words, address = _words(children), target.removeprefix("mailto:").removeprefix("tel:")
            # unless they are the address (RFC 3986, appendix C: in angle brackets)
            return words if words.strip() in {address, target} else f"{words} <{address}>"
        case LineBreak():
            return "\n"
        case NoteRef(number=number):
            return f" [{number}]"
        case Variable():
            return plain_text([inline])
        case _:
            assert_never(inline)


def _document(lines: Iterable[Line], base: Direction) -> Iterator[str]:
    every = list(lines)
    for before, line in zip([None, *every], every, strict=False):
        if before and not _joined(before, line):
            yield ""
        yield from _shown(line, base)


def _joined(before: Line, line: Line) -> bool:
    """Return whether no blank line stands between the two."""
    if before.cell and line.cell:
        return before.cell[0] == line.cell[0]
    return (before.role, line.role) in _TOGETHER or {before.role, line.role} <= {Role.BULLET, Role.NUMBERED}


def _shown(line: Line, base: Direction) -> Iterator[str]:
    first = _opening(line)
    rest = " " * _columns(first.replace("—", " "))
    wrapped = [piece for part in line.text.split("\n") for piece in _wrapped(part, WIDTH - len(rest))]
    if not (base == "ltr" and one_way(line.text)):
        wrapped = paragraphs(wrapped, base)
    yield from (f"{first if index == 0 else rest}{piece}".rstrip() for index, piece in enumerate(wrapped))
    if line.role in _UNDERLINED:
        yield _UNDERLINED[line.role] * min(WIDTH, max(map(_columns, wrapped)))


def _opening(line: Line) -> str:
    """Return what a line begins with: its number, a bullet, or its indent."""
    nested = "   " * max(0, line.depth - 1)
    if line.role is Role.FOOTNOTE:
        return f"[{line.mark}] " if line.mark else "    "
    if line.role is Role.BULLET:
        return f"{nested}-  "
    if line.mark:
        return f"{nested}{line.mark:>2}. "
    return nested + ("    " if line.depth else "") + _INDENTED.get(line.role, "")


def _wrapped(text: str, width: int) -> list[str]:
    """Break ``text`` at plain spaces, never inside a word: an address stays whole and can be clicked."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and _columns(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def _columns(text: str) -> int:
    """Return how many columns ``text`` takes: wide characters two, combining ones none (UAX #11)."""
    if text.isascii():
        return len(text)
    shown = (c for c in text if unicodedata.category(c) not in {"Mn", "Me", "Cf"})
    return sum(2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in shown)
