"""Lines of a list that hold more than one name, or a day before it: «12 May: Dr Tom Wake (Music), Anneli Sorsa (Finance)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from presskit.language.dates_in_text import find_day, find_day_and_month
from presskit.model.document import Text
from presskit.readers import import_rules as rules
from presskit.readers.importing.affiliations import bracketed_pieces, is_role
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.shapes import is_titled, may_name, pattern, without_bracket

__all__ = ["persons_of", "without_day"]

_DAY = re.compile(r"^(?P<day>[^:]{3,30}?)(?::|\s[–—-])\s+(?=\S)")
_BESIDE_A_DAY, _TWO = 4, 2


def without_day(line: InputLine) -> InputLine:
    """Return a line without the day before the name, on which somebody signed; the day stays in its ``raw``."""
    match = None if line.mark or line.style else _DAY.match(line.words)
    if match is None or find_day(line.words[match.end() :]):
        return line
    day = find_day(match["day"])
    start, end = (day.start, day.end) if day else (find_day_and_month(match["day"]) or (0, 0, 0, 0))[2:]
    others = f"{match['day'][:start]}{match['day'][end:]}".strip(" ,.()")
    return line.after(match.end()) if end and len(others) <= _BESIDE_A_DAY else line


def persons_of(line: InputLine, language: str, log: AuditLog) -> Iterator[InputLine]:
    """Yield the persons of a line: each with a bracket of her own, or two with titles that an «and» joins."""
    pieces = () if line.style else bracketed_pieces(line.words)
    if len(pieces) > 1 and all(map(_is_bracketed_person, pieces)):
        yield from _pieces(line, pieces)
        return
    bare = without_bracket(line.words)
    behind = line.words[len(bare) :]
    names = pattern("and", language).split(bare)
    if line.style or len(names) != _TWO or not all(is_titled(name.strip()) and may_name(name) for name in names):
        yield line
        return
    if behind:
        message = f"«{behind.strip()}» behind «{' & '.join(map(str.strip, names))}» was read as said of both"
        log.report(rules.ASSUMED, line.span, message, "see signatories.yaml if it is said of the second alone")
    yield from _pieces(line, tuple(f"{name.strip()}{behind}" for name in names))


def _is_bracketed_person(words: str) -> bool:
    bare = without_bracket(words)
    return bare != words and not re.search("[,،;]", bare) and (is_titled(bare) or (may_name(bare) and not is_role(bare)))


def _pieces(line: InputLine, pieces: tuple[str, ...]) -> Iterator[InputLine]:
    for n, piece in enumerate(pieces):
        yield replace(line, content=(Text(piece, line.span),), gap=line.gap and n == 0, mark=line.mark if n == 0 else None)
