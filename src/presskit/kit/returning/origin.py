"""Which text of which kit a returned file is: the same one as here, or it is refused with the choice that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def claim_of(returned: Returned, kit: Kit, options: Options, found: list[Diagnostic]) -> Claim:
    """Return what the file says it is, or the user; what does not fit is an error in ``found``."""
    source = kit.statement(kit.release.source_language)
    current = source.revision if source else ""
    language = _language(returned, kit, options, found)
    found += _kit(returned, kit)
    found += _revision(returned, current, options)
    return Claim(language, options.against or returned.origin.revision or current, current)


def _kit(returned: Returned, kit: Kit) -> Iterator[Diagnostic]:
    told, own = returned.origin.kit_id, kit.release.id
    if told and told != own:
        message = f"«{returned.source}» was made from the kit «{told}», this one is «{own}»"
        yield rules.OTHER_KIT.at(Span(returned.source), message, "import it into the kit that it came from")


def _language(returned: Returned, kit: Kit, options: Options, found: list[Diagnostic]) -> str:
    """Return the target language; a file in the source's own language was typed over, and the user says what it is."""
    source = kit.release.source_language
    foot = _LANGUAGES.search(returned.foot)
    told = returned.origin.language or (foot[2] if foot else "")
    place = Span(returned.source)
    if told not in {"", source, options.language} and options.language:
        message = f"«{returned.source}» says that it is in «{told}», and «{options.language}» was asked for"
        found.append(rules.OTHER_LANGUAGE.at(place, message, f"leave the language out, or say --lang {told}"))
    language = options.language or (told if told != source else "")
    if not language:
        message = f"«{returned.source}» does not say into which language it was translated"
        found.append(rules.NO_LANGUAGE.at(place, message, "say it: --lang ar"))
    elif language == source:
        message = f"«{source}» is the language of the source, which is written in the kit itself"
        found.append(rules.OTHER_LANGUAGE.at(place, message, "name the language of the translation"))
    return language


def _revision(returned: Returned, current: str, options: Options) -> Iterator[Diagnostic]:
    """Yield an error unless the file translates the present source, or the one that the user named."""
    told, place = returned.origin.revision, Span(returned.source)
    if not told and not options.against:
        message = f"«{returned.source}» does not say which revision it translates; the kit is at {current}"
        hint = f"if it was made from the present text, say --against {current}; else the revision that it was made from"
        yield rules.NO_REVISION.at(place, message, hint)
    elif told and options.against and told != options.against:
        message = f"«{returned.source}» translates revision {told}, and {options.against} was asked for"
        yield rules.OLDER_REVISION.at(place, message, f"say --against {told} to take it as a translation of that text")
    elif told and told != current and not options.against:
        message = f"«{returned.source}» translates revision {told}; the kit is at {current} now"
        hint = f"send out what changed since, or say --against {told} to take it as a translation of that text"
        yield rules.OLDER_REVISION.at(place, message, hint)
