"""Runs of lines in a text that may be signatories without a known head: each weighed, the likely ones taken as lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presskit.language.data import fold, options, whole_words
from presskit.language.recognition import detected
from presskit.model.document import Text
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import closes_letter, has_contact, is_call, leads_copies, leads_names, leads_signatures
from presskit.readers.importing.lines import InputLine, runs
from presskit.readers.importing.list_evidence import LIKELY, PLAIN, POSSIBLE, SURE, Surroundings, weight
from presskit.readers.importing.list_structures import SEVERAL_LINES, Signature, explained, structures
from presskit.readers.importing.name_lists import list_entries
from presskit.readers.importing.name_shapes import Shape, shape_of_name, worth
from presskit.readers.importing.rows import is_row_of_names, row, split_names
from presskit.readers.importing.sections import Parts, Signed, is_day
from presskit.readers.importing.shapes import is_sentence, looks_like_title, may_sign, may_stand_in_list, shows_affiliation
from presskit.readers.importing.text_tables import cells_of, read_row, roles_of

__all__ = ["groups_of", "set_apart", "with_found_lists", "without_article"]

_LEAST, _LEAST_APART, _LEAST_ROW, _HEAD = 3, 4, 4, 14
_MOST_WORDS, _PROSE, _CLEARLY = 8, 60, 0.5
_MOST_PARTS = 24


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of a text by their indices, the names in them, and how much speaks for these being signatories.

    ``lines`` are those of the names alone: a row is without the words before its colon.
    """

    indices: Sequence[int]
    lines: tuple[InputLine, ...]
    names: tuple[str, ...]
    weight: float


def with_found_lists(parts: Parts, stated: Sequence[int], language: str, log: AuditLog) -> Parts:
    """Return the parts with the runs of the text that are likely to be signatories as lists.

    One is asked about, unless the text says that somebody signs and much speaks for this run.
    """
    known = {line.span for each in parts.signed for line in (each.head, *each.lines)}
    every = _found(parts.body, stated, language, listed=bool(parts.signed))
    found = [run for run in every if run.weight >= LIKELY and known.isdisjoint(line.span for line in run.lines)]
    if not found:
        return parts
    told = any(whole_words("lists", "signed").search(fold(line.whole)) for line in parts.body)
    gone: set[int] = set()
    signed = [*parts.signed]
    for run in found:
        first = parts.body[run.indices[0]]
        above = parts.body[max(run.indices[0] - 1, 0)]
        closed = above is not first and above.words.endswith((":", ",", "："))
        headed = closed and len(above.words.split()) <= _HEAD and run.lines[0] is first
        if headed:
            log.place(above, "signatories.yaml: head of the list")
        in_row = len(run.lines) == 1 and run.lines[0] is not first
        keeps = in_row and len(first.words.split()) - len(run.lines[0].words.split()) > _HEAD
        gone |= {*([] if keeps else run.indices), *([run.indices[0] - 1] if headed else [])}
        sure = run.weight >= SURE and (told or (run.weight >= PLAIN and not (headed or in_row or above.style == "heading")))
        asked = not sure and len(run.names) not in stated
        head = above if headed else _head_of_row(first) if in_row else run.lines[0]
        signed.append(Signed(head, lines=[*run.lines], asked=asked))
    order = sorted(range(len(signed)), key=lambda n: _place(signed[n]))
    body = [line for n, line in enumerate(parts.body) if n not in gone]
    return replace(parts, body=body, signed=[signed[n] for n in order])


def _place(signed: Signed) -> tuple[str, int]:
    return (signed.head.span.source, signed.head.span.line)


def _head_of_row(line: InputLine) -> InputLine:
    above = line.words.partition(":")[0]
    return replace(line, raw=f"{above}:", content=(Text(f"{above}:", line.span),))


def set_apart(
    lines: Sequence[InputLine], stated: Sequence[int], language: str
) -> tuple[tuple[InputLine, ...], tuple[InputLine, ...]]:
    """Return the lines of a text so that the likeliest run of names is a block of its own, and the lines of the run."""
    found = [run for run in _found(lines, stated, language, listed=False) if run.weight >= POSSIBLE]
    if not found:
        return tuple(lines), ()
    indices = max(found, key=lambda run: run.weight).indices
    starts = {indices[0], indices[-1] + 1}
    apart = tuple(replace(line, gap=True) if n in starts else line for n, line in enumerate(lines))
    return apart, apart[indices[0] : indices[-1] + 1]


