"""One walk through a Word file: every word that it holds, in whatever part, with its place and its state.

What reads a Word file takes what it understands from here, and can tell of the rest that it is left: a word that is in the
file and in nobody's account is a word that was lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from presskit.formats.docx_file.fields import SILENT, Code, field_codes
from presskit.formats.docx_file.found_words import State, Story, Words
from presskit.formats.docx_file.names import Element, attribute, child, name, value
from presskit.formats.docx_file.styles import Styles
from presskit.formats.docx_file.visibility import Letters, Visibility, states

__all__ = ["State", "Story", "Words", "left", "span_of", "stories_of", "story_of", "unread", "walk", "word_numbers"]

_MARK = "{urn:presskit:word}number"


_ROOTS: Mapping[str, Story] = {
    "document": Story.DOCUMENT,
    "hdr": Story.HEADER,
    "ftr": Story.FOOTER,
    "footnotes": Story.FOOTNOTES,
    "endnotes": Story.ENDNOTES,
    "comments": Story.COMMENTS,
    "chartSpace": Story.CHART,
    "dataModel": Story.DIAGRAM,
    "drawing": Story.DIAGRAM,
    "numbering": Story.LISTS,
    "glossaryDocument": Story.BUILDING_BLOCKS,
}
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
_SPEAKING = {("docPr", "descr"), ("docPr", "title"), ("cNvPr", "descr"), ("shape", "alt"), ("hyperlink", "tooltip")}
_LABELS = {("listEntry", "val"), ("listItem", "displayText"), ("helpText", "val"), ("statusText", "val")}
_CHANGES: Mapping[str, State] = {
    "del": State.DELETED,
    "moveFrom": State.DELETED,
    "ins": State.INSERTED,
    "moveTo": State.INSERTED,
    "Fallback": State.FALLBACK,
}
_NOTES = frozenset({"footnote", "endnote", "comment"})
_WORD = re.compile(r"[^\W\d_]{2}")


def story_of(part: str, root: Element) -> Story | None:
    """Return what a part is by its root; None for one that holds no words of the file, such as its styles."""
    found = _ROOTS.get(_local(root))
    return Story.BUILDING_BLOCKS if found and "/glossary/" in part else found


def word_numbers(element: Element) -> range:
    """Return the numbers that the walk gave to what an element itself says, which may be several things."""
    first, _, last = str(element.get(_MARK) or "1 0").partition(" ")
    return range(int(first), int(last) + 1)


def stories_of(roots: Mapping[str, Element], main: str) -> dict[str, Element]:
    """Return the parts that hold words, the text first, then as readers meet them."""
    kinds = {part: story_of(part, root) for part, root in roots.items()}
    order = list(Story)
    parts = [part for part, kind in kinds.items() if kind is not None]
    parts.sort(key=lambda part: (part != main, order.index(kinds[part] or Story.DOCUMENT), part))
    return {part: roots[part] for part in parts}


def unread(part: str) -> Words:
    """Return what stands for an inserted file whose words cannot be read."""
    return Words(f"[{part}]", part, Story.INSERTED_FILE, states=frozenset({State.UNREAD}))


def walk(
    stories: Mapping[str, Element], styles: Styles, inserted: Callable[[str, str], Iterator[Words]] | None = None
) -> tuple[Words, ...]:
    """Return every word of the parts ``stories``, in their order, and mark its element with its number.

    ``inserted`` yields the words of a file that is inserted as it is (``w:altChunk``, 17.17.2), by the name of the part
    that holds it and the relationship's id.
    """
    walker = _Walker(Visibility(styles), inserted or _nothing)
    for part, root in stories.items():
        story = story_of(part, root)
        if story is not None:
            walker.through(part, root, story)
    return tuple(walker.found)


def left(words: Sequence[Words], read: Collection[int]) -> tuple[Words, ...]:
    """Return the words that nobody has read: neither by their number nor as what is said twice, for older programs.

    Instructions of fields that say nothing to a reader, such as PAGE, and what has no letters are no words.
    """
    said = {each.part: set[str]() for each in words}
    for each in words:
        if State.FALLBACK not in each.states:
            said[each.part].add(each.text.strip())
    everything = set().union(*said.values())
    return tuple(each for each in words if each.number not in read and _is_lost(each, everything))


def _is_lost(words: Words, said: Collection[str]) -> bool:
    if State.FALLBACK in words.states and words.text.strip() in said:
        return False
    if State.FIELD_CODE in words.states and words.code in SILENT:
        return False
    return any(each.isalnum() for each in words.text)


def _nothing(_part: str, _relation: str) -> Iterator[Words]:
    return iter(())


def _local(element: Element) -> str:
    return name(element).rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: what is in force for an element."""

    story: Story
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    note: str = ""
    states: frozenset[State] = frozenset()
    letters: Letters = field(default_factory=Letters)


