"""What translators get: each format's files are made from the same job. The table below is their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from presskit.artefact import Artefact
from presskit.resources import Resources
from presskit.writers.confined import done
from presskit.writers.translation import bilingual, cat_files, working_docx
from presskit.writers.translation.job import Job

__all__ = ["BY_DEFAULT", "WRITERS", "FormatName", "Job", "files_here", "files_of"]


class FormatName(StrEnum):
    """The formats by the names that ``--as`` takes."""

    DOCX = "docx"
    TABLE = "table"
    XLIFF = "xliff"
    TMX = "tmx"
    GLOSSARY = "glossary"
    CHANGES = "changes"


WRITERS: Mapping[FormatName, Callable[[Job, Resources], tuple[Artefact, ...]]] = {
    FormatName.DOCX: lambda job, resources: (working_docx.write(job, resources),),
    FormatName.TABLE: lambda job, resources: (bilingual.write_table(job, resources),),
    FormatName.XLIFF: lambda job, _: (cat_files.write_xliff(job),),
    FormatName.TMX: lambda job, _: cat_files.write_tmx(job),
    FormatName.GLOSSARY: lambda job, _: cat_files.write_glossary(job),
    FormatName.CHANGES: lambda job, _: bilingual.write_changes(job),
}
"""What makes the files of each format; none where there is nothing to put in."""
BY_DEFAULT = tuple(name for name in FormatName if name is not FormatName.TABLE)

_IN_WORD = frozenset({FormatName.DOCX, FormatName.TABLE, FormatName.CHANGES})


def files_of(name: FormatName, job: Job, resources: Resources) -> tuple[Artefact, ...]:
    """Return the files of a format, in Word's with a stranger's pictures and templates as a worker makes them.

    Raises :class:`~presskit.writers.errors.WriterError`.
    """
    if name not in _IN_WORD:
        return files_here(name, job, resources)
    size = sum(len(each.key) + len(each.source) for each in job.package.units)
    return done(f"the file for translators «{name}»", size, resources, files_here, name, job, resources)


def files_here(name: FormatName, job: Job, resources: Resources) -> tuple[Artefact, ...]:
    """Return the files of a format; this is what a worker does."""
    return WRITERS[name](job, resources)
