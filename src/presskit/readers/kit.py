"""The files of a kit's folder → a kit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from presskit.diagnostics import Diagnostic, Reading
from presskit.formats.kit_keys import ContactsFile, QuestionsFile
from presskit.language.recognition import split_extension
from presskit.limits import KIT_YAML_BYTES
from presskit.model.document import Statement
from presskit.model.people import Hours, Localised, Phone, Roster, Signatory, SignatoryKind
from presskit.model.question import LEAVE_OUT, Answer, Choice, Question
from presskit.model.release import Brand, Embargo, Kit, PrintSettings, Release, Spot
from presskit.readers import kit_folder, markdown, pictures, rules, suggestions, words, yaml_tree
from presskit.readers.decode import FAILED, Assemble, Assembled, Decoder, keys_of
from presskit.readers.kit_folder import STATEMENT, decode_utf8
from presskit.readers.value_mistakes import NO_DEFAULTS, KitDefaults, defaults_of
from presskit.source import Span

__all__ = ["STATEMENT", "assemblers", "read"]

Found = list[Diagnostic]


def _instant(text: str) -> datetime:
    """Return the day and time; raises ``ValueError`` for the 31st of June."""
    spaced = re.sub(r"(\d)[ T]", r"\1T", text, count=1).replace(" ", "").replace("Z", "+00:00")
    return datetime.fromisoformat(spaced)


def _failed(found: Found, finding: Diagnostic) -> Any:
    """Add a finding and return :data:`FAILED`."""
    found.append(finding)
    return FAILED


def _embargo(parts: Assembled, found: Found, defaults: KitDefaults) -> Any:
    values, span = parts.values, parts.places["until"]
    try:
        until = _instant(values["until"])
    except ValueError:
        hint = suggestions.instant(values["until"]) or "look at the calendar"
        return _failed(found, rules.BAD_TIME.at(span, f"there is no day and time «{values['until']}»", hint))
    if "zone" not in parts.places:
        return _failed(found, rules.EMBARGO_NO_ZONE.at(
            span, f"«{values['until']}» names no zone: its hour comes at another time in every country",
            f"add zone: {defaults.zone}, if the clock of the kit's place is meant" if defaults.zone
            else "add the zone whose clock is meant, such as zone: Europe/Brussels",
        ))  # fmt: skip
    if "zone" not in values:
        return FAILED
    instant = _in_zone(until, ZoneInfo(values["zone"]))
    if instant is None:
        return _failed(found, _not_in_zone(until, values, parts))
    rest = {name: values[name] for name in ("weekday", "cities", "city") if name in values}
    return Embargo(instant, values["zone"], **rest, span=parts.span)


def _in_zone(until: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant, or None where the clock of the zone does not show it, or shows it twice (PEP 495)."""
    if until.tzinfo is None:
        offsets = {until.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
        return until.replace(tzinfo=zone) if len(offsets) == 1 else None
    here = until.astimezone(zone)
    return here if here.utcoffset() == until.utcoffset() or until.utcoffset() == timedelta() else None


def _not_in_zone(until: datetime, values: dict[str, Any], parts: Assembled) -> Diagnostic:
    zone, span = values["zone"], parts.places["until"]
    if until.tzinfo is not None:
        return rules.EMBARGO_OFFSET.at(
            span, f"«{values['until']}» has an offset that {zone} does not have on that day",
            "leave the offset out, or correct the zone", [(parts.places["zone"], "the zone stands here")],
        )  # fmt: skip
    before, after = (until.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    twice = before.astimezone(UTC) < after.astimezone(UTC)
    hours = " and ".join(f"{each.utcoffset()}"[:-3] for each in (before, after))
    return rules.EMBARGO_CLOCK.at(
        span,
        f"when clocks change, {zone} shows «{values['until']}» {'twice' if twice else 'never'}",
        f"write the offset from UTC that is meant ({hours} hours)" if twice else "choose another time",
    )


def _signatory(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    person = values.pop("person", None)
    if ("person" in parts.places) == ("name" in parts.places):
        message = "a signatory has either «name» or «person»"
        return _failed(found, rules.NAME_OR_PERSON.at(parts.span, message, _one_of_two(parts, person)))
    if person is None:
        for key in [each for each in ("title", "affiliation") if each in values]:
            found.append(rules.PERSON_ONLY.at(
                parts.places[key], f"«{key}» belongs to a person, but an organisation signs here",
                "write «person» instead of «name», or take it out",
            ))  # fmt: skip
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
        found.append(rules.HOURS_REVERSED.at(
            parts.span, f"the hours end at {closes}, before they begin at {opens}",
            f'write opens: "{closes}", closes: "{opens}"; or, if calls are answered over night, accept it with a reason',
        ))  # fmt: skip
    return Hours(**parts.values, span=parts.span)


def _phone(parts: Assembled, found: Found, defaults: KitDefaults) -> Any:  # noqa: ARG001 -- every model is assembled alike
    raw = str(parts.values["raw"])
    return Phone(raw, _e164(raw, defaults.region), parts.span)


def _e164(raw: str, region: str) -> str:
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
        found.append(rules.RELEASE_LINE.at(
            parts.places["release"], "the kit says «release: immediate» and holds an embargo as well",
            "take one of the two out", [(parts.places["embargo"], "the embargo stands here")],
        ))  # fmt: skip
    if languages:
        values["languages"] = tuple(dict.fromkeys(languages))
        return Release(**values, span=parts.span, languages_span=parts.places["languages"])
    if any(each.code == rules.BAD_LANGUAGE.code and each.span.source == parts.span.source for each in found):
        return FAILED  # a wrong one was reported
    return _failed(found, rules.EMPTY_VALUE.at(
        parts.places["languages"], "«languages» names no language that can be used",
        "write the source language first: [en, ar]",
    ))  # fmt: skip


def _brand(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    if "cmyk" in values and not _are_inks("cmyk", parts, found):
        del values["cmyk"]
    return Brand(**values, span=parts.span)


def _spot(parts: Assembled, found: Found) -> Any:
    return Spot(**parts.values, span=parts.span) if _are_inks("cmyk", parts, found) else FAILED


def _are_inks(key: str, parts: Assembled, found: Found) -> bool:
    """Return whether ``key`` holds four inks in percent; report it where it does not."""
    inks = parts.values[key]
    if len(inks) == 4 and max(inks) <= 100:
        return True
    found.append(rules.OUT_OF_RANGE.at(
        parts.places[key], f"«{key}» is cyan, magenta, yellow and black, each from 0 to 100",
        "write four numbers: [0, 90, 70, 40]",
    ))  # fmt: skip
    return False


_MOST = {"bleed": 20, "ink": 400, "pad": 4}


def _print(parts: Assembled, found: Found) -> Any:
    values = dict(parts.values)
    for key, most in _MOST.items():
        if values.get(key, 0) > most or (key == "pad" and values.get(key) == 3):
            found.append(rules.OUT_OF_RANGE.at(
                parts.places[key], f"«{key}» is {values[key]}, which no print shop asks for",
                "write 1, 2 or 4" if key == "pad" else f"write {most} or less",
            ))  # fmt: skip
            del values[key]
    _belong_together(values, parts, found)
    return PrintSettings(**values, span=parts.span)


def _belong_together(values: dict[str, Any], parts: Assembled, found: Found) -> None:
    """Report a profile without its printing condition, and a condition whose profile presskit does not have."""
    shipped = PrintSettings().condition
    if "profile" in values and "condition" not in values:
        found.append(rules.MISSING_KEY.at(
            parts.places["profile"], "«profile» names an ICC file, but nothing says which printing condition it is of",
            "ask the print shop, and add condition: FOGRA51",
        ))  # fmt: skip
    elif values.get("condition", shipped) != shipped and "profile" not in parts.places:
        found.append(rules.MISSING_KEY.at(
            parts.places["condition"],
            f"presskit has the profile of {shipped} alone, and colours would be made for that",
            f"put the profile of {values['condition']} into the kit's folder, and add profile: shop.icc",
        ))  # fmt: skip


def _answer(parts: Assembled, found: Found) -> Any:
    text, place = parts.values["when"], parts.places["when"]
    try:
        when = _instant(text)
    except ValueError:
        return _failed(found, rules.BAD_TIME.at(place, f"there is no instant «{text}»", "look at the calendar"))
    if when.tzinfo is None:
        hint = "add its offset from UTC: 2026-11-29 23:10+01:00"
        return _failed(found, rules.BAD_TIME.at(place, f"«{text}» names no zone", hint))
    return Answer(**parts.values | {"when": when})


def _choice(parts: Assembled, found: Found) -> Any:  # noqa: ARG001 -- every model is assembled alike
    """Return a choice with all its edits; with some of them it would do something else than it says."""
    lacks = "edits" in parts.places and "edits" not in parts.values
    return FAILED if lacks else Choice(**parts.values)


def _question(parts: Assembled, found: Found) -> Any:
    question = Question(**parts.values, span=parts.span)
    answer = question.answer
    if answer and question.choice(answer.choice) is None:
        known = ", ".join(choice.key for choice in question.possible)
        found.append(rules.BAD_CHOICE.at(
            parts.places["answer"], f"«{answer.choice}» is no answer to «{question.id}»",
            f"choose one of {known}: presskit answer",
        ))  # fmt: skip
        return replace(question, answer=None)
    if answer and answer.choice == LEAVE_OUT and not answer.reason:
        message = f"«{question.id}» is left out, and nobody says why"
        found.append(rules.MISSING_KEY.at(parts.places["answer"], message, "add «reason: …» to the answer"))
        return replace(question, answer=None)
    return question


def _place(parts: Assembled, found: Found) -> Any:  # noqa: ARG001 -- every model is assembled alike
    values = dict(parts.values)
    return Span(values.pop("file"), **values)


def assemblers(defaults: KitDefaults = NO_DEFAULTS) -> Mapping[type[Any], Assemble]:
    """Return what builds models that types alone cannot; ``defaults`` is what the kit says of itself."""
    return {
        Release: _release, Embargo: partial(_embargo, defaults=defaults), Signatory: _signatory,
        Phone: partial(_phone, defaults=defaults), Hours: _hours, Brand: _brand, Spot: _spot, PrintSettings: _print,
        Question: _question, Choice: _choice, Answer: _answer, Span: _place,
    }  # fmt: skip


T = TypeVar("T")


def read(files: Mapping[str, bytes], unread: Collection[str] = (), beside: Collection[str] = ()) -> Reading[Kit | None]:
    """Read a kit from ``files``, by path inside the kit with ``/``; pictures are looked at, not kept.

    ``unread`` are files that lie there too and could not be read, which were reported elsewhere; ``beside`` are further
    names at the top of the folder, whose files nobody reads.
    The kit is None where kit.yaml cannot be understood; all files are read in any case, so that everything wrong is
    reported at once.
    """
    found: list[Diagnostic] = []
    own = decode_utf8("kit.yaml", files.get("kit.yaml", b""), KIT_YAML_BYTES).value
    defaults = defaults_of(yaml_tree.read("kit.yaml", own).value)  # what is wrong there is reported where it is read
    release = _yaml("kit.yaml", files, Release, found, defaults)
    defaults = replace(defaults, region=release.region if release else "")
    roster = _yaml("signatories.yaml", files, Roster, found, defaults)
    contacts = _yaml("contacts.yaml", files, ContactsFile, found, defaults)
    questions = _yaml("questions.yaml", files, QuestionsFile, found)
    wrong = kit_folder.misnamed({*files, *unread, *beside}, release.languages if release else ())
    statements = _statements(files, release, found, {*unread, *wrong, *wrong.values()})
    found += kit_folder.check_names(files, {*unread, *beside}, wrong)
    if release is None:
        return Reading(None, tuple(found))
    shown = tuple(sorted({name for name, _ in pictures.used_pictures(release, statements)} & set(files)))
    people = (roster or Roster(), contacts.contacts if contacts else ())
    kit = Kit(release, statements, *people, shown, questions.questions if questions else ())
    found += [*pictures.check_pictures(kit, files, unread), *kit_folder.check_profile(release.print, files, unread)]
    return Reading(kit, tuple(found))


def _yaml(
    name: str, files: Mapping[str, bytes], model: type[T], found: list[Diagnostic], defaults: KitDefaults = NO_DEFAULTS
) -> T | None:
    """Read one YAML file as ``model``; None where it is missing or cannot be built."""
    if name not in files:
        return None
    decoded = decode_utf8(name, files[name], KIT_YAML_BYTES)
    found += decoded.diagnostics
    tree = yaml_tree.read(name, decoded.value)
    found += tree.diagnostics
    if tree.value is None or (isinstance(tree.value, yaml_tree.ScalarNode) and tree.value.empty):
        if name == "kit.yaml" and not decoded.diagnostics and not tree.diagnostics:
            what = "holds nothing but comments" if decoded.value.strip() else "is empty"
            tags = sorted(match[1] for each in files if (match := STATEMENT.fullmatch(each))) or ["en"]
            lines = f"«id: our-release», «kind: joint-statement», «languages: [{', '.join(tags)}]»"
            hint = f"write three lines into it, such as {lines}; or begin with presskit new"
            found.append(rules.EMPTY_FILE.at(Span(name), f"«{name}» {what}", hint))
        return None
    decoder = Decoder(dict(assemblers(defaults)), found, defaults)
    if not isinstance(tree.value, yaml_tree.MappingNode):
        decoder.wrong(tree.value, name, "keys with values", _as_keys(tree.value, name))
        return None
    record: Any = decoder.record(tree.value, keys_of(model))
    return record if isinstance(record, model) else None


def _as_keys(node: yaml_tree.Node, name: str) -> str:
    """Return how a file without keys is written."""
    key = {"contacts.yaml": "contacts", "signatories.yaml": "signatories"}.get(name, "")
    if key and isinstance(node, yaml_tree.SequenceNode):
        return f"write «{key}:» in a line of its own above the list"
    return "write key: value, one a line"


def _statements(
    files: Mapping[str, bytes], release: Release | None, found: list[Diagnostic], reported: Collection[str]
) -> tuple[Statement, ...]:
    """Read every text but those of which something was ``reported`` already; those of the kit's languages come first."""
    statements = {}
    for name in sorted(set(files).difference(reported)):
        match = STATEMENT.fullmatch(name)
        complaint = words.language(match[1]) if match else None
        if complaint:
            found.append(complaint[0].at(Span(name), *complaint[1:]))
        elif match:
            reading = markdown.read(name, files[name], match[1])
            found += reading.diagnostics
            if reading.value is not None:
                statements[match[1]] = reading.value
    if release is None:
        return tuple(statements.values())
    hint = "add the language to «languages» in kit.yaml, or take the file out of the kit"
    found += [
        rules.UNDECLARED_LANGUAGE.at(replace(statement.span, line=0), f"kit.yaml does not list «{tag}»", hint)
        for tag, statement in statements.items()
        if tag not in release.languages
    ]
    missing = f"statement.{release.source_language}.md"
    if release.source_language not in statements and missing not in {*files, *reported}:
        message = f"the text in the source language is missing: there is no {missing}"
        found.append(rules.MISSING_FILE.at(Span(missing), message, "write it, or name another language first in kit.yaml"))
    return tuple(statements[tag] for tag in release.languages if tag in statements)
