"""The words of TBX (ISO 30042:2008, the core that every reader knows): terms with their languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from presskit.formats.xml_text import LANG, allowed, laid_out

if TYPE_CHECKING:
    from presskit.formats.xml_text import Element

__all__ = ["MEDIA_TYPE", "document"]

MEDIA_TYPE = "application/x-tbx+xml"
_TEXTS = {"term", "note", "p", "title"}


def document(title: str, language: str, entries: Iterable[tuple[Sequence[tuple[str, str]], str]]) -> bytes:
    """Return a file of ``entries``: each is (language, term) pairs and a note, which may be empty."""
    root = etree.Element("martif", type="TBX")
    root.set(LANG, language)
    description = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(description, "titleStmt"), "title").text = allowed(title)
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "presskit"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, (terms, note) in enumerate(entries, 1):
        body.append(_entry(f"t{number}", terms, note))
    return laid_out(root, _TEXTS)


def _entry(name: str, terms: Sequence[tuple[str, str]], note: str) -> Element:
    entry = etree.Element("termEntry", id=name)
    if note:
        etree.SubElement(entry, "note").text = allowed(note)
    for language, term in terms:
        said = etree.SubElement(entry, "langSet")
        said.set(LANG, language)
        etree.SubElement(etree.SubElement(said, "tig"), "term").text = allowed(term)
    return entry
