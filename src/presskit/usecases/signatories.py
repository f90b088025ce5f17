"""The signatories of a kit as they will be printed: in their groups, with their numbers, counted in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from presskit.editions import facts as facts_of
from presskit.kit.loading import load
from presskit.language.phrases import phrases
from presskit.model.digits import in_digits
from presskit.model.people import Coalition, Counts, Numbering, Order, Signatory, count
from presskit.model.release import Kit
from presskit.usecases.edit_entries import digest_of, readable
from presskit.usecases.request import StrPath, as_request
from presskit.usecases.world import World

__all__ = ["SignatoriesReport", "SignatoriesRequest", "SignatoryGroup", "SignatoryRow", "read_signatories"]

_FILE = "signatories.yaml"


@dataclass(frozen=True, slots=True)
class SignatoriesRequest:
    """The kit whose signatories are wanted."""

    folder: Path


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """A signatory, the place of its entry in the file, and the number that it is printed with, "" where it has none.

    Numbers are those of the language in which the release was written.
    """

    entry: str
    signatory: Signatory
    number: str


@dataclass(frozen=True, slots=True)
class SignatoryGroup:
    """A group of signatories and the place of its list; the last one has no coalition: they sign for themselves."""

    entry: str
    coalition: Coalition | None
    rows: tuple[SignatoryRow, ...]

    @property
    def members(self) -> str:
        """The place of the list of its members."""
        return f"{self.entry}.signatories" if self.coalition else self.entry

    @property
    def signing(self) -> int:
        """How many of them sign: whose names are printed and counted."""
        return sum(row.signatory.signs for row in self.rows)


@dataclass(frozen=True, slots=True)
class SignatoriesReport:
    """The groups in order, what the texts may say of them, and how.

    ``languages`` are those of the release, the source first; ``printed`` has for each the count of signatories as its text
    prints it, ``named`` how many signatories have a name of their own in it. ``digest`` is the SHA-256 of the file.
    """

    groups: tuple[SignatoryGroup, ...]
    counts: Counts
    languages: tuple[str, ...]
    printed: Mapping[str, str]
    named: Mapping[str, int]
    numbering: Numbering
    order: Order
    digest: str

    def group(self, entry: str) -> SignatoryGroup | None:
        """Return the group that has a signatory, or whose own entry this is; None for another place."""
        return next((each for each in self.groups if entry == each.entry or entry in {row.entry for row in each.rows}), None)

    def beside(self, entry: str, step: int) -> str:
        """Return where a signatory or a coalition goes by one step, -1 up or 1 down; "" where it stands at the end.

        From the edge of a group a signatory goes into the next one.
        """
        group, (owner, _, number) = self.group(entry), entry.rpartition(".")
        if group is None:
            return ""
        at = int(number) + step if number.isdecimal() else -1
        if entry == group.entry:
            return f"{owner}.{at}" if 0 <= at < len(self.groups) - 1 else ""
        if 0 <= at < len(group.rows):
            return f"{owner}.{at}"
        there = self.groups.index(group) + step
        if not 0 <= there < len(self.groups):
            return ""
        return f"{self.groups[there].members}.{len(self.groups[there].rows) if step < 0 else 0}"


def read_signatories(request: SignatoriesRequest | StrPath, *, world: World = World()) -> SignatoriesReport:  # noqa: ARG001 -- as all use cases
    """Return who signs a release.

    >>> report = presskit.read_signatories("my-kit")
    >>> [(row.number, row.signatory.name.default) for group in report.groups for row in group.rows]
    [('1', 'Example Relief'), ('2', 'Sample Medical Society'), ('3', 'Amal Haddad')]

    Raises :class:`~presskit.RequestError`, with the findings, where the signatories cannot be read.
    """
    files = load(as_request(SignatoriesRequest, request).folder).value
    kit = readable(files, _FILE)
    release, roster = kit.release, kit.roster
    counts = count(roster)
    digits = ((each, facts_of.gather(kit, each, phrases(each, release.phrases)).digits) for each in release.languages)
    printed = {language: in_digits(str(counts.signatories), each) for language, each in digits}
    return SignatoriesReport(
        _groups(kit), counts, release.languages, printed, {each: _named(kit, each) for each in release.languages},
        roster.numbering, roster.order, digest_of(files.get(_FILE, b"")),
    )  # fmt: skip


def _named(kit: Kit, language: str) -> int:
    """Return how many of those who sign have a name in a language; a bare name is one in the source language."""
    source = kit.release.source_language
    texts = (dict(each.name.by_language) or {source: each.name.default} for each in kit.roster.signing())
    return sum(language in each or language.split("-", maxsplit=1)[0] in each for each in texts)


def _groups(kit: Kit) -> tuple[SignatoryGroup, ...]:
    numbers = _numbers(kit)
    groups: list[SignatoryGroup] = []
    at = 0
    for index, coalition in enumerate((*kit.roster.coalitions, None)):
        members = coalition.signatories if coalition else kit.roster.signatories
        entry = f"coalitions.{index}" if coalition else "signatories"
        owner = f"{entry}.signatories" if coalition else entry
        rows = [SignatoryRow(f"{owner}.{n}", each, numbers.get(at + n + 1, "")) for n, each in enumerate(members)]
        groups.append(SignatoryGroup(entry, coalition, tuple(rows)))
        at += len(members)
    return tuple(groups)


def _numbers(kit: Kit) -> dict[int, str]:
    """Return the printed number of each signatory, by its place among all of them, counted from 1."""
    source = kit.release.source_language
    listed = facts_of.signatories(facts_of.gather(kit, source, phrases(source, kit.release.phrases)))
    members = (each for group in (listed.groups if listed else ()) for each in group.members)
    return {int(each.key.rpartition("-")[2]): each.number for each in members}
