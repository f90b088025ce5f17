"""A Word file → lines, one for each paragraph; what it says outside its text is told beside. Nothing is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePosixPath

from presskit.formats.ooxml.computed import Counting
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.formats.ooxml.styles import Styles
from presskit.formats.ooxml.tree import (
    Block,
    ChunkBlock,
    DeletedBlock,
    Document,
    Ledger,
    Note,
    ParagraphBlock,
    Passage,
    Row,
    TableBlock,
)
from presskit.formats.ooxml.values import State, Story
from presskit.formats.ooxml.walk import walk
from presskit.model.document import Figure, Footnote, Inline, NoteRef, Paragraph, Text
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import InputLine, ListMark, Style, dropped, marked, merged
from presskit.readers.kit_folder import SUFFIXES
from presskit.readers.word_paragraphs import Runs, read_runs
from presskit.source import Span
from presskit.typography import clean

__all__ = ["docx_lines"]

Images = tuple[tuple[str, bytes], ...]
_MARGINS = (Story.HEADER, Story.FOOTER)
_NOTES = (Story.FOOTNOTES, Story.ENDNOTES)
_TITLES: Mapping[str, tuple[Style, int]] = {"title": ("title", 1), "subtitle": ("subtitle", 2)}
_BODY_TEXT = 9
"""The outline level that is none (17.3.1.20)."""
_TEXTS = frozenset({Story.DOCUMENT, Story.TEXT_BOX, Story.FOOTNOTES, Story.ENDNOTES, Story.INSERTED_FILE})


def docx_lines(source: str, data: bytes, log: AuditLog) -> tuple[tuple[InputLine, ...], Images]:
    """Return the paragraphs of a Word file and its pictures; a file that cannot be read is a finding."""
    try:
        package = Package(data)
        return _read(source, package, log)
    except UnreadableError as problem:
        log.report(rules.UNREADABLE, Span(source), f"«{source}» {problem.clause}", problem.hint)
        return (), ()


def _read(source: str, package: Package, log: AuditLog) -> tuple[tuple[InputLine, ...], Images]:
    document = walk(package)
    ledger = Ledger(document.words)
    counting = Counting(package.xml(package.beside("numbering")))
    reader = _Reader(source, package, log, document, counting, ledger)
    lines = tuple(reader.read(document.blocks))
    reader.report_changes()
    _comments(source, document, ledger, log)
    _page_parts(source, document, ledger, log)
    _left_over(source, ledger, log)
    return lines, tuple(reader.images)


@dataclass(slots=True)
class _Reader:
    source: str
    package: Package
    log: AuditLog
    document: Document
    counting: Counting
    ledger: Ledger
    number: int = 0
    highlighted: list[tuple[Span, str]] = field(default_factory=list)
    changes: list[tuple[Span, str]] = field(default_factory=list)
    images: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The place of the last paragraph that was read."""
        return Span(self.source, self.number, 0, "paragraph")

    def read(self, blocks: Iterable[Block]) -> Iterator[InputLine]:
        """Yield the lines of paragraphs and tables; an empty paragraph is a gap."""
        gap = False
        for block in blocks:
            for line in self.block(block):
                if line.raw.strip() or line.figure:
                    yield replace(line, gap=line.gap or gap)
                    gap = False
                else:
                    gap = True

    def block(self, block: Block) -> Iterator[InputLine]:
        match block:
            case ParagraphBlock():
                yield from self.paragraph(block)
            case TableBlock():
                yield from self.table(block)
            case DeletedBlock():
                self.changes.append((self.span, f"deleted: «{block.text}»"))
                self.ledger.take(block.words)
            case ChunkBlock():
                yield from self.inserted(block)

    def inserted(self, block: ChunkBlock) -> Iterator[InputLine]:
        """Yield the words of a file that is inserted as it is; what cannot be read is left over."""
        for each in self.ledger.words_of(block.words):
            words = " ".join(clean(each.text).split())
            if each.seen and State.UNREAD not in each.states and words:
                self.number += 1
                self.ledger.read.add(each.number)
                yield InputLine(self.span, words, (Text(words, self.span),), alone=True)
        message = "another file is inserted here; its words are read in its place, without their look"
        self.log.report(rules.FURNITURE, self.span, message, "look them over")

    def paragraph(self, block: ParagraphBlock) -> Iterator[InputLine]:
        self.number += 1
        span = self.span
        style, level = _role(block, self.document.styles)
        runs = read_runs(block.pieces, span, self.ledger, block.ends)
        mark = self.mark(block) if runs.raw.strip() else None
        depth = (block.layout.depth or 0) * 2
        line = InputLine(span, _visible(runs.raw), runs.content, mark, style, level, alone=True, depth=depth)
        notes = tuple(self.footnotes(runs))
        content = _without_marks(runs.content, {note.label for note in notes})
        line = replace(line, bold=runs.bold, content=content, footnotes=notes)
        self.report(runs, span)
        if len(content) < len(runs.content):
            message = "a footnote's mark stands here, but the file has no such note; the mark is left out"
            self.log.report(rules.FOOTNOTE, span, message, "compare with the original")
        yield line if mark else _typed(line)
        yield from self.pictures(runs, span)
        for box in runs.boxes:
            message = "a text box stands here; its words are read after the paragraph that it is anchored in"
            self.log.report(rules.FURNITURE, span, message, "look whether they belong there")
            yield from self.read(box)

    def mark(self, block: ParagraphBlock) -> ListMark | None:
        """Count a paragraph on in its list, and return its mark; None where it is in no list."""
        number = self.counting.number_of(block.layout, block.style)
        if number is None:
            return None
        return ListMark(f"{number}.", number) if number else ListMark("•")

    def report(self, runs: Runs, span: Span) -> None:
        """Report what a paragraph has beside its words."""
        self.changes += [(span, change) for change in runs.changes]
        self.highlighted += [(span, f"«{words.strip()}»") for words in runs.highlighted]
        for words in runs.hidden:
            message = f"«{words}» is hidden in the file; it is left out"
            self.log.report(rules.FURNITURE, span, message, "unhide it in Word if it belongs to the text")
        for words in runs.struck:
            message = f"«{words.strip()}» is struck through in the file; it is left out"
            self.log.report(rules.FURNITURE, span, message, "take the line away in Word if it belongs to the text")
        for target in runs.bad_links:
            message = f"the link to «{target}» leads to no web address; its words are kept"
            self.log.report(rules.UNSURE, span, message, "write the whole address: https://example.org/page")
        for digits in runs.superscripts:
            message = f"«{digits}» is raised like a footnote's mark, but no footnote belongs to it; it is kept as it stands"
            self.log.report(rules.FOOTNOTE, span, message, "write the note as [^1] if it is one")

    def report_changes(self) -> None:
        """Report tracked changes and highlighted words, all of a kind in one finding."""
        if self.changes:
            message = f"the file has {len(self.changes)} tracked changes; it is read as if all were accepted"
            hint = "accept or reject them in Word and import the file again, if that is not what is meant"
            self.log.report(rules.TRACKED, self.changes[0][0], message, hint, self.changes)
        if self.highlighted:
            places = len(self.highlighted)
            message = f"words are highlighted at {places} places, as if to be looked at; they are read as text"
            hint = "look whether they are meant to stand"
            self.log.report(rules.UNSURE, self.highlighted[0][0], message, hint, self.highlighted)

    def footnotes(self, runs: Runs) -> Iterator[Footnote]:
        notes = {_label(each): each for each in self.document.notes if each.story in _NOTES and not each.kind}
        for label, kind in runs.notes:
            if label not in notes:
                continue
            span = Span(f"{self.source} ({kind}s)", int(label[3:] or 0), 0, "paragraph")
            paragraphs = [each for each in notes[label].blocks if isinstance(each, ParagraphBlock)]
            read = [read_runs(each.pieces, span, self.ledger) for each in paragraphs]
            said = [_without_marks(each.content, set()) for each in read]
            blocks = [Paragraph(content, f"fn-{label}-{n}", span) for n, content in enumerate(said, 1) if content]
            self.log.put(span, " ".join(each.raw.strip() for each in read), f"statement: footnote [^{label}]")
            if blocks:
                yield Footnote(label, tuple(blocks), 0, span)

    def table(self, table: TableBlock) -> Iterator[InputLine]:
        """Yield a row as a line, its cells with tabs between; a table of one column is running text."""
        if max((len(row.cells) for row in table.rows), default=0) < 2:
            for row in table.rows:
                for cell in row.cells:
                    yield from self.read(cell.blocks)
            return
        first = self.number + 1
        for row in table.rows:
            yield from self.row(row)
        message = f"a table of {len(table.rows)} rows stands here; it is read row by row"
        self.log.report(rules.TABLE, Span(self.source, first, 0, "paragraph"), message, "look it over")

    def row(self, row: Row) -> Iterator[InputLine]:
        cells = [list(self.read(cell.blocks)) for cell in row.cells]
        lines = [line for cell in cells for line in cell]
        if not lines:
            return
        raw = "\t".join(" ".join(line.whole for line in cell if not line.figure) for cell in cells)
        words = " | ".join(cell.strip() for cell in raw.split("\t") if cell.strip())
        content = (Text(words, lines[0].span),) if words else ()
        notes = tuple(note for line in lines for note in line.footnotes)
        if words:
            yield InputLine(lines[0].span, raw, content, style="row", alone=True, footnotes=notes)
        yield from (line for line in lines if line.figure)

    def pictures(self, runs: Runs, span: Span) -> Iterator[InputLine]:
        for drawing in runs.drawings:
            alt = " ".join(clean(drawing.name).split())
            for part in drawing.parts:
                name = self.picture(part, span)
                if name:
                    self.ledger.take(drawing.words)
                    figure = Figure(name, alt, (), "", "", span)
                    place = Span(f"{self.source} (pictures)", len(self.images), 0, "paragraph")
                    yield InputLine(place, alt or f"[picture {name}]", (), None, "figure", gap=True, alone=True, figure=figure)

    def picture(self, part: str, span: Span) -> str:
        """Keep a picture for the kit, and return its name there; empty, and a finding, where it cannot be used."""
        suffix = PurePosixPath(part).suffix.lower()
        if not self.package.has(part) or suffix not in SUFFIXES:
            message = f"a picture ({part or 'not in the file'}) cannot be taken over"
            self.log.report(rules.PICTURE, span, message, "save it as PNG or JPEG, and put it into the kit")
            return ""
        name = f"picture-{len(self.images) + 1}{suffix}"
        self.images.append((name, self.package.data(part)))
        return name


