"""A statement's blocks with variables filled in, notes numbered and words set as the language sets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from presskit.bidi import inserted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.alphabet import direction
from presskit.language.numbers import forms_wanted, inflected, plural_forms
from presskit.language.phrases import Phrases
from presskit.language.tags import name
from presskit.language.typography import set_pieces
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
    inlines_of,
    segments,
    walk_inlines,
)

__all__ = ["COUNT_IN_WORDS", "PLURAL_FORMS", "VALUE_MISSING", "Renderer", "numbered_notes"]

VALUE_MISSING = Rule(
    "value-missing",
    Severity.ERROR,
    "The text asks for a value that the kit does not have",
    "A variable such as {{ date }} stands for a fact of the kit. Without the fact there is nothing to print there.",
)
COUNT_IN_WORDS = Rule(
    "count-not-in-words",
    Severity.ERROR,
    "This count cannot be put into words",
    "In many languages a number word changes with the noun that it counts. presskit does not guess the form.",
)
PLURAL_FORMS = Rule(
    "plural-forms",
    Severity.ERROR,
    "The forms of a noun are not those that its language has",
    "After {{ signatory_count | … }} stands one form for each kind of number: English has two, Russian three, Arabic five. "
    "With more or fewer nobody can tell which form is meant for which number.",
)


def numbered_notes(statement: Statement) -> dict[str, int]:
    """Return the notes' numbers, from 1 in the order in which the text first calls them; uncalled ones come last."""
    called = [
        each.label
        for segment in segments(statement) for each in walk_inlines(inlines_of(segment))
        if isinstance(each, NoteRef)
    ]
    known = [note.label for note in statement.footnotes]
    order = dict.fromkeys([*(label for label in called if label in known), *known])
    return {label: number for number, label in enumerate(order, 1)}


