"""Who gets a version: the recipients of the media list that pass the filter, and of a correction those who got the old one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from presskit.diagnostics import Diagnostic, Reading
from presskit.language.tags import primary
from presskit.mail import rules
from presskit.mail.addresses import AddressError, Recipient, mailbox_of, same_address
from presskit.mail.ledger import Addressee, Entry, State
from presskit.mail.mime import one_line
from presskit.readers.tables.table_file import decode_csv
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
    entries: Iterable[Entry], version: int, listed: Sequence[Recipient], *, suppressed: Collection[str],
    make_id: Callable[[Recipient], str], also_new: bool = False, also_other_language: bool = False,
) -> Audience:  # fmt: skip
    """Choose the recipients of ``version`` out of all ``entries`` of the release and the media list.

    Whoever has a version in one language does not get it in another, unless ``also_other_language`` says so.

    ``suppressed`` are addresses, and domains with an @. With ``also_new`` a correction goes to those of the list too who
    did not get the old version, as news. Raises :class:`OutdatedError` where a later version went out.
    """
    past = tuple(entries)
    _refuse_outdated(past, version)
    keys = frozenset(same_address(each) for each in suppressed)
    mine = [each for each in past if each.version == version]
    older = [each for each in past if each.version < version]
    present = {_key(each.recipient) for each in mine}
    sent = {_key(each.recipient): each for each in sorted(older, key=lambda each: each.version) if each.state is State.SENT}
    known = {address for _, address in (*sent, *present)} | {each.recipient.key for each in older if each.state in IN_REVIEW}
    strangers = [each for each in listed if each.key not in known]
    having = {each.recipient.key for each in mine if each.state not in GONE}
    elsewhere = [each for each in listed if each.key in having and _key(each) not in present]
    left_over = [each.recipient for each in older if each.state in OPEN and also_new and each.recipient.key not in known]
    news = {_key(each): each for each in [*left_over, *strangers]} if also_new or not sent else {}
    more = [*news.values(), *(elsewhere if also_other_language else ())]
    wanted = [*((each.recipient, each.message_id) for each in sent.values()), *((each, "") for each in more)]
    new = [pair for pair in wanted if _key(pair[0]) not in present]
    unsettled = [each for each in mine if each.state in OPEN]
    return Audience(
        addressees=tuple(Addressee(each, make_id(each), answers) for each, answers in new if not _is_suppressed(each, keys)),
        unfinished=tuple(each for each in unsettled if not _is_suppressed(each.recipient, keys)),
        suppressed=tuple(each.address for each, _ in new if _is_suppressed(each, keys)),
        unsubscribed=tuple(each for each in unsettled if _is_suppressed(each.recipient, keys)),
        superseded=tuple(each for each in older if each.state in OPEN),
        in_review=tuple(each for each in past if each.state in IN_REVIEW),
        new_recipients=() if also_new or not sent else tuple(each.address for each in strangers),
        other_language=() if also_other_language else tuple(each.address for each in elsewhere),
        correction=bool(sent),
    )


def _refuse_outdated(past: Iterable[Entry], version: int) -> None:
    later = [each.version for each in past if each.version > version]
    if later:
        raise OutdatedError(f"version {max(later)} was sent already, and kit.yaml says version {version}")


def _key(recipient: Recipient) -> tuple[str, str]:
    return recipient.language, recipient.key


def _is_suppressed(recipient: Recipient, suppressed: Collection[str]) -> bool:
    return recipient.key in suppressed or f"@{recipient.mailbox.domain}" in suppressed


@dataclass(frozen=True, slots=True)
class RecipientFilter:
    """What a recipient must be: in one of the groups, in one of the countries; an empty choice leaves all."""

    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def accepts(self, recipient: Recipient) -> bool:
        """Return whether a recipient is meant."""
        grouped = not self.groups or bool({each.casefold() for each in self.groups} & set(recipient.groups))
        placed = not self.countries or recipient.country in {each.upper() for each in self.countries}
        return grouped and placed and (not self.languages or recipient.language in self.languages)


def filter_recipients(recipients: Iterable[Recipient], wanted: RecipientFilter) -> tuple[Recipient, ...]:
    """Return those who are meant."""
    return tuple(recipient for recipient in recipients if wanted.accepts(recipient))


def in_a_language(recipients: Sequence[Recipient], languages: Sequence[str]) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients with the language of the message that each gets: one of ``languages``, the source first."""
    given = [replace(each, language=_written(each.language, languages) or languages[0]) for each in recipients]
    others = [each for each in recipients if each.language and not _written(each.language, languages)]
    if not others:
        return Reading(tuple(given))
    tags = sorted({each.language for each in others})
    rows = ", ".join(str(each.span.line) for each in others[:20]) + (" and more" if len(others) > 20 else "")
    finding = rules.OTHER_LANGUAGE.at(
        others[0].span,
        f"{len(others)} recipients read {', '.join(tags)}, and get the text in «{languages[0]}»: row {rows}",
        "leave them out, or translate the release",
        [(each.span, each.language) for each in others[1:20]],
    )
    return Reading(tuple(given), (finding,))


def _written(language: str, languages: Sequence[str]) -> str:
    """Return which of ``languages`` a reader of ``language`` gets; empty where none is near."""
    return language if language in languages else next((tag for tag in languages if primary(tag) == primary(language)), "")


def suppressions(name: str, data: bytes) -> Reading[frozenset[str]]:
    """Return the addresses and the domains («@example.org») of a file with one a line; ``#`` begins a remark."""
    text = decode_csv(name, data)
    found: list[Diagnostic] = list(text.diagnostics)
    suppressed = set()
    for number, line in enumerate((text.value or "").split("\n"), 1):
        entry = line.partition("#")[0].strip()
        try:
            if entry.startswith("@"):
                suppressed.add("@" + mailbox_of(f"nobody{entry}").domain)
            elif entry:
                suppressed.add(same_address(mailbox_of(entry).address))
        except AddressError as fault:
            found.append(rules.BAD_SUPPRESSION.at(
                Span(name, number),
                f"«{one_line(entry)[:60]}» is not an e-mail address. {fault}",
                "one address, or @ and a domain, a line",
            ))
    return Reading(frozenset(suppressed), tuple(found))


def without_suppressed(recipients: Sequence[Recipient], suppressed: Collection[str]) -> Reading[tuple[Recipient, ...]]:
    """Return the recipients who are not suppressed, with one note about those who are."""
    gone = [each for each in recipients if _is_suppressed(each, suppressed)]
    keys = {each.key for each in gone}
    left = tuple(each for each in recipients if each.key not in keys)
    if not gone:
        return Reading(left)
    return Reading(left, (rules.SUPPRESSED.at(
        gone[0].span,
        f"{rules.SUPPRESSED.title}: " + ", ".join(each.address for each in gone[:20]) + (" …" if len(gone) > 20 else ""),
    ),))
