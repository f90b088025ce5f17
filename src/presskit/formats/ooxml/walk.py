"""The one walk through a Word file: every word that it holds, in whatever part, with its place, its state and its block.

Import, the return of a translation, the checks of a finished file and the comparison of its words are readings of what it
returns.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from presskit.formats.ooxml.building import NOTES, At, Builder, span_of, symbol_of
from presskit.formats.ooxml.computed import Code, instructions_of
from presskit.formats.ooxml.names import Element, attribute, local, local_name, name
from presskit.formats.ooxml.package import Package, UnreadableError
from presskit.formats.ooxml.styles import Letters, Styles, states
from presskit.formats.ooxml.tree import Document, Extent
from presskit.formats.ooxml.values import Spot, State, Story, Words

__all__ = ["Observer", "text_root", "walk", "word_roots"]

Observer: TypeAlias = Callable[[Element, str, Spot], None]
"""Called for each element in force, with its name such as ``w:p`` and its place."""

_ROOTS: Mapping[str, Story] = {
    "document": Story.DOCUMENT,
    "hdr": Story.HEADER,
    "ftr": Story.FOOTER,
    "footnotes": Story.FOOTNOTES,
    "endnotes": Story.ENDNOTES,
    "comments": Story.COMMENTS,
    "chartSpace": Story.CHART,
    "dataModel": Story.DIAGRAM,
    "drawing": Story.DIAGRAM,
    "numbering": Story.LISTS,
    "glossaryDocument": Story.BUILDING_BLOCKS,
}
_WORDLESS = re.compile(r"^(?:customXml|docProps|_rels)/|^\[Content_Types\]|/(?:settings|webSettings|fontTable|theme\d*)\.xml$")
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
_BLANKS = frozenset({"tab", "ptab", "br", "cr"})
_ATTRIBUTES: Mapping[tuple[str, str], Story] = {
    **dict.fromkeys((("docPr", "descr"), ("docPr", "title"), ("cNvPr", "descr"), ("shape", "alt")), Story.ALTERNATIVE),
    **dict.fromkeys((("hyperlink", "tooltip"), ("listEntry", "val"), ("listItem", "displayText")), Story.LABEL),
    **dict.fromkeys((("helpText", "val"), ("statusText", "val")), Story.LABEL),
}
"""The attributes that hold words, by element and attribute."""
_CHANGES: Mapping[str, State] = {
    "del": State.DELETED,
    "moveFrom": State.DELETED,
    "ins": State.INSERTED,
    "moveTo": State.INSERTED,
    "Fallback": State.FALLBACK,
}
_MARKUP_BLOCKS = frozenset({
    "blockquote", "body", "br", "caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "section", "table", "td", "th", "title", "tr", "ul",
})  # fmt: skip
_RTF_HIDDEN = re.compile(r"\{\\(?:\*|fonttbl|colortbl|stylesheet|info|pict)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_RTF_LETTER = re.compile(r"\\u(-?\d+)\s?\??|\\'([0-9a-fA-F]{2})")
_RTF_END = re.compile(r"\\(?:par|line|row|cell|sect)\b ?")
_RTF_WORD = re.compile(r"\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}\r\n]")
_WORD = re.compile(r"[^\W\d_]{2}")
_NOT_IN_FORCE = frozenset({
    "w:moveFrom", "mc:Fallback", "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange",
})  # fmt: skip
"""What holds text or properties that are not in force: old ones, or others for programs of before 2010."""


_Waiting: TypeAlias = list[tuple[Element | Extent, At]]


def walk(package: Package, observe: Observer | None = None) -> Document:
    """Return the content of a Word file, the text first, then its other parts as readers meet them.

    Raises :class:`UnreadableError` where the text is not there, or a part that may hold words cannot be parsed.
    """
    text_root(package)
    return _walk(package, observe, lambda part, relation: _words_inserted(package, part, relation))


def text_root(package: Package) -> Element:
    """Return the root of the part with the text. Raises :class:`UnreadableError` where there is no text."""
    if (root := package.xml(package.main)) is None:
        raise package.unreadable("foreign")
    if not any(local(each) == "body" for each in root):
        raise package.unreadable("broken", package.main)
    return root


def _walk(package: Package, observe: Observer | None, inserted: Callable[[str, str], Iterator[Words]]) -> Document:
    roots, part = word_roots(package), package.beside("styles")
    document = Document(Styles(package.xml(part), part, package.xml(package.beside("theme"))), _stories(roots, package.main))
    walker = _Walker(package, document, observe, inserted)
    try:
        for part in document.stories:
            walker.through(part, roots[part])
    except (RecursionError, MemoryError, OverflowError) as problem:
        raise package.unreadable("too-large") from problem
    return document


def word_roots(package: Package) -> dict[str, Element]:
    """Return the roots of the parts that may hold words, the text first. Raises :class:`UnreadableError`."""
    beside = sorted(part for part in package.names if part.lower().endswith(".xml") and not _WORDLESS.search(part))
    return {part: root for part in dict.fromkeys((package.main, *beside)) if (root := package.xml(part)) is not None}


def _stories(roots: Mapping[str, Element], main: str) -> dict[str, Story]:
    """Return the parts that hold words, each with what it is."""
    kinds = {part: _ROOTS[local(root)] for part, root in roots.items() if local(root) in _ROOTS}
    kinds |= {part: Story.BUILDING_BLOCKS for part in kinds if "/glossary/" in part}
    return dict(sorted(kinds.items(), key=lambda each: (each[0] != main, list(Story).index(each[1]), each[0])))


def _words_inserted(package: Package, part: str, relation: str) -> Iterator[Words]:
    """Yield the words of a file that is inserted as it is; one word of the state ``UNREAD`` where it cannot be read."""
    related = package.relations(part).get(relation)
    target = related.target if related else relation
    try:
        data = package.data(target)
        if data.startswith(b"PK\x03\x04"):
            yield from _words_of_file(target, data)
        else:
            lines = (" ".join(each.split()) for each in _lines(data))
            yield from [Words(line, target, Story.INSERTED_FILE) for line in lines if line]
    except (UnreadableError, RecursionError, MemoryError, LookupError, ValueError):
        yield _unread(target)


def _words_of_file(part: str, data: bytes) -> Iterator[Words]:
    """Yield the words of an inserted Word file; the files that it inserts in turn are reported as not read."""
    package = Package(data)
    if package.xml(package.main) is None:
        yield _unread(part)
    yield from (
        Words(each.text, f"{part}: {each.part}", Story.INSERTED_FILE, states=each.states, code=each.code)
        for each in _walk(package, None, lambda _, relation: iter([_unread(f"{part}: {relation}")])).words
    )


def _unread(part: str) -> Words:
    return Words(f"[{part}]", part, Story.INSERTED_FILE, states=frozenset({State.UNREAD}))


@dataclass(slots=True)
class _Walker:
    package: Package
    document: Document
    observe: Observer | None
    inserted: Callable[[str, str], Iterator[Words]]
    builder: Builder = field(init=False)
    part: str = ""
    paragraphs: int = 0
    tables: int = 0
    apart: bool = False
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)
    codes: Mapping[Element, Code] = field(default_factory=dict)

    def through(self, part: str, root: Element) -> None:
        """Walk through a part without recursion, so that deep nesting does not end it."""
        self.part, self.paragraphs, self.codes = part, 0, instructions_of(root)
        self.builder = Builder(self.document, part, self.package.relations(part))
        drawn_again = frozenset({State.FALLBACK} if local(root) == "drawing" else ())  # a diagram, for older programs
        at = At(
            self.document.stories[part],
            states=drawn_again,
            letters=self.document.styles.page_letters(root),
            blocks=self.document.blocks if part == self.package.main else None,
        )
        waiting: _Waiting = [(root, at)]
        while waiting:
            element, above = waiting.pop()
            if isinstance(element, Extent):
                element.last = len(self.document.words)
                continue
            self.step(element, above, waiting)

    def step(self, element: Element, above: At, waiting: _Waiting) -> None:
        tag, full = local(element), name(element)
        here = self.entered(element, tag, above)
        if above.in_force and self.observe:
            self.observe(element, full, Spot(self.part, here.paragraph))
        if full in _NOT_IN_FORCE:
            here = here._replace(in_force=False)
        if tag == "bookmarkEnd" and self.part == self.package.main:
            self.document.bookmark_ends.add(attribute(element, "w:id"))
        extent = Extent(len(self.document.words) + 1)
        inner = self.builder.put_in_place(element, tag, here, extent)
        self.listen(element, tag, here)
        waiting.append((extent, here))
        children = [(each, inner) for each in element if isinstance(each.tag, str)]
        if full == "w:p":
            children = [(each, at._replace(unit=unit)) for unit, (each, at) in enumerate(children)]
        waiting += reversed(children)

    # Formatting in force.

    def entered(self, element: Element, tag: str, at: At) -> At:
        """Return what is in force in an element, whose parent is at ``at``."""
        if tag in _CHANGES:
            return at._replace(states=at.states | {_CHANGES[tag]})
        if tag == "p":
            self.paragraphs += 1
            return at._replace(paragraph=self.paragraphs, letters=self.document.styles.paragraph_letters(element, at.letters))
        if tag == "r":
            return at._replace(letters=self.document.styles.run_letters(element, at.letters))
        if tag == "txbxContent":
            return at._replace(story=Story.TEXT_BOX, cell=None, letters=Letters(at.letters.formatting, on_colour=True))
        if tag in NOTES and at.story in {Story.FOOTNOTES, Story.ENDNOTES, Story.COMMENTS}:
            return at._replace(note=attribute(element, "w:id"))
        return self.in_table(element, tag, at) if tag in {"tbl", "tr", "tc"} else at

    def in_table(self, element: Element, tag: str, at: At) -> At:
        if tag == "tbl":
            self.tables += 1
            self.columns[self.tables] = (0, 0)
            return at._replace(cell=(self.tables, 0, 0), letters=self.document.styles.table_letters(element, at.letters))
        table = at.cell[0] if at.cell else 0
        row, column = self.columns.get(table, (0, 0))
        if tag == "tr":
            self.columns[table] = (row + 1, 1)
            return at._replace(cell=(table, row + 1, 0))
        self.columns[table] = (row, column + span_of(element))
        return at._replace(cell=(table, row, column), letters=self.document.styles.cell_letters(element, at.letters))

    # Words.

    def listen(self, element: Element, tag: str, at: At) -> None:
        """Record the words of an element: its text, or those in its attributes."""
        if tag in _TEXTS or (tag == "v" and at.story is Story.CHART):
            self.keep(element, element.text or "", at)
        elif tag == "sym":
            self.keep(element, symbol_of(element), at)
        elif tag == "textpath":
            self.keep(element, attribute(element, "string"), at)
        elif tag == "altChunk":
            inserted = enumerate(self.inserted(self.part, attribute(element, "r:id")), len(self.document.words) + 1)
            self.document.words += [
                replace(each, number=number, paragraph=at.paragraph, cell=at.cell) for number, each in inserted
            ]
        elif tag == "lvlText" and _WORD.search(attribute(element, "w:val")):
            self.keep(element, attribute(element, "w:val"), at)
        elif tag in _BLANKS and local(element.getparent()) == "r":
            self.apart = True
        else:
            for key, text in element.items():
                if story := _ATTRIBUTES.get((tag, local_name(key))):
                    self.keep(element, str(text), at._replace(story=story))

    def keep(self, element: Element, text: str, at: At) -> None:
        if not text.strip():
            self.apart = self.apart or bool(text)
            return
        code = self.codes.get(element)
        all_states = at.states | states(at.letters)
        if code is not None:
            all_states |= {State.FIELD_RESULT if code.shown else State.FIELD_CODE}
        words, kind = self.document.words, code.kind if code else ""
        number, apart, self.apart = len(words) + 1, self.apart, False
        words.append(Words(text, self.part, at.story, number, at.paragraph, at.cell, at.note, all_states, kind, apart))


# Files that are inserted as they are (``w:altChunk``, 17.17.2), whatever their format.


def _lines(data: bytes) -> Iterator[str]:
    """Yield the lines of a text, web page, web archive or RTF file. Raises ``ValueError`` and ``LookupError``."""
    text = _decoded(data)
    head = text[:2000].lstrip("\ufeff \t\r\n")
    if head.startswith("{\\rtf"):
        yield from _of_rtf(text)
    elif re.match(r"(?:(?!mime-version:)[\w-]+:.*\n)*+mime-version:", head, re.IGNORECASE):
        yield from _of_mail(data)
    elif re.match(r"<\?xml|<!doctype|<html|<[a-z][\w:]*[\s>]", head, re.IGNORECASE):
        yield from _of_markup(data)
    else:
        yield from text.splitlines()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _of_markup(data: bytes) -> Iterator[str]:
    """Yield the blocks of HTML, or of XML such as Word's own in one file."""
    from lxml import etree, html

    root = html.document_fromstring(
        data,
        parser=html.HTMLParser(
            no_network=True, huge_tree=False, encoding=None if b"charset" in data[:4000].lower() else "utf-8"
        ),
    )
    etree.strip_elements(root, "script", "style", etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for each in root.iter():
        if str(each.tag).rpartition(":")[2] in _MARKUP_BLOCKS:
            each.text = f"\n{each.text or ''}"
            each.tail = f"\n{each.tail or ''}"
    yield from "".join(map(str, root.itertext())).splitlines()


def _of_mail(data: bytes) -> Iterator[str]:
    """Yield the texts of a web archive (MHTML)."""
    for each in email.message_from_bytes(data, policy=email.policy.default).walk():
        if each.get_content_maintype() == "text":
            content = each.get_payload(decode=True)
            yield from _lines(content if isinstance(content, bytes) else b"")


def _of_rtf(text: str) -> Iterator[str]:
    lettered = _RTF_LETTER.sub(
        lambda found: _letter(found[1], found[2]),
        _RTF_END.sub("\n", _RTF_HIDDEN.sub("", text).replace("\n", "")),
    )
    yield from _RTF_WORD.sub("", lettered.replace("\n", "\x00")).replace("\x00", "\n").splitlines()


def _letter(code: str, byte: str) -> str:
    if code:
        return chr(int(code) % 0x10000) if int(code) % 0x10000 not in range(0xD800, 0xE000) else ""
    return bytes.fromhex(byte).decode("cp1252", "replace")
