"""A Word file looked into: unpacked and parsed once into plain values, with limits for broken and hostile files."""

from __future__ import annotations

from presskit.formats.docx_file.archive import UnreadableError
from presskit.formats.docx_file.reading import read_docx
from presskit.formats.docx_file.values import (
    Change,
    Disorder,
    DocxFile,
    Field,
    FontEntry,
    Image,
    Lang,
    Link,
    Mark,
    Paragraph,
    Part,
    Picture,
    Reference,
    Relation,
    Run,
    Section,
    Spot,
    Stylesheet,
)

__all__ = [
    "Change",
    "Disorder",
    "DocxFile",
    "Field",
    "FontEntry",
    "Image",
    "Lang",
    "Link",
    "Mark",
    "Paragraph",
    "Part",
    "Picture",
    "Reference",
    "Relation",
    "Run",
    "Section",
    "Spot",
    "Stylesheet",
    "UnreadableError",
    "read_docx",
]