def _without_marks(content: tuple[Inline, ...], known: set[str]) -> tuple[Inline, ...]:
    """Return inlines without the marks of notes that are not there."""
    return merged([inline for inline in content if not isinstance(inline, NoteRef) or inline.label in known])


def _visible(raw: str) -> str:
    return "\n".join(clean(part.replace("\t", "\u0009")) for part in raw.split("\n")).strip("\n")


def _typed(line: InputLine) -> InputLine:
    """Read a mark that was typed, as in a plain text."""
    words = line.words
    mark, rest = marked(words)
    if mark is None or line.style or isinstance(line.content[0], NoteRef):
        return line
    return replace(line, mark=mark, content=dropped(line.content, len(words) - len(rest)))


def _label(note: Note) -> str:
    """Return the label that a note's mark in the text has."""
    return f"{note.story[:3]}{note.id}"


def _role(block: ParagraphBlock, styles: Styles) -> tuple[Style, int]:
    """Return what a paragraph is by the names of its styles, or by its outline level, and the level of a heading."""
    for style in styles.chain(block.style):
        found = _named(styles.names[style].lower())
        if found:
            return found
    level = block.layout.level
    return ("", 2) if level is None or level >= _BODY_TEXT else ("heading", level + 1)


def _named(name: str) -> tuple[Style, int] | None:
    """Return what a style's name says; Word keeps the English ones in every language."""
    heading = re.fullmatch(r"heading (\d)", name)
    if heading:
        return "heading", int(heading[1])
    if name in {"quote", "intense quote", "quotations"}:
        return "quote", 2
    return _TITLES.get(name)


