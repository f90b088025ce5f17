"""Bytes → text, for every file of a kit: encoding, line ends, characters that nobody sees."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from presskit.diagnostics import Diagnostic, Reading
from presskit.readers import rules
from presskit.source import Span

__all__ = ["decode"]

_UTF16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_MARK = re.compile(r"^(?:(?P<mark><{7}|\|{7}|>{7})(?: .*)?|={7})$", re.MULTILINE)
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_DROPPED = "\x7f"
_SHOWN = 80
_NAMES = {"\x0b": "Word's line break", "\x0c": "a page break", "\x00": "NUL", "\x1e": "Word's non-breaking hyphen"}


def decode(source: str, data: bytes, limit: int) -> Reading[str]:
    r"""Return the text of ``data`` with ``\n`` line ends, without a byte order mark.

    Control characters are reported; breaks become spaces and the rest DEL, so that columns stay as they are in the
    file. ``limit`` is in bytes. What is not UTF-8 gives an empty text and an error.
    """
    if len(data) > limit:
        message = f"the file has {len(data):,} bytes; at most {limit:,} are read"
        return Reading("", (rules.TOO_LARGE.at(Span(source), message, "check that this is the right file"),))
    if data.startswith(_UTF16_OR_32) and not data.startswith(codecs.BOM_UTF8):
        return Reading("", (_wrong(Span(source), "the file is in UTF-16 (Windows calls it Unicode), not in UTF-8", _AGAIN),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        span = _place(source, data, error.start)
        message, hint = _as_windows(data, error.start)
        return Reading("", (_wrong(span, message, hint),))
    text = re.sub(r"\r\n?", "\n", text)
    marks = [(text.count("\n", 0, mark.start()) + 1, mark.group()[0]) for mark in _MARK.finditer(text)]
    if any(mark in "<>" for _, mark in marks):
        return Reading("", (_conflict(source, marks),))
    return Reading(_CONTROL.sub(_replacement, text), tuple(_controls(source, text)))


def _conflict(source: str, marks: Sequence[tuple[int, str]]) -> Diagnostic:
    """Return what is to be said of two versions that Git could not join; ``marks`` pair each line with its sign."""
    last = next((n for n, (_, mark) in enumerate(marks) if mark == ">"), len(marks) - 1)
    lines, signs = [line for line, _ in marks[: last + 1]], "".join(mark for _, mark in marks[: last + 1])
    *others, final = map(str, lines)
    delete = f"delete line{'s' if others else ''} {', '.join(others)}{' and ' if others else ''}{final}"
    hint = f"look what is right around it, and {delete}"
    if signs in {"<=>", "<|=>"}:
        kept = [_lines(lines[0] + 1, lines[1] - 1), _lines(lines[-2] + 1, lines[-1] - 1)]
        base = "" if signs == "<=>" else f" and what was there before ({_lines(lines[1] + 1, lines[2] - 1)})"
        hint = f"keep {' or '.join(kept)}, and {delete}{base}"
    message = "marks of Git stand here: two people changed the same lines, and both versions are in the file"
    return rules.MERGE_CONFLICT.at(Span(source, lines[0], 1), message, hint)


def _lines(first: int, last: int) -> str:
    return "nothing" if last < first else f"line {first}" if first == last else f"lines {first} to {last}"


_AGAIN = "open it in the editor that wrote it, and save it again with the encoding UTF-8"


def _wrong(span: Span, message: str, hint: str) -> Diagnostic:
    return rules.NOT_UTF8.at(span, message, hint)


def _as_windows(data: bytes, offset: int) -> tuple[str, str]:
    """Return what is to be said of a byte that is no UTF-8, with the word that it stands in as Windows-1252 has it."""
    begin, end = (re.search(rb"[^\s]*$", data[:offset]), re.match(rb"[^\s]*", data[offset:]))
    word = ((begin[0] if begin else b"") + (end[0] if end else b""))[:40].decode("cp1252", "replace")
    message = f"the file is not in UTF-8: byte 0x{data[offset]:02X}"
    if not any(c.isalpha() and not c.isascii() for c in word) or "\ufffd" in word:
        return message, _AGAIN
    return f"{message}, «{word}» in the encoding of old Windows programs", f"{_AGAIN}; «{word}» must then read as it does here"


def _place(source: str, data: bytes, offset: int) -> Span:
    before = data[:offset].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Span(source, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _replacement(match: re.Match[str]) -> str:
    return " " if match.group() in _BREAKS else _DROPPED


def _without(line: str, offset: int) -> str:
    """Return what to write: the line, or the words around ``offset`` where it is long, without what nobody sees."""
    begin = 0 if len(line) <= _SHOWN else max(0, line.rfind(" ", 0, max(0, offset - _SHOWN // 3)) + 1)
    shown = line[begin : begin + _SHOWN]
    right = _CONTROL.sub(lambda match: " " if match.group() in _BREAKS else "", shown).strip()
    return f"write «{right}», without it" if right else "delete it"


def _controls(source: str, text: str) -> list[Diagnostic]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in _CONTROL.finditer(line):
            name = _NAMES.get(match.group(), "a control character")
            done = "it is read as a space" if match.group() in _BREAKS else "it is left out"
            message = f"{name} (U+{ord(match.group()):04X}) stands here; {done}"
            span = Span(source, number, match.start() + 1)
            found.append(rules.CONTROL_CHARACTER.at(span, message, _without(line, match.start())))
            break  # one a line is enough: a binary file would give thousands
    return found[:100]