def groups_of(lines: Sequence[InputLine], language: str) -> list[tuple[str, list[str]]]:
    """Return the names in a run of lines by the heads above them; the first have none."""
    groups: list[tuple[str, list[str]]] = [("", [])]
    if lines and all(line.style == "row" for line in lines):
        groups[0][1].extend(_names_in_table(lines))
        return groups
    if len(lines) == 1:
        groups[0][1].extend(without_article(name) for name in row(names_in_row(lines[0]).words, language))
        return groups
    entries = [*list_entries(lines, AuditLog(), (), language)]
    found = _over_several_lines(lines, [entry.words for entry in entries])
    if found and not any(entry.is_head for entry in entries):
        groups[0][1].extend(", ".join((each.name, *each.rest)) for each in found)
        return groups
    for entry in entries:
        if entry.is_head:
            groups.append((entry.words, []))
        else:
            groups[-1][1].append(entry.words)
    return groups


def _over_several_lines(lines: Sequence[InputLine], texts: Sequence[str]) -> tuple[Signature, ...]:
    """Return who signs where each name has several lines, if it explains them better than ``texts``; some are no names."""
    if sum(worth(text) < 0 for text in texts) * 4 < len(texts):
        return ()
    best = next(iter(structures(lines, texts)), None)
    if best is None or not best.key.startswith(SEVERAL_LINES):
        return ()
    return best.signatures if best.score > explained([*map(Signature, texts)]) + _CLEARLY else ()


def _names_in_table(lines: Sequence[InputLine]) -> Iterator[str]:
    """Yield whom the rows of a table name, by the heads of its columns or in their first cell with letters."""
    rows = [cells_of(line, line.words) for line in lines]
    roles = roles_of(rows[0])
    for cells in rows[1:] if roles else rows:
        if any(map(str.isalpha, "".join(cells))):
            yield read_row(cells, roles).words


def without_article(name: str) -> str:
    """Return a name without the article before it."""
    return re.sub(rf"^(?:{options('grammar', 'articles')})(?:\s+|(?<=['’]))(?=\S)", "", name)


def names_in_row(line: InputLine) -> InputLine:
    """Return the names of a row without the words and the colon before them, if these are few or say that somebody signs."""
    words = line.words[1:-1] if line.words.startswith("[") and line.words.endswith("]") else line.words
    above, colon, names = words.partition(":")
    leads = len(above.split()) <= _LEAST_ROW or leads_signatures(above) or leads_names(above) or len(names) > len(above)
    if not (colon and names.strip() and leads):
        return line
    return replace(line, raw=names.strip(), content=(Text(names.strip(), line.span),))


def _found(lines: Sequence[InputLine], stated: Sequence[int], language: str, *, listed: bool) -> list[_Run]:
    """Return the runs of lines, and rows, that could be names, each with its weight; none above the first paragraph."""
    start = next((n for n, line in enumerate(lines) if n and _is_prose(line)), len(lines))
    runs_of_lines = [run for run in _candidates(lines) if run[0] > start or start == len(lines)]
    found = [(run, [lines[n] for n in run]) for run in runs_of_lines]
    taken = {n for run, _ in found for n in run}
    least = _LEAST_ROW - (not detected(" ".join(line.words for line in lines)))
    rows = [n for n in range(start + 1, len(lines)) if n not in taken and _may_be_row(lines[n - 1], lines[n], least)]
    again = _named_again(lines) - taken
    found += [([n], [names_in_row(lines[n])]) for n in sorted({*again, *rows})]
    last = next((n for n in reversed(range(len(lines))) if _is_prose(lines[n])), -1)
    weighed = []
    for run, own in found:
        names = tuple(name for _, group in groups_of(own, language) for name in group)
        around = replace(_around(lines, run, own), ends=last <= run[-1], stated=stated, listed=listed, again=run[0] in again)
        weighed.append(_Run(run, tuple(own), names, weight([*map(_bare, names)], around) if len(names) > 1 else 0.0))
    return weighed


