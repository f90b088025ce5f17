"""Bytes → text, for every file of a kit: encoding, line ends, characters that nobody sees."""

from __future__ import annotations

import codecs
import re

from presskit.diagnostics import Diagnostic, Reading
from presskit.readers import rules
from presskit.source import Span

__all__ = ["decode"]

_UTF16_OR_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_CONFLICT = re.compile(
    r"^(?P<ours><{7})(?:[ ].*)?\n(?:(?!>{7}).*\n)*?(?P<parts>={7})\n(?:(?!<{7}).*\n)*?(?P<theirs>>{7})(?:[ ].*)?$", re.MULTILINE
)
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
    if conflict := _CONFLICT.search(text):
        return Reading("", (_conflict(source, text, conflict),))
    return Reading(_CONTROL.sub(_replacement, text), tuple(_controls(source, text)))


def _conflict(source: str, text: str, found: re.Match[str]) -> Diagnostic:
    """Return what is to be said of two versions that Git could not join."""
    first, middle, last = (text.count("\n", 0, found.start(name)) + 1 for name in ("ours", "parts", "theirs"))
    kept = " or ".join(_lines(above + 1, below - 1) for above, below in ((first, middle), (middle, last)))
    hint = f"keep {kept}, and delete lines {first}, {middle} and {last}"
    message = "marks of Git stand here: two people changed the same lines, and both versions are in the file"
    return rules.MERGE_CONFLICT.at(Span(source, first, 1), message, hint)


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
