"""In which language a return is: another one than it says, or was asked for, is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from presskit.diagnostics import Diagnostic
from presskit.language.detection import detected, is_told
from presskit.language.subtags import primary
from presskit.language.tags import script
from presskit.model.document import Inline
from presskit.source import Span
from presskit.translation import rules
from presskit.translation.placement import Placed
from presskit.translation.segments import text_of

__all__ = ["examine_language"]

_FEW = 60
"""Letters of text; fewer are a name or a headline, and tell no language."""
_FEW_WORDS = 6
"""Small words that a paragraph has to hold before it is told of by itself."""


def examine_language(fresh: Sequence[tuple[Placed, tuple[Inline, ...]]], language: str, source: str) -> Iterator[Diagnostic]:
    """Yield an error where most of what came back is in another language than ``language``; else a warning for single texts."""
    texts = [(placed, text_of(words)) for placed, words in fresh if not placed.unit.is_name]
    heard = [(placed, text, detected(text)) for placed, text in texts]
    letters: Counter[str] = Counter()
    for _, text, told in heard:
        letters[told] += sum(map(str.isalpha, text)) if told else 0
    others = {told: count for told, count in letters.items() if told and _is_other(told, language)}
    most, count = max(others.items(), key=lambda each: each[1], default=("", 0))
    if count > max(_FEW, letters[primary(language)]):
        message = f"most of it is in «{most}», and it was to be «{language}»"
        hint = f"if it is the translation into «{most}», say --lang {most}; else ask for the right file"
        if most == primary(source):
            hint = f"it is in the source's language: ask for the translation into «{language}»"
        first = next(placed.span for placed, _, told in heard if told == most)
        yield rules.OTHER_LANGUAGE.at(Span(first.source), message, hint, [(first, "for example")])
        return
    for placed, text, _ in heard:
        told = detected(text, _FEW_WORDS)
        if told and len(text) > _FEW and _is_other(told, language):
            message = f"«{placed.unit.key}» is in «{told}», and the rest in «{language}»"
            yield rules.OTHER_TONGUE.at(placed.span, message, "look whether it is the right text", [(placed.unit.span, "")])


def _is_other(told: str, language: str) -> bool:
    """Tell whether a language that was heard is surely not the one that is wanted."""
    wanted = primary(language)
    if told == wanted:
        return False
    return is_told(wanted) or (script(told) == "Latn") != (script(wanted) == "Latn")
