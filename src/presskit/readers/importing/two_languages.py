"""Two languages on one page, side by side or line by line → the lines of each, where they pair one to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presskit.language.data import latin_digits
from presskit.language.recognition import detected
from presskit.readers.importing.headings import Kind, head_of
from presskit.readers.importing.lines import InputLine, runs, text_line

__all__ = ["paired_languages"]

_COLUMNS = re.compile(r"\s*\t\s*|\s{3,}|\s+\|\s+")
_LEAST_ROWS = 4
_LEAST_PAIRS = 2
_MOST_ROWS = 0.6
_MOST_SHARED = 3
_LISTS = frozenset({Kind.SIGNATORIES, Kind.CONTACTS, Kind.PERSONS, Kind.ORGANISATIONS})

Texts = tuple[tuple[str, tuple[InputLine, ...]], ...]


_Block = tuple[InputLine, ...]
_Pair = tuple[_Block, _Block]


def paired_languages(lines: Sequence[InputLine]) -> Texts | None:
    """Return the texts of two languages that stand side by side, or in turns, the first language first.

    None where the lines are of one language, stand one after the other, or do not pair one to one.
    """
    return _side_by_side(lines) or _in_turns(lines)


def _side_by_side(lines: Sequence[InputLine]) -> Texts | None:
    """Return the two columns of a text whose left cells are in one language and whose right ones are in another."""
    rows = [(line, _COLUMNS.split(line.raw.strip())) for line in lines]
    two = [(line, cells) for line, cells in rows if len(cells) == 2 and all(cells)]
    above = rows[: _list_begins([cells[0] for _, cells in rows])]
    paired = sum(len(cells) == 2 and all(cells) for _, cells in above)
    if len(two) < _LEAST_ROWS or paired < max(_LEAST_PAIRS, len(above) * _MOST_ROWS):
        return None
    languages = [detected(" ".join(cells[side] for _, cells in two)) for side in (0, 1)]
    if not all(languages) or languages[0] == languages[1]:
        return None
    texts: tuple[list[InputLine], list[InputLine]] = ([], [])
    for line, cells in rows:
        if len(cells) == 2 and all(cells):
            for text, cell in zip(texts, cells, strict=True):
                text.append(text_line(line.span, cell, gap=line.gap or line.alone))
        else:
            texts[_column(line, languages)].append(line)
    return tuple((tag, tuple(text)) for tag, text in zip(languages, texts, strict=True))


def _list_begins(texts: Sequence[str]) -> int:
    """Return the index of the first head of a list, or how many texts there are."""
    return next((n for n, text in enumerate(texts) if getattr(head_of(text), "kind", None) in _LISTS), len(texts))


def _column(line: InputLine, languages: Sequence[str]) -> int:
    """Return which column a line without one belongs to: that of its language or its place, otherwise the first."""
    shifted = len(line.raw) - len(line.raw.lstrip()) > len(line.raw.strip()) // 2 and len(line.raw.strip()) < len(line.raw)
    return int(detected(line.words, least=1) == languages[1] or (shifted and line.depth > 20))


def _in_turns(lines: Sequence[InputLine]) -> Texts | None:
    """Return the two texts whose lines or paragraphs take turns; what stands below the head of a list is the first's."""
    end = _list_begins([line.whole for line in lines])
    blocks = [tuple(block) for block in runs(lines[:end], lambda _, line: line.gap or line.alone or line.mark)]
    doubled: list[_Pair] = [((block[0],), (block[1],)) for block in blocks if len(block) == 2]
    turns = ([*zip(blocks[skip::2], blocks[skip + 1 :: 2], strict=False)] for skip in range(_MOST_SHARED))
    for pairs in (doubled, *turns):
        tongues = _tongues(pairs)
        if tongues and len(pairs) * 2 >= len(blocks) - _MOST_SHARED:
            right = {line.span for _, block in pairs for line in block}
            texts = ([line for line in lines if line.span not in right], [line for line in lines if line.span in right])
            return tuple((tag, tuple(_apart(text))) for tag, text in zip(tongues, texts, strict=True))
    return None


def _tongues(pairs: Sequence[_Pair]) -> tuple[str, str] | None:
    """Return the two languages of pairs; None where they do not translate each other, as far as words and figures tell."""
    if len(pairs) < _LEAST_PAIRS:
        return None
    left, right = (detected(" ".join(_words(pair[side]) for pair in pairs)) for side in (0, 1))
    if not left or not right or left == right:
        return None
    told = [(detected(_words(one)), detected(_words(other))) for one, other in pairs]
    against = sum(one == right or other == left for one, other in told)
    agreeing = sum(_figures(one) == _figures(other) for one, other in pairs)
    sizes = [sorted((len(_words(one)), len(_words(other)))) for one, other in pairs]
    alike = all(least * 3 > most for least, most in sizes) and (left, right) in told
    return (left, right) if alike and against * 5 <= len(pairs) and agreeing >= len(pairs) * _MOST_ROWS else None


def _words(block: _Block) -> str:
    return " ".join(line.words for line in block)


def _figures(block: _Block) -> tuple[str, ...]:
    """Return the figures of a block, without marks between thousands."""
    text = re.sub(r"(?<=\d)[.,\s\u00a0\u202f](?=\d{3}(?!\d))", "", latin_digits(_words(block)))
    return tuple(sorted(re.findall(r"\d+", text)))


def _apart(lines: Sequence[InputLine]) -> Iterator[InputLine]:
    """Yield lines with a gap before each that stood below a line of the other language."""
    before: InputLine | None = None
    for line in lines:
        follows = before is not None and line.span.line == before.span.line + 1
        yield line if follows or line.mark else replace(line, gap=True)
        before = line

