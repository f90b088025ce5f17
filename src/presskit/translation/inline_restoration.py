"""The words of a returned paragraph as the kit has them: variables and notes are nodes again, marks of direction are gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from presskit.formats.kit_yaml import VARIABLE, variable_of
from presskit.model.document import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Strong,
    Text,
    Variable,
    plain_text,
)
from presskit.source import Span
from presskit.translation.evidence import normal
from presskit.translation.segments import Unit
from presskit.typography import clean

__all__ = ["Restorer", "alike", "joined"]

_TOKEN = re.compile(rf"{VARIABLE.pattern}|\[\^(?P<label>[^\]\s]+)\]")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NOTE = re.compile(r"(?:foo|end)(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Restorer:
    """``notes`` are the labels of the source's notes by their number; ``values`` what its variables were printed as.

    ``set_text`` sets a text as the outputs set it: what differs from the kit's text by no more is the kit's text.
    """

    notes: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    set_text: Callable[[str], str] = str

    def nodes(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """Return inlines with ``{{ date }}`` and ``[^un]`` read as what they stand for, and without marks of direction."""
        return joined(node for inline in inlines for node in self._nodes(inline))

    def _nodes(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text(text=text, span=span):
                yield from self._tokens(_MARKS.sub("", text), span)
            case Emphasis(children=children) | Strong(children=children) | Link(children=children):
                inner = self.nodes(children)
                if inner:
                    yield replace(inline, children=inner)
            case NoteRef(label=label, span=span):
                number = _NOTE.fullmatch(label)
                known = self.notes.get(int(number[1])) if number else label
                if known:
                    yield NoteRef(known, 0, span)
            case _:
                yield inline

    def _tokens(self, text: str, span: Span) -> Iterator[Inline]:
        at = 0
        for token in _TOKEN.finditer(text):
            made: Inline | None = None
            if token["name"]:
                made = variable_of(token, span)
            elif token["label"] in self.notes.values():
                made = NoteRef(token["label"], 0, span)
            if made:
                yield from (Text(part, span) for part in (text[at : token.start()],) if part)
                yield made
                at = token.end()
        yield from (Text(part, span) for part in (text[at:],) if part)

    def target(self, unit: Unit, inlines: tuple[Inline, ...], *, bold: bool = False) -> tuple[Inline, ...]:
        """Return the unit's translation: the kit's own where the two are set alike, else what came back."""
        if bold and any(isinstance(node, Strong) for node in unit.source) and len(unit.source) == 1:
            inlines = (Strong(inlines),)
        if len(inlines) == 1 and isinstance(whole := inlines[0], Emphasis) and not _is_whole(unit.source):
            inlines = whole.children  # a style's slant that a program wrote down as the words' own
        filled = self._with_variables(unit, _linked(unit.source, inlines))
        for known in (unit.target, unit.source):
            if known and alike(known, filled, self.set_text):
                return known
        return filled

    def _with_variables(self, unit: Unit, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Put the source's variables where their value stands, once, as in a file that had been filled in."""
        missing = {node.name for node in _flat(unit.source) if isinstance(node, Variable)}
        missing -= {node.name for node in _flat(inlines) if isinstance(node, Variable)}
        for name in sorted(missing):
            places = [each for value in self.values.get(name, ()) for each in _places(value, plain_text(inlines))]
            if len(set(places)) == 1:
                inlines = joined(_put(inlines, Variable(name), *places[0]))
        return inlines


def _places(value: str, text: str) -> list[tuple[int, int]]:
    """Return where a value stands in a text as a word of its own, with whatever digits."""
    pattern = rf"(?<!\w){re.escape(normal(value))}(?!\w)"
    return [each.span() for each in re.finditer(pattern, _same_length(text))]


def _same_length(text: str) -> str:
    """Return a text with its digits as 0 to 9 and in lower case, letter by letter, so that places stay."""
    return "".join(normal(c) if len(normal(c)) == 1 else c for c in text)


