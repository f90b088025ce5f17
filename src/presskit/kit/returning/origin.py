"""Which text of which kit a returned file is: the same one as here, or it is refused with the choice that there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from presskit.diagnostics import Diagnostic
from presskit.kit.returning.report import Options
from presskit.model.release import Kit
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.returned import Returned

__all__ = ["Claim", "claim_of"]

_LANGUAGES = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*) → ([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file is taken for: a translation into ``language`` of the source at ``revision``."""

    language: str
    revision: str
    current: str

    @property
    def is_current(self) -> bool:
        """Whether it translates the source as it stands now."""
        return self.revision == self.current


def claim_of(returned: Returned, kit: Kit, options: Options, known: Collection[str], found: list[Diagnostic]) -> Claim:
    """Return what the file says it is, or the user; what does not fit is an error in ``found``.

    ``known`` are revisions of the source that went out or came back. A file that was built of the translation itself, and
    proofread, translates what the translation does.
    """
    source = kit.statement(kit.release.source_language)
    current = source.revision if source else ""
    language = _language(returned, kit, options, found)
    found += _kit(returned, kit)
    built = _built_from(returned, kit, language)
    if built is not None and not options.against:
        return Claim(language, built or current, current)
    found += _revision(_Asked(returned, kit, language, current, known), options.against)
    return Claim(language, options.against or returned.origin.revision or current, current)


def _built_from(returned: Returned, kit: Kit, language: str) -> str | None:
    """Return the revision that the kit's own translation is of, where the file was built of just this text; else None."""
    there = kit.statement(language) if language != kit.release.source_language else None
    if there is None or returned.origin.revision != there.revision:
        return None
    return there.translates.revision if there.translates else ""


def _kit(returned: Returned, kit: Kit) -> Iterator[Diagnostic]:
    told, own = returned.origin.kit_id, kit.release.id
    if told and told != own:
        message = f"«{returned.source}» was made from the kit «{told}», this one is «{own}»"
        yield rules.OTHER_KIT.at(Span(returned.source), message, "import it into the kit that it came from")


def _language(returned: Returned, kit: Kit, options: Options, found: list[Diagnostic]) -> str:
    """Return the target language; a file in the source's own language was typed over, and the user says what it is."""
    source, targets = kit.release.source_language, kit.release.languages[1:]
    foot = _LANGUAGES.search(returned.foot)
    told = returned.origin.language or (foot[2] if foot else "")
    place = Span(returned.source)
    if told not in {"", source, options.language} and options.language:
        message = f"«{returned.source}» says that it is in «{told}», and «{options.language}» was asked for"
        found.append(rules.OTHER_LANGUAGE.at(place, message, f"leave the language out, or say --lang {told}"))
    language = options.language or (told if told != source else "")
    if not language:
        say = " or ".join(f"--lang {each}" for each in targets) or "--lang and its code"
        message = f"«{returned.source}» does not say into which language it was translated"
        hint = f"say it: {say}"
        if told == source:
            message = f"«{returned.source}» was built in «{source}», the language of the source"
            hint = f"if a translation was typed over it, say which: {say}; what was corrected in the source goes into the kit"
            hint += f" by hand, into statement.{source}.md"
        found.append(rules.NO_LANGUAGE.at(place, message, hint))
    elif language == source:
        message = f"«{source}» is the language of the source, which is written in the kit itself"
        found.append(rules.OTHER_LANGUAGE.at(place, message, "name the language of the translation"))
    return language


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is known when a revision is looked at."""

    returned: Returned
    kit: Kit
    language: str
    current: str
    known: Collection[str]

    @property
    def own(self) -> frozenset[str]:
        """The revisions of the kit's translations: of these no file is a translation."""
        source = self.kit.release.source_language
        return frozenset(each.revision for each in self.kit.statements if each.language != source)


def _revision(asked: _Asked, against: str) -> Iterator[Diagnostic]:
    """Yield an error unless the file translates the present source, or the one that the user named."""
    told, name = asked.returned.origin.revision, asked.returned.source
    place, current = Span(name), asked.current
    if against in asked.own:
        message = f"{against} is the state of a translation itself, and no source was ever at it"
        hint = f"say --against with the revision of the source that it translates; that is at {current} now"
        yield rules.OLDER_REVISION.at(place, message, hint)
    elif not told and not against:
        message = f"«{name}» does not say which revision it translates; the kit is at {current}"
        hint = f"if it was made from the present text, say --against {current}; else the revision that it was made from"
        yield rules.NO_REVISION.at(place, message, hint)
    elif told and against and told != against:
        message = f"«{name}» translates revision {told}, and {against} was asked for"
        yield rules.OLDER_REVISION.at(place, message, _other(asked, told))
    elif told and told != current and not against:
        yield _older(asked, told)


def _other(asked: _Asked, told: str) -> str:
    if told == asked.current or told in asked.known:
        return f"say --against {told} to take it as a translation of that text"
    return "leave --against out, and look what is asked then"


def _older(asked: _Asked, told: str) -> Diagnostic:
    """Return the error for a file of another state: of an older source, or built of a text that has changed since."""
    name, current, place = asked.returned.source, asked.current, Span(asked.returned.source)
    built_in_source = asked.returned.origin.language == asked.kit.release.source_language
    if built_in_source or told in asked.known or told in _translated(asked.kit):
        message = f"«{name}» translates revision {told}; the kit is at {current} now"
        hint = f"send out what changed since, or say --against {told} to take it as a translation of that text"
        return rules.OLDER_REVISION.at(place, message, hint)
    message = f"«{name}» says that it is of {told}, which the kit does not know as a state of its source (now at {current})"
    hint = (
        "a proofread Word file of the translation is taken as long as the kit's text is as it was when it was built: compare "
        f"its corrections with statement.{asked.language}.md by hand; a file that was exported from another copy of this kit "
        "is imported there"
    )
    return rules.BUILT.at(place, message, hint)


def _translated(kit: Kit) -> frozenset[str]:
    return frozenset(each.translates.revision for each in kit.statements if each.translates)
