"""The embargo line → an instant, where day, time and zone can be told; otherwise a question with all that it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from presskit.formats.kit_yaml import quoted
from presskit.language.data import unpointed
from presskit.language.dates_in_text import MINUTES_A_DAY, Clock, clocks, day_of, find_day, find_day_and_month, weekday_in
from presskit.model.people import Localised
from presskit.model.question import LEAVE_OUT, Choice, Edit, EditKind
from presskit.model.release import City, Embargo
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.zones import Place, ZoneReading, city_zone, zone_of

__all__ = ["Known", "ask_about_embargo", "read_embargo", "stated_embargo"]

KIND = "embargo"
_WITHOUT = Choice(LEAVE_OUT, "the release goes out WITHOUT an embargo; say why")
_MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What the rest of the release says: its day, the places of its dateline, the embargo that was read before."""

    day: date | None = None
    places: tuple[str, ...] = ()
    embargo: Embargo | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    """All that an embargo line may mean; ``doubts`` says why it is more, or less, than one instant."""

    days: tuple[date, ...]
    minutes: tuple[int, ...]
    places: tuple[Place, ...]
    weekday: str
    doubts: tuple[str, ...] = ()
    others: tuple[tuple[Clock, ZoneReading], ...] = ()
    written: str = ""
    twelve: bool = False

    def instants(self) -> Iterator[Embargo]:
        """Yield every instant that the line may mean; an hour that clocks show twice yields both."""
        for day, minutes, (zone, city) in product(self.days, self.minutes, self.places):
            local = datetime.combine(day, time()) + timedelta(minutes=minutes)
            both = [local.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1)]
            shown = both[:1] if both[0].utcoffset() == both[1].utcoffset() else both
            named = Localised(city) if city else None
            weekday = self.weekday if minutes < MINUTES_A_DAY else ""
            yield from (Embargo(until, zone, weekday, city=named) for until in shown)


def read_embargo(line: InputLine, known: Known, log: AuditLog) -> Embargo | None:
    """Return the embargo of a line, and account for it; where the instant cannot be told for sure it is asked."""
    moment = _moment(line.whole, known)
    instants = _agreeing(moment)
    if known.embargo and known.embargo.until in [each.until for each in moment.instants()]:
        log.place(line, "kit.yaml: embargo, said again")
        return known.embargo
    if known.embargo:
        log.place(line, "questions.yaml: until when the embargo is")
        _ask(line, replace(moment, doubts=(*moment.doubts, f"before it stands {_shown(known.embargo)}")), known, log)
        return None
    if moment.doubts or len(instants) != 1:
        log.place(line, "questions.yaml: until when the embargo is")
        _ask(line, moment, known, log)
        return None
    embargo = replace(instants[0], span=line.span)
    log.place(line, f"kit.yaml: embargo, until {_shown(embargo)}")
    if moment.twelve:
        message = f"«{moment.written}» was read as {embargo.until:%H:%M} by the 24-hour clock"
        log.report(rules.EMBARGO_READ, line.span, message, "ask who wrote it")
    return embargo


def _shown(embargo: Embargo) -> str:
    return f"{embargo.until:%Y-%m-%d %H:%M} {embargo.zone}"


def stated_embargo(text: str) -> Embargo | None:
    """Return the embargo that a sentence says for sure; None where it does not."""
    moment = _moment(text, Known())
    instants = _agreeing(moment)
    return instants[0] if not moment.doubts and len(instants) == 1 else None


def ask_about_embargo(line: InputLine, known: Known, log: AuditLog, *, sure: bool = True) -> None:
    """Ask what a sentence of the text means that speaks of an embargo; the sentence stays where it is.

    ``sure``: it does speak of one. Otherwise it may only name a day and an hour.
    """
    moment = _moment(line.whole, known)
    if sure:
        _ask(line, moment, known, log)
        return
    question = (
        f"does «{line.whole}» hold the release back until then? It stands above the text, and no word of it says so for sure"
    )
    none = Choice("none", "no, it is the time of something else; put it by hand where it belongs, if it is not there")
    log.ask(KIND, line, question, (*_ready(moment), *_typed(moment, known), none))


