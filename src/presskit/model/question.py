"""What presskit did not understand, as a question that a person answers once; kept in questions.yaml of the kit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from presskit.source import Span, span_field

__all__ = [
    "ACCEPT", "BY_HAND", "FINDING", "LEAVE_OUT", "Answer", "Choice", "Edit", "EditKind", "Question", "Scope", "question_id",
]  # fmt: skip


class Scope(StrEnum):
    """What an open question stops: everything, or e-mails alone."""

    KIT = "kit"
    MAIL = "mail"


class EditKind(StrEnum):
    """How an answer changes a file of the kit."""

    SET = "set"
    INSERT = "insert"
    REPLACE = "replace"
    APPEND = "append"
    REMOVE = "remove"
    SIGN = "sign"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a text file of the kit; ``{value}`` in ``text`` stands for what was typed.

    ``set``: the top-level key ``at`` of a YAML file becomes the block ``text`` (with its key), or goes where ``text`` is
    empty. ``insert``: ``text`` stands in lines of its own below the one line that reads ``at``, at the end of the file
    where ``at`` is empty. ``replace``: the words ``at``, which stand there once, become ``text``. ``append``: ``text`` stands
    at the end of the part ``at`` of a statement (``body``, ``boilerplate``, ``notes``), which is made where it is missing.
    ``remove``: the block of a statement whose id is ``at`` goes. ``sign``: the entries of a list ``text`` are added to
    signatories.yaml, under the coalition that is called ``at``. ``entry``: the one signatory there that is called ``at``
    becomes the entries ``text``, or goes where ``text`` is empty.
    """

    file: str
    kind: EditKind
    at: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer: the word that chooses it, what it means, what speaks for it, and what it changes in the kit.

    ``asks`` says what value is to be typed with it (``KEY=VALUE``), where the choice alone is not enough.
    """

    key: str
    label: str
    evidence: str = ""
    edits: tuple[Edit, ...] = ()
    asks: str = ""


LEAVE_OUT = "leave-out"
BY_HAND = "by-hand"
ACCEPT = "accept"
FINDING = "finding"

_ALWAYS = (
    Choice(LEAVE_OUT, "leave it out, with a reason"),
    Choice(BY_HAND, "it is settled: the kit says by hand what is meant"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said: a choice by its key, who, when (with its zone), and why."""

    choice: str
    by: str
    when: datetime
    value: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.when.tzinfo is None:
            raise ValueError("an answer is given at an instant: it needs a zone")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that was not understood.

    ``kind`` is a stable word for what is asked (``embargo``, ``consent``, ``unplaced``); ``place`` is where it stands, in
    the kept copy of the input (``input/NAME`` of the kit) or in a file of the kit, and ``excerpt`` the words that stand
    there. ``weighs`` counts the lines or names that the answer decides. Open as long as there is no ``answer``.
    """

    id: str
    kind: str
    asked: str
    place: Span
    excerpt: str = ""
    choices: tuple[Choice, ...] = ()
    weighs: int = 1
    scope: Scope = Scope.KIT
    answer: Answer | None = None
    span: Span = span_field()

    @property
    def possible(self) -> tuple[Choice, ...]:
        """All choices; to leave it out, and to have mended it by hand, are always among them.

        Of a warning that may be right as it stands, the only choice is to accept it.
        """
        if self.kind == FINDING:
            return self.choices
        named = {choice.key for choice in self.choices}
        return (*self.choices, *(choice for choice in _ALWAYS if choice.key not in named))

    def choice(self, key: str) -> Choice | None:
        """Return the choice called ``key``."""
        return next((choice for choice in self.possible if choice.key == key), None)


def question_id(kind: str, *words: str) -> str:
    """Return an id that stays the same while ``words`` do: the kind and eight hexadecimal digits of their hash."""
    return f"{kind}-{hashlib.sha256(chr(0).join(words).encode('utf-8', 'replace')).hexdigest()[:8]}"
