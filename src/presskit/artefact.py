"""What comes out of a writer: a name, a media type and bytes. Nothing here touches a disk."""

from __future__ import annotations

from dataclasses import dataclass

from presskit.diagnostics import Diagnostic

__all__ = ["Artefact"]


@dataclass(frozen=True, slots=True)
class Artefact:
    """One output file. ``name`` is relative to the output folder, with ``/``; ``pages`` is 0 where none are counted.

    ``diagnostics`` are what its writer has to say of it, none of them an error.
    """

    name: str
    media_type: str
    data: bytes
    language: str = ""
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
