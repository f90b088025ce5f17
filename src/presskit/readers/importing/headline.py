"""What stands above and at the beginning of the text: release line, embargo, title, subtitle, dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from presskit.formats.kit_yaml import quoted
from presskit.language.data import options
from presskit.language.dates_in_text import Day, find_day, weekday_in
from presskit.model.document import Paragraph, Text
from presskit.model.people import Localised
from presskit.model.question import Choice, Edit, EditKind
from presskit.model.release import Embargo, ReleaseKind
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import Kind, release_kind
from presskit.readers.importing.lines import InputLine, joined
from presskit.readers.importing.sections import Parts
from presskit.readers.importing.statement import without_breaks
from presskit.readers.importing.zones import city_zone
from presskit.readers.tables.cells import country_code

__all__ = ["Front", "dateline", "read_front"]

_LONGEST_TITLE = 160
_NEAR_TOP = 10
_STATE = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2}|[A-Z][a-z]{2,5}\.")
_STOPS = (".", "!", "?", "؟", ":", ";", "…", ",", "،")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[/,،;|&]|\s[-–—]\s|\s(?:{options('lists', 'and')})\s)\s*")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{options('dates', 'labels')})\s*:?\s*$", re.IGNORECASE)


_ENDS = re.compile(r"^[\s)\]]*(?:[-–—:]+\s+|[-–—]|[.]\s*[-–—]+\s*|[.]\s+(?=\S)|[.]?$)")
_PLACES_AFTER = re.compile(r"\s*,\s*(?P<places>[^.!?;:]{2,60}?)\s+[-–—]+\s+")


@dataclass(slots=True)
class Front:
    """What the beginning of a release says. ``rest`` are the lines of its text."""

    title: Paragraph | None = None
    subtitle: Paragraph | None = None
    kind: ReleaseKind | None = None
    immediate: InputLine | None = None
    embargo: Embargo | None = None
    embargoed: bool = False
    date: date | None = None
    places: tuple[Localised, ...] = ()
    rest: list[InputLine] = field(default_factory=list)


def read_front(parts: Parts, name: str, log: AuditLog) -> Front:
    """Read the beginning of the release whose text is the file ``name``."""
    front = Front()
    for kind, line in parts.front:
        if kind is Kind.KIND:
            front.kind = release_kind(line.whole)
            log.place(line, f"kit.yaml: kind: {front.kind}")
        elif kind is Kind.IMMEDIATE:
            front.immediate = line
            log.place(line, "kit.yaml: release: immediate")
    lines = _without_datelines(parts.body, front, log)
    if lines:
        lines = _titled(lines, name, front, log)
    front.rest = _text_begins(lines, front, log)
    return front


def _without_datelines(body: Sequence[InputLine], front: Front, log: AuditLog) -> list[InputLine]:
    """Take the lines near the top that are nothing but a dateline."""
    kept = []
    above = next((n for n, line in enumerate(body) if len(line.words) > _LONGEST_TITLE), len(body))
    for index, line in enumerate(body):
        near = index < min(above + 1, _NEAR_TOP) and len(line.words) < 120 and not line.mark
        found = dateline(line.words) if near else None
        if found and found.length == len(line.words) and front.date is None:
            if found.day.day:
                _dated(found, line, front, log)
            else:
                log.place(line, "questions.yaml: which day it is")
                ask_about_day(found.day, found.places, line, log)
        elif not (near and _is_dated_head(line, front, log)):
            kept.append(line)
    return kept


def _is_dated_head(line: InputLine, front: Front, log: AuditLog) -> bool:
    """Take «March 3, 2027 | Press release»: its parts say the day and the kind, and nothing else."""
    parts = [part.strip() for part in re.split(r"\s*[|·•]\s*|\s+[-–—]\s+", line.words) if part.strip()]
    days = [found for part in parts if (found := dateline(part)) and found.length == len(part) and found.day.day]
    kinds = [kind for part in parts if (kind := release_kind(part))]
    if len(parts) < 2 or len(days) != 1 or len(days) + len(kinds) != len(parts) or front.date:
        return False
    front.kind = front.kind or kinds[0]
    _dated(days[0], line, front, log)
    return True


def ask_about_day(day: Day, places: Sequence[str], line: InputLine, log: AuditLog) -> None:
    """Ask which day a dateline means."""
    written = line.words[: day.end][day.start :]
    choices = []
    for meant in day.either:
        edits = [Edit("kit.yaml", EditKind.SET, "date", f"date: {meant}\n")]
        if places:
            shown = "[" + ", ".join(quoted(place) for place in places) + "]"
            edits.append(Edit("kit.yaml", EditKind.SET, "places", f"places: {shown}\n"))
        choices.append(Choice(f"d{meant}", f"it is {meant:%d %B %Y}", "", tuple(edits)))
    typed = (Edit("kit.yaml", EditKind.SET, "date", "date: {value}\n"),)
    choices.append(Choice("date", "another day", "", typed, "year-month-day, 2016-12-15"))
    log.ask("date", line, f"which day is the release of? {day.problem or f'«{written}» stands at its beginning'}", choices)


def _titled(lines: list[InputLine], name: str, front: Front, log: AuditLog) -> list[InputLine]:
    """Take the title and the subtitle from the lines; return those that remain."""
    first = _title_at(lines)
    end = first + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], same=lines[first].style == "title"):
        end += 1
    title = lines[first:end]
    whole = Text(title[0].whole, title[0].span) if title[0].mark else None
    content = (whole,) if whole else without_breaks(joined(title, 0).content)
    front.title = Paragraph(content, "title", title[0].span)
    for line in title:
        log.place(line, f"{name}: title")
    before, rest = lines[:first], lines[end:]
    _ask_about_title(title, rest, name, log)
    if rest and _is_subtitle(rest, sure=rest[0].style == "subtitle"):
        front.subtitle = Paragraph(without_breaks(rest[0].content), "subtitle", rest[0].span)
        log.place(rest[0], f"{name}: subtitle")
        if rest[0].style != "subtitle":
            message = f"«{rest[0].words}» was taken for the subtitle"
            log.report(rules.UNSURE, rest[0].span, message, "move it if it belongs to the title or is a heading")
        rest = rest[1:]
    return before + rest


def _ask_about_title(title: Sequence[InputLine], rest: Sequence[InputLine], name: str, log: AuditLog) -> None:
    """Ask about a first line that is a text rather than a title: two sentences, or very long."""
    words = " ".join(line.words for line in title)
    sentences = re.split(r"(?<=[.!?؟…])\s+(?=\S)", words)
    if title[0].style == "title" or (len(words) <= _LONGEST_TITLE and (len(sentences) < 2 or not words.endswith("."))):
        return
    rivals = [line for line in rest[:3] if len(line.words) <= _LONGEST_TITLE and not line.words.endswith(_STOPS)]
    choices = [Choice("first", "it is, as it stands")]
    for number, line in enumerate(rivals[:2], 1):
        said = _front_matter(line.words)
        if said:
            edits = (
                Edit(name, EditKind.REPLACE, f"title: {quoted(words)}\n", "title: ⟦title⟧\n"),
                Edit(name, EditKind.REPLACE, f"{said} {{#", f"{words} {{#"),
                Edit(name, EditKind.REPLACE, "title: ⟦title⟧\n", f"title: {quoted(line.words)}\n"),
            )
            choices.append(Choice(f"other{number}", f"the title is «{line.words}»; the first line is a paragraph", "", edits))
    log.ask("title", title[0], f"is «{words[:80]}…» the title? It reads like a paragraph", choices)


def _front_matter(words: str) -> str:
    """Return words if the kit's Markdown writes them as they stand; else nothing."""
    return "" if re.search(r"[\\`*_\[\]<>{}~#]", words) else words


