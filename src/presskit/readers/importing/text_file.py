"""A text as bytes → its characters, in whatever encoding; and the Markdown in its lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.limits import IMPORT_TEXT_BYTES
from presskit.model.document import Text
from presskit.readers import import_rules as rules
from presskit.readers import inlines
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine, Style
from presskit.readers.inlines import InlinePicture, MarkdownText
from presskit.readers.rules import TOO_LARGE
from presskit.source import Span
from presskit.typography import clean

__all__ = ["decoded", "report_charset", "report_too_large", "with_markdown"]

_CANDIDATES = ["cp1252", "cp1256", "cp1251", "cp1254", "cp1250", "cp1253"]
_NAMES = {"cp1252": "Western European", "cp1256": "Arabic", "cp1251": "Cyrillic", "cp1254": "Turkish"}
_BOMS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufeff]")


def decoded(source: str, data: bytes, log: AuditLog) -> str | None:
    r"""Return the text with ``\n`` line ends, or None (and an error) where ``data`` is no text."""
    if len(data) > IMPORT_TEXT_BYTES:
        report_too_large(source, len(data), log)
        return None
    text = _characters(source, data, log)
    if text is None or len(_CONTROL.findall(text)) > 4 + len(text) // 50:
        hint = "open it in the program that it comes from, and save it as .txt or .docx"
        log.report(rules.UNREADABLE, Span(source), f"«{source}» is not a text", hint)
        return None
    text = _BREAKS.sub("\n", re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")))
    for number, line in enumerate(text.split("\n"), 1):
        control = _CONTROL.search(line)
        if control:
            message = f"a control character (U+{ord(control.group()):04X}) stands here; it is left out"
            log.report(rules.CHARACTER, Span(source, number, control.start() + 1), message, "compare with the original")
    return _CONTROL.sub("", text)


def report_too_large(source: str, size: int, log: AuditLog) -> None:
    """Report a text of so many characters, which is not read."""
    message = f"«{source}» has {size / 1_000_000:.1f} million characters; a release has some thousands"
    log.report(TOO_LARGE, Span(source), message, "check that this is the right file")


def report_charset(source: str, charset: str, log: AuditLog) -> None:
    """Report an encoding that a file names and that no text has."""
    message = f"«{source}» says that it is in «{charset[:40]}», which is no encoding of texts; another one was taken"
    log.report(rules.ENCODING, Span(source), message, "compare accents and quotation marks with the original")


def _characters(source: str, data: bytes, log: AuditLog) -> str | None:
    known = next((name for mark, name in _BOMS if data.startswith(mark)), "") or _utf16_without_mark(data) or "utf-8"
    try:
        text = data.decode(known)
    except UnicodeDecodeError:
        return _guessed(source, data, log) if known == "utf-8" else None
    if known.startswith("utf-16") or known == "utf-32":
        message = f"«{source}» was read as {known.upper()}"
        log.report(rules.ENCODING, Span(source), message, "compare accents and quotation marks with the original")
    return text


def _utf16_without_mark(data: bytes) -> str:
    """Return the UTF-16 encoding if every second byte is NUL, as in a Latin text; empty otherwise."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 4:
        return ""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    most = len(sample) // 2 * 0.4
    return "utf-16-le" if odd > most > even else "utf-16-be" if even > most > odd else ""


def _guessed(source: str, data: bytes, log: AuditLog) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    name = best.encoding if best else "cp1252"
    text = data.decode(name, "replace")
    if "\x00" in text:
        return None
    what = f"Windows-{name[2:]}" + (f" ({_NAMES[name]})" if name in _NAMES else "")
    sample = next((line.strip() for line in text.splitlines() if not line.isascii()), "")[:60]
    message = f"«{source}» is not UTF-8; it was read as {what}: «{sample}»"
    log.report(rules.ENCODING, Span(source), message, "if letters are wrong, save the file as UTF-8 and import it again")
    return text


_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+([^\s#].*?)\s*#*\s*$")
_QUOTE = re.compile(r"^\s{0,3}>\s?(.*)$")
_STRESS = re.compile(r"(?<![*\w])\*\*[^\s*][^*\n]*[^\s*]\*\*(?![*\w])|\]\(https?://[^)\s]+\)")
_DEFINITION = re.compile(r"^\s*\[\^([^\]\s]+)\]:")


def with_markdown(name: str, lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines with headings, quotes, stress and links as such; what is no kit Markdown is reported.

    A text is Markdown by the file's name, or by headings or stress that nobody types by accident; others stay as they are.
    """
    if not name.lower().endswith((".md", ".markdown")):
        if not any(_HEADING.match(line.raw) or _STRESS.search(line.raw) for line in lines):
            return tuple(lines)
        log.report(rules.ASSUMED, lines[0].span, "the text has marks of Markdown; they were read as such", "")
    labels = frozenset(match[1] for line in lines if (match := _DEFINITION.match(line.raw)))
    return tuple(_line(line, labels, log) for line in lines)


def _line(line: InputLine, labels: frozenset[str], log: AuditLog) -> InputLine:
    heading, quote = _HEADING.match(line.raw), _QUOTE.match(line.raw)
    style: Style = "heading" if heading else "quote" if quote and quote[1].strip() else line.style
    words = heading[2] if heading else quote[1].strip() if quote else line.words
    if _DEFINITION.match(line.raw) or not any(map(str.isalnum, words)):
        return line
    passage = MarkdownText(line.span.source, clean(words), ((line.span.line, max(1, line.raw.find(words[:1]) + 1)),))
    pieces = inlines.read(passage, labels, log.found)
    content = tuple(Text(each.alt or each.source, line.span) if isinstance(each, InlinePicture) else each for each in pieces)
    level, mark = len(heading[1]) if heading else line.level, None if heading or quote else line.mark
    return replace(line, content=content or line.content, style=style, level=level, mark=mark)
