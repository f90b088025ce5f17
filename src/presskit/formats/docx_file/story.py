"""A story, such as the text, a header or the notes, walked through once: what stands in it, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from presskit.formats.docx_file.names import Element, attribute, child, name, short, value
from presskit.formats.docx_file.numbering import Counting
from presskit.formats.docx_file.order import WATCHED, misplaced
from presskit.formats.docx_file.styles import Character, Layout, Styles, character, layout, over
from presskit.formats.docx_file.values import (
    Change,
    Disorder,
    Field,
    Lang,
    Link,
    Mark,
    Paragraph,
    Picture,
    Reference,
    Relation,
    Run,
    Section,
    Spot,
)

__all__ = ["Gathered", "gather"]

CHANGES = {
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange",
    "w:tcPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange", "w:cellIns", "w:cellDel", "w:cellMerge",
}  # fmt: skip
PASSED_OVER = {"w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange"}
"""What holds text or properties that are not in force: old ones, or others for programs of before 2010."""
ENDS = {"w:p", "w:r", "w:fldSimple"}
"""What means something where it ends."""
SHOWN = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad", "w:ptab": "\t"}
NO_LIST = "0"
BODY_TEXT = 9
"""The outline level that is none (17.3.1.20)."""


@dataclass(slots=True)
class Gathered:
    """What the stories of a file hold, one after the other."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    comments: list[Spot] = field(default_factory=list)
    related: list[Reference] = field(default_factory=list)
    styles: list[Reference] = field(default_factory=list)
    lists: list[Reference] = field(default_factory=list)
    disorders: list[Disorder] = field(default_factory=list)
    revision_ids: int = 0


@dataclass(slots=True)
class _Open:
    """A paragraph whose end is not reached. ``place`` is its index among all."""

    place: int
    spot: Spot
    letters: Character
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    code: str = ""
    result: str = ""
    shows: bool = False


def gather(
    stories: Mapping[str, Element], relations: Mapping[str, Mapping[str, Relation]], styles: Styles, counting: Counting
) -> Gathered:
    """Return what the stories hold, the text first; ``relations`` are those of each part, by id."""
    walk = _Walk(styles, counting)
    for part, root in stories.items():
        walk.through(part, root, relations.get(part, {}))
    return walk.gathered


