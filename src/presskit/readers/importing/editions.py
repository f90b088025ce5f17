"""One page, two languages: where the text in one ends and that in the other begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presskit.language.recognition import detected
from presskit.language.tags import primary
from presskit.readers.importing import rules
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import Line
from presskit.readers.importing.paragraphs import passages
from presskit.readers.importing.sections import may_hold_back

__all__ = ["Edition", "editions"]

_SHORT = 160
_LEAST = 40


@dataclass(frozen=True, slots=True)
class Edition:
    """The lines of the release in one language (BCP 47)."""

    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    lines: tuple[Line, ...]
    words: str
    tongue: str


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    found = []
    for passage in passages(lines):
        words = " ".join(line.words for line in passage.lines)
        told = len(words) > _LEAST and not may_hold_back(words)
        found.append(_Block(passage.lines, words, detected(words) if told else ""))
    return found


def editions(lines: Sequence[Line], language: str, account: Account) -> tuple[Edition, ...]:
    """Split lines where another language begins, if its text has a title of its own and goes on to the end."""
    blocks = _blocks(lines)
    told = [block.tongue for block in blocks if block.tongue]
    if not told:
        return (Edition(language, tuple(lines)),)
    _tell_language(blocks, told[0], language, account)
    cut = _cut(blocks, told[0])
    if cut is None:
        _tell_mixture(blocks, told[0], account)
        return (Edition(language, tuple(lines)),)
    first = tuple(line for block in blocks[:cut] for line in block.lines)
    second = tuple(line for block in blocks[cut:] for line in block.lines)
    other = next(block.tongue for block in blocks[cut:] if block.tongue)
    return Edition(language, first), *editions(second, other, account)


def _cut(blocks: Sequence[_Block], first: str) -> int | None:
    """Return the index, not 0, of the block that the other language begins with; None where it cannot be told."""
    start = next((n for n, block in enumerate(blocks) if block.tongue not in {"", first}), None)
    if start is None:
        return None
    other = blocks[start].tongue
    later = [block.tongue for block in blocks[start:] if block.tongue]
    if first in later or sum(len(b.words) for b in blocks[start:] if b.tongue == other) < 80:
        return None
    return _title_before(blocks, start, other) or None


def _title_before(blocks: Sequence[_Block], start: int, other: str) -> int | None:
    """Return where the title above ``start`` stands, with the lines about the release that stand around it."""
    begin = start
    while begin and _introduces(blocks[begin - 1], other):
        begin -= 1
    titled = any(not head_of(block.words) for block in blocks[begin:start]) or _may_be_title(blocks[start])
    if not titled and begin and _may_be_title(blocks[begin - 1]):
        return begin - 1
    return begin if titled else None


def _introduces(block: _Block, other: str) -> bool:
    head = head_of(block.words)
    if head:
        return head.kind in {Kind.KIND, Kind.IMMEDIATE, Kind.EMBARGO}
    return not block.lines[0].mark and len(block.words) < _SHORT and detected(block.words, least=1) == other


def _may_be_title(block: _Block) -> bool:
    line = block.lines[0]
    plain = not line.mark and head_of(block.words) is None and len(block.lines) == 1
    return plain and len(block.words) < _SHORT and not block.words.endswith((".", ":", ";")) and "@" not in block.words


def _tell_language(blocks: Sequence[_Block], found: str, language: str, account: Account) -> None:
    if primary(language) != found:
        line = next(block for block in blocks if block.tongue).lines[0]
        message = f"the text seems to be in «{found}», but it was imported as «{language}»"
        account.report(rules.LANGUAGE, line.span, message, f"import it again with --language {found}, if that is right")


def _tell_mixture(blocks: Sequence[_Block], first: str, account: Account) -> None:
    for block in blocks:
        if block.tongue not in {"", first}:
            message = f"«{block.words[:50]}…» seems to be in «{block.tongue}»; it is kept in the text as it stands"
            hint = "put it into a statement.LANG.md of its own, if it is a translation"
            account.report(rules.LANGUAGE, block.lines[0].span, message, hint)
