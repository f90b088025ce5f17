"""Every word of a Word file, by the one walk; what reads the file marks what it took, and the rest is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from presskit.formats.docx_file.inserted import inserted_words
from presskit.formats.docx_file.styles import Styles
from presskit.formats.docx_file.words import State, Story, Words, left, stories_of, unread, walk, word_numbers
from presskit.readers.importing.docx_package import BadPartError, Package
from presskit.typography import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Ledger", "Passage"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand beside each other in one paragraph of one part, and of which nobody took any."""

    story: Story
    part: str
    paragraph: int
    note: str
    words: str
    states: frozenset[State] = frozenset()

    @property
    def place(self) -> str:
        """Where they stand, in words: «footnote», «text box, hidden»."""
        told = [str(state) for state in State if state in self.states and state not in {State.INSERTED, State.FIELD_RESULT}]
        return ", ".join([str(self.story), *told])


@dataclass(slots=True)
class Ledger:
    """The words of a file by number; ``read`` are those that somebody took or told of."""

    roots: Mapping[str, Element]
    words: Mapping[int, Words]
    read: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, package: Package, roots: Mapping[str, Element]) -> Ledger:
        """Walk through the parts ``roots`` of a file; raises ``BadPartError``."""
        beside = package.main.rpartition("/")[0]
        styles = Styles(roots.get(f"{beside}/styles.xml"), f"{beside}/styles.xml", None)
        stories = stories_of(roots, package.main)

        def inserted(part: str, relation: str) -> Iterator[Words]:
            name = package.relations(part).get(relation, ("", ""))[1]
            try:
                yield from inserted_words(name, package.data(name)) if name in package.names else [unread(name or relation)]
            except BadPartError:
                yield unread(name)

        return cls(stories, {each.number: each for each in walk(stories, styles, inserted)})

    def said(self, element: Element) -> list[Words]:
        """Return what an element of the file, or a copy of it, itself says."""
        return [self.words[number] for number in word_numbers(element)]

    def states(self, element: Element) -> frozenset[State]:
        """Return the states of what an element itself says."""
        return frozenset(state for each in self.said(element) for state in each.states)

    def take(self, element: Element) -> None:
        """Mark what an element itself says as taken or told of."""
        self.read.update(word_numbers(element))

    def take_all(self, element: Element) -> None:
        """Mark all words in an element as taken or told of."""
        for each in element.iter():
            self.take(each)

    def passages(self, stories: Collection[Story] = frozenset(Story), parts: Collection[str] = ()) -> Iterator[Passage]:
        """Yield what nobody took, in the order of the file, the words of a paragraph together; ``parts``: of these alone."""
        rest = left([*self.words.values()], self.read)
        yield from joined(each for each in rest if each.story in stories and (not parts or each.part in parts))


def joined(words: Iterable[Words]) -> Iterator[Passage]:
    """Yield words as passages: those of one paragraph, in one state, are one."""
    for key, group in groupby(words, lambda each: (each.story, each.part, each.paragraph, each.note, each.states)):
        story, part, paragraph, note, states = key
        pieces = [each.text for each in group]
        text = " / ".join(pieces) if story in {Story.INSERTED_FILE, Story.CHART, Story.LABEL} else "".join(pieces)
        yield Passage(story, part, paragraph, note, " ".join(clean(text).split()), states)
