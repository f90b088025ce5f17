"""Preflight of Word files: what a file reveals of people, machines and earlier versions, and what it loads or runs."""

from __future__ import annotations

from itertools import groupby

from presskit.checks.preflight.check_base import Defect, PreflightCheck, graded
from presskit.checks.preflight.docx_base import Defects, DocxCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.ooxml.contract import Property
from presskit.formats.ooxml.values import DocxFile, Spot, State, Story
from presskit.model.edition import Edition

__all__ = ["CHECKS"]

INSPECT = "In Word: File, Info, Check for Issues, Inspect Document."
MASKED = {"", "author", "python-docx", "unknown"}


def _docx_author(file: DocxFile, edition: Edition | None) -> Defects:
    saver = file.core.get("lastModifiedBy", "")
    if saver.lower() not in MASKED:
        yield Defect(f"The file was last saved by «{saver}».")
    creator = file.core.get("creator", "")
    if edition:
        expected = {", ".join(edition.authors), edition.brand_name}
    else:
        expected = {creator} if Property.MADE_BY in file.custom else set()
    if creator.lower() not in MASKED and creator not in expected:
        yield Defect(f"The file names «{creator}» as its author.")


OFFICE = {"Company": "company", "Manager": "manager", "Template": "template", "HyperlinkBase": "base of links"}
PLAIN = {"", "Normal", "Normal.dotm", "Normal.dot"}


def _docx_company(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The file tells its {words}: «{file.app[key]}».")
        for key, words in OFFICE.items()
        if file.app.get(key, "") not in PLAIN
    )


def _docx_people_part(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The part «{part.name}» lists people who worked on the file.")
        for part in file.parts
        if part.content_type.endswith("people+xml") or part.name.lower().endswith("/people.xml")
    )




def _docx_comment(file: DocxFile, _: Edition | None) -> Defects:
    yield from (Defect("A comment stands here.", spot) for spot in file.comments)
    parts = {relation.target for relation in file.related("comments")}
    if not file.comments and any(paragraph.spot.part in parts for paragraph in file.paragraphs):
        yield Defect("The file holds comments that the text no longer shows.")


TRACKED_CHANGE_KINDS = {
    "w:ins": "added", "w:del": "struck out", "w:moveFrom": "moved away", "w:moveTo": "moved here",
    "w:pPrChange": "set otherwise", "w:rPrChange": "set otherwise",
}  # fmt: skip


def _docx_tracked_change(file: DocxFile, _: Edition | None) -> Defects:
    for change in file.changes:
        author = f" by «{change.author}»" if change.author else ""
        yield Defect(f"Something was {TRACKED_CHANGE_KINDS.get(change.kind, 'changed')}{author}.", change.spot)
    if not file.changes and "w:trackRevisions" in file.settings:
        yield Defect("The file records what is changed in it.")


_READ = frozenset(Story) - {Story.BUILDING_BLOCKS, Story.LISTS}


def _docx_hidden_text(file: DocxFile, _: Edition | None) -> Defects:
    unseen = (each for each in file.words if each.states & {State.HIDDEN, State.WHITE} and each.story in _READ)
    for spot, words in ((spot, [*group]) for spot, group in groupby(unseen, lambda each: Spot(each.part, each.paragraph))):
        hidden = "".join(each.text for each in words).strip()
        how = "hidden" if all(State.HIDDEN in each.states for each in words) else "white on white"
        yield Defect(f"«{hidden[:60]}» is {how}.", spot)


def _docx_picture_data(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The picture «{image.part}» tells {', '.join(image.tells)}.")
        for image in file.images
        if image.tells
    )


def _docx_attached_template(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The file asks for the template «{relation.target}».")
        for relation in file.related("attachedTemplate")
    )


def _docx_custom_xml(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The part «{part.name}» ({part.size} bytes) is data of another system.")
        for part in file.parts
        if part.name.lower().startswith("customxml/") and "/_rels/" not in part.name and "itemprops" not in part.name.lower()
    )


def _docx_stray_part(file: DocxFile, _: Edition | None) -> Defects:
    known = {file.main.lower(), *(relation.target.lower() for relation in file.relations if not relation.external)}
    return (
        Defect(f"The part «{part.name}» ({part.size} bytes) belongs to nothing.")
        for part in file.parts
        if part.name.lower() not in known and not part.name.endswith(".rels")
    )


def _docx_thumbnail(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The part «{relation.target}» is a picture of a page.")
        for relation in file.related("thumbnail")
    )


def _docx_printer_settings(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The part «{relation.target}» holds the settings of a printer.")
        for relation in file.related("printerSettings")
    )


def _docx_revision_ids(file: DocxFile, _: Edition | None) -> Defects:
    if file.revision_ids:
        count = f"{file.revision_ids} numbers" if file.revision_ids > 1 else "a number"
        yield Defect(f"The file has {count} of editing sessions.")


KNOWN = {"hyperlink", "attachedTemplate"}
"""A link is followed by a click; the template has a check of its own."""


def _docx_external(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The file fetches «{relation.target}» ({relation.kind}).")
        for relation in file.relations
        if relation.external and relation.kind not in KNOWN
    )


EMBEDDED_KINDS = {
    "vbaProject": "macros", "wordVbaData": "macros", "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control", "oleObject": "an embedded object",
    "package": "an embedded file", "aFChunk": "a file in another format", "attachedToolbars": "a toolbar",
    "keyMapCustomizations": "keys of its own",
}  # fmt: skip


