"""The blocks of a statement's Markdown, each with its id and with the place of its first and last character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
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
_ID = re.compile(r"[ \t\n]*\{#([^{}\n]*)\}[ \t]*$")
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
    footnotes: list[Footnote] = field(default_factory=list)
    listed_to: int = -9
    listed: int = 0
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
            found = mark.match(line, at) if first in {index, -1} else None
            at = found.end() if found else at
        return len(line) - len(line[at:].lstrip())

    def within(self, mark: re.Pattern[str], node: SyntaxTreeNode) -> tuple[Block, ...]:
        """Return the blocks of a container, each line or (for items) the first line of which begins with ``mark``."""
        self.inside.append((mark, -1 if mark is _QUOTED else node.map[0] if node.map else 0))
        blocks = self.blocks(node.children, inside=True)
        self.inside.pop()
        return blocks

    def closed(self, node: SyntaxTreeNode) -> bool:
        """Tell whether a part ends in a line of colons."""
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
            passage = replace(passage, text=passage.text[: written.start()])
        figure = None if heading else self.figure(passage, self.place(node))
        block: Paragraph | Heading | Figure | None = figure
        if block is None:
            kept = self.words(self.pieces(passage, plain=not heading))
            block = Heading(kept, self.level(node), span=self.place(node)) if heading else Paragraph(kept, "", self.place(node))
            if not kept:
                hint = "write its words, or delete the mark"
                self.report(rules.EMPTY_BLOCK, self.place(node), "no words stand here", hint)
                return None
        return self.identified(block, written[1] if written else "", self.end(node))

    def pieces(self, passage: MarkdownText, *, plain: bool) -> list[inlines.Piece]:
        """Return the inlines of a passage; a ``plain`` paragraph that is meant as a list or a heading is told of."""
        found: list[Diagnostic] = []
        pieces = inlines.read(passage, self.notes, found)
        mistakes = list(text_mistakes.in_lines(passage.text.split("\n"))) if plain else []
        listed = any(mistake.rule is rules.PASTED_BULLET for _, mistake in mistakes)
        self.found += [each for each in found if not (listed and each.code == rules.MISPLACED_ID.code)]
        for index, mistake in mistakes:
            self.mistake(passage, index, mistake)
        return pieces

    def mistake(self, passage: MarkdownText, index: int, mistake: text_mistakes.TextMistake) -> None:
        """Report a slip in a line; a list that empty lines part is told of once."""
        line, column = passage.lines[index]
        if mistake.rule is rules.PASTED_BULLET:
            goes_on = 0 <= line - self.listed_to <= 2
            self.listed_to, self.listed = passage.lines[-1][0], mistake.run + (self.listed if goes_on else 0)
            if goes_on:
                at = max(n for n, each in enumerate(self.found) if each.code == mistake.rule.code)
                each = self.found[at].hint.replace("begin it with", "begin each line with")
                self.found[at] = replace(self.found[at], message=text_mistakes.listed(mistake.mark, self.listed), hint=each)
                return
        self.report(mistake.rule, Span(self.source, line, column + mistake.start), mistake.message, mistake.hint)

    def words(self, pieces: list[inlines.Piece]) -> tuple[Inline, ...]:
        """Return the inlines; a picture among words is a fault."""
        kept: list[Inline] = []
        for piece in pieces:
            if isinstance(piece, InlinePicture):
                message = f"the picture «{piece.source}» stands among words"
                self.report(rules.PICTURE_PLACE, piece.span, message, "give it a paragraph of its own")
            else:
                kept.append(piece)
        return tuple(kept)

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
            rule, message, hint = complaint
            self.report(rule, picture.span, message, hint)
        titled = MarkdownText(self.source, picture.caption, ((picture.span.line, picture.span.column),), exact=False)
        caption = self.words(inlines.read(titled, self.notes, self.found))
        said = clean(re.sub(r"\\(.)", r"\1", credit[1])).strip() if credit else ""
        return Figure(picture.source, picture.alt, caption, said, span=span)

    def end(self, node: SyntaxTreeNode) -> int:
        """Return the line of the file, from 1, that a node ends in."""
        return self.first + (node.map[1] if node.map else 1)

    def identified(self, block: SomeSegment, written: str, end: int, *, row: bool = False) -> SomeSegment:
        """Return the block, which ends in the line ``end``, with its own id, or with one made from its words."""
        if written and not _ID_SHAPE.fullmatch(written):
            message = f"«{written}» cannot be an id"
            self.report(rules.BAD_ID, block.span, message, "a lower-case letter, then letters, digits, hyphens: {#p3}")
            written = ""
        if written in self.ids and written:
            related = (self.ids[written], "it stands here first")
            message = f"the id «{written}» stands twice"
            free = next(n for n in range(2, len(self.ids) + 3) if f"{written}-{n}" not in self.ids)
            hint = f"give this block another id: {{#{written}-{free}}}"
            self.found.append(rules.DUPLICATE_ID.at(block.span, message, hint, [related]))
        name = written or self.generated_id(block)
        self.ids.setdefault(name, block.span)
        if not written:
            self.missing.append(MissingId(end, name, row))
        return replace(block, id=name)

    def generated_id(self, block: Paragraph | Heading | Figure) -> str:
        """Return an id made from the words of a block."""
        base = f"x{fingerprint(block)[:8]}"
        name, number = base, 2
        while name in self.ids:
            name, number = f"{base}-{number}", number + 1
        return name

    def blocks(self, nodes: Sequence[SyntaxTreeNode], *, inside: bool = False) -> tuple[Block, ...]:
        """Return blocks; ``inside`` a list or a quote a heading is a paragraph and a part has no place."""
        return tuple(block for node in nodes for block in self.block(node, inside=inside))

    def block(self, node: SyntaxTreeNode, *, inside: bool) -> Iterator[Block]:
        """Yield the blocks that a node of the tree becomes."""
        match node.type:
            case "paragraph":
                yield from self.some(self.leaf(node))
            case "heading":
                yield from self.some(self.heading(node, inside=inside))
            case "bullet_list":
                items = self.items(node)
                yield from (Bullets(items, self.place(node)),) if items else ()
            case "ordered_list":
                items = self.items(node)
                start = int(node.attrs.get("start", 1))
                yield from (Numbered(items, start, self.place(node)),) if items else ()
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

    def heading(self, node: SyntaxTreeNode, *, inside: bool) -> Block | None:
        """Return a heading; inside a list or a quote a paragraph."""
        if not inside:
            return self.leaf(node, heading=True)
        message = "a heading inside a list or a quote is kept as a paragraph"
        self.report(rules.HEADING_PLACE, self.place(node), message, "put it before the list or the quote")
        return self.leaf(node)

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
                message = "a quote inside a quote is kept in the outer one"
                self.report(rules.NESTED_QUOTE, block.span, message, "use quotation marks")
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
            hint = f"write ::: in a line of its own where «{name}» ends"
            self.report(rules.DIV_NOT_CLOSED, span, f"the part «{name}» is not closed", hint)
        blocks = self.blocks(node.children, inside=inside)
        if name not in PARTS:
            hint = words.did_you_mean(name, PARTS, "known: " + ", ".join(PARTS))
            self.report(rules.UNKNOWN_DIV, span, f"there is no part «{name}»", hint)
            yield from blocks
        elif inside or name in self.parts or node.level > 0:
            message = f"the part «{name}» stands twice" if name in self.parts else f"«{name}» stands inside another block"
            self.report(rules.DIV_PLACE, span, message, "put each part once, at the line's start, outside all others")
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
            message = "the calls are not a lead-in and one list numbered from 1"
            self.report(rules.CALLS_SHAPE, span, message, "write the lead-in, then 1. 2. 3., then :::")
        if isinstance(listed, Numbered | Bullets):
            yield Calls(lead, listed.items, span)
            yield from rest
        else:
            yield from blocks

    def footnote(self, node: SyntaxTreeNode) -> None:
        """Keep a footnote."""
        label, span = str(node.meta["label"]), self.place(node)
        blocks = self.within(_NOTE_MARK, node)
        first = next((note for note in self.footnotes if note.label == label), None)
        if first:
            message = f"the footnote «{label}» is written twice"
            hint = f"keep line {first.span.line} or line {span.line}; or call this one otherwise: [^{label}-2]"
            self.found.append(rules.NOTE_TWICE.at(span, message, hint, [(first.span, "here first")]))
        elif not blocks:
            self.report(rules.NOTE_UNDEFINED, span, f"the footnote «{label}» has no words", "write them after the colon")
        else:
            self.footnotes.append(Footnote(label, blocks, span=span))

    def unknown(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Keep the words of what the model does not hold, as paragraphs of plain lines."""
        span = self.place(node)
        start, end = node.map or (0, 0)
        if node.type == "hr":
            self.report(rules.MARKDOWN_RULE, span, "no output prints a horizontal rule", "delete the line")
            return
        rule, what = (rules.MARKDOWN_TABLE, "a table") if node.type == "table" else (rules.MARKDOWN_CODE, "code")
        message = f"this is read as {what}; its words are kept as a paragraph"
        hint = "begin the lines without four spaces and without ```"
        hint = text_mistakes.row_as_item(self.lines[start:end]) if node.type == "table" else hint
        self.report(rule, span, message, hint)
        text = [clean(line).strip() for line in self.lines[start:end] if not re.fullmatch(r"\s*(```|~~~).*", line)]
        parts = [part for line in text if line for part in (LineBreak(span), Text(line, span))][1:]
        if parts:
            yield self.identified(Paragraph(tuple(parts), "", span), "", self.end(node))


def _attribution(paragraph: Paragraph) -> Paragraph | None:
    first = paragraph.inlines[0]
    dash = _DASH.match(first.text) if isinstance(first, Text) else None
    if not dash or not isinstance(first, Text):
        return None
    rest = first.text[dash.end() :]
    span = replace(first.span, column=first.span.column + dash.end())
    kept = ((Text(rest, span),) if rest else ()) + paragraph.inlines[1:]
    return replace(paragraph, inlines=kept) if kept else None
