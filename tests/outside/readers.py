"""What programs that are not ours read in the outputs: poppler in the PDF, pandoc in the Word file, html2text in the web page."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

import html2text
import pypandoc

from tests import programs

__all__ = ["docx_text", "html_text", "pdf_pages"]


def html_text(data: bytes) -> str:
    """Return a page as html2text writes it, one line a paragraph, in Unicode."""
    reader = html2text.HTML2Text(bodywidth=0)
    reader.unicode_snob = True
    reader.ignore_emphasis = True
    reader.images_to_alt = True
    reader.skip_internal_links = False
    return str(reader.handle(data.decode()))


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page as poppler's pdftotext orders it."""
    command = [str(programs.program("pdftotext")), "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, check=True, capture_output=True, timeout=900).stdout.decode()
    return text.removesuffix("\f").split("\f")


def docx_text(data: bytes) -> str:
    """Return what pandoc reads in a Word file, one line a paragraph: lists with their numbers, notes' numbers in brackets."""
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=json"]
    done = subprocess.run(command, input=data, check=True, capture_output=True, timeout=900)
    return "".join(_said(json.loads(done.stdout)["blocks"]))


SIGNS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
AROUND: dict[str, tuple[str, int | None, str]] = {
    "Str": ("", None, ""), "Code": ("", 1, ""), "Superscript": (" [", None, "]"), "Image": ("![", 1, "]"),
    "Link": ("", 1, ""), "Span": ("", 1, ""), "Emph": ("", None, ""), "Strong": ("", None, ""), "Underline": ("", None, ""),
    "Para": ("", None, "\n"), "Plain": ("", None, "\n"), "Header": ("", 2, "\n"), "Div": ("", 1, ""),
    "BlockQuote": ("", None, ""), "BulletList": ("", None, ""),
}  # fmt: skip
"""What stands before and after the words of a part of pandoc's tree, and where in its content they are."""


def _said(node: Any) -> Iterator[str]:
    """Yield the words of a part of pandoc's tree."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from _said(each)
    elif (kind := node["t"]) in SIGNS:
        yield SIGNS[kind]
    elif kind in AROUND:
        before, at, after = AROUND[kind]
        yield from (before, *_said(node["c"] if at is None else node["c"][at]), after)
    elif kind == "OrderedList":
        (first, *_), items = node["c"]
        for number, item in enumerate(items, first):
            yield from (f"{number}. ", *_said(item))
    elif kind == "Table":
        yield from _said(_cells(node["c"]))
    else:
        raise ValueError(f"pandoc read «{kind}», which no test has met yet")


def _cells(table: list[Any]) -> list[Any]:
    """Return the blocks of a table's cells, row by row."""
    _, _, _, head, bodies, foot = table
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    return [cell[4] for row in rows for cell in row[1]]
