"""A statement as statement.LANG.md: the kit's own Markdown, escaped so that reading it gives the statement back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from presskit.formats.kit_yaml import mapping, quoted
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteRef,
    Numbered,
    Paragraph,
    Statement,
    Strong,
    Text,
    Variable,
    plain_text,
)

__all__ = ["markdown"]

_SPECIAL = re.compile(r"[\\`*_\[\]<~]|\{(?=[{#])|&(?=#?\w+;)|!(?=\[)")
_AT_START = re.compile(r"(?m)^(?=[-+#>=|]|:::)")
_NUMBER = re.compile(r"(?m)^(\d{1,9})([.)])")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", text)


def _inline(inlines: Sequence[Inline]) -> str:
    parts = []
    for index, inline in enumerate(inlines):
        before = plain_text(inlines[index - 1 : index])[-1:] if index else ""
        after = plain_text(inlines[index + 1 : index + 2])[:1]
        parts.append(_piece(inline, before, after))
    return "".join(parts)


def _piece(inline: Inline, before: str, after: str) -> str:
    match inline:
        case Text(text=text):
            return _escaped(text)
        case Emphasis(children=children):
            return _stressed("*", children, before, after)
        case Strong(children=children):
            return _stressed("**", children, before, after)
        case Link(children=children, target=target):
            address = f"<{target}>" if re.search(r"[()\\]", target) else target
            return f"[{_inline(children)}]({address})"
        case LineBreak():
            return "\\\n"
        case NoteRef(label=label):
            return f"[^{label}]"
        case Variable():
            return inline.written
        case _:
            assert_never(inline)


def _stressed(mark: str, children: Sequence[Inline], before: str, after: str) -> str:
    """Return stressed words; without the mark where CommonMark (6.2) would not take it for one."""
    words = plain_text(children)
    opens = words[:1].isalnum() or (words[:1].strip() and not before.isalnum())
    closes = words[-1:].isalnum() or (words[-1:].strip() and not after.isalnum())
    plain = all(isinstance(child, Text | Variable) for child in children)
    inner = _inline(children)
    return f"{mark}{inner}{mark}" if opens and closes and plain else inner


def _line_starts(text: str) -> str:
    """Escape what would begin a list, a heading, a quote or a part at a line's start."""
    return _NUMBER.sub(r"\1\\\2", _AT_START.sub(r"\\", text))


def _marked(text: str, name: str) -> str:
    return f"{text} {{#{name}}}" if name else text


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else rest.rstrip() for line in lines[1:])])


def _paragraph(paragraph: Paragraph, lead: str = "") -> str:
    return _marked(lead + _line_starts(_inline(paragraph.inlines)), paragraph.id)


def _list(items: Iterable[ListItem], marks: Iterable[str]) -> str:
    return "\n".join(_indented(_blocks(item.blocks), mark, " " * len(mark)) for item, mark in zip(items, marks, strict=False))


def _quote(block: BlockQuote) -> str:
    inner = [_blocks(block.blocks)]
    if block.attribution:
        inner.append(_paragraph(block.attribution, "— "))
    return _indented("\n\n".join(inner), "> ", "> ")


def _figure(block: Figure) -> str:
    source = f"<{block.source}>" if re.search(r"[\s()]", block.source) else block.source
    caption = re.sub(r'([\\"&])', r"\\\1", _inline(block.caption))
    title = f' "{caption}"' if block.caption else ""
    credit = "{credit=" + '"' + re.sub(r'([\\"])', r"\\\1", block.credit) + '"}' if block.credit else ""
    return _marked(f"![{_escaped(block.alt)}]({source}{title}){credit}", block.id)


def _part(name: str, inner: str) -> str:
    return f"::: {name}\n{inner}\n:::"


def _calls(block: Calls) -> str:
    numbers = (f"{number}. " for number in range(1, len(block.items) + 1))
    return _part("calls", "\n\n".join([*map(_paragraph, block.lead), _list(block.items, numbers)]))


def _block(block: Block, mark: str) -> str:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading():
            return _marked(f"{'#' * block.level} {_inline(block.inlines)}", block.id)
        case Bullets():
            return _list(block.items, [f"{mark} "] * len(block.items))
        case Numbered():
            end = "." if mark == "-" else ")"
            return _list(block.items, [f"{block.start + n}{end} " for n in range(len(block.items))])
        case Calls():
            return _calls(block)
        case BlockQuote():
            return _quote(block)
        case Figure():
            return _figure(block)
        case _:
            assert_never(block)


def _blocks(blocks: Sequence[Block]) -> str:
    """Return blocks with a blank line between; a list right after one of its kind has another mark, or they were one."""
    parts: list[str] = []
    mark = "-"
    for index, block in enumerate(blocks):
        again = index and isinstance(block, Bullets | Numbered) and isinstance(blocks[index - 1], type(block))
        mark = {"-": "*", "*": "-"}[mark] if again else "-"
        parts.append(_block(block, mark))
    return "\n\n".join(parts)


def _footnote(note: Footnote) -> str:
    return _indented(_blocks(note.blocks), f"[^{note.label}]: ", "    ")


def _front_matter(statement: Statement) -> str:
    facts = [("title", quoted(_inline(statement.title.inlines)))]
    if statement.subtitle:
        facts.append(("subtitle", quoted(_inline(statement.subtitle.inlines))))
    if statement.description:
        facts.append(("description", quoted(statement.description)))
    if statement.keywords:
        facts.append(("keywords", "[" + ", ".join(map(quoted, statement.keywords)) + "]"))
    if statement.translates:
        source = mapping([("language", statement.translates.language), ("revision", quoted(statement.translates.revision))])
        facts.append(("translates", source))
    return "\n".join(["---", *(f"{key}: {value}" for key, value in facts), "---"])


def markdown(statement: Statement) -> str:
    """Return the file's text. Stress that CommonMark cannot express is written as plain words."""
    parts = [_front_matter(statement), _blocks(statement.body), *map(_footnote, statement.footnotes)]
    if statement.boilerplate:
        parts.append(_part("boilerplate", _blocks(statement.boilerplate)))
    if statement.notes:
        parts.append(_part("notes", _blocks(statement.notes)))
    return "\n\n".join(part for part in parts if part) + "\n"