@dataclass(slots=True)
class _Walker:
    visibility: Visibility
    inserted: Callable[[str, str], Iterator[Words]]
    found: list[Words] = field(default_factory=list)
    part: str = ""
    paragraphs: int = 0
    tables: int = 0
    rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    codes: Mapping[Element, Code] = field(default_factory=dict)

    def through(self, part: str, root: Element, story: Story) -> None:
        """Walk through a part without recursion: what is nested deeply is no reason to stop."""
        self.part, self.paragraphs, self.codes = part, 0, field_codes(root)
        drawn_again = frozenset({State.FALLBACK} if _local(root) == "drawing" else ())  # a diagram, for older programs
        waiting = [(root, _At(story, states=drawn_again, letters=self.visibility.page(root)))]
        while waiting:
            element, above = waiting.pop()
            tag = _local(element)
            here = self.entered(element, tag, above)
            self.say(element, tag, here)
            waiting += [(each, here) for each in reversed(element) if isinstance(each.tag, str)]

    def entered(self, element: Element, tag: str, at: _At) -> _At:
        """Return what is in force in an element, whose parent is at ``at``."""
        if tag in _CHANGES:
            return replace(at, states=at.states | {_CHANGES[tag]})
        if tag == "p":
            self.paragraphs += 1
            return replace(at, paragraph=self.paragraphs, letters=self.visibility.paragraph(element, at.letters))
        if tag == "r":
            return replace(at, letters=self.visibility.run(element, at.letters))
        if tag == "txbxContent":
            return replace(at, story=Story.TEXT_BOX, cell=None, letters=Letters(at.letters.said, on_colour=True))
        if tag in _NOTES and at.story in {Story.FOOTNOTES, Story.ENDNOTES, Story.COMMENTS}:
            return replace(at, note=attribute(element, "w:id"))
        return self.in_table(element, tag, at) if tag in {"tbl", "tr", "tc"} else at

    def in_table(self, element: Element, tag: str, at: _At) -> _At:
        if tag == "tbl":
            self.tables += 1
            self.rows[self.tables] = (0, 0)
            return replace(at, cell=(self.tables, 0, 0), letters=self.visibility.table(element, at.letters))
        table = at.cell[0] if at.cell else 0
        row, column = self.rows.get(table, (0, 0))
        if tag == "tr":
            self.rows[table] = (row + 1, 1)
            return replace(at, cell=(table, row + 1, 0))
        self.rows[table] = (row, column + span_of(element))
        return replace(at, cell=(table, row, column), letters=self.visibility.cell(element, at.letters))

    def say(self, element: Element, tag: str, at: _At) -> None:
        """Keep what an element itself says, and mark it with the numbers of that."""
        first = len(self.found) + 1
        self.listen(element, tag, at)
        if len(self.found) >= first:
            element.set(_MARK, f"{first} {len(self.found)}")

    def listen(self, element: Element, tag: str, at: _At) -> None:
        """Keep what an element says as its text or in an attribute."""
        if tag in _TEXTS or (tag == "v" and at.story is Story.CHART):
            self.keep(element, element.text or "", at)
        elif tag == "sym":
            self.keep(element, f"[{attribute(element, 'w:font')} {attribute(element, 'w:char')}]", at)
        elif tag == "textpath":
            self.keep(element, element.get("string") or "", at)
        elif tag == "altChunk":
            for each in self.inserted(self.part, attribute(element, "r:id")):
                self.found.append(replace(each, number=len(self.found) + 1, paragraph=at.paragraph, cell=at.cell))
        elif tag == "lvlText" and _WORD.search(attribute(element, "w:val")):
            self.keep(element, attribute(element, "w:val"), at)
        else:
            self.labels(element, tag, at)

    def labels(self, element: Element, tag: str, at: _At) -> None:
        for key, text in element.items():
            named = (tag, str(key).rpartition("}")[2])
            if named in _SPEAKING or named in _LABELS:
                story = Story.ALTERNATIVE if named in _SPEAKING and tag != "hyperlink" else Story.LABEL
                self.keep(element, str(text), replace(at, story=story))

    def keep(self, element: Element, text: str, at: _At) -> None:
        if not text.strip():
            return
        code = self.codes.get(element)
        found = at.states | states(at.letters)
        if code is not None:
            found |= {State.FIELD_RESULT if code.shown else State.FIELD_CODE}
        kind = code.kind if code else ""
        self.found.append(Words(text, self.part, at.story, len(self.found) + 1, at.paragraph, at.cell, at.note, found, kind))


def span_of(cell: Element) -> int:
    """Return how many columns a cell is wide (17.4.17)."""
    told = value(child(cell, "w:tcPr"), "w:gridSpan")
    return max(1, int(told)) if told.isdecimal() and len(told) < 4 else 1
