"""The facts of a release in the words of one language: dateline, embargo lines, counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from presskit.bidi import inserted
from presskit.language import dates
from presskit.language.alphabet import direction
from presskit.language.numbers import counted, in_digits, spelled
from presskit.language.phrases import Phrases, listed
from presskit.language.tags import primary
from presskit.model.people import Localised, SignatoryKind
from presskit.model.release import City, Embargo, Kit, Release

__all__ = ["Facts", "counts", "dateline", "digits_of", "embargo_lines", "gather", "until", "variables"]


@dataclass(frozen=True, slots=True)
class Facts:
    """A kit seen from one language: what the parts of an edition are made from."""

    kit: Kit
    language: str
    phrases: Phrases
    digits: str

    @property
    def release(self) -> Release:
        """The facts of kit.yaml."""
        return self.kit.release

    def said(self, text: Localised | None) -> str:
        """Return a text in this language, empty where there is none."""
        return text.in_language(self.language) if text else ""

    def put(self, text: str) -> str:
        """Return a text as it stands in a phrase or a line of this language, where nothing around it may move it."""
        return inserted(text, direction(self.language))


def digits_of(release: Release, language: str) -> str:
    """Return the numbering system that the kit asks for, Western digits otherwise."""
    asked = dict(release.digits)
    return asked.get(language) or asked.get(primary(language)) or "latn"


def gather(kit: Kit, language: str, phrases: Phrases) -> Facts:
    """Return the kit as ``language`` sees it."""
    return Facts(kit, language, phrases, digits_of(kit.release, language))


def _places(facts: Facts) -> str:
    return listed([facts.put(facts.said(place)) for place in facts.release.places], facts.language)


def _day(facts: Facts) -> str:
    when = facts.release.date
    return dates.day(when, facts.language, facts.digits) if when else ""


def dateline(facts: Facts) -> tuple[str, str, str]:
    """Return the places, the day, and the line that holds both, or the one that there is."""
    places, day = _places(facts), _day(facts)
    if not places or not day:
        return places, day, places or day
    return places, day, facts.phrases("dateline", places=facts.put(places), date=facts.put(day))


def _called(name: Localised | None, zone: str, language: str) -> str:
    """Return what the kit calls a city in ``language``; empty where that is for the language to say.

    A kit that names Beirut, for Asia/Beirut, in other languages alone means the city that this one calls بيروت.
    """
    if name is None:
        return ""
    own = dict(name.by_language)
    if language in own or primary(language) in own:
        return name.in_language(language)
    zones_own = {dates.city(zone, tag) for tag in ("en", *own)}
    return "" if zones_own & {name.default, *own.values()} else name.default


def _elsewhere(facts: Facts, embargo: Embargo, city: City) -> str:
    """Return the clock of another city, with its day where that is not the embargo's own."""
    name = _called(city.name, city.zone, facts.language)
    there, here = (embargo.until.astimezone(ZoneInfo(zone)).date() for zone in (city.zone, embargo.zone))
    if there == here:
        return dates.clock(embargo.until, city.zone, facts.language, name, facts.digits)
    return dates.instant(embargo.until, city.zone, facts.language, facts.digits, name)


def embargo_lines(facts: Facts) -> tuple[str, ...]:
    """Return the lines that say until when nothing may be published; none for immediate release."""
    embargo = facts.release.embargo
    if embargo is None:
        return ()
    lines = [facts.phrases("embargo_until", when=facts.put(until(embargo, facts.language, facts.digits)))]
    clocks = [facts.put(_elsewhere(facts, embargo, city)) for city in embargo.cities]
    if clocks:
        lines.append(facts.phrases("embargo_elsewhere", clocks=" · ".join(clocks)))
    return tuple(lines)


def until(embargo: Embargo, language: str, digits: str = "latn") -> str:
    """Return the instant of an embargo in words, by the clock of its city."""
    city = _called(embargo.city, embargo.zone, language)
    return dates.instant(embargo.until, embargo.zone, language, digits, city)


def counts(facts: Facts) -> Mapping[str, int]:
    """Return what the variables that count stand for; withdrawn signatories are not counted."""
    roster = facts.kit.roster
    signing = roster.signing()
    persons = sum(signatory.kind is SignatoryKind.PERSON for signatory in signing)
    return {
        "signatory_count": len(signing),
        "signatory_count_words": len(signing),
        "organisation_count": len(signing) - persons,
        "person_count": persons,
        "coalition_count": sum(any(s.signs for s in coalition.signatories) for coalition in roster.coalitions),
    }


def variables(facts: Facts) -> Mapping[str, Callable[[], str | None]]:
    """Return what works out what ``{{ name }}`` stands for; None where the kit or the language cannot say: nobody counts none.

    A release uses few of them, and number words cost an import.
    """
    release, numbers = facts.release, counts(facts)

    def count(value: int) -> Callable[[], str | None]:
        return lambda: counted(value, facts.language, facts.digits) if value else None

    return {
        **{name: count(value) for name, value in numbers.items()},
        "signatory_count_words": lambda: spelled(total, facts.language) if (total := numbers["signatory_count"]) else None,
        "date": lambda: _day(facts) or None,
        "places": lambda: _places(facts) or None,
        "embargo": lambda: until(release.embargo, facts.language, facts.digits) if release.embargo else None,
        "version": lambda: in_digits(str(release.version), facts.digits),
        "release_id": lambda: release.id,
    }
