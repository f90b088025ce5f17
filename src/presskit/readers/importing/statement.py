"""The text of the release → a statement, with the footnotes that plain text has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Strong,
    Text,
    plain_text,
    walk_inlines,
)
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog, replace_edit
from presskit.readers.importing.headings import is_call
from presskit.readers.importing.lines import InputLine, JoinedLines, dropped, is_hyphenated, merged, missing_numbers, paragraphs

__all__ = ["Writer", "with_footnotes", "without_breaks"]

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_PLAIN = str.maketrans(_RAISED, "1234567890")
_DEFINED = re.compile(
    rf"^\s*(?:\[\^(?P<named>[^\]\s]+)\]:|\[(?P<number>\d{{1,2}})\]:?|(?P<raised>[{_RAISED}]{{1,2}}))\s*(?=\S)"
)
_CALLED = re.compile(rf"\s?\[(?P<number>\d{{1,2}})\]|(?<=\S)(?P<raised>[{_RAISED}]{{1,2}})(?![{_RAISED}])")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ]{2})(?<!\b[kcm]m)(?:[.,;:!?”»)]?)(\d{1,2})(?=[\s,;:)]|\.?\s|\.?$)")


@dataclass(frozen=True, slots=True)
class _Definition:
    """A note below the text. ``content`` are its words without the mark."""

    label: str
    line: InputLine
    content: tuple[Inline, ...]


def with_footnotes(lines: Sequence[InputLine], name: str, log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines with notes in the place of their marks, without the lines of the notes.

    A note that nothing calls stays a line. A mark that no note belongs to stays as it is, and is reported.
    """
    defined = {found.label: found for line in lines if (found := _definition(line))}
    called = {label for line in lines if not _definition(line) for label in _labels(line)}
    notes = {label: found for label, found in defined.items() if label in called}
    kept = []
    for line in lines:
        found = _definition(line)
        if found and notes.get(found.label, found).line is line and found.label in notes:
            log.place(line, f"{name}: footnote [^{found.label}]")
        else:
            kept.append(_noted(line, notes, log))
    return tuple(kept)


def _definition(line: InputLine) -> _Definition | None:
    match = _DEFINED.match(line.raw)
    if match is None or line.figure:
        return None
    label = match["named"] or "n" + (match["number"] or match["raised"].translate(_PLAIN))
    stripped = line.whole
    taken = len(stripped) - len(" ".join(line.raw[match.end() :].split()))
    content = line.content if line.mark else dropped(line.content, taken)
    return _Definition(label, line, content) if content else None


def _labels(line: InputLine) -> Iterator[str]:
    for inline in line.content:
        if isinstance(inline, NoteRef):
            yield inline.label
    for match in _CALLED.finditer(line.words):
        yield _label(match)


def _label(match: re.Match[str]) -> str:
    return "n" + (match["number"] or match["raised"].translate(_PLAIN))


def _noted(line: InputLine, notes: Mapping[str, _Definition], log: AuditLog) -> InputLine:
    content = tuple(_called(line.content, notes))
    labels = [inline.label for inline in walk_inlines(content) if isinstance(inline, NoteRef) and inline.label in notes]
    _report_bare_marks(line, content, log)
    return replace(line, content=content, footnotes=(*line.footnotes, *(_footnote(notes[label]) for label in labels)))


def _footnote(found: _Definition) -> Footnote:
    paragraph = Paragraph(found.content, f"fn-{found.label}", found.line.span)
    return Footnote(found.label, (paragraph,), 0, found.line.span)


def _called(content: Sequence[Inline], notes: Mapping[str, _Definition]) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Text():
                yield from _split(inline, notes)
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                yield replace(inline, children=tuple(_called(children, notes)))
            case _:
                yield inline


def _split(text: Text, notes: Mapping[str, _Definition]) -> Iterator[Inline]:
    end = 0
    for match in _CALLED.finditer(text.text):
        if _label(match) in notes:
            if match.start() > end:
                yield Text(text.text[end : match.start()], text.span)
            yield NoteRef(_label(match), 0, text.span)
            end = match.end()
    if end < len(text.text):
        yield Text(text.text[end:], text.span)


def _report_bare_marks(line: InputLine, content: Sequence[Inline], log: AuditLog) -> None:
    words = " ".join(inline.text for inline in walk_inlines(content) if isinstance(inline, Text))
    marks = [match.group().strip() for match in _CALLED.finditer(words)] + [match[1] for match in _GLUED.finditer(words)]
    if marks and len(words) > 40:
        said = ", ".join(f"«{mark}»" for mark in marks)
        message = f"{said} may be marks of footnotes whose notes are not here; they are kept as they stand"
        log.report(rules.FOOTNOTE, line.span, message, "write [^1] in the text and «[^1]: the note» below it")


