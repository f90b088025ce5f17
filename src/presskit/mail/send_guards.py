"""The gates before a sending: each is open, or says why not. Only a person passes a closed one, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from presskit.model.people import Signatory
from presskit.model.release import Embargo, Release

__all__ = ["Closed", "Facts", "Gate", "closed", "embargo_closed"]

SHOWN = 5
"""So many names are listed; of the rest the number is told."""


class Gate(StrEnum):
    """What stands between a kit and its recipients, by the name that ``--despite`` takes."""

    EMBARGO = "embargo"
    CONSENT = "consent"
    CHECK = "check"
    BUILD = "build"
    CHANGED = "changed"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Closed:
    """A gate that is closed, why, and what opens it."""

    gate: Gate
    finding: str
    hint: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gates look at.

    ``findings`` are what the check has to say that is more than a note. ``built`` holds the SHA-256 of the output files as
    they lie on the disk, ``current`` those of what the kit makes now, ``frozen`` what the first recipients of this version
    got, and ``letters`` what this sending would give; all by name. ``again`` are who got the release from this machine, with
    the version and the time, and are unknown to the ledger.
    """

    release: Release
    signing: tuple[Signatory, ...] = ()
    findings: tuple[str, ...] = ()
    built: Mapping[str, str] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)
    frozen: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    again: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def closed(facts: Facts, now: datetime) -> list[Closed]:
    """Return the gates that are closed at ``now``, which carries its zone."""
    return [*_embargo(facts, now), *_consent(facts), *_check(facts), *_build(facts), *_changed(facts), *_again(facts)]


def embargo_closed(embargo: Embargo | None, now: datetime) -> str:
    """Say why nothing may be sent at ``now``; empty from the embargo's very instant on."""
    if embargo is None or now >= embargo.until:
        return ""
    there, here = embargo.until.isoformat(sep=" "), embargo.until.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return f"the embargo lasts until {there} ({embargo.zone}), {here} UTC"


def _embargo(facts: Facts, now: datetime) -> Iterator[Closed]:
    finding = embargo_closed(facts.release.embargo, now)
    if finding:
        yield Closed(Gate.EMBARGO, finding, "wait, or send only to those whom you trust with it: --group embargo")


def _consent(facts: Facts) -> Iterator[Closed]:
    without = [each.name.default for each in facts.signing if each.consent is None]
    if without:
        finding = f"no consent is recorded for {_some(without)}"
        yield Closed(Gate.CONSENT, finding, "add «consent: {by: …, on: …, how: …}» to them in signatories.yaml")


def _check(facts: Facts) -> Iterator[Closed]:
    if facts.findings:
        yield Closed(Gate.CHECK, f"the check found: {_some(facts.findings)}", "see all and mend them: presskit check")


def _build(facts: Facts) -> Iterator[Closed]:
    missing = sorted(set(facts.current) - set(facts.built))
    stale = sorted(name for name in facts.current if name in facts.built and facts.built[name] != facts.current[name])
    if missing:
        yield Closed(Gate.BUILD, f"not built: {_some(missing)}", "presskit build makes them: look at them before they go out")
    if stale:
        finding = f"built from an older state of the kit, or changed since: {_some(stale)}"
        yield Closed(Gate.BUILD, finding, "presskit build makes them anew: look at them before they go out")


def _changed(facts: Facts) -> Iterator[Closed]:
    both = set(facts.frozen) & set(facts.letters)
    changed = sorted(name for name in both if facts.frozen[name] != facts.letters[name])
    if changed:
        finding = f"version {facts.release.version} went out with other words or files than now: {_some(changed)}"
        yield Closed(Gate.CHANGED, finding, "raise version in kit.yaml: the new one goes as a correction to those who got this")


def _again(facts: Facts) -> Iterator[Closed]:
    if facts.again:
        versions = sorted({version for version, _ in facts.again.values()})
        first = min(when for _, when in facts.again.values())
        told = f"version{'s' if len(versions) > 1 else ''} {', '.join(map(str, versions))}"
        finding = (
            f"{told} went out from this machine since {first} to {len(facts.again)} who are to get it, and the ledger knows "
            f"nothing of it: {_some(list(facts.again))}"
        )
        hint = "put mail/ledger.sqlite back in its place, from a copy; or pass this gate, and they get it another time"
        yield Closed(Gate.AGAIN, finding, hint)


def _some(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:SHOWN])
    rest = len(names) - SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
