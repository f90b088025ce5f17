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
        words, paragraph = words_in(each, "t", "delText"), _paragraph(each)
        if _is_mark(each) and paragraph is not None:
            yield paragraph, f"the end of a paragraph was {done}"
        elif words.strip():
            within = next((down for down in each.iter() if local(down) == "p"), each) if paragraph is None else paragraph
            yield within, f"{done}: «{words}»"


def settle(root: Element, *, accept: bool) -> None:
    """Accept or refuse all changes in place; bookmarks in a removed part stay where they were."""
    joined = []
    for each in [each for each in root.iter() if local(each) in _INSERTED | _DELETED]:
        is_removed = local(each) in (_DELETED if accept else _INSERTED)
        if _is_mark(each):
            joined += [_paragraph(each)] if is_removed else []
        else:
            _unwrap(each, [child for child in each.iter() if local(child) in _BOOKMARKS] if is_removed else list(each))
    for each in root.iter():
        if local(each) == "delText":
            each.tag = str(each.tag).replace("delText", "t")
    for paragraph in reversed(joined):
        _join(paragraph)


def _is_mark(element: Element) -> bool:
    """Return whether a change is that of a paragraph's end: it is in the properties of its mark."""
    up = element.getparent()
    return up is not None and local(up) in {"rPr", "trPr", "tcPr", "numPr"}


def _paragraph(mark: Element) -> Element | None:
    return next((up for up in mark.iterancestors() if local(up) == "p"), None)


def _unwrap(element: Element, inner: list[Element]) -> None:
    """Put ``inner`` in the place of ``element``."""
    if (up := element.getparent()) is not None:
        for child in inner:
            element.addprevious(child)
        up.remove(element)


def _join(paragraph: Element | None) -> None:
    """Move the content of the following paragraph into this one, whose end is removed."""
    following = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or following is None or local(following) != "p":
        return
    paragraph.extend([child for child in following if local(child) != "pPr"])
    if (up := following.getparent()) is not None:
        up.remove(following)
