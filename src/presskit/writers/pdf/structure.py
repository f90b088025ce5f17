"""The structure tree of a PDF (ISO 32000-1, 14.7; ISO 14289-1, 7): read as plain values, improved, and written anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from presskit.typesetting.job import ELEMENT, LANGUAGE, LIST_STYLE, NAME, SCOPE, WORDS

if TYPE_CHECKING:
    import pikepdf

__all__ = ["Annotation", "MarkedContent", "Node", "improved", "nodes", "rebuild"]

@dataclass(frozen=True, slots=True)
class MarkedContent:
    """Marked content: the index of its page, from 0, and its identifier there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation, by the index of its page and its place in the page's list."""

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


Kid: TypeAlias = Node | MarkedContent | Annotation

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
    for improve in (
        _nest_lists, _lift_links, _name_emphasis, _dissolve, _rejoin, _gather_bodies, _take_captions, _prune, _step_headings,
    ):  # fmt: skip
        improve(root)
    return root


def _inner_first(root: Node) -> Iterator[Node]:
    """Return an iterator over ``root`` and every element below it, each after all that it holds."""
    return reversed([root, *nodes(root)])


def _nest_lists(root: Node) -> None:
    """Put a list that stands beside the item it belongs to back into that item, where it is read.

    WeasyPrint takes it out of the item, and so behind all that follows it there.
    """
    for node in _inner_first(root):
        if node.tag == "L":
            _move_into_previous(node, "L", "LI")


def _move_into_previous(node: Node, tag: str, holder: str) -> None:
    """Move each element ``tag`` of a node into the ``holder`` right before it, in the order in which the page shows them."""
    kids: list[Kid] = []
    for kid in node.kids:
        last = kids[-1] if kids else None
        if isinstance(kid, Node) and kid.tag == tag and isinstance(last, Node) and last.tag == holder:
            later = (at for at, each in enumerate(last.kids) if isinstance(each, Node) and each.element > kid.element)
            last.kids.insert(next(later, len(last.kids)), kid)
        else:
            kids.append(kid)
    node.kids = kids


def _lift_links(root: Node) -> None:
    """Put the annotations of stressed or turned words in a link beside the link's own: all of them have its words."""
    for link in [node for node in nodes(root) if node.tag == "Link"]:
        below = [node for node in nodes(link) if node.tag != "Link"]
        lifted = [kid for node in below for kid in node.kids if isinstance(kid, Annotation)]
        for node in below:
            node.kids = [kid for kid in node.kids if not isinstance(kid, Annotation)]
        own = sum(isinstance(kid, Annotation) for kid in link.kids)
        link.kids[own:own] = lifted


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


def _dissolve(root: Node) -> None:
    """Take out spans that carry no language, elements without meaning, and columns; what they hold stays."""
    for node in _inner_first(root):
        node.kids = [inner for kid in node.kids for inner in _without_itself(kid, node)]


def _without_itself(kid: Kid, parent: Node) -> list[Kid]:
    """Return what a part holds where it is dissolved, else the part.

    A column of a list comes from the same element as the list, and looks like a list in it.
    """
    if not isinstance(kid, Node):
        return [kid]
    column = kid.element >= 0 and (kid.element, kid.tag) == (parent.element, parent.tag)
    return kid.kids if column or (kid.tag in DISSOLVED and not kid.language) else [kid]


def _rejoin(node: Node) -> None:
    """Make one of those elements below a parent that come from the same element of the page."""
    first: dict[tuple[int, str], Node] = {}
    for kid in list(node.kids):
        if isinstance(kid, Node) and kid.element >= 0:
            whole = first.setdefault((kid.element, kid.tag), kid)
            if whole is not kid:
                whole.kids += kid.kids
                node.kids.remove(kid)
    for kid in node.kids:
        if isinstance(kid, Node):
            _rejoin(kid)


def _gather_bodies(root: Node) -> None:
    """Put what a list item holds beside its label into one LBody (ISO 14289-1, 7.2)."""
    for item in [node for node in nodes(root) if node.tag == "LI"]:
        labels = [kid for kid in item.kids if isinstance(kid, Node) and kid.tag == "Lbl"]
        body = Node("LBody", page=item.page)
        for kid in item.kids:
            if kid not in labels:
                body.kids += kid.kids if isinstance(kid, Node) and kid.tag == "LBody" else [kid]
        item.kids = [*labels, body]


def _take_captions(root: Node) -> None:
    """Put a caption into the figure that stands before it (ISO 32000-1, table 338)."""
    for node in _inner_first(root):
        _move_into_previous(node, "Caption", "Figure")


def _prune(root: Node) -> None:
    """Take out elements that hold nothing, but no cells: all rows of a table have as many (ISO 14289-1, 7.5)."""
    for node in _inner_first(root):
        node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or kid.kids or kid.tag in {"TH", "TD"}]


LIST_NUMBERING = {"decimal": "Decimal", "arabic-indic": "Decimal", "none": "None", "circle": "Circle", "square": "Square"}
ROLES = {"Em": "Span", "Strong": "Span"}
SCOPES = {"row": "Row", "col": "Column", "both": "Both"}
_PIXEL = 0.75  # of a CSS pixel in pt


