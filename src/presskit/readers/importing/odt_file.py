"""An OpenDocument text (ISO/IEC 26300) → lines, one for each paragraph; words outside its text are reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from presskit.formats.archive import ArchiveError
from presskit.formats.xml_text import Element, UnfitXmlError, local
from presskit.model.document import Figure, Footnote, NoteRef, Paragraph
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.flow import (
    LOGO_HINT,
    CharacterFormat,
    Flow,
    Shape,
    address_of,
    ask_about_comments,
    is_of_contacts,
    picture_suffix,
    table_lines,
)
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import InputLine, ListMark
from presskit.readers.importing.odt_styles import CONTENT, STYLES, Parts, Styles, TextProperties, value
from presskit.readers.word_paragraphs import Formatted, content_of
from presskit.source import Span
from presskit.typography import clean

__all__ = ["Images", "odt_lines"]

Images = tuple[tuple[str, bytes], ...]
_ASIDE = {"table-of-content": "a table of contents", "forms": "a form", "script": "a program"}
_NO_WORDS = frozenset({
    "annotation-end", "event-listeners", "ruby-text", "sequence-decls", "tracked-changes", "user-field-decls", "variable-decls",
})  # fmt: skip
_SHAPES = frozenset({"text-box", "custom-shape", "rect", "line", "ellipse", "connector", "caption", "path", "polygon"})
_WHO = frozenset({"creator", "creator-initials", "date", "date-string"})
_MOST_SPACES = 200


def odt_lines(source: str, data: bytes, log: AuditLog) -> tuple[tuple[InputLine, ...], Images]:
    """Return the paragraphs of a file and its pictures; a file that cannot be read is a finding."""
    try:
        parts = Parts(data)
        reader = _Reader(source, parts, log)
        reader.read()
    except ArchiveError as problem:
        why = "is protected by a password" if problem.reason == "password" else "is damaged, or no OpenDocument text"
        log.report(rules.UNREADABLE, Span(source), f"«{source}» {why}", "open it, and save it again as .odt or .docx")
        return (), ()
    except UnfitXmlError as problem:
        log.report(rules.UNREADABLE, Span(source), f"«{source}» cannot be read: {problem}", "save it again as .odt or .docx")
        return (), ()
    reader.report()
    return (*reader.flow.lines, *reader.below), tuple(reader.images)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: in which lists, the innermost last, and with which mark."""

    style: str = ""
    depth: int = 0
    mark: ListMark | None = None


_NOWHERE = _Place()


