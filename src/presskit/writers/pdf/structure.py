"""The structure tree of a PDF (ISO 32000-1, 14.7): read as plain values, improved, and written anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from presskit.typesetting.job import ELEMENT, LANGUAGE, LIST_STYLE, NAME, SCOPE, WORDS
from presskit.writers.pdf.tree import Content, Kid, Link, Node, improved, nodes

if TYPE_CHECKING:
    import pikepdf

__all__ = ["rebuild"]

LIST_NUMBERING = {"decimal": "Decimal", "arabic-indic": "Decimal", "none": "None", "circle": "Circle", "square": "Square"}
ROLES = {"Em": "Span", "Strong": "Span"}
SCOPES = {"row": "Row", "col": "Column", "both": "Both"}
_PIXEL = 0.75  # of a CSS pixel in pt


def rebuild(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Write a better structure tree into ``pdf`` and return the (page index, identifier) of the content that it holds.

    What is marked and not held is page furniture: the caller makes artifacts of it.
    """
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    links = {note.objgen: Link(index, at) for index, page in enumerate(pdf.pages) for at, note in enumerate(_notes(page))}
    (document,) = _listed(pdf.Root.StructTreeRoot.K)
    tree = improved(_read(document, pages, links, 0))
    _Writer(pdf).write(tree)
    return {(kid.page, kid.mcid) for node in [tree, *nodes(tree)] for kid in node.kids if isinstance(kid, Content)}


def _notes(page: pikepdf.Page) -> list[Any]:
    return list(page.obj.get("/Annots", []))


def _listed(kids: Any) -> list[Any]:
    import pikepdf

    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _text(element: Any, key: str) -> str:
    return str(element.get(f"/{key}", ""))


def _read(element: Any, pages: dict[Any, int], links: dict[Any, Link], page: int) -> Node:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    node = Node(
        tag=str(element.S).removeprefix("/"),
        element=int(element.get(f"/{ELEMENT}", -1)),
        name=_text(element, NAME),
        language=_text(element, LANGUAGE),
        list_style=_text(element, LIST_STYLE),
        scope=_text(element, SCOPE),
        words=_text(element, WORDS),
        page=page,
        attributes={key: element[key] for key in ("/Alt", "/A", "/ID") if key in element},
    )
    node.kids = [made for kid in _listed(element.get("/K", [])) if (made := _kid(kid, pages, links, page)) is not None]
    return node


def _kid(kid: Any, pages: dict[Any, int], links: dict[Any, Link], page: int) -> Kid | None:
    import pikepdf

    if not isinstance(kid, pikepdf.Dictionary):
        return Content(page, int(kid))
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

        role = pikepdf.Name(f"/{node.tag}")
        made = self.pdf.make_indirect(pikepdf.Dictionary(S=role, P=parent))
        if any(isinstance(kid, Content) for kid in node.kids):
            made.Pg = self.pages[node.page].obj
        for key, value in {**node.attributes, **self.attributes(node)}.items():
            made[key] = value
        made.K = pikepdf.Array([self.kid(kid, node, made) for kid in node.kids])
        return made

    def attributes(self, node: Node) -> dict[str, Any]:
        import pikepdf

        found: dict[str, Any] = {}
        if node.language:
            found["/Lang"] = pikepdf.String(node.language)
        if node.tag == "L":
            style = LIST_NUMBERING.get(node.list_style, "Disc")
            found["/A"] = pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=pikepdf.Name(f"/{style}"))
        if node.tag == "TH":
            table = node.attributes.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
            table.Scope = pikepdf.Name(f"/{SCOPES.get(node.scope, 'Column')}")
            found["/A"] = table
        if node.tag == "Figure":
            found["/A"] = self.placed(node)
        return found

    def placed(self, node: Node) -> Any:
        """Return where a figure stands, in points from the page's lower left corner; WeasyPrint counts pixels downwards."""
        import pikepdf

        height = float(self.pages[node.page].mediabox[3])
        left, top, right, bottom = (float(edge) * _PIXEL for edge in node.attributes["/A"].BBox)
        box = [round(edge, 2) for edge in (left, height - bottom, right, height - top)]
        return pikepdf.Dictionary(O=pikepdf.Name.Layout, BBox=pikepdf.Array(box), Placement=pikepdf.Name.Block)

    def kid(self, kid: Kid, node: Node, made: Any) -> Any:
        import pikepdf

        if isinstance(kid, Node):
            return self.element(kid, made)
        if isinstance(kid, Link):
            note = self.pages[kid.page].obj.Annots[kid.index]
            note.Contents = pikepdf.String(node.words)
            self.linked.append((note, made))
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note, Pg=self.pages[kid.page].obj)
        self.held[kid.page][kid.mcid] = made
        if kid.page == node.page:
            return kid.mcid
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self.pages[kid.page].obj, MCID=kid.mcid)

    def parents(self) -> Any:
        """Return the parent tree (14.7.4.4): an array a page, then an element for each annotation."""
        import pikepdf

        numbers: list[Any] = []
        for index, page in enumerate(self.pages):
            page.obj.StructParents = index
            numbers += [index, self.pdf.make_indirect(pikepdf.Array(list(_filled(self.held[index]))))]
        for key, (note, element) in enumerate(self.linked, len(self.pages)):
            note.StructParent = key
            numbers += [key, element]
        return pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def _filled(held: dict[int, Any]) -> Iterator[Any]:
    yield from (held.get(mcid) for mcid in range(max(held, default=-1) + 1))
