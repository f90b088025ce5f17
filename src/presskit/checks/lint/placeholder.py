"""Check: no placeholder is left in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks import Case, Check, World
from presskit.checks.lint.texts import passages, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.number_words import fold
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "placeholder", Severity.WARNING, "A placeholder is left in",
    "«TBC» in a headline is what people remember of a release. What is not known yet must not be printed.",
)  # fmt: skip

_ANYWHERE = re.compile(r"\bTB[ACDN]\b|\b(?:X{2,}|x{3,})\b|\?{3,}|_{3,}|\.{5,}|\bTODO:|\bFIXME\b|(?i:\blorem ipsum\b)")
_CENTURIES = re.compile("centur|siecle|siglo|век|столит|столет|yuzyil|jahrhundert|قرن|olymp|super bowl")
_TO_COMPLETE = (
    "name", "full name", "date", "place", "city", "number", "quote", "phone", "e-mail", "email", "organisation",
    "organization", "title", "link", "insert", "to be confirmed", "to be completed", "to be added", "to follow",
    "nom", "prénom", "lieu", "ville", "numéro", "citation", "à compléter", "à confirmer", "à venir",
    "nombre", "fecha", "lugar", "por confirmar", "por completar", "a completar",
    "ad", "tarih", "yer", "eklenecek", "doldurulacak",
    "имя", "дата", "место", "уточняется", "дополнить", "імʼя", "місце", "уточнюється", "доповнити",
    "datum", "ort", "wird ergänzt", "noch offen", "zu ergänzen",
    "الاسم", "التاريخ", "المكان", "الرقم", "يستكمل", "يستكمل لاحقا", "يحدد لاحقا", "للتأكيد",
)  # fmt: skip
_WORDS = "|".join(re.escape(fold(word)) for word in _TO_COMPLETE)
_BRACKETED = re.compile(rf"[\[<{{]\s*(?:(?:{_WORDS})(?:\s+\w+)?|insert\b[^\]>}}]*)\s*[\]>}}]")
_ALONE = frozenset(fold(word) for word in _TO_COMPLETE if " " in word) | {
    fold(word) for word in ("eklenecek", "doldurulacak", "уточняется", "уточнюється", "يستكمل")
}


def _in_parentheses(folded: str) -> str:
    return next((part for part in re.findall(r"\(([^()]*)\)", folded) if part.strip() in _ALONE), "")


def _placeholder(text: str) -> str:
    """Return the placeholder in ``text``, or nothing. «XX» beside a century is a Roman number."""
    folded = fold(text)
    for match in _ANYWHERE.finditer(text):
        roman = match.group() in {"XX", "XXX"} and _CENTURIES.search(folded)
        if not roman:
            return match.group()
    bracketed = _BRACKETED.search(folded)
    if bracketed:
        return bracketed.group()
    return text.strip() if folded.strip(" .:…") in _ALONE else _in_parentheses(folded)


def _look(kit: Kit, world: World) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    for passage in passages(kit):
        if found := _placeholder(passage.text):
            message = f"{quoted(found)} is left in {passage.what}."
            yield RULE.at(passage.span, message, "Write what belongs here, or take it out until it is known.")


CHECK = Check(
    RULE,
    _look,
    good=Case(
        "A Roman number and a shortened quotation are no placeholders.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The winters of the XX century were mild. “We wait […] and the road stays closed.” {#lede}
"""
        },
    ),
    bad=Case(
        "The place was never filled in.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
Two lorries were turned back at TBC on Monday. {#lede}
"""
        },
    ),
)
