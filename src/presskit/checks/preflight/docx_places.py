"""What the checks of Word files share: where a finding is, whose file it is, in which language."""

from __future__ import annotations

from collections.abc import Mapping

from presskit.bidi import Direction
from presskit.checks.preflight.frame import Finding, Purpose
from presskit.diagnostics import Rule, Severity
from presskit.formats.docx import Property
from presskit.formats.docx_file import DocxFile, Spot
from presskit.language import tags
from presskit.model.edition import Edition
from presskit.source import Span

__all__ = ["direction_of", "found", "graded", "is_ours", "language_of"]


def found(rule: Rule, file: DocxFile, message: str, hint: str, spot: Spot | None = None) -> Finding:
    """Return a finding in a paragraph of the text, in another part, or in the file as a whole."""
    if spot is None:
        return Finding(rule.at(Span(file.name), message, hint))
    if spot.part == file.main:
        return Finding(rule.at(Span(file.name, spot.paragraph, unit="paragraph"), message, hint))
    paragraph = f", paragraph {spot.paragraph}" if spot.paragraph else ""
    return Finding(rule.at(Span(file.name), f"{message} It is in {spot.part}{paragraph}.", hint))


def graded(ours: Severity, general: Severity) -> Mapping[Purpose, Severity]:
    """Return how bad a finding is in a file as presskit made it, and in one that another program has saved."""
    return {Purpose.TRANSLATION: ours, Purpose.GENERAL: general}


def is_ours(file: DocxFile) -> bool:
    """Tell whether presskit made the file and no other program saved it since: those write their name into it."""
    return Property.MADE_BY in file.custom and not file.app.get("Application")


def language_of(file: DocxFile, edition: Edition | None) -> str:
    """Return the language of the text: the release's, else what the properties say, else an empty one."""
    if edition:
        return edition.language
    return file.custom.get(Property.LANGUAGE, "") or file.core.get("language", "")


def direction_of(file: DocxFile, edition: Edition | None) -> Direction:
    """Return the direction of the text; where no language is said, that of most of its paragraphs."""
    if edition:
        return edition.direction
    language = language_of(file, None)
    if language:
        return tags.direction(language)
    text = file.text()
    return "rtl" if sum(paragraph.bidi for paragraph in text) * 2 > len(text) else "ltr"
