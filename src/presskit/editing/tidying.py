"""The words of a block as reading leaves them: spaces single, none at the ends, none where a mark begins or ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from presskit.model.document import Emphasis, Figure, Heading, Inline, LineBreak, Link, Paragraph, Strong, Text
from presskit.typography import clean

__all__ = ["tidied"]

_HOLDERS = ("lead", "items", "blocks", "attribution", "head", "rows", "cells")


def tidied(node: Any) -> Any:
    """Return a node with the spaces of its words as reading leaves them: single, and outside of what is marked."""
    if isinstance(node, tuple):
        return tuple(tidied(each) for each in node)
    if isinstance(node, Figure):
        return replace(node, alt=clean(node.alt).strip(), credit=clean(node.credit).strip(), caption=_tidy(node.caption))
    if isinstance(node, Paragraph | Heading):
        return replace(node, inlines=_tidy(node.inlines))
    held = {name: getattr(node, name) for name in _HOLDERS if getattr(node, name, None)}
    return replace(node, **{name: tidied(value) for name, value in held.items()})


def _tidy(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines of a block without spaces at its ends and around its line breaks."""
    pieces = _parted(_outside(inlines))[1]
    made: list[Inline] = []
    for at, each in enumerate(pieces):
        if isinstance(each, Text):
            text = each.text.lstrip(" ") if at and isinstance(pieces[at - 1], LineBreak) else each.text
            text = text.rstrip(" ") if isinstance(pieces[min(at + 1, len(pieces) - 1)], LineBreak) else text
            made += [Text(text)] if text else []
        else:
            made.append(each)
    return tuple(made)


def _outside(inlines: Sequence[Inline]) -> list[Inline]:
    """Return inlines in which no mark begins or ends with a space or a line break, and texts side by side are one."""
    moved: list[Inline] = []
    for each in inlines:
        if isinstance(each, Emphasis | Strong | Link):
            before, inner, after = _parted(_outside(each.children))
            moved += [*before, *((replace(each, children=tuple(inner)),) if inner else ()), *after]
        else:
            moved.append(each)
    joined: list[Inline] = []
    for kind, run in groupby(moved, type):
        alike: list[Any] = list(run)
        if kind is Text:
            text = clean("".join(each.text for each in alike))
            joined += [Text(text)] if text else []
        elif kind in {Emphasis, Strong}:
            joined.append(kind(tuple(_outside([inner for each in alike for inner in each.children]))))
        else:
            joined += alike
    return joined


def _parted(pieces: Sequence[Inline]) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """Return the spaces and line breaks at the beginning, what stands between, and those at the end."""
    begin, core = _leading(pieces)
    end, core = _leading(core[::-1], at_end=True)
    return begin, core[::-1], end[::-1]


def _leading(pieces: Sequence[Inline], *, at_end: bool = False) -> tuple[list[Inline], list[Inline]]:
    spaces: list[Inline] = []
    for at, each in enumerate(pieces):
        if isinstance(each, Text):
            bare = each.text.rstrip() if at_end else each.text.lstrip()
            space = each.text[len(bare) :] if at_end else each.text[: len(each.text) - len(bare)]
            spaces += [Text(space)] if space else []
            if bare:
                return spaces, [Text(bare), *pieces[at + 1 :]]
        elif isinstance(each, LineBreak):
            spaces.append(each)
        else:
            return spaces, [*pieces[at:]]
    return spaces, []
