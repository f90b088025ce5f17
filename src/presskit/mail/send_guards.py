"""Send guards: what must hold before a message goes out. Only a person overrides one, with a reason that the ledger keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from presskit.model.people import Signatory
from presskit.model.release import Embargo, Release

__all__ = ["Blocked", "Guard", "SendFacts", "blocked", "embargo_reason"]

_RAISE = "raise version in kit.yaml: the new one goes as a correction to those who got this"
SHOWN = 5
"""So many names are listed; of the rest the number is told."""


class Guard(StrEnum):
    """What is checked before a sending, by the name that ``--override`` takes."""

    EMBARGO = "embargo"
    CONSENT = "consent"
    CHECK = "check"
    BUILD = "build"
    CHANGED = "changed"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Blocked:
    """A guard that blocks the sending, why, and what to do about it."""

    guard: Guard
    finding: str
    hint: str


@dataclass(frozen=True, slots=True)
class SendFacts:
    """What the guards check.

    ``findings`` are what the check has to say that is more than a note. ``built`` holds the SHA-256 of the output files as
    they lie on the disk, ``current`` those of what the kit makes now, ``frozen`` what the first recipients of this version
    got, and ``messages`` what this sending would give; all by name. ``again`` are who got the release from this machine, with
    the version and the time, and are unknown to the ledger.
    """

    release: Release
    signing: tuple[Signatory, ...] = ()
    findings: tuple[str, ...] = ()
    built: Mapping[str, str] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)
    frozen: Mapping[str, str] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    again: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def blocked(facts: SendFacts, now: datetime) -> list[Blocked]:
    """Return the guards that block at ``now``, which carries its zone."""
    return [*_embargo(facts, now), *_consent(facts), *_check(facts), *_build(facts), *_changed(facts), *_again(facts)]


def embargo_reason(embargo: Embargo | None, now: datetime) -> str:
    """Say why nothing may be sent at ``now``; empty from the embargo's very instant on."""
    if embargo is None or now >= embargo.until:
        return ""
    there, here = embargo.until.isoformat(sep=" "), embargo.until.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return f"the embargo lasts until {there} ({embargo.zone}), {here} UTC"


def _embargo(facts: SendFacts, now: datetime) -> Iterator[Blocked]:
    finding = embargo_reason(facts.release.embargo, now)
    if finding:
        yield Blocked(Guard.EMBARGO, finding, "wait, or send only to those whom you trust with it: --group embargo")


def _consent(facts: SendFacts) -> Iterator[Blocked]:
    without = [each.name.default for each in facts.signing if each.consent is None]
    if without:
        finding = f"no consent is recorded for {_some(without)}"
        yield Blocked(Guard.CONSENT, finding, "add «consent: {by: …, on: …, how: …}» to them in signatories.yaml")


def _check(facts: SendFacts) -> Iterator[Blocked]:
    if facts.findings:
        yield Blocked(Guard.CHECK, f"the check found: {_some(facts.findings)}", "see all and mend them: presskit check")


def _build(facts: SendFacts) -> Iterator[Blocked]:
    missing = sorted(set(facts.current) - set(facts.built))
    stale = sorted(name for name in facts.current if name in facts.built and facts.built[name] != facts.current[name])
    if missing:
        yield Blocked(Guard.BUILD, f"not built: {_some(missing)}", "presskit build makes them: look at them before they go out")
    if stale:
        finding = f"built from an older state of the kit, or changed since: {_some(stale)}"
        yield Blocked(Guard.BUILD, finding, "presskit build makes them anew: look at them before they go out")


def _changed(facts: SendFacts) -> Iterator[Blocked]:
    both = set(facts.frozen) & set(facts.messages)
    changed = sorted(name for name in both if facts.frozen[name] != facts.messages[name])
    if changed:
        finding = f"version {facts.release.version} went out with other words or files than now: {_some(changed)}"
        yield Blocked(Guard.CHANGED, finding, _RAISE)


def _again(facts: SendFacts) -> Iterator[Blocked]:
    if facts.again:
        versions = sorted({version for version, _ in facts.again.values()})
        first = min(when for _, when in facts.again.values())
        which = f"version{'s' if len(versions) > 1 else ''} {', '.join(map(str, versions))}"
        finding = (
            f"{which} went out from this machine since {first} to {len(facts.again)} who are to get it, and the ledger knows "
            f"nothing of it: {_some(list(facts.again))}"
        )
        hint = "put mail/ledger.sqlite back in its place, from a copy; or override this guard, and they get it another time"
        yield Blocked(Guard.AGAIN, finding, hint)


def _some(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(f"«{name}»" for name in names[:SHOWN])
    rest = len(names) - SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
