"""A job → its glossary: TSV as OmegaT reads it, and TBX."""

from __future__ import annotations

from presskit.artefact import Artefact
from presskit.formats import tbx
from presskit.writers.translation.job import Job

__all__ = ["write"]

_TSV = "text/tab-separated-values; charset=utf-8"


def write(job: Job) -> tuple[Artefact, ...]:
    """Return both files; none where the language has no term. OmegaT takes ``.utf8`` for a table in UTF-8."""
    if not job.terms:
        return ()
    package = job.package
    lines = "".join("\t".join(_cell(each) for each in term).rstrip("\t") + "\n" for term in job.terms)
    languages = (package.source_language, package.language)
    entries = [(list(zip(languages, (source, target), strict=True)), note) for source, target, note in job.terms]
    title = f"{package.kit_id}, {job.label}"
    return (
        Artefact(f"{job.name}.glossary.utf8", _TSV, lines.encode(), package.language),
        Artefact(f"{job.name}.glossary.tbx", tbx.MEDIA_TYPE, tbx.document(title, languages[0], entries), package.language),
    )


def _cell(text: str) -> str:
    return " ".join(text.split())
