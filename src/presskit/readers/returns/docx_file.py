"""A returned Word file → its paragraphs with the ids they carry. Look, fonts, languages and layout are not read."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, has_errors
from presskit.formats.docx import Property, Untranslated
from presskit.formats.docx_file.words import State
from presskit.model.document import Inline, Text
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.docx_package import BadPartError, Package, attribute, children, local, open_package
from presskit.readers.importing.docx_runs import Runs, read_runs
from presskit.readers.importing.docx_styles import Styles
from presskit.readers.importing.docx_words import Ledger
from presskit.readers.returns import rules
from presskit.readers.returns.bookmarks import Bookmarks, Part
from presskit.readers.returns.notes import note_marks, with_marks
from presskit.readers.returns.surroundings import asides, comments
from presskit.readers.returns.tables import Columns, Row, columns_of, rows_of
from presskit.readers.returns.tracked import settle, tracked
from presskit.source import Span
from presskit.translation.restoring import joined
from presskit.translation.returned import Aside, Origin, Returned, ReturnedParagraph, Tracked
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Sent", "read_docx"]

Found = list[Diagnostic]
_HINT = "open it in Word or LibreOffice, and save it again as .docx"
_REVISION = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
_MOST_RELATIONS = 40
_NUMBER = "{urn:presskit:word}paragraph"
_ASIDE = Untranslated.PARAGRAPH.lower()
_ACTIVE = re.compile(r"vbaProject|activeX|embeddings/|\.exe$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known before a file is read: the ids that went out, and what is done with tracked changes."""

    keys: frozenset[str] = frozenset()
    tracked: Tracked = Tracked.ASK


def read_docx(source: str, data: bytes, sent: Sent, found: Found) -> Returned | None:
    """Return what a Word file holds; None, and an error, where it cannot be read or its changes are not settled."""
    account = Account()
    package = open_package(source, data, account)
    try:
        if package is not None:
            return _read(source, package, sent, found)
        reason = account.found[0].message if account.found else f"«{source}» cannot be opened"
    except BadPartError as problem:
        reason = f"«{source}» {problem}"
    found.append(rules.UNREADABLE.at(Span(source), reason, _HINT))
    return None


def _read(source: str, package: Package, sent: Sent, found: Found) -> Returned | None:
    roots = package.roots()
    root = roots.get(package.main)
    body = next((each for each in root if local(each) == "body"), None) if root is not None else None
    if body is None:
        raise BadPartError("has no text")
    count = _numbered(body)
    _settle(source, roots, sent.tracked, found)
    if has_errors(found):
        return None
    _suspicious(source, package, found)
    ledger = Ledger.of(package, roots)
    links, styles = package.relations(package.main), Styles.of(package)
    reader = _Reader(source, styles, _names(package), links, count, found, ledger, sent.keys)
    reader.bookmarks = Bookmarks.of(body, reader.aside)
    paragraphs = tuple(reader.blocks(body))
    reader.tell()
    foot = _foot(package)
    said = tuple(comments(ledger, reader.commented))
    beside = (*reader.columns, *asides(ledger, reader.marks))
    return Returned(source, _origin(package, foot), paragraphs, said, foot, beside)


def _numbered(body: Element) -> int:
    """Give each paragraph its number, which copies keep, and return how many there are."""
    number = 0
    for number, each in enumerate((p for p in body.iter() if local(p) == "p"), 1):
        each.set(_NUMBER, str(number))
    return number


def _number(element: Element) -> int:
    return int(element.get(_NUMBER) or 0)


def _settle(source: str, roots: Mapping[str, Element], way: Tracked, found: Found) -> None:
    """Settle tracked changes in all parts as asked, with a list of them; unasked they are an error."""
    changes = [(Span(source, _number(at), 0, "paragraph"), words) for root in roots.values() for at, words in tracked(root)]
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
        settle(root, way)


