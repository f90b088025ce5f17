"""A kit as its files: kit.yaml, statement.LANG.md, signatories.yaml, contacts.yaml; reading them gives the kit back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, assert_never

from presskit.artefact import Artefact
from presskit.formats.kit_keys import ContactsFile, FrontMatter, QuestionsFile
from presskit.formats.kit_yaml import entry_lines
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
    Table,
    TableRow,
    Text,
    Variable,
    plain_text,
)
from presskit.model.people import Roster
from presskit.model.question import Question
from presskit.model.release import Kit

__all__ = ["QUESTIONS", "blocks_text", "footnote_text", "front_matter", "inlines_text", "markdown", "questions_file", "write"]

_SPECIAL = re.compile(r"[\\`*_\[\]<~]|\{(?=[{#])|&(?=#?\w+;)|!(?=\[)")
_AT_START = re.compile(r"(?m)^(?=[-+#>=|]|:::)")
_NUMBER = re.compile(r"(?m)^(\d{1,9})([.)])")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", text)


def inlines_text(inlines: Sequence[Inline]) -> str:
    """Return inlines as Markdown."""
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
            return f"[{inlines_text(children)}]({address})"
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
    inner = inlines_text(children)
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
    return _marked(lead + _line_starts(inlines_text(paragraph.inlines)), paragraph.id)


def _list(items: Iterable[ListItem], marks: Iterable[str]) -> str:
    return "\n".join(
        _indented(blocks_text(item.blocks), mark, " " * len(mark)) for item, mark in zip(items, marks, strict=False)
    )


def _quote(block: BlockQuote) -> str:
    inner = [blocks_text(block.blocks)]
    if block.attribution:
        inner.append(_paragraph(block.attribution, "— "))
    return _indented("\n\n".join(inner), "> ", "> ")


def _figure(block: Figure) -> str:
    source = f"<{block.source}>" if re.search(r"[\s()]", block.source) else block.source
    caption = re.sub(r'([\\"&])', r"\\\1", inlines_text(block.caption))
    title = f' "{caption}"' if block.caption else ""
    credit = "{credit=" + '"' + re.sub(r'([\\"])', r"\\\1", block.credit) + '"}' if block.credit else ""
    return _marked(f"![{_escaped(block.alt)}]({source}{title}){credit}", block.id)


_RULES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def _table(block: Table) -> str:
    head, *rows = map(_row, block.all_rows)
    return "\n".join([head, f"| {' | '.join(_RULES[each] for each in block.alignments)} |", *rows])


def _row(row: TableRow) -> str:
    cells = [re.sub(r"(?<!\\)\|", r"\\|", inlines_text(cell.inlines)) for cell in row.cells]
    return f"| {' | '.join([*cells[:-1], _marked(cells[-1], row.id)])} |"


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
            return _marked(f"{'#' * block.level} {inlines_text(block.inlines)}", block.id)
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
        case Table():
            return _table(block)
        case _:
            assert_never(block)


def blocks_text(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, with a blank line between.

    A list right after one of its kind has another mark, or they were one.
    """
    parts: list[str] = []
    mark = "-"
    for index, block in enumerate(blocks):
        again = index and isinstance(block, Bullets | Numbered) and isinstance(blocks[index - 1], type(block))
        mark = {"-": "*", "*": "-"}[mark] if again else "-"
        parts.append(_block(block, mark))
    return "\n\n".join(parts)


def footnote_text(note: Footnote) -> str:
    """Return a footnote with its label."""
    return _indented(blocks_text(note.blocks), f"[^{note.label}]: ", "    ")


def _front_matter(statement: Statement) -> str:
    return "\n".join(["---", *entry_lines(front_matter(statement)), "---"])


def front_matter(statement: Statement) -> FrontMatter:
    """Return what stands above the text; title and subtitle are Markdown."""
    return FrontMatter(
        inlines_text(statement.title.inlines), inlines_text(statement.subtitle.inlines) if statement.subtitle else "",
        statement.description, statement.keywords, statement.translates,
    )  # fmt: skip


def markdown(statement: Statement) -> str:
    """Return the file's text. Stress that CommonMark cannot express is written as plain words."""
    parts = [_front_matter(statement), blocks_text(statement.body), *map(footnote_text, statement.footnotes)]
    if statement.boilerplate:
        parts.append(_part("boilerplate", blocks_text(statement.boilerplate)))
    if statement.notes:
        parts.append(_part("notes", blocks_text(statement.notes)))
    return "\n\n".join(part for part in parts if part) + "\n"


QUESTIONS = "questions.yaml"
_HEADS = {
    "kit.yaml": "# The facts of the release. What each key means: docs/reference/kit.md, or presskit schema kit.",
    "signatories.yaml": """\
# Who signs, in the order of the page. A name alone is enough: - Name of the organisation
# consent, note: for the office; they never leave the kit.""",
    "contacts.yaml": "# Whom the press may call. outputs: where an entry may appear; left out: everywhere.",
    QUESTIONS: "# What presskit did not understand, and what a person answered: presskit answer DIR",
}


def write(kit: Kit) -> tuple[Artefact, ...]:
    """Return the kit's text files; pictures are not among them."""
    records: dict[str, Any] = {"kit.yaml": kit.release}
    if kit.roster != Roster():
        records["signatories.yaml"] = kit.roster
    if kit.contacts:
        records["contacts.yaml"] = ContactsFile(kit.contacts)
    if kit.questions:
        records[QUESTIONS] = QuestionsFile(kit.questions)
    yaml = [Artefact(name, "application/yaml", _file(name, record)) for name, record in records.items()]
    texts = [(f"statement.{each.language}.md", markdown(each).encode(), each.language) for each in kit.statements]
    return (*yaml, *(Artefact(name, "text/markdown; charset=utf-8", text, language) for name, text, language in texts))


def questions_file(questions: Sequence[Question]) -> bytes:
    """Return questions.yaml; reading it gives the questions back."""
    return _file(QUESTIONS, QuestionsFile(tuple(questions)))


def _file(name: str, record: Any) -> bytes:
    return "\n".join([_HEADS[name], *entry_lines(record), ""]).encode()
