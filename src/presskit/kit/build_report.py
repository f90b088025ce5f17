"""What is asked of a build, and what it made: values that are told to whoever waits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presskit.diagnostics import Diagnostic, has_errors

__all__ = ["BuildReport", "Made", "Options", "Step"]


@dataclass(frozen=True, slots=True)
class Made:
    """An output file: its path below the output folder with ``/``, its size in bytes and its SHA-256 in hexadecimal.

    ``version`` is the release's, as the file states it.
    ``kept`` tells that it lay there already, from an earlier build of the same words.
    """

    path: str
    language: str
    format: str
    pages: int
    bytes: int
    sha256: str
    version: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What is about to be made, for whoever waits: the ``number``-th of ``total`` outputs."""

    number: int
    total: int
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class Options:
    """What is made: ``only`` these outputs and ``languages`` (all where empty), with templates of the user's own first.

    With ``proof``, a proof of the print PDF and a contact sheet lie beside them; with ``attach``, the PDF carries the
    release as data; with ``force``, all is made again.
    """

    only: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    templates: Path | None = None
    proof: bool = False
    attach: bool = False
    force: bool = False

    def folders(self) -> list[str]:
        """Return the folders of the user's own templates."""
        return [str(self.templates)] if self.templates else []

    def words(self) -> list[str]:
        """Return the options as they stand in a key."""
        return [",".join(self.only), ",".join(self.languages), str(self.proof), str(self.attach)]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made or kept, all that was found, and how many seconds it took.

    The outputs of a language in which an error was found are not among them: they are as they were.
    """

    made: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]
    elapsed: float

    @property
    def failed(self) -> bool:
        """Tell whether errors kept the build from making all that was asked for."""
        return has_errors(self.diagnostics)
