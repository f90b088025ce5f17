"""The same name in several rows: told once where the rows say the same, asked about where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from presskit.model.people import Localised, Roster, Signatory, SignatoryKind
from presskit.readers.tables.row_reader import OPEN_REASONS, Reason, RefusedRow, SignedRow
from presskit.readers.tables.vocabulary import plain

__all__ = ["Settled", "settle", "without"]


Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows of a table in which each name stands once; ``again`` are rows that say what another row, or the kit, says already.

    ``doubted`` are those who sign by the kit, and not by the table.
    """

    signed: tuple[SignedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    again: tuple[SignedRow | RefusedRow, ...] = ()
    doubted: tuple[Signatory, ...] = ()


def settle(signed: Sequence[SignedRow], refused: Sequence[RefusedRow], known: Iterable[Signatory] = ()) -> Settled:
    """Return the rows with each name once. ``known`` are who signs already: the same name does not sign again.

    A name that signs in one row and not in another, or in the text and not in the table, is asked about. So are namesakes:
    persons of one name with different affiliations or addresses.
    """
    there = {_key(each): each for each in known}
    against = {_key(row.signatory): row for row in refused if row.reason is not Reason.NO_ENTRY}
    first: dict[Key, SignedRow] = {}
    again: list[SignedRow | RefusedRow] = []
    asked: dict[Key, RefusedRow] = {}
    namesakes = []
    for row in signed:
        key = _key(row.signatory)
        if key in against:
            asked.setdefault(key, _asked(row, f"It signs in {_place(row)}; {_place(against[key])} says otherwise."))
        elif key in there or (key in first and not _difference(first[key], row)):
            again.append(row)
            if key in first:
                first[key] = replace(first[key], signatory=_completed(first[key].signatory, row.signatory))
        elif key in first:
            difference = _difference(first[key], row)
            namesakes.append(_asked(row, f"It signs in {_place(first[key])} already, with another {difference}."))
        else:
            first[key] = row
    doubted = [there[key] for key in against if key in there and key not in asked]
    for each in doubted:
        no = against[_key(each)]
        said = f"The text names it among the signatories; {_place(no)} says otherwise."
        asked[_key(each)] = replace(no, signatory=each, reason=Reason.TWICE, said=said, under="")
    left: list[RefusedRow] = []
    for no in refused:
        (again if _key(no.signatory) in asked and no.reason in OPEN_REASONS else left).append(no)
    return Settled(tuple(first.values()), (*left, *asked.values(), *namesakes), tuple(again), tuple(doubted))


def _place(row: SignedRow | RefusedRow) -> str:
    sheet = re.search(r" \(([^()]+)\)$", row.span.source)
    return f"row {row.span.line}" + (f" of the sheet «{sheet[1]}»" if sheet else "")


def _key(signatory: Signatory) -> Key:
    return str(signatory.kind), plain(signatory.name.default)


def _asked(row: SignedRow, said: str) -> RefusedRow:
    return RefusedRow(row.signatory, Reason.TWICE, row.span, row.text, row.coalition, said)


def _facts(row: SignedRow) -> dict[str, str]:
    """Return what tells a signature from another of the same name."""
    signatory = row.signatory
    words = {"title": signatory.title, "affiliation": signatory.affiliation}
    facts = {what: plain(text.default) if isinstance(text, Localised) else "" for what, text in words.items()}
    facts |= {"acronym": signatory.acronym, "country": signatory.country, "coalition": plain(row.coalition)}
    facts["withdrawal"] = str(signatory.withdrawn or "")
    return facts | ({"address": row.sender} if signatory.kind is SignatoryKind.PERSON else {})


def _difference(one: SignedRow, other: SignedRow) -> str:
    """Return what two rows of one name say differently; empty where one says no more than the other."""
    pairs = zip(_facts(one).items(), _facts(other).values(), strict=True)
    differ = [what for (what, text), more in pairs if text and more and text != more]
    return " and ".join(differ)


def _completed(signatory: Signatory, other: Signatory) -> Signatory:
    """Return a signatory with what only the other row says."""
    return replace(
        signatory, title=signatory.title or other.title, affiliation=signatory.affiliation or other.affiliation,
        acronym=signatory.acronym or other.acronym, country=signatory.country or other.country,
    )  # fmt: skip


def without(roster: Roster, signatories: Sequence[Signatory]) -> Roster:
    """Return the roster without some of those who sign."""
    if not signatories:
        return roster
    gone = set(map(id, signatories))
    alone, *groups = (
        tuple(each for each in members if id(each) not in gone)
        for members in (roster.signatories, *(group.signatories for group in roster.coalitions))
    )
    coalitions = (replace(group, signatories=left) for group, left in zip(roster.coalitions, groups, strict=True))
    return replace(roster, signatories=alone, coalitions=tuple(coalitions))
