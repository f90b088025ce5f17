"""The lines of an input as a reader sees them: paragraphs of a file, the head and text of a mail, rows of a table."""

from __future__ import annotations

import email
import email.policy
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl

__all__ = ["lines_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCX_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)\d*\.xml$")
_DOCX_WORDS = {f"{_W}t", f"{_W}tab", f"{_W}br"}
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODT_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_ODT_BLANKS = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}
_MAIL_HEADS = ("From", "To", "Cc", "Subject", "Date")
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({"head", "script", "style", "template"})


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text or file, those of a mail with its head, the rows of a table."""
    match path.suffix:
        case ".docx":
            return _docx_lines(path)
        case ".xlsx":
            rows = (row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True))
            return ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
        case ".odt":
            with zipfile.ZipFile(path) as package:
                root = ET.fromstring(package.read("content.xml"))  # noqa: S314 -- files of the corpus
            return ["".join(_odt_words(each)) for each in root.iter() if each.tag in _ODT_PARAGRAPHS]
        case ".html" | ".htm":
            return _html_lines(path.read_text(encoding="utf-8"))
        case ".eml":
            return _mail_lines(path.read_bytes())
        case _:
            return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()


def _docx_lines(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        parts = sorted(filter(_DOCX_PARTS.match, package.namelist()), key=lambda each: "document" not in each)
        roots = [ET.fromstring(package.read(part)) for part in parts]  # noqa: S314 -- files of the corpus
    return ["".join(_docx_words(paragraph)) for root in roots for paragraph in root.iter(f"{_W}p")]


def _docx_words(paragraph: ET.Element) -> Iterator[str]:
    """Return the words of a paragraph without those of paragraphs in its text boxes."""
    for each in paragraph:
        if each.tag in _DOCX_WORDS:
            yield each.text or " "
        elif each.tag != f"{_W}p":
            yield from _docx_words(each)


def _odt_words(element: ET.Element) -> Iterator[str]:
    """Return the words of an element without those of paragraphs in its boxes and notes."""
    yield element.text or ""
    for each in element:
        if each.tag in _ODT_BLANKS:
            yield " "
        elif each.tag not in _ODT_PARAGRAPHS:
            yield from _odt_words(each)
        yield each.tail or ""


class _Page(HTMLParser):
    """Collects the words of a page by the elements that begin lines of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [""]
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- as HTMLParser calls it
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.lines[-1] += data


def _html_lines(text: str) -> list[str]:
    page = _Page()
    page.feed(text)
    page.close()
    return [line for each in page.lines if (line := " ".join(each.split()))]


def _mail_lines(data: bytes) -> list[str]:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    heads = [f"{name}: {mail[name]}" for name in _MAIL_HEADS if mail[name]]
    body = mail.get_body(("plain", "html"))
    text = body.get_content() if body else ""
    return [*heads, *(_html_lines(text) if body and body.get_content_subtype() == "html" else text.splitlines())]
