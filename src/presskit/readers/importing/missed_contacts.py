"""Contacts below a text that no known word announces: «Πληροφορίες: name, number, address»; they are taken, and asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.language.dates_in_text import find_day
from presskit.model.question import Choice
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.contacts import without_sign_up
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.sections import Parts

__all__ = ["with_found_contacts"]

_LAST = 4
_WAY = re.compile(r"\w@\w[\w-]*\.\w|(?:\d[ ()./-]*){7,}")
_LONGEST = 200
_LABELLED = re.compile(r"\s*[^\W\d_][^:：@\d]{2,30}[:：]\s*(?:[^\W\d_][\w.'’-]*\s+[^\W\d_]|\+?[\d(][\d\s()./-]+$|\S+@\S+$)")
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b(?![a-zà-öø-ÿа-я])[^\W\d_]\w+ (?![a-zà-öø-ÿа-я])[^\W\d_]\w+")


def with_found_contacts(parts: Parts, log: AuditLog) -> Parts:
    """Return the parts with the last lines that name somebody, behind a label, and how he is reached, among the contacts.

    Addresses for those who want to sign are no contacts.
    """
    contacts, sign_up = without_sign_up(parts.contacts, log)
    parts = replace(parts, contacts=contacts, after=[*parts.after, *sign_up])
    if contacts:
        return parts
    body, after = ([*lines] for lines in (parts.body, parts.after))
    signed = [[*each.lines] for each in parts.signed]
    found = [line for lines in (body, *signed, after) for line in _contacts(lines, log)]
    for line in found:
        question = f"«{line.whole[:80]}» stands below the text and was taken for a contact for the press: is it one?"
        log.ask("contact", line, question, (Choice("right", "it is"),))
    if not found:
        _ask_about_sentence([*body[-_LAST:], *after[-_LAST:]], log)
        return parts
    lists = [replace(each, lines=[*_without(each.lines, found)]) for each in parts.signed]
    return replace(parts, body=_without(body, found), signed=lists, after=_without(after, found), contacts=found)


def _ask_about_sentence(lines: Sequence[InputLine], log: AuditLog) -> None:
    """Ask about a sentence below the text that says how somebody is reached; it stays where it stands."""
    reached, _ = without_sign_up([line for line in lines if _reaches(line.whole) and _NAME.search(line.whole)], log)
    for line in reached[:1]:
        question = f"«{line.whole[:80]}» names somebody and how he is reached: is it a contact for the press?"
        log.ask("contact", line, question, (Choice("text", "no, it belongs to the text"),))


def _reaches(text: str) -> bool:
    """Return whether a number or an address stands in a line; the figures of a day are none."""
    day = find_day(text)
    return bool(_WAY.search(f"{text[: day.start]} {text[day.end :]}" if day else text))


def _contacts(lines: Sequence[InputLine], log: AuditLog) -> list[InputLine]:
    last, _ = without_sign_up(lines[-_LAST:], log)
    return [line for line in last if len(line.whole) < _LONGEST and _reaches(line.whole) and _LABELLED.match(line.whole)]


def _without(lines: Sequence[InputLine], found: Sequence[InputLine]) -> list[InputLine]:
    return [line for line in lines if line not in found]
