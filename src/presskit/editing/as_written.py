"""A changed statement as its file can hold it: each block with an id of its own, and as it is read back from Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from presskit.editing.source_text import EditError
from presskit.editing.tidying import tidied
from presskit.model.document import (
    Block,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Link,
    NoteRef,
    Paragraph,
    Segment,
    Statement,
    Strong,
    TableRow,
    Text,
    fingerprint,
    in_blocks,
    inlines_of,
    plain_text,
    segments,
    walk_inlines,
)
from presskit.readers import markdown as reader
from presskit.writers.kit_files import markdown

__all__ = ["as_written", "unstressed"]

_ID = re.compile(r"[a-z][a-z0-9-]*")
_HOLDERS = ("lead", "items", "blocks", "attribution", "head", "rows", "cells")
_PARTS = ("body", "boilerplate", "notes", "footnotes")
_HEADS = ("title", "subtitle")
_STUB = (Text("x"),)


def as_written(statement: Statement, known: Statement) -> Statement:
    """Return the statement as its file will hold it; a block that ``known``, the file as it is, has stays as it is.

    Stress that Markdown cannot express is gone (:func:`unstressed` tells where). Raises :class:`EditError` where anything
    else could not be written: words, a link, a note, a variable.
    """
    kept = frozenset((*known.body, *known.boilerplate, *known.notes, *known.footnotes, known.title, known.subtitle))
    named = _with_own_ids(_each(statement, lambda part: part if part in kept else tidied(part)), kept)
    return _each(named, lambda part: part if part in kept else _as_read(part, known.language))


def unstressed(asked: Statement, written: Statement) -> tuple[str, ...]:
    """Return the ids of the segments of ``written`` that have less stress than they were asked to have.

    Both have the same segments in the same order.
    """
    pairs = zip(segments(asked), segments(written), strict=False)
    return tuple(after.id for before, after in pairs if _stressed_letters(before) > _stressed_letters(after))


def _stressed_letters(segment: Segment) -> int:
    """Return how many letters stand in stress, each as often as it is stressed."""
    marked = (each for each in walk_inlines(inlines_of(segment)) if isinstance(each, Emphasis | Strong))
    return sum(len("".join(plain_text(each.children).split())) for each in marked)


def _each(statement: Statement, change: Callable[[Any], Any]) -> Statement:
    """Return the statement with each block at the top, each footnote and both heads changed."""
    parts: dict[str, Any] = {name: tuple(map(change, getattr(statement, name))) for name in _PARTS}
    subtitle = change(statement.subtitle) if statement.subtitle else None
    return replace(statement, title=change(statement.title), subtitle=subtitle, **parts)


def _with_own_ids(statement: Statement, kept: Collection[object]) -> Statement:
    """Return the statement with an id, made from its words, for each block that has none or that of another block.

    What is ``kept`` keeps its ids.
    """
    old = [each for name in _PARTS for each in getattr(statement, name) if each in kept]
    taken = {*_HEADS, *_ids(old)}
    return _each(statement, lambda part: part if part in kept else _named(part, taken))


def _ids(node: Any) -> Iterator[str]:
    for each in node if isinstance(node, list | tuple) else [getattr(node, name, None) for name in _HOLDERS]:
        if each:
            yield from (name for name in [getattr(each, "id", "")] if name)
            yield from _ids(each)


def _named(node: Any, taken: set[str]) -> Any:
    if isinstance(node, tuple):
        return tuple(_named(each, taken) for each in node)
    if isinstance(node, Paragraph | Heading | Figure):
        return node if node.id in _HEADS else replace(node, id=_own(node.id, node, taken))
    if isinstance(node, TableRow):
        words = Paragraph(tuple(inline for cell in node.cells for inline in cell.inlines))
        name = _own(node.id, words, taken)
        return replace(node, id=name, cells=tuple(replace(cell, id=f"{name}-{n}") for n, cell in enumerate(node.cells, 1)))
    held = {name: getattr(node, name) for name in _HOLDERS if getattr(node, name, None)}
    return replace(node, **{name: _named(value, taken) for name, value in held.items()})


def _own(name: str, segment: Segment, taken: set[str]) -> str:
    """Return the id if it is one and free, otherwise a new one; it is taken from now on."""
    if name in taken or not _ID.fullmatch(name):
        base = f"x{fingerprint(segment)[:8]}"
        name = next(each for n in count(1) if (each := f"{base}-{n}" if n > 1 else base) not in taken)
    taken.add(name)
    return name


def _as_read(part: Any, language: str) -> Any:
    """Return a block, a footnote or a head as it is read when it has been written, without stress if it must be."""
    inner = part.blocks if isinstance(part, Footnote) else (part,)
    for asked in (part, _without_stress(part)):
        read = _read_alone(asked, language)
        after = read.blocks if isinstance(read, Footnote) else (read,)
        if type(read) is type(part) and _same(inner, after):
            return read
    words = " ".join(plain_text(inlines_of(each)) for each in in_blocks(inner))
    raise EditError(f"«{words[:80]}» cannot be written so that it is read as it stands here")


def _read_alone(part: Any, language: str) -> Any:
    """Return what is read of a part of a statement that is written alone; None where that is not one such part."""
    label = part.label if isinstance(part, Footnote) else ""
    others = tuple(each for each in _stubs(part.blocks if label else (part,)) if each.label != label)
    text = Statement(language, Paragraph(_STUB), (Paragraph(_STUB),), footnotes=others)
    if label:
        text = replace(text, body=(Paragraph((*_STUB, NoteRef(label))),), footnotes=(part, *others))
    elif getattr(part, "id", "") in _HEADS:
        heads: dict[str, Any] = {part.id: part}
        text = replace(text, **heads)
    else:
        text = replace(text, body=(part,))
    read = reader.read("statement", markdown(text).encode(), language).value
    if read is None or getattr(part, "id", "") in _HEADS:
        return read and getattr(read, part.id)
    found = read.footnotes[:1] if label else read.body
    return found[0] if len(found) == 1 else None


def _stubs(blocks: Sequence[Block]) -> tuple[Footnote, ...]:
    """Return footnotes for the notes that blocks call: without them a call is read as words."""
    inlines = (inline for each in in_blocks(blocks) for inline in walk_inlines(inlines_of(each)))
    labels = dict.fromkeys(each.label for each in inlines if isinstance(each, NoteRef))
    return tuple(Footnote(label, (Paragraph(_STUB),)) for label in labels)


def _same(before: Sequence[Block], after: Sequence[Block]) -> bool:
    return [_content(each) for each in in_blocks(before)] == [_content(each) for each in in_blocks(after)]


def _content(segment: Segment) -> tuple[object, ...]:
    """Return what a segment is and says, without stress and without how its spaces are laid out."""
    words = Paragraph(tuple(_unmarked(inlines_of(segment))))
    own = (segment.source, segment.alt, segment.credit) if isinstance(segment, Figure) else ()
    return type(segment), segment.id, *own, fingerprint(words)


def _unmarked(inlines: Sequence[Inline]) -> Iterator[Inline]:
    for each in inlines:
        if isinstance(each, Emphasis | Strong):
            yield from _unmarked(each.children)
        elif isinstance(each, Link):
            yield replace(each, children=tuple(_unmarked(each.children)))
        else:
            yield each


def _without_stress(node: Any) -> Any:
    if isinstance(node, tuple):
        return tuple(_without_stress(each) for each in node)
    for name in ("inlines", "caption"):
        if getattr(node, name, None):
            return tidied(replace(node, **{name: tuple(_unmarked(getattr(node, name)))}))
    held = {name: getattr(node, name) for name in _HOLDERS if getattr(node, name, None)}
    return replace(node, **{name: _without_stress(value) for name, value in held.items()})
