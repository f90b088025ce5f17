"""What cells of a press list say: languages, groups, outputs, yes and no."""

from __future__ import annotations

import re
from functools import cache

from presskit.language.number_words import LANGUAGES, fold
from presskit.model.outputs import Format
from presskit.readers.tables.answers import Answer, answer

__all__ = ["groups", "is_no", "language", "outputs"]

_PARTS = re.compile(r"[,;/|+&،؛\n]+")
_NOTHING = frozenset({"none", "no", "nothing", "text only", "-", "–", "0", "aucune", "keine", "لا شيء", "нет", "ні", "yok"})


@cache
def _names() -> dict[str, str]:
    """Return the languages by their names in the languages of the lists, and in themselves."""
    from babel import Locale

    names: dict[str, str] = {}
    for spoken in LANGUAGES:
        for tag, name in Locale(spoken).languages.items():
            if re.fullmatch("[a-z]{2,3}", tag):
                names.setdefault(fold(str(name)), tag)
    return names


@cache
def language(text: str) -> str:
    """Return the first language that ``text`` names (BCP 47): by code or by name; empty where none is known."""
    for part in filter(None, map(str.strip, _PARTS.split(text))):
        tag = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", part)
        if tag and tag[1].lower() in _names().values():
            return tag[1].lower() + (f"-{tag[2].upper()}" if tag[2] else "")
        if found := _names().get(fold(part).strip(" .")):
            return found
    return ""


def groups(text: str) -> tuple[str, ...]:
    """Return the groups that a cell lists, in lower case, each once."""
    parts = (" ".join(part.split()).casefold() for part in _PARTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def outputs(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the outputs that a cell names, and the words that name none. «none» is no output at all."""
    words = [word for word in re.split(r"[\s,;/|+&،؛]+", text.lower().replace("word", "docx")) if word]
    if text.strip().lower() in _NOTHING:
        return (), []
    known = set(map(str, Format))
    return tuple(dict.fromkeys(word for word in words if word in known)), [word for word in words if word not in known]


def is_no(text: str) -> bool:
    """Tell whether a cell says no, or nothing."""
    return not text.strip() or answer(text) is Answer.NO
