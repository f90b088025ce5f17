"""A returned Word file → its paragraphs with the ids they carry. Look, fonts, languages and layout are not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from presskit.diagnostics import Diagnostic, has_errors
from presskit.formats.ooxml.contract import Property, Untranslated
from presskit.formats.ooxml.names import Element, attribute, children, local, words_in
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.formats.ooxml.tracked_changes import settle, tracked
from presskit.formats.ooxml.tree import (
    Block,
    Cell,
    ChunkBlock,
    Document,
    Kind,
    Ledger,
    ParagraphBlock,
    Piece,
    TableBlock,
    paragraphs_of,
)
from presskit.formats.ooxml.values import State, Story
from presskit.formats.ooxml.walk import text_root, walk, word_roots
from presskit.model.document import Inline, Text
from presskit.readers.returns.bookmarks import Bookmarks, Part, note_marks, with_marks
from presskit.readers.returns.tables import Columns, TableRow, columns_of, rows_of
from presskit.readers.word_runs import Runs, read_runs
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.rebuild import joined
from presskit.translation.returned import Aside, Comment, Origin, Returned, ReturnedParagraph, Tracked
from presskit.typography import clean

__all__ = ["Sent", "read_docx"]

Found = list[Diagnostic]
_REVISION = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
_OURS = "presskit"
_MOST_RELATIONS = 40
_ASIDE = Untranslated.PARAGRAPH.lower()
_ACTIVE = re.compile(r"vbaProject|activeX|embeddings/|\.exe$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known before a file is read: the ids that went out, and what is done with tracked changes."""

    keys: frozenset[str] = frozenset()
    tracked: Tracked = Tracked.ASK


def read_docx(source: str, data: bytes, sent: Sent, found: Found) -> Returned | None:
    """Return what a Word file holds; None, and an error, where it cannot be read or its changes are not settled."""
    try:
        return _read(source, Package(data), sent, found)
    except UnreadableError as problem:
        found.append(rules.UNREADABLE.at(Span(source), f"«{source}» {problem.clause}", problem.hint))
        return None


def _read(source: str, package: Package, sent: Sent, found: Found) -> Returned | None:
    numbers = _numbers(text_root(package))
    roots = word_roots(package)
    _settle(source, roots, numbers, sent.tracked, found)
    if has_errors(found):
        return None
    _suspicious(source, package, found)
    document = walk(package)
    reader = _Reader(source, document, numbers, found, Ledger(document.words), sent.keys)
    paragraphs = tuple(reader.blocks(document.blocks))
    reader.tell()
    foot = _foot(package, document)
    said = tuple(_comments(document, reader.ledger, reader.commented))
    beside = (*reader.columns, *_asides(reader.ledger, reader.marks))
    return Returned(source, _origin(package, foot), paragraphs, said, foot, beside)


def _numbers(root: Element) -> dict[Element, int]:
    """Return the number of each paragraph, as the user sees them before any change is settled."""
    return {each: number for number, each in enumerate((each for each in root.iter() if local(each) == "p"), 1)}


def _settle(
    source: str, roots: Mapping[str, Element], numbers: Mapping[Element, int], way: Tracked, found: Found
) -> None:
    """Settle tracked changes in all parts as asked, with a list of them; unasked they are an error."""
    changes = [
        (Span(source, numbers.get(at, 0), 0, "paragraph"), words) for root in roots.values() for at, words in tracked(root)
    ]
    if not changes:
        return
    message = f"the file has {len(changes)} tracked change{'s' if len(changes) > 1 else ''}"
    if way is Tracked.ASK:
        hint = "settle them in Word, or say --tracked accept or --tracked refuse for all of them"
        found.append(rules.TRACKED.at(changes[0][0], message, hint, changes))
        return
    done = "accepted" if way is Tracked.ACCEPT else "refused"
    found.append(rules.SETTLED.at(changes[0][0], f"{message}; all were {done}", "", changes))
    for root in roots.values():
        settle(root, accept=way is Tracked.ACCEPT)


