"""Check: a translation names the signatories that its source names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presskit.checks import Case, Check, Context, Problem, bilingual
from presskit.checks.lint.texts import quoted, segment_pairs, words
from presskit.diagnostics import Rule, Severity
from presskit.language.data import fold
from presskit.model.people import Signatory
from presskit.model.release import Kit

__all__ = ["CHECK"]


def _has(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _name_in(signatory: Signatory, text: str) -> str:
    """Return the name or acronym by which ``text`` calls the signatory; a single word may be any word."""
    name, acronym = signatory.name.default, signatory.acronym
    if " " in name and _has(text, name):
        return name
    return acronym if len(acronym) > 2 and acronym.isupper() and _has(text, acronym) else ""


def _is_named_in(signatory: Signatory, text: str, language: str) -> bool:
    """Return whether ``text`` names a signatory by any name; one that the list has for ``language`` may be inflected."""
    name = signatory.name
    names = filter(None, (name.default, signatory.acronym, *(each for _, each in name.by_language)))
    return name.in_language(language) != name.default or any(fold(each) in fold(text) for each in names)


def _named(signatories: Iterable[Signatory], text: str) -> Iterator[tuple[Signatory, str]]:
    """Yield whom ``text`` names and how; «Syria Relief and Development» does not name «Syria Relief»."""
    for signatory in signatories:
        if name := _name_in(signatory, text):
            text = text.replace(name, "·")
            yield signatory, name


def _check(kit: Kit, _: Context) -> Iterator[Problem]:
    listed = sorted(kit.roster.everyone(), key=lambda signatory: -len(signatory.name.default))
    for _source, translation, original, translated in segment_pairs(kit):
        for signatory, name in _named(listed, words(original)):
            if not _is_named_in(signatory, words(translated), translation.language):
                yield Problem(
                    translated.span,
                    f"The source of «{translated.id}» names {quoted(name)}, which is not named here.",
                    f"Name it as the list does, or add its name in «{translation.language}» to the list.",
                    [(original.span, "The source names it here.")],
                )


CHECK = Check(
    Rule(
        "name-differs", Severity.WARNING, "A signatory is named in one language only",
        "The text should call an organisation what the list below it calls it, in every language.",
    ),
    _check,
    good=Case(
        "The name is kept as the list has it.",
        bilingual("Olive Branch has counted the families. {#lede}", "Olive Branch a compté les familles. {#lede}"),
    ),
    bad=Case(
        "The list has no French name for «Olive Branch», the text invents one.",
        bilingual("Olive Branch has counted the families. {#lede}", "Rameau d’olivier a compté les familles. {#lede}"),
    ),
)
