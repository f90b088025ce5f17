"""What a translator sent back: paragraphs with the ids they carry, comments, words outside; and a unit beside its return."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import Inline, plain_text
from presskit.source import Span, span_field
from presskit.translation.segments import Unit, text_of

__all__ = ["Aside", "Comment", "Origin", "Pair", "Returned", "ReturnedParagraph", "Tracked"]


class Tracked(StrEnum):
    """What is done with changes that Word has tracked: asked about, which refuses the file, or settled."""

    ASK = "ask"
    ACCEPT = "accept"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Origin:
    """Which text of which kit a file says it was made from; empty where it does not say. ``language`` is the target."""

    kit_id: str = ""
    language: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """A paragraph, or the part of one that a bookmark holds.

    ``key`` is an id as it is (XLIFF, the table); ``names`` are bookmarks whose words these are, ``emptied`` ones that hold
    none of them; ``mark`` is a ``w14:paraId``. ``style`` is a paragraph style by its name. ``number`` counts paragraphs
    from 1 as the user sees them; parts of one paragraph share it. ``bold``: it was bold as a whole, which its style may be.
    ``aside``: all of it is marked as not to be translated. ``unseen`` are words that stand here struck through or hidden.
    ``row`` tells rows of a table, or units of an XLIFF file, apart; ``beside`` is the source as the row shows it.
    """

    inlines: tuple[Inline, ...]
    number: int
    key: str = ""
    names: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    mark: str = ""
    style: str = ""
    bold: bool = False
    aside: bool = False
    unseen: str = ""
    row: int = 0
    beside: tuple[Inline, ...] = ()
    span: Span = span_field()

    @property
    def words(self) -> str:
        """The words without marks."""
        return plain_text(self.inlines)


@dataclass(frozen=True, slots=True)
class Comment:
    """A translator's comment: who wrote it, its words, and the paragraph that it stands at (0: not known)."""

    author: str
    words: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """Words outside the paragraphs of the text: ``place`` says where («footnote»), ``number`` at which paragraph (0: none)."""

    place: str
    words: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back. ``foot`` are the words at the foot of its pages, which say again what it was made from.

    ``asides`` are all words that stand in no paragraph and no comment: together these are everything that the file says.
    """

    source: str
    origin: Origin
    paragraphs: tuple[ReturnedParagraph, ...]
    comments: tuple[Comment, ...] = ()
    foot: str = ""
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with what came back: ``raw`` are its words as received. ``ratio`` is the usual length of one source letter."""

    unit: Unit
    inlines: tuple[Inline, ...]
    raw: str
    source_language: str
    language: str
    span: Span
    ratio: float = 1.0

    @property
    def source(self) -> str:
        """The source's words."""
        return text_of(self.unit.source)

    @property
    def target(self) -> str:
        """The translation's words."""
        return text_of(self.inlines)

    @property
    def both(self) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
        """The inlines of the source and of the translation."""
        return self.unit.source, self.inlines

    def finding(self, rule: Rule, message: str, hint: str) -> Diagnostic:
        """Return a finding at the returned paragraph, with the source's line beside it."""
        return rule.at(self.span, f"{message} («{self.unit.key}»)", hint, [(self.unit.span, "the source stands here")])
