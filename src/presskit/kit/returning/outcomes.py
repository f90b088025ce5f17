"""A placement → what goes into the kit, a line of the report for each text, and what is to be said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from presskit.diagnostics import Diagnostic, Rule
from presskit.kit.returning.report import Row
from presskit.model.document import Inline
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.evidence import Evidence, normal
from presskit.translation.leftovers import LEAST
from presskit.translation.placement import Doubt, Placed, Placement, Reason
from presskit.translation.restoring import Restorer, alike
from presskit.translation.segments import Unit, text_of

__all__ = ["Outcome", "outcome_of"]

_RULES = {rule.code: rule for rule in rules.RULES}
_ALL = f"; --accept all takes every line of this list that is {LEAST} % sure or more"
_CHOICE = "say --accept {key}={numbers} if this is it, --accept {key}=NUMBER for another paragraph, {key}=none to leave it out"
_HINTS: Mapping[str, str] = {
    Reason.MISSING: "say --accept {key}=NUMBER to name its paragraph, or --accept {key}=none to leave it out",
    Reason.ADDED: "say --accept {numbers}=none to keep it as a note, or --accept KEY=NUMBER,{numbers} if it is a part of a "
    "text; a new name is written into the kit itself, for every language",
    Reason.UNSEEN: "show it in Word if it is the translation, or say --accept {key}=none to do without it",
    Reason.ORDER: _CHOICE + _ALL,
    Reason.UNSURE: _CHOICE + _ALL,
}
_SAID: Mapping[str, str] = {
    Reason.ID_TWICE: "the id of «{key}» stands at paragraphs {numbers}: «{words}»",
    Reason.DISAGREE: "the words under the id of «{key}» are another text's: «{words}»",
    Reason.UNSURE: "«{key}» is likely paragraph {numbers} ({sure} %): «{words}»",
    Reason.ORDER: "«{key}» came back in another place, paragraph {numbers}: «{words}»",
    Reason.MISSING: "«{key}» did not come back",
    Reason.UNSEEN: "the words of «{key}» are struck through or hidden: «{words}»",
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
    kept: set[str] = field(default_factory=set)
    unchanged: list[Placed] = field(default_factory=list)
    untranslated: list[Placed] = field(default_factory=list)


Earlier = Mapping[str, Sequence[tuple[Inline, ...]]]


def outcome_of(placement: Placement, restorer: Restorer, earlier: Earlier) -> Outcome:
    """Return the outcome; ``earlier`` are all translations that the kit ever had, by the unit's id."""
    outcome = Outcome()
    for placed in placement.placed:
        _take(outcome, placed, restorer, earlier.get(placed.unit.id, ()))
    for unit, span in placement.emptied:
        if not unit.is_name:
            what = "the kit's text stays" if unit.target else "it is left out"
            _say(outcome, rules.EMPTY, unit, span, f"«{{}}» came back empty; {what}")
        _leave(outcome, unit, "empty")
    for unit in placement.absent:
        _leave(outcome, unit, "absent")
    outcome.rows += [Row(unit.key, "left out") for unit in placement.left_out]
    outcome.found += _told_together(outcome)
    outcome.found += [_asked(doubt) for doubt in placement.doubts]
    outcome.rows += [_asked_row(doubt) for doubt in placement.doubts]
    return outcome


def _take(outcome: Outcome, placed: Placed, restorer: Restorer, earlier: Sequence[tuple[Inline, ...]]) -> None:
    unit = placed.unit
    words = placed.inlines
    if placed.evidence is not Evidence.CARRIED:
        words = restorer.target(unit, placed.inlines, bold=placed.bold)
    if unit.is_name or not unit.translate:
        _take_name(outcome, placed, words)
    elif placed.evidence is not Evidence.ACCEPTED and _is_unchanged(unit, words, restorer, earlier):
        _keep(outcome, placed)
    elif placed.evidence is not Evidence.ACCEPTED and _is_left(unit, words, restorer):
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


def _is_unchanged(unit: Unit, words: tuple[Inline, ...], restorer: Restorer, earlier: Iterable[tuple[Inline, ...]]) -> bool:
    """Tell whether a text came back as it went out, its source or an earlier translation, while the kit has another one."""
    if not unit.target or alike(words, unit.target, restorer.set_text):
        return False
    return any(alike(words, each, restorer.set_text) for each in (unit.source, *earlier))


def _keep(outcome: Outcome, placed: Placed) -> None:
    """Let the kit's text stay."""
    unit = placed.unit
    outcome.texts[unit.key] = unit.target or ()
    outcome.kept.add(unit.key)
    outcome.unchanged.append(placed)
    _row(outcome, placed, "kept", unit.target or ())


def _leave_source(outcome: Outcome, placed: Placed) -> None:
    outcome.untranslated.append(placed)
    _row(outcome, placed, "untranslated", placed.unit.source)


def _told_together(outcome: Outcome) -> Iterator[Diagnostic]:
    """Yield what is the same of many texts in one finding."""
    kinds = (
        (rules.KEPT, outcome.unchanged, "came back as it went out, and the kit's own text stays", "to take what came back"),
        (rules.SOURCE_LEFT, outcome.untranslated, "was not translated", "for a text that is the same in both languages"),
    )
    for rule, every, what, when in kinds:
        if every:
            names = ", ".join(f"«{each.unit.key}»" for each in every[:5]) + (" …" if len(every) > 5 else "")
            first = every[0]
            hint = f"{when}, say --accept {first.unit.key}={','.join(map(str, first.numbers)) or 'NUMBER'}"
            related = [(each.span, f"«{each.unit.key}»") for each in every]
            count = f"{len(every)} texts: {names}" if len(every) > 1 else names
            yield rule.at(first.span, f"{count} {what}", hint, related)


def _leave(outcome: Outcome, unit: Unit, state: str) -> None:
    """Leave a text as the kit has it, or out."""
    if unit.target and not unit.is_name:
        outcome.texts[unit.key] = unit.target
        outcome.kept.add(unit.key)
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