_SENTENCE_END = (".", "!", "?", "؟", ":", ";", ",", "…", ")", "»", "”", '"')
_LONGEST_HEADING = 80
_DASH = re.compile(r"^(?:—|–|--)\s*")


@dataclass(slots=True)
class Writer:
    """Makes the blocks of one statement. ``name`` is its file."""

    name: str
    log: AuditLog
    ids: dict[str, int] = field(default_factory=dict)
    called: bool = False

    def id(self, kind: str, number: bool = True) -> str:
        """Return an id that no other block has: p2, p3, call-1."""
        self.ids[kind] = self.ids.get(kind, 0) + 1
        return f"{kind}{self.ids[kind]}" if number or self.ids[kind] > 1 else kind

    def body(self, lines: Sequence[InputLine]) -> tuple[Block, ...]:
        """Return the blocks of the running text; a list below a lead-in that demands becomes the calls."""
        return tuple(self.blocks(list(paragraphs(lines)), "p"))

    def part(self, lines: Sequence[InputLine], kind: str) -> tuple[Block, ...]:
        """Return the blocks of the boilerplate (``about``) or of the notes (``note``)."""
        self.called, before = True, self.called
        blocks = tuple(self.blocks(list(paragraphs(lines)), kind))
        self.called = before
        return blocks

    def blocks(self, found: Sequence[JoinedLines], kind: str) -> Iterator[Block]:
        """Yield the blocks; ``kind`` begins the ids of their paragraphs."""
        index = 0
        while index < len(found):
            length = _list_length(found, index)
            if length:
                yield self.listed(found[index : index + length], kind)
                index += length
            elif not self.called and self.leads(found, index):
                length = _list_length(found, index + 1)
                yield self.calls(found[index], found[index + 1 : index + 1 + length])
                index += 1 + length
            else:
                length = _quote_length(found, index)
                yield self.quote(found[index : index + length]) if length else self.single(found, index, kind)
                index += length or 1

    def leads(self, found: Sequence[JoinedLines], index: int) -> bool:
        """Tell whether a passage leads into the calls."""
        words = plain_text(found[index].content)
        asks = words.rstrip().endswith((":", "：")) and is_call(words)
        return asks and _list_length(found, index + 1) >= 2

    def calls(self, lead: JoinedLines, entries: Sequence[JoinedLines]) -> Calls:
        """Return the calls, numbered as the outputs do."""
        self.called = True
        self.numbers(entries)
        items = tuple(self.item(entry, f"call-{number}", f"call {number}") for number, entry in enumerate(entries, 1))
        return Calls((self.paragraph(lead, "calls-lead", "lead-in of the calls"),), items, lead.first.span)

    def listed(self, entries: Sequence[JoinedLines], kind: str) -> Bullets | Numbered:
        """Return a list, numbered where the first entry is."""
        self.numbers(entries)
        first = entries[0].first.mark
        items = tuple(self.nested(entries, kind))
        start = first.number if first else None
        span = entries[0].first.span
        return Bullets(items, span) if start is None else Numbered(items, max(0, start), span)

    def nested(self, entries: Sequence[JoinedLines], kind: str) -> Iterator[ListItem]:
        """Yield the items; what is indented below an entry becomes a list inside it."""
        least = min(entry.first.depth for entry in entries)
        prefix = "item-" if kind == "p" else f"{kind}-"
        index = 0
        while index < len(entries):
            end = index + 1
            while end < len(entries) and entries[end].first.depth > max(least, entries[index].first.depth) + 1:
                end += 1
            item = self.item(entries[index], self.id(prefix), "entry of a list")
            if end > index + 1:
                item = replace(item, blocks=(*item.blocks, self.listed(entries[index + 1 : end], kind)))
            yield item
            index = end

    def item(self, entry: JoinedLines, name: str, what: str) -> ListItem:
        """Return an entry of a list."""
        return ListItem((self.paragraph(entry, name, what),), entry.first.span)

    def numbers(self, entries: Sequence[JoinedLines]) -> None:
        """Report numbers that do not run on: the list is printed with numbers of its own."""
        marks = [(entry.first.mark.number, entry.first) for entry in entries if entry.first.mark]
        numbers = [(number, line) for number, line in marks if number is not None]
        lettered = next((line for _, line in numbers if line.mark and line.mark.lettered), None)
        if lettered:
            message = "the entries of this list have letters; the outputs write numbers"
            self.log.report(rules.NUMBERING, lettered.span, message, "look whether the text refers to a letter")
        for problem in missing_numbers([number for number, _ in numbers]):
            message = f"in this list {problem}"
            self.log.report(rules.NUMBERING, numbers[0][1].span, message, "compare with the original")

    def single(self, found: Sequence[JoinedLines], index: int, kind: str) -> Block:
        """Return the picture, heading or paragraph that a passage is."""
        passage = found[index]
        if passage.first.figure:
            self.log.place(passage.first, f"{self.name}: picture")
            return replace(passage.first.figure, id=self.id("fig-"))
        if passage.first.style == "heading" or _looks_like_heading(found, index):
            return self.heading(passage, kind)
        name = "lede" if kind == "p" and "p" not in self.ids else ""
        if name:
            self.ids["p"] = 1
        name = name or self.id(kind if kind == "p" else f"{kind}-")
        return self.paragraph(passage, name, "paragraph")

    def heading(self, passage: JoinedLines, kind: str) -> Heading:
        """Return a heading; one that plain text does not mark is said to be a guess."""
        if passage.first.style != "heading" and kind == "p":
            message = f"«{passage.first.words}» was taken for a heading"
            self.log.report(rules.HEADING, passage.first.span, message, "take the ## away if it is a paragraph")
        name = self.id("h-")
        level: Literal[2, 3, 4] = 2 if passage.first.level <= 2 else 3 if passage.first.level == 3 else 4
        self.placed(passage, name, "heading")
        return Heading(without_breaks(passage.content), level, name, passage.first.span)

    def quote(self, found: Sequence[JoinedLines]) -> BlockQuote:
        """Return a quotation; a last paragraph that begins with a dash says whose it is."""
        name = self.id("q")
        last = plain_text(found[-1].content)
        dash = _DASH.match(last) if len(found) > 1 else None
        by = None
        if dash and len(last) > dash.end():
            by = self.paragraph(found[-1], f"{name}-by", "who said it")
            by = replace(by, inlines=dropped(by.inlines, dash.end()))
        blocks = [
            self.paragraph(each, name if n == 1 else f"{name}-{n}", "quotation")
            for n, each in enumerate(found[:-1] if by else found, 1)
        ]
        return BlockQuote(tuple(blocks), by, found[0].first.span)

    def paragraph(self, passage: JoinedLines, name: str, what: str) -> Paragraph:
        """Return a paragraph, and place its lines."""
        self.placed(passage, name, what)
        return Paragraph(passage.content, name, passage.first.span)

    def placed(self, passage: JoinedLines, name: str, what: str) -> None:
        """Place the lines of a block."""
        for line in passage.lines:
            note = "joined with the line before" if line is not passage.first else ""
            self.log.place(line, f"{self.name}: {what} {{#{name}}}", note)
        for before, line in pairwise(passage.lines):
            if is_hyphenated(before, line):
                self.ask_about_hyphen(before, line)

    def ask_about_hyphen(self, before: InputLine, line: InputLine) -> None:
        """Ask whether a hyphen at the end of a line belongs to the word or to the line."""
        first = before.words.split()[-1]
        rest = re.match(r"\w+", line.words)
        written = first + (rest.group() if rest else "")
        one = first[:-1] + (rest.group() if rest else "")
        choices = (
            Choice("one-word", f"it is «{one}»", "", (replace_edit(self.name, written, one),)),
            Choice("hyphen", f"it is «{written}», as it stands"),
        )
        question = f"a line ends with «{first}»: is the word «{one}», or is it «{written}»?"
        self.log.ask("hyphen", line, question, choices)