@dataclass
class _Reader:
    source: str
    parts: Parts
    log: AuditLog
    images: list[tuple[str, bytes]] = field(default_factory=list)
    comments: list[tuple[Span, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    drawn: list[InputLine] = field(default_factory=list)
    below: list[InputLine] = field(default_factory=list)

    @cached_property
    def flow(self) -> Flow:
        """What was read so far."""
        return Flow(self.source, self.log)

    @cached_property
    def content(self) -> Element | None:
        return self.parts.tree(CONTENT)

    @cached_property
    def page(self) -> Element | None:
        return self.parts.tree(STYLES)

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.page, self.content)

    def read(self) -> None:
        bodies = (each for each in (self.content.iter() if self.content is not None else ()) if local(each) == "text")
        for body in (each for each in bodies if each.tag.startswith("{urn:oasis:names:tc:opendocument:xmlns:office")):
            self.blocks(body, _NOWHERE)

    # Blocks.

    def blocks(self, parent: Element, place: _Place) -> None:
        for element in parent:
            self.block(element, place)

    def block(self, element: Element, place: _Place) -> None:
        name = local(element)
        if name in {"p", "h"}:
            self.paragraph(element, place)
        elif name == "list":
            self.listed(element, place)
        elif name == "table":
            self.table(element)
        elif name in _ASIDE:
            self.flow.leave_out(_words(element), _ASIDE[name], "write what belongs to the release into its text")
        elif ":drawing:" in element.tag:
            self.inline(element, CharacterFormat())  # a picture or a box that stands between paragraphs
            self.after()
        elif name not in _NO_WORDS:
            self.blocks(element, place)

    def paragraph(self, element: Element, place: _Place) -> None:
        style = value(element, "style-name")
        shape = self.styles.shape(style)
        if local(element) == "h":
            level = value(element, "outline-level")
            shape = Shape("heading", int(level) if level.isdecimal() and len(level) < 3 else 1)
        look = self.styles.properties(style)
        self.words(element, CharacterFormat(bool(look.bold), bool(look.italic)), look)
        self.flow.end(replace(shape, mark=None if shape.style else place.mark, depth=max(0, place.depth - 1)), blank=True)
        self.after()

    def after(self) -> None:
        """Read the pictures and text boxes that a paragraph anchors, below it."""
        drawn, self.drawn = self.drawn, []
        for line in drawn:
            self.flow.put(line)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            outer, self.flow.lines = self.flow.lines, []
            self.blocks(box, _NOWHERE)
            lines, self.flow.lines = self.flow.lines, outer
            last = is_of_contacts(lines)
            where = "below the text, as contacts are" if last else "after the paragraph that it is anchored in"
            if lines:
                message = f"a text box stands here; its words are read {where}"
                self.log.report(rules.FURNITURE, lines[0].span, message, "look whether they belong there")
            (self.below if last else outer).extend(lines)

    def listed(self, element: Element, place: _Place) -> None:
        style, depth = value(element, "style-name") or place.style, place.depth + 1
        numbered = (style, str(depth)) in self.styles.numbered
        goes_on = value(element, "continue-numbering") == "true" or value(element, "continue-list")
        key = f"{style} {depth}"
        if not goes_on:
            self.counts[key] = 0
        for item in element:
            start = value(item, "start-value")
            if start.isdecimal() and len(start) < 4:
                self.counts[key] = int(start) - 1
            mark = None
            if local(item) == "list-item":
                self.counts[key] = self.counts.get(key, 0) + 1
                mark = ListMark(f"{self.counts[key]}.", self.counts[key]) if numbered else ListMark("•")
            for number, child in enumerate(item):
                self.block(child, _Place(style, depth, None if number else mark))

    def table(self, element: Element) -> None:
        outer, self.flow.lines = self.flow.lines, []
        rows = [[self.cell(cell) for cell in row if local(cell) == "table-cell"] for row in _rows(element)]
        self.flow.lines = outer
        outer.extend(table_lines(rows, self.log))

    def cell(self, element: Element) -> list[InputLine]:
        self.flow.lines = []
        self.blocks(element, _NOWHERE)
        return self.flow.lines

    # Words.

    def words(self, element: Element, look: CharacterFormat, said: TextProperties) -> None:
        """Add the words of a paragraph or a span, unless a reader does not see them."""
        if said.hidden or said.struck:
            why = "it is hidden in the file" if said.hidden else "it is struck through"
            self.flow.leave_out(_words(element), why, "show it in the program that it comes from, if it belongs to the text")
            return
        self.flow.add(_single(element.text), look)
        for child in element:
            self.inline(child, look)
            self.flow.add(_single(child.tail), look)

    def inline(self, element: Element, look: CharacterFormat) -> None:
        """Add what stands among words; a name that is not known may hold some."""
        name = local(element)
        if name in _INLINES:
            _INLINES[name](self, element, look)
        elif name in _SHAPES:
            self.boxes.append(element)
        elif name not in _NO_WORDS and name not in _ASIDE and name not in _BLOCKS:
            self.words(element, look, TextProperties())

    def styled(self, element: Element, look: CharacterFormat) -> None:
        own = self.styles.properties(value(element, "style-name"))
        bold = look.bold if own.bold is None else own.bold
        italic = look.italic if own.italic is None else own.italic
        self.words(element, replace(look, bold=bold, italic=italic), own)

    def linked(self, element: Element, look: CharacterFormat) -> None:
        self.words(element, replace(look, target=address_of(value(element, "href"))), TextProperties())

    def spaces(self, element: Element, look: CharacterFormat) -> None:
        count = value(element, "c")
        self.flow.add(" " * (min(int(count[:4]), _MOST_SPACES) if count.isdecimal() else 1), look)

    def hidden(self, element: Element, _: CharacterFormat) -> None:
        hidden = f"{value(element, 'string-value')} {_words(element)}"
        self.flow.leave_out(hidden, "it is hidden in the file", "show it, if it belongs to the text")

    def frame(self, element: Element, look: CharacterFormat) -> None:
        for child in element:
            self.inline(child, look)

    def note(self, element: Element, _: CharacterFormat) -> None:
        label = f"{value(element, 'note-class')[:3] or 'foo'}{len(self.log.entries) + 1}"
        span = Span(f"{self.source} (footnotes)", len(self.log.entries) + 1, 0, "paragraph")
        body = next((each for each in element if local(each) == "note-body"), None)
        texts = [] if body is None else [_words(each) for each in body.iter() if local(each) in {"p", "h"}]
        contents = [content_of([Formatted(text)], span)[0] for text in texts if text.strip()]
        if contents:
            self.log.put(span, " ".join(texts), f"statement: footnote [^{label}]")
            blocks = tuple(Paragraph(content, f"fn-{label}-{n}", span) for n, content in enumerate(contents, 1))
            self.flow.footnotes.append(Footnote(label, blocks, span=span))
            self.flow.add_inline(NoteRef(label, span=self.flow.span))

    def comment(self, element: Element, _: CharacterFormat) -> None:
        author = next((each.text or "" for each in element if local(each) == "creator"), "")
        words = " ".join(_words(each) for each in element if local(each) not in _WHO)
        self.comments.append((self.flow.span, f"{author or 'somebody'}: «{' '.join(words.split())}»"))

    def picture(self, element: Element, _: CharacterFormat) -> None:
        frame = element.getparent()
        said = [] if frame is None else [each.text or "" for kind in ("desc", "title") for each in frame if local(each) == kind]
        alt = " ".join(next(filter(None, said), "").split())
        data = self.parts.data(value(element, "href").removeprefix("./"))
        suffix = picture_suffix(data) if data else ""
        if not data or not suffix:
            message = f"a picture ({value(element, 'href') or 'not in the file'}) cannot be taken over"
            self.log.report(rules.PICTURE, self.flow.span, message, "save it as PNG or JPEG, and put it into the kit")
            return
        name = f"picture-{len(self.images) + 1}{suffix}"
        self.images.append((name, data))
        place = Span(f"{self.source} (pictures)", len(self.images), 0, "paragraph")
        figure = Figure(name, alt, (), "", "", self.flow.span)
        self.drawn.append(InputLine(place, alt or f"[picture {name}]", (), None, "figure", gap=True, alone=True, figure=figure))

    # What is no part of the text.

    def report(self) -> None:
        """Report comments, tracked changes, and what stands at the head and the foot of pages."""
        if self.comments:
            message = f"the file has {len(self.comments)} comments; they are not part of the text"
            self.log.report(rules.COMMENT, Span(self.source), message, "settle them before the release goes out", self.comments)
            places = {span for span, _ in self.comments}
            lines = [line for line in (*self.flow.lines, *self.below) if line.span in places and not line.figure]
            ask_about_comments(lines, len(self.comments), self.log)
        every = self.content.iter() if self.content is not None else ()
        regions = [each for each in every if local(each) == "changed-region"]
        if regions:
            changes = [(Span(self.source), f"{local(each)}: «{_paragraphs(each)}»") for region in regions for each in region]
            message = f"the file has {len(regions)} tracked changes; it is read as if all were accepted"
            hint = "accept or reject them in the program and import the file again, if that is not what is meant"
            self.log.report(rules.TRACKED, Span(self.source), message, hint, changes)
        if self.page is not None and any(local(each) == "image" for each in self.page.iter()):
            message = "a picture stands at the head or the foot of the pages; it is taken for a logo, and left out"
            self.log.report(rules.PICTURE, Span(self.source), message, LOGO_HINT)
        for number, (kind, words) in enumerate(dict.fromkeys(self.margins()), 1):
            span = Span(f"{self.source} ({kind}s)", number, 0, "paragraph")
            self.log.put(span, words, f"left out: {kind} of the page")
            head = head_of(words)
            if head is None or head.kind is not Kind.PAGE:
                message = f"the page's {kind} says «{words}»; it is left out"
                self.log.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")

    def margins(self) -> Iterator[tuple[str, str]]:
        for each in self.page.iter() if self.page is not None else ():
            kind = local(each).partition("-")[0]
            if local(each) in {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}:
                words = _paragraphs(each)
                if words:
                    yield kind, words


_INLINES: Mapping[str, Callable[[_Reader, Element, CharacterFormat], None]] = {
    "span": _Reader.styled,
    "a": _Reader.linked,
    "s": _Reader.spaces,
    "tab": lambda reader, _, look: reader.flow.add("\t", look),
    "line-break": lambda reader, _, __: reader.flow.add_break(),
    "note": _Reader.note,
    "annotation": _Reader.comment,
    "image": _Reader.picture,
    "hidden-text": _Reader.hidden,
    "hidden-paragraph": _Reader.hidden,
    "frame": _Reader.frame,
}
_BLOCKS = frozenset({"p", "h", "list", "table", "section", "title", "desc", ""})
"""Read as blocks, or as what a picture shows."""


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, those of its head and of groups too."""
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in {"table-header-rows", "table-row-group", "table-rows"}:
            yield from _rows(each)


def _single(text: str | None) -> str:
    """Return words with single spaces, as white space is read in OpenDocument (6.1.2)."""
    return " ".join((text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ").split(" "))


def _words(element: Element) -> str:
    """Return all words in an element, those of comments and notes left out."""
    found = [element.text or ""]
    for child in element:
        if local(child) not in {"annotation", "note-citation"}:
            found.append(" " if local(child) in {"s", "tab", "line-break"} else _words(child))
        found.append(child.tail or "")
    return "".join(found)


def _paragraphs(element: Element) -> str:
    """Return the words of several paragraphs as one line."""
    texts = (" ".join(clean(_words(each)).split()) for each in element.iter() if local(each) in {"p", "h"})
    return " / ".join(filter(None, texts))