def rebuild(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Write a better structure tree into ``pdf`` and return the (page index, identifier) of the content that it holds.

    What is marked and not held is page furniture: the caller makes artifacts of it.
    """
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    notes: list[list[Any]] = [list(page.obj.get("/Annots", [])) for page in pdf.pages]
    links = {note.objgen: Annotation(index, at) for index, some in enumerate(notes) for at, note in enumerate(some)}
    (document,) = _listed(pdf.Root.StructTreeRoot.K)
    tree = improved(_read(document, pages, links, 0))
    _Writer(pdf).write(tree)
    return {(kid.page, kid.mcid) for node in [tree, *nodes(tree)] for kid in node.kids if isinstance(kid, MarkedContent)}


def _listed(kids: Any) -> list[Any]:
    import pikepdf

    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _text(element: Any, key: str) -> str:
    return str(element.get(f"/{key}", ""))


def _read(element: Any, pages: dict[Any, int], links: dict[Any, Annotation], page: int) -> Node:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    kids = [_kid(kid, pages, links, page) for kid in _listed(element.get("/K", []))]
    return Node(
        tag=str(element.S).removeprefix("/"),
        kids=[kid for kid in kids if kid is not None],
        element=int(element.get(f"/{ELEMENT}", -1)),
        name=_text(element, NAME),
        language=_text(element, LANGUAGE),
        list_style=_text(element, LIST_STYLE),
        scope=_text(element, SCOPE),
        words=_text(element, WORDS),
        page=page,
        attributes={key: element[key] for key in ("/Alt", "/A", "/ID") if key in element},
    )


def _kid(kid: Any, pages: dict[Any, int], links: dict[Any, Annotation], page: int) -> Kid | None:
    import pikepdf

    if not isinstance(kid, pikepdf.Dictionary):
        return MarkedContent(page, int(kid))
    if "/S" in kid:
        return _read(kid, pages, links, page)
    return links.get(kid.Obj.objgen) if "/Obj" in kid else None


class _Writer:
    """Writes a tree of nodes as structure elements, and the tables that lead from the pages back to them."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = list(pdf.pages)
        self.held: dict[int, dict[int, Any]] = {index: {} for index in range(len(self.pages))}
        self.linked: list[tuple[Any, Any]] = []

    def write(self, tree: Node) -> None:
        import pikepdf

        root = self.pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        root.RoleMap = pikepdf.Dictionary({f"/{name}": pikepdf.Name(f"/{role}") for name, role in ROLES.items()})
        root.K = pikepdf.Array([self.element(tree, root)])
        root.ParentTree = self.pdf.make_indirect(self.parents())
        root.ParentTreeNextKey = len(self.pages) + len(self.linked)
        self.pdf.Root.StructTreeRoot = root

    def element(self, node: Node, parent: Any) -> Any:
        import pikepdf

        element = self.pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{node.tag}"), P=parent))
        if any(isinstance(kid, MarkedContent) for kid in node.kids):
            element.Pg = self.pages[node.page].obj
        for key, value in {**node.attributes, **self.attributes(node)}.items():
            element[key] = value
        element.K = pikepdf.Array([self.kid(kid, node, element) for kid in node.kids])
        return element

    def attributes(self, node: Node) -> dict[str, Any]:
        import pikepdf

        attributes: dict[str, Any] = {"/Lang": pikepdf.String(node.language)} if node.language else {}
        if node.tag == "L":
            numbering = pikepdf.Name(f"/{LIST_NUMBERING.get(node.list_style, 'Disc')}")
            attributes["/A"] = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=numbering)
        if node.tag == "TH":
            attributes["/A"] = node.attributes.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            attributes["/A"].Scope = pikepdf.Name(f"/{SCOPES.get(node.scope, 'Column')}")
        if node.tag == "Figure":
            attributes["/A"] = self.placed(node)
        return attributes

    def placed(self, node: Node) -> Any:
        """Return where a figure stands, in points from the page's lower left corner; WeasyPrint counts pixels downwards."""
        import pikepdf

        height = float(self.pages[node.page].mediabox[3])
        left, top, right, bottom = (float(edge) * _PIXEL for edge in node.attributes["/A"].BBox)
        box = pikepdf.Array([round(edge, 2) for edge in (left, height - bottom, right, height - top)])
        return pikepdf.Dictionary(O=pikepdf.Name.Layout, BBox=box, Placement=pikepdf.Name.Block)

    def kid(self, kid: Kid, node: Node, element: Any) -> Any:
        import pikepdf

        if isinstance(kid, Node):
            return self.element(kid, element)
        page = self.pages[kid.page].obj
        if isinstance(kid, Annotation):
            note = page.Annots[kid.index]
            note.Contents = pikepdf.String(node.words)
            self.linked.append((note, element))
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note, Pg=page)
        self.held[kid.page][kid.mcid] = element
        return kid.mcid if kid.page == node.page else pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, MCID=kid.mcid)

    def parents(self) -> Any:
        """Return the parent tree (14.7.4.4): an array a page, then an element for each annotation."""
        import pikepdf

        numbers: list[Any] = []
        for index, page in enumerate(self.pages):
            page.obj.StructParents = index
            held = self.held[index]
            elements = pikepdf.Array([held.get(mcid) for mcid in range(max(held, default=-1) + 1)])
            numbers += [index, self.pdf.make_indirect(elements)]
        for key, (note, element) in enumerate(self.linked, len(self.pages)):
            note.StructParent = key
            numbers += [key, element]
        return pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
