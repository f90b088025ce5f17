"""Who gets a version: the recipients of the media list that pass the filter, and of a correction those who got the old one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from presskit.diagnostics import Diagnostic, Reading
from presskit.language.tags import primary
from presskit.mail import rules
from presskit.mail.addresses import AddressError, Recipient, mailbox_of, same_address
from presskit.mail.ledger import Addressee, Entry, State
from presskit.mail.mime import one_line
from presskit.readers.tables.csv_file import decode
from presskit.source import Span

__all__ = [
    "OPEN",
    "Audience",
    "OutdatedError",
    "RecipientFilter",
    "filter_recipients",
    "in_a_language",
    "select_audience",
    "suppressions",
    "without_suppressed",
]

_Key: TypeAlias = tuple[str, str]
OPEN = frozenset({State.TODO, State.DEFERRED})
IN_REVIEW = frozenset({State.REVIEW, State.INFLIGHT})
GONE = frozenset({State.REJECTED, State.CANCELLED})


class OutdatedError(ValueError):
    """A later version of the release went out already."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets this version, and what has to be told.

    ``addressees`` are new to the ledger, ``unfinished`` are those of this version that an earlier sending did not
    settle. ``suppressed`` are left out because they asked for it; those in ``unsubscribed`` and ``superseded`` stand open in
    the ledger and get nothing more, of this version and of older ones. ``in_review`` may have this or an older version or
    not: a person settles them first. ``new_recipients`` are on the list and did not get the version that is corrected.
    ``other_language`` have this version, or are to get it, in another language than the list says now.
    """

    addressees: tuple[Addressee, ...] = ()
    unfinished: tuple[Entry, ...] = ()
    suppressed: tuple[str, ...] = ()
    unsubscribed: tuple[Entry, ...] = ()
    superseded: tuple[Entry, ...] = ()
    in_review: tuple[Entry, ...] = ()
    new_recipients: tuple[str, ...] = ()
    other_language: tuple[str, ...] = ()
    correction: bool = False


def select_audience(  # noqa: PLR0913 -- the ledger, the list and the options
    entries: Iterable[Entry],
    version: int,
    listed: Sequence[Recipient],
    *,
    suppressed: Collection[str],
    make_id: Callable[[Recipient], str],
    also_new: bool = False,
    also_other_language: bool = False,
) -> Audience:
    """Choose the recipients of ``version`` out of all ``entries`` of the release and the media list.

    Whoever has a version in one language does not get it in another, unless ``also_other_language`` says so.

    ``suppressed`` are addresses, and domains with an @. With ``also_new`` a correction goes to those of the list too who
    did not get the old version, as news. Raises :class:`OutdatedError` where a later version went out.
    """
    past = _Past(tuple(entries), version)
    past.refuse_outdated()
    keys = frozenset(same_address(each) for each in suppressed)
    elsewhere = _elsewhere(past, listed)
    fresh = [*_fresh(past, listed, also_new), *(elsewhere if also_other_language else ())]
    wanted = [*past.corrected(), *((each, "") for each in fresh)]
    new = [(recipient, answers) for recipient, answers in wanted if _key(recipient) not in past.present]
    mine = [each for each in past.mine if each.state in OPEN]
    return Audience(
        addressees=tuple(Addressee(each, make_id(each), answers) for each, answers in new if not _is_suppressed(each, keys)),
        unfinished=tuple(each for each in mine if not _is_suppressed(each.recipient, keys)),
        suppressed=tuple(each.address for each, _ in new if _is_suppressed(each, keys)),
        unsubscribed=tuple(each for each in mine if _is_suppressed(each.recipient, keys)),
        superseded=tuple(each for each in past.older if each.state in OPEN),
        in_review=tuple(each for each in past.entries if each.state in IN_REVIEW),
        new_recipients=() if also_new or not past.sent else tuple(each.address for each in _strangers(past, listed)),
        other_language=() if also_other_language else tuple(each.address for each in elsewhere),
        correction=bool(past.sent),
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """What the ledger knows of a release, looked at from one version."""

    entries: tuple[Entry, ...]
    version: int

    @property
    def mine(self) -> list[Entry]:
        return [each for each in self.entries if each.version == self.version]

    @property
    def older(self) -> list[Entry]:
        return [each for each in self.entries if each.version < self.version]

    @property
    def present(self) -> frozenset[_Key]:
        return frozenset(_key(each.recipient) for each in self.mine)

    @property
    def sent(self) -> dict[_Key, Entry]:
        """The last older version that each recipient got."""
        got = (each for each in self.older if each.state is State.SENT)
        return {_key(each.recipient): each for each in sorted(got, key=lambda each: each.version)}

    def corrected(self) -> list[tuple[Recipient, str]]:
        return [(each.recipient, each.message_id) for each in self.sent.values()]

    def refuse_outdated(self) -> None:
        later = [each.version for each in self.entries if each.version > self.version]
        if later:
            raise OutdatedError(f"version {max(later)} was sent already, and kit.yaml says version {self.version}")


def _fresh(past: _Past, listed: Sequence[Recipient], also_new: bool) -> list[Recipient]:
    """Return whom the release is news to: the list at first; of a correction only where that was asked for."""
    if past.sent and not also_new:
        return []
    left_over = [each.recipient for each in past.older if each.state in OPEN] if also_new else []
    found = {_key(each): each for each in _strangers(past, [*left_over, *listed])}
    return list(found.values())


def _strangers(past: _Past, listed: Sequence[Recipient]) -> list[Recipient]:
    """Return those of them who are not known to have, or perhaps to have, an older version or this one, in any language."""
    in_review = {same_address(each.address) for each in past.older if each.state in IN_REVIEW}
    known = in_review | {address for _, address in (*past.sent, *past.present)}
    return [each for each in listed if same_address(each.address) not in known]


def _elsewhere(past: _Past, listed: Sequence[Recipient]) -> list[Recipient]:
    """Return those of them who have, or are to get, this version in another language than they are listed with."""
    gone = {_key(each.recipient) for each in past.mine if each.state not in GONE}
    addresses = {address for _, address in gone}
    return [each for each in listed if same_address(each.address) in addresses and _key(each) not in past.present]


def _key(recipient: Recipient) -> _Key:
    return recipient.language, same_address(recipient.address)


def _is_suppressed(recipient: Recipient, suppressed: Collection[str]) -> bool:
    return same_address(recipient.address) in suppressed or f"@{recipient.mailbox.domain}" in suppressed


@dataclass(frozen=True, slots=True)
class RecipientFilter:
    """What a recipient must be: in one of the groups, in one of the countries; an empty choice leaves all."""

    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def accepts(self, recipient: Recipient) -> bool:
        """Tell whether a recipient is meant."""
        grouped = not self.groups or bool({each.casefold() for each in self.groups} & set(recipient.groups))
        placed = not self.countries or recipient.country in {each.upper() for each in self.countries}
        return grouped and placed and (not self.languages or recipient.language in self.languages)


def filter_recipients(recipients: Iterable[Recipient], wanted: RecipientFilter) -> tuple[Recipient, ...]:
    """Return those who are meant."""
    return tuple(recipient for recipient in recipients if wanted.accepts(recipient))


def in_a_language(recipients: Sequence[Recipient], languages: Sequence[str]) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients with the language of the message that each gets: one of ``languages``, the source first."""
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
    suppressed = set()
    for number, line in enumerate((text.value or "").split("\n"), 1):
        entry = line.partition("#")[0].strip()
        try:
            suppressed |= {_comparable(entry)} if entry else set()
        except AddressError as fault:
            message = f"«{one_line(entry)[:60]}» is not an e-mail address. {fault}"
            found.append(rules.BAD_SUPPRESSION.at(Span(name, number), message, "one address, or @ and a domain, a line"))
    return Reading(frozenset(suppressed), tuple(found))


def _comparable(entry: str) -> str:
    if entry.startswith("@"):
        return "@" + mailbox_of(f"nobody{entry}").domain
    return same_address(mailbox_of(entry).address)


def without_suppressed(recipients: Sequence[Recipient], suppressed: Collection[str]) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients who are not suppressed, with one note about those who are."""
    gone = [each for each in recipients if each.key in suppressed or f"@{each.mailbox.domain}" in suppressed]
    keys = {each.key for each in gone}
    left = tuple(each for each in recipients if each.key not in keys)
    if not gone:
        return Reading(left)
    message = f"{rules.SUPPRESSED.title}: " + ", ".join(each.address for each in gone[:20]) + (" …" if len(gone) > 20 else "")
    return Reading(left, (rules.SUPPRESSED.at(gone[0].span, message),))
