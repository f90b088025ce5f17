"""Tracked changes of a Word file (ECMA-376-1, 17.13.5) settled in its tree: accepted or refused as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.formats.ooxml.names import Element, local, words_in

__all__ = ["settle", "tracked"]

_INSERTED = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_BOOKMARKS = frozenset({"bookmarkStart", "bookmarkEnd"})


def tracked(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every change as words, with the paragraph that it is in. Changes of look alone are none."""
    for each in root.iter():
        name = local(each)
        if name not in _INSERTED | _DELETED:
            continue
        done = "inserted" if name in _INSERTED else "deleted"
        words = words_in(each, "t", "delText")
        paragraph = next((up for up in each.iterancestors() if local(up) == "p"), None)
        if _is_mark(each) and paragraph is not None:
            yield paragraph, f"the end of a paragraph was {done}"
        elif words.strip():
            inside = next((down for down in each.iter() if local(down) == "p"), each)
            yield inside if paragraph is None else paragraph, f"{done}: «{words}»"


def settle(root: Element, *, accept: bool) -> None:
    """Accept or refuse all changes in place; bookmarks inside what goes stay where they were."""
    gone, kept = (_DELETED, _INSERTED) if accept else (_INSERTED, _DELETED)
    joined = []
    for each in list(root.iter()):
        name = local(each)
        if name not in gone | kept:
            continue
        if _is_mark(each):
            joined += [_paragraph(each)] if name in gone else []
        elif name in gone:
            _unwrap(each, [child for child in each.iter() if local(child) in _BOOKMARKS])
        else:
            _unwrap(each, list(each))
    for each in root.iter():
        if local(each) == "delText":
            each.tag = str(each.tag).replace("delText", "t")
    for paragraph in reversed(joined):
        _join(paragraph)


def _is_mark(element: Element) -> bool:
    """Tell whether a change is that of a paragraph's end: it stands in the properties of its mark."""
    up = element.getparent()
    return up is not None and local(up) in {"rPr", "trPr", "tcPr", "numPr"}


def _paragraph(mark: Element) -> Element | None:
    return next((up for up in mark.iterancestors() if local(up) == "p"), None)


def _unwrap(element: Element, inner: list[Element]) -> None:
    """Put ``inner`` in the place of ``element``."""
    up = element.getparent()
    if up is not None:
        at = up.index(element)
        up.remove(element)
        for offset, child in enumerate(inner):
            up.insert(at + offset, child)


def _join(paragraph: Element | None) -> None:
    """Let the following paragraph stand in this one, whose end is gone."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or local(following) != "p":
        return
    for child in list(following):
        if local(child) != "pPr":
            paragraph.append(child)
    up = following.getparent()
    if up is not None:
        up.remove(following)
