"""A returned Word file → its paragraphs with the ids they carry. Look, fonts, languages and layout are not read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, islice

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
    Extent,
    Kind,
    Ledger,
    ParagraphBlock,
    Piece,
    TableBlock,
    paragraphs_of,
    words_of,
)
from presskit.formats.ooxml.values import State, Story
from presskit.formats.ooxml.walk import text_root, walk, word_roots
from presskit.limits import RETURN_RELATIONS
from presskit.model.document import Inline, Text
from presskit.readers.word_paragraphs import BookmarkedPart, Bookmarks, Runs, note_marks, read_runs, with_marks
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.rebuild import joined
from presskit.translation.returned import Aside, Comment, Origin, Returned, ReturnedParagraph, Tracked
from presskit.typography import clean

__all__ = ["ReturnedColumns", "ReturnedRow", "Sent", "columns_of", "read_docx", "rows_of"]

_HEADS = ("id", "source", "target")


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """The cells of a row by the column that they begin in, from 0."""

    extent: Extent
    cells: dict[int, Cell]

    def words(self, column: int) -> str:
        """Return the words of a cell, one space apart."""
        return words_of(self.cells[column].blocks) if column in self.cells else ""


@dataclass(frozen=True, slots=True)
class ReturnedColumns:
    """Where the table has what. ``headed``: its first row says so; ``titles`` are that row's words by column."""

    source: int
    target: int
    headed: bool
    titles: dict[int, str]


def rows_of(table: TableBlock) -> list[ReturnedRow]:
    """Return the rows of a table."""
    return [
        ReturnedRow(row.words, dict(zip(accumulate((cell.span for cell in row.cells), initial=0), row.cells, strict=False)))
        for row in table.rows
    ]


def columns_of(rows: Sequence[ReturnedRow], keys: Collection[str]) -> ReturnedColumns | None:
    """Return the columns of the table that went out, by its head, or by ``keys`` in its first column; None for another."""
    titles = {column: rows[0].words(column) for column in rows[0].cells} if rows else {}
    heads = {column: title.casefold().partition(" (")[0] for column, title in titles.items()}
    named = {head: column for column, head in heads.items() if head in _HEADS}
    if named.get("id") == 0 and "target" in named:
        return ReturnedColumns(named.get("source", 1), named["target"], headed=True, titles=titles)
    width = max((len(row.cells) for row in rows), default=0)
    if width > 2 and any(row.words(0) in keys for row in rows):
        headed = bool(rows) and rows[0].words(0) not in keys
        return ReturnedColumns(1, 2, headed=headed, titles=titles if headed else {})
    return None


Found = list[Diagnostic]
_REVISION = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
_OURS = "presskit"
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
    elements = (each for each in text_root(package).iter() if local(each) == "p")
    numbers = {each: number for number, each in enumerate(elements, 1)}  # as users see them before any change is settled
    _settle(source, word_roots(package), numbers, sent.tracked, found)
    if has_errors(found):
        return None
    _suspicious(source, package, found)
    document = walk(package)
    bookmarks = Bookmarks(document.bookmark_ends, _is_untranslated)
    reader = _ReturnReader(source, document, numbers, found, Ledger(document.words), sent.keys, bookmarks)
    paragraphs = tuple(reader.blocks(document.blocks))
    reader.report()
    foot = _foot(package, document)
    comments = tuple(_comments(document, reader.ledger, reader.commented))
    beside = (*reader.columns, *_asides(reader.ledger, reader.marks))
    return Returned(source, _origin(package, foot), paragraphs, comments, foot, beside)


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
        found.append(rules.TRACKED.at(
            changes[0][0], message, "settle them in Word, or say --tracked accept or --tracked refuse for all of them",
            changes,
        ))  # fmt: skip
        return
    accept = way is Tracked.ACCEPT
    found.append(rules.SETTLED.at(changes[0][0], f"{message}; all were {'accepted' if accept else 'refused'}", "", changes))
    for root in roots.values():
        settle(root, accept=accept)


_LOOKS = (
    ("hidden", rules.HIDDEN, "hidden, or white on white; left out", "show them if they belong to the text"),
    ("struck", rules.STRUCK, "struck through; left out", "take the line away if they belong to the text"),
    ("highlighted", rules.HIGHLIGHTED, "highlighted; taken as text", "look whether the translator has a question"),
)
"""Words that are not as other words: the field of :class:`Runs` that holds them, the rule, and the words about them."""


