"""Which text of which kit a returned file is: the same one as here, or it is refused with the choice that there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic
from presskit.model.release import Kit
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.returned import Returned

__all__ = ["Provenance", "provenance_of"]

_LANGUAGES = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*) → ([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)")


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
class _Facts:
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
    def own(self) -> frozenset[str]:
        """The revisions of the kit's translations: of these no file is a translation."""
        return frozenset(each.revision for each in self.kit.statements if each.language != self.source)


def provenance_of(
    returned: Returned, kit: Kit, known: Collection[str], *, language: str = "", base_revision: str = ""
) -> tuple[Provenance, tuple[Diagnostic, ...]]:
    """Return what the file says it is, or the user (``language``, ``base_revision``); what does not fit is an error.

    ``known`` are revisions of the source that went out or came back. A file that was built of the translation itself, and
    proofread, translates what the translation does.
    """
    facts = _Facts(returned, kit, language, base_revision, known)
    target = _target(facts)
    found = [*_wrong_language(facts, target), *_wrong_kit(facts)]
    built = _built_from(facts, target)
    if built is not None and not base_revision:
        return Provenance(target, built or facts.current, facts.current), tuple(found)
    found += _wrong_revision(facts, target)
    revision = base_revision or returned.origin.revision or facts.current
    return Provenance(target, revision, facts.current), tuple(found)


def _built_from(facts: _Facts, language: str) -> str | None:
    """Return the revision that the kit's own translation is of, where the file was built of just this text; else None."""
    there = facts.kit.statement(language) if language != facts.source else None
    if there is None or facts.returned.origin.revision != there.revision:
        return None
    return there.translates.revision if there.translates else ""


def _wrong_kit(facts: _Facts) -> Iterator[Diagnostic]:
    stated, own = facts.returned.origin.kit_id, facts.kit.release.id
    if stated and stated != own:
        message = f"«{facts.returned.source}» was made from the kit «{stated}», this one is «{own}»"
        yield rules.OTHER_KIT.at(facts.place, message, "import it into the kit that it came from")


def _stated_language(facts: _Facts) -> str:
    """Return the language that the file says it is in, at the foot of its pages where its properties are lost."""
    foot = _LANGUAGES.search(facts.returned.foot)
    return facts.returned.origin.language or (foot[2] if foot else "")


def _target(facts: _Facts) -> str:
    """Return the target language; a file in the source's own language was typed over, and the user says what it is."""
    stated = _stated_language(facts)
    return facts.language or (stated if stated != facts.source else "")


def _wrong_language(facts: _Facts, target: str) -> Iterator[Diagnostic]:
    stated, source, name = _stated_language(facts), facts.source, facts.returned.source
    if stated not in {"", source, facts.language} and facts.language:
        message = f"«{name}» says that it is in «{stated}», and «{facts.language}» was asked for"
        yield rules.OTHER_LANGUAGE.at(facts.place, message, f"leave the language out, or say --lang {stated}")
    if not target:
        yield _no_language(facts, stated)
    elif target == source:
        message = f"«{source}» is the language of the source, which is written in the kit itself"
        yield rules.OTHER_LANGUAGE.at(facts.place, message, "name the language of the translation")


def _no_language(facts: _Facts, stated: str) -> Diagnostic:
    source, name = facts.source, facts.returned.source
    say = " or ".join(f"--lang {each}" for each in facts.kit.release.languages[1:]) or "--lang and its code"
    if stated == source:
        message = f"«{name}» was built in «{source}», the language of the source"
        hint = f"if a translation was typed over it, say which: {say}; what was corrected in the source goes into the kit"
        return rules.NO_LANGUAGE.at(facts.place, message, f"{hint} by hand, into statement.{source}.md")
    message = f"«{name}» does not say into which language it was translated"
    return rules.NO_LANGUAGE.at(facts.place, message, f"say it: {say}")


def _wrong_revision(facts: _Facts, target: str) -> Iterator[Diagnostic]:
    """Yield an error unless the file translates the present source, or the one that the user named."""
    stated, base, current, name = facts.returned.origin.revision, facts.base_revision, facts.current, facts.returned.source
    if base in facts.own:
        message = f"{base} is the state of a translation itself, and no source was ever at it"
        hint = f"say --base-revision with the revision of the source that it translates; that is at {current} now"
        yield rules.OLDER_REVISION.at(facts.place, message, hint)
    elif not stated and not base:
        message = f"«{name}» does not say which revision it translates; the kit is at {current}"
        hint = f"if it was made from the present text, say --base-revision {current}; else the revision that it was made from"
        yield rules.NO_REVISION.at(facts.place, message, hint)
    elif stated and base and stated != base:
        message = f"«{name}» translates revision {stated}, and {base} was asked for"
        hint = "leave --base-revision out, and look what is asked then"
        if stated == current or stated in facts.known:
            hint = f"say --base-revision {stated} to take it as a translation of that text"
        yield rules.OLDER_REVISION.at(facts.place, message, hint)
    elif stated and stated != current and not base:
        yield _older(facts, target, stated)


def _older(facts: _Facts, target: str, stated: str) -> Diagnostic:
    """Return the error for a file of another state: of an older source, or built of a text that has changed since."""
    name, current = facts.returned.source, facts.current
    translated = {each.translates.revision for each in facts.kit.statements if each.translates}
    if facts.returned.origin.language == facts.source or stated in facts.known or stated in translated:
        message = f"«{name}» translates revision {stated}; the kit is at {current} now"
        hint = f"send out what changed since, or say --base-revision {stated} to take it as a translation of that text"
        return rules.OLDER_REVISION.at(facts.place, message, hint)
    message = f"«{name}» says that it is of {stated}, which the kit does not know as a state of its source (now at {current})"
    hint = (
        "a proofread Word file of the translation is taken as long as the kit's text is as it was when it was built: compare "
        f"its corrections with statement.{target}.md by hand; a file that was exported from another copy of this kit "
        "is imported there"
    )
    return rules.UNKNOWN_REVISION.at(facts.place, message, hint)
