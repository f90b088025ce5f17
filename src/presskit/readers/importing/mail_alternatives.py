"""The parts of a mail that say the same in another form (multipart/alternative, RFC 2046): words that one of them has alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.html_words import page_words
from presskit.readers.importing.lines import InputLine
from presskit.source import Span

__all__ = ["lose_other_words"]

_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s>)\]]*|\[(?:image|cid):\s?|\[|\]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"^[\s>*•–-]*(?:\(?(?:\d{1,3}|[A-Za-z])[.)]\s)?")
_REASON = "it stands in the plain text of the e-mail alone; the text was read from its HTML"


def lose_other_words(source: str, chosen: tuple[str, bool], other: tuple[str, bool], log: AuditLog) -> None:
    """Ask about each line of a part that was not read whose words do not stand, side by side, in the one that was.

    Each part is its text, and whether that is HTML. Marks of lists and addresses of links are not compared.
    """
    here = [*_all_words(page_words(chosen[0]) if chosen[1] else chosen[0])]
    words, pairs = set(here), set(pairwise(here))
    for number, line in enumerate((page_words(other[0]) if other[1] else other[0]).splitlines(), 1):
        runs = [_words(each) for each in _ADDRESS.split(_MARK.sub("", line, count=1))]
        if any(not ({*run} <= words and {*pairwise(run)} <= pairs) for run in runs):
            log.lose(InputLine(Span(f"{source} (plain text)", number), line.strip()), _REASON)


def _all_words(text: str) -> Iterator[str]:
    return (word for line in _ADDRESS.sub(" ", text).splitlines() for word in _words(line))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
