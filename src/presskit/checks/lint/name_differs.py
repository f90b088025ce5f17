"""Check: a translation names the signatories that its source names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import pairs, quoted, segment_pairs, words
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.data import fold
from presskit.model.people import Localised, Signatory
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "name-differs", Severity.WARNING, "A signatory is named in one language only",
    "The text should call an organisation what the list below it calls it, in every language.",
)  # fmt: skip


def _has(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _is_named(signatory: Signatory, text: str) -> str:
    """Return the name or acronym by which ``text`` calls the signatory; a single word may be any word."""
    name, acronym = signatory.name.default, signatory.acronym
    if " " in name and _has(text, name):
        return name
    return acronym if len(acronym) > 2 and acronym.isupper() and _has(text, acronym) else ""


def _own_name(name: Localised, language: str) -> bool:
    """Tell whether the list has a name for ``language``: the text may then inflect it as its grammar asks."""
    return name.in_language(language) != name.default


def _is_called(signatory: Signatory, text: str) -> bool:
    names = (signatory.name.default, signatory.acronym, *(name for _, name in signatory.name.by_language))
    folded = fold(text)
    return any(name and fold(name) in folded for name in names)


def _named(signatories: Iterable[Signatory], text: str) -> Iterator[tuple[Signatory, str]]:
    """Yield whom ``text`` names and how; «Syria Relief and Development» does not name «Syria Relief»."""
    for signatory in signatories:
        name = _is_named(signatory, text)
        if name:
            text = text.replace(name, "·")
            yield signatory, name


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    listed = sorted(kit.roster.everyone(), key=lambda signatory: -len(signatory.name.default))
    for source, translation in pairs(kit):
        for original, translated in segment_pairs(source, translation):
            here = words(translated)
            for signatory, name in _named(listed, words(original)):
                if not _own_name(signatory.name, translation.language) and not _is_called(signatory, here):
                    message = f"The source of «{translated.id}» names {quoted(name)}, which is not named here."
                    hint = f"Name it as the list does, or add its name in «{translation.language}» to the list."
                    yield RULE.at(translated.span, message, hint, [(original.span, "The source names it here.")])


KIT = """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
outputs: [pdf, docx]
"""
SOURCE = """\
---
title: Open the road
---
Olive Branch has counted the families. {#lede}
"""

CHECK = Check(
    RULE,
    _check,
    good=Case(
        "The name is kept as the list has it.",
        {
            "kit.yaml": KIT,
            "statement.en.md": SOURCE,
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: REVISION}
---
Olive Branch a compté les familles. {#lede}
""",
        },
    ),
    bad=Case(
        "The list has no French name for «Olive Branch», the text invents one.",
        {
            "kit.yaml": KIT,
            "statement.en.md": SOURCE,
            "statement.fr.md": """\
---
title: Rouvrez la route
translates: {language: en, revision: REVISION}
---
Rameau d’olivier a compté les familles. {#lede}
""",
        },
    ),
)
