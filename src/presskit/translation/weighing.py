"""Doubts ids whose words are another unit's: its strings, its text in the kit, its name, or a copy of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from presskit.translation.desk import Desk
from presskit.translation.evidence import LONG_TEXT, normal
from presskit.translation.placement import Reason
from presskit.translation.segments import text_of

__all__ = ["weigh_ids"]

_MOST_TIMES = 3.5


def weigh_ids(desk: Desk) -> None:
    """Ask where the words under an id are another unit's: its strings, its text in the kit, or a copy of its words."""
    texts = {key: normal(text_of(each.inlines)) for key, each in desk.placed.items()}
    counts = Counter(text for key, text in texts.items() if len(text) > LONG_TEXT)
    for key, text in texts.items():
        twice = counts[text] > 1 and not _same_source(desk, text, texts)
        if twice or _speaks_for_another(desk, key, text) or _holds_a_name(desk, key, text) or _is_out_of_proportion(desk, key):
            _withdraw(desk, key)


def _holds_a_name(desk: Desk, key: str, text: str) -> bool:
    """Tell whether a text begins or ends with the name of another unit that is gone: the two were joined."""
    source = normal(text_of(desk.units[key].source))
    for other in [other for other in desk.open() if not desk.says_the_same(key, other)]:
        unit = desk.units[other]
        name = normal(text_of(unit.target or ())) if unit.is_name and not unit.translate else ""
        joins = name and (text.startswith(f"{name} ") or text.endswith(f" {name}"))
        if joins and text.count(name) > source.count(normal(text_of(unit.source))):
            return True
    return False


def _is_out_of_proportion(desk: Desk, key: str) -> bool:
    """Tell whether a text is so much longer or shorter than its source that it cannot be its translation."""
    share, length = desk.share(key), max(len(text_of(desk.placed[key].inlines)), len(text_of(desk.units[key].source)))
    return length > LONG_TEXT and not 1 / _MOST_TIMES < share < _MOST_TIMES


def _speaks_for_another(desk: Desk, key: str, text: str) -> bool:
    """Tell whether a text has another unit's strings and none of its own, or is another one's text in the kit."""
    others = [other for other in desk.units if other != key and not desk.says_the_same(key, other)]
    if desk.clues.lack(key, text) and any(desk.clues.agree(other, text) for other in others):
        return True
    return len(text) > LONG_TEXT and not _is_of(desk, key, text) and any(_is_of(desk, other, text) for other in others)


def _same_source(desk: Desk, text: str, texts: Mapping[str, str]) -> bool:
    first, *others = [key for key, each in texts.items() if each == text]
    return all(desk.says_the_same(first, other) for other in others)


def _is_of(desk: Desk, key: str, text: str) -> bool:
    return text in desk.known[key]


def _withdraw(desk: Desk, key: str) -> None:
    numbers = desk.placed[key].numbers
    desk.doubt(Reason.DISAGREE, key, [at for at, each in enumerate(desk.paragraphs) if each.number in numbers])
