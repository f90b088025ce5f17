"""A placement → what goes into the kit, a line of the report for each text, and what is to be said about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from presskit.diagnostics import Diagnostic, Rule
from presskit.kit.returning.report import Row
from presskit.model.document import Inline
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.evidence import Evidence, normal
from presskit.translation.placement import Doubt, Placed, Placement, Reason
from presskit.translation.restoring import Restorer, alike
from presskit.translation.segments import Kind, Unit, text_of

__all__ = ["Outcome", "outcome_of"]

_RULES = {rule.code: rule for rule in rules.RULES}
_CHOICE = "say --accept {key}={numbers} if this is it, --accept {key}=NUMBER for another paragraph, {key}=none to leave it out"
_HINTS: Mapping[str, str] = {
    Reason.MISSING: "say --accept {key}=NUMBER to name its paragraph, or --accept {key}=none to leave it out",
    Reason.ADDED: "say --accept {numbers}=none if it is a note, or --accept KEY=NUMBER,{numbers} if it is a part of a text",
    Reason.ORDER: _CHOICE + "; --accept all takes every line of this list",
    Reason.UNSURE: _CHOICE + "; --accept all takes every line of this list",
}
_SAID: Mapping[str, str] = {
    Reason.ID_TWICE: "the id of «{key}» stands at paragraphs {numbers}: «{words}»",
    Reason.DISAGREE: "the words under the id of «{key}» are another text's: «{words}»",
    Reason.UNSURE: "«{key}» is likely paragraph {numbers} ({sure} %): «{words}»",
    Reason.ORDER: "«{key}» came back in another place, paragraph {numbers}: «{words}»",
    Reason.MISSING: "«{key}» did not come back",
    Reason.ADDED: "paragraph {numbers} is no translation of anything: «{words}»",
}


@dataclass(slots=True)
class Outcome:
    """``texts`` are translations by key, ``names`` those that stand in YAML; ``fresh`` is what came back and is used."""

    texts: dict[str, tuple[Inline, ...]] = field(default_factory=dict)
    names: list[tuple[Unit, str]] = field(default_factory=list)
    fresh: list[tuple[Placed, tuple[Inline, ...]]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)


def outcome_of(placement: Placement, restorer: Restorer, current: Collection[str]) -> Outcome:
    """Return the outcome; ``current`` are keys whose earlier translation still holds."""
    outcome = Outcome()
    for placed in placement.placed:
        _take(outcome, placed, restorer)
    for unit, span in placement.emptied:
        if not unit.is_name:
            _say(outcome, rules.EMPTY, unit, span, "«{}» came back empty; it is left out")
        _leave(outcome, unit, "empty", current)
    for unit in placement.absent:
        _leave(outcome, unit, "absent", {unit.key})
    outcome.found += [_asked(doubt) for doubt in placement.doubts]
    outcome.rows += [_asked_row(doubt) for doubt in placement.doubts]
    return outcome


def _take(outcome: Outcome, placed: Placed, restorer: Restorer) -> None:
    unit = placed.unit
    words = placed.inlines
    if placed.evidence is not Evidence.CARRIED:
        words = restorer.target(unit, placed.inlines, bold=placed.bold)
    if unit.is_name or not unit.translate:
        _take_name(outcome, placed, words)
    elif _is_left(unit, words, restorer) and placed.evidence is not Evidence.ACCEPTED:
        _leave_source(outcome, placed)
    else:
        outcome.texts[unit.key] = words
        _row(outcome, placed, "carried" if placed.evidence is Evidence.CARRIED else "placed", words)
        if placed.evidence is not Evidence.CARRIED:
            outcome.fresh.append((placed, words))
        if placed.is_split:
            numbers = ", ".join(map(str, placed.numbers))
            _say(outcome, rules.SPLIT, unit, placed.span, f"«{{}}» came back in paragraphs {numbers}; they are one again")


def _take_name(outcome: Outcome, placed: Placed, words: tuple[Inline, ...]) -> None:
    """Take a name for the kit, unless the kit has one, which is approved, or none was given."""
    unit, name = placed.unit, " ".join(text_of(words).split())
    known = {normal(text_of(unit.source)), normal(text_of(unit.target or ()))}
    if unit.translate and name and normal(name) not in known:
        outcome.names.append((unit, name))
        outcome.fresh.append((placed, words))
    elif not unit.translate and normal(name) not in known:
        message = f"«{{}}» is «{text_of(unit.target or ())}» in the kit, and came back as «{name}»; the kit's name stays"
        _say(outcome, rules.NAME_CHANGED, unit, placed.span, message, "if the new one is right, write it into the kit")
    _row(outcome, placed, "placed", words)


def _is_left(unit: Unit, words: tuple[Inline, ...], restorer: Restorer) -> bool:
    """Tell whether a text is still its source, has words to translate, and was never accepted like this."""
    if not alike(words, unit.source, restorer.set_text) or (unit.target and alike(words, unit.target, restorer.set_text)):
        return False
    bare = text_of(unit.source)
    for each in (*unit.protected, *(term for term, form in unit.terms if normal(term) == normal(form))):
        bare = bare.replace(each, " ")
    return re.search(r"[^\W\d_]{2}", bare) is not None


def _leave_source(outcome: Outcome, placed: Placed) -> None:
    unit = placed.unit
    number = placed.numbers[0] if placed.numbers else "NUMBER"
    hint = f"translate it, or say --accept {unit.key}={number} if it is the same in both"
    kept = unit.kind is Kind.TITLE
    what = "«{}» was not translated; it stays as it is, for a text needs a title" if kept else "«{}» was not translated"
    _say(outcome, rules.SOURCE_LEFT, unit, placed.span, what, hint)
    if kept:
        outcome.texts[unit.key] = unit.source
    _row(outcome, placed, "untranslated", unit.source)


def _leave(outcome: Outcome, unit: Unit, state: str, current: Collection[str]) -> None:
    """Leave a text out, or as the kit has it."""
    if unit.target and unit.key in current and not unit.is_name:
        outcome.texts[unit.key] = unit.target
    outcome.rows.append(Row(unit.key, state))


def _row(outcome: Outcome, placed: Placed, state: str, words: tuple[Inline, ...]) -> None:
    outcome.rows.append(Row(placed.unit.key, state, placed.evidence, placed.sure, placed.numbers, text_of(words)))


def _say(  # noqa: PLR0913, PLR0917 -- the parts of a finding
    outcome: Outcome, rule: Rule, unit: Unit, span: Span, message: str, hint: str = ""
) -> None:
    related = [(unit.span, "the source stands here")]
    outcome.found.append(rule.at(span, message.replace("{}", unit.key), hint, related))


def _asked(doubt: Doubt) -> Diagnostic:
    told = {
        "key": doubt.key, "sure": str(doubt.sure), "words": _short(doubt.words),
        "numbers": ",".join(map(str, doubt.numbers)),
    }  # fmt: skip
    hint = _HINTS.get(doubt.reason, _CHOICE)
    return _RULES[doubt.reason].at(doubt.span, _filled(_SAID[doubt.reason], told), _filled(hint, told))


def _filled(text: str, told: Mapping[str, str]) -> str:
    """Fill in values; braces in a value are never looked at again."""
    return re.sub(r"\{(\w+)\}", lambda match: told.get(match[1], match.group()), text)


def _asked_row(doubt: Doubt) -> Row:
    return Row(doubt.key or f"paragraph {doubt.numbers[0]}", "asked", doubt.reason, doubt.sure, doubt.numbers, doubt.words)


def _short(words: str) -> str:
    return words if len(words) < 80 else words[:78].rsplit(" ", 1)[0] + " …"
