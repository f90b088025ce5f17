"""Edits of the files of a kit: a statement by block, and the edits of an answer (a key, lines, words, a part)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeAlias

from presskit.editing.source_text import EditError, SourceText, Splice, indented
from presskit.editing.yaml_file import edited
from presskit.editing.yaml_splices import Remove, Set, tree_of, value_tree
from presskit.formats.kit_keys import FRONT_MATTER
from presskit.formats.kit_yaml import flow
from presskit.model.document import (
    Block,
    BlockQuote,
    Bullets,
    Calls,
    Figure,
    Footnote,
    Heading,
    Numbered,
    Paragraph,
    Segment,
    Statement,
)
from presskit.model.question import Edit, EditKind
from presskit.readers import markdown as reader
from presskit.readers.yaml_tree import MappingNode, ScalarNode
from presskit.writers.kit_files import blocks_text, footnote_text, front_matter

__all__ = ["append_to_part", "apply", "rewritten", "with_ids"]

_Placed: TypeAlias = Block | Footnote
_LISTS = (Bullets, Numbered, Calls)
_SEGMENTS = (Paragraph, Heading, Figure)
_Change: TypeAlias = tuple[str, int, int, int, int]
"""As :mod:`difflib` has it: what is done, from where to where in the old run of blocks, and in the new one."""
_PART = re.compile(r":::[ \t]*(?:boilerplate|notes)[ \t]*$")


def rewritten(source: str, data: bytes, statement: Statement) -> bytes:
    """Return the file so that it reads as ``statement``; what reads so already stays byte for byte.

    A block that differs is written anew in its place; blocks are added, taken out and given other ids in the same way, keys
    of the front matter by entry. Read back, the file gives exactly ``statement``; otherwise :class:`EditError` is raised.
    """
    old = reader.read(source, data, statement.language).value
    if old is None:
        raise EditError(f"{source} cannot be read as it is: mend its errors first")
    if old == statement:
        return data
    for together in (False, True):
        result = _rewritten(_File(SourceText.of(data), together), old, statement)
        if reader.read(source, result, statement.language).value == statement:
            return result
    raise EditError(f"read back, {source} would not hold exactly what it held and the change")


def _rewritten(file: _File, old: Statement, statement: Statement) -> bytes:
    result = _with_front_matter(file.text.spliced(file.statement(old, statement)), old, statement)
    for name, blocks in (("boilerplate", statement.boilerplate), ("notes", statement.notes)):
        if blocks and not getattr(old, name):
            result = append_to_part(result, name, blocks_text(blocks))
    return result


def with_ids(source: str, data: bytes, language: str) -> bytes:
    """Return the file with an id written at the end of each block that has none; every other byte as it was."""
    missing = reader.missing_ids(source, data, language)
    text = SourceText.of(data) if missing else None
    return text.spliced(_id_splices(text, missing)) if text else data


def _id_splices(text: SourceText, missing: Sequence[reader.MissingId]) -> Iterator[Splice]:
    """Yield the ids, each at the end of its block; a row of a table has it in its last cell."""
    for line, name, row in missing:
        start = text.starts[line - 1]
        words = text.text[start : text.line_end(start)].rstrip(" \t")
        closed = row and words.endswith("|") and not words.endswith("\\|")
        bare = words[:-1].rstrip(" \t") if closed else words
        yield start + len(bare), start + len(words), f" {{#{name}}}" + (" |" if closed else "")


def append_to_part(data: bytes, part: str, words: str) -> bytes:
    """Return the file with paragraphs at the end of a part (``body``, ``boilerplate``, ``notes``), made where needed."""
    text, new = SourceText.of(data), words.strip("\n")
    heads = [start for start in text.starts if _PART.match(text.text[start : text.line_end(start)])]
    own = next((start for start in heads if part in text.text[start : text.line_end(start)]), None)
    if part == "body" and heads:
        return text.spliced([(heads[0], heads[0], f"{new}\n\n")])
    if own is not None:
        closing = (start for start in text.starts if start > own and text.text[start : text.line_end(start)].strip() == ":::")
        if (at := next(closing, None)) is not None:
            return text.spliced([(at, at, f"\n{new}\n")])
    elif part != "body":
        new = f"::: {part}\n{new}\n:::"
    end = len(text.text.rstrip("\r\n"))
    return text.spliced([(end, end, f"\n\n{new}" if text.text[end:] else f"\n\n{new}\n")])


def _with_front_matter(data: bytes, old: Statement, new: Statement) -> bytes:
    """Return the file with the keys of the front matter changed that differ."""
    before, after = front_matter(old), front_matter(new)
    order = tuple(key.name for key in FRONT_MATTER.keys)
    changes = [
        Set((key.name,), flow(value, key), order) if value else Remove((key.name,))
        for key, value in [(key, getattr(after, key.target)) for key in FRONT_MATTER.keys]
        if value != getattr(before, key.target)
    ]
    if not changes:
        return data
    text = SourceText.of(data)
    rules = [start for start in text.starts if text.text[start : text.line_end(start)].rstrip() == "---"]
    if len(rules) < 2 or text.text[: rules[0]].strip():
        raise EditError("the file has no front matter between two lines of three hyphens")
    begin, end = text.next_line(rules[0]), rules[1]
    entries = edited(text.text[begin:end].encode(), changes).decode()
    return f"{text.mark}{text.text[:begin]}{entries}{text.text[end:]}".encode()


@dataclass(frozen=True, slots=True)
class _File:
    """The text of a file; the difference of two blocks is a number of splices of the text.

    ``together``: what differs in a run of blocks is written as a whole, from the first to the last that does. Two lists of
    one kind that came to stand side by side would be read as one otherwise, for they have the same mark.
    """

    text: SourceText
    together: bool = False

    def statement(self, old: Statement, new: Statement) -> Iterator[Splice]:
        """Yield what turns the blocks of one statement into those of another."""
        yield from self.blocks(old.body, new.body)
        for before, after in ((old.boilerplate, new.boilerplate), (old.notes, new.notes)):
            yield from self.blocks(before, after) if before else ()
        yield from self.blocks(old.footnotes, new.footnotes) if old.footnotes else self.added(old.body, new.footnotes)

    def added(self, above: Sequence[_Placed], new: Sequence[_Placed]) -> Iterator[Splice]:
        """Yield what puts blocks below others."""
        if new and not above:
            raise EditError("there is no block below which they could stand")
        if new:
            end = self.text.end(above[-1].span)
            yield end, end, f"\n\n{self.prefix(above[-1])}{self.written(new, above[-1])}"

    def blocks(self, old: Sequence[_Placed], new: Sequence[_Placed]) -> Iterator[Splice]:
        """Yield what turns a run of blocks into another."""
        for kind, a, b, c, d in _whole(old, new) if self.together else _single(old, new):
            if kind == "replace" and b - a == d - c and not self.together:
                for before, after in zip(old[a:b], new[c:d], strict=True):
                    yield from self.block(before, after)
            elif kind == "replace":
                begin, end = self.text.begin(old[a].span), self.text.end(old[b - 1].span)
                yield begin, end, self.written(new[c:d], old[a])
            elif kind == "delete":
                yield self.removed(old, a, b)
            elif kind == "insert" and a:
                yield from self.added(old[:a], new[c:d])
            elif kind == "insert" and old:
                begin = self.text.begin(old[0].span)
                yield begin, begin, f"{self.written(new[c:d], old[0])}\n\n{self.prefix(old[0])}"
            elif kind == "insert":
                raise EditError("there is no block beside which they could stand")

    def block(self, old: _Placed, new: _Placed) -> Iterator[Splice]:
        """Yield what turns a block into another: inside it where both have the same frame, otherwise as a whole."""
        if old == new:
            return
        if isinstance(old, BlockQuote) and isinstance(new, BlockQuote) and old.attribution == new.attribution:
            yield from self.blocks(old.blocks, new.blocks)
        elif isinstance(old, _LISTS) and isinstance(new, _LISTS) and _frame(old) == _frame(new):
            for before, after in zip(old.items, new.items, strict=True):
                yield from self.blocks(before.blocks, after.blocks)
        elif isinstance(old, _SEGMENTS) and isinstance(new, _SEGMENTS) and replace(old, id=new.id) == new:
            yield self.named(old, new.id)
        else:
            yield self.text.begin(old.span), self.text.end(old.span), self.written([new], old)

    def named(self, old: Segment, name: str) -> Splice:
        """Return what gives a block another id."""
        end = self.text.end(old.span)
        mark = re.search(r"(?:(?<![ \t])[ \t]++)?\{#[^{}]*\}$", self.text.text[self.text.begin(old.span) : end])
        return end - len(mark[0] if mark else ""), end, f" {{#{name}}}"

    def removed(self, old: Sequence[_Placed], a: int, b: int) -> Splice:
        """Return what takes blocks out, with the empty lines below them."""
        begin, end = self.text.begin(old[a].span), self.text.end(old[b - 1].span)
        if not self.text.text[self.text.line_start(begin) : begin].strip():
            first, after, _ = self.text.without_lines(begin, end)
            return first, self.text.after_blank_lines(after), ""
        if a:
            return self.text.end(old[a - 1].span), end, ""
        return begin, self.text.begin(old[b].span) if b < len(old) else end, ""

    def prefix(self, block: _Placed) -> str:
        """Return what stands before further lines of a block: marks of quotes, and spaces below the marks of lists."""
        begin = self.text.begin(block.span)
        before = self.text.text[self.text.line_start(begin) : begin]
        return "    " if re.match(r"\[\^[^\]]*\]:", before) else re.sub(r"[^\s>]", " ", before)

    def written(self, new: Sequence[_Placed], place: _Placed) -> str:
        """Return blocks as Markdown, to stand where ``place`` begins."""
        notes = [footnote_text(each) for each in new if isinstance(each, Footnote)]
        blocks = blocks_text([each for each in new if not isinstance(each, Footnote)])
        return indented("\n\n".join([*notes, *([blocks] if blocks else [])]), self.prefix(place))


def _single(old: Sequence[_Placed], new: Sequence[_Placed]) -> Sequence[_Change]:
    """Return the changes of a run of blocks, each as small as it can be."""
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _whole(old: Sequence[_Placed], new: Sequence[_Placed]) -> Sequence[_Change]:
    """Return one change from the first block that differs to the last, and with lists of one kind that stand beside it."""
    least = min(len(old), len(new))
    begin = next((n for n in range(least) if old[n] != new[n]), least)
    end = next((n for n in range(least - begin) if old[-1 - n] != new[-1 - n]), least - begin)

    def is_beside(at: int) -> bool:
        return 0 < at < len(new) and isinstance(new[at], _LISTS) and type(new[at - 1]) is type(new[at])

    while is_beside(begin):
        begin -= 1
    while is_beside(len(new) - end):
        end -= 1
    a, b, c, d = begin, len(old) - end, begin, len(new) - end
    return [("replace" if a < b and c < d else "delete" if a < b else "insert", a, b, c, d)] if old != new else []


def _frame(block: Bullets | Numbered | Calls) -> tuple[object, ...]:
    """Return what two lists have in common of which only words differ: their marks, and how many blocks each item has."""
    return type(block), getattr(block, "lead", ()), getattr(block, "start", 0), [len(each.blocks) for each in block.items]


def apply(data: bytes, edit: Edit) -> bytes:
    """Return a file after one edit; raises :class:`EditError` where what it names does not stand there."""
    match edit.kind:
        case EditKind.SET:
            return _set(data, edit)
        case EditKind.INSERT:
            return _inserted(SourceText.of(data), edit)
        case EditKind.REPLACE:
            return _replaced(SourceText.of(data), edit)
        case EditKind.APPEND:
            return append_to_part(data, edit.at, edit.text)
        case EditKind.REMOVE:
            return _without_block(data, edit)
        case EditKind.SIGN | EditKind.ENTRY:
            raise ValueError("a signatory is an entry of a roster, not of a text")


def _moved(edit: Edit) -> EditError:
    return EditError(
        f"{edit.file} was changed since the question was asked, and «{edit.at}» does not stand there once any more"
    )


def _without_block(data: bytes, edit: Edit) -> bytes:
    """Take a block of a statement out by its id."""
    statement = reader.read(edit.file, data, edit.file.split(".")[-2]).value
    if statement is None:
        raise EditError(f"{edit.file} cannot be read as it is: mend its errors first")
    body, boilerplate, notes = (
        tuple(block for block in part if _name_of(block) != edit.at)
        for part in (statement.body, statement.boilerplate, statement.notes)
    )
    if (body, boilerplate, notes) == (statement.body, statement.boilerplate, statement.notes):
        raise _moved(edit)
    return rewritten(edit.file, data, replace(statement, body=body, boilerplate=boilerplate, notes=notes))


def _name_of(block: Block) -> str:
    """Return the id of a block; of a list that of its first entry."""
    inner = block.items[0].blocks[0] if isinstance(block, _LISTS) and block.items and block.items[0].blocks else block
    return getattr(inner, "id", "")


def _set(data: bytes, edit: Edit) -> bytes:
    """Set a top-level key of a YAML file, or take it out where the edit has no text."""
    try:
        if edit.text.strip():
            return edited(data, [Set((edit.at,), _value_of(edit))])
        tree = tree_of(data)[0]
        return edited(data, [Remove((edit.at,))]) if (isinstance(tree, MappingNode) and edit.at in tree.entries) else data
    except EditError as problem:
        raise EditError(f"{edit.file}: {problem}") from problem


def _value_of(edit: Edit) -> str:
    """Return the value in the text of an edit, which is one entry with its key."""
    tree = value_tree(edit.text)
    if not isinstance(tree, MappingNode) or list(tree.entries) != [edit.at]:
        raise EditError(f"«{edit.text[:80]}» is not one entry «{edit.at}»")
    value, text = tree.entries[edit.at].value, SourceText.of(edit.text.encode())
    words = text.text[text.begin(value.span) : text.end(value.span)]
    indent = 0 if isinstance(value, ScalarNode) or value.flow else value.span.column - 1
    return words.replace("\n" + " " * indent, "\n") if indent else words


def _inserted(text: SourceText, edit: Edit) -> bytes:
    lines = edit.text.removesuffix("\n")
    if not edit.at:
        end = len(text.text)
        return text.spliced([(end, end, f"{lines}\n" if text.starts[-1] == end else f"\n{lines}\n")])
    found = [at for at in text.starts if text.text[at : text.line_end(at)].rstrip() == edit.at.rstrip()]
    if len(found) != 1:
        raise _moved(edit)
    return text.spliced([text.below(found[0], lines)])


def _replaced(text: SourceText, edit: Edit) -> bytes:
    words = edit.at.replace("\n", text.newline)
    if not words or text.text.count(words) != 1:
        raise _moved(edit)
    begin = text.text.index(words)
    return text.spliced([(begin, begin + len(words), edit.text)])
