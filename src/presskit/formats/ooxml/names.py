"""Names of elements and attributes, with a prefix for the namespace; those of strict files are the same names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from presskit.formats.xml_text import Element, local

__all__ = [
    "ORDERED", "WATCHED", "Element", "attribute", "child", "children", "local", "local_name", "misplaced", "name",
    "on", "short", "value", "whole", "words_in",
]  # fmt: skip

_SPACES = {
    "w": "wordprocessingml/2006/main",
    "r": "officeDocument/2006/relationships",
    "wp": "drawingml/2006/wordprocessingDrawing",
    "a": "drawingml/2006/main",
    "rel": "package/2006/relationships",
    "ct": "package/2006/content-types",
    "cp": "package/2006/metadata/core-properties",
    "ep": "officeDocument/2006/extended-properties",
    "op": "officeDocument/2006/custom-properties",
    "mc": "markup-compatibility/2006",
}
_STRICT_SPACES = {
    "w": "wordprocessingml/main",
    "r": "officeDocument/relationships",
    "wp": "drawingml/wordprocessingDrawing",
    "a": "drawingml/main",
    "ep": "officeDocument/extendedProperties",
    "op": "officeDocument/customProperties",
}
_OTHERS = {
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "v": "urn:schemas-microsoft-com:vml",
}
_PREFIXES = {
    **{f"http://schemas.openxmlformats.org/{path}": prefix for prefix, path in _SPACES.items()},
    **{f"http://purl.oclc.org/ooxml/{path}": prefix for prefix, path in _STRICT_SPACES.items()},
    **{space: prefix for prefix, space in _OTHERS.items()},
}
_OFF = {"0", "false", "off", "none"}


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """Return ``{namespace}local`` as ``prefix:local``; a namespace that is not known leaves the local name alone."""
    space, _, bare = tag.rpartition("}")
    prefix = _PREFIXES.get(space.removeprefix("{"), "")
    return f"{prefix}:{bare}" if prefix else bare


def name(element: Element) -> str:
    """Return an element's name, such as ``w:p``; empty for comments and instructions."""
    return short(element.tag) if isinstance(element.tag, str) else ""


def local_name(tag: object) -> str:
    """Return a tag or an attribute's name without its namespace: transitional and strict files differ in that alone."""
    return str(tag).rpartition("}")[2]


def words_in(element: Element, *tags: str) -> str:
    """Return the text of all elements in ``element`` that have one of the local names ``tags``."""
    return "".join(each.text or "" for each in element.iter() if local(each) in tags)


@lru_cache(maxsize=512)
def _full(wanted: str) -> tuple[str, ...]:
    prefix, _, bare = wanted.rpartition(":")
    return tuple(f"{{{space}}}{bare}" for space, each in _PREFIXES.items() if each == prefix) if prefix else (bare,)


def attribute(element: Element | None, wanted: str) -> str:
    """Return an attribute such as ``w:val``; empty where there is none."""
    if element is not None:
        for full in _full(wanted):
            if (found := element.get(full)) is not None:
                return str(found)
    return ""


def children(element: Element | None, wanted: str) -> list[Element]:
    """Return the children of a name."""
    return [] if element is None else [each for each in element if name(each) == wanted]


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of a name, or of a path of names; None where there is none."""
    for wanted in path:
        element = next((each for each in element if name(each) == wanted), None) if element is not None else None
    return element


def value(element: Element | None, *path: str) -> str:
    """Return the ``w:val`` of a child, or of what a path of names leads to; empty where there is none."""
    return attribute(child(element, *path), "w:val")


def whole(text: str, otherwise: int = 0) -> int:
    """Return the number that ``text`` is, of up to eight digits; ``otherwise`` for any other text."""
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise


def on(element: Element | None, wanted: str) -> bool | None:
    """Return whether a child that is a switch, such as ``w:b``, is on (17.17.4); None where there is no such child."""
    found = child(element, wanted)
    return None if found is None else attribute(found, "w:val") not in _OFF


def _places(tags: str) -> dict[str, int]:
    return {f"w:{tag}": place for place, tag in enumerate(tags.split())}


ORDERED = {
    "w:pPr": _places(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:rPr": _places(
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
        "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
    ),
    "w:sectPr": _places(
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
        "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
    )
    | {"w:footerReference": 0},  # EG_HdrFtrReferences: headers and footers in any order
    "w:lvl": _places("start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    "w:num": _places("abstractNumId lvlOverride"),
    "w:abstractNum": _places("nsid multiLevelType tmpl name styleLink numStyleLink lvl"),
    "w:numbering": _places("numPicBullet abstractNum num numIdMacAtCleanup"),
    "w:style": _places(
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
        "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}
SEVERAL = {
    "w:headerReference", "w:footerReference", "w:lvlOverride", "w:lvl", "w:numPicBullet", "w:abstractNum", "w:num",
    "w:tblStylePr",
}  # fmt: skip
FIRST = {"w:p": "w:pPr", "w:r": "w:rPr"}
"""Whose properties must come before all else."""


WATCHED = frozenset({*ORDERED, *FIRST, "w:body"})
"""Elements whose children have an order."""


def misplaced(element: Element, tag: str) -> Iterator[str]:
    """Yield each child of ``element``, whose name is ``tag``, that stands too late or a second time."""
    if tag in FIRST:
        first = FIRST[tag]
        yield from (first for each in list(element)[1:] if name(each) == first)
    elif tag == "w:body":
        yield from ("w:sectPr" for each in list(element)[:-1] if name(each) == "w:sectPr")
    elif tag in ORDERED:
        yield from _out_of_order(element, ORDERED[tag])


def _out_of_order(element: Element, places: dict[str, int]) -> Iterator[str]:
    last, seen = -1, set[str]()
    for tag in (each for each in map(name, element) if each in places):
        if places[tag] < last or (tag in seen and tag not in SEVERAL):
            yield tag
        last = max(last, places[tag])
        seen.add(tag)
