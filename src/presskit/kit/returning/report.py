"""What an import is asked for, and what it has to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors
from presskit.translation.placement import Accepted
from presskit.translation.returned import Tracked

__all__ = ["Options", "Report", "Row"]


@dataclass(frozen=True, slots=True)
class Options:
    """The command's options. ``language`` is the target where the file does not say it; ``against`` an older revision.

    ``title`` is the title in the language, where the file does not have one.
    """

    language: str = ""
    accepted: Accepted = field(default_factory=Accepted)
    against: str = ""
    tracked: Tracked = Tracked.ASK
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one text: ``state`` placed, kept, carried, asked, empty, untranslated, absent, left out.

    ``kept``: the kit has a text, which stays. ``evidence`` says by what it was placed, ``sure`` in percent how sure that is.
    ``numbers`` are paragraphs of the returned file from 1 (units of an XLIFF file).
    """

    key: str
    state: str
    evidence: str = ""
    sure: int = 0
    numbers: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. ``written`` are the kit's files; none where something is to be decided first."""

    language: str
    revision: str
    rows: tuple[Row, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was written because of errors."""
        return has_errors(self.diagnostics)
