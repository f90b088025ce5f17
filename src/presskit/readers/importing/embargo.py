"""The embargo line → an instant, where day, time and zone are certain; otherwise a question with all that it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from presskit.formats.kit_yaml import quoted
from presskit.language.clocks_in_text import MINUTES_A_DAY, Clock, clocks
from presskit.language.data import unpointed
from presskit.language.dates_in_text import day_of, find_day, find_day_and_month, weekday_in
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
    """Return the embargo of a line, and place the line; where its instant is uncertain, ask and return None."""
    moment = _settled(_moment(line.whole, known), known)
    instants = _agreeing(moment)
    if known.embargo and known.embargo.until in [each.until for each in moment.instants()]:
        log.place(line, "kit.yaml: embargo, said again")
        return known.embargo
    if known.embargo:
        moment = replace(moment, doubts=(*moment.doubts, f"before it stands {_shown(known.embargo)}"))
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
    """Return the embargo that a sentence states beyond doubt; None where it does not."""
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
    times = _distinct(clocks(without_day))
    readings = [_zone_beside(without_day, times, index) for index in range(len(times))] or [zone_of(without_day)]
    first, zone = (times[0] if times else None), readings[0]
    several = f"«{zone.written}» may be the clock of several places" if zone.written else "no place says whose clock is meant"
    doubts = (
        day_doubt,
        first.doubt if first else "no time of day that can be read stands there",
        several if len(zone.places) != 1 else "",
    )
    return _Moment(
        days, first.minutes if first else (), zone.places, weekday_in(text), tuple(filter(None, doubts)),
        tuple(zip(times[1:], readings[1:], strict=True)), first.written if first else "", bool(first and first.twelve),
    )  # fmt: skip


def _settled(moment: _Moment, known: Known) -> _Moment:
    """Return a moment with the one of its places that the dateline names, where the clocks of all show the same instant."""
    here = [place for place in moment.places if place[0] in {zone for zone, _ in _near(known)}]
    instants = {embargo.until.timestamp() for embargo in moment.instants()}
    if len(moment.places) < 2 or len(here) != 1 or len(moment.doubts) != 1 or len(instants) != 1:
        return moment
    return replace(moment, places=(here[0],), doubts=())


def _distinct(times: Iterator[Clock]) -> list[Clock]:
    """Return the times of day without those that say again what the one before them says: «12 Uhr mittags»."""
    distinct: list[Clock] = []
    for clock in times:
        if not distinct or clock.minutes != distinct[-1].minutes or clock.start - distinct[-1].end > 2:
            distinct.append(clock)
    return distinct


def _zone_beside(text: str, times: Sequence[Clock], index: int) -> ZoneReading:
    """Return whose clock shows the time ``index``: the text up to the next time says it; for the first, that before it too."""
    clock = times[index]
    end = times[index + 1].start if index + 1 < len(times) else len(text)
    return zone_of(f"{'' if index else text[: clock.start]} ⏱ {text[clock.end : end]}")


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
    days = (each for year in years if (each := day_of(year, month, day)))
    near = tuple(each for each in days if known.day and abs((each - known.day).days) < 180)
    return near, plain[:start] + " , " + plain[end:], f"«{plain[start:end].strip()}» has no year"


def _agreeing(moment: _Moment) -> list[Embargo]:
    """Return the instants that all times in the line agree with; further places of a certain zone are its cities."""
    read = ((embargo, [_same(embargo, *other) for other in moment.others]) for embargo in moment.instants())
    return [
        replace(embargo, cities=tuple(city for city in cities if city and city.zone != embargo.zone))
        for embargo, cities in read if all(cities)
    ]  # fmt: skip


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
        until, city = embargo.until, embargo.city.default if embargo.city else ""
        zone = _slug(embargo.zone) if places or not times else ""
        key = f"{zone}-{until:%Y-%m-%d-%H%M}{f'{until:%z}' if until.fold else ''}" if times else zone
        key = re.sub("-+", "-", key.replace("+", "-plus-")).strip("-")
        label = f"{until:%Y-%m-%d %H:%M} by the clock of {city or embargo.zone}"
        both = {until.replace(fold=fold).utcoffset() for fold in (0, 1)}
        written = f"{until:%Y-%m-%d %H:%M%z}" if len(both) > 1 else f"{until:%Y-%m-%d %H:%M}"
        edits = _set(f'"{written}"', embargo.zone, city, embargo.weekday)
        yield Choice(key, label, f"that is {until.astimezone(ZoneInfo('UTC')):%Y-%m-%d %H:%M} UTC", edits)


def _name(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _slug(zone: str) -> str:
    return _name(zone).lower().replace(" ", "-")


def _set(until: str, zone: str, city: str = "", weekday: str = "") -> tuple[Edit, ...]:
    """Return what puts an embargo into kit.yaml; a release line beside it goes."""
    city_line = f"  city: {quoted(city)}\n" if city else ""
    weekday_line = f"  weekday: {quoted(weekday)}\n" if weekday else ""
    embargo = f"embargo:\n  until: {until}\n  zone: {zone}\n{city_line}{weekday_line}"
    return (Edit("kit.yaml", EditKind.SET, "release"), Edit("kit.yaml", EditKind.SET, KIND, embargo))


def _typed(moment: _Moment, known: Known) -> Iterator[Choice]:
    """Yield choices in which the part that the line does not say is typed."""
    sure = len(moment.days) == len(moment.minutes) == 1
    if sure and not (len(moment.places) == 1 and moment.doubts):
        local = datetime.combine(moment.days[0], time()) + timedelta(minutes=moment.minutes[0])
        until = f'"{local:%Y-%m-%d %H:%M}"'
        if not moment.places:
            for zone, city in _near(known):
                label = f"{local:%Y-%m-%d %H:%M} by the clock of {city or _name(zone)}"
                yield Choice(_slug(zone), label, "the dateline names it", _set(until, zone, city, moment.weekday))
            yield Choice("utc", f"{local:%Y-%m-%d %H:%M} UTC (GMT)", "", _set(until, "UTC", "", moment.weekday))
        edits = _set(until, "{value}", "", moment.weekday)
        yield Choice("zone", "another place's clock", "", edits, "the zone, such as Europe/Brussels")
        return
    asks = "day and time by its clock, 2026-12-15 14:00"
    for zone, city in dict.fromkeys((*moment.places[:4], *_near(known), ("UTC", ""))):
        label = f"a day and time by the clock of {city or _name(zone)}"
        yield Choice(f"until-{_slug(zone)}", label, "", _set("{value}", zone, city), asks)


def _near(known: Known) -> tuple[Place, ...]:
    """Return the zones of the places of the dateline."""
    return tuple(dict.fromkeys(place for name in known.places if (place := city_zone(name))))
