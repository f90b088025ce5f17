"""The blocks of a statement's Markdown, each with its id and with the place of its first and last character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListItem,
    Numbered,
    Paragraph,
    Segment,
    Text,
    fingerprint,
)
from presskit.readers import inlines, markdown_table, rules, text_mistakes, words
from presskit.readers.inlines import InlinePicture, MarkdownText
from presskit.source import Span
from presskit.typography import clean

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["PARTS", "BlockReader", "MissingId"]

PARTS = ("calls", "boilerplate", "notes")
_ID = re.compile(r"\{#([^{}\n]*)\}[ \t]*$")
_ID_SHAPE = re.compile(r"[a-z][a-z0-9-]*")
_CREDIT = re.compile(r'\{credit="((?:[^"\\]|\\.)*)"\}[ \t]*$')
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?=\s|$)")
_QUOTED = re.compile(r"[ \t]*>")
_NOTE_MARK = re.compile(r"[ \t]*\[\^[^\]]*\]:")
_BLANK = " \t>"
_DASH = re.compile(r"(?:—|--|–)[ \u00a0]*")

SomeSegment = TypeVar("SomeSegment", bound=Segment)


class MissingId(NamedTuple):
    """A block without an id: the line, from 1, that it ends in, the id made from its words, and whether it is a table's row."""

    line: int
    id: str
    row: bool


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one file; ``first`` is the file's line in which the Markdown begins, counted from 0."""

    source: str
    lines: Sequence[str]
    first: int
    notes: frozenset[str]
    found: list[Diagnostic]
    ids: dict[str, Span] = field(default_factory=dict)
    missing: list[MissingId] = field(default_factory=list)
    parts: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    listed_to: int = -9
    listed: int = 0
    listed_at: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    above: int = 1
    inside: list[tuple[re.Pattern[str], int]] = field(default_factory=list)

    def place(self, node: SyntaxTreeNode) -> Span:
        """Return the place of a block: from its first character, behind the marks of what it stands in, to its last one."""
        start, stop = node.map or (0, 1)
        last = min(stop, len(self.lines)) - 1
        while last > start and not self.lines[last].strip(_BLANK if self.inside else None):
            last -= 1
        if node.type == "container_part" and self.closed(node):
            last = stop
        end = len(self.lines[last].rstrip()) + 1 if self.lines else 1
        return Span(self.source, self.first + start + 1, self.column(start) + 1, "line", self.first + last + 1, end)

    def column(self, index: int) -> int:
        """Return where in a line the words begin, behind the marks of the lists, quotes and footnotes around them."""
        line = self.lines[index] if index < len(self.lines) else ""
        at = 0
        for mark, first in self.inside:
            match = mark.match(line, at) if first in {index, -1} else None
            at = match.end() if match else at
        return len(line) - len(line[at:].lstrip())

    def within(self, mark: re.Pattern[str], node: SyntaxTreeNode) -> tuple[Block, ...]:
        """Return the blocks of a container, each line or (for items) the first line of which begins with ``mark``."""
        self.inside.append((mark, -1 if mark is _QUOTED else node.map[0] if node.map else 0))
        blocks = self.blocks(node.children, inside=True)
        self.inside.pop()
        return blocks

    def closed(self, node: SyntaxTreeNode) -> bool:
        """Return whether a part ends in a line of colons."""
        end = node.map[1] if node.map else 0
        return end < len(self.lines) and self.lines[end].strip().startswith(":::")

    def report(self, rule: Rule, span: Span, message: str, hint: str) -> None:
        """Add a finding."""
        self.found.append(rule.at(span, message, hint))

    def passage(self, node: SyntaxTreeNode) -> MarkdownText:
        """Return the raw Markdown of a leaf with the place of each of its lines."""
        start = node.map[0] if node.map else 0
        content = node.children[0].content if node.children else ""
        places = []
        for offset, part in enumerate(content.split("\n")):
            index = min(start + offset, len(self.lines) - 1)
            words = part.lstrip()
            column = self.lines[index].rfind(words.rstrip()) - (len(part) - len(words)) if self.lines else 0
            places.append((self.first + index + 1, max(0, column) + 1))
        return MarkdownText(self.source, content, tuple(places))

    def leaf(self, node: SyntaxTreeNode, *, heading: bool = False) -> Paragraph | Heading | Figure | None:
        """Return a paragraph, a heading or a figure; None where no word stands."""
        passage = self.passage(node)
        written = _ID.search(passage.text)
        if written:
            passage = replace(passage, text=passage.text[: written.start()].rstrip(" \t\n"))
        block: Paragraph | Heading | Figure | None = None if heading else self.figure(passage, self.place(node))
        if block is None:
            words, place = self.words(self.pieces(passage, plain=not heading)), self.place(node)
            block = Heading(words, self.level(node), span=place) if heading else Paragraph(words, "", place)
            if not words:
                self.report(rules.EMPTY_BLOCK, place, "no words stand here", "write its words, or delete the mark")
                return None
        return self.identified(block, written[1] if written else "", self.end(node))

    def pieces(self, passage: MarkdownText, *, plain: bool) -> list[inlines.Piece]:
        """Return the inlines of a passage; a ``plain`` paragraph that is meant as a list or a heading is reported."""
        found: list[Diagnostic] = []
        pieces = inlines.read(passage, self.notes, found)
        mistakes = list(text_mistakes.in_lines(passage.text.split("\n"))) if plain else []
        listed = any(mistake.rule is rules.PASTED_BULLET for _, mistake in mistakes)
        self.found += [each for each in found if not (listed and each.code == rules.MISPLACED_ID.code)]
        for index, mistake in mistakes:
            self.mistake(passage, index, mistake)
        return pieces

    def mistake(self, passage: MarkdownText, index: int, mistake: text_mistakes.TextMistake) -> None:
        """Report a slip in a line; a list with empty lines between its items is reported once."""
        line, column = passage.lines[index]
        if mistake.rule is rules.PASTED_BULLET:
            goes_on = 0 <= line - self.listed_to <= 2
            self.listed_to, self.listed = passage.lines[-1][0], mistake.run + (self.listed if goes_on else 0)
            if goes_on:
                first = self.found[self.listed_at]
                hint = first.hint.replace("begin it with", "begin each line with")
                self.found[self.listed_at] = replace(first, message=text_mistakes.listed(mistake.mark, self.listed), hint=hint)
                return
            self.listed_at = len(self.found)
        self.report(mistake.rule, Span(self.source, line, column + mistake.start), mistake.message, mistake.hint)

    def words(self, pieces: list[inlines.Piece]) -> tuple[Inline, ...]:
        """Return the inlines; a picture among words is a fault."""
        for picture in [piece for piece in pieces if isinstance(piece, InlinePicture)]:
            message = f"the picture «{picture.source}» stands among words"
            self.report(rules.PICTURE_PLACE, picture.span, message, "give it a paragraph of its own")
        return tuple(piece for piece in pieces if not isinstance(piece, InlinePicture))

    def level(self, node: SyntaxTreeNode) -> Literal[2, 3, 4]:
        """Return the level of a heading; one that the model does not have becomes the next that fits, with a finding."""
        level = int(node.tag[1])
        fits: Literal[2, 3, 4] = 2 if level == 1 or self.above == 1 else 3 if self.above == 2 else 4
        if level not in {2, 3, 4}:
            message = f"a heading of level {level} is printed as one of level {fits}"
            words_ = node.children[0].content if node.children else ""
            self.report(rules.HEADING_LEVEL, self.place(node), message, f"write «{'#' * fits} {words_}»")
            level = fits
        self.above = level
        return 2 if level <= 2 else 3 if level == 3 else 4

    def figure(self, passage: MarkdownText, span: Span) -> Figure | None:
        """Return the figure that a paragraph is, if it is a picture and nothing else."""
        if not passage.text.startswith("!["):
            return None
        credit = _CREDIT.search(passage.text)
        alone = replace(passage, text=passage.text[: credit.start()].rstrip()) if credit else passage
        findings: list[Diagnostic] = []
        pieces = inlines.read(alone, self.notes, findings)
        if len(pieces) != 1 or not isinstance(picture := pieces[0], InlinePicture):
            return None
        self.found += findings
        complaint = words.path(picture.source)
        if complaint:
            self.report(complaint[0], picture.span, *complaint[1:])
        title = MarkdownText(self.source, picture.caption, ((picture.span.line, picture.span.column),), exact=False)
        caption = self.words(inlines.read(title, self.notes, self.found))
        credited = clean(re.sub(r"\\(.)", r"\1", credit[1])).strip() if credit else ""
        return Figure(picture.source, picture.alt, caption, credited, span=span)

    def end(self, node: SyntaxTreeNode) -> int:
        """Return the line of the file, from 1, that a node ends in."""
        return self.first + (node.map[1] if node.map else 1)

    def identified(self, block: SomeSegment, written: str, end: int, *, row: bool = False) -> SomeSegment:
        """Return the block, which ends in the line ``end``, with its own id, or with one made from its words."""
        if written and not _ID_SHAPE.fullmatch(written):
            self.report(
                rules.BAD_ID, block.span, f"«{written}» cannot be an id",
                "a lower-case letter, then letters, digits, hyphens: {#p3}",
            )  # fmt: skip
            written = ""
        if written in self.ids and written:
            self.found.append(rules.DUPLICATE_ID.at(
                block.span, f"the id «{written}» stands twice", f"give this block another id: {{#{self.free_id(written)}}}",
                [(self.ids[written], "it stands here first")],
            ))  # fmt: skip
        name = written or self.generated_id(block)
        self.ids.setdefault(name, block.span)
        if not written:
            self.missing.append(MissingId(end, name, row))
        return replace(block, id=name)

    def generated_id(self, block: Paragraph | Heading | Figure) -> str:
        """Return an id made from the words of a block."""
        base = f"x{fingerprint(block)[:8]}"
        return self.free_id(base) if base in self.ids else base

    def free_id(self, base: str) -> str:
        """Return ``base`` with the first number, from 2, that makes an id which no block has; an id once given stays."""
        number = next(n for n in count(self.numbers.get(base, 2)) if f"{base}-{n}" not in self.ids)
        self.numbers[base] = number
        return f"{base}-{number}"

    def blocks(self, nodes: Sequence[SyntaxTreeNode], *, inside: bool = False) -> tuple[Block, ...]:
        """Return blocks; ``inside`` a list or a quote a heading is a paragraph and a part has no place."""
        return tuple(block for node in nodes for block in self.block(node, inside=inside))

    def block(self, node: SyntaxTreeNode, *, inside: bool) -> Iterator[Block]:
        """Yield the blocks that a node of the tree becomes."""
        match node.type:
            case "paragraph":
                yield from self.some(self.leaf(node))
            case "heading":
                if inside:
                    message = "a heading inside a list or a quote is kept as a paragraph"
                    self.report(rules.HEADING_PLACE, self.place(node), message, "put it before the list or the quote")
                yield from self.some(self.leaf(node, heading=not inside))
            case "bullet_list" | "ordered_list":
                items, place = self.items(node), self.place(node)
                if items:
                    numbered = node.type == "ordered_list"
                    yield Numbered(items, int(node.attrs.get("start", 1)), place) if numbered else Bullets(items, place)
            case "blockquote":
                yield from self.quote(node)
            case "container_part":
                yield from self.part(node, inside=inside)
            case "footnote_reference":
                self.footnote(node)
            case "table" if not inside:
                yield markdown_table.read(node, self)
            case _:
                yield from self.unknown(node)

    def some(self, block: Block | None) -> Iterator[Block]:
        """Yield a block, if there is one."""
        if block is not None:
            yield block

    def items(self, node: SyntaxTreeNode) -> tuple[ListItem, ...]:
        """Return the items of a list that have words."""
        items = []
        for child in node.children:
            blocks = self.within(_ITEM, child)
            if blocks:
                items.append(ListItem(blocks, self.place(child)))
            elif not child.children:
                self.report(rules.EMPTY_BLOCK, self.place(child), "this list item is empty", "delete its mark")
        return tuple(items)

    def quote(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Yield a quote, with a last paragraph that begins with a dash as its attribution."""
        inner: list[Block] = []
        for block in self.within(_QUOTED, node):
            if isinstance(block, BlockQuote):
                self.report(
                    rules.NESTED_QUOTE, block.span, "a quote inside a quote is kept in the outer one", "use quotation marks"
                )
                inner += [*block.blocks, *((block.attribution,) if block.attribution else ())]
            else:
                inner.append(block)
        last = inner[-1] if inner else None
        by = _attribution(last) if isinstance(last, Paragraph) and len(inner) > 1 else None
        if inner:
            yield BlockQuote(tuple(inner[:-1] if by else inner), by, self.place(node))

    def part(self, node: SyntaxTreeNode, *, inside: bool) -> Iterator[Block]:
        """Keep the blocks of a part; yield those that belong to the running text."""
        name, span = node.info.strip(), self.place(node)
        if not self.closed(node):
            self.report(
                rules.DIV_NOT_CLOSED, span, f"the part «{name}» is not closed",
                f"write ::: in a line of its own where «{name}» ends",
            )  # fmt: skip
        blocks = self.blocks(node.children, inside=inside)
        if name not in PARTS:
            hint = words.did_you_mean(name, PARTS, "known: " + ", ".join(PARTS))
            self.report(rules.UNKNOWN_DIV, span, f"there is no part «{name}»", hint)
            yield from blocks
        elif inside or name in self.parts or node.level > 0:
            self.report(
                rules.DIV_PLACE, span,
                f"the part «{name}» stands twice" if name in self.parts else f"«{name}» stands inside another block",
                "put each part once, at the line's start, outside all others",
            )  # fmt: skip
            yield from blocks
        elif name == "calls":
            self.parts[name] = ()
            yield from self.calls(blocks, span)
        else:
            self.parts[name] = blocks

    def calls(self, blocks: tuple[Block, ...], span: Span) -> Iterator[Block]:
        """Yield the calls, and after them what does not belong to a lead-in and a numbered list."""
        at = next((n for n, block in enumerate(blocks) if isinstance(block, Numbered | Bullets)), None)
        before = blocks if at is None else blocks[:at]
        lead = tuple(block for block in before if isinstance(block, Paragraph))
        listed = blocks[at] if at is not None else None
        rest = [block for block in before if not isinstance(block, Paragraph)] + ([*blocks[at + 1 :]] if at is not None else [])
        if rest or not isinstance(listed, Numbered) or listed.start != 1:
            self.report(
                rules.CALLS_SHAPE, span, "the calls are not a lead-in and one list numbered from 1",
                "write the lead-in, then 1. 2. 3., then :::",
            )  # fmt: skip
        if isinstance(listed, Numbered | Bullets):
            yield Calls(lead, listed.items, span)
            yield from rest
        else:
            yield from blocks

    def footnote(self, node: SyntaxTreeNode) -> None:
        """Keep a footnote."""
        label, span = str(node.meta["label"]), self.place(node)
        blocks = self.within(_NOTE_MARK, node)
        first = self.footnotes.get(label)
        if first:
            self.found.append(rules.NOTE_TWICE.at(
                span, f"the footnote «{label}» is written twice",
                f"keep line {first.span.line} or line {span.line}; or call this one otherwise: [^{label}-2]",
                [(first.span, "here first")],
            ))  # fmt: skip
        elif not blocks:
            self.report(rules.NOTE_UNDEFINED, span, f"the footnote «{label}» has no words", "write them after the colon")
        else:
            self.footnotes[label] = Footnote(label, blocks, span=span)

    def unknown(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Keep the words of what the model does not hold, as paragraphs of plain lines."""
        span = self.place(node)
        start, end = node.map or (0, 0)
        if node.type == "hr":
            self.report(rules.MARKDOWN_RULE, span, "no output prints a horizontal rule", "delete the line")
            return
        rule, what, hint = rules.MARKDOWN_CODE, "code", "begin the lines without four spaces and without ```"
        if node.type == "table":
            rule, what, hint = rules.MARKDOWN_TABLE, "a table", text_mistakes.row_as_item(self.lines[start:end])
        self.report(rule, span, f"this is read as {what}; its words are kept as a paragraph", hint)
        text = [clean(line).strip() for line in self.lines[start:end] if not re.fullmatch(r"\s*(```|~~~).*", line)]
        parts = [part for line in text if line for part in (LineBreak(span), Text(line, span))][1:]
        if parts:
            yield self.identified(Paragraph(tuple(parts), "", span), "", self.end(node))


def _attribution(paragraph: Paragraph) -> Paragraph | None:
    first = paragraph.inlines[0]
    dash = _DASH.match(first.text) if isinstance(first, Text) else None
    if not dash:
        return None
    rest = Text(dash.string[dash.end() :], replace(first.span, column=first.span.column + dash.end()))
    inlines = paragraph.inlines[1:] if not rest.text else (rest, *paragraph.inlines[1:])
    return replace(paragraph, inlines=inlines) if inlines else None
