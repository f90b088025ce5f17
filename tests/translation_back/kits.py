"""Kits on the disk that wait for a translation, and the files that went out for them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presskit.editions import merge
from presskit.kit.loading import load
from presskit.model.document import Segment, Statement, inlines_of, segments
from presskit.model.release import Kit
from presskit.readers import kit as reader
from presskit.resources import Resources
from presskit.translation.segments import TranslationPackage, Unit, package_for, text_of, units
from presskit.translation.status import Memory, changes
from presskit.usecases.translate_back import TranslateBackReport, TranslateBackRequest, translate_back
from presskit.writers.translation import Job, table_docx, working_docx, xliff

SPECIMEN = Path(__file__).parents[2] / "data" / "aleppo"
LANGUAGES = ("ar", "fr")


def kit_of(folder: Path) -> Kit:
    reading = reader.read(load(folder).value)
    assert reading.value is not None
    return reading.value


def specimen() -> Kit:
    return kit_of(SPECIMEN)


def untranslated(folder: Path) -> Path:
    """Copy the specimen without its translations, and return where it is. Names have their forms already."""
    kit = folder / "kit"
    shutil.copytree(SPECIMEN, kit)
    for language in LANGUAGES:
        (kit / f"statement.{language}.md").unlink()
    text = (kit / "kit.yaml").read_text("utf-8")
    assert "languages: [en, ar, fr]" in text
    (kit / "kit.yaml").write_text(text.replace("languages: [en, ar, fr]", "languages: [en]"), "utf-8")
    return kit


def job_of(kit: Kit, language: str, memory: Memory | None = None) -> Job:
    content: TranslationPackage = package_for(kit, language)
    known = memory or Memory()
    return Job(content, changes(content, known), merge(kit, kit.release.source_language).value, known)


def sent(kit: Kit, language: str, form: str = "docx", pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return the file that goes out: ``docx``, ``table`` or ``xliff``."""
    job = job_of(kit, language)
    if form == "xliff":
        return xliff.write(job).data
    resources = Resources().with_assets(pictures or {})
    made = table_docx.write(job, resources) if form == "table" else working_docx.write(job, resources)
    return made.data


def translations(language: str) -> dict[str, Unit]:
    """Return the specimen's units with their translations, by key; names that have none are left out."""
    return {unit.key: unit for unit in units(specimen(), language) if unit.target}


def take(folder: Path, name: str, data: bytes, **options: Any) -> TranslateBackReport:
    """Take a file of these bytes back; ``options`` are those of the request."""
    return translate_back(TranslateBackRequest(folder, Path(name), data, **options))


def words(statement: Statement) -> dict[str, str]:
    """Return the words of each segment, variables and notes among them."""
    return {segment.id: _words(segment) for segment in segments(statement)}


def _words(segment: Segment) -> str:
    return " ".join(text_of(inlines_of(segment)).split())
