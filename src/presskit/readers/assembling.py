"""What types alone do not tell of a kit's YAML: embargoes, signatories that are persons, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from presskit.diagnostics import Diagnostic
from presskit.language.recognition import split_extension
from presskit.model.people import Hours, Localised, Phone, Signatory, SignatoryKind
from presskit.model.question import LEAVE_OUT, Answer, Question
from presskit.model.release import Brand, Embargo, PrintSettings, Release, Spot
from presskit.readers import rules, suggestions
from presskit.readers.decode import FAILED, Assemble, Assembled
from presskit.readers.own import NOTHING, Own
from presskit.source import Span

__all__ = ["assemblers"]

Found = list[Diagnostic]


def _instant(text: str) -> datetime:
    """Return the day and time; raises ``ValueError`` for the 31st of June."""
    spaced = re.sub(r"(\d)[ T]", r"\1T", text, count=1).replace(" ", "").replace("Z", "+00:00")
    return datetime.fromisoformat(spaced)


def _exists_once(local: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a wall clock shows ``local`` (without a zone) exactly once (PEP 495)."""
    offsets = {local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
    return len(offsets) == 1


def _embargo(parts: Assembled, found: Found, own: Own) -> Any:
    values, span = parts.values, parts.places["until"]
    try:
        until = _instant(values["until"])
    except ValueError:
        hint = suggestions.instant(values["until"]) or "look at the calendar"
        found.append(rules.BAD_TIME.at(span, f"there is no day and time «{values['until']}»", hint))
        return FAILED
    if "zone" not in values:
        if "zone" not in parts.places:
            message = f"«{values['until']}» names no zone: its hour comes at another time in every country"
            hint = f"add zone: {own.zone}, if the clock of the kit's place is meant"
            hint = hint if own.zone else "add the zone whose clock is meant, such as zone: Europe/Brussels"
            found.append(rules.EMBARGO_NO_ZONE.at(span, message, hint))
        return FAILED
    zone = ZoneInfo(values["zone"])
    instant = _in_zone(until, zone)
    if instant is None:
        found.append(_not_in_zone(until, values, parts))
        return FAILED
    rest = {name: values[name] for name in ("weekday", "cities", "city") if name in values}
    return Embargo(instant, values["zone"], **rest, span=parts.span)


def _in_zone(until: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant, or None where the clock of the zone does not show it, or shows it twice."""
    if until.tzinfo is None:
        return until.replace(tzinfo=zone) if _exists_once(until, zone) else None
    here = until.astimezone(zone)
    return here if here.utcoffset() == until.utcoffset() or until.utcoffset() == timedelta() else None


def _not_in_zone(until: datetime, values: dict[str, Any], parts: Assembled) -> Diagnostic:
    zone, span = values["zone"], parts.places["until"]
    if until.tzinfo is not None:
        message = f"«{values['until']}» has an offset that {zone} does not have on that day"
        related = [(parts.places["zone"], "the zone stands here")]
        return rules.EMBARGO_OFFSET.at(span, message, "leave the offset out, or correct the zone", related)
    before, after = (until.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    twice = before.astimezone(UTC) < after.astimezone(UTC)
    hours = " and ".join(f"{each.utcoffset()}"[:-3] for each in (before, after))
    what = "twice" if twice else "never"
    message = f"when clocks change, {zone} shows «{values['until']}» {what}"
    hint = f"write the offset from UTC that is meant ({hours} hours)" if twice else "choose another time"
    return rules.EMBARGO_CLOCK.at(span, message, hint)


def _signatory(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    person = values.pop("person", None)
    if ("person" in parts.places) == ("name" in parts.places):
        message = "a signatory has either «name» or «person»"
        found.append(rules.NAME_OR_PERSON.at(parts.span, message, _one_of_two(parts, person)))
        return FAILED
    if person is None:
        for key in ("title", "affiliation"):
            if key in values:
                message = f"«{key}» belongs to a person, but an organisation signs here"
                hint = "write «person» instead of «name», or take it out"
                found.append(rules.PERSON_ONLY.at(parts.places[key], message, hint))
                del values[key]
        return Signatory(**values, span=parts.span) if "name" in values else FAILED
    return Signatory(name=person, kind=SignatoryKind.PERSON, **values, span=parts.span)


def _one_of_two(parts: Assembled, person: Localised | None) -> str:
    name = parts.values.get("name")
    if name and person:
        return f"delete «name: {name.default}» or «person: {person.default}»: an organisation has a name, a person signs as one"
    return "write «name» for an organisation, «person» for a person"


def _hours(parts: Assembled, found: Found) -> Any:
    opens, closes = parts.values["opens"], parts.values["closes"]
    if "00:00" != closes < opens:
        message = f"the hours end at {closes}, before they begin at {opens}"
        hint = f'write opens: "{closes}", closes: "{opens}"; or, if calls are answered over night, accept it with a reason'
        found.append(rules.HOURS_REVERSED.at(parts.span, message, hint))
    return Hours(**parts.values, span=parts.span)


def _phone(raw: str, region: str) -> str:
    """Return a number in E.164 (ITU-T), empty where it cannot be understood in ``region`` (ISO 3166-1, or empty)."""
    import phonenumbers

    try:
        number, extension = split_extension(raw)
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if extension or parsed.extension or not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _release(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    languages = values["languages"]
    if "release" in values:
        values["timing"] = values.pop("release")
    if "release" in parts.places and "embargo" in parts.places:
        message = "the kit says «release: immediate» and holds an embargo as well"
        related = [(parts.places["embargo"], "the embargo stands here")]
        found.append(rules.RELEASE_LINE.at(parts.places["release"], message, "take one of the two out", related))
    if not languages and _is_empty_list(parts, found):
        message = "«languages» names no language that can be used"
        found.append(rules.EMPTY_VALUE.at(parts.places["languages"], message, "write the source language first: [en, ar]"))
    if not languages:
        return FAILED
    unique = tuple(dict.fromkeys(languages))
    return Release(**values | {"languages": unique}, span=parts.span, languages_span=parts.places["languages"])


def _is_empty_list(parts: Assembled, found: Found) -> bool:
    """Tell whether «languages» names none at all; a wrong one has been told of."""
    return not any(each.code == rules.BAD_LANGUAGE.code and each.span.source == parts.span.source for each in found)


def _brand(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    if "cmyk" in values and not _are_inks("cmyk", parts, found):
        del values["cmyk"]
    return Brand(**values, span=parts.span)


def _spot(parts: Assembled, found: Found) -> Any:
    return Spot(**parts.values, span=parts.span) if _are_inks("cmyk", parts, found) else FAILED


def _are_inks(key: str, parts: Assembled, found: Found) -> bool:
    """Tell whether ``key`` holds four inks in percent; report it where it does not."""
    inks = parts.values[key]
    if len(inks) == 4 and max(inks) <= 100:
        return True
    message = f"«{key}» is cyan, magenta, yellow and black, each from 0 to 100"
    found.append(rules.OUT_OF_RANGE.at(parts.places[key], message, "write four numbers: [0, 90, 70, 40]"))
    return False


_MOST = {"bleed": 20, "ink": 400, "pad": 4}


def _print(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    for key, most in _MOST.items():
        if values.get(key, 0) > most or (key == "pad" and values.get(key) == 3):
            message = f"«{key}» is {values[key]}, which no print shop asks for"
            hint = "write 1, 2 or 4" if key == "pad" else f"write {most} or less"
            found.append(rules.OUT_OF_RANGE.at(parts.places[key], message, hint))
            del values[key]
    _belong_together(values, parts, found)
    return PrintSettings(**values, span=parts.span)


def _belong_together(values: dict[str, Any], parts: Assembled, found: Found) -> None:
    """Report a profile without its printing condition, and a condition whose profile presskit does not have."""
    shipped = PrintSettings().condition
    if "profile" in values and "condition" not in values:
        message = "«profile» names an ICC file, but nothing says which printing condition it is of"
        found.append(rules.MISSING_KEY.at(parts.places["profile"], message, "ask the print shop, and add condition: FOGRA51"))
    elif values.get("condition", shipped) != shipped and "profile" not in parts.places:
        message = f"presskit has the profile of {shipped} alone, and colours would be made for that"
        hint = f"put the profile of {values['condition']} into the kit's folder, and add profile: shop.icc"
        found.append(rules.MISSING_KEY.at(parts.places["condition"], message, hint))


def _answer(parts: Assembled, found: Found) -> Any:
    try:
        when = _instant(parts.values["when"])
    except ValueError:
        message = f"there is no instant «{parts.values['when']}»"
        found.append(rules.BAD_TIME.at(parts.places["when"], message, "look at the calendar"))
        return FAILED
    if when.tzinfo is None:
        message = f"«{parts.values['when']}» names no zone"
        found.append(rules.BAD_TIME.at(parts.places["when"], message, "add its offset from UTC: 2026-11-29 23:10+01:00"))
        return FAILED
    return Answer(**parts.values | {"when": when})


def _question(parts: Assembled, found: Found) -> Any:
    question = Question(**parts.values, span=parts.span)
    answer = question.answer
    if answer and question.choice(answer.choice) is None:
        known = ", ".join(choice.key for choice in question.possible)
        message = f"«{answer.choice}» is no answer to «{question.id}»"
        found.append(rules.BAD_CHOICE.at(parts.places["answer"], message, f"choose one of {known}: presskit answer"))
        return replace(question, answer=None)
    if answer and answer.choice == LEAVE_OUT and not answer.reason:
        message = f"«{question.id}» is left out, and nobody says why"
        found.append(rules.MISSING_KEY.at(parts.places["answer"], message, "add «reason: …» to the answer"))
        return replace(question, answer=None)
    return question


def _place(parts: Assembled, found: Found) -> Any:  # noqa: ARG001 -- every model is assembled alike
    values = dict(parts.values)
    return Span(values.pop("file"), **values)


def assemblers(own: Own = NOTHING) -> Mapping[type[Any], Assemble]:
    """Return what builds models that types alone cannot; ``own`` is what the kit says of itself."""

    def embargo(parts: Assembled, found: Found) -> Any:
        return _embargo(parts, found, own)

    def phone(parts: Assembled, found: Found) -> Any:  # noqa: ARG001 -- every model is assembled alike
        raw = str(parts.values["raw"])
        return Phone(raw, _phone(raw, own.region), parts.span)

    return {
        Release: _release, Embargo: embargo, Signatory: _signatory, Phone: phone, Hours: _hours,
        Brand: _brand, Spot: _spot, PrintSettings: _print,
        Question: _question, Answer: _answer, Span: _place,
    }  # fmt: skip
