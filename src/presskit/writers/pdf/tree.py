"""A structure tree as plain values, and what makes a good one of WeasyPrint's (ISO 32000-1, 14.7; ISO 14289-1, 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

__all__ = ["Content", "Link", "Node", "improved", "nodes"]


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: the index of its page, from 0, and its identifier there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Link:
    """An annotation, by the index of its page and its place in the page's list."""

    page: int
    index: int


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. ``element`` numbers the HTML element that it comes from; -1 where it has none of its own."""

    tag: str
    kids: list[Kid] = field(default_factory=list)
    element: int = -1
    name: str = ""
    language: str = ""
    list_style: str = ""
    scope: str = ""
    words: str = ""
    page: int = 0
    attributes: dict[str, Any] = field(default_factory=dict)


Kid: TypeAlias = Node | Content | Link

EMPHASIS = {"em": "Em", "strong": "Strong"}
"""Names of PDF 2.0, which a role map leads back to Span."""
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
DISSOLVED = frozenset({"NonStruct", "Span"})


def nodes(root: Node) -> Iterator[Node]:
    """Yield every element below ``root``, parents first."""
    for kid in root.kids:
        if isinstance(kid, Node):
            yield kid
            yield from nodes(kid)


def improved(root: Node) -> Node:
    """Return the tree with one element for each element of the page, in the order in which it is read.

    What a page's end had cut is one again; spans that say nothing are gone; a list item is a label and a body, a nested
    list stands in the body of its item, a caption in its figure, and all that can be clicked in a link's own element.
    """
    _nest_lists(root)
    _lift_links(root)
    _name_emphasis(root)
    _dissolve(root)
    _rejoin(root)
    _gather_bodies(root)
    _take_captions(root)
    _prune(root)
    _step_headings(root)
    return root


def _nest_lists(node: Node) -> None:
    """Put a list that stands beside the item it belongs to back into that item, where it is read.

    WeasyPrint takes it out of the item, and so behind all that follows it there.
    """
    for kid in node.kids:
        if isinstance(kid, Node):
            _nest_lists(kid)
    if node.tag != "L":
        return
    kids: list[Kid] = []
    for kid in node.kids:
        last = kids[-1] if kids else None
        if isinstance(kid, Node) and kid.tag == "L" and isinstance(last, Node) and last.tag == "LI":
            last.kids.insert(_place(kid, last), kid)
        else:
            kids.append(kid)
    node.kids = kids


def _lift_links(root: Node) -> None:
    """Put the annotations of stressed or turned words in a link beside the link's own: all of them have its words."""
    for link in [node for node in nodes(root) if node.tag == "Link"]:
        below = [node for node in nodes(link) if node.tag != "Link"]
        lifted = [kid for node in below for kid in node.kids if isinstance(kid, Link)]
        for node in below:
            node.kids = [kid for kid in node.kids if not isinstance(kid, Link)]
        own = sum(isinstance(kid, Link) for kid in link.kids)
        link.kids[own:own] = lifted


def _place(child: Node, item: Node) -> int:
    """Return where a list stands in its item: elements are numbered as the page begins to show them."""
    later = (at for at, kid in enumerate(item.kids) if isinstance(kid, Node) and kid.element > child.element)
    return next(later, len(item.kids))


def _step_headings(root: Node) -> None:
    """Let no level of headings be left out on the way down (ISO 14289-1, 7.4.2): H2 follows H1 where a text leaps to H3."""
    level = 0
    for node in nodes(root):
        if node.tag in HEADINGS:
            level = min(HEADINGS.index(node.tag) + 1, level + 1)
            node.tag = HEADINGS[level - 1]


def _name_emphasis(root: Node) -> None:
    for node in nodes(root):
        node.tag = EMPHASIS.get(node.name, node.tag) if node.tag in DISSOLVED else node.tag


def _dissolve(node: Node) -> None:
    """Take out spans that carry no language, elements without meaning, and columns; what they hold stays.

    A column of a list comes from the same element as the list, and looks like a list in it.
    """
    kids: list[Kid] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            kids.append(kid)
            continue
        _dissolve(kid)
        column = kid.element >= 0 and (kid.element, kid.tag) == (node.element, node.tag)
        if column or (kid.tag in DISSOLVED and not kid.language):
            kids += kid.kids
        else:
            kids.append(kid)
    node.kids = kids


def _rejoin(node: Node) -> None:
    """Make one of those elements below a parent that come from the same element of the page."""
    kept: dict[tuple[int, str], Node] = {}
    kids: list[Kid] = []
    for kid in node.kids:
        before = kept.get((kid.element, kid.tag)) if isinstance(kid, Node) and kid.element >= 0 else None
        if before is not None and isinstance(kid, Node):
            before.kids += kid.kids
            continue
        if isinstance(kid, Node):
            kept[kid.element, kid.tag] = kid
        kids.append(kid)
    node.kids = kids
    for kid in kids:
        if isinstance(kid, Node):
            _rejoin(kid)


def _gather_bodies(root: Node) -> None:
    """Put what a list item holds beside its label into one LBody (ISO 14289-1, 7.2)."""
    for item in list(nodes(root)):
        if item.tag != "LI":
            continue
        labels = [kid for kid in item.kids if isinstance(kid, Node) and kid.tag == "Lbl"]
        rest = [kid for kid in item.kids if kid not in labels]
        body = Node("LBody", [grand for kid in rest for grand in _opened(kid)], page=item.page)
        item.kids = [*labels, body]


def _opened(kid: Kid) -> list[Kid]:
    return kid.kids if isinstance(kid, Node) and kid.tag == "LBody" else [kid]


def _take_captions(root: Node) -> None:
    """Put a caption into the figure that stands before it (ISO 32000-1, table 338)."""
    for node in [root, *nodes(root)]:
        kids: list[Kid] = []
        for kid in node.kids:
            last = kids[-1] if kids else None
            if isinstance(kid, Node) and kid.tag == "Caption" and isinstance(last, Node) and last.tag == "Figure":
                last.kids.append(kid)
            else:
                kids.append(kid)
        node.kids = kids


def _prune(node: Node) -> None:
    """Take out elements that hold nothing, but no cells: all rows of a table have as many (ISO 14289-1, 7.5)."""
    for kid in node.kids:
        if isinstance(kid, Node):
            _prune(kid)
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or kid.kids or kid.tag in {"TH", "TD"}]
