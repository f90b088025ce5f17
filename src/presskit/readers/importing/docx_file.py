"""A Word file → lines, one for each paragraph; words outside its text are reported."""

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
    ParagraphBlock,
    Passage,
    TableBlock,
)
from presskit.formats.ooxml.tree import Kind as PieceKind
from presskit.formats.ooxml.values import State, Story
from presskit.formats.ooxml.walk import walk
from presskit.model.document import Figure, Footnote, Inline, NoteRef, Paragraph, Text
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.flow import LOGO_HINT, ask_about_comments, is_of_contacts, table_lines, typed
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import InputLine, ListMark, Style, merged
from presskit.readers.importing.text_tables import with_tabbed_rows
from presskit.readers.pictures import SUFFIXES
from presskit.readers.word_paragraphs import Runs, read_runs
from presskit.source import Span
from presskit.typography import clean

__all__ = ["docx_lines"]

Images = tuple[tuple[str, bytes], ...]
_LOGO = "it is taken for a logo, and left out"
_MARGINS = (Story.HEADER, Story.FOOTER)
_NOTES = (Story.FOOTNOTES, Story.ENDNOTES)
_STYLES: Mapping[str, tuple[Style, int]] = {
    "title": ("title", 1), "subtitle": ("subtitle", 2),
    "caption": ("caption", 2), "quote": ("quote", 2), "intense quote": ("quote", 2), "quotations": ("quote", 2),
}  # fmt: skip
_BODY_TEXT = 9
"""The outline level that is none (17.3.1.20)."""
_TEXTS = frozenset({Story.DOCUMENT, Story.TEXT_BOX, Story.FOOTNOTES, Story.ENDNOTES, Story.INSERTED_FILE})


def docx_lines(source: str, data: bytes, log: AuditLog) -> tuple[tuple[InputLine, ...], Images]:
    """Return the paragraphs of a Word file and its pictures; a file that cannot be read is a finding."""
    try:
        package = Package(data)
        document = walk(package)
        ledger = Ledger(document.words)
        reader = _Reader(source, package, log, document, Counting(package.xml(package.beside("numbering"))), ledger)
        lines = with_tabbed_rows((*reader.read(document.blocks), *reader.below))
    except UnreadableError as problem:
        log.report(rules.UNREADABLE, Span(source), f"«{source}» {problem.clause}", problem.hint)
        return (), ()
    reader.report_changes()
    _comments(source, document, reader, log)
    _page_parts(source, package, document, ledger, log)
    _left_over(source, ledger, log)
    return lines, tuple(reader.images)


# The findings about hidden words, words that are struck through, links to no web address, and raised digits.
_REPORTS = (
    (rules.FURNITURE, "«{}» is hidden in the file; it is left out", "unhide it in Word if it belongs to the text"),
    (
        rules.FURNITURE, "«{}» is struck through in the file; it is left out",
        "take the line away in Word if it belongs to the text",
    ),
    (
        rules.UNSURE, "the link to «{}» leads to no web address; its words are kept",
        "write the whole address: https://example.org/page",
    ),
    (
        rules.FOOTNOTE, "«{}» is raised like a footnote's mark, but no footnote belongs to it; it is kept as it stands",
        "write the note as [^1] if it is one",
    ),
)  # fmt: skip


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
    below: list[InputLine] = field(default_factory=list)
    commented: dict[str, InputLine] = field(default_factory=dict)

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
        notes = tuple(self.footnotes(runs))
        cells = [" ".join(clean(cell).split()) for cell in runs.raw.split("\t") if cell.strip()]
        in_cells = len(cells) > 1 and not mark and not style and "\n" not in runs.raw
        raw = "\t".join(cells) if in_cells else "\n".join(map(clean, runs.raw.split("\n"))).strip("\n")
        line = InputLine(
            span, raw, _without_marks(runs.content, {note.label for note in notes}), mark, style, level,
            alone=True, depth=(block.layout.depth or 0) * 2, bold=runs.bold, footnotes=notes,
        )  # fmt: skip
        self.report(runs, span)
        if len(line.content) < len(runs.content):
            message = "a footnote's mark stands here, but the file has no such note; the mark is left out"
            self.log.report(rules.FOOTNOTE, span, message, "compare with the original")
        self.commented |= {piece.text: line for piece in block.pieces if piece.kind is PieceKind.COMMENT}
        yield line if mark else typed(line)
        yield from self.pictures(runs, span)
        for box in runs.boxes:
            lines = [*self.read(box)]
            last = is_of_contacts(lines)
            where = "below the text, as contacts are" if last else "after the paragraph that it is anchored in"
            message = f"a text box stands here; its words are read {where}"
            self.log.report(rules.FURNITURE, span, message, "look whether they belong there")
            self.below += lines if last else ()
            yield from () if last else lines

    def mark(self, block: ParagraphBlock) -> ListMark | None:
        """Return the mark of a paragraph in its list, and count on; None where it is in no list."""
        number = self.counting.number_of(block.layout, block.style)
        mark = ListMark(f"{number}.", number) if number else ListMark("•")
        return None if number is None else mark

    def report(self, runs: Runs, span: Span) -> None:
        """Report what a paragraph has beside its words."""
        self.changes += [(span, change) for change in runs.changes]
        self.highlighted += [(span, f"«{words.strip()}»") for words in runs.highlighted]
        found = (runs.hidden, map(str.strip, runs.struck), runs.bad_links, runs.superscripts)
        for texts, (rule, message, hint) in zip(found, _REPORTS, strict=True):
            for text in texts:
                self.log.report(rule, span, message.format(text), hint)

    def report_changes(self) -> None:
        """Report tracked changes and highlighted words, all of a kind in one finding."""
        if self.changes:
            message = f"the file has {len(self.changes)} tracked changes; it is read as if all were accepted"
            hint = "accept or reject them in Word and import the file again, if that is not what is meant"
            self.log.report(rules.TRACKED, self.changes[0][0], message, hint, self.changes)
        if self.highlighted:
            message = f"words are highlighted at {len(self.highlighted)} places, as if to be looked at; they are read as text"
            self.log.report(
                rules.UNSURE, self.highlighted[0][0], message, "look whether they are meant to stand", self.highlighted
            )

    def footnotes(self, runs: Runs) -> Iterator[Footnote]:
        notes = {f"{note.story[:3]}{note.id}": note for note in self.document.notes if note.story in _NOTES and not note.kind}
        for label, kind in runs.notes:
            if label not in notes:
                continue
            span = Span(f"{self.source} ({kind}s)", int(label[3:] or 0), 0, "paragraph")
            paragraphs = (block for block in notes[label].blocks if isinstance(block, ParagraphBlock))
            read = [read_runs(block.pieces, span, self.ledger) for block in paragraphs]
            contents = enumerate((_without_marks(each.content, set()) for each in read), 1)
            blocks = tuple(Paragraph(content, f"fn-{label}-{n}", span) for n, content in contents if content)
            self.log.put(span, " ".join(each.raw.strip() for each in read), f"statement: footnote [^{label}]")
            if blocks:
                yield Footnote(label, blocks, span=span)

    def table(self, table: TableBlock) -> Iterator[InputLine]:
        """Yield the lines of a table."""
        rows = [[list(self.read(cell.blocks)) for cell in row.cells] for row in table.rows]
        yield from table_lines(rows, self.log)

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
        self.images.append((f"picture-{len(self.images) + 1}{suffix}", self.package.data(part)))
        return self.images[-1][0]