@dataclass(slots=True)
class Renderer:
    """Renders blocks for one edition; what it cannot fill in is collected in ``findings``.

    ``notes`` are the numbers of the notes as printed, by label, in their order.
    """

    language: str
    values: Mapping[str, Callable[[], str | None]]
    notes: Mapping[str, str]
    phrases: Phrases
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """Return the paragraph in its final words."""
        return replace(paragraph, inlines=self.inlines(paragraph.inlines))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return the blocks in their final words."""
        return tuple(self._block(block) for block in blocks)

    def footnotes(self, footnotes: Iterable[Footnote]) -> tuple[Footnote, ...]:
        """Return the notes with their numbers, in the order of these."""
        order = [*self.notes]
        in_order = sorted(footnotes, key=lambda note: order.index(note.label))
        return tuple(replace(each, blocks=self.blocks(each.blocks), number=self.notes[each.label]) for each in in_order)

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return the inlines of one paragraph: filled in first, then set as one text."""
        filled = self._filled(inlines)
        texts = [node.text for node in walk_inlines(filled) if isinstance(node, Text)]
        return _with_texts(filled, iter(set_pieces(texts, self.language)))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return replace(block, inlines=self.inlines(block.inlines))
            case Bullets() | Numbered():
                return replace(block, items=self._items(block.items))
            case Calls():
                return replace(
                    block,
                    lead=tuple(self.paragraph(paragraph) for paragraph in block.lead),
                    items=self._items(block.items),
                )
            case BlockQuote():
                return replace(
                    block,
                    blocks=self.blocks(block.blocks),
                    attribution=self.paragraph(block.attribution) if block.attribution else None,
                )
            case Figure():
                credit = self.phrases("credit", credit=inserted(block.credit, direction(self.language))) if block.credit else ""
                return replace(block, caption=self.inlines(block.caption), credit=credit, creator=block.credit)
            case Table():
                return replace(block, head=self._row(block.head), rows=tuple(map(self._row, block.rows)))
            case _:
                assert_never(block)

    def _row(self, row: TableRow) -> TableRow:
        return replace(row, cells=tuple(map(self.paragraph, row.cells)))

    def _items(self, items: Iterable[ListItem]) -> tuple[ListItem, ...]:
        return tuple(replace(item, blocks=self.blocks(item.blocks)) for item in items)

    def _filled(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        filled: list[Inline] = []
        stop = False  # a value ends with a full stop, «2026 г.», which the sentence does not need twice
        for inline in inlines:
            done = self._inline(inline)
            if stop and isinstance(done, Text) and re.match(r"\.(?!\.)", done.text):
                done = replace(done, text=done.text[1:]) if len(done.text) > 1 else None
            stop = isinstance(inline, Variable) and isinstance(done, Text) and done.text.endswith(".")
            filled += [done] if done is not None else []
        return tuple(filled)

    def _inline(self, inline: Inline) -> Inline | None:
        match inline:
            case Text() | LineBreak():
                return inline
            case Emphasis() | Strong() | Link():
                return replace(inline, children=self._filled(inline.children))
            case NoteRef():
                number = self.notes.get(inline.label, "")
                return replace(inline, number=number) if number else None
            case Variable():
                return self._value(inline)
            case _:
                assert_never(inline)

    def value(self, name: str) -> str | None:
        """Return what a variable stands for, None where the kit or the language cannot say."""
        return self.values[name]() if name in self.values else None

    def _value(self, variable: Variable) -> Text | None:
        if (value := self.value(variable.name)) is None:
            self.findings.append(self._missing(variable))
            return None
        words = inserted(value, direction(self.language))
        return Text(self._inflected(variable, words) if variable.forms else words, variable.span)

    def _inflected(self, variable: Variable, value: str) -> str:
        """Return a count with the form of the noun that it asks for; as it is written where there is none."""
        if variable.name not in self.counts:
            self.findings.append(PLURAL_FORMS.at(
                variable.span, f"{variable.written}: «{variable.name}» is no count, and has no forms to choose from",
                f"write {{{{ {variable.name} }}}} alone",
            ))  # fmt: skip
            return variable.written
        words = inflected(self.counts[variable.name], value, variable.forms, self.language)
        if words is None:
            self.findings.append(_forms_wanted(variable, self.language))
        return words or variable.written

    def _missing(self, variable: Variable) -> Diagnostic:
        name = f"{{{{ {variable.name} }}}}"
        if "_count" in variable.name and self.value(variable.name.removesuffix("_words")) is None:
            counted = variable.name.partition("_count")[0]
            what = {"signatory": "nobody who signs", "organisation": "no organisation that signs"}.get(counted, f"no {counted}")
            return VALUE_MISSING.at(
                variable.span,
                f"{name} counts nothing: signatories.yaml names {what}",
                "write the names into signatories.yaml, or take the variable out",
            )
        if variable.name.endswith("_words"):
            plain = f"{{{{ {variable.name.removesuffix('_words')} }}}}"
            return COUNT_IN_WORDS.at(
                variable.span,
                f"{name} has no one form in this language: it changes with the noun, or its words are not known",
                f"write the word yourself, or {plain} for digits",
            )
        return VALUE_MISSING.at(
            variable.span,
            f"the text asks for {name}, and the kit does not say it",
            f"add «{variable.name}:» to kit.yaml, or take {name} out of the text",
        )


def _forms_wanted(variable: Variable, language: str) -> Diagnostic:
    wanted = plural_forms(language)
    spoken, forms = name(language, "en"), "form" if len(wanted) == 1 else "forms"
    return PLURAL_FORMS.at(
        variable.span,
        f"{variable.written}: {spoken} has {len(wanted)} {forms} after a number, and {len(variable.forms)} stand here",
        f"write {forms_wanted(variable.name, language)}",
    )


def _with_texts(inlines: Iterable[Inline], pieces: Iterator[str]) -> tuple[Inline, ...]:
    """Give every text below ``inlines`` its next piece; neighbours without markup between them become one.

    A space may have moved out of its piece: one that is empty is left out.
    """
    done: list[Inline] = []
    for inline in inlines:
        last = done[-1] if done else None
        if isinstance(inline, Text) and isinstance(last, Text):
            done[-1] = replace(last, text=last.text + next(pieces))
        elif isinstance(inline, Text):
            piece = next(pieces)
            done += [replace(inline, text=piece)] if piece else []
        elif isinstance(inline, Emphasis | Strong | Link):
            done.append(replace(inline, children=_with_texts(inline.children, pieces)))
        else:
            done.append(inline)
    return tuple(done)
