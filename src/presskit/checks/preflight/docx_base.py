"""What the checks of Word files share: the place of a finding, whether presskit wrote the file, its language and direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from presskit.bidi import Direction
from presskit.checks.preflight.check_base import Defect, Finding, PreflightCheck
from presskit.diagnostics import Rule
from presskit.formats.ooxml.contract import Property
from presskit.formats.ooxml.values import DocxFile, Spot
from presskit.language.alphabet import direction
from presskit.model.edition import Edition
from presskit.source import Span

__all__ = ["Defects", "DocxCheck", "direction_of", "is_ours", "language_of", "located"]

DocxCheck: TypeAlias = PreflightCheck[DocxFile, Spot]
"""A check of Word files. The place of a defect is a paragraph of one of its parts."""
Defects: TypeAlias = Iterator[Defect[Spot]]


def located(rule: Rule, file: DocxFile, defect: Defect[Spot]) -> Finding:
    """Return the finding of a defect: in a paragraph of the text, in another part, or in the file as a whole."""
    spot, message = defect.place, defect.message
    if spot is None:
        return Finding(rule.at(Span(file.name), message, defect.hint))
    if spot.part == file.main:
        return Finding(rule.at(Span(file.name, spot.paragraph, unit="paragraph"), message, defect.hint))
    paragraph = f", paragraph {spot.paragraph}" if spot.paragraph else ""
    return Finding(rule.at(Span(file.name), f"{message} It is in {spot.part}{paragraph}.", defect.hint))


def is_ours(file: DocxFile) -> bool:
    """Return whether presskit made the file and no other program saved it since: those write their name into it."""
    return Property.MADE_BY in file.custom and not file.app.get("Application")


def language_of(file: DocxFile, edition: Edition | None) -> str:
    """Return the language of the text: the release's, else what the properties say, else an empty one."""
    stated = file.custom.get(Property.LANGUAGE, "") or file.core.get("language", "")
    return edition.language if edition else stated


def direction_of(file: DocxFile, edition: Edition | None) -> Direction:
    """Return the direction of the text; where the file has no language, that of most of its paragraphs."""
    if edition:
        return edition.direction
    if language := language_of(file, None):
        return direction(language)
    text = file.text()
    return "rtl" if sum(paragraph.bidi for paragraph in text) * 2 > len(text) else "ltr"
