"""Check: presskit's own fonts can show every character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from presskit.checks import Case, Check, World
from presskit.checks.lint.texts import passages, quoted
from presskit.diagnostics import Diagnostic, Rule, Severity
from presskit.model.release import Kit

__all__ = ["CHECK"]

RULE = Rule(
    "missing-glyph", Severity.WARNING, "No font has a character",
    "It would be printed as an empty box, or borrowed from a font that only this machine has.",
)  # fmt: skip


def _is_drawn(character: str) -> bool:
    """Tell whether a character leaves a mark: spaces, controls and variation selectors need no glyph."""
    selects = 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF
    return not selects and unicodedata.category(character) not in {"Zs", "Zl", "Zp", "Cc", "Cf"}


def _look(kit: Kit, world: World) -> Iterator[Diagnostic]:
    for passage in passages(kit) if world.glyphs else ():
        if world.glyphs.issuperset(map(ord, passage.text)):
            continue
        lacking = dict.fromkeys(c for c in passage.text if _is_drawn(c) and ord(c) not in world.glyphs)
        for character in lacking:
            name = unicodedata.name(character, "without a name")
            message = f"No font here can show {quoted(character)} (U+{ord(character):04X}, {name}) in {passage.what}."
            yield RULE.at(passage.span, message, "Write it with other characters, or take it out.")


CHECK = Check(
    RULE,
    _look,
    good=Case(
        "The Arabic letters are in the fonts.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road to «الضيعة» is closed. {#lede}
""",
        },
    ),
    bad=Case(
        "No text font has this picture character.",
        {
            "statement.en.md": """\
---
title: Open the road to the river towns
---
The road is closed 🚧 since Monday. {#lede}
""",
        },
    ),
)
