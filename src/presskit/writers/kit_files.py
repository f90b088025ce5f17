"""A kit as its files: kit.yaml, statement.LANG.md, signatories.yaml, contacts.yaml; reading them gives the kit back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count, repeat
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


def inlines_text(inlines: Sequence[Inline], before: str = "", after: str = "") -> str:
    """Return inlines as Markdown; ``before`` and ``after`` are the characters beside them."""
    texts = [before, *(plain_text([inline]) for inline in inlines), after]
    return "".join(_piece(inline, texts[at][-1:], texts[at + 2][:1]) for at, inline in enumerate(inlines))


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
    """Return stressed words; without the mark where CommonMark (6.2) would not take it for one.

    Beside a mark stands no letter on one side and a letter on the other, or letters on both; where marks stand in each
    other, there is a letter inside and none outside.
    """
    words, plain = plain_text(children), all(isinstance(child, Text | Variable) for child in children)

    def is_mark(inner: str, outer: str) -> bool:
        apart = not outer.isalnum()
        return (inner.isalnum() and (plain or apart)) or bool(inner.strip() and plain and apart)

    if is_mark(words[:1], before) and is_mark(words[-1:], after):
        return f"{mark}{inlines_text(children)}{mark}"
    return inlines_text(children, before, after)


def _marked(text: str, name: str) -> str:
    return f"{text} {{#{name}}}" if name else text


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else rest.rstrip() for line in lines[1:])])


def _paragraph(paragraph: Paragraph, lead: str = "") -> str:
    """Return a paragraph; what would begin a list, a heading, a quote or a part at a line's start is escaped."""
    text = _NUMBER.sub(r"\1\\\2", _AT_START.sub(r"\\", inlines_text(paragraph.inlines)))
    return _marked(lead + text, paragraph.id)


def _list(items: Iterable[ListItem], marks: Iterable[str]) -> str:
    return "\n".join(
        _indented(blocks_text(item.blocks), mark, " " * len(mark)) for item, mark in zip(items, marks, strict=False)
    )


def _figure(block: Figure) -> str:
    source = f"<{block.source}>" if re.search(r"[\s()]", block.source) else block.source
    caption = re.sub(r'([\\"&])', r"\\\1", inlines_text(block.caption))
    title = f' "{caption}"' if block.caption else ""
    credit = "{credit=" + '"' + re.sub(r'([\\"])', r"\\\1", block.credit) + '"}' if block.credit else ""
    return _marked(f"![{_escaped(block.alt)}]({source}{title}){credit}", block.id)


_RULES = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def _row(row: TableRow) -> str:
    cells = [inlines_text(cell.inlines).replace("|", r"\|") for cell in row.cells]
    return f"| {' | '.join([*cells[:-1], _marked(cells[-1], row.id)])} |"


def _part(name: str, inner: str) -> str:
    return f"::: {name}\n{inner}\n:::"


def _block(block: Block, mark: str) -> str:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading():
            return _marked(f"{'#' * block.level} {inlines_text(block.inlines)}", block.id)
        case Bullets():
            return _list(block.items, repeat(f"{mark} "))
        case Numbered():
            return _list(block.items, (f"{number}{'.' if mark == '-' else ')'} " for number in count(block.start)))
        case Calls():
            items = _list(block.items, (f"{number}. " for number in count(1)))
            return _part("calls", "\n\n".join([*map(_paragraph, block.lead), items]))
        case BlockQuote():
            by = [_paragraph(block.attribution, "— ")] if block.attribution else []
            return _indented("\n\n".join([blocks_text(block.blocks), *by]), "> ", "> ")
        case Figure():
            return _figure(block)
        case Table():
            head, *rows = map(_row, block.all_rows)
            return "\n".join([head, f"| {' | '.join(_RULES[each] for each in block.alignments)} |", *rows])
        case _:
            assert_never(block)


def blocks_text(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, with a blank line between.

    A list right after one of its kind has another mark, or they were one.
    """
    parts, mark = list[str](), "-"
    for index, block in enumerate(blocks):
        again = index and isinstance(block, Bullets | Numbered) and isinstance(blocks[index - 1], type(block))
        mark = {"-": "*", "*": "-"}[mark] if again else "-"
        parts.append(_block(block, mark))
    return "\n\n".join(parts)


def footnote_text(note: Footnote) -> str:
    """Return a footnote with its label."""
    return _indented(blocks_text(note.blocks), f"[^{note.label}]: ", "    ")


def front_matter(statement: Statement) -> FrontMatter:
    """Return what stands above the text; title and subtitle are Markdown."""
    return FrontMatter(
        inlines_text(statement.title.inlines), inlines_text(statement.subtitle.inlines) if statement.subtitle else "",
        statement.description, statement.keywords, statement.translates,
    )  # fmt: skip


def markdown(statement: Statement) -> str:
    """Return the file's text. Stress that CommonMark cannot express is written as plain words."""
    head = "\n".join(["---", *entry_lines(front_matter(statement)), "---"])
    ends = {"boilerplate": statement.boilerplate, "notes": statement.notes}
    parts = [_part(name, blocks_text(blocks)) for name, blocks in ends.items() if blocks]
    texts = [head, blocks_text(statement.body), *map(footnote_text, statement.footnotes), *parts]
    return "\n\n".join(text for text in texts if text) + "\n"


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
    records: dict[str, Any] = {
        "kit.yaml": kit.release,
        "signatories.yaml": None if kit.roster == Roster() else kit.roster,
        "contacts.yaml": ContactsFile(kit.contacts) if kit.contacts else None,
        QUESTIONS: QuestionsFile(kit.questions) if kit.questions else None,
    }
    present = {name: record for name, record in records.items() if record is not None}
    yaml = [Artefact(name, "application/yaml", _file(name, record)) for name, record in present.items()]
    texts = [(f"statement.{each.language}.md", markdown(each).encode(), each.language) for each in kit.statements]
    return (*yaml, *(Artefact(name, "text/markdown; charset=utf-8", text, language) for name, text, language in texts))


def questions_file(questions: Sequence[Question]) -> bytes:
    """Return questions.yaml; reading it gives the questions back."""
    return _file(QUESTIONS, QuestionsFile(tuple(questions)))


def _file(name: str, record: Any) -> bytes:
    return "\n".join([_HEADS[name], *entry_lines(record), ""]).encode()
