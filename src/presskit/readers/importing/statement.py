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

__all__ = ["StatementBuilder", "with_footnotes", "without_breaks"]

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_PLAIN = str.maketrans(_RAISED, "1234567890")
_DEFINED = re.compile(
    rf"^\s*(?:\[\^(?P<named>[^\]\s]+)\]:|\[(?P<number>\d{{1,2}})\]:?|(?P<raised>[{_RAISED}]{{1,2}}))\s*(?=\S)"
)
_CALLED = re.compile(rf"\s?\[(?P<number>\d{{1,2}})\]|(?<=\S)(?P<raised>[{_RAISED}]{{1,2}})(?![{_RAISED}])")
_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ]{2})(?<!\b[kcm]m)(?:[.,;:!?”»)]?)(\d{1,2})(?=[\s,;:)]|\.?\s|\.?$)")


@dataclass(frozen=True, slots=True)
class _Definition:
    """A note below the text: its label, its line, and the words without the mark."""

    label: str
    line: InputLine
    content: tuple[Inline, ...]


def with_footnotes(lines: Sequence[InputLine], name: str, log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines with note references in the place of their marks, without the lines of the notes.

    A note that nothing calls stays a line. A mark without a note stays as it is, and is reported.
    """
    definitions = [_definition(line) for line in lines]
    called = {label for line, found in zip(lines, definitions, strict=True) if not found for label in _labels(line)}
    notes = {found.label: found for found in definitions if found and found.label in called}
    rest = []
    for line, found in zip(lines, definitions, strict=True):
        if found and notes.get(found.label) is found:
            log.place(line, f"{name}: footnote [^{found.label}]")
        else:
            rest.append(_noted(line, notes, log))
    return tuple(rest)


def _definition(line: InputLine) -> _Definition | None:
    match = _DEFINED.match(line.raw)
    if match is None or line.figure:
        return None
    length = len(line.whole) - len(" ".join(line.raw[match.end() :].split()))
    content = line.content if line.mark else dropped(line.content, length)
    return _Definition(match["named"] or _label(match), line, content) if content else None


def _labels(line: InputLine) -> Iterator[str]:
    yield from (inline.label for inline in line.content if isinstance(inline, NoteRef))
    yield from map(_label, _CALLED.finditer(line.words))


def _label(match: re.Match[str]) -> str:
    return "n" + (match["number"] or match["raised"].translate(_PLAIN))


def _noted(line: InputLine, notes: Mapping[str, _Definition], log: AuditLog) -> InputLine:
    content = tuple(_called(line.content, notes))
    calls = (inline.label for inline in walk_inlines(content) if isinstance(inline, NoteRef))
    _report_bare_marks(line, content, log)
    definitions = (notes[label] for label in calls if label in notes)
    footnotes = (
        Footnote(each.label, (Paragraph(each.content, f"fn-{each.label}", each.line.span),), span=each.line.span)
        for each in definitions
    )
    return replace(line, content=content, footnotes=(*line.footnotes, *footnotes))


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
            yield NoteRef(_label(match), span=text.span)
            end = match.end()
    if end < len(text.text):
        yield Text(text.text[end:], text.span)


def _report_bare_marks(line: InputLine, content: Sequence[Inline], log: AuditLog) -> None:
    words = " ".join(inline.text for inline in walk_inlines(content) if isinstance(inline, Text))
    marks = [match.group().strip() for match in _CALLED.finditer(words)] + [match[1] for match in _GLUED.finditer(words)]
    if marks and len(words) > 40:
        listed = ", ".join(f"«{mark}»" for mark in marks)
        message = f"{listed} may be marks of footnotes whose notes are not here; they are kept as they stand"
        log.report(rules.FOOTNOTE, line.span, message, "write [^1] in the text and «[^1]: the note» below it")


_SENTENCE_END = (".", "!", "?", "؟", ":", ";", ",", "…", ")", "»", "”", '"')
_LONGEST_HEADING = 80
_DASH = re.compile(r"^(?:—|–|--)\s*")


@dataclass(slots=True)
class StatementBuilder:
    """The builder of the blocks of one statement, whose file is ``name``. ``called``: the calls are built already."""

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
        return tuple(self.blocks([*paragraphs(lines)], "p"))

    def part(self, lines: Sequence[InputLine], kind: str) -> tuple[Block, ...]:
        """Return the blocks of the boilerplate (``about``) or of the notes (``note``)."""
        self.called, before = True, self.called
        blocks = tuple(self.blocks([*paragraphs(lines)], kind))
        self.called = before
        return blocks

    def blocks(self, found: Sequence[JoinedLines], kind: str) -> Iterator[Block]:
        """Yield the blocks; ``kind`` begins the ids of their paragraphs."""
        index = 0
        while index < len(found):
            length, below = _list_length(found, index), _list_length(found, index + 1)
            if length:
                yield self.listed(found[index : index + length], kind)
            elif not self.called and below >= 2 and _leads_calls(found[index]):
                yield self.calls(found[index], found[index + 1 : index + 1 + below])
                length = 1 + below
            elif length := _quote_length(found, index):
                yield self.quote(found[index : index + length])
            else:
                yield self.single(found, index, kind)
            index += length or 1

    def calls(self, lead: JoinedLines, entries: Sequence[JoinedLines]) -> Calls:
        """Return the calls, numbered as the outputs number them."""
        self.called = True
        self.numbers(entries)
        items = tuple(self.item(entry, f"call-{number}", f"call {number}") for number, entry in enumerate(entries, 1))
        return Calls((self.paragraph(lead, "calls-lead", "lead-in of the calls"),), items, lead.first.span)

    def listed(self, entries: Sequence[JoinedLines], kind: str) -> Bullets | Numbered:
        """Return a list, numbered if its first entry is."""
        self.numbers(entries)
        first, items = entries[0].first, tuple(self.nested(entries, kind))
        start = first.mark.number if first.mark else None
        return Bullets(items, first.span) if start is None else Numbered(items, max(0, start), first.span)

    def nested(self, entries: Sequence[JoinedLines], kind: str) -> Iterator[ListItem]:
        """Yield the items; what is indented below an entry becomes a list inside it."""
        least = min(entry.first.depth for entry in entries)
        prefix = "item-" if kind == "p" else f"{kind}-"
        index = 0
        while index < len(entries):
            depth = max(least, entries[index].first.depth) + 1
            end = next((n for n in range(index + 1, len(entries)) if entries[n].first.depth <= depth), len(entries))
            item = self.item(entries[index], self.id(prefix), "entry of a list")
            if end > index + 1:
                item = replace(item, blocks=(*item.blocks, self.listed(entries[index + 1 : end], kind)))
            yield item
            index = end

    def item(self, entry: JoinedLines, name: str, what: str) -> ListItem:
        """Return an entry of a list."""
        return ListItem((self.paragraph(entry, name, what),), entry.first.span)

    def numbers(self, entries: Sequence[JoinedLines]) -> None:
        """Report numbers that are not consecutive: the outputs number the list themselves."""
        marks = [(entry.first.mark, entry.first.span) for entry in entries if entry.first.mark]
        numbers = [(mark.number, span) for mark, span in marks if mark.number is not None]
        lettered = next((span for mark, span in marks if mark.number is not None and mark.lettered), None)
        if lettered:
            message = "the entries of this list have letters; the outputs write numbers"
            self.log.report(rules.NUMBERING, lettered, message, "look whether the text refers to a letter")
        for problem in missing_numbers([number for number, _ in numbers]):
            self.log.report(rules.NUMBERING, numbers[0][1], f"in this list {problem}", "compare with the original")

    def single(self, found: Sequence[JoinedLines], index: int, kind: str) -> Block:
        """Return the picture, heading or paragraph that a passage is."""
        passage = found[index]
        if passage.first.figure:
            self.log.place(passage.first, f"{self.name}: picture")
            return replace(passage.first.figure, id=self.id("fig-"))
        if passage.first.style == "heading" or _looks_like_heading(found, index):
            return self.heading(passage, kind)
        lede = kind == "p" and "p" not in self.ids
        name = self.id(kind if kind == "p" else f"{kind}-")
        return self.paragraph(passage, "lede" if lede else name, "paragraph")

    def heading(self, passage: JoinedLines, kind: str) -> Heading:
        """Return a heading; report one that is not marked as a heading."""
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
        dash = _DASH.match(plain_text(found[-1].content)) if len(found) > 1 else None
        by = None
        if dash and len(plain_text(found[-1].content)) > dash.end():
            by = self.paragraph(found[-1], f"{name}-by", "who said it")
            by = replace(by, inlines=dropped(by.inlines, dash.end()))
        blocks = tuple(
            self.paragraph(each, name if n == 1 else f"{name}-{n}", "quotation")
            for n, each in enumerate(found[:-1] if by else found, 1)
        )
        return BlockQuote(blocks, by, found[0].first.span)

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
        rest = "".join(re.findall(r"^\w+", line.words))
        written, one = first + rest, first[:-1] + rest
        choices = (
            Choice("one-word", f"it is «{one}»", "", (replace_edit(self.name, written, one),)),
            Choice("hyphen", f"it is «{written}», as it stands"),
        )
        self.log.ask("hyphen", line, f"a line ends with «{first}»: is the word «{one}», or is it «{written}»?", choices)


def without_breaks(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the words on one line, as a title and a heading must be."""
    return merged([Text(" ") if isinstance(inline, LineBreak) else inline for inline in content])


def _list_length(found: Sequence[JoinedLines], index: int) -> int:
    """Return how many passages from ``index`` on are entries of one list."""
    if index >= len(found) or found[index].first.mark is None:
        return 0
    first = found[index].first
    for end in range(index, len(found)):
        passage = found[end]
        same = passage.first.mark and passage.first.style == first.style
        deeper = passage.first.depth > first.depth + 1
        if not same or (_is_numbered(passage) != _is_numbered(found[index]) and not deeper):
            return end - index
    return len(found) - index


def _is_numbered(passage: JoinedLines) -> bool:
    return passage.first.mark is not None and passage.first.mark.number is not None


def _leads_calls(passage: JoinedLines) -> bool:
    """Return whether a passage leads into the calls."""
    words = plain_text(passage.content)
    return words.rstrip().endswith((":", "：")) and is_call(words)


def _quote_length(found: Sequence[JoinedLines], index: int) -> int:
    return next((end for end in range(index, len(found)) if found[end].first.style != "quote"), len(found)) - index


def _looks_like_heading(found: Sequence[JoinedLines], index: int) -> bool:
    """Return whether a passage is a heading: short, alone, without a stop, with a longer paragraph below it."""
    passage = found[index]
    words = plain_text(passage.content).strip()
    if passage.first.style or len(passage.lines) > 1 or len(words) > _LONGEST_HEADING or words.endswith(_SENTENCE_END):
        return False
    if words[:1].islower() or not (passage.first.gap or passage.first.alone) or index + 1 >= len(found):
        return False
    following = found[index + 1]
    if following.first.mark or following.first.style:
        return following.first.mark is not None and (passage.first.bold or following.first.gap)
    apart = following.first.gap or following.first.alone or passage.first.bold
    return apart and len(plain_text(following.content)) > len(words)
