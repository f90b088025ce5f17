"""The facts of a release and the people in it, in the words of one language.

Dateline, embargo lines and counts; signatories in order and numbered; contacts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from presskit.bidi import inserted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.language import dates
from presskit.language.alphabet import direction, sort_key
from presskit.language.numbers import counted, spelled
from presskit.language.phrases import Phrases, comma, listed
from presskit.language.tags import name as language_name
from presskit.language.tags import primary
from presskit.model.digits import in_digits
from presskit.model.edition import ContactCard, Contacts, Group, Member, SignatoryList
from presskit.model.people import (
    Coalition,
    Contact,
    Hours,
    Localised,
    Numbering,
    Order,
    Phone,
    Signatory,
    SignatoryKind,
    count,
)
from presskit.model.release import City, Embargo, Kit, Release

__all__ = [
    "COALITION_GONE",
    "Facts",
    "contacts",
    "counts",
    "dateline",
    "digits_of",
    "embargo_lines",
    "gather",
    "signatories",
    "unprinted_coalitions",
    "until",
    "variables",
]

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

    def localised(self, text: Localised | None) -> str:
        """Return a text in this language, empty where there is none."""
        return text.in_language(self.language) if text else ""

    def put(self, text: str) -> str:
        """Return a text as it stands in a phrase or a line of this language, where nothing around it may move it."""
        return inserted(text, direction(self.language))


def digits_of(release: Release, language: str) -> str:
    """Return the numbering system that the kit asks for, Western digits otherwise."""
    wanted = dict(release.digits)
    return wanted.get(language) or wanted.get(primary(language)) or "latn"


def gather(kit: Kit, language: str, phrases: Phrases) -> Facts:
    """Return the kit as ``language`` sees it."""
    return Facts(kit, language, phrases, digits_of(kit.release, language))


def _places(facts: Facts) -> str:
    return listed([facts.put(facts.localised(place)) for place in facts.release.places], facts.language)


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
    return "" if {dates.city(zone, tag) for tag in ("en", *own)} & {name.default, *own.values()} else name.default


def _elsewhere(facts: Facts, embargo: Embargo, city: City) -> str:
    """Return the clock of another city, with its day where that is not the embargo's own."""
    name = _called(city.name, city.zone, facts.language)
    there, here = (embargo.until.astimezone(ZoneInfo(zone)).date() for zone in (city.zone, embargo.zone))
    if there == here:
        return dates.clock(embargo.until, city.zone, facts.language, name, facts.digits)
    return dates.instant(embargo.until, city.zone, facts.language, facts.digits, name)


def embargo_lines(facts: Facts) -> tuple[str, ...]:
    """Return the lines that say until when nothing may be published; none for immediate release."""
    if (embargo := facts.release.embargo) is None:
        return ()
    line = facts.phrases("embargo_until", when=facts.put(until(embargo, facts.language, facts.digits)))
    clocks = " · ".join(facts.put(_elsewhere(facts, embargo, city)) for city in embargo.cities)
    return (line, facts.phrases("embargo_elsewhere", clocks=clocks)) if clocks else (line,)


def until(embargo: Embargo, language: str, digits: str = "latn") -> str:
    """Return the instant of an embargo in words, by the clock of its city."""
    return dates.instant(embargo.until, embargo.zone, language, digits, _called(embargo.city, embargo.zone, language))


def counts(facts: Facts) -> Mapping[str, int]:
    """Return what the variables that count stand for; withdrawn signatories are not counted."""
    numbers = count(facts.kit.roster)
    return {
        "signatory_count": numbers.signatories,
        "signatory_count_words": numbers.signatories,
        "organisation_count": numbers.organisations,
        "person_count": numbers.persons,
        "coalition_count": numbers.coalitions,
    }


def variables(facts: Facts) -> Mapping[str, Callable[[], str | None]]:
    """Return what works out what ``{{ name }}`` stands for; None where the kit or the language cannot say: nobody counts none.

    A release uses few of them, and number words cost an import.
    """
    release, numbers = facts.release, counts(facts)

    def shown(value: int) -> Callable[[], str | None]:
        return lambda: counted(value, facts.language, facts.digits) if value else None

    return {
        **{name: shown(value) for name, value in numbers.items()},
        "signatory_count_words": lambda: spelled(total, facts.language) if (total := numbers["signatory_count"]) else None,
        "date": lambda: _day(facts) or None,
        "places": lambda: _places(facts) or None,
        "embargo": lambda: until(release.embargo, facts.language, facts.digits) if release.embargo else None,
        "version": lambda: in_digits(str(release.version), facts.digits),
        "release_id": lambda: release.id,
    }


COALITION_GONE = Rule(
    "coalition-gone",
    Severity.WARNING,
    "A coalition without signatories is not printed",
    "All its members have withdrawn, so that its name would stand over nothing.",
)


def _name(signatory: Signatory, facts: Facts) -> str:
    title = facts.localised(signatory.title) if signatory.kind is SignatoryKind.PERSON else ""
    name = facts.localised(signatory.name)
    return f"{facts.put(title)} {facts.put(name)}" if title else name


