"""How far each language is, and since when somebody is waited for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from presskit.translation.delta import Change, State
from presskit.translation.segments import Package

__all__ = ["Export", "Standing", "standing"]


@dataclass(frozen=True, slots=True)
class Export:
    """What went out: to which language, on which day, at which revision of the source."""

    language: str
    day: date
    revision: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A language by numbers: texts that are done, changed since they were translated, missing; names without their own form.

    ``waiting_since`` is the day of the last export of the present source, None where nothing is missing or none was made;
    ``sent`` the day of the last export of any.
    """

    language: str
    done: int
    changed: int
    missing: int
    names: int
    revision: str
    made_from: str
    waiting_since: date | None = None
    sent: date | None = None

    @property
    def complete(self) -> bool:
        """Whether every text is translated as the source stands; names may be printed as they are in the source."""
        return not self.changed and not self.missing


def standing(package: Package, changes: Sequence[Change], exports: Iterable[Export] = ()) -> Standing:
    """Return where a language stands."""
    texts = [each for each in changes if not each.unit.is_name]
    states = [each.state for each in texts]
    days = [each for each in exports if each.language == package.language]
    changed, missing = states.count(State.CHANGED), states.count(State.NEW)
    current = [each.day for each in days if each.revision == package.revision]
    return Standing(
        language=package.language,
        done=states.count(State.DONE),
        changed=changed,
        missing=missing,
        names=sum(1 for each in changes if each.unit.is_name and each.open),
        revision=package.revision,
        made_from=package.made_from,
        waiting_since=max(current, default=None) if changed or missing else None,
        sent=max((each.day for each in days), default=None),
    )