def _without_marks(content: tuple[Inline, ...], known: set[str]) -> tuple[Inline, ...]:
    """Return inlines without the marks of notes that are not there."""
    return merged([inline for inline in content if not isinstance(inline, NoteRef) or inline.label in known])


def _role(block: ParagraphBlock, styles: Styles) -> tuple[Style, int]:
    """Return what a paragraph is by the names of its styles, or by its outline level, and the level of a heading."""
    named = next(filter(None, (_named(styles.names[style].lower()) for style in styles.chain(block.style))), None)
    level = block.layout.level
    return named or (("", 2) if level is None or level >= _BODY_TEXT else ("heading", level + 1))


def _named(name: str) -> tuple[Style, int] | None:
    """Return what a style's name says; Word keeps the English ones in every language."""
    heading = re.fullmatch(r"heading (\d)", name)
    if heading:
        return "heading", int(heading[1])
    return _STYLES.get(name)


def _comments(source: str, document: Document, reader: _Reader, log: AuditLog) -> None:
    """Report the comments of a file, each with its author and words, and ask whether they are settled."""
    ledger = reader.ledger
    authors = {each.id: each.author for each in document.notes if each.story is Story.COMMENTS}
    parts = document.parts(Story.COMMENTS)
    by_comment = [(note, [*group]) for note, group in groupby([*ledger.passages(parts)], lambda each: each.note)]
    ledger.take_parts(parts)
    places = {note: reader.commented[note] for note, _ in by_comment if note in reader.commented}
    comments = [
        (places[note].span if note in places else Span(source), f"{authors.get(note, '') or 'somebody'}: «{_words(group)}»")
        for note, group in by_comment
    ]
    if comments:
        message = f"the file has {len(comments)} comments; they are not part of the text"
        log.report(rules.COMMENT, Span(source), message, "settle them before the release goes out", comments)
        ask_about_comments([*{line.span: line for line in places.values()}.values()], len(comments), log)


def _page_parts(source: str, package: Package, document: Document, ledger: Ledger, log: AuditLog) -> None:
    """Report headers and footers, except page numbers; their words are in the log."""
    for kind in _MARGINS:
        seen: set[str] = set()
        for part in document.parts(kind):
            pictures = [each for each in package.relations(part).values() if each.kind == "image"]
            if pictures and "" not in seen:
                seen.add("")
                log.report(rules.PICTURE, Span(source), f"a picture stands in the {kind} of the pages; {_LOGO}", LOGO_HINT)
            words = _words(ledger.passages({part}))
            ledger.take_parts({part})
            if not words or words in seen:
                continue
            seen.add(words)
            span = Span(f"{source} ({kind}s)", len(seen), 0, "paragraph")
            log.put(span, words, f"left out: {kind} of the page")
            head = head_of(words)
            if head is None or head.kind is not Kind.PAGE:
                message = f"the page's {kind} says «{words}»; it is left out"
                log.report(rules.FURNITURE, span, message, "put into the kit what belongs to the release")


def _left_over(source: str, ledger: Ledger, log: AuditLog) -> None:
    """Report the words that were not read: those of the text are lost; labels, charts and instructions are left out."""
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
