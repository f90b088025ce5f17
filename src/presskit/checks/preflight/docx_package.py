"""Preflight of Word files: parts, relationships, styles, lists, fields, links and bookmarks are whole (ECMA-376)."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from presskit.checks.preflight.check_base import Defect, PreflightCheck, everywhere, graded, too_large
from presskit.checks.preflight.docx_base import Defects, DocxCheck, is_ours
from presskit.diagnostics import Rule, Severity
from presskit.formats.fonts import FACES
from presskit.formats.ooxml.contract import Prefix, bookmark
from presskit.formats.ooxml.values import Bookmark, DocxFile, Spot
from presskit.language.data import words
from presskit.model.edition import Edition, Role, transcript

__all__ = ["CHECKS"]

REBUILD = "Build the file again, or save it anew in Word."
SINGLE = {"core-properties", "custom-properties", "extended-properties", "officeDocument"}
SINGLE_BESIDE = {"styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes", "comments", "webSettings"}


def _docx_duplicate_part(file: DocxFile, _: Edition | None) -> Defects:
    yield from (Defect(f"The archive holds «{name}» more than once.") for name in file.repeated_parts)
    for source, kinds in (("", SINGLE), (file.main, SINGLE_BESIDE)):
        counts = Counter(each.kind for each in file.relations if each.source == source and each.kind in kinds)
        yield from (
            Defect(f"The file has more than one part of the kind «{kind}».")
            for kind in sorted(kind for kind, count in counts.items() if count > 1)
        )
    yield from (
        Defect("The file has its core properties twice.")
        for kind, count in sorted(Counter(part.content_type for part in file.parts).items())
        if count > 1 and kind.endswith("core-properties+xml")
    )


NEEDED = ("styles", "numbering", "settings", "fontTable")
NEEDED_BESIDE = ("core-properties", "custom-properties")


def _docx_part_missing(file: DocxFile, _: Edition | None) -> Defects:
    names = {part.name.lower() for part in file.parts}
    for relation in file.relations:
        if not relation.external and relation.target.lower() not in names:
            whose = relation.source or "the file"
            yield Defect(f"The part «{relation.target}» is missing, which {whose} names as its {relation.kind}.")
    for source, kinds in ((file.main, NEEDED), ("", NEEDED_BESIDE)) if is_ours(file) else ():
        present = {relation.kind for relation in file.relations if relation.source == source}
        yield from (
            Defect(f"The file has no part of the kind «{kind}».")
            for kind in kinds
            if kind not in present
        )


def _docx_dangling_reference(file: DocxFile, _: Edition | None) -> Defects:
    yield from (
        Defect(f"The text asks for the relationship «{reference.id}», which is not there.", reference.spot)
        for reference in file.dangling
    )
    for (source, id_), count in Counter((each.source, each.id) for each in file.relations).items():
        if count > 1:
            yield Defect(
                f"The relationship «{id_}» is there {count} times.",
                Spot(source) if source else None,
                hint="Give each an id of its own.",
            )


ENDINGS = {
    "officeDocument": "main+xml", "styles": "styles+xml", "numbering": "numbering+xml", "settings": "settings+xml",
    "fontTable": "fontTable+xml", "theme": "theme+xml", "header": "header+xml", "footer": "footer+xml",
    "footnotes": "footnotes+xml", "endnotes": "endnotes+xml", "comments": "comments+xml",
    "core-properties": "core-properties+xml", "custom-properties": "custom-properties+xml",
}  # fmt: skip
"""How the content type of a part ends that is related in a way."""


def _docx_content_type(file: DocxFile, _: Edition | None) -> Defects:
    types = {part.name: part.content_type for part in file.parts}
    yield from (
        Defect(f"The part «{name}» has no content type.")
        for name, kind in types.items()
        if not kind and not name.startswith("[")
    )
    for relation in file.relations:
        kind, ending = types.get(relation.target, ""), ENDINGS.get(relation.kind, "")
        if kind and not relation.external and not kind.endswith(ending):
            yield Defect(f"The part «{relation.target}» is used as {relation.kind}, but says it is «{kind}».")


def _docx_element_order(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"«{each.child}» stands too late, or a second time, in «{each.parent}».", each.spot)
        for each in file.disorders
    )




def _docx_style_undefined(file: DocxFile, _: Edition | None) -> Defects:
    yield from (
        Defect(f"The style «{reference.id}» is named, but not defined.", reference.spot)
        for reference in file.styles.undefined
    )
    yield from (Defect(f"The style «{id_}» is defined more than once.") for id_ in file.styles.repeated)


def _docx_list_undefined(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The list {reference.id} is named, but not defined.", reference.spot)
        for reference in file.styles.lists_undefined
    )


TO_BOOKMARKS = {"REF", "PAGEREF", "NOTEREF"}


def _docx_field_broken(file: DocxFile, _: Edition | None) -> Defects:
    names = {mark.name.lower() for mark in file.marks if mark.opens}
    for field in file.fields:
        if not field.closed:
            yield Defect(f"The field «{field.code or '?'}» has no beginning or no end.", field.spot)
        elif field.result.strip().startswith(words("word", "field_errors")):
            yield Defect(f"The field «{field.code}» shows «{field.result.strip()}».", field.spot)
        elif field.kind in TO_BOOKMARKS and next(iter(field.code.lower().split()[1:]), "") not in names:
            yield Defect(f"The field «{field.code}» asks for a bookmark that is not there.", field.spot)


SCHEMES = {"https", "http", "mailto", "tel"}


def _docx_link_broken(file: DocxFile, _: Edition | None) -> Defects:
    names = {mark.name.lower() for mark in file.marks if mark.opens} | {"_top"}
    for link in file.links:
        if link.anchor and not link.target and link.anchor.lower() not in names:
            yield Defect(f"A link leads to the place «{link.anchor}», which is not there.", link.spot)
        elif (link.target or not link.anchor) and not _is_sane(link.target):
            yield Defect(f"A link leads to «{link.target}».", link.spot)


def _is_sane(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    reached = parts.hostname if parts.scheme in {"https", "http"} else parts.path.strip("/")
    return parts.scheme in SCHEMES and bool(reached) and not re.search(r"\s", target)


HOUSE = {face.family for face in FACES}
COMMON = {
    "Aptos", "Arial", "Calibri", "Cambria", "Courier New", "Georgia", "Helvetica", "Liberation Sans", "Liberation Serif",
    "Segoe UI", "Symbol", "Tahoma", "Times New Roman", "Verdana", "Wingdings",
}  # fmt: skip
"""Fonts that nearly every computer has, or one of the same widths."""


def _docx_font(file: DocxFile, _: Edition | None) -> Defects:
    fonts = file.styles.fonts
    known = {entry.name for entry in fonts if entry.stands_in or entry.embedded or entry.name in HOUSE} | COMMON | {""}
    places: dict[str, Spot] = {}
    for font, spot in ((run.font, paragraph.spot) for paragraph in file.paragraphs for run in paragraph.runs):
        places.setdefault(font, spot)
    return (
        Defect(f"The font «{font}» has no other that stands in for it.", spot)
        for font, spot in places.items()
        if font not in known
    )




def _docx_bookmark_open(file: DocxFile, _: Edition | None) -> Defects:
    opened: dict[tuple[str, str], Bookmark] = {}
    for mark in file.marks:
        key = (mark.spot.part, mark.number)
        begin = None if mark.opens else opened.pop(key, None)
        if mark.opens:
            opened.setdefault(key, mark)
        elif begin is None:
            yield Defect("A bookmark ends here that did not begin.", mark.spot)
        elif begin.name.partition("_")[0] in set(Prefix) and begin.spot != mark.spot:
            yield Defect(f"The bookmark «{begin.name}» goes beyond its paragraph.", begin.spot)
    yield from (Defect(f"The bookmark «{left.name}» has no end.", left.spot) for left in opened.values())




def _docx_bookmark_repeated(file: DocxFile, _: Edition | None) -> Defects:
    numbers, names = set[tuple[str, str]](), set[str]()
    for mark in (mark for mark in file.marks if mark.opens):
        if mark.name.lower() in names:
            yield Defect(f"There is a second bookmark «{mark.name}».", mark.spot)
        elif (mark.spot.part, mark.number) in numbers:
            yield Defect(f"The bookmark «{mark.name}» has the number of another one, {mark.number}.", mark.spot)
        numbers.add((mark.spot.part, mark.number))
        names.add(mark.name.lower())


PREFIXES = {
    Role.COALITION: Prefix.COALITION,
    Role.SIGNATORY: Prefix.SIGNATORY,
    Role.CONTACT_NAME: Prefix.CONTACT,
}


def _docx_segment_missing(file: DocxFile, edition: Edition | None) -> Defects:
    there = {mark.name.lower() for mark in file.marks if mark.opens}
    for line in transcript(edition) if edition else ():
        wanted = bookmark(line.key, PREFIXES.get(line.role, Prefix.SEGMENT)) if line.key else ""
        if wanted and wanted not in there:
            yield Defect(f"«{line.text[:60]}» has no bookmark «{wanted}».")


ID = re.compile("[0-9A-Fa-f]{8}")
END = 0x80000000


def _docx_paragraph_id(file: DocxFile, _: Edition | None) -> Defects:
    seen = set[tuple[str, str]]()
    for paragraph in (each for each in file.paragraphs if each.id):
        key = (paragraph.spot.part, paragraph.id.upper())
        if not ID.fullmatch(paragraph.id) or not 0 < int(paragraph.id, 16) < END:
            yield Defect(
                f"The paragraph's id «{paragraph.id}» is none: eight hex digits from 00000001 to 7FFFFFFF are.",
                paragraph.spot,
            )
        elif key in seen:
            yield Defect(f"A paragraph before has the same id, «{paragraph.id}».", paragraph.spot)
        seen.add(key)


def _docx_too_large(file: DocxFile, _: Edition | None) -> Defects:
    return too_large(file)


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-duplicate-part", Severity.ERROR, "A part of the file is there twice",
        "Word calls the file corrupt, or takes one of the two: two core.xml come from programs that each wrote the properties.",
    ), everywhere(Severity.ERROR), _docx_duplicate_part, REBUILD),
    PreflightCheck(Rule(
        "docx-part-missing", Severity.ERROR, "A part of the file is missing",
        "Word calls the file corrupt where a relationship leads to nothing, and shows a plain text where its styles are gone.",
    ), everywhere(Severity.ERROR), _docx_part_missing, "Build the file again, or take it once more from where it was made."),
    PreflightCheck(Rule(
        "docx-dangling-reference", Severity.ERROR, "The text asks for a relationship that is not there",
        "A link, picture or header that is named by an id which nothing defines makes Word call the file corrupt.",
    ), everywhere(Severity.ERROR), _docx_dangling_reference, REBUILD),
    PreflightCheck(Rule(
        "docx-content-type", Severity.ERROR, "A part of the file does not say what it is",
        "Word reads each part by its content type. Where one is missing or wrong, it calls the file corrupt (ECMA-376-2, "
        "6.2.3).",
    ), everywhere(Severity.ERROR), _docx_content_type, REBUILD),
    PreflightCheck(Rule(
        "docx-element-order", Severity.ERROR, "Elements stand in another order than the standard asks for",
        "Word refuses some files for it, and in others leaves out what stands too late (ECMA-376, part 1, annex A).",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_element_order, "Save the file anew in Word."),
    PreflightCheck(Rule(
        "docx-style-undefined", Severity.ERROR, "A style is named that the file does not define",
        "Word shows such text like any other: a title that is no title, a name that is not marked as one.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_style_undefined,
        "Build the file again. In Word, apply another style."),
    PreflightCheck(Rule(
        "docx-list-undefined", Severity.ERROR, "A list is named that the file does not define",
        "Word leaves the number out: signatories and demands lose their count, and no other program says so.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_list_undefined, "Build the file again. In Word, apply the list anew."),
    PreflightCheck(Rule(
        "docx-field-broken", Severity.ERROR, "A field is broken",
        "Word prints «Error! Reference source not found» in its place, often only on the journalist's computer.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_field_broken,
        "Update the field in Word (F9), or replace it by its text."),
    PreflightCheck(Rule(
        "docx-link-broken", Severity.ERROR, "A link leads nowhere, or to one computer only",
        "Readers click in vain. A link to a file of somebody's computer also tells its user's name.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_link_broken,
        "Let it begin with https://, mailto: or tel:, or take the link off."),
    PreflightCheck(Rule(
        "docx-font", Severity.WARNING, "A font may be missing elsewhere",
        "Word takes any font in its place, with which Arabic letters may not join, unless the table of fonts names a good one.",
    ), graded(Severity.WARNING, Severity.NOTE), _docx_font,
        "Use the fonts of the template, or add it to its table of fonts."),
    PreflightCheck(Rule(
        "docx-too-large", Severity.WARNING, "The Word file is large",
        "Many newsrooms refuse mails above 10 MB, and on a phone it takes minutes to load.",
    ), everywhere(Severity.WARNING), _docx_too_large),
    PreflightCheck(Rule(
        "docx-bookmark-open", Severity.ERROR, "A bookmark has no end, or no beginning",
        "A translation finds its way home by the bookmark round each paragraph. One without an end holds nothing, or "
        "everything.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_bookmark_open,
        "Build the file again. In a file from elsewhere, delete the bookmark."),
    PreflightCheck(Rule(
        "docx-bookmark-repeated", Severity.ERROR, "Two bookmarks have one name, or one number",
        "Word keeps one of the two, and a paragraph of the translation would be taken for another. "
        "It does not tell case apart.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_bookmark_repeated,
        "Build the file again. In a file from elsewhere, delete one of the two."),
    PreflightCheck(Rule(
        "docx-segment-missing", Severity.ERROR, "A paragraph of the release has no bookmark",
        "A translation that comes back is put together by the bookmarks. Without one, its place has to be guessed.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_segment_missing,
        "Build the file again, and do not delete bookmarks in Word."),
    PreflightCheck(Rule(
        "docx-paragraph-id", Severity.ERROR, "Two paragraphs have one id, or an id that Word does not take",
        "Word gives them new ids, or calls the file corrupt ([MS-DOCX] 2.6.2.3). Translation tools then lose their place.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_paragraph_id, REBUILD),
)  # fmt: skip