def _title_at(lines: Sequence[InputLine]) -> int:
    """Return the index of the title: what is styled as one, a heading of level 1 near the top, or the first line."""
    styled = next((n for n, line in enumerate(lines[:8]) if line.style == "title"), None)
    if styled is not None:
        return styled
    return next((n for n, line in enumerate(lines[:4]) if line.style == "heading" and line.level == 1), 0)


def _goes_on(before: InputLine, line: InputLine, *, same: bool) -> bool:
    if same:
        return line.style == "title"
    apart = line.gap or line.alone or line.mark or line.style
    return not apart and line.words[:1].islower() and len(line.words) < _LONGEST_TITLE and not before.words.endswith(_STOPS)


def _is_subtitle(rest: Sequence[InputLine], *, sure: bool) -> bool:
    """Tell a subtitle: one short line without a stop, and a text that begins after it."""
    line = rest[0]
    if sure:
        return True
    if line.mark or line.style or len(line.words) > _LONGEST_TITLE or line.words.endswith(_STOPS) or len(rest) < 2:
        return False
    after = rest[1]
    apart = after.gap or after.alone or dateline(after.words) is not None
    return apart and not after.mark and len(after.words) > len(line.words) and not find_day(line.words)


def _text_begins(lines: list[InputLine], front: Front, log: AuditLog) -> list[InputLine]:
    """Take the dateline from the beginning of the text; without one ask for day and place."""
    for index, line in enumerate(lines[:3]):
        found = dateline(line.words) if not line.mark and front.date is None else None
        if found and found.day.day is None:
            ask_about_day(found.day, found.places, line, log)
        elif found and found.length < len(line.words):
            _dated(found, line, front, log)
            lines = [*lines[:index], replace(line.after(found.length), gap=True), *lines[index + 1 :]]
    return lines