@dataclass(slots=True)
class _ReturnReader:
    source: str
    document: Document
    numbers: Mapping[Element, int]
    found: Found
    ledger: Ledger
    keys: frozenset[str]
    bookmarks: Bookmarks
    commented: dict[str, int] = field(default_factory=dict)
    marks: dict[tuple[str, str], int] = field(default_factory=dict)
    columns: list[Aside] = field(default_factory=list)
    looks: dict[str, list[tuple[Span, str]]] = field(default_factory=dict)
    inserted: int = 0

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
        for each in self.ledger.words_of(block.words):
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
                yield ReturnedParagraph(
                    inlines=runs.content,
                    number=number,
                    names=tuple(part.names),
                    emptied=tuple(part.emptied),
                    mark=block.id.upper() if len(parts) == 1 else "",
                    style=self.document.styles.names.get(block.style, block.style),
                    bold=runs.bold,
                    aside=_is_untranslated(block.pieces),
                    unseen=" ".join(" ".join((*runs.struck, *runs.hidden)).split()),
                    span=Span(self.source, number, 0, "paragraph"),
                )
            for box in runs.boxes:
                yield from self.blocks(box)

    def runs(self, part: BookmarkedPart, number: int) -> Runs:
        span = Span(self.source, number, 0, "paragraph")
        runs = read_runs(with_marks(part.pieces), span, self.ledger)
        runs.content, own = note_marks(runs.content)
        self.marks |= {({"foo": "footnote", "end": "endnote"}[label[:3]], label[3:]): number for label in own}
        for name, *_ in _LOOKS:
            self.looks.setdefault(name, []).extend((span, f"«{words.strip()}»") for words in getattr(runs, name))
        for target in runs.bad_links:
            self.found.append(rules.BAD_LINK.at(
                span, f"the link to «{target[:60]}» leads to no web address; its words are kept",
                "write the whole address: https://example.org/page",
            ))  # fmt: skip
        return runs

    def report(self) -> None:
        """Report words that are not as other words, all of a kind in one finding."""
        for name, rule, what, hint in _LOOKS:
            passages = self.looks.get(name, [])
            if passages:
                words = ", ".join(words for _, words in passages[:3]) + (" …" if len(passages) > 3 else "")
                message = f"words are {what}: {words}"
                self.found.append(rule.at(passages[0][0], message, hint, passages if len(passages) > 1 else ()))

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

    def row(self, key: str, row: ReturnedRow, columns: ReturnedColumns) -> Iterator[ReturnedParagraph]:
        """Yield what stands in the target's cell of a row, also where that is nothing."""
        self.ledger.take(row.cells[0].words)
        every = (each for cell in row.cells.values() for each in paragraphs_of(cell.blocks))
        number = next((self.numbers[each.element] for each in every), 0)
        beside = self.beside(row.cells.get(columns.source))
        target = row.cells.get(columns.target)
        written = [each for each in self.blocks(target.blocks) if each.inlines or each.unseen] if target is not None else []
        for each in written or [ReturnedParagraph((), number, span=Span(self.source, number, 0, "paragraph"))]:
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
                content = read_runs(with_marks(each.pieces), Span(self.source), self.ledger).content
                pieces += [Text(" "), *note_marks(content)[0]]
        if cell is not None:
            self.ledger.take(cell.words)
        return joined(pieces)


def _is_untranslated(pieces: Iterable[Piece]) -> bool:
    """Return whether all words are in the style of those that nobody translates."""
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
    properties = {attribute(each, "name"): "".join(map(str, each.itertext())).strip() for each in children(root, "op:property")}
    revision = properties.get(Property.REVISION, "") or next(iter(_REVISION.findall(foot)), "")
    return Origin(properties.get(Property.KIT, ""), properties.get(Property.LANGUAGE, ""), revision)


def _foot(package: Package, document: Document) -> str:
    """Return the words at the foot of the pages."""
    roots = [package.xml(part) for part in document.parts(Story.FOOTER)]
    return " ".join(dict.fromkeys(clean(words_in(root, "t")).strip() for root in roots if root is not None))


def _suspicious(source: str, package: Package, found: Found) -> None:
    """Report what may do harm to those who open the file itself."""
    active = sorted(name for name in package.names if _ACTIVE.search(name))
    if active:
        found.append(rules.MACROS.at(
            Span(source), f"the file holds a program or an embedded object ({active[0]}); only its words were read",
            "do not open it without care; ask who sent it",
        ))  # fmt: skip
    parts = ["", *(name for name in sorted(package.names) if not name.endswith(".rels"))]
    relations = (each for part in parts for each in package.relations(part).values())
    loaded = islice((each for each in relations if each.external and each.kind != "hyperlink"), RETURN_RELATIONS)
    found += [
        rules.EXTERNAL.at(
            Span(source), f"the file would load «{each.target[:80]}» ({each.kind}); presskit has not", "ask who sent it why"
        )
        for each in loaded
    ]