@dataclass(slots=True)
class _Walk:
    """Walks through the parts of a file that hold paragraphs, and gathers what it meets."""

    styles: Styles
    counting: Counting
    gathered: Gathered = field(default_factory=Gathered)
    part: str = ""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    _count: int = 0
    _open: list[_Open] = field(default_factory=list)
    _runs: list[tuple[Character, list[str]]] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def through(self, part: str, root: Element, relations: Mapping[str, Relation]) -> None:
        self.part, self.relations, self._count = part, relations, 0
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = name(element)
            if event == "end":
                if tag in ENDS:
                    self._end(tag)
                continue
            self._notice(element, tag)
            if tag in PASSED_OVER:
                walker.skip_subtree()
            elif tag in STARTS:
                STARTS[tag](self, element)
            elif tag in SHOWN:
                self._say(SHOWN[tag])
        for left in self._fields:
            self._keep(left, closed=False)
        self._fields.clear()

    def _spot(self) -> Spot:
        return self._open[-1].spot if self._open else Spot(self.part)

    def _notice(self, element: Element, tag: str) -> None:
        """Notice what any element can have: recorded changes, an order, references, revision ids."""
        if tag in CHANGES:
            self.gathered.changes.append(Change(tag, attribute(element, "w:author"), self._spot()))
        if tag in WATCHED:
            self.gathered.disorders += [Disorder(tag, each, self._spot()) for each in misplaced(element, tag)]
        for key in element.keys():  # noqa: SIM118 -- an element's items are its children
            known = short(str(key))
            if known.startswith("w:rsid"):
                self.gathered.revision_ids += 1
            elif known.startswith("r:") and element.get(key):
                self.gathered.related.append(Reference(str(element.get(key)), self._spot()))

    def _end(self, tag: str) -> None:
        if tag == "w:p" and self._open:
            ended = self._open.pop()
            before = self.gathered.paragraphs[ended.place]
            made = Paragraph(before.spot, before.style, before.level, before.mark, before.bidi, before.id, tuple(ended.runs))
            self.gathered.paragraphs[ended.place] = made
        elif tag == "w:r" and self._runs:
            self._end_run()
        elif tag == "w:fldSimple" and self._fields:
            self._keep(self._fields.pop())

    # Paragraphs and their marks.

    def paragraph(self, element: Element) -> None:
        self._count += 1
        spot, properties = Spot(self.part, self._count), child(element, "w:pPr")
        style = value(properties, "w:pStyle") or self.styles.default
        said = over(self.styles.layout(style), layout(properties))
        made = Paragraph(
            spot,
            self.styles.names.get(style, style),
            0 if said.level is None or said.level >= BODY_TEXT else said.level + 1,
            self._mark(said, style),
            bool(said.bidi),
            attribute(element, "w14:paraId"),
        )
        letters = over(self.styles.letters, self.styles.characters(style))
        self._open.append(_Open(len(self.gathered.paragraphs), spot, letters))
        self.gathered.paragraphs.append(made)

    def _mark(self, said: Layout, style: str) -> str:
        if said.number in {None, NO_LIST}:
            return ""
        number = said.number or NO_LIST
        depth = self.counting.depth(number, style) if said.depth is None else said.depth
        return self.counting.mark(number, depth)

    # Runs and their text.

    def run(self, element: Element) -> None:
        properties = child(element, "w:rPr")
        base = self._open[-1].letters if self._open else self.styles.letters
        style = value(properties, "w:rStyle")
        letters = over(base, self.styles.characters(style)) if style else base
        self._runs.append((over(letters, character(properties, self.styles.theme)) if properties is not None else letters, []))

    def _end_run(self) -> None:
        letters, pieces = self._runs.pop()
        text = "".join(pieces)
        if text and self._open:
            rtl = bool(letters.rtl)
            font = (letters.complex_font if rtl else letters.font) or ""
            lang = Lang(letters.latin or "", letters.complex or "")
            self._open[-1].runs.append(Run(text, rtl, bool(letters.hidden), font, lang))

    def _say(self, text: str) -> None:
        if self._runs:
            self._runs[-1][1].append(text)
        if self._fields and self._fields[-1].shows:
            self._fields[-1].result += text

    def text(self, element: Element) -> None:
        self._say(element.text or "")

    # Fields (17.16).

    def simple_field(self, element: Element) -> None:
        self._fields.append(_Field(attribute(element, "w:instr"), shows=True))

    def field_mark(self, element: Element) -> None:
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end":
            stray = not self._fields
            self._keep(_Field() if stray else self._fields.pop(), closed=not stray)

    def instruction(self, element: Element) -> None:
        if self._fields:
            self._fields[-1].code += element.text or ""

    def _keep(self, ended: _Field, *, closed: bool = True) -> None:
        self.gathered.fields.append(Field(ended.code.strip(), ended.result, self._spot(), closed))

    # Everything else that has a meaning of its own.

    def bookmark(self, element: Element) -> None:
        opens = name(element) == "w:bookmarkStart"
        self.gathered.marks.append(Mark(attribute(element, "w:id"), attribute(element, "w:name"), self._spot(), opens))

    def link(self, element: Element) -> None:
        found = self.relations.get(attribute(element, "r:id"))
        self.gathered.links.append(Link(found.target if found else "", attribute(element, "w:anchor"), self._spot()))

    def drawing(self, element: Element) -> None:
        """Notice a picture, chart or diagram; a box with text speaks for itself."""
        data = next((str(each.get("uri", "")) for each in element.iter() if name(each) == "a:graphicData"), "")
        told = child(element, "wp:docPr")
        if told is None or data.endswith(("wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas")):
            return
        decorative = any(name(each) == "adec:decorative" and each.get("val") in {"1", "true"} for each in told.iter())
        alt = (attribute(told, "descr") or attribute(told, "title")).strip()
        self.gathered.pictures.append(Picture(attribute(told, "name"), alt, decorative, self._spot()))

    def old_picture(self, element: Element) -> None:
        """Notice a picture as Word of before 2007 has it (VML)."""
        shape = element.getparent()
        alt = attribute(shape, "alt").strip()
        self.gathered.pictures.append(Picture(attribute(shape, "id"), alt, decorative=False, spot=self._spot()))

    def section(self, element: Element) -> None:
        size = child(element, "w:pgSz")
        width, height = (_length(attribute(size, side)) for side in ("w:w", "w:h"))
        bidi = child(element, "w:bidi")
        self.gathered.sections.append(Section(width, height, bidi is not None, self._spot()))

    def comment(self, element: Element) -> None:  # noqa: ARG002 -- what is called by the table is called alike
        self.gathered.comments.append(self._spot())

    def style(self, element: Element) -> None:
        wanted = attribute(element, "w:val")
        if wanted not in self.styles.elements:
            self.gathered.styles.append(Reference(wanted, self._spot()))

    def list(self, element: Element) -> None:
        wanted = attribute(element, "w:val")
        if wanted != NO_LIST and not self.counting.is_defined(wanted):
            self.gathered.lists.append(Reference(wanted, self._spot()))


def _length(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


STARTS: Mapping[str, Callable[[_Walk, Element], None]] = {
    "w:p": _Walk.paragraph,
    "w:r": _Walk.run,
    "w:t": _Walk.text,
    "w:fldSimple": _Walk.simple_field,
    "w:fldChar": _Walk.field_mark,
    "w:instrText": _Walk.instruction,
    "w:bookmarkStart": _Walk.bookmark,
    "w:bookmarkEnd": _Walk.bookmark,
    "w:hyperlink": _Walk.link,
    "wp:inline": _Walk.drawing,
    "wp:anchor": _Walk.drawing,
    "v:imagedata": _Walk.old_picture,
    "w:sectPr": _Walk.section,
    "w:commentReference": _Walk.comment,
    "w:pStyle": _Walk.style,
    "w:rStyle": _Walk.style,
    "w:tblStyle": _Walk.style,
    "w:numId": _Walk.list,
}
