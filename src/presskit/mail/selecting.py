"""Who of a press list is meant: by group, country and language, less those who asked not to be written to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from presskit.diagnostics import Diagnostic, Reading
from presskit.language.tags import primary
from presskit.mail import rules
from presskit.mail.addresses import AddressError, Recipient, mailbox_of, same_address
from presskit.mail.headers import one_line
from presskit.readers.tables.bytes_to_text import decode
from presskit.source import Span

__all__ = ["Wanted", "in_a_language", "select", "suppressions", "without"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a recipient must be: in one of the groups, in one of the countries; an empty choice leaves all."""

    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def takes(self, recipient: Recipient) -> bool:
        """Tell whether a recipient is meant."""
        grouped = not self.groups or bool({each.casefold() for each in self.groups} & set(recipient.groups))
        placed = not self.countries or recipient.country in {each.upper() for each in self.countries}
        return grouped and placed and (not self.languages or recipient.language in self.languages)


def select(recipients: Iterable[Recipient], wanted: Wanted) -> tuple[Recipient, ...]:
    """Return those who are meant."""
    return tuple(recipient for recipient in recipients if wanted.takes(recipient))


def in_a_language(recipients: Sequence[Recipient], languages: Sequence[str]) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients with the language of the letter that each gets: one of ``languages``, the source first."""
    given = [replace(each, language=_letter(each.language, languages) or languages[0]) for each in recipients]
    others = [each for each in recipients if each.language and not _letter(each.language, languages)]
    tags = sorted({each.language for each in others})
    if not others:
        return Reading(tuple(given))
    rows = ", ".join(str(each.span.line) for each in others[:20]) + (" and more" if len(others) > 20 else "")
    message = f"{len(others)} recipients read {', '.join(tags)}, and get the text in «{languages[0]}»: row {rows}"
    related = [(each.span, each.language) for each in others[1:20]]
    finding = rules.OTHER_LANGUAGE.at(others[0].span, message, "leave them out, or translate the release", related)
    return Reading(tuple(given), (finding,))


def _letter(language: str, languages: Sequence[str]) -> str:
    near = (tag for tag in languages if primary(tag) == primary(language))
    return language if language in languages else next(near, "")


def suppressions(name: str, data: bytes) -> Reading[frozenset[str]]:
    """Return the addresses and the domains («@example.org») of a file with one a line; ``#`` begins a remark."""
    text = decode(name, data)
    found: list[Diagnostic] = list(text.diagnostics)
    barred = set()
    for number, line in enumerate((text.value or "").split("\n"), 1):
        entry = line.partition("#")[0].strip()
        try:
            barred |= {_barred(entry)} if entry else set()
        except AddressError as fault:
            message = f"«{one_line(entry)[:60]}» is not an e-mail address. {fault}"
            found.append(rules.BAD_SUPPRESSION.at(Span(name, number), message, "one address, or @ and a domain, a line"))
    return Reading(frozenset(barred), tuple(found))


def _barred(entry: str) -> str:
    if entry.startswith("@"):
        return "@" + mailbox_of(f"nobody{entry}").domain
    return same_address(mailbox_of(entry).address)


def without(recipients: Sequence[Recipient], barred: Collection[str]) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients who are not barred, with one note about those who are."""
    gone = [each for each in recipients if each.key in barred or f"@{each.mailbox.domain}" in barred]
    keys = {each.key for each in gone}
    left = tuple(each for each in recipients if each.key not in keys)
    if not gone:
        return Reading(left)
    message = f"{rules.SUPPRESSED.title}: " + ", ".join(each.address for each in gone[:20]) + (" …" if len(gone) > 20 else "")
    return Reading(left, (rules.SUPPRESSED.at(gone[0].span, message),))
