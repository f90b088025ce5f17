"""Signatories and contacts as they are printed: counted, numbered, in order, in the language of the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from presskit.diagnostics import Diagnostic
from presskit.editions import rules
from presskit.editions.facts import Facts
from presskit.language import dates
from presskit.language.alphabet import sort_key
from presskit.language.numbers import counted, in_digits
from presskit.language.phrases import comma, listed
from presskit.language.tags import name as language_name
from presskit.model.edition import ContactCard, Contacts, Group, Member, SignatoryList
from presskit.model.people import Coalition, Contact, Hours, Numbering, Order, Phone, Signatory, SignatoryKind

__all__ = ["contacts", "signatories"]


def _name(signatory: Signatory, facts: Facts) -> str:
    title = facts.said(signatory.title) if signatory.kind is SignatoryKind.PERSON else ""
    name = facts.said(signatory.name)
    return f"{facts.put(title)} {facts.put(name)}" if title else name


def _detail(signatory: Signatory, facts: Facts) -> str:
    affiliation = facts.said(signatory.affiliation)
    return f"{comma(facts.language)} {facts.put(affiliation)}" if affiliation else ""


def _in_order(entries: Sequence[tuple[str, Signatory]], facts: Facts) -> list[tuple[str, Signatory]]:
    """Return those who sign, as given or by the alphabet of the language."""
    signing = [(key, signatory) for key, signatory in entries if signatory.signs]
    if facts.kit.roster.order is Order.ALPHABETICAL:
        signing.sort(key=lambda entry: sort_key(facts.said(entry[1].name), facts.language))
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
    number = 0
    roster = facts.kit.roster
    grouped: list[tuple[Coalition | None, tuple[Signatory, ...]]]
    grouped = [(coalition, coalition.signatories) for coalition in roster.coalitions]
    for coalition, members in [*grouped, (None, roster.signatories)]:
        yield coalition, [(f"signatory-{n}", member) for n, member in enumerate(members, number + 1)]
        number += len(members)


def _groups(facts: Facts, findings: list[Diagnostic]) -> Iterator[Group]:
    first = 1
    restarts = facts.kit.roster.numbering is Numbering.PER_GROUP
    for index, (coalition, entries) in enumerate(_keyed(facts), 1):
        members = _members(entries, 1 if restarts else first, facts)
        first += len(members)
        if coalition is None:
            alone = facts.phrases("also_signed") if facts.kit.roster.coalitions else ""
            heading, acronym = alone, ""
        else:
            heading, acronym = facts.said(coalition.name), coalition.acronym
        if coalition and entries and not members:
            findings.append(_gone(coalition, heading))
        elif members or coalition:
            count = counted(len(members), facts.language, facts.digits) if members else ""
            yield Group(heading, count, members, f"coalition-{index}", acronym)


def _gone(coalition: Coalition, name: str) -> Diagnostic:
    message = f"every signatory of «{name}» has withdrawn, so the coalition is not printed"
    return rules.COALITION_GONE.at(coalition.span, message, "if it signs itself, keep it without a list of signatories")


def signatories(facts: Facts, findings: list[Diagnostic]) -> SignatoryList | None:
    """Return the list of signatories, or None where nobody signs."""
    groups = tuple(_groups(facts, findings))
    restarts = facts.kit.roster.numbering is Numbering.PER_GROUP
    return SignatoryList(facts.phrases("signatories"), groups, restarts) if groups else None


def _phone(phone: Phone) -> tuple[str, str]:
    """Return the number in its international form (ITU-T E.123) and in E.164; else as it was written."""
    if not phone.e164:
        return phone.raw, ""
    import phonenumbers

    parsed = phonenumbers.parse(phone.e164)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL), phone.e164


def _hours(hours: Hours | None, facts: Facts) -> str:
    """Return opening hours with their place, and the offset that it has on the day of the release."""
    if hours is None:
        return ""
    times = (time.fromisoformat(clock) for clock in (hours.opens, hours.closes))
    opens, closes = (dates.hour(clock, facts.language, facts.digits) for clock in times)
    day = facts.release.date
    noon = datetime.combine(day, time(12), ZoneInfo(hours.zone)).astimezone(UTC) if day else None
    zone = dates.place(hours.zone, facts.language, noon, facts.digits)
    return facts.phrases("hours", opens=opens, closes=closes, zone=facts.put(zone))


def _card(key: str, contact: Contact, facts: Facts) -> ContactCard:
    spoken = listed([language_name(tag, facts.language) for tag in contact.languages], facts.language)
    return ContactCard(
        key=key,
        name=facts.said(contact.name),
        role=facts.said(contact.role),
        organisation=facts.said(contact.organisation),
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
