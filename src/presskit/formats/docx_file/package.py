"""How the parts hang together: content types and relationships (ECMA-376, part 2, 6.2.3 and 6.5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from presskit.formats.docx_file.names import Element, attribute, name
from presskit.formats.docx_file.values import Part, Relation

__all__ = ["TYPES", "main_part", "parts", "relations"]

TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
USUAL = "word/document.xml"


def parts(files: Mapping[str, bytes], types: Element | None) -> tuple[Part, ...]:
    """Return the parts with their content types; the list of types itself is none of them."""
    said = {tag: [*_types(types, tag)] for tag in ("ct:Override", "ct:Default")}
    overrides = {attribute(e, "PartName").lstrip("/").lower(): attribute(e, "ContentType") for e in said["ct:Override"]}
    defaults = {attribute(e, "Extension").lower(): attribute(e, "ContentType") for e in said["ct:Default"]}

    def content_type(part: str) -> str:
        return overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")

    return tuple(Part(each, content_type(each), len(data)) for each, data in files.items() if each != TYPES)


def _types(types: Element | None, tag: str) -> Iterator[Element]:
    yield from (each for each in (types if types is not None else ()) if name(each) == tag)


def relations(roots: Mapping[str, Element]) -> tuple[Relation, ...]:
    """Return the relationships of all parts, by the parts that hold them (``_rels/*.rels``)."""
    found = []
    for part, root in roots.items():
        folder, base = posixpath.split(part)
        if base.endswith(".rels") and posixpath.basename(folder) == "_rels":
            source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            found += [_relation(each, source) for each in root if name(each) == "rel:Relationship"]
    return tuple(found)


def _relation(element: Element, source: str) -> Relation:
    target, external = attribute(element, "Target"), attribute(element, "TargetMode") == "External"
    kind = attribute(element, "Type").rpartition("/")[2]
    return Relation(source, attribute(element, "Id"), kind, target if external else _place(source, target), external)


def _place(source: str, target: str) -> str:
    """Return the name of the part that an internal target means."""
    path = unquote(target.partition("#")[0])
    joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/") if path else source


def main_part(all_relations: tuple[Relation, ...]) -> str:
    """Return the part that the package says is the document."""
    return next((each.target for each in all_relations if not each.source and each.kind == "officeDocument"), USUAL)
