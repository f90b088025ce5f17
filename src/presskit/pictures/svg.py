"""SVG 2: what draws is kept; metadata, comments and the data of editing programs are dropped."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from presskit.limits import PICTURE_ATTRIBUTES, PICTURE_REPEATS, PICTURE_TAGS
from presskit.pictures.metadata import DamagedError, MetadataKind, Stripped, in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

__all__ = ["ActiveError", "stripped"]

SVG, XLINK, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
_NEVER_SHOWN = frozenset({"metadata", "title", "desc"})
_ACTIVE = frozenset({"script", "foreignobject", "handler", "listener"})
_LINKS = frozenset({"href", f"{{{XLINK}}}href", "src"})
_KEPT = frozenset({f"{{{XLINK}}}href", f"{{{XML}}}space", f"{{{XML}}}lang"})
"""The attributes of other namespaces that draw."""
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.-]{1,40})")
_NAMED = re.compile(rb"#([^\s\"'()<>&#]{1,200})")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"})
_PICTURE = re.compile(r"data:image/[a-z+.-]{1,20}(?:;charset=[a-z0-9-]{1,20})?(;base64)?,", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s{0,9}[\"']?#([^\"')]{1,200})")
_ANIMATING = frozenset({"set", "animate"})
_GONE = "gone"
"""The name of elements that are taken out: in one step, for each by itself would move the text behind it each time."""
_PERSONS = (b"creator", b"rights", b"publisher", b"foaf:", b"docname", b"export-filename")


class ActiveError(DamagedError):
    """The picture could act, or asks for other files; the message is what in it does."""


def stripped(data: bytes, picture: Callable[[bytes], Stripped]) -> Stripped:
    """Return an SVG with what draws; ``picture`` takes the metadata out of a picture that stands inside.

    Raises :class:`DamagedError` where it is none, and :class:`ActiveError` where it could act, or asks for other files.
    """
    from lxml import etree

    root = _root(data)
    _refuse_crowded(root)
    _refuse_endless(root)
    kinds = _without_undrawn(root, data) | ({MetadataKind.NOTES} if b"<!--" in data else set())
    for element in list(root.iter()):
        kinds |= _cleaned(element, picture)
    etree.strip_elements(root, _GONE, with_tail=False)
    kinds |= {MetadataKind.PERSON} if kinds and any(sign in data for sign in _PERSONS) else set()
    etree.cleanup_namespaces(root)
    return Stripped(bytes(etree.tostring(root, encoding="utf-8", xml_declaration=False, with_tail=False)), in_order(kinds))


def _root(data: bytes) -> _Element:
    """Return the picture without comments and processing instructions, its elements in the namespace of SVG."""
    root = _parsed(_harmless(data))
    if root.tag == "svg":
        from lxml import etree

        root = _parsed(etree.tostring(root, with_tail=False).replace(b"<svg", f'<svg xmlns="{SVG}"'.encode(), 1))
    if root.tag != f"{{{SVG}}}svg":
        raise DamagedError("it is no SVG")
    return root


def _harmless(data: bytes) -> bytes:
    """Return ``data`` where nothing in it is defined that a parser would have to unfold."""
    encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    if b"\0" in data or (encoding and encoding[1].lower() not in _ENCODINGS):
        raise DamagedError("it is in another encoding than UTF-8")
    if b"<!ENTITY" in data or b"[" in data.partition(b"<!DOCTYPE")[2].partition(b">")[0]:
        raise ActiveError("<!ENTITY" if b"<!ENTITY" in data else "<!DOCTYPE")
    if data.count(b"<") > PICTURE_TAGS:
        raise DamagedError(f"it has more than {PICTURE_TAGS:,} tags")
    return data.lstrip()


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError("it is no XML") from error


def _refuse_crowded(root: _Element) -> None:
    """Raise :class:`DamagedError` if an element has more attributes than any needs: lxml lists them in the square of time."""
    if any(len(element.attrib) > PICTURE_ATTRIBUTES for element in root.iter()):
        raise DamagedError(f"a part of it has more than {PICTURE_ATTRIBUTES} attributes")


def _refuse_endless(root: _Element) -> None:
    """Raise :class:`DamagedError` if parts use parts that use parts, so that more is drawn than anybody draws.

    An element costs 1, and what its children and the elements that it refers to cost; a circle is not followed.
    """
    elements = list(root.iter())
    named = {str(each.get("id")): each for each in reversed(elements) if each.get("id")}
    costs: dict[_Element, int] = {}
    begun: set[_Element] = set()
    waiting = [root]
    while waiting:
        element = waiting[-1]
        further = [*element, *(named[name] for name in _referred(element) if name in named)]
        if element not in begun:
            begun.add(element)
            waiting += [each for each in further if each not in begun]
            continue
        waiting.pop()
        costs[element] = min(1 + sum(costs.get(each, 0) for each in further), len(elements) + PICTURE_REPEATS + 1)
    if costs[root] > len(elements) + PICTURE_REPEATS:
        raise DamagedError(f"its parts use each other so that they are drawn more than {PICTURE_REPEATS:,} times")


def _referred(element: _Element) -> list[str]:
    """Return the ids that an element refers to."""
    values = [(str(key), str(value)) for key, value in element.attrib.items()]
    links = [value.strip()[1:] for key, value in values if key in _LINKS and value.strip().startswith("#")]
    return links + [name for _, value in values if "url(" in value for name in _REFERENCE.findall(value)]


def _cleaned(element: _Element, picture: Callable[[bytes], Stripped]) -> set[MetadataKind]:
    """Clean an element, or take it out; returns the kinds of its metadata."""
    space, _, name = str(element.tag).rpartition("}")
    if name.lower() in _ACTIVE:
        raise ActiveError(f"<{name}")
    if space != f"{{{SVG}" or name in _NEVER_SHOWN:
        if element.getparent() is not None:
            element.tag = _GONE
        return {MetadataKind.NOTES}
    if name in _ANIMATING and str(element.get("attributeName", "")).rpartition(":")[2].lower() == "href":
        raise ActiveError(f"<{name} attributeName=href")
    if name == "style" and element.text:
        first, *others = element.text.split("/*")  # its comments go (CSS Syntax 3, 4.3.2)
        element.text = first + "".join(rest.partition("*/")[2] for rest in others)
    return _attributes(element, picture)


def _without_undrawn(root: _Element, data: bytes) -> set[MetadataKind]:
    """Take out what is not drawn (SVG 2, 11.4: ``display`` is none), and what nothing else of the picture points at."""
    from lxml import etree

    named = {name.decode("utf-8", "replace") for name in _NAMED.findall(data)}
    walk, undrawn = etree.iterwalk(root, events=("start",)), []
    for _, element in walk:
        if element is not root and _is_undrawn(element):
            walk.skip_subtree()
            undrawn.append(element)
    gone = [each for each in undrawn if named.isdisjoint(map(str, each.xpath("descendant-or-self::*/@id")))]
    for element in gone:
        element.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)
    return {MetadataKind.NOTES} if gone else set()


def _is_undrawn(element: _Element) -> bool:
    style = "".join(str(element.get("style", "")).split()).lower()
    return str(element.get("display", "")).strip() == "none" or ";display:none;" in f";{style};"


def _attributes(element: _Element, picture: Callable[[bytes], Stripped]) -> set[MetadataKind]:
    kinds = set[MetadataKind]()
    for key, value in list(element.attrib.items()):
        name = str(key)
        if name.lower().startswith("on"):
            raise ActiveError(f"{name}=")
        if name in _LINKS:
            element.set(name, _link(str(value), picture, kinds))
        elif (name.startswith("{") and name not in _KEPT) or name.startswith(("data-", "aria-")):
            del element.attrib[key]
            kinds.add(MetadataKind.NOTES)
    return kinds


def _link(value: str, picture: Callable[[bytes], Stripped], kinds: set[MetadataKind]) -> str:
    """Return a reference inside the picture, or a picture inside it without its metadata."""
    if value.strip().startswith("#") or not value.strip():
        return value
    match = _PICTURE.match(value.strip())
    if match is None:
        raise ActiveError(f"href={value.strip()[:12]}")
    try:
        data = unquote_to_bytes(value.strip()[match.end() :])
        data = base64.b64decode(data) if match[1] else data
    except (binascii.Error, ValueError) as error:
        raise DamagedError("a picture inside it is cut off") from error
    inner = picture(data)
    kinds.update(inner.kinds)
    head = match[0].partition(";")[0].rstrip(",")
    return f"{head};base64,{base64.b64encode(inner.data).decode()}"
