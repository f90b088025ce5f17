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
from presskit.formats.ooxml.values import DocxFile, Field, Mark, Spot
from presskit.language.data import words
from presskit.model.edition import Edition, Role, transcript

__all__ = ["CHECKS"]

REBUILD = "Build the file again, or save it anew in Word."
SINGLE = {"core-properties", "custom-properties", "extended-properties", "officeDocument"}
SINGLE_BESIDE = {"styles", "numbering", "settings", "fontTable", "theme", "footnotes", "endnotes", "comments", "webSettings"}


def _docx_duplicate_part(file: DocxFile, _: Edition | None) -> Defects:
    for name in file.repeated_parts:
        yield Defect(f"The archive holds «{name}» more than once.", REBUILD)
    for source, kinds in (("", SINGLE), (file.main, SINGLE_BESIDE)):
        counts = Counter(each.kind for each in file.relations if each.source == source and each.kind in kinds)
        for kind in sorted(kind for kind, count in counts.items() if count > 1):
            yield Defect(f"The file has more than one part of the kind «{kind}».", REBUILD)
    for kind, count in sorted(Counter(part.content_type for part in file.parts).items()):
        if count > 1 and kind.endswith("core-properties+xml"):
            yield Defect("The file has its core properties twice.", REBUILD)


NEEDED = ("styles", "numbering", "settings", "fontTable")
NEEDED_BESIDE = ("core-properties", "custom-properties")
PART_MISSING_HINT = "Build the file again, or take it once more from where it was made."


def _docx_part_missing(file: DocxFile, _: Edition | None) -> Defects:
    names = {part.name.lower() for part in file.parts}
    for relation in file.relations:
        if not relation.external and relation.target.lower() not in names:
            whose = relation.source or "the file"
            yield Defect(
                f"The part «{relation.target}» is missing, which {whose} names as its {relation.kind}.",
                PART_MISSING_HINT,
            )
    for source, kinds in ((file.main, NEEDED), ("", NEEDED_BESIDE)) if is_ours(file) else ():
        there = {relation.kind for relation in file.relations if relation.source == source}
        for kind in (each for each in kinds if each not in there):
            yield Defect(f"The file has no part of the kind «{kind}».", PART_MISSING_HINT)