@dataclass(slots=True)
class _Reader:
    source: str
    document: Document
    numbers: Mapping[Element, int]
    found: Found
    ledger: Ledger
    keys: frozenset[str]
    commented: dict[str, int] = field(default_factory=dict)
    marks: dict[tuple[str, str], int] = field(default_factory=dict)
    columns: list[Aside] = field(default_factory=list)
    struck: list[tuple[Span, str]] = field(default_factory=list)
    hidden: list[tuple[Span, str]] = field(default_factory=list)
    highlighted: list[tuple[Span, str]] = field(default_factory=list)
    inserted: int = 0
    bookmarks: Bookmarks = field(init=False)

    def __post_init__(self) -> None:
        self.bookmarks = Bookmarks(self.document.bookmark_ends, _is_untranslated)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[ReturnedParagraph]:
        for block in blocks:
            match block:
                case ParagraphBlock():
                    yield from self.paragraph(block)
                case TableBlock():
                    yield from self.table(block)
                case ChunkBlock():
                    yield from self.chunk(block)
                case _:
                    continue

    def chunk(self, block: ChunkBlock) -> Iterator[ReturnedParagraph]:
        """Yield the words of a file that was inserted as it is, numbered after all paragraphs of the text."""
        for each in self.ledger.said(block.words):
            if each.seen and State.UNREAD not in each.states:
                self.inserted += 1
                self.ledger.read.add(each.number)
                span = Span(self.source, len(self.numbers) + self.inserted, 0, "paragraph")
                yield ReturnedParagraph((Text(" ".join(clean(each.text).split()), span),), span.line, span=span)

    def paragraph(self, block: ParagraphBlock) -> Iterator[ReturnedParagraph]:
        """Yield the parts of a paragraph that hold words, and those that a bookmark stands in."""
        number = self.numbers[block.element]
        for each in block.pieces:
            if each.kind is Kind.COMMENT:
                self.commented.setdefault(each.text, number)
        parts = self.bookmarks.parts(block.pieces)
        for part in parts:
            runs = self.runs(part, number)
            if runs.content or part.names or part.emptied:
                yield self.made(part, runs, block, number, alone=len(parts) == 1)
            for box in runs.boxes:
                yield from self.blocks(box)

    def runs(self, part: Part, number: int) -> Runs:
        span = Span(self.source, number, 0, "paragraph")
        runs = read_runs(with_marks(part.pieces), span, self.ledger)
        runs.content, own = note_marks(runs.content)
        self.marks |= {({"foo": "footnote", "end": "endnote"}[label[:3]], label[3:]): number for label in own}
        for told, kept in ((runs.struck, self.struck), (runs.hidden, self.hidden), (runs.highlighted, self.highlighted)):
            kept += [(span, f"«{words.strip()}»") for words in told]
        for target in runs.bad_links:
            message = f"the link to «{target[:60]}» leads to no web address; its words are kept"
            self.found.append(rules.BAD_LINK.at(span, message, "write the whole address: https://example.org/page"))
        return runs

    def tell(self) -> None:
        """Report words that are not as other words, all of a kind in one finding."""
        kinds = (
            (rules.HIDDEN, self.hidden, "hidden, or white on white; left out", "show them if they belong to the text"),
            (rules.STRUCK, self.struck, "struck through; left out", "take the line away if they belong to the text"),
            (rules.HIGHLIGHTED, self.highlighted, "highlighted; taken as text", "look whether the translator has a question"),
        )
        for rule, told, what, hint in kinds:
            if told:
                words = ", ".join(words for _, words in told[:3]) + (" …" if len(told) > 3 else "")
                self.found.append(rule.at(told[0][0], f"words are {what}: {words}", hint, told if len(told) > 1 else ()))

    def made(self, part: Part, runs: Runs, block: ParagraphBlock, number: int, *, alone: bool) -> ReturnedParagraph:
        return ReturnedParagraph(
            inlines=runs.content,
            number=number,
            names=tuple(part.names),
            emptied=tuple(part.emptied),
            mark=block.id.upper() if alone else "",
            style=self.document.styles.names.get(block.style, block.style),
            bold=runs.bold,
            aside=_is_untranslated(block.pieces),
            unseen=" ".join(" ".join((*runs.struck, *runs.hidden)).split()),
            span=Span(self.source, number, 0, "paragraph"),
        )

    def table(self, table: TableBlock) -> Iterator[ReturnedParagraph]:
        """Yield the target of each row of the table that went out, under its id; every cell of another table is text."""
        rows = rows_of(table)
        columns = columns_of(rows, self.keys)
        for at, row in enumerate(rows):
            key = row.words(0)
            if columns and columns.headed and at == 0:
                self.ledger.take(row.extent)
            elif columns and key and (key in self.keys or not self.keys):
                yield from self.row(key, row, columns)
            else:
                for cell in row.cells.values():
                    yield from self.blocks(cell.blocks)

    def row(self, key: str, row: TableRow, columns: Columns) -> Iterator[ReturnedParagraph]:
        """Yield what stands in the target's cell of a row, also where that is nothing."""
        self.ledger.take(row.cells[0].words)
        every = (each for cell in row.cells.values() for each in paragraphs_of(cell.blocks))
        number = next((self.numbers[each.element] for each in every), 0)
        beside = self.beside(row.cells.get(columns.source))
        target = row.cells.get(columns.target)
        written = [each for each in self.blocks(target.blocks) if each.inlines or each.unseen] if target is not None else []
        empty = ReturnedParagraph((), number, span=Span(self.source, number, 0, "paragraph"))
        for each in written or [empty]:
            yield replace(each, key=key, names=(), emptied=(), mark="", style="", row=number, beside=beside)
        for column, cell in row.cells.items():
            words = row.words(column)
            if words and column not in {0, columns.source, columns.target}:
                self.ledger.take(cell.words)
                title = columns.titles.get(column) or str(column + 1)
                self.columns.append(Aside(f"column «{title}» beside «{key}»", words, number))

    def beside(self, cell: Cell | None) -> tuple[Inline, ...]:
        """Return the source as a row shows it; what changed in it, which is shown below in grey, is no part of it."""
        pieces: list[Inline] = []
        for each in paragraphs_of(cell.blocks) if cell is not None else ():
            if not _is_untranslated(each.pieces):
                runs = read_runs(with_marks(each.pieces), Span(self.source), self.ledger)
                pieces += [Text(" "), *note_marks(runs.content)[0]]
        if cell is not None:
            self.ledger.take(cell.words)
        return joined(pieces)


