"""Check: presskit's own fonts can show every letter of the languages that are set in pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from presskit.checks import Case, Check, Context, Problem, english
from presskit.checks.lint.texts import KitText, listed, passages
from presskit.diagnostics import Rule, Severity
from presskit.language import dates
from presskit.language.phrases import phrases
from presskit.language.tags import name as language_name
from presskit.model.outputs import Format
from presskit.model.release import Kit

__all__ = ["CHECK"]

SHOWN = 8
"""So many letters are shown."""
MANY = 20
"""So many letters are a script that the fonts do not have."""
UNPRINTED = frozenset({"the description", "a keyword", "a picture's description", "the logo's description"})
_SHOWN_FORMATS = frozenset({"AL", "AN", "R"})
"""Signs that stand under or over a number are format characters too (Unicode 16.0, 9.2)."""


def _is_drawn(character: str) -> bool:
    """Return whether a character leaves a mark: spaces, controls and variation selectors need no glyph."""
    selects = 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF
    kind = unicodedata.category(character)
    hidden = kind in {"Zs", "Zl", "Zp", "Cc"} or (kind == "Cf" and unicodedata.bidirectional(character) not in _SHOWN_FORMATS)
    return not selects and not hidden and character not in "\u200f\u061c"


def _printed(kit: Kit, language: str) -> Iterator[KitText]:
    """Yield the texts of an edition's pages: the kit's own, the day, the phrases around them."""
    yield from (passage for passage in passages(kit, language) if passage.what not in UNPRINTED)
    release = kit.release
    if release.date:
        yield KitText(dates.day(release.date, language), release.span, "the date")
    yield from (
        KitText(text, release.span, f"the phrase «{phrase}»")
        for phrase, text in phrases(language, release.phrases).texts.items()
        if not phrase.startswith("mail_")
    )


def _check(kit: Kit, context: Context) -> Iterator[Problem]:
    paged = [output for output in kit.release.outputs if output.sets_pages]
    for language in kit.release.languages if paged and context.glyphs else ():
        if kit.statement(language) is not None:
            yield from _lacking(kit, language, context, paged)


def _lacking(kit: Kit, language: str, context: Context, paged: list[Format]) -> Iterator[Problem]:
    found: dict[str, KitText] = {}
    for passage in _printed(kit, language):
        if not context.glyphs.issuperset(map(ord, passage.text)):
            for character in passage.text:
                if ord(character) not in context.glyphs and _is_drawn(character):
                    found.setdefault(character, passage)
    if found:
        first = next(iter(found.values()))
        yield Problem(
            first.span,
            f"In {language_name(language, 'en')} no font here has {_named(list(found))}, first in {first.what}.",
            _hint(kit, paged, len(found)),
        )


def _named(letters: list[str]) -> str:
    if len(letters) == 1:
        return f"«{letters[0]}» (U+{ord(letters[0]):04X}, {unicodedata.name(letters[0], 'without a name')})"
    shown = ", ".join(f"«{letter}»" for letter in letters[:SHOWN])
    return f"these {len(letters)} letters: {shown}{', …' if len(letters) > SHOWN else ''}"


def _hint(kit: Kit, paged: list[Format], count: int) -> str:
    if count < MANY:
        return "Write it with other characters, or take it out." if count == 1 else "Write them otherwise, or take them out."
    others = listed(output for output in kit.release.outputs if not output.sets_pages)
    rest = f" (it can be made as {others})" if others else ""
    return f"Take {listed(paged)} out of «outputs» in kit.yaml, or keep this language{rest} in a kit of its own without them."


CHECK = Check(
    Rule(
        "missing-glyph", Severity.ERROR, "No font has a letter",
        "In the PDF and the print PDF an empty box would stand in its place.",
    ),
    _check,
    good=Case(
        "The Arabic letters are in the fonts.",
        english("The road to «الضيعة» is closed. {#lede}"),
    ),
    bad=Case(
        "No font for paper has this picture character.",
        english("The road is closed 🚧 since Monday. {#lede}"),
    ),
)