@dataclass(slots=True)
class _Reader:
    source: str
    styles: Styles
    names: dict[str, str]
    links: dict[str, tuple[str, str]]
    count: int
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

    def aside(self, element: Element) -> bool:
        """Tell whether all words of an element are in the style of those that nobody translates."""
        runs = [each for each in element.iter() if local(each) == "r" and _words(each).strip()]
        return bool(runs) and all(self.styles.character(_style(run)) == _ASIDE for run in runs)

    def blocks(self, parent: Element) -> Iterator[ReturnedParagraph]:
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self.paragraph(child)
            elif name == "tbl":
                yield from self.table(child)
            elif name == "altChunk":
                yield from self.chunk(child)
            elif name in {"sdt", "sdtContent", "customXml", "smartTag", "body"}:
                yield from self.blocks(child)

    def chunk(self, element: Element) -> Iterator[ReturnedParagraph]:
        """Yield the words of a file that was inserted as it is, numbered after all paragraphs of the text."""
        for each in self.ledger.said(element):
            if each.seen and State.UNREAD not in each.states:
                self.inserted += 1
                self.ledger.read.add(each.number)
                span = Span(self.source, self.count + self.inserted, 0, "paragraph")
                yield ReturnedParagraph((Text(" ".join(clean(each.text).split()), span),), span.line, span=span)

    def paragraph(self, element: Element) -> Iterator[ReturnedParagraph]:
        """Yield the parts of a paragraph that hold words, and those that a bookmark stands in."""
        number = _number(element)
        self.comments(element, number)
        parts = self.bookmarks.parts(element)
        for part in parts:
            runs = self.runs(part, element, number)
            if runs.content or part.names or part.emptied:
                yield self.made(part, runs, element, number, alone=len(parts) == 1)
            for box in runs.boxes:
                yield from self.blocks(box)

    def runs(self, part: Part, element: Element, number: int) -> Runs:
        span = Span(self.source, number, 0, "paragraph")
        runs = read_runs(with_marks(part.paragraph(element)), span, self.styles, self.links, self.ledger)
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

    def made(self, part: Part, runs: Runs, element: Element, number: int, *, alone: bool) -> ReturnedParagraph:
        properties = next(iter(children(element, "pPr")), None)
        style = attribute(next(iter(children(properties, "pStyle")), None), "val")
        return ReturnedParagraph(
            inlines=runs.content,
            number=number,
            names=tuple(part.names),
            emptied=tuple(part.emptied),
            mark=attribute(element, "paraId").upper() if alone else "",
            style=self.names.get(style, style),
            bold=runs.bold,
            aside=self.aside(element),
            unseen=" ".join(" ".join((*runs.struck, *runs.hidden)).split()),
            span=Span(self.source, number, 0, "paragraph"),
        )

    def comments(self, element: Element, number: int) -> None:
        for each in element.iter():
            if local(each) in {"commentReference", "commentRangeStart"}:
                self.commented.setdefault(attribute(each, "id"), number)

    def table(self, element: Element) -> Iterator[ReturnedParagraph]:
        """Yield the target of each row of the table that went out, under its id; every cell of another table is text."""
        rows = rows_of(element)
        columns = columns_of(rows, self.keys)
        for at, row in enumerate(rows):
            key = row.words(0)
            if columns and columns.headed and at == 0:
                self.ledger.take_all(row.element)
            elif columns and key and (key in self.keys or not self.keys):
                yield from self.row(key, row, columns)
            else:
                for cell in row.cells.values():
                    yield from self.blocks(cell)

    def row(self, key: str, row: Row, columns: Columns) -> Iterator[ReturnedParagraph]:
        """Yield what stands in the target's cell of a row, also where that is nothing."""
        self.ledger.take_all(row.cells[0])
        number = next((_number(each) for each in row.element.iter() if local(each) == "p"), 0)
        beside = self.beside(row.cells.get(columns.source))
        target = row.cells.get(columns.target)
        written = [each for each in self.blocks(target) if each.inlines or each.unseen] if target is not None else []
        empty = ReturnedParagraph((), number, span=Span(self.source, number, 0, "paragraph"))
        for each in written or [empty]:
            yield replace(each, key=key, names=(), emptied=(), mark="", style="", row=number, beside=beside)
        for column, cell in row.cells.items():
            words = row.words(column)
            if words and column not in {0, columns.source, columns.target}:
                self.ledger.take_all(cell)
                title = columns.titles.get(column) or str(column + 1)
                self.columns.append(Aside(f"column «{title}» beside «{key}»", words, number))

    def beside(self, cell: Element | None) -> tuple[Inline, ...]:
        """Return the source as a row shows it; what changed in it, which is shown below in grey, is no part of it."""
        pieces: list[Inline] = []
        for each in cell.iter() if cell is not None else ():
            if local(each) == "p" and not self.aside(each):
                runs = read_runs(with_marks(copy.deepcopy(each)), Span(self.source), self.styles, self.links, self.ledger)
                pieces += [Text(" "), *note_marks(runs.content)[0]]
        if cell is not None:
            self.ledger.take_all(cell)
        return joined(pieces)


def _style(run: Element) -> str:
    properties = next(iter(children(run, "rPr")), None)
    return attribute(next(iter(children(properties, "rStyle")), None), "val")


def _names(package: Package) -> dict[str, str]:
    """Return the names of the paragraph styles by their ids, which programs choose anew."""
    root = package.beside("styles.xml")
    named = [(attribute(each, "styleId"), children(each, "name")) for each in children(root, "style")]
    return {style: attribute(names[0], "val") for style, names in named if names}


def _words(element: Element) -> str:
    return clean("".join(each.text or "" for each in element.iter() if local(each) == "t"))


def _origin(package: Package, foot: str) -> Origin:
    """Return what the custom properties say; a revision that they have lost is looked for at the foot of the page."""
    root = package.xml("docProps/custom.xml")
    told = {attribute(each, "name"): "".join(map(str, each.itertext())).strip() for each in children(root, "property")}
    revision = told.get(Property.REVISION, "") or next(iter(_REVISION.findall(foot)), "")
    return Origin(told.get(Property.KIT, ""), told.get(Property.LANGUAGE, ""), revision)


def _foot(package: Package) -> str:
    folder = posixpath.dirname(package.main)
    names = sorted(name for name in package.names if name.startswith(f"{folder}/footer") and name.endswith(".xml"))
    roots = [package.xml(name) for name in names]
    return " ".join(dict.fromkeys(_words(root).strip() for root in roots if root is not None))


def _suspicious(source: str, package: Package, found: Found) -> None:
    """Report what may do harm to those who open the file itself."""
    active = sorted(name for name in package.names if _ACTIVE.search(name))
    if active:
        message = f"the file holds a program or an embedded object ({active[0]}); only its words were read"
        found.append(rules.MACROS.at(Span(source), message, "do not open it without care; ask who sent it"))
    relations = sorted(name for name in package.names if name.endswith(".rels"))
    for name in relations[:_MOST_RELATIONS]:
        _external(source, package, name, found)


def _external(source: str, package: Package, name: str, found: Found) -> None:
    root = package.xml(name)
    for each in root if root is not None else ():
        kind = attribute(each, "Type").rpartition("/")[2]
        if attribute(each, "TargetMode") == "External" and kind != "hyperlink":
            message = f"the file would load «{attribute(each, 'Target')[:80]}» ({kind}); presskit has not"
            found.append(rules.EXTERNAL.at(Span(source), message, "ask who sent it why"))
