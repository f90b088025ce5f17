"""Paragraphs that differ in their words alone, such as thousands of signatories, made once and then written as XML; tables.

An element costs ten times what its XML does. Where rows stand in the body, there is an instruction with their number.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TypeAlias

from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from lxml import etree

from presskit.bidi import Direction
from presskit.writers.docx.paragraphs import BREAK, PARAGRAPH_ID, Named, Paragraphs, Run, script
from presskit.writers.docx.xml import W14, Element, allowed, name, w

__all__ = ["DECLARATIONS", "Rows", "row", "table", "unfolded", "whole"]

_Look: TypeAlias = tuple[object, ...]
_INSTRUCTION = "presskit-rows"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_HERE = "\ue000"
"""Stands in a pattern where a row has its own words; no template says anything in private characters."""
_SPACES = {"w": nsmap["w"], "r": nsmap["r"], "w14": W14, "mc": _MC, **{space: nsmap[space] for space in ("wp", "a", "pic")}}
DECLARATIONS = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
"""The namespaces that a document declares, as XML; rows declare none of their own.

Those of pictures, too: some programs (pandoc) know only what the root declares, and miss the description of a picture.
"""


@dataclass(slots=True)
class Rows:
    """Writes paragraphs that look like one that was made; ``folded`` are those that stand beside each other."""

    make: Paragraphs
    folded: list[str] = field(default_factory=list)
    _patterns: dict[_Look | None, str] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def keep(self, runs: Sequence[Run], number: int, paragraph: Element) -> None:
        """Keep a paragraph of the list ``number`` as the pattern of those that look like it, if there is none."""
        look = self._look(runs, [allowed(run.text) for run in runs], number)
        if look is None or look in self._patterns or len(paragraph.findall(name("bookmarkStart"))) != 1:
            return
        pattern = copy.deepcopy(paragraph)
        pattern.set(PARAGRAPH_ID, _HERE)
        for mark in pattern.iter(name("bookmarkStart"), name("bookmarkEnd")):
            for key in mark.attrib:
                mark.set(key, _HERE)
        for words in pattern.iter(name("t")):
            words.text = _HERE
        self._patterns[look] = _xml(pattern).replace("%", "%%").replace(_HERE, "%s")

    def add(self, runs: Sequence[Run], number: int, named: Named) -> bool:
        """Write a row of the list ``number`` in the look of a paragraph before; return whether there was one."""
        texts = [allowed(run.text) for run in runs]
        pattern = self._patterns.get(self._look(runs, texts, number))
        names, numbers, label = self.make.given(named) if pattern else ([], range(0), "")
        if pattern is None or not names:
            return False
        self._open.append(pattern % (label, numbers[0], names[0], *map(_escaped, texts), numbers[0]))
        return True

    def _look(self, runs: Sequence[Run], texts: Sequence[str], number: int) -> _Look | None:
        """Return what rows have in common; None for runs that are more than words, or that XML cannot hold."""
        look: list[object] = [number]
        for run, text in zip(runs, texts, strict=True):
            if run.target or run.text == BREAK or not text:
                return None
            foreign, apart = run.way not in {None, self.make.base}, text != text.strip()
            look.append((run.style, run.bold, run.italic, run.way, apart, foreign and script(text)))
        return tuple(look)

    def fold(self) -> list[Element]:
        """Return the placeholder in the body for the rows that were written since the last time; nothing for none."""
        if not self._open:
            return []
        self.folded.append("".join(self._open))
        self._open.clear()
        return [etree.ProcessingInstruction(_INSTRUCTION, str(len(self.folded) - 1))]


def _root(content: str) -> Element:
    root: Element = parse_xml(f"<w:body{DECLARATIONS}>{content}</w:body>")
    return root


def _xml(paragraph: Element) -> str:
    """Return an element as XML without declarations of namespaces."""
    root = _root("")
    root.append(paragraph)
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")]


def _escaped(text: str) -> str:
    """Return ``text`` as libxml2 writes it."""
    return escape(text, quote=False).replace("\r", "&#13;")


def whole(body: Element, folded: Sequence[str]) -> None:
    """Put the rows into a body as elements. Changes ``body``."""
    for instruction in [*body.iter(etree.PI)]:
        for row in [*_root(folded[int(instruction.text or "0")])]:
            instruction.addprevious(row)
        body.remove(instruction)


def unfolded(document: bytes, folded: Iterable[str]) -> bytes:
    """Return the bytes of a document with the rows in their places."""
    for number, rows in enumerate(folded):
        document = document.replace(f"<?{_INSTRUCTION} {number}?>".encode(), rows.encode(), 1)
    return document


_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(rows: Iterable[Element], widths: Sequence[int], colour: str, base: Direction = "ltr") -> Element:
    """Return a table of rows, with lines of a colour; widths are in twentieths of a point."""
    return w(
        "tbl",
        w(
            "tblPr",
            *([w("bidiVisual")] if base == "rtl" else []),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblBorders", *(w(edge, val="single", sz=4, space=0, color=colour) for edge in _EDGES)),
            w("tblLayout", type="fixed"),
        ),
        w("tblGrid", *(w("gridCol", w=each) for each in widths)),
        *rows,
    )


def row(cells: Iterable[Iterable[Element]], widths: Iterable[int], shade: str = "", *, head: bool = False) -> Element:
    """Return a row of cells, each its paragraphs; ``shade`` is the colour behind them."""
    return w(
        "tr",
        w("trPr", w("cantSplit"), *([w("tblHeader")] if head else [])),
        *(_cell(each, width, shade) for each, width in zip(cells, widths, strict=True)),
    )


def _cell(paragraphs: Iterable[Element], width: int, shade: str) -> Element:
    return w(
        "tc",
        w("tcPr", w("tcW", w=width, type="dxa"), *([w("shd", val="clear", color="auto", fill=shade)] if shade else [])),
        *paragraphs,
    )