def _docx_embedded(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"«{relation.target}» holds {EMBEDDED_KINDS[relation.kind]}.")
        for relation in file.relations
        if relation.kind in EMBEDDED_KINDS and not relation.external
    )


ACTIVE = {
    "AUTOTEXT", "DATABASE", "DDE", "DDEAUTO", "EMBED", "GOTOBUTTON", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT",
    "LINK", "MACROBUTTON", "MERGEFIELD", "PRINT", "RD",
}  # fmt: skip


def _docx_active_field(file: DocxFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The field «{field.code[:80]}» does more than show text.", field.spot)
        for field in file.fields
        if field.kind in ACTIVE
    )


CHECKS: tuple[DocxCheck, ...] = (
    PreflightCheck(Rule(
        "docx-author", Severity.ERROR, "The file tells who wrote it",
        "Word writes the account's name into each file: of somebody who must not be known, or of the agency that drafted it.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_author, INSPECT),
    PreflightCheck(Rule(
        "docx-company", Severity.ERROR, "The file tells of the office it was made in",
        "Company, manager, template and server paths are written by Word. They tell who really made a text, and where.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_company, INSPECT),
    PreflightCheck(Rule(
        "docx-people-part", Severity.ERROR, "The file holds a list of people",
        "Word lists everybody who commented or changed something, with their accounts and mail addresses (people.xml).",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_people_part, INSPECT),
    PreflightCheck(Rule(
        "docx-comment", Severity.ERROR, "Comments are left in the file",
        "They were meant for colleagues, name them, and are read by whoever opens the file.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_comment, "In Word: Review, Delete, Delete All Comments."),
    PreflightCheck(Rule(
        "docx-tracked-change", Severity.ERROR, "Recorded changes are left in the file",
        "Readers see what was struck out, and by whom. Other programs show the old words and the new ones side by side.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_tracked_change,
        "In Word: Review, Accept, Accept All Changes and Stop Tracking."),
    PreflightCheck(Rule(
        "docx-hidden-text", Severity.ERROR, "The file has hidden text",
        "Word does not show it, LibreOffice, translation tools and screen readers may, and whoever looks for it finds it.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_hidden_text, "In Word: Ctrl+Shift+8 shows it, or mark it; delete it."),
    PreflightCheck(Rule(
        "docx-picture-data", Severity.ERROR, "A picture tells where or by whom it was taken",
        "Cameras write the place, the time and their number into a picture. A photograph of a witness can lead to the house.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_picture_data,
        "Save the picture without its properties, and place it anew."),
    PreflightCheck(Rule(
        "docx-attached-template", Severity.ERROR, "A template is attached",
        "Word fetches it when the file is opened: from a path that tells a user's name, or from a server that can send macros.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_attached_template, "In Word: Developer, Document Template, «Normal»."),
    PreflightCheck(Rule(
        "docx-custom-xml", Severity.ERROR, "The file holds data of another system",
        "Document servers and add-ins leave labels, paths and records in it (customXml). They are sent along unseen.",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_custom_xml, INSPECT),
    PreflightCheck(Rule(
        "docx-stray-part", Severity.ERROR, "A part belongs to nothing",
        "Word does not show it, and whoever unpacks the file finds it: an older text, a note, a picture that was taken out.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_stray_part, "Save the file anew in Word, which leaves it out."),
    PreflightCheck(Rule(
        "docx-thumbnail", Severity.ERROR, "The file holds a small picture of a page",
        "It shows the first page as it was when the picture was made: perhaps another text, or a template's.",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_thumbnail, "In Word: Save As, «Save Thumbnail»: off."),
    PreflightCheck(Rule(
        "docx-printer-settings", Severity.ERROR, "The file tells the printer it was set for",
        "The name of a printer or of its server tells the office, and sometimes the room.",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_printer_settings,
        "Save the file anew in LibreOffice, or build it again."),
    PreflightCheck(Rule(
        "docx-revision-ids", Severity.ERROR, "The file tells which parts were typed at one sitting",
        "Word numbers each session of editing (rsid). Two files with the same numbers were written on one computer.",
    ), graded(Severity.ERROR, Severity.NOTE), _docx_revision_ids,
        "In Word: Options, Trust Center, Privacy Options, «Store random numbers»: off; then save it anew."),
    PreflightCheck(Rule(
        "docx-external", Severity.ERROR, "The file fetches something when it is opened",
        "A picture or an object that lies elsewhere tells its server who opens the file, when and where; and it can change.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_external, "Put it into the file, or take it out."),
    PreflightCheck(Rule(
        "docx-embedded", Severity.ERROR, "A program or another file is embedded",
        "Mail servers stop files with macros, ActiveX or embedded objects, and an embedded table holds more than it shows.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_embedded, "Take it out, or put its picture in its place."),
    PreflightCheck(Rule(
        "docx-active-field", Severity.ERROR, "A field fetches a file or starts a program",
        "Word runs such fields when the file is opened or printed. Mail servers stop them, for they have carried malware.",
    ), graded(Severity.ERROR, Severity.WARNING), _docx_active_field,
        "In Word: select it and press Ctrl+Shift+F9, which leaves its text."),
)  # fmt: skip
