"""Which texts translate which. No check stands here."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.lint.texts import segments_by_id
from presskit.model.document import Segment, Statement
from presskit.model.release import Kit

__all__ = ["are_unlinked", "pairs", "segment_pairs"]


def pairs(kit: Kit) -> Iterator[tuple[Statement, Statement]]:
    """Yield (source, translation) for every text that is not in the source language.

    The source is the text that the translation says it was made from, or that of the kit's first language.
    """
    for translation in kit.statements:
        if translation.language == kit.release.source_language:
            continue
        named = translation.translates.language if translation.translates else kit.release.source_language
        source = kit.statement(named) or kit.statement(kit.release.source_language)
        if source and source is not translation:
            yield source, translation


def segment_pairs(source: Statement, translation: Statement) -> Iterator[tuple[Segment, Segment]]:
    """Yield the segments that have the same id in both texts, in the translation's order."""
    originals = segments_by_id(source)
    for segment in segments_by_id(translation).values():
        if segment.id in originals:
            yield originals[segment.id], segment


def are_unlinked(source: Statement, translation: Statement) -> bool:
    """Tell whether most blocks of both texts have ids of their own, as where nobody wrote ids before translating."""
    one, other = (segments_by_id(text).keys() - {"title", "subtitle"} for text in (source, translation))
    return len(one - other) > max(2, len(one & other)) and len(other - one) > max(2, len(one & other))
