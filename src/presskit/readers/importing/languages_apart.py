"""A text in two languages → the lines of each: one after the other, side by side, or line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presskit.language.data import languages
from presskit.language.recognition import detected
from presskit.language.tags import primary
from presskit.language.unread import language_of
from presskit.model.question import Choice
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import InputLine, paragraphs
from presskit.readers.importing.moments import may_hold_back
from presskit.readers.importing.two_languages import paired_languages

__all__ = ["by_language"]

_SHORT = 160
_LEAST = 40
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a paragraph, their words, and the language of the words; empty where that is not clear."""

    lines: tuple[InputLine, ...]
    words: str
    language: str


def _blocks(lines: Sequence[InputLine]) -> list[_Block]:
    texts = [(passage.lines, " ".join(line.words for line in passage.lines)) for passage in paragraphs(lines)]
    return [
        _Block(group, words, detected(words) if len(words) > _LEAST and not may_hold_back(words) else "")
        for group, words in texts
    ]


def by_language(
    lines: Sequence[InputLine], language: str, log: AuditLog
) -> tuple[tuple[str, tuple[InputLine, ...]], ...]:
    """Split lines where another language begins, if its text has a title of its own and goes on to the end.

    Two languages side by side or in turns are split where they pair one to one. Where several paragraphs are in another
    language and neither is so, it is asked what they are.
    """
    if columns := _columns(lines, language):
        return columns
    if paired := paired_languages(lines):
        return paired
    blocks = _blocks(lines)
    known = [block for block in blocks if block.language]
    told = language_of(" ".join(block.words for block in blocks if len(block.words) > _LEAST))
    first = known[0].language if known and (told in languages() or not told) else told
    if first and first != primary(language):
        message = f"the text seems to be in «{first}», but it was imported as «{language}»"
        hint = f"import it again with --language {first}, if that is right"
        log.report(rules.LANGUAGE, blocks[0].lines[0].span, message, hint)
    cut = _cut(blocks, known[0].language) if known else None
    if cut is None:
        _tell_others([block for block in known if block.language != known[0].language], log)
        return ((language, tuple(lines)),)
    above, below = (tuple(line for block in part for line in block.lines) for part in (blocks[:cut], blocks[cut:]))
    other = next(block.language for block in blocks[cut:] if block.language)
    return (language, above), *by_language(below, other, log)


def _columns(lines: Sequence[InputLine], language: str) -> tuple[tuple[str, tuple[InputLine, ...]], ...]:
    """Return the columns of a table with a language in each; what stands above goes with the first, below with the last."""
    parts: list[tuple[str, list[InputLine]]] = [(language, [])]
    for line in lines:
        if line.language and parts[-1][0] != line.language:
            if any(each.language for each in parts[-1][1]):
                parts.append((line.language, []))
            else:
                parts[-1] = (line.language, parts[-1][1])
        parts[-1][1].append(line)
    return tuple((tag, tuple(part)) for tag, part in parts) if len(parts) > 1 else ()


def _tell_others(others: Sequence[_Block], log: AuditLog) -> None:
    """Report the paragraphs in another language; ask about them where there are several."""
    for block in others:
        message = f"«{block.words[:50]}…» seems to be in «{block.language}»; it is kept in the text as it stands"
        hint = "put it into a statement.LANG.md of its own, if it is a translation"
        log.report(rules.LANGUAGE, block.lines[0].span, message, hint)
    if len(others) >= _SEVERAL:
        question = (
            f"{len(others)} paragraphs seem to be in «{others[0].language}», and were kept in it: do they translate others?"
        )
        choices = (Choice("keep", "no, they belong to the text as it stands"),)
        log.ask("language", others[0].lines[0], question, choices, sum(len(block.lines) for block in others))


def _cut(blocks: Sequence[_Block], first: str) -> int | None:
    """Return the index, not 0, of the block that the other language begins with; None where it cannot be told."""
    start = next((n for n, block in enumerate(blocks) if block.language not in {"", first}), None)
    if start is None:
        return None
    other = blocks[start].language
    more = [block for block in blocks[start:] if block.language]
    if any(block.language == first for block in more) or sum(len(b.words) for b in more if b.language == other) < 80:
        return None
    return _title_before(blocks, start, other) or None


def _title_before(blocks: Sequence[_Block], start: int, other: str) -> int | None:
    """Return the index of the title above ``start``, or of the lines about the release above the title."""
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
