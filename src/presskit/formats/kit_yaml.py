"""Texts as YAML: plain where that is safe, otherwise in double quotation marks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from presskit.model.people import Localised

__all__ = ["exact", "localised", "mapping", "quoted"]

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+@’'–—-]*[\w.)’])?")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def quoted(text: str) -> str:
    """Return ``text`` as a YAML scalar that every reader takes for this text (YAML 1.2, 7.3)."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return exact(text)


def exact(text: str) -> str:
    """Return ``text`` as a double-quoted scalar, letter for letter (YAML 1.2, 7.3.1)."""
    quote = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda match: f"\\u{ord(match.group()):04x}", quote)


def mapping(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs of a key and a finished value as a mapping in one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def localised(text: Localised) -> str:
    """Return a text by language: a text where there is one, otherwise a mapping in one line."""
    if not text.by_language:
        return quoted(text.default)
    return mapping((tag, quoted(words)) for tag, words in text.by_language)
