"""What a translator sent back, as values, and which text of which kit it is: the one here, or it is refused with a choice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from presskit.diagnostics import Diagnostic, Rule
from presskit.model.document import Inline, plain_text
from presskit.model.release import Kit
from presskit.source import Span, span_field
from presskit.translation import rules
from presskit.translation.segments import Unit, text_of

__all__ = ["Aside", "Comment", "Origin", "Pair", "Provenance", "Returned", "ReturnedParagraph", "Tracked", "provenance_of"]

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


_LANGUAGES = re.compile(r"(?<![A-Za-z0-9-])([A-Za-z]{2,3}(?:-[A-Za-z0-9]++)*+) → ([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a file is taken for: a translation into ``language`` of the source at ``revision``; that is at ``current`` now."""

    language: str
    revision: str
    current: str

    @property
    def is_current(self) -> bool:
        """Whether it translates the source as it stands now."""
        return self.revision == self.current


@dataclass(frozen=True, slots=True)
class _Received:
    """What a file is judged by: itself, the kit, what the user says, and the ``known`` revisions of the source."""

    returned: Returned
    kit: Kit
    language: str
    base_revision: str
    known: Collection[str]

    @property
    def place(self) -> Span:
        return Span(self.returned.source)

    @property
    def source(self) -> str:
        return self.kit.release.source_language

    @property
    def current(self) -> str:
        source = self.kit.statement(self.source)
        return source.revision if source else ""

    @property
    def stated_language(self) -> str:
        """The language that the file says it is in, at the foot of its pages where its properties are lost."""
        foot = _LANGUAGES.search(self.returned.foot)
        return self.returned.origin.language or (foot[2] if foot else "")

    @property
    def target(self) -> str:
        """The target language; a file in the source's own language was typed over, and the user says what it is."""
        return self.language or (self.stated_language if self.stated_language != self.source else "")


def provenance_of(
    returned: Returned, kit: Kit, known: Collection[str], *, language: str = "", base_revision: str = ""
) -> tuple[Provenance, tuple[Diagnostic, ...]]:
    """Return what the file says it is, or the user (``language``, ``base_revision``); what does not fit is an error.

    ``known`` are revisions of the source that went out or came back. A file that was built of the translation itself, and
    proofread, translates what the translation does.
    """
    received = _Received(returned, kit, language, base_revision, known)
    there = kit.statement(received.target) if received.target != received.source else None
    findings = [*_wrong_language(received), *_wrong_kit(received)]
    if there and there.revision == returned.origin.revision and not base_revision:  # it was built of just this text
        revision = there.translates.revision if there.translates else ""
    else:
        findings += _wrong_revision(received)
        revision = base_revision or returned.origin.revision
    return Provenance(received.target, revision or received.current, received.current), tuple(findings)


def _wrong_kit(received: _Received) -> Iterator[Diagnostic]:
    stated, own = received.returned.origin.kit_id, received.kit.release.id
    if stated and stated != own:
        yield rules.OTHER_KIT.at(
            received.place,
            f"«{received.returned.source}» was made from the kit «{stated}», this one is «{own}»",
            "import it into the kit that it came from",
        )


def _wrong_language(received: _Received) -> Iterator[Diagnostic]:
    stated, source, name = received.stated_language, received.source, received.returned.source
    if stated not in {"", source, received.language} and received.language:
        message = f"«{name}» says that it is in «{stated}», and «{received.language}» was asked for"
        yield rules.OTHER_LANGUAGE.at(received.place, message, f"leave the language out, or say --lang {stated}")
    if not received.target:
        yield _no_language(received, stated)
    elif received.target == source:
        message = f"«{source}» is the language of the source, which is written in the kit itself"
        yield rules.OTHER_LANGUAGE.at(received.place, message, "name the language of the translation")


def _no_language(received: _Received, stated: str) -> Diagnostic:
    source, name = received.source, received.returned.source
    say = " or ".join(f"--lang {each}" for each in received.kit.release.languages[1:]) or "--lang and its code"
    if stated == source:
        message = f"«{name}» was built in «{source}», the language of the source"
        hint = f"if a translation was typed over it, say which: {say}; what was corrected in the source goes into the kit"
        return rules.NO_LANGUAGE.at(received.place, message, f"{hint} by hand, into statement.{source}.md")
    message = f"«{name}» does not say into which language it was translated"
    return rules.NO_LANGUAGE.at(received.place, message, f"say it: {say}")


def _wrong_revision(received: _Received) -> Iterator[Diagnostic]:
    """Yield an error unless the file translates the present source, or the one that the user named."""
    stated, name = received.returned.origin.revision, received.returned.source
    base, current = received.base_revision, received.current
    if base in {each.revision for each in received.kit.statements if each.language != received.source}:
        message = f"{base} is the state of a translation itself, and no source was ever at it"
        hint = f"say --base-revision with the revision of the source that it translates; that is at {current} now"
        yield rules.OLDER_REVISION.at(received.place, message, hint)
    elif not stated and not base:
        message = f"«{name}» does not say which revision it translates; the kit is at {current}"
        hint = f"if it was made from the present text, say --base-revision {current}; else the revision that it was made from"
        yield rules.NO_REVISION.at(received.place, message, hint)
    elif stated and base and stated != base:
        message = f"«{name}» translates revision {stated}, and {base} was asked for"
        hint = "leave --base-revision out, and look what is asked then"
        if stated == current or stated in received.known:
            hint = f"say --base-revision {stated} to take it as a translation of that text"
        yield rules.OLDER_REVISION.at(received.place, message, hint)
    elif stated and stated != current and not base:
        yield _older(received, stated)


def _older(received: _Received, stated: str) -> Diagnostic:
    """Return the error for a file of another state: of an older source, or built of a text that has changed since."""
    name, current = received.returned.source, received.current
    translated = {each.translates.revision for each in received.kit.statements if each.translates}
    if received.returned.origin.language == received.source or stated in received.known or stated in translated:
        message = f"«{name}» translates revision {stated}; the kit is at {current} now"
        hint = f"send out what changed since, or say --base-revision {stated} to take it as a translation of that text"
        return rules.OLDER_REVISION.at(received.place, message, hint)
    message = f"«{name}» says that it is of {stated}, which the kit does not know as a state of its source (now at {current})"
    hint = (
        "a proofread Word file of the translation is taken as long as the kit's text is as it was when it was built: compare "
        f"its corrections with statement.{received.target}.md by hand; a file that was exported from another copy of this kit "
        "is imported there"
    )
    return rules.UNKNOWN_REVISION.at(received.place, message, hint)
