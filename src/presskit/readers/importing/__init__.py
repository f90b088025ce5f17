"""Text, Word files and tables as they were received → a kit; every line of them is placed or reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from presskit.diagnostics import Reading
from presskit.model.release import Kit
from presskit.readers.importing.audit_log import Placement, ask_about_lost
from presskit.readers.importing.loader import read_files
from presskit.readers.received import kept
from presskit.source import Span

__all__ = ["Imported", "Placement", "import_files"]


@dataclass(frozen=True, slots=True)
class Imported:
    """A kit made of what was received, its pictures as (path in the kit, bytes), and the account of every line.

    ``inputs`` are the files that were received, by the path at which the kit keeps them; ``internal`` are the lines that are
    not for publication.
    """

    kit: Kit
    images: tuple[tuple[str, bytes], ...]
    placements: tuple[Placement, ...]
    inputs: tuple[tuple[str, bytes], ...] = ()
    internal: tuple[tuple[Span, str], ...] = ()


def import_files(files: Sequence[tuple[str, bytes]], *, region: str, language: str) -> Reading[Imported | None]:
    """Make a kit of files (name, bytes). ``region`` (ISO 3166-1, or empty) is for telephone numbers without +.

    ``language`` (BCP 47) is that of the first text. The value is None where no text with a title could be read; the
    findings then say why.
    """
    intake = read_files(files, region=region, language=language)
    if intake.kit is None:
        return Reading(None, tuple(intake.account.found))
    account = intake.account
    placements = account.close()
    ask_about_lost(account, intake.kit)
    kit = replace(intake.kit, questions=tuple(account.questions))
    inputs = tuple((kept(Span(name)).source, data) for name, data in files)
    internal = tuple((line.span, line.raw.strip()) for line in account.internal)
    return Reading(Imported(kit, intake.images, placements, inputs, internal), tuple(account.found))