def _docx_dangling_reference(file: DocxFile, _: Edition | None) -> Defects:
    for reference in file.dangling:
        yield Defect(f"The text asks for the relationship «{reference.id}», which is not there.", REBUILD, reference.spot)
    counts = Counter((each.source, each.id) for each in file.relations)
    for (source, id_), count in counts.items():
        if count > 1:
            yield Defect(
                f"The relationship «{id_}» is there {count} times.",
                "Give each an id of its own.",
                Spot(source) if source else None,
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
    for name in (name for name, kind in types.items() if not kind and not name.startswith("[")):
        yield Defect(f"The part «{name}» has no content type.", REBUILD)
    for relation in file.relations:
        kind, ending = types.get(relation.target, ""), ENDINGS.get(relation.kind, "")
        if kind and not relation.external and not kind.endswith(ending):
            yield Defect(f"The part «{relation.target}» is used as {relation.kind}, but says it is «{kind}».", REBUILD)


def _docx_element_order(file: DocxFile, _: Edition | None) -> Defects:
    for each in file.disorders:
        yield Defect(
            f"«{each.child}» stands too late, or a second time, in «{each.parent}».",
            "Save the file anew in Word.",
            each.spot,
        )


STYLE_UNDEFINED_HINT = "Build the file again. In Word, apply another style."


def _docx_style_undefined(file: DocxFile, _: Edition | None) -> Defects:
    for reference in file.styles.undefined:
        yield Defect(f"The style «{reference.id}» is named, but not defined.", STYLE_UNDEFINED_HINT, reference.spot)
    for id_ in file.styles.repeated:
        yield Defect(f"The style «{id_}» is defined more than once.", STYLE_UNDEFINED_HINT)


def _docx_list_undefined(file: DocxFile, _: Edition | None) -> Defects:
    for reference in file.styles.lists_undefined:
        yield Defect(
            f"The list {reference.id} is named, but not defined.",
            "Build the file again. In Word, apply the list anew.",
            reference.spot,
        )


TO_BOOKMARKS = {"REF", "PAGEREF", "NOTEREF"}
FIELD_BROKEN_HINT = "Update the field in Word (F9), or replace it by its text."


def _docx_field_broken(file: DocxFile, _: Edition | None) -> Defects:
    names = {mark.name.lower() for mark in file.marks if mark.opens}
    for field in file.fields:
        if not field.closed:
            yield Defect(f"The field «{field.code or '?'}» has no beginning or no end.", FIELD_BROKEN_HINT, field.spot)
        elif field.result.strip().startswith(words("word", "field_errors")):
            yield Defect(f"The field «{field.code}» shows «{field.result.strip()}».", FIELD_BROKEN_HINT, field.spot)
        elif field.kind in TO_BOOKMARKS and _target(field).lower() not in names:
            yield Defect(f"The field «{field.code}» asks for a bookmark that is not there.", FIELD_BROKEN_HINT, field.spot)


def _target(field: Field) -> str:
    return (field.code.split()[1:] or [""])[0]


SCHEMES = {"https", "http", "mailto", "tel"}
LINK_BROKEN_HINT = "Let it begin with https://, mailto: or tel:, or take the link off."


def _docx_link_broken(file: DocxFile, _: Edition | None) -> Defects:
    names = {mark.name.lower() for mark in file.marks if mark.opens} | {"_top"}
    for link in file.links:
        if link.anchor and not link.target and link.anchor.lower() not in names:
            yield Defect(f"A link leads to the place «{link.anchor}», which is not there.", LINK_BROKEN_HINT, link.spot)
        elif (link.target or not link.anchor) and not _is_sane(link.target):
            yield Defect(f"A link leads to «{link.target}».", LINK_BROKEN_HINT, link.spot)


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
    known = {entry.name for entry in file.styles.fonts if entry.stands_in or entry.embedded} | COMMON
    listed = {entry.name for entry in file.styles.fonts}
    reported = set[str]()
    for font, spot in ((run.font, paragraph.spot) for paragraph in file.paragraphs for run in paragraph.runs):
        if font and font not in known and not (font in HOUSE and font in listed) and font not in reported:
            reported.add(font)
            yield Defect(
                f"The font «{font}» has no other that stands in for it.",
                "Use the fonts of the template, or add it to its table of fonts.",
                spot,
            )


BOOKMARK_OPEN_HINT = "Build the file again. In a file from elsewhere, delete the bookmark."


def _docx_bookmark_open(file: DocxFile, _: Edition | None) -> Defects:
    opened: dict[tuple[str, str], Mark] = {}
    for mark in file.marks:
        key = (mark.spot.part, mark.number)
        begin = None if mark.opens else opened.pop(key, None)
        if mark.opens:
            opened.setdefault(key, mark)
        elif begin is None:
            yield Defect("A bookmark ends here that did not begin.", BOOKMARK_OPEN_HINT, mark.spot)
        elif _is_ours(begin) and begin.spot != mark.spot:
            yield Defect(f"The bookmark «{begin.name}» goes beyond its paragraph.", BOOKMARK_OPEN_HINT, begin.spot)
    for left in opened.values():
        yield Defect(f"The bookmark «{left.name}» has no end.", BOOKMARK_OPEN_HINT, left.spot)


def _is_ours(mark: Mark) -> bool:
    return mark.name.partition("_")[0] in set(Prefix)


BOOKMARK_REPEATED_HINT = "Build the file again. In a file from elsewhere, delete one of the two."


def _docx_bookmark_repeated(file: DocxFile, _: Edition | None) -> Defects:
    opened = [mark for mark in file.marks if mark.opens]
    numbers, names = set[tuple[str, str]](), set[str]()
    for mark in opened:
        if mark.name.lower() in names:
            yield Defect(f"There is a second bookmark «{mark.name}».", BOOKMARK_REPEATED_HINT, mark.spot)
        elif (mark.spot.part, mark.number) in numbers:
            yield Defect(
                f"The bookmark «{mark.name}» has the number of another one, {mark.number}.",
                BOOKMARK_REPEATED_HINT,
                mark.spot,
            )
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
            yield Defect(
                f"«{line.text[:60]}» has no bookmark «{wanted}».", "Build the file again, and do not delete bookmarks in Word."
            )


ID = re.compile("[0-9A-Fa-f]{8}")
END = 0x80000000


def _docx_paragraph_id(file: DocxFile, _: Edition | None) -> Defects:
    seen = set[tuple[str, str]]()
    for paragraph in (each for each in file.paragraphs if each.id):
        key = (paragraph.spot.part, paragraph.id.upper())
        if not ID.fullmatch(paragraph.id) or not 0 < int(paragraph.id, 16) < END:
            yield Defect(
                f"The paragraph's id «{paragraph.id}» is none: eight hex digits from 00000001 to 7FFFFFFF are.",
                "Build the file again, or save it anew in Word.",
                paragraph.spot,
            )
        elif key in seen:
            yield Defect(
                f"A paragraph before has the same id, «{paragraph.id}».",
                "Build the file again, or save it anew in Word.",
                paragraph.spot,
            )
        seen.add(key)


def _docx_too_large(file: DocxFile, _: Edition | None) -> Defects:
    return too_large(file.size)


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-duplicate-part", Severity.ERROR, "A part of the file is there twice",
        "Word calls the file corrupt, or takes one of the two: two core.xml come from programs that each wrote the properties.",
    ), everywhere(Severity.ERROR), _docx_duplicate_part),
    PreflightCheck(Rule(
        "docx-part-missing", Severity.ERROR, "A part of the file is missing",
        "Word calls the file corrupt where a relationship leads to nothing, and shows a plain text where its styles are gone.",
    ), everywhere(Severity.ERROR), _docx_part_missing),
    PreflightCheck(Rule(
        "docx-dangling-reference", Severity.ERROR, "The text asks for a relationship that is not there",
        "A link, picture or header that is named by an id which nothing defines makes Word call the file corrupt.",
    ), everywhere(Severity.ERROR), _docx_dangling_reference),
    PreflightCheck(Rule(
        "docx-content-type", Severity.ERROR, "A part of the file does not say what it is",
        "Word reads each part by its content type. Where one is missing or wrong, it calls the file corrupt (ECMA-376-2, "
        "6.2.3).",
    ), everywhere(Severity.ERROR), _docx_content_type),
    PreflightCheck(Rule(
        "docx-element-order", Severity.ERROR, "Elements stand in another order than the standard asks for",
        "Word refuses some files for it, and in others leaves out what stands too late (ECMA-376, part 1, annex A).",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_element_order),
    PreflightCheck(Rule(
        "docx-style-undefined", Severity.ERROR, "A style is named that the file does not define",
        "Word shows such text like any other: a title that is no title, a name that is not marked as one.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_style_undefined),
    PreflightCheck(Rule(
        "docx-list-undefined", Severity.ERROR, "A list is named that the file does not define",
        "Word leaves the number out: signatories and demands lose their count, and no other program says so.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_list_undefined),
    PreflightCheck(Rule(
        "docx-field-broken", Severity.ERROR, "A field is broken",
        "Word prints «Error! Reference source not found» in its place, often only on the journalist's computer.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_field_broken),
    PreflightCheck(Rule(
        "docx-link-broken", Severity.ERROR, "A link leads nowhere, or to one computer only",
        "Readers click in vain. A link to a file of somebody's computer also tells its user's name.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_link_broken),
    PreflightCheck(Rule(
        "docx-font", Severity.WARNING, "A font may be missing elsewhere",
        "Word takes any font in its place, with which Arabic letters may not join, unless the table of fonts names a good one.",
    ), graded(Severity.WARNING, Severity.NOTE), _docx_font),
    PreflightCheck(Rule(
        "docx-too-large", Severity.WARNING, "The Word file is large",
        "Many newsrooms refuse mails above 10 MB, and on a phone it takes minutes to load.",
    ), everywhere(Severity.WARNING), _docx_too_large),
    PreflightCheck(Rule(
        "docx-bookmark-open", Severity.ERROR, "A bookmark has no end, or no beginning",
        "A translation finds its way home by the bookmark round each paragraph. One without an end holds nothing, or "
        "everything.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_bookmark_open),
    PreflightCheck(Rule(
        "docx-bookmark-repeated", Severity.ERROR, "Two bookmarks have one name, or one number",
        "Word keeps one of the two, and a paragraph of the translation would be taken for another. "
        "It does not tell case apart.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_bookmark_repeated),
    PreflightCheck(Rule(
        "docx-segment-missing", Severity.ERROR, "A paragraph of the release has no bookmark",
        "A translation that comes back is put together by the bookmarks. Without one, its place has to be guessed.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_segment_missing),
    PreflightCheck(Rule(
        "docx-paragraph-id", Severity.ERROR, "Two paragraphs have one id, or an id that Word does not take",
        "Word gives them new ids, or calls the file corrupt ([MS-DOCX] 2.6.2.3). Translation tools then lose their place.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_paragraph_id),
)  # fmt: skip
