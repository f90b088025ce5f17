"""Send guards: what must hold before a message goes out. Only a person overrides one, with a reason that the ledger keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from presskit.model.people import Signatory
from presskit.model.release import Embargo, Release

__all__ = ["Blocked", "Guard", "SendFacts", "blocked", "embargo_reason"]

SHOWN = 5
"""So many names are listed; of the rest the number is told."""


class Guard(StrEnum):
    """What is checked before a sending, by the name that a request overrides it with."""

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
    missing = sorted(set(facts.current) - set(facts.built))
    stale = sorted(name for name in facts.current if name in facts.built and facts.built[name] != facts.current[name])
    guards = (
        (
            Guard.EMBARGO, embargo_reason(facts.release.embargo, now),
            "wait, or send only to those whom you trust with it: the group «embargo»",
        ),
        (
            Guard.CONSENT,
            _about("no consent is recorded for", [each.name.default for each in facts.signing if each.consent is None]),
            "add «consent: {by: …, on: …, how: …}» to them in signatories.yaml",
        ),
        (Guard.CHECK, _about("the check found:", facts.findings), "see all and mend them: presskit check"),
        (Guard.BUILD, _about("not built:", missing), "presskit build makes them: look at them before they go out"),
        (
            Guard.BUILD, _about("built from an older state of the kit, or changed since:", stale),
            "presskit build makes them anew: look at them before they go out",
        ),
        (
            Guard.CHANGED,
            _about(
                f"version {facts.release.version} went out with other words or files than now:",
                sorted(name for name in {*facts.frozen} & {*facts.messages} if facts.frozen[name] != facts.messages[name]),
            ),
            "raise version in kit.yaml: the new one goes as a correction to those who got this",
        ),
        (
            Guard.AGAIN, _again(facts.again),
            "put mail/ledger.sqlite back in its place, from a copy; or override this guard, and they get it another time",
        ),
    )  # fmt: skip
    return [Blocked(guard, finding, hint) for guard, finding, hint in guards if finding]


def embargo_reason(embargo: Embargo | None, now: datetime) -> str:
    """Return why nothing may be sent at ``now``; empty from the embargo's very instant on."""
    if embargo is None or now >= embargo.until:
        return ""
    there, here = embargo.until.isoformat(sep=" "), embargo.until.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return f"the embargo lasts until {there} ({embargo.zone}), {here} UTC"


def _again(again: Mapping[str, tuple[int, str]]) -> str:
    versions = sorted({version for version, _ in again.values()})
    first = min((when for _, when in again.values()), default="")
    which = f"version{'s' if len(versions) > 1 else ''} {', '.join(map(str, versions))}"
    return _about(
        f"{which} went out from this machine since {first} to {len(again)} who are to get it, and the ledger knows nothing "
        "of it:",
        list(again),
    )


def _about(finding: str, names: Sequence[str]) -> str:
    """Return a finding with the first names that it is about, and the number of the others; empty without names."""
    shown = ", ".join(f"«{name}»" for name in names[:SHOWN])
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{finding} {shown}{more}" if names else ""