def without_breaks(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the words on one line, as a title and a heading must be."""
    return merged([Text(" ") if isinstance(inline, LineBreak) else inline for inline in content])


def _list_length(found: Sequence[JoinedLines], index: int) -> int:
    """Return how many passages from ``index`` on are entries of one list."""
    if index >= len(found) or found[index].first.mark is None:
        return 0
    numbered = _is_numbered(found[index])
    least = found[index].first.depth
    end = index
    while end < len(found) and found[end].first.mark and found[end].first.style == found[index].first.style:
        deeper = found[end].first.depth > least + 1
        if _is_numbered(found[end]) != numbered and not deeper:
            break
        end += 1
    return end - index


def _is_numbered(passage: JoinedLines) -> bool:
    return passage.first.mark is not None and passage.first.mark.number is not None


def _quote_length(found: Sequence[JoinedLines], index: int) -> int:
    end = index
    while end < len(found) and found[end].first.style == "quote":
        end += 1
    return end - index


def _looks_like_heading(found: Sequence[JoinedLines], index: int) -> bool:
    """Tell a heading from a short paragraph: it stands alone, ends without a stop, and a longer paragraph follows."""
    passage = found[index]
    words = plain_text(passage.content).strip()
    if passage.first.style or len(passage.lines) > 1 or len(words) > _LONGEST_HEADING or words.endswith(_SENTENCE_END):
        return False
    if words[:1].islower():
        return False
    if not (passage.first.gap or passage.first.alone) or index + 1 >= len(found):
        return False
    following = found[index + 1]
    if following.first.mark or following.first.style:
        return following.first.mark is not None and (passage.first.bold or following.first.gap)
    apart = following.first.gap or following.first.alone or passage.first.bold
    return apart and len(plain_text(following.content)) > len(words)