def _around(lines: Sequence[InputLine], run: Sequence[int], own: Sequence[InputLine]) -> Surroundings:
    first = lines[run[0]]
    in_row = len(own) == 1 and own[0] is not first
    above = f"{first.words.partition(':')[0]}:" if in_row else lines[run[0] - 1].words if run[0] else ""
    columns = first.style == "row" and bool(roles_of(cells_of(first, first.words)))
    return Surroundings(above, marked=first.mark is not None, columns=columns)


def _bare(name: str) -> str:
    return name.strip(" ;,،؛")


def _is_prose(line: InputLine) -> bool:
    """Return whether a line is part of a paragraph, not a name, a day or a head."""
    return is_sentence(line) or (len(line.words) > _PROSE and not may_sign(line)) or bool(re.search(r"[.!?؟。]$", line.words))


def _named_again(lines: Sequence[InputLine]) -> set[int]:
    """Return the lines that are names in a row which the rest of the text names again, as the masthead of several unions is."""
    named = {n: names for n, line in enumerate(lines) if not line.mark and (names := _names_to_find(line))}
    places = _places({name for names in named.values() for name in names}, lines) if named else {}

    return {n for n, names in named.items() if all(places[name][0] < n or places[name][1] > n for name in names)}


def _names_to_find(line: InputLine) -> list[str]:
    """Return the names in a row, folded; none where one of them is too long or too short for a name."""
    pieces = [fold(piece) for piece in split_names(line.words)]
    short = all(len(piece.split()) <= _LEAST_ROW and len(_parts_of_text(piece)) <= _MOST_PARTS for piece in pieces)
    return pieces if short and min(map(len, pieces), default=0) > 1 and len(pieces) >= _LEAST else []


def _places(names: set[str], lines: Sequence[InputLine]) -> dict[str, tuple[int, int]]:
    """Return for each name the line where it first ends and the one where it last begins, as whole words, in one pass."""
    parts = [*((part, n) for n, line in enumerate(lines) for part in _parts_of_text(f" {fold(line.words)}")), (" ", len(lines))]
    lengths: dict[str, set[int]] = {}
    for name in names:
        first, *more = _parts_of_text(name)
        lengths.setdefault(first, set()).add(1 + len(more))
    places = dict.fromkeys(names, (len(lines), -1))
    for start, (first, begun) in enumerate(parts):
        for length in lengths.get(first, ()):
            around = parts[start - 1 : start + length + 1]
            found = "".join(part for part, _ in around[1:-1])
            if found in places and not _WORD.match(around[0][0]) and not _WORD.match(around[-1][0]):
                places[found] = (min(places[found][0], around[-2][1]), max(places[found][1], begun))
    return places


_WORD = re.compile(r"\w")