def _is_untranslated(pieces: Iterable[Piece]) -> bool:
    """Tell whether all words are in the style of those that nobody translates."""
    texts = [each for each in pieces if each.kind is Kind.TEXT and clean(each.text).strip()]
    return bool(texts) and all(each.run is not None and each.run.style == _ASIDE for each in texts)


def _comments(document: Document, ledger: Ledger, places: Mapping[str, int]) -> Iterator[Comment]:
    """Yield the comments, but presskit's own; ``places`` are the paragraphs that they stand at, by their id."""
    parts = document.parts(Story.COMMENTS)
    passages = [*ledger.passages(parts)]
    ledger.take_parts(parts)
    authors = {each.id: clean(each.author) for each in document.notes if each.story is Story.COMMENTS}
    for note, group in groupby(passages, lambda each: each.note):
        if authors.get(note) != _OURS:
            yield Comment(authors.get(note, ""), " ".join(each.words for each in group), places.get(note, 0))


def _asides(ledger: Ledger, marks: Mapping[tuple[str, str], int]) -> Iterator[Aside]:
    """Yield what nobody took, a paragraph each; ``marks`` are the paragraphs where notes are called, by story and id."""
    seen = set[tuple[str, str]]()
    for _, group in groupby(ledger.passages(), lambda each: (each.story, each.part, each.paragraph, each.note)):
        passages = [*group]
        first = passages[0]
        places = dict.fromkeys(each.place for each in passages)
        aside = Aside("; ".join(places), " ".join(each.words for each in passages), marks.get((first.story, first.note), 0))
        if (aside.place, aside.words) not in seen or first.story not in {Story.HEADER, Story.FOOTER}:
            seen.add((aside.place, aside.words))
            yield aside


def _origin(package: Package, foot: str) -> Origin:
    """Return what the custom properties say; a revision that they have lost is looked for at the foot of the page."""
    root = package.xml("docProps/custom.xml")
    told = {attribute(each, "name"): "".join(map(str, each.itertext())).strip() for each in children(root, "op:property")}
    revision = told.get(Property.REVISION, "") or next(iter(_REVISION.findall(foot)), "")
    return Origin(told.get(Property.KIT, ""), told.get(Property.LANGUAGE, ""), revision)


def _foot(package: Package, document: Document) -> str:
    """Return the words at the foot of the pages."""
    roots = [package.xml(part) for part in document.parts(Story.FOOTER)]
    return " ".join(dict.fromkeys(clean(words_in(root, "t")).strip() for root in roots if root is not None))


def _suspicious(source: str, package: Package, found: Found) -> None:
    """Report what may do harm to those who open the file itself."""
    active = sorted(name for name in package.names if _ACTIVE.search(name))
    if active:
        message = f"the file holds a program or an embedded object ({active[0]}); only its words were read"
        found.append(rules.MACROS.at(Span(source), message, "do not open it without care; ask who sent it"))
    parts = ["", *(name for name in sorted(package.names) if not name.endswith(".rels"))]
    external = [each for part in parts for each in package.relations(part).values() if each.external]
    for each in [each for each in external if each.kind != "hyperlink"][:_MOST_RELATIONS]:
        message = f"the file would load «{each.target[:80]}» ({each.kind}); presskit has not"
        found.append(rules.EXTERNAL.at(Span(source), message, "ask who sent it why"))