@dataclass(frozen=True, slots=True)
class Dateline:
    """Places and day at the beginning of ``length`` characters of a line; ``problem`` where the day cannot be told."""

    places: tuple[str, ...]
    day: Day
    length: int


def dateline(text: str) -> Dateline | None:
    """Return the dateline that ``text`` begins with, if its places and its day stand as datelines write them."""
    day = find_day(text[:160])
    if day is None:
        return None
    after = _ENDS.match(text[day.end :])
    before = text[: day.start]
    behind = _PLACES_AFTER.match(text[day.end :]) if not before.strip(" (") and after is None else None
    if behind:
        named = _places(behind["places"] + ",")
        return Dateline(named, day, day.end + behind.end()) if named else None
    places = _places(before)
    if places is None or after is None:
        return None
    return Dateline(places, day, day.end + after.end())


def _places(before: str) -> tuple[str, ...] | None:
    """Return the places before a day; empty where none stand there, None where other words do."""
    weekday = weekday_in(before)
    before = before.replace(weekday, "").strip() if weekday else before.strip()
    if _label().match(before) or not before.strip(" ,،-–—/([:"):
        return ()
    open_end = re.sub(rf"[,،\s](?:{options('dates', 'before_day')})$", ",", before, flags=re.IGNORECASE)
    if open_end != before and any(len(word) > 3 and word[0].islower() for word in before.split()):
        return None  # «The mill must reopen on 3 March 2027» is a sentence
    before = open_end
    closed = before.endswith((",", "،", "-", "–", "—", "/", "(", "[", ":", "|")) or before.isupper()
    names = _with_states(tuple(name for name in _between().split(before.strip(" ,،-–—/([:|")) if name))
    if not closed or len(names) > 5 or not all(_may_be_place(name) for name in names):
        return None
    return names


def _with_states(names: tuple[str, ...]) -> tuple[str, ...]:
    """Join «Washington» and «D.C.», «Nairobi» and «Kenya», which are no second places."""
    joined: list[str] = []
    for name in names:
        of_country = country_code(name) and not city_zone(name) and joined and not country_code(joined[-1])
        of_state = _STATE.fullmatch(name) or of_country
        if joined and of_state:
            joined[-1] += f", {name}"
        else:
            joined.append(name)
    return tuple(joined)


def _may_be_place(name: str) -> bool:
    first = name.lstrip("('’")[:1]
    short = len(name.split()) <= 4 and len(name) <= 40
    return short and first.isalpha() and not first.islower() and not re.search(r"[\d.!?]", name.split(",", maxsplit=1)[0])


def _dated(found: Dateline, line: InputLine, front: Front, log: AuditLog) -> None:
    """Put a dateline into the kit."""
    front.date = found.day.day
    front.places = front.places or tuple(Localised(name, (), line.span) for name in found.places)
    log.place(line, "kit.yaml: " + ("date, places" if found.places else "date"))
