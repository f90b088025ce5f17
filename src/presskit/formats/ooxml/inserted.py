"""The words of a file that a Word file inserts as it is (``w:altChunk``, ECMA-376, part 1, 17.17.2), whatever its format."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

__all__ = ["lines_of"]

_BLOCKS = frozenset({
    "blockquote", "body", "br", "caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "section", "table", "td", "th", "title", "tr", "ul",
})  # fmt: skip
_RTF_HIDDEN = re.compile(r"\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_RTF_LETTER = re.compile(r"\\u(-?\d+)\s?\??|\\'([0-9a-fA-F]{2})")
_RTF_END = re.compile(r"\\(?:par|line|row|cell|sect)\b ?")
_RTF_WORD = re.compile(r"\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}\r\n]")


def lines_of(data: bytes) -> list[str]:
    """Return what a text, web page, web archive or RTF file says, line by line. Raises ``ValueError`` and ``LookupError``."""
    return [line for line in (" ".join(each.split()) for each in _lines(data)) if line]


def _lines(data: bytes) -> Iterator[str]:
    text = _decoded(data)
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith("{\\rtf"):
        yield from _of_rtf(text)
    elif re.match(r"(?:[\w-]+:.*\r?\n)*mime-version:", head, re.IGNORECASE):
        yield from _of_mail(data)
    elif re.match(r"<\?xml|<!doctype|<html|<[a-z][\w:]*[\s>]", head, re.IGNORECASE):
        yield from _of_markup(data)
    else:
        yield from text.splitlines()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _of_markup(data: bytes) -> Iterator[str]:
    """Yield the blocks of HTML, or of XML such as Word's own in one file."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding=None if b"charset" in data[:4000].lower() else "utf-8")
    root = html.document_fromstring(data, parser=parser)
    etree.strip_elements(root, "script", "style", etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for each in root.iter():
        tag = str(each.tag).rpartition(":")[2]
        if tag in _BLOCKS:
            each.text = f"\n{each.text or ''}"
            each.tail = f"\n{each.tail or ''}"
    yield from "".join(map(str, root.itertext())).splitlines()


def _of_mail(data: bytes) -> Iterator[str]:
    """Yield the texts of a web archive (MHTML)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for each in message.walk():
        if each.get_content_maintype() == "text":
            content = each.get_payload(decode=True)
            yield from _lines(content if isinstance(content, bytes) else b"")


def _of_rtf(text: str) -> Iterator[str]:
    bare = _RTF_HIDDEN.sub("", text)
    lettered = _RTF_LETTER.sub(lambda found: _letter(found[1], found[2]), _RTF_END.sub("\n", bare.replace("\n", "")))
    yield from _RTF_WORD.sub("", lettered.replace("\n", "\x00")).replace("\x00", "\n").splitlines()


def _letter(code: str, byte: str) -> str:
    if code:
        return chr(int(code) % 0x10000) if int(code) % 0x10000 not in range(0xD800, 0xE000) else ""
    return bytes.fromhex(byte).decode("cp1252", "replace")
