"""Language: things one after the other, with the «and» that their sounds ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presskit.language.data import table
from presskit.language.tags import locale

__all__ = ["listed"]

_ITEM = "\ufdd0"  # begins an item while a list is made; a noncharacter, which no text holds


def listed(items: Sequence[str], language: str) -> str:
    """Return items as the language lists them: «Brussels, Beirut and Gaziantep», «francés e inglés»."""
    from babel.lists import format_list

    if not items:
        return ""
    line = str(format_list([_ITEM + item for item in items], locale=locale(language)))
    for joint, said in table(language, "grammar").get("and", {}).items():
        line = re.sub(joint.replace("{item}", _ITEM), said, line)
    return line.replace(_ITEM, "")
