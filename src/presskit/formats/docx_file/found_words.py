"""Words of a Word file as the walk finds them: where they stand, and what is with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["State", "Story", "Words"]


class State(StrEnum):
    """What is with words beside being there."""

    STRUCK = "struck through"
    HIDDEN = "hidden"
    WHITE = "white on white"
    HIGHLIGHTED = "highlighted"
    DELETED = "deleted"
    INSERTED = "inserted"
    FIELD_CODE = "in a field's instruction"
    FIELD_RESULT = "in a field"
    FALLBACK = "for older programs"
    UNREAD = "not read"


class Story(StrEnum):
    """In what of a Word file words stand, as a reader would say it."""

    DOCUMENT = "text"
    TEXT_BOX = "text box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTES = "footnote"
    ENDNOTES = "endnote"
    COMMENTS = "comment"
    INSERTED_FILE = "inserted file"
    CHART = "chart"
    DIAGRAM = "diagram"
    LISTS = "list's mark"
    ALTERNATIVE = "description of a picture"
    LABEL = "label of a field or link"
    BUILDING_BLOCKS = "building block"


@dataclass(frozen=True, slots=True)
class Words:
    """What one element of a file says: ``text`` as it stands there, never empty.

    ``part`` is the part's name in the archive, ``paragraph`` counts the part's paragraphs from 1 (0: in none), ``cell`` is
    table, row and column, each from 1, of the innermost table. ``note`` is the id of the footnote, endnote or comment.
    ``number`` tells the words of a file apart; :func:`word_numbers` finds it on the element, and on copies of it.
    """

    text: str
    part: str
    story: Story
    number: int = 0
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    note: str = ""
    states: frozenset[State] = frozenset()
    code: str = ""

    @property
    def seen(self) -> bool:
        """Whether somebody who looks at the page reads them, changes that were recorded as they now stand."""
        return not self.states & {State.STRUCK, State.HIDDEN, State.WHITE, State.DELETED, State.FIELD_CODE, State.FALLBACK}
