"""A returned Word file → its paragraphs with the ids they carry. Look, fonts, languages and layout are not read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presskit.diagnostics import Diagnostic, has_errors
from presskit.formats.docx import Property, Untranslated
from presskit.readers.importing.account import Account
from presskit.readers.importing.docx_package import BadPartError, Package, attribute, children, local, open_package
from presskit.readers.importing.docx_runs import Runs, read_runs
from presskit.readers.importing.docx_styles import Styles
from presskit.readers.returns import rules
from presskit.readers.returns.bookmarks import Bookmarks, Part
from presskit.readers.returns.notes import with_marks
from presskit.readers.returns.tracked import settle, tracked
from presskit.source import Span
from presskit.translation.returned import Comment, Origin, Returned, ReturnedParagraph, Tracked
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_docx"]

Found = list[Diagnostic]
_HINT = "open it in Word or LibreOffice, and save it again as .docx"
_REVISION = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
_MOST_RELATIONS = 40
_ASIDE = Untranslated.PARAGRAPH.lower()
_OURS = "presskit"
_ACTIVE = re.compile(r"vbaProject|activeX|embeddings/|\.exe$", re.IGNORECASE)


def read_docx(source: str, data: bytes, way: Tracked, found: Found) -> Returned | None:
    """Return what a Word file holds; None, and an error, where it cannot be read or its changes are not settled."""
    account = Account()
    package = open_package(source, data, account)
    try:
        if package is not None:
            return _read(source, package, way, found)
        reason = account.found[0].message if account.found else f"«{source}» cannot be opened"
    except BadPartError as problem:
        reason = f"«{source}» {problem}"
    found.append(rules.UNREADABLE.at(Span(source), reason, _HINT))
    return None


def _read(source: str, package: Package, way: Tracked, found: Found) -> Returned | None:
    root = package.xml(package.main)
    body = next((each for each in root if local(each) == "body"), None) if root is not None else None
    if body is None:
        raise BadPartError("has no text")
    numbers = {each: n for n, each in enumerate((p for p in body.iter() if local(p) == "p"), 1)}
    _settle(source, body, numbers, way, found)
    if has_errors(found):
        return None
    _suspicious(source, package, found)
    links = package.relations(package.main)
    reader = _Reader(source, Styles.of(package), _names(package), links, numbers, found)
    reader.bookmarks = Bookmarks.of(body, reader.aside)
    paragraphs = tuple(reader.blocks(body))
    foot = _foot(package)
    return Returned(source, _origin(package, foot), paragraphs, tuple(_comments(package, reader.commented)), foot)


def _settle(source: str, body: Element, numbers: dict[Element, int], way: Tracked, found: Found) -> None:
    """Settle tracked changes as asked, with a list of them; unasked they are an error."""
    changes = [(Span(source, numbers.get(at, 0), 0, "paragraph"), words) for at, words in tracked(body)]
    if not changes:
        return
    message = f"the file has {len(changes)} tracked change{'s' if len(changes) > 1 else ''}"
    if way is Tracked.ASK:
        hint = "settle them in Word, or say --tracked accept or --tracked refuse for all of them"
        found.append(rules.TRACKED.at(changes[0][0], message, hint, changes))
        return
    done = "accepted" if way is Tracked.ACCEPT else "refused"
    found.append(rules.SETTLED.at(changes[0][0], f"{message}; all were {done}", "", changes))
    settle(body, way)


@dataclass(slots=True)
class _Reader:
    source: str
    styles: Styles
    names: dict[str, str]
    links: dict[str, tuple[str, str]]
    numbers: dict[Element, int]
    found: Found
    commented: dict[str, int] = field(default_factory=dict)
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
            elif name in {"sdt", "sdtContent", "customXml", "smartTag", "body"}:
                yield from self.blocks(child)

    def paragraph(self, element: Element) -> Iterator[ReturnedParagraph]:
        """Yield the parts of a paragraph that hold words, and those that a bookmark stands in."""
        number = self.numbers.get(element, 0)
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
        runs = read_runs(with_marks(part.paragraph(element)), span, self.styles, self.links)
        for words in runs.hidden:
            message = f"«{words}» is hidden; it is left out"
            self.found.append(rules.HIDDEN.at(span, message, "unhide it if it belongs to the text"))
        for target in runs.bad_links:
            message = f"the link to «{target[:60]}» leads to no web address; its words are kept"
            self.found.append(rules.BAD_LINK.at(span, message, "write the whole address: https://example.org/page"))
        return runs

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
            span=Span(self.source, number, 0, "paragraph"),
        )

    def comments(self, element: Element, number: int) -> None:
        for each in element.iter():
            if local(each) in {"commentReference", "commentRangeStart"}:
                self.commented.setdefault(attribute(each, "id"), number)

    def table(self, element: Element) -> Iterator[ReturnedParagraph]:
        """Yield the last cell of each row under the id in its first; a table of fewer columns is running text."""
        for row in children(element, "tr"):
            cells = children(row, "tc")
            if len(cells) < 3:
                for cell in cells:
                    yield from self.blocks(cell)
                continue
            yield from self.row(" ".join(_words(cells[0]).split()), cells[-1])

    def row(self, key: str, cell: Element) -> Iterator[ReturnedParagraph]:
        """Yield what stands in the target's cell of a row, also where that is nothing."""
        written = [each for each in self.blocks(cell) if each.inlines]
        for each in written:
            yield ReturnedParagraph(each.inlines, each.number, key, bold=each.bold, span=each.span)
        if not written:
            number = next((self.numbers.get(each, 0) for each in cell.iter() if local(each) == "p"), 0)
            yield ReturnedParagraph((), number, key, span=Span(self.source, number, 0, "paragraph"))


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


def _comments(package: Package, places: dict[str, int]) -> Iterator[Comment]:
    for each in children(package.beside("comments.xml"), "comment"):
        words = " ".join(_words(part) for part in children(each, "p")).strip()
        if words and attribute(each, "author") != _OURS:
            yield Comment(clean(attribute(each, "author")), words, places.get(attribute(each, "id"), 0))


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