def _moment(text: str, known: Known) -> _Moment:
    plain = unpointed(text)
    days, without_day, day_doubt = _days(plain, known)
    found = _distinct(clocks(without_day))
    readings = [_zone_beside(without_day, found, index) for index in range(len(found))] or [zone_of(without_day)]
    first, zone = (found[0] if found else None), readings[0]
    doubts = [
        *([day_doubt] if day_doubt else []),
        *([first.doubt] if first and first.doubt else [] if first else ["no time of day that can be read stands there"]),
        *([] if len(zone.places) == 1 else [_zone_doubt(zone)]),
    ]
    others = tuple(zip(found[1:], readings[1:], strict=True))
    return _Moment(
        days, first.minutes if first else (), zone.places, weekday_in(text), tuple(doubts), others,
        first.written if first else "", bool(first and first.twelve),
    )  # fmt: skip


def _zone_doubt(zone: ZoneReading) -> str:
    return f"«{zone.written}» may be the clock of several places" if zone.written else "no place says whose clock is meant"


def _distinct(found: Iterator[Clock]) -> list[Clock]:
    """Return the times of day without those that say again what the one before them says: «12 Uhr mittags»."""
    kept: list[Clock] = []
    for clock in found:
        if not kept or clock.minutes != kept[-1].minutes or clock.start - kept[-1].end > 2:
            kept.append(clock)
    return kept


def _zone_beside(text: str, found: Sequence[Clock], index: int) -> ZoneReading:
    """Return whose clock shows the time ``index``: what stands behind it, before the next time; of one time, anything."""
    clock = found[index]
    start = 0 if index == 0 else clock.start
    end = found[index + 1].start if index + 1 < len(found) else len(text)
    return zone_of(f"{text[start : clock.start]} ⏱ {text[clock.end : end]}")


def _days(plain: str, known: Known) -> tuple[tuple[date, ...], str, str]:
    """Return the days that may be meant, the text without them, and what is doubtful about them."""
    found = find_day(plain)
    if found:
        without = plain[: found.start] + " , " + plain[found.end :]
        return (found.day,) if found.day else found.either, without, found.problem
    short = find_day_and_month(plain)
    if short is None:
        return (known.day,) if known.day else (), plain, "no day with its year stands there"
    day, month, start, end = short
    years = [known.day.year, known.day.year + 1] if known.day else []
    days = [made for year in years if (made := day_of(year, month, day))]
    near = [each for each in days if known.day and abs((each - known.day).days) < 180]
    return tuple(near), plain[:start] + " , " + plain[end:], f"«{plain[start:end].strip()}» has no year"


def _agreeing(moment: _Moment) -> list[Embargo]:
    """Return the instants that all times in the line agree with; further places of a certain zone are its cities."""
    kept = []
    for embargo in moment.instants():
        cities = [_same(embargo, clock, readings) for clock, readings in moment.others]
        if all(cities):
            kept.append(replace(embargo, cities=tuple(city for city in cities if city and city.zone != embargo.zone)))
    return kept


def _same(embargo: Embargo, clock: Clock, readings: ZoneReading) -> City | None:
    """Return the place whose clock shows the embargo's instant as ``clock`` says; None where none of them does."""
    for zone, city in readings.places:
        there = embargo.until.astimezone(ZoneInfo(zone))
        if there.hour * 60 + there.minute in {minutes % MINUTES_A_DAY for minutes in clock.minutes}:
            return City(Localised(city or readings.written), zone)
    return None


def _ask(line: InputLine, moment: _Moment, known: Known, log: AuditLog) -> None:
    reasons = moment.doubts or ("the times do not agree with each other",)
    question = f"until when is the embargo? «{line.whole}»: {'; '.join(reasons)}"
    log.ask(KIND, line, question, (*_ready(moment), *_typed(moment, known), _WITHOUT))