def _parts_of_text(text: str) -> list[str]:
    """Return a text in its words, its spaces and its other characters, one by one."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _candidates(lines: Sequence[InputLine]) -> Iterator[list[int]]:
    """Yield runs of lines that could be names, each with the heads between them."""
    unknown = not detected(" ".join(line.words for line in lines))
    groups = [*_tables(lines), *_blocks_of_names(lines)]
    yield from groups
    last, grouped = -1, {n for group in groups for n in group}
    for run in runs(
        (n for n, line in enumerate(lines) if n and (_may_sign(line) or (unknown and _begins_as_name(line)))),
        lambda run, n: n != run[-1] + 1 or not _is_alike(lines[run[-1]], lines[n]),
    ):
        if run[0] <= last or not _is_long(run, lines) or grouped & {*run}:
            continue
        whole = _without_closing(_whole(run, lines, last + 1), lines, unknown=unknown)
        if len(whole) > 1:
            last = whole[-1]
            yield whole


def _tables(lines: Sequence[InputLine]) -> Iterator[list[int]]:
    """Yield runs of rows below the heads of columns one of which is that of names."""
    for run in runs(range(len(lines)), lambda run, n: lines[n].style != lines[run[-1]].style or lines[n].gap):
        first = lines[run[0]]
        if first.style == "row" and len(run) > 1 and roles_of(cells_of(first, first.words)):
            yield [*run]


_LEAST_BLOCKS, _LONGEST_BLOCK, _LONGEST_LINE = 4, 6, 90


def _blocks_of_names(lines: Sequence[InputLine]) -> Iterator[list[int]]:
    """Yield runs of blocks of few short lines that begin with names and go on with what is none, as cards of persons do."""
    blocks = [*runs(range(len(lines)), lambda _, n: lines[n].gap)]
    for run in runs(blocks, lambda run, block: _is_card(run[-1], lines) != _is_card(block, lines)):
        if not _is_card(run[0], lines) or len(run) < _LEAST_BLOCKS or sum(len(block) > 1 for block in run) * 2 < len(run):
            continue
        below = [shape_of_name(lines[n].words) for block in run for n in block[1:2]]
        if sum(shape not in {Shape.PERSON, Shape.SENTENCE} for shape in below) * 3 >= len(below) * 2:
            yield [n for block in run for n in block]


def _is_card(block: Sequence[int], lines: Sequence[InputLine]) -> bool:
    short = len(block) <= _LONGEST_BLOCK and all(len(lines[n].words) <= _LONGEST_LINE for n in block)
    named = shape_of_name(lines[block[0]].words) in {Shape.PERSON, Shape.ORGANISATION}
    return short and named and not any(lines[n].mark or lines[n].style for n in block)


def _whole(run: list[int], lines: Sequence[InputLine], least: int) -> list[int]:
    """Return a run with the lines beside it that may be names, too, heads between them, and names in a row below a head."""
    first, last = run[0], run[-1]
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], lines[last + 2 : last + 3]):
        last += 1
    while first > max(least, 1) and _goes_on(lines[first - 1], lines[first], ()) and may_sign(lines[first - 1]):
        first -= 1
    while last > first and _is_short_head(lines[last]):
        last -= 1
    return [*range(first, last + 1)]


def _without_closing(run: list[int], lines: Sequence[InputLine], *, unknown: bool) -> list[int]:
    """Return a run without the closing of a letter above it; in an unknown language, the line above the block of the others."""
    if len(run) <= _LEAST or not lines[run[1]].gap or lines[run[2]].gap:
        return run
    return run[1:] if unknown or closes_letter(lines[run[0]].whole) else run


def _goes_on(before: InputLine, line: InputLine, after: Sequence[InputLine]) -> bool:
    """Return whether a line may belong to the same run of names as the one before it."""
    if is_day(line) or leads_copies(line.whole) or has_contact(line.whole):
        return False
    alike = (before.mark is None) == (line.mark is None) and not (line.gap or line.alone)
    below = _is_short_head(before) and (may_sign(line) or is_row_of_names(line.words, 2))
    heads = _is_short_head(line) and bool(after) and (may_sign(after[0]) or is_row_of_names(after[0].words, 2))
    return (alike and (may_sign(line) or (line.mark is not None and may_stand_in_list(line)))) or below or heads


def _is_short_head(line: InputLine) -> bool:
    return line.words.endswith((":", "：")) and len(line.words.split()) <= _LEAST_ROW and not is_call(line.words)


def _may_be_row(before: InputLine, line: InputLine, least: int) -> bool:
    """Return whether a line may be names in a row, behind a few words and a colon or alone."""
    if line.mark or line.style or len(before.words) > len(line.words) * 3 or has_contact(line.words):
        return False
    return is_row_of_names(names_in_row(line).words, least)


def _may_sign(line: InputLine) -> bool:
    return (looks_like_title(line) or shows_affiliation(line)) and not (is_day(line) or leads_copies(line.whole))


def _begins_as_name(line: InputLine) -> bool:
    """Return whether a line may be a name in a language whose names have few capitals and whose words are not known."""
    capital = line.words.lstrip("«„“”\"'")[:1].isupper()
    return capital and len(line.words.split()) <= _MOST_WORDS and may_sign(line) and not is_day(line)


def _is_alike(before: InputLine, line: InputLine) -> bool:
    return (before.mark is None) == (line.mark is None) and before.style == line.style


def _is_long(run: Sequence[int], lines: Sequence[InputLine]) -> bool:
    apart = all(lines[n].gap or lines[n].alone for n in run[1:]) and lines[run[0]].mark is None
    ends = run[-1] == len(lines) - 1 and not apart and not any(":" in lines[n].words for n in run)
    return len(run) >= (_LEAST_APART if apart else _LEAST - ends)