def _detail(signatory: Signatory, facts: Facts) -> str:
    affiliation = facts.localised(signatory.affiliation)
    return f"{comma(facts.language)} {facts.put(affiliation)}" if affiliation else ""


def _in_order(entries: Sequence[tuple[str, Signatory]], facts: Facts) -> list[tuple[str, Signatory]]:
    """Return those who sign, as given or by the alphabet of the language."""
    signing = [(key, signatory) for key, signatory in entries if signatory.signs]
    if facts.kit.roster.order is Order.ALPHABETICAL:
        signing.sort(key=lambda entry: sort_key(facts.localised(entry[1].name), facts.language))
    return signing


def _members(entries: Sequence[tuple[str, Signatory]], first: int, facts: Facts) -> tuple[Member, ...]:
    numbered = facts.kit.roster.numbering is not Numbering.NONE
    return tuple(
        Member(
            key=key,
            name=_name(signatory, facts),
            number=in_digits(str(ordinal), facts.digits) if numbered else "",
            ordinal=ordinal,
            acronym=signatory.acronym,
            detail=_detail(signatory, facts),
        )
        for ordinal, (key, signatory) in enumerate(_in_order(entries, facts), first)
    )


def _keyed(facts: Facts) -> Iterator[tuple[Coalition | None, list[tuple[str, Signatory]]]]:
    """Yield the coalitions with their members, and those without one last, each with a key that lasts."""
    number, roster = 0, facts.kit.roster
    for coalition in (*roster.coalitions, None):
        members = coalition.signatories if coalition else roster.signatories
        yield coalition, [(f"signatory-{n}", member) for n, member in enumerate(members, number + 1)]
        number += len(members)


def _groups(facts: Facts) -> Iterator[Group]:
    first = 1
    restarts = facts.kit.roster.numbering is Numbering.PER_GROUP
    for index, (coalition, entries) in enumerate(_keyed(facts), 1):
        members = _members(entries, 1 if restarts else first, facts)
        first += len(members)
        rest = facts.phrases("also_signed") if facts.kit.roster.coalitions else ""
        heading, acronym = (facts.localised(coalition.name), coalition.acronym) if coalition else (rest, "")
        if members or (coalition and not entries):
            yield Group(
                heading,
                counted(len(members), facts.language, facts.digits) if members else "",
                members,
                f"coalition-{index}",
                acronym,
            )


def unprinted_coalitions(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a finding for each coalition whose members have all withdrawn."""
    for coalition in facts.kit.roster.coalitions:
        if coalition.signatories and not any(each.signs for each in coalition.signatories):
            yield COALITION_GONE.at(
                coalition.span,
                f"every signatory of «{facts.localised(coalition.name)}» has withdrawn, so the coalition is not printed",
                "if it signs itself, keep it without a list of signatories",
            )


def signatories(facts: Facts) -> SignatoryList | None:
    """Return the list of signatories, or None where nobody signs."""
    groups = tuple(_groups(facts))
    restarts = facts.kit.roster.numbering is Numbering.PER_GROUP
    return SignatoryList(facts.phrases("signatories"), groups, restarts) if groups else None


def _phone(phone: Phone) -> tuple[str, str]:
    """Return the number in its international form (ITU-T E.123) and in E.164; else as it was written."""
    if not phone.e164:
        return phone.raw, ""
    import phonenumbers

    return phonenumbers.format_number(phonenumbers.parse(phone.e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL), phone.e164


def _hours(hours: Hours | None, facts: Facts) -> str:
    """Return opening hours with their place, and the offset that it has on the day of the release."""
    if hours is None:
        return ""
    times = (time.fromisoformat(clock) for clock in (hours.opens, hours.closes))
    opens, closes = (dates.hour(clock, facts.language, facts.digits) for clock in times)
    day = facts.release.date
    zone = dates.place(
        hours.zone,
        facts.language,
        datetime.combine(day, time(12), ZoneInfo(hours.zone)).astimezone(UTC) if day else None,
        facts.digits,
    )
    return facts.phrases("hours", opens=opens, closes=closes, zone=facts.put(zone))


def _card(key: str, contact: Contact, facts: Facts) -> ContactCard:
    spoken = listed([language_name(tag, facts.language) for tag in contact.languages], facts.language)
    return ContactCard(
        key=key,
        name=facts.localised(contact.name),
        role=facts.localised(contact.role),
        organisation=facts.localised(contact.organisation),
        languages=facts.phrases("languages", languages=spoken) if spoken else "",
        hours=_hours(contact.hours, facts),
        phones=tuple(_phone(phone) for phone in contact.phones),
        emails=tuple(email.address for email in contact.emails),
        outputs=contact.outputs,
    )


def contacts(facts: Facts) -> Contacts | None:
    """Return the contacts' part, or None where the kit has none."""
    cards = tuple(_card(f"contact-{n}", contact, facts) for n, contact in enumerate(facts.kit.contacts, 1))
    return Contacts(facts.phrases("contacts"), cards) if cards else None
