"""What a file for translators is made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from presskit.model.edition import Edition
from presskit.translation.segments import TranslationPackage
from presskit.translation.status import Change, Memory

__all__ = ["Job"]


@dataclass(frozen=True, slots=True)
class Job:
    """A package and the state of its units. ``edition`` is the release in the source language, for its layout.

    ``terms`` are (source, approved, note), the longest first. ``notes``: changes and terms are also comments.
    """

    package: TranslationPackage
    changes: tuple[Change, ...]
    edition: Edition
    memory: Memory = field(default_factory=Memory)
    terms: tuple[tuple[str, str, str], ...] = ()
    notes: bool = False

    @property
    def name(self) -> str:
        """What the files' names begin with: which kit, from which language into which."""
        return f"{self.package.kit_id}.{self.package.source_language}-{self.package.language}"

    @property
    def label(self) -> str:
        """The languages as the foot of a page shows them."""
        return f"{self.package.source_language} → {self.package.language}"
