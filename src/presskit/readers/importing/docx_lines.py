"""A Word file → lines, one for each paragraph, with what lies around the text told beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from presskit.formats.docx_file.words import State
from presskit.model.document import Figure, Footnote, Inline, NoteRef, Paragraph, Text
from presskit.readers.importing import rules
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.docx_package import BadPartError, Package, attribute, children, local, open_package, within
from presskit.readers.importing.docx_runs import Runs, read_runs
from presskit.readers.importing.docx_styles import Lists, Styles
from presskit.readers.importing.docx_surroundings import comments, left_over, page_parts
from presskit.readers.importing.docx_words import Ledger
from presskit.readers.importing.lines import Line, dropped, marked
from presskit.readers.importing.paragraphs import merged
from presskit.readers.pictures import SUFFIXES
from presskit.source import Span
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["docx_lines"]

Images = tuple[tuple[str, bytes], ...]


@dataclass(slots=True)
class _Reader:
    source: str
    package: Package
    account: Account
    styles: Styles
    lists: Lists
    links: dict[str, tuple[str, str]]
    notes: dict[str, Element]
    ledger: Ledger
    number: int = 0
    highlighted: list[tuple[Span, str]] = field(default_factory=list)
    changes: list[tuple[Span, str]] = field(default_factory=list)
    images: list[tuple[str, bytes]] = field(default_factory=list)

    def blocks(self, parent: Element) -> Iterator[Line]:
        """Yield the lines of the paragraphs and tables in ``parent``; an empty paragraph is a gap."""
        gap = False
        for child in parent:
            for line in self.block(child):
                if line.raw.strip() or line.figure:
                    yield replace(line, gap=line.gap or gap)
                    gap = False
                else:
                    gap = True

    def block(self, child: Element) -> Iterator[Line]:
        name = local(child)
        if name == "p":
            yield from self.paragraph(child)
        elif name == "tbl":
            yield from self.table(child)
        elif name in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
            for each in child:
                yield from self.block(each)
        elif name in {"del", "moveFrom"}:
            self.changes.append((Span(self.source, self.number, 0, "paragraph"), f"deleted: «{_text(child)}»"))
            self.ledger.take_all(child)
        elif name == "altChunk":
            yield from self.inserted(child)

    def inserted(self, element: Element) -> Iterator[Line]:
        """Yield the words of a file that is inserted as it is; what cannot be read is left over."""
        for each in self.ledger.said(element):
            words = " ".join(clean(each.text).split())
            if each.seen and State.UNREAD not in each.states and words:
                self.number += 1
                self.ledger.read.add(each.number)
                span = Span(self.source, self.number, 0, "paragraph")
                yield Line(span, words, (Text(words, span),), alone=True)
        message = "another file is inserted here; its words are read in its place, without their look"
        self.account.report(rules.FURNITURE, Span(self.source, self.number, 0, "paragraph"), message, "look them over")

    def paragraph(self, element: Element) -> Iterator[Line]:
        self.number += 1
        span = Span(self.source, self.number, 0, "paragraph")
        look = self.styles.look(element)
        runs = read_runs(element, span, self.styles, self.links, self.ledger)
        mark = self.lists.mark(look) if runs.raw.strip() else None
        line = Line(span, _visible(runs.raw), runs.content, mark, look.style, look.level, alone=True, depth=look.depth * 2)
        notes = tuple(self.footnotes(runs))
        content = _without_marks(runs.content, {note.label for note in notes})
        line = replace(line, bold=runs.bold, content=content, footnotes=notes)
        self.tell(runs, span)
        if len(content) < len(runs.content):
            message = "a footnote's mark stands here, but the file has no such note; the mark is left out"
            self.account.report(rules.FOOTNOTE, span, message, "compare with the original")
        yield line if mark else _typed(line)
        yield from self.pictures(runs, span)
        for box in runs.boxes:
            message = "a text box stands here; its words are read after the paragraph that it is anchored in"
            self.account.report(rules.FURNITURE, span, message, "look whether they belong there")
            yield from self.blocks(box)

    def tell(self, runs: Runs, span: Span) -> None:
        """Report what a paragraph has beside its words."""
        self.changes += [(span, change) for change in runs.changes]
        self.highlighted += [(span, f"«{words.strip()}»") for words in runs.highlighted]
        for words in runs.hidden:
            message = f"«{words}» is hidden in the file; it is left out"
            self.account.report(rules.FURNITURE, span, message, "unhide it in Word if it belongs to the text")
        for words in runs.struck:
            message = f"«{words.strip()}» is struck through in the file; it is left out"
            self.account.report(rules.FURNITURE, span, message, "take the line away in Word if it belongs to the text")
        for target in runs.bad_links:
            message = f"the link to «{target}» leads to no web address; its words are kept"
            self.account.report(rules.UNSURE, span, message, "write the whole address: https://example.org/page")
        for digits in runs.superscripts:
            message = f"«{digits}» is raised like a footnote's mark, but no footnote belongs to it; it is kept as it stands"
            self.account.report(rules.FOOTNOTE, span, message, "write the note as [^1] if it is one")

    def footnotes(self, runs: Runs) -> Iterator[Footnote]:
        for label, kind in runs.notes:
            element = self.notes.get(label)
            if element is None:
                continue
            span = Span(f"{self.source} ({kind}s)", int(label[3:] or 0), 0, "paragraph")
            read = [read_runs(each, span, self.styles, {}, self.ledger) for each in children(element, "p")]
            said = [_without_marks(each.content, set()) for each in read]
            blocks = [Paragraph(content, f"fn-{label}-{n}", span) for n, content in enumerate(said, 1) if content]
            self.account.put(span, " ".join(each.raw.strip() for each in read), f"statement: footnote [^{label}]")
            if blocks:
                yield Footnote(label, tuple(blocks), 0, span)

    def table(self, element: Element) -> Iterator[Line]:
        """Yield a row as a line, its cells with tabs between; a table of one column is running text."""
        rows = [*within(element, "tr")]
        if max((len([*within(row, "tc")]) for row in rows), default=0) < 2:
            for row in rows:
                for cell in within(row, "tc"):
                    yield from self.blocks(cell)
            return
        first = self.number + 1
        for row in rows:
            yield from self.row(row)
        span = Span(self.source, first, 0, "paragraph")
        self.account.report(
            rules.TABLE, span, f"a table of {len(rows)} rows stands here; it is read row by row", "look it over"
        )

    def row(self, row: Element) -> Iterator[Line]:
        cells = [list(self.blocks(cell)) for cell in within(row, "tc")]
        lines = [line for cell in cells for line in cell]
        if not lines:
            return
        raw = "\t".join(" ".join(line.whole for line in cell if not line.figure) for cell in cells)
        words = " | ".join(cell.strip() for cell in raw.split("\t") if cell.strip())
        content = (Text(words, lines[0].span),) if words else ()
        notes = tuple(note for line in lines for note in line.footnotes)
        if words:
            yield Line(lines[0].span, raw, content, style="row", alone=True, footnotes=notes)
        yield from (line for line in lines if line.figure)

    def pictures(self, runs: Runs, span: Span) -> Iterator[Line]:
        for drawing in runs.drawings:
            told = next((each for each in drawing.iter() if local(each) == "docPr"), None)
            alt = " ".join(clean(attribute(told, "descr")).split())
            for blip in [each for each in drawing.iter() if local(each) in {"blip", "imagedata"}]:
                relation = attribute(blip, "embed") or attribute(blip, "id")
                name = self.picture(self.links.get(relation, ("", ""))[1], span)
                if name:
                    self.ledger.take_all(told if told is not None else blip)
                    figure = Figure(name, alt, (), "", "", span)
                    place = Span(f"{self.source} (pictures)", len(self.images), 0, "paragraph")
                    yield Line(place, alt or f"[picture {name}]", (), None, "figure", gap=True, alone=True, figure=figure)

    def picture(self, part: str, span: Span) -> str:
        """Keep a picture for the kit, and return its name there; empty, and a finding, where it cannot be used."""
        suffix = PurePosixPath(part).suffix.lower()
        if part not in self.package.names or suffix not in SUFFIXES:
            message = f"a picture ({part or 'not in the file'}) cannot be taken over"
            self.account.report(rules.PICTURE, span, message, "save it as PNG or JPEG, and put it into the kit")
            return ""
        name = f"picture-{len(self.images) + 1}{suffix}"
        self.images.append((name, self.package.data(part)))
        return name


def _without_marks(content: tuple[Inline, ...], known: set[str]) -> tuple[Inline, ...]:
    """Return inlines without the marks of notes that are not there."""
    return merged([inline for inline in content if not isinstance(inline, NoteRef) or inline.label in known])


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if local(each) in {"t", "delText"})


def _visible(raw: str) -> str:
    return "\n".join(clean(part.replace("\t", "\u0009")) for part in raw.split("\n")).strip("\n")


def _typed(line: Line) -> Line:
    """Read a mark that was typed, as in a plain text."""
    words = line.words
    mark, rest = marked(words)
    if mark is None or line.style or isinstance(line.content[0], NoteRef):
        return line
    return replace(line, mark=mark, content=dropped(line.content, len(words) - len(rest)))


def _notes(package: Package, roots: Mapping[str, Element]) -> dict[str, Element]:
    """Return footnotes and endnotes by the label that their marks in the text have."""
    found: dict[str, Element] = {}
    for kind in ("footnote", "endnote"):
        root = roots.get(posixpath.join(posixpath.dirname(package.main), f"{kind}s.xml"))
        found |= {f"{kind[:3]}{attribute(each, 'id')}": each for each in children(root, kind) if not attribute(each, "type")}
    return found


def docx_lines(source: str, data: bytes, account: Account) -> tuple[tuple[Line, ...], Images]:
    """Return the paragraphs of a Word file and its pictures; whatever cannot be read is a finding."""
    package = open_package(source, data, account)
    if package is None:
        return (), ()
    try:
        return _read(source, package, account)
    except BadPartError as problem:
        hint = "open it in Word or LibreOffice, and save it again as .docx"
        account.report(rules.UNREADABLE, Span(source), f"«{source}» {problem}", hint)
        return (), ()


def _read(source: str, package: Package, account: Account) -> tuple[tuple[Line, ...], Images]:
    roots = package.roots()
    root = roots.get(package.main)
    body = next((each for each in root if local(each) == "body"), None) if root is not None else None
    if body is None:
        raise BadPartError("has no text")
    ledger = Ledger.of(package, roots)
    relations = package.relations(package.main)
    styles, lists = Styles.of(package), Lists.of(package)
    reader = _Reader(source, package, account, styles, lists, relations, _notes(package, roots), ledger)
    lines = tuple(reader.blocks(body))
    if reader.changes:
        message = f"the file has {len(reader.changes)} tracked changes; it is read as if all were accepted"
        hint = "accept or reject them in Word and import the file again, if that is not what is meant"
        account.report(rules.TRACKED, reader.changes[0][0], message, hint, reader.changes)
    if reader.highlighted:
        message = f"words are highlighted at {len(reader.highlighted)} places, as if to be looked at; they are read as text"
        hint = "look whether they are meant to stand"
        account.report(rules.UNSURE, reader.highlighted[0][0], message, hint, reader.highlighted)
    comments(source, ledger, account)
    page_parts(source, ledger, account)
    left_over(source, ledger, account)
    return lines, tuple(reader.images)
