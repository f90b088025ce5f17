"""What stands above and at the beginning of the text: release line, title, subtitle, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from presskit.formats.kit_yaml import quoted
from presskit.language.data import fold, languages
from presskit.language.dates_in_text import find_day, find_day_and_month
from presskit.language.tags import primary
from presskit.language.unread import language_of
from presskit.model.document import Paragraph, Text, plain_text
from presskit.model.people import Localised
from presskit.model.question import Choice, Edit, EditKind
from presskit.model.release import Embargo, ReleaseKind
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog, replace_edit
from presskit.readers.importing.datelines import (
    Dateline,
    dateline,
    day_in,
    labelled_day,
    place_alone,
    place_line,
    without_remark,
)
from presskit.readers.importing.facts import Candidate, best, rivals
from presskit.readers.importing.headings import Kind, listed, release_kind
from presskit.readers.importing.lines import InputLine, dropped, joined
from presskit.readers.importing.sections import Parts
from presskit.readers.importing.statement import without_breaks
from presskit.readers.importing.title_tags import TAG, without_tag
from presskit.readers.importing.titles import LONGEST_TITLE, STOPS, Top, is_greeting, labelled, read_top

__all__ = ["Front", "read_front"]

_NEAR_TOP = 12
_LONGEST_DATELINE = 120
_MOST_CHOICES = 6
_MOST_TITLES = 4
_ABOVE, _BELOW = 3, 3
_STOPPED = re.compile(r"[!?…]$|[^\W\d_]{3}\.$|^(?:\S+\s+){7,}\S*\d\.$")  # a sentence; «4 maja 2027 r.» is none
_NAMED = "no line of its own dates the text"
_SURE, _DOUBTFUL = 10, 0
_MARKUP = re.compile(r"[\\`*_\[\]<>{}~#]")


@dataclass(slots=True)
class Front:
    """What the beginning of a release says. ``rest`` are the lines of its text, ``dates`` all that may date it.

    ``addressed`` are the lines of ``rest`` that say to whom a letter goes.
    """

    title: Paragraph | None = None
    subtitle: Paragraph | None = None
    kind: ReleaseKind | None = None
    immediate: InputLine | None = None
    embargo: Embargo | None = None
    embargoed: bool = False
    date: date | None = None
    places: tuple[Localised, ...] = ()
    rest: list[InputLine] = field(default_factory=list)
    dates: list[Candidate[Dateline]] = field(default_factory=list)
    addressed: tuple[InputLine, ...] = ()


def read_front(parts: Parts, name: str, log: AuditLog) -> Front:
    """Return what the beginning of a release says; ``name`` is the file of the kit that its text goes to."""
    front = Front()
    for kind, line in parts.front:
        if kind is Kind.KIND:
            front.kind = release_kind(line.whole)
            log.place(line, f"kit.yaml: kind: {front.kind}")
        elif kind is Kind.IMMEDIATE:
            front.immediate = line
            log.place(line, "kit.yaml: release: immediate")
            _date_of(line, front)
    lines = _without_datelines(parts.body, front, log)
    if lines:
        kinds = [line for kind, line in parts.front if kind is Kind.KIND]
        lines = _titled(lines, kinds, name, front, log)
    front.rest = _without_end(_text_begins(lines, front), parts, front)
    if not any(each.value.day for each in front.dates):
        top = [line for line in parts.body[:_ABOVE] if not (front.title and line.span == front.title.span)]
        front.dates += _named_days([*dict.fromkeys([*top, *front.rest])], parts)
    _decide(front, parts, log)
    return front


def _date_of(line: InputLine, front: Front) -> None:
    """Keep the day behind an announcement: «For immediate release: 3 March 2027»."""
    day = find_day(line.whole)
    if day:
        front.dates.append(Candidate(Dateline((), day, 0), (line,), _SURE, "the release line names it"))


def _without_datelines(body: Sequence[InputLine], front: Front, log: AuditLog) -> list[InputLine]:
    """Return the lines without those near the top that are nothing but a dateline, a day with the kind, or a place."""
    rest = []
    above = next((n for n, line in enumerate(body) if len(line.words) > LONGEST_TITLE), len(body))
    for index, line in enumerate(body):
        near = index <= above and index < _NEAR_TOP and len(line.words) < _LONGEST_DATELINE and line.style in {"", "row"}
        found = (whole_dateline(line) or labelled_day(line.words) or _remarked(line)) if near else None
        place = labelled(line.whole, "place_labels") if near else ""
        beside = _beside_day(body, index) if near and index and not found and not place else None
        if found:
            front.dates.append(Candidate(found, (line,), _score(found), "a line above the text"))
        elif beside:
            front.dates.append(Candidate(beside, (line,), _score(beside), "it stands beside the day"))
        elif place and not line.mark:
            front.dates.append(Candidate(Dateline((place,), None, 0), (line,), _SURE, "it is labelled so"))
        elif not (near and _is_dated_head(line, front, log)):
            rest.append(line)
    return rest


def _beside_day(body: Sequence[InputLine], index: int) -> Dateline | None:
    """Return the place that a line above or below a day alone names, without a blank line between them."""
    line = body[index]
    near = [each for each in body[index + 1 : index + 2] if not each.gap] + ([] if line.gap else [body[index - 1]])
    days = [found for each in near if (found := whole_dateline(each)) and found.day and not found.places]
    closes = listed("closings").fullmatch(fold(line.words).strip(" ,.!"))
    return place_line(line.words) if days and not line.alone and not closes else None


def whole_dateline(line: InputLine) -> Dateline | None:
    """Return the dateline that a line is; a day such as «3. März 2027» is no entry of a list, and wide spaces part a place."""
    text = line.whole if line.mark and line.mark.number else " ".join(re.sub(r"\s{3,}|\t", ", ", line.raw.strip()).split())
    found = dateline(text) if len(text) < _LONGEST_DATELINE and not (line.mark and line.mark.number is None) else None
    return found if found and found.length >= len(text) and (not line.mark or (found.day and found.day.day)) else None


def _remarked(line: InputLine) -> Dateline | None:
    """Return the dateline that a line is without the bracket at its end; with another day in it, it is not sure."""
    bare = without_remark(line.words)
    found = dateline(bare) if bare != line.words else None
    if not found or found.length < len(bare) or not found.day or not found.day.day:
        return None
    inside = line.words[len(bare) :]
    return replace(found, length=len(line.words), sure=not (find_day(inside) or find_day_and_month(inside)))


def _score(found: Dateline) -> int:
    return _SURE if found.sure and (found.day is None or found.day.day) else _DOUBTFUL


def _is_dated_head(line: InputLine, front: Front, log: AuditLog) -> bool:
    """Return whether a line is like «March 3, 2027 | Press release», the day and the kind, which then go into the kit."""
    parts = [part.strip() for part in re.split(r"(?:(?<!\s)\s+)?[|·•]\s*|(?<!\s)\s+[-–—]\s+", line.words) if part.strip()]
    days = [found for part in parts if (found := dateline(part)) and found.length >= len(part) and found.day and found.day.day]
    kinds = [kind for part in parts if (kind := release_kind(part))]
    places = [place for part in parts if not (dateline(part) or release_kind(part)) and (place := place_line(part))]
    if len(days) == 1 and kinds and places and len(days) + len(kinds) + len(places) == len(parts):
        days = [replace(days[0], places=days[0].places + places[0].places)]
    elif len(parts) < 2 or len(days) != 1 or not kinds or len(days) + len(kinds) != len(parts):
        day = find_day(line.words)
        before = re.sub(r"(?<![\s,(])[\s,(]++\w{0,3}+[\s,(]*+$", "", f"{line.words[: day.start]} ") if day and day.day else ""
        kind = release_kind(before) if day and not re.search(r"\w", line.words[day.end :]) else None
        if not day or not kind:
            return False
        days, kinds = [Dateline((), day, 0)], [kind]
    if not front.kind:
        front.kind = kinds[0]
        log.place(line, f"kit.yaml: kind: {front.kind}")
    front.dates.append(Candidate(days[0], (line,), _SURE, "a line above the text"))
    return True


def _titled(
    lines: list[InputLine], kinds: Sequence[InputLine], name: str, front: Front, log: AuditLog
) -> list[InputLine]:
    """Return the lines without the title and the subtitle, which go into the kit."""
    top = read_top(lines, kinds, read=_is_read(lines, name))
    first = top.title[0]
    content = (Text(first.whole, first.span),) if first.mark else without_breaks(joined(top.title, 0).content)
    if top.label:
        content = dropped(content, first.words.index(top.label))
    elif (kind := release_kind(first.words.partition(":")[0])) is ReleaseKind.PRESS_RELEASE and ": " in first.words:
        front.kind = front.kind or kind
        content = dropped(content, first.words.index(":") + 1)
    elif tag := TAG.match(first.words):
        content = without_tag(tag.end(), content, top, name, log)
    front.title = Paragraph(content, "title", first.span)
    front.kind = front.kind or _kind_in(plain_text(content))
    for line in top.title:
        log.place(line, f"{name}: title")
    for line in top.left_out:
        log.place(line, "left out: the letterhead")
    if top.left_out:
        shown = "», «".join(line.words[:60] for line in top.left_out)
        message = f"«{shown}» stands above the title and was taken for a letterhead; it is left out"
        log.report(rules.FURNITURE, top.left_out[0].span, message, "put it into the text if it belongs there")
    rest = [*top.rest]
    front.addressed = top.addressed
    if not (TAG.match(first.words) and not plain_text(content).startswith("[")):
        _ask_about_title(top, rest, name, log)
    at = lines.index(top.title[-1]) + 1
    below = next((n for n, line in enumerate(rest) if line in lines[at : at + 1]), len(rest))
    if rest[below:] and _is_subtitle(rest[below:]):
        _subtitled(rest.pop(below), name, front, log)
    return rest


def _is_read(lines: Sequence[InputLine], name: str) -> bool:
    """Return whether there is a file of words for the language that a text was given, and for that which its words tell."""
    told = language_of(" ".join(line.words for line in lines))
    return {primary(name.split(".")[1]), told or "en"} <= set(languages())


def _subtitled(line: InputLine, name: str, front: Front, log: AuditLog) -> None:
    front.subtitle = Paragraph(without_breaks(line.content), "subtitle", line.span)
    log.place(line, f"{name}: subtitle")
    if line.style != "subtitle":
        message = f"«{line.words}» was taken for the subtitle"
        log.report(rules.UNSURE, line.span, message, "move it if it belongs to the title or is a heading")


def _kind_in(title: str) -> ReleaseKind | None:
    """Return the kind that a title begins with: «Open letter to …»."""
    words = title.split()
    beginnings = (" ".join(words[:count]) for count in range(min(4, len(words) - 1), 1, -1))
    return next((kind for each in beginnings if (kind := release_kind(each))), None)


def _ask_about_title(top: Top, rest: Sequence[InputLine], name: str, log: AuditLog) -> None:
    """Ask where another line may be the title, or where what was taken for it reads like a text."""
    first = top.title[0]
    words = " ".join(line.words for line in top.title)
    sentences = re.split(r"(?<=[.!?؟…])\s+(?=\S)", words)
    prose = first.style != "title" and (len(words) > LONGEST_TITLE or (len(sentences) > 1 and words.endswith(".")))
    if top.sure and not (prose or top.rivals or is_greeting(words)):
        return
    others = [each.value for each in top.rivals]
    if not others:
        below = (line for line in rest[:3] if len(line.words) <= LONGEST_TITLE and not line.words.endswith(STOPS))
        others = [line.words for line in below]
    choices = [Choice("first", f"it is «{words[:80]}», as it stands")]
    for number, other in enumerate(others[:_MOST_TITLES], 1):
        if not _MARKUP.search(other):  # Markdown writes these words as they stand
            edits = tuple(_swapped(name, words, other))
            choices.append(Choice(f"other{number}", f"the title is «{other}»; the other is a paragraph", "", edits))
    typed = (replace_edit(name, f"title: {quoted(words)}\n", 'title: "{value}"\n'),)
    choices.append(Choice("title", "another one, in place of these words", "", typed, "the title"))
    other_line = "Another line above the text may be it" if top.rivals else "No line above the text looks like one"
    why = "It reads like a paragraph" if prose else other_line
    log.ask("title", first, f"is «{words[:80]}» the title? {why}", choices)


def _swapped(name: str, title: str, other: str) -> Iterator[Edit]:
    """Yield the edits by which a paragraph becomes the title, and the title the paragraph."""
    yield replace_edit(name, f"title: {quoted(title)}\n", "title: ⟦title⟧\n")
    yield replace_edit(name, f"{other} {{#", f"{title} {{#")
    yield replace_edit(name, "title: ⟦title⟧\n", f"title: {quoted(other)}\n")


def _is_subtitle(rest: Sequence[InputLine]) -> bool:
    """Return whether the first line is a subtitle: short, without a stop, and a text begins after it."""
    line = rest[0]
    if line.style == "subtitle":
        return True
    if line.mark or line.style or len(line.words) > LONGEST_TITLE or line.words.endswith(STOPS) or len(rest) < 2:
        return False
    after = rest[1]
    apart = after.gap or after.alone or dateline(after.words) is not None
    return apart and not after.mark and len(after.words) > len(line.words) and not find_day(line.words)


def _text_begins(lines: list[InputLine], front: Front) -> list[InputLine]:
    """Return the lines without the dateline at the beginning of the text."""
    for index, line in enumerate(lines[:4]):
        text = line.whole if line.mark and line.mark.number else line.words
        found = dateline(text) or place_alone(text) if line.style in {"", "row"} else None
        if not found or found.length >= len(text) or (line.mark and not (found.day and found.day.day)):
            continue
        front.dates.append(Candidate(found, (line,), _score(found), "the text begins with it"))
        if _score(found) == _SURE or found.day:
            rest = line.after(found.length - len(text) + len(line.words))
            lines = [*lines[:index], replace(rest, gap=True, mark=None), *lines[index + 1 :]]
        return lines
    return lines


def _without_end(lines: list[InputLine], parts: Parts, front: Front) -> list[InputLine]:
    """Return the lines without a dateline that ends a letter, below its last paragraph or around its signatories."""
    for lines_ in (lines, *(each.lines for each in parts.signed), parts.after, parts.contacts):
        found = [(line, each) for line in lines_[:1] + lines_[-2:] if (each := whole_dateline(line)) and _is_full(each)]
        lone = len({line.span for line, _ in found}) == 1 and not (lines_ is lines and len(lines) < 2)
        if lone:
            line, end = found[0]
            front.dates.append(Candidate(end, (line,), _score(end), "it stands below the text"))
            lines_.remove(line)
    return lines


def _named_days(lines: Sequence[InputLine], parts: Parts) -> Iterator[Candidate[Dateline]]:
    """Yield the days that short lines above and below the text name among other words, where nothing else dates it."""
    signed = [line for each in parts.signed for line in each.lines[-_BELOW:]]
    around = [*lines[:_ABOVE], *lines[max(_ABOVE, len(lines) - _BELOW) :], *signed, *parts.after[:_BELOW]]
    for line in around:
        short = len(line.words) < _LONGEST_DATELINE and not line.mark and not _STOPPED.search(line.words)
        found = (whole_dateline(line) or day_in(line.words)) if short else None
        if found and found.day:
            yield Candidate(replace(found, sure=False), (line,), _DOUBTFUL, _NAMED)
    timed = [(line, find_day(line.words)) for line in lines[:_ABOVE] if len(line.words) < _LONGEST_DATELINE]
    for line, day in timed:  # «Published on 3 March 2027 at 06:00»
        labelled_or_told = ":" in line.words[: day.start] or whole_dateline(line) or day_in(line.words) if day else True
        if day and day.day and not (labelled_or_told or _STOPPED.search(line.words)):
            yield Candidate(Dateline((), day, len(line.words), sure=False), (line,), _DOUBTFUL, _NAMED)


def _is_full(found: Dateline) -> bool:
    return bool(found.day and (found.day.day or found.day.either))


def _decide(front: Front, parts: Parts, log: AuditLog) -> None:
    """Put day and places into ``front`` where they are clear, and ask about them where they are not."""
    front.dates = [_with_year(each, parts) for each in front.dates]
    dated = [each for each in front.dates if each.value.day]
    day = best(dated)
    if day and day.value.day:
        others = rivals(dated, day, margin=_SURE - 1, value=_day_of)
        if day.score == _SURE and not others:
            front.date = day.value.day.day
        else:
            _ask_about_day(dated, log)
    placed = [each for each in front.dates if each.value.places and each.evidence != _NAMED]
    place = best(placed)
    if place and place.score == _DOUBTFUL and place.value.day is None:
        _ask_about_place(placed, log)
    elif place and (len(rivals(placed, place, margin=_SURE - 1, value=_places_of)) == 0):
        front.places = tuple(Localised(name, (), place.line.span) for name in place.value.places)
    elif place:
        _ask_about_place(placed, log)
    asked = front.date is None
    for each in front.dates:
        what = "date, places" if each.value.day and each.value.places else "date" if each.value.day else "places"
        log.place(each.line, f"questions.yaml: the {what} of the release" if asked else f"kit.yaml: {what}")


def _with_year(each: Candidate[Dateline], parts: Parts) -> Candidate[Dateline]:
    """Return a candidate whose day lacks its year with the year that the lines about the release give it."""
    short = find_day_and_month(each.line.whole) if each.value.day and not each.value.day.day else None
    others = [find_day(line.whole) for _, line in parts.front] if short else []
    days = {day.day for day in others if day and day.day and short and (day.day.day, day.day.month) == short[:2]}
    if len(days) != 1 or not each.value.day:
        return each
    return replace(each, value=replace(each.value, day=replace(each.value.day, day=days.pop())), score=_SURE)


def _day_of(found: Dateline) -> object:
    return found.day and (found.day.day or found.day.problem)


def _places_of(found: Dateline) -> object:
    return tuple(place.casefold() for place in found.places)


def _ask_about_day(dated: Sequence[Candidate[Dateline]], log: AuditLog) -> None:
    """Ask which day the release is of: the days that its lines name, or one that is typed."""
    first = dated[0]
    days = dict.fromkeys(day for each in dated for day in _possible(each.value))
    places = ", ".join(map(quoted, first.value.places))
    place_edits = (Edit("kit.yaml", EditKind.SET, "places", f"places: [{places}]\n"),) if places else ()
    choices = [
        Choice(f"d{day}", f"it is {day:%d %B %Y}", "", (Edit("kit.yaml", EditKind.SET, "date", f"date: {day}\n"), *place_edits))
        for day in [*days][:_MOST_CHOICES]
    ]
    typed = (Edit("kit.yaml", EditKind.SET, "date", "date: {value}\n"), *place_edits)
    choices.append(Choice("date", "another day", "", typed, "year-month-day, 2016-12-15"))
    problem = first.value.day.problem if first.value.day else ""
    why = problem or " and ".join(f"«{each.line.words[:40]}» ({each.evidence})" for each in dated[:3])
    log.ask("date", first.line, f"which day is the release of? {why}", choices)


def _possible(found: Dateline) -> Iterable[date]:
    return (found.day.day,) if found.day and found.day.day else found.day.either if found.day else ()


def _ask_about_place(placed: Sequence[Candidate[Dateline]], log: AuditLog) -> None:
    """Ask where the release is from: the places that its lines name."""
    choices = []
    for number, each in enumerate(placed[:_MOST_CHOICES], 1):
        places = ", ".join(map(quoted, each.value.places))
        edits = (Edit("kit.yaml", EditKind.SET, "places", f"places: [{places}]\n"),)
        choices.append(Choice(f"place{number}", f"it is from {', '.join(each.value.places)}", each.evidence, edits))
    choices.append(Choice("none", "it names no place: the words belong to the text"))
    named = ", ".join(dict.fromkeys(place for each in placed for place in each.value.places))
    log.ask("place", placed[0].line, f"where is the release from? «{named}»", choices)