def _put(inlines: Iterable[Inline], node: Inline, start: int, stop: int) -> Iterator[Inline]:
    """Yield inlines with ``node`` for the code points from ``start`` to ``stop`` of their words."""
    at = 0
    for inline in inlines:
        length = len(plain_text([inline]))
        inside = at <= start and stop <= at + length
        if inside and isinstance(inline, Text):
            before, after = inline.text[: start - at], inline.text[stop - at :]
            yield from (Text(before, inline.span),) if before else ()
            yield node
            yield from (Text(after, inline.span),) if after else ()
        elif inside and isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, children=tuple(_put(inline.children, node, start - at, stop - at)))
        else:
            yield inline
        at += length


def _linked(source: tuple[Inline, ...], inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take away links that the source does not have: programs make one of every address that is typed."""
    targets = {node.target for node in _flat(source) if isinstance(node, Link)}
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link) and inline.target not in targets and _shows_itself(inline):
            made += inline.children
        else:
            made.append(inline)
    return joined(made)


def _shows_itself(link: Link) -> bool:
    return plain_text(link.children).strip().rstrip("/") in {link.target.rstrip("/"), link.target.removeprefix("mailto:")}


def _flat(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link):
            yield from _flat(inline.children)


def _is_whole(inlines: tuple[Inline, ...]) -> bool:
    return len(inlines) == 1 and isinstance(inlines[0], Emphasis)


def _atoms(inlines: Iterable[Inline], around: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each letter with the marks around it: how these stand inside each other does not matter."""
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield from ((letter, around) for letter in text)
            case Emphasis(children=children):
                yield from _atoms(children, (*around, "emphasis"))
            case Strong(children=children):
                yield from _atoms(children, (*around, "strong"))
            case Link(children=children, target=target):
                yield from _atoms(children, (*around, target))
            case LineBreak():
                yield "\n", ()
            case NoteRef(label=label):
                yield f"[^{label}]", ()
            case Variable():
                yield inline.written, ()


def alike(one: tuple[Inline, ...], other: tuple[Inline, ...], set_text: Callable[[str], str]) -> bool:
    """Tell whether two texts are set as the same words with the same marks."""
    words, marks = zip(*(_look(each, set_text) for each in (one, other)), strict=True)
    return bool(words[0] == words[1] and marks[0] == marks[1])


def _look(inlines: tuple[Inline, ...], set_text: Callable[[str], str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the words as they are set, and each marked word (spaces left out) with its outermost strongest mark."""
    atoms = [*_atoms(inlines)]
    words = " ".join(set_text("".join(letter for letter, _ in atoms)).split(" "))
    marked = [(letter, _strongest(around)) for letter, around in atoms if around and letter.isalnum()]
    return words, tuple(marked)


def _strongest(around: tuple[str, ...]) -> str:
    """Return the one mark that a run of a Word file is read with: its link, else strong, else emphasis."""
    links = [mark for mark in around if mark not in {"strong", "emphasis"}]
    return links[0] if links else "strong" if "strong" in around else "emphasis"


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return inlines in which no two texts, and no two of one mark, stand beside each other; no space at either end."""
    made: list[Inline] = []
    for inline in inlines:
        last = made[-1] if made else None
        if isinstance(inline, Text) and isinstance(last, Text):
            made[-1] = Text(clean(last.text + inline.text), last.span)
        elif isinstance(inline, Emphasis | Strong | Link) and last is not None and _same_mark(last, inline):
            made[-1] = replace(inline, children=joined((*getattr(last, "children", ()), *inline.children)), span=last.span)
        else:
            made.append(inline)
    return tuple(_stripped(made))


def _same_mark(one: Inline, other: Inline) -> bool:
    return type(one) is type(other) and getattr(one, "target", "") == getattr(other, "target", "")


def _stripped(inlines: list[Inline]) -> list[Inline]:
    """Take spaces and breaks off both ends of a paragraph."""
    while inlines and (isinstance(inlines[0], LineBreak) or (isinstance(f := inlines[0], Text) and not f.text.strip(" "))):
        inlines = inlines[1:]
    while inlines and (isinstance(inlines[-1], LineBreak) or (isinstance(e := inlines[-1], Text) and not e.text.strip(" "))):
        inlines = inlines[:-1]
    if inlines and isinstance(first := inlines[0], Text):
        inlines = [Text(first.text.lstrip(" "), first.span), *inlines[1:]]
    if inlines and isinstance(last := inlines[-1], Text):
        inlines = [*inlines[:-1], Text(last.text.rstrip(" "), last.span)]
    return inlines
