"""What translators get: one file a format, each made from the same job. The table below is their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from presskit.artefact import Artefact
from presskit.resources import Resources
from presskit.writers.translation.job import Job

__all__ = ["BY_DEFAULT", "FORMATS", "Format", "FormatName", "Job"]


class FormatName(StrEnum):
    """The formats by the names that ``--as`` takes."""

    DOCX = "docx"
    TABLE = "table"
    XLIFF = "xliff"
    TMX = "tmx"
    GLOSSARY = "glossary"
    CHANGES = "changes"


Write = Callable[[Job, Resources], tuple[Artefact, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is, and the function that makes its files; none where there is nothing to put in."""

    name: FormatName
    title: str
    write: Write


def _docx(job: Job, resources: Resources) -> tuple[Artefact, ...]:
    from presskit.writers.translation.working_docx import write

    return (write(job, resources),)


def _table(job: Job, resources: Resources) -> tuple[Artefact, ...]:
    from presskit.writers.translation.table_docx import write

    return (write(job, resources),)


def _xliff(job: Job, _: Resources) -> tuple[Artefact, ...]:
    from presskit.writers.translation import xliff

    return (xliff.write(job),)


def _tmx(job: Job, _: Resources) -> tuple[Artefact, ...]:
    from presskit.writers.translation import tmx

    return tmx.write(job)


def _glossary(job: Job, _: Resources) -> tuple[Artefact, ...]:
    from presskit.writers.translation import glossary

    return glossary.write(job)


def _changes(job: Job, _: Resources) -> tuple[Artefact, ...]:
    from presskit.writers.translation import changes

    return changes.write(job)


FORMATS: tuple[Format, ...] = (
    Format(FormatName.DOCX, "Word file in the release's layout", _docx),
    Format(FormatName.TABLE, "Word table: id, source, target", _table),
    Format(FormatName.XLIFF, "XLIFF for CAT tools", _xliff),
    Format(FormatName.TMX, "translation memory", _tmx),
    Format(FormatName.GLOSSARY, "glossary", _glossary),
    Format(FormatName.CHANGES, "what changed, in words", _changes),
)
BY_DEFAULT = (FormatName.DOCX, FormatName.XLIFF, FormatName.TMX, FormatName.GLOSSARY, FormatName.CHANGES)