def _comments(source: str, document: Document, ledger: Ledger, log: AuditLog) -> None:
    """Report the comments of a file, each with its author and words."""
    authors = {each.id: each.author for each in document.notes if each.story is Story.COMMENTS}
    parts = document.parts(Story.COMMENTS)
    passages = [*ledger.passages(parts)]
    ledger.take_parts(parts)
    by_comment = groupby(passages, lambda each: each.note)
    said = [(Span(source), f"{authors.get(note, '') or 'somebody'}: «{_words(group)}»") for note, group in by_comment]
    if said:
        message = f"the file has {len(said)} comments; they are not part of the text"
        log.report(rules.COMMENT, Span(source), message, "settle them before the release goes out", said)


def _page_parts(source: str, document: Document, ledger: Ledger, log: AuditLog) -> None:
    """Report headers and footers, but for page numbers; their words are kept in the account."""
    for kind in _MARGINS:
        seen: set[str] = set()
        for part in document.parts(kind):
            words = _words(ledger.passages({part}))
            ledger.take_parts({part})
            if words and words not in seen:
                seen.add(words)
                _left_out(Span(f"{source} ({kind}s)", len(seen), 0, "paragraph"), kind, words, log)


def _left_over(source: str, ledger: Ledger, log: AuditLog) -> None:
    """Report what nobody took: words of the text have no place; labels, charts and instructions are left out with a word."""
    for number, each in enumerate(ledger.passages(), 1):
        span = Span(f"{source} ({each.story}s)", number, 0, "paragraph")
        unseen = each.states & {State.HIDDEN, State.STRUCK, State.WHITE, State.FIELD_CODE, State.DELETED}
        if each.story in _TEXTS and not unseen:
            log.lose(InputLine(span, each.words), f"it stands in a part of the file that is not read ({each.place})")
            continue
        log.put(span, each.words, f"left out: {each.place}")
        if each.story is not Story.BUILDING_BLOCKS:
            message = f"«{each.words}» stands in the file ({each.place}); it is left out"
            log.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")


def _words(passages: Iterable[Passage]) -> str:
    """Return the words of several paragraphs as one line."""
    by_paragraph = groupby(passages, lambda each: (each.part, each.note, each.paragraph))
    return " / ".join(" ".join(each.words for each in group) for _, group in by_paragraph)


def _left_out(span: Span, kind: str, words: str, log: AuditLog) -> None:
    log.put(span, words, f"left out: {kind} of the page")
    head = head_of(words)
    if head is None or head.kind is not Kind.PAGE:
        message = f"the page's {kind} says «{words}»; it is left out"
        log.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")
