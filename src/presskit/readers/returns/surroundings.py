"""What a returned Word file says beside its paragraphs: comments, notes, headers, and every word that nobody took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from presskit.formats.docx_file.names import attribute, name
from presskit.formats.docx_file.words import Story, story_of
from presskit.readers.importing.docx_words import Ledger
from presskit.translation.returned import Aside, Comment
from presskit.typography import clean

__all__ = ["asides", "comments"]

_OURS = "presskit"


def comments(ledger: Ledger, places: Mapping[str, int]) -> Iterator[Comment]:
    """Yield the comments, but presskit's own; ``places`` are the paragraphs that they stand at, by their id."""
    parts = {part: root for part, root in ledger.roots.items() if story_of(part, root) is Story.COMMENTS}
    passages = [*ledger.passages(parts=parts)] if parts else []
    every = [each for root in parts.values() for each in root.iter() if name(each) == "w:comment"]
    authors = {attribute(each, "w:id"): clean(attribute(each, "w:author")) for each in every}
    for root in parts.values():
        ledger.take_all(root)
    for note, group in groupby(passages, lambda each: each.note):
        if authors.get(note) != _OURS:
            yield Comment(authors.get(note, ""), " ".join(each.words for each in group), places.get(note, 0))


def asides(ledger: Ledger, marks: Mapping[tuple[str, str], int]) -> Iterator[Aside]:
    """Yield what nobody took, a paragraph each; ``marks`` are the paragraphs where notes are called, by story and id."""
    seen = set[tuple[str, str]]()
    for _, group in groupby(ledger.passages(), lambda each: (each.story, each.part, each.paragraph, each.note)):
        passages = [*group]
        first = passages[0]
        places = dict.fromkeys(each.place for each in passages)
        aside = Aside("; ".join(places), " ".join(each.words for each in passages), marks.get((first.story, first.note), 0))
        if (aside.place, aside.words) not in seen or first.story not in {Story.HEADER, Story.FOOTER}:
            seen.add((aside.place, aside.words))
            yield aside
