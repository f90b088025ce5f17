"""The order in which the schema lists the children of an element (ECMA-376, part 1, annex A); Word checks it at some places.

The properties of a run may stand in any order in transitional files of later editions; Word itself keeps to this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from presskit.formats.ooxml.names import Element, name

__all__ = ["ORDERED", "WATCHED", "misplaced"]


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
    for each in element:
        tag = name(each)
        place = places.get(tag)
        if place is None:
            continue
        if place < last or (tag in seen and tag not in SEVERAL):
            yield tag
        last = max(last, place)
        seen.add(tag)
