"""What presskit found: codes, severities, places, words and hints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from presskit.source import Span

__all__ = ["Diagnostic", "Reading", "Rule", "Severity", "counted", "has_errors", "in_order"]

T = TypeVar("T", covariant=True)


class Severity(StrEnum):
    """How bad a finding is: an error stops a build, a warning asks for a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``code`` never changes its meaning; ``related`` are further places with a word about each."""

    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""
    related: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding, with what the reference page says about it. ``why`` is one or two plain sentences."""

    code: str
    severity: Severity
    title: str
    why: str

    def at(
        self, span: Span, message: str, hint: str = "", related: Iterable[tuple[Span, str]] = ()
    ) -> Diagnostic:
        """Return a finding of this rule at ``span``."""
        return Diagnostic(self.code, self.severity, message, span, hint, tuple(related))


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What a reader made of its input: the value as far as it could be built, and everything it has to say."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file, line and column, each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda each: (each.span, each.code, each.message))


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """Return «2 errors, 1 warning»; empty if nothing was found."""
    counts = Counter(each.severity for each in diagnostics)
    return ", ".join(f"{counts[each]} {each}{'' if counts[each] == 1 else 's'}" for each in Severity if counts[each])


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any finding stops a build."""
    return any(each.severity is Severity.ERROR for each in diagnostics)
