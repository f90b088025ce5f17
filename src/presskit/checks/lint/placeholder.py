"""Check: no placeholder is left in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks import Case, Check, Context
from presskit.checks.lint.texts import Passage, passages, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language.number_words import fold
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "placeholder", Severity.WARNING, "A placeholder is left in",
    "«TBC» in a headline is what people remember of a release. What is not known yet must not be printed.",
)  # fmt: skip

_ANYWHERE = re.compile(
    r"\bTB[ACDN]\b|\bTK(?:TK)*\b(?!\s*-?\d)|\[[^\[\]a-z]{0,80}\b(?:TO COME|TO FOLLOW|À VENIR|À SUIVRE|FOLGT)\]"
    r"|[\[(](?i:tb[acd])[\])]|\b(?:[XХ]{2,}|[xх]{3,})\b|\?{3,}|_{3,}|\.{5,}|\bTODO:|\bFIXME\b"
    r"|(?i:\blorem ipsum\b|\bdolor sit amet\b)"
)
_ROMAN_BEFORE = re.compile(
    r"(?:\b(?:siecle|siglo|jahrhundert|article|articulo|artikel|chapter|chapitre|capitulo|kapitel|annex|annexe|part|parte|volume"
    r"|tome|tomo|band|title|titre|titulo|resolution|protocol|louis|pope|pape|papa|psalm|statut\w*|стать\w*|глав\w*|розділ\w*|век\w*"
    r"|madde|bolum|القرن|المادة|الفصل|super bowl)|\bno\.?)\s*$"
)
_ROMAN_AFTER = re.compile(
    r"\s*(?:th|e|-?e|\.|го|й)?\s*(?:centur|siecle|jahrhundert|век|столет|столит|століт|стор|ст\.|вв?\.|yuzyil|olymp|summer|winter"
    r"|conference|congres|session|anniversa|съезд|сесси)"
)
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
_WHICH = r"(?:\s+(?:here|ici|aqui|hier|هنا|tb[acd]|\d+|(?:of|de|des|du)\s+\w+))?"
_LATER = r"(?:to come|to follow|a venir|a suivre|folgt|por confirmar|gelecek|позже|пізніше|لاحقا)"
_BRACKETED = re.compile(
    rf"[\[<{{]\s*(?:(?:{_WORDS})(?:{_WHICH}|\b[^\]>}}]{{0,60}}\b{_LATER})|insert\b[^\]>}}]{{0,80}})\s*[\]>}}]"
)
_BRACED = re.compile(r"\{\w*\}")
"""Fields of phrases, as in «Dear {name},», and variables with one brace: the reader tells of those that are wrong."""
_ALONE = frozenset(fold(word) for word in _TO_COMPLETE if " " in word) | {
    fold(word) for word in ("eklenecek", "doldurulacak", "уточняется", "уточнюється", "يستكمل")
}


def _in_parentheses(folded: str) -> str:
    return next((part for part in re.findall(r"\(([^()]*)\)", folded) if part.strip() in _ALONE), "")


def _is_roman(match: re.Match[str]) -> bool:
    """Tell whether «XX» is a Roman number: «the XX century», «Article XX»."""
    if set(match.group()) - set("XХ") or len(match.group()) > 3:
        return False
    before, after = match.string[: match.start()][-30:], match.string[match.end() :][:30]
    return bool(_ROMAN_BEFORE.search(fold(before)) or _ROMAN_AFTER.match(fold(after)))


def _placeholder(text: str) -> str:
    """Return the placeholder in ``text``, or nothing."""
    for match in _ANYWHERE.finditer(text):
        if not _is_roman(match):
            return match.group()
    folded = fold(text)
    bracketed = _BRACKETED.search(folded)
    if bracketed:
        return bracketed.group()
    return text.strip() if folded.strip(" .:…") in _ALONE else _in_parentheses(folded)


def _acronyms(kit: Kit) -> set[str]:
    """Return what signatories are really called: «Turkish Bar Association», «TBA»."""
    named = [(each.acronym, each.name.default) for each in kit.roster.everyone()]
    named += [(each.acronym, each.name.default) for each in kit.roster.coalitions]
    return {acronym for acronym, name in named if acronym[:1] == name[:1]}


def _hint(passage: Passage) -> str:
    if passage.what == "a signatory's name":
        return "Ask whether it signs; until it does, take it out of the list, with all that belongs to it."
    return "Write what belongs here, or take it out until it is known."


def _check(kit: Kit, context: Context) -> Iterator[Diagnostic]:  # noqa: ARG001 — every check is called alike
    acronyms = _acronyms(kit)
    for passage in passages(kit):
        found = _placeholder(_BRACED.sub("", passage.text))
        if found and found not in acronyms:
            message = f"{quoted(found)} is left in {passage.what}."
            yield RULE.at(passage.span, message, _hint(passage))


CHECK = Check(
    RULE,
    _check,
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