def _ready(moment: _Moment) -> Iterator[Choice]:
    """Yield the instants that the line may mean."""
    instants = list(moment.instants())[:_MOST_CHOICES]
    places = len({each.zone for each in instants}) > 1
    times = len({(each.until.replace(tzinfo=None), each.until.fold) for each in instants}) > 1
    for embargo in instants:
        key = _key(embargo, place=places or not times, moment=times)
        name = embargo.city.default if embargo.city else embargo.zone
        label = f"{embargo.until:%Y-%m-%d %H:%M} by the clock of {name}"
        yield Choice(key, label, f"that is {embargo.until.astimezone(ZoneInfo('UTC')):%Y-%m-%d %H:%M} UTC", _edits(embargo))


def _key(embargo: Embargo, *, place: bool, moment: bool) -> str:
    parts = [embargo.zone.rpartition("/")[2].lower().replace("_", "-").replace("+", "-plus-")] if place else []
    if moment:
        fold = f"{embargo.until:%z}".replace("+", "-plus-") if embargo.until.fold else ""
        parts.append(f"{embargo.until:%Y-%m-%d-%H%M}{fold}")
    return re.sub("-+", "-", "-".join(parts)).strip("-")


def _edits(embargo: Embargo) -> tuple[Edit, ...]:
    """Return what puts an embargo into kit.yaml; a release line beside it goes."""
    until = embargo.until
    both = {until.replace(fold=fold).utcoffset() for fold in (0, 1)}
    offset = f"{until:%z}" if len(both) > 1 else ""
    return _set(f'"{until:%Y-%m-%d %H:%M}{offset}"', embargo.zone, embargo.city, embargo.weekday)


def _set(until: str, zone: str, city: Localised | None = None, weekday: str = "") -> tuple[Edit, ...]:
    lines = ["embargo:", f"  until: {until}", f"  zone: {zone}"]
    lines += [f"  city: {quoted(city.default)}"] if city else []
    lines += [f"  weekday: {quoted(weekday)}"] if weekday else []
    return (Edit("kit.yaml", EditKind.SET, "release"), Edit("kit.yaml", EditKind.SET, KIND, "\n".join(lines) + "\n"))


def _typed(moment: _Moment, known: Known) -> Iterator[Choice]:
    """Yield choices in which the part that the line does not say is typed."""
    sure = len(moment.days) == len(moment.minutes) == 1
    if sure and not (len(moment.places) == 1 and moment.doubts):
        local = datetime.combine(moment.days[0], time()) + timedelta(minutes=moment.minutes[0])
        until = f'"{local:%Y-%m-%d %H:%M}"'
        if not moment.places:
            for zone, city in _near(known):
                name = city or zone.rpartition("/")[2].replace("_", " ")
                key = zone.rpartition("/")[2].lower().replace("_", "-")
                edits = _set(until, zone, Localised(city) if city else None, moment.weekday)
                yield Choice(key, f"{local:%Y-%m-%d %H:%M} by the clock of {name}", "the dateline names it", edits)
            yield Choice("utc", f"{local:%Y-%m-%d %H:%M} UTC (GMT)", "", _set(until, "UTC", None, moment.weekday))
        edits = _set(until, "{value}", None, moment.weekday)
        yield Choice("zone", "another place's clock", "", edits, "the zone, such as Europe/Brussels")
        return
    asks = "day and time by its clock, 2026-12-15 14:00"
    for zone, city in dict.fromkeys((*moment.places[:4], *_near(known), ("UTC", ""))):
        name = city or zone.rpartition("/")[2].replace("_", " ")
        key = "until-" + zone.rpartition("/")[2].lower().replace("_", "-")
        yield Choice(
            key, f"a day and time by the clock of {name}", "", _set("{value}", zone, Localised(city) if city else None), asks
        )


def _near(known: Known) -> tuple[Place, ...]:
    """Return the zones of the places of the dateline."""
    return tuple(dict.fromkeys(place for name in known.places if (place := city_zone(name))))
