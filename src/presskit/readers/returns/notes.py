"""The marks of footnotes in a returned Word file, in whichever of the ways that programs keep a link to a bookmark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from presskit.model.document import Inline, NoteRef
from presskit.readers.importing.docx_package import attribute, children, local
from presskit.translation.inline_restoration import joined

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["note_marks", "with_marks"]

_NOTE = re.compile(r"pknote_(\d{1,4})")
_LABEL = re.compile(r"foopk(\d{1,4})")
_OWN = re.compile(r"(?:foo|end)-?\d+")


def with_marks(paragraph: Element) -> Element:
    """Return the paragraph with each link to a note as the reference that Word's own notes have (17.11.14)."""
    for each in list(paragraph.iter()):
        name = local(each)
        told = attribute(each, "anchor") if name == "hyperlink" else attribute(each, "instr") if name == "fldSimple" else ""
        note = _NOTE.search(told)
        up = each.getparent()
        if note and up is not None:
            up.replace(each, _reference(each, note[1]))
    _fields(paragraph)
    return paragraph


def note_marks(inlines: Iterable[Inline]) -> tuple[tuple[Inline, ...], tuple[str, ...]]:
    """Return inlines with the marks of the source's notes by their number, without those of notes that Word itself holds.

    The second are the labels of the latter: a translator's own notes, which are no part of the text.
    """
    kept: list[Inline] = []
    own: list[str] = []
    for inline in inlines:
        if not isinstance(inline, NoteRef):
            kept.append(inline)
        elif found := _LABEL.fullmatch(inline.label):
            kept.append(replace(inline, label=f"foo{found[1]}"))
        elif _OWN.fullmatch(inline.label):
            own.append(inline.label)
    return joined(kept), tuple(own)


def _reference(like: Element, number: str) -> Element:
    space = str(like.tag).rpartition("}")[0] + "}"
    run = like.makeelement(f"{space}r")
    run.append(run.makeelement(f"{space}footnoteReference", {f"{space}id": f"pk{number}"}))
    return run


def _fields(paragraph: Element) -> None:
    """Replace what a complex field shows, from its begin to its end, where it leads to a note (17.16.18)."""
    runs = children(paragraph, "r")
    for start, run in enumerate(runs):
        note = next((found for each in children(run, "instrText") if (found := _NOTE.search(each.text or ""))), None)
        if not note:
            continue
        begin = next((n for n in range(start, -1, -1) if "begin" in _kinds(runs[n])), start)
        end = next((n for n in range(start, len(runs)) if "end" in _kinds(runs[n])), start)
        paragraph.replace(runs[begin], _reference(run, note[1]))
        for each in runs[begin + 1 : end + 1]:
            paragraph.remove(each)


def _kinds(run: Element) -> list[str]:
    return [attribute(each, "fldCharType") for each in children(run, "fldChar")]
