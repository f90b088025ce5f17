"""Language: fixed phrases, lists and commas that outputs print, from the table ``phrases`` of each language's file.

A kit overrides any of them by language (``phrases`` in kit.yaml). ``{name}`` stands for what is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presskit.language.alphabet import script
from presskit.language.data import languages, table
from presskit.language.tags import locale, primary

__all__ = ["Phrases", "comma", "listed", "phrase_names", "phrases"]

_ITEM = "\ufdd0"  # begins an item while a list is made; a noncharacter, which no text holds
_ALL = "en"  # the language that has every phrase, for what another lacks


def phrase_names() -> tuple[str, ...]:
    """Return the names of all phrases, in the order of the page."""
    return tuple(table(_ALL, "phrases"))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language. ``missing`` names those that had to be taken from English."""

    texts: Mapping[str, str]
    missing: tuple[str, ...] = ()

    def __call__(self, phrase: str, **values: object) -> str:
        """Return a phrase with its values filled in; ``{`` of a value is never looked at again."""
        return re.sub(r"\{([^{}]*)\}", lambda match: str(values.get(match[1], match[0])), self.texts[phrase])


def phrases(language: str, own: Sequence[tuple[str, tuple[tuple[str, str], ...]]] = ()) -> Phrases:
    """Return the phrases of ``language`` (BCP 47), those of the kit before those of the language's file.

    ``own`` is :attr:`presskit.model.release.Release.phrases`. What neither the kit nor the file words is taken from
    English and named in ``missing``.
    """
    by_language = dict(own)
    kit = dict(by_language.get(primary(language), ())) | dict(by_language.get(language, ()))
    known = {**table(language, "phrases"), **kit}
    return Phrases({**table(_ALL, "phrases"), **known}, tuple(name for name in phrase_names() if name not in known))


def comma(tag: str) -> str:
    """Return the comma of a language: that of its file, else that of another language in the same script."""
    same = (language for language in (tag, *languages()) if script(language) == script(tag))
    return next((str(own) for language in same if (own := table(language, "writing").get("comma"))), ",")


def listed(items: Sequence[str], language: str) -> str:
    """Return items as the language lists them: «Brussels, Beirut and Gaziantep», «francés e inglés»."""
    from babel.lists import format_list

    if not items:
        return ""
    line = str(format_list([_ITEM + item for item in items], locale=locale(language)))
    for joint, own in table(language, "grammar").get("and", {}).items():
        line = re.sub(joint.replace("{item}", _ITEM), own, line)
    return line.replace(_ITEM, "")
