"""The lines of a list of signatories → entries and heads, by the reading that explains all lines and the stated count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from presskit.model.document import Text
from presskit.model.question import Choice
from presskit.readers.importing.addresses import Addressed, with_addresses_apart
from presskit.readers.importing.affiliations import names_organisation
from presskit.readers.importing.audit_log import AuditLog, entry_text
from presskit.readers.importing.columns import cells, numbered, without_columns
from presskit.readers.importing.headings import leads_signatures
from presskit.readers.importing.lines import InputLine, marked, runs
from presskit.readers.importing.names_in_lines import persons_of, without_day
from presskit.readers.importing.readings import (
    ListEntry,
    Pairs,
    as_marked,
    as_pairs,
    as_row,
    head,
    is_row,
    last_words,
    one_a_line,
)
from presskit.readers.importing.rows import SURE, are_rows, split_names
from presskit.readers.importing.shapes import is_area, is_head, looks_like_title, may_name, pattern, stands_out
from presskit.readers.signatory_table import entry_edit

__all__ = ["ListEntry", "list_entries"]

_Block = Sequence[InputLine]


def list_entries(
    lines: Sequence[InputLine], log: AuditLog, stated: Sequence[int] = (), language: str = ""
) -> Iterator[ListEntry]:
    """Yield heads and names in order.

    ``stated`` are the numbers of names that the head of the list states, ``language`` (BCP 47) is that of the text.
    """
    pairs = zip((None, *lines), lines, strict=False)
    lines = [_as_row(line) for before, line in pairs if not (_is_and(line, log) or _repeats(before, line, log))]
    lines = _for_whom([piece for n, line in enumerate(lines) for piece in _alone_in_row(line, lines[n + 1 : n + 2])])
    undated = [without_day(line) for line in lines]
    dated = {after.span for line, after in zip(lines, undated, strict=True) if after is not line}
    lines = [piece for line in undated for piece in persons_of(line, language, log)]
    areas = [_AREA_ROW.match(line.words) for line in lines]
    dashes = len(lines) > 1 and all(match and is_area(match[1]) for match in areas)
    apart = runs(numbered(without_columns(lines, log)), lambda _, line: line.gap)
    lines = [piece for block in apart for n in range(len(block)) for piece in _headed(block[n:], dashes=dashes)]
    addressed = with_addresses_apart(_with_members(lines))
    lines = addressed.lines
    found = as_marked(lines) if any(line.mark for line in lines) else _Chooser(lines, log, stated, language).entries()
    for read in found:
        entry = _addressed(replace(read, noted=read.lines[0].span in dated), addressed)
        wide = cells(entry.lines[0]) if len(entry.lines) == 1 and not entry.shared and not entry.lines[0].style else []
        if len(wide) > 1 and not entry.is_head:
            names = tuple(marked(part)[1] for part in wide)
            yield replace(entry, doubt="several names may stand in it, parted by spaces", apart=names)
        else:
            yield entry


def _addressed(entry: ListEntry, addressed: Addressed) -> ListEntry:
    """Return an entry with the lines below it that say where it is; it is doubtful where these are no address."""
    below = addressed.below.get(entry.lines[-1].span, ()) if not entry.shared else ()
    if not below:
        return entry
    whole = replace(entry, lines=(*entry.lines, *below), noted=True)
    if entry.lines[-1].span not in addressed.unsure or entry.doubt:
        return whole
    doubt, joined = f"«{below[0].words}» stands where others have an address", f"{entry.words} {below[0].words}"
    return replace(whole, doubt=doubt, apart=(entry.words, below[0].words), others=(((entry.words,), (joined,)),))


def _is_and(line: InputLine, log: AuditLog) -> bool:
    """Return whether a line is nothing but the «and» between two names, and place it."""
    alone = pattern("lone and").fullmatch(line.words) is not None
    if alone:
        log.place(line, "left out: the «and» between names")
    return alone


def _alone_in_row(line: InputLine, below: _Block) -> list[InputLine]:
    """Return the entries of a line that stands alone and parts many of them by a sign that no name has."""
    pieces = split_names(line.words) if not line.style and re.search(SURE, line.words) else []
    numbers = any(marked(piece)[0] for piece in pieces[1:])
    if len(pieces) <= _FEW or numbers or not (line.mark or (line.gap and all(each.gap for each in below))):
        return [line]
    return [
        replace(line, content=(Text(piece, line.span),), mark=None, gap=line.gap and n == 0) for n, piece in enumerate(pieces)
    ]


def _for_whom(lines: _Block) -> list[InputLine]:
    """Return lines without «on behalf of» before each name, and without who signs for it, if most lines are made so."""
    represented = [re.match(r"(.*?\S)\s*:\s+(.+)$", line.words) for line in lines]
    pairs = [match.groups() for match in represented if match]
    persons = sum(may_name(behind.split(",")[0]) for _, behind in pairs)
    if len(pairs) > _FEW and persons == len(lines) and sum(names_organisation(name) for name, _ in pairs) * 2 >= len(lines):
        return [_represented(line, 0) for line in lines]  # «Quay Union: Hester Vane, chair»
    begins = [pattern("represents").match(line.words) for line in lines]
    if sum(map(bool, begins)) * 4 < len(lines) * 3 or len(lines) < _FEW:
        return [*lines]
    return [_represented(line, begin.end()) if begin else line for line, begin in zip(lines, begins, strict=True)]


def _represented(line: InputLine, start: int) -> InputLine:
    name = re.split(r"(?<!\s)\s*:\s", line.words[start:], maxsplit=1)[0]
    bare = re.sub(r"^[^\W\d_A-Z]{1,3}\s+(?=[^\W\d_a-z])", "", name)  # an article
    return replace(line, content=(Text(bare, line.span),))


def _repeats(before: InputLine | None, line: InputLine, log: AuditLog) -> bool:
    """Return whether a line is the name below a signature «/s/ Hester Vane», and place it."""
    again = before is not None and before.words.removeprefix(_SIGNATURE).strip() == line.words != before.words
    if again:
        log.place(line, f"signatories.yaml: «{line.words}», named again")
    return again


_SIGNATURE = "/s/"
_MOST_OF_A_HEAD = 4
_FEW = 2
_SHORT = 70
_COLON = re.compile(r"^(.*?)(:)(?![^\W\d_A-Z])(.*)$")  # not that of «Unterstützer:innen»
_AREA_ROW = re.compile(r"^([^–—:-]{2,40}?)\s[–—-]\s")


def _as_row(line: InputLine) -> InputLine:
    """Return a line between two vertical bars as the row of a table that it is, and a name without the «/s/» of a signature."""
    if line.words.startswith(_SIGNATURE):
        return line.after(len(_SIGNATURE))
    cells = line.raw.strip().strip("|")
    between = len(line.raw.strip()) > 2 and line.raw.strip().startswith("|") and line.raw.strip().endswith("|")
    if between and "|" not in cells:
        return replace(line, content=(Text(cells.strip(), line.span),))
    return replace(line, raw="\t".join(cell.strip() for cell in cells.split("|")), style="row") if between else line


def _with_members(lines: Sequence[InputLine]) -> list[InputLine]:
    """Return lines with those as heads below each of which two or more stand indented, if all that stand out have some."""
    base = min((line.depth for line in lines), default=0)
    deep = [line.depth > base for line in lines]
    groups = [*runs(range(len(lines)), lambda _, n: not deep[n])]
    if any(line.mark or line.style for line in lines) or len(groups) < 2 or any(len(group) < 2 for group in groups):
        return list(lines)
    if not any(len(group) > 2 for group in groups):
        return list(lines)
    heads = {group[0] for group in groups}
    return [replace(line, style="heading") if n in heads else replace(line, depth=0) for n, line in enumerate(lines)]


def _headed(block: _Block, *, dashes: bool) -> list[InputLine]:
    """Return the first line of a block, or of its rest: «Lebanon: Hope Aid, Lake Trust» is split into the head and its names.

    With ``dashes``, «Lebanon – Hope Aid» too.
    """
    line = block[0]
    above, colon, rest = next(iter(_COLON.findall(line.words)), (line.words, "", ""))
    if dashes and (match := _AREA_ROW.match(line.words)):
        above, colon, rest = match[1], "", line.words[match.end() :]
    if not rest.strip() or line.style or not (is_area(above) or _heads_row(block, above, rest)):
        return [line]
    first = replace(line, content=(Text(above + colon, line.span),), mark=None, gap=True)
    return [first, replace(line, content=(Text(rest.strip(), line.span),), mark=None, gap=False)]


def _heads_row(block: _Block, above: str, rest: str) -> bool:
    """Return whether a few words, which are no name, begin a block of names in a row: «Villages: Kerlo, Penvoz and Trelan»."""
    names = split_names(" ".join((rest, *(line.words for line in block[1:]))))
    return block[0].gap and len(above.split()) <= _MOST_OF_A_HEAD and not may_name(above) and len(names) > 2


@dataclass(frozen=True, slots=True)
class _Section:
    """The blocks below a head, or below none. ``index`` is that of its first block."""

    above: InputLine | None
    blocks: list[_Block]
    index: int


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a list as a whole says: each block is one line, commas part names, how often names end with which word."""

    single: bool
    commas: bool
    lasts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses the reading of lines without marks."""

    lines: Sequence[InputLine]
    log: AuditLog
    stated: Sequence[int]
    language: str

    def entries(self) -> Iterator[ListEntry]:
        """Yield heads and names."""
        blocks = [*runs(self.lines, _begins_block)]
        whole = as_pairs(blocks)
        if whole and whole.sure:
            yield from whole.entries
            return
        if whole:
            self.ask_about_pairs(whole)
        single = all(len(block) == 1 for block in blocks) or len(blocks) == 1
        commas = any(len(split_names(line.words)) > 2 for line in self.lines)
        evidence = _Evidence(single, commas, last_words(self.lines))
        rows = len(blocks) > 1 and are_rows([" ".join(line.words for line in block) for block in blocks])
        if rows:
            for block in blocks:
                yield from as_row(block, (), self.language, commas=True)
            return
        for section in self.sections(blocks, single):
            if section.above:
                yield head(section.above)
            yield from self.below(section, blocks, evidence)

    def sections(self, blocks: Sequence[_Block], single: bool) -> Iterator[_Section]:
        """Yield the blocks by the heads above them; ask about a first line that is a head only because others are."""
        firsts = [_is_headed(block, last=n == len(blocks) - 1, single=single) for n, block in enumerate(blocks)]
        out = [n for n, block in enumerate(blocks) if len(block) > 1 and stands_out(block[0], block[1:])]
        areas = [is_area(block[0].words) for block in blocks]
        capitals = len(blocks) > 1 and all(_has_head_in_capitals(block) for block in blocks)
        out = [*range(len(blocks))] if capitals else out
        styled = len(out) > 1 and (capitals or any(firsts[n] for n in out))
        by_area = any(areas[:1]) and sum(areas) * 2 >= len(blocks)
        section = _Section(None, [], 0)
        for n, block in enumerate(blocks):
            unknown = not firsts[n] and by_area and n > 0 and len(block) > 1
            if unknown and not (styled and n in out):
                self.ask_about_head(block)
            if firsts[n] or unknown or (styled and n in out):
                if section.above or section.blocks:
                    yield section
                section = _Section(block[0], [block[1:]] if len(block) > 1 else [], n)
            else:
                section.blocks.append(block)
        yield section

    def below(self, section: _Section, blocks: Sequence[_Block], evidence: _Evidence) -> Iterator[ListEntry]:
        """Yield the names of a section."""
        pairs = as_pairs(section.blocks) if section.above and section.blocks else None
        if pairs and pairs.sure:
            yield from pairs.entries
            return
        start = section.index + (1 if section.above and len(blocks[section.index]) == 1 else 0)
        for n, names in enumerate(section.blocks, start):
            neighbours = [*blocks[max(0, n - 1) : n], *blocks[n + 1 : n + 2]]
            beside = any(len(other) == 1 and not is_head(other[0]) for other in neighbours)
            if is_row(names, self.language, beside=beside, single=evidence.single or section.above is not None):
                yield from as_row(names, self.stated, self.language, commas=evidence.commas)
            else:
                by_country = section.above is not None and is_area(section.above.words)
                apart = len(names) == 1 < max(map(len, section.blocks)) and not looks_like_title(names[0])
                outstanding = len(names) > _FEW and section.above is None and stands_out(names[0], names[1:])
                for entry in one_a_line(names, evidence.lasts, by_country=by_country):
                    first = outstanding and entry.lines[0] is names[0] and not entry.is_head
                    doubt = "it stands apart from the other names: it may belong to the text" if apart else ""
                    doubt = doubt or ("it stands out from those below it: it may be their head" if first else "")
                    yield replace(entry, doubt=entry.doubt or doubt)

    def ask_about_head(self, block: _Block) -> None:
        first, count = block[0].words, len(block) - 1
        question = f"is «{first}» the head of the {count} names below it, as the countries in the list are?"
        self.log.ask("names", block[0], question, (Choice("head", "yes, as the kit has it"),), weighs=len(block))

    def ask_about_pairs(self, pairs: Pairs) -> None:
        """Ask about a list in pairs of lines, as «name, below it where she works» has."""
        first, second = pairs.entries[0].lines
        count = len(pairs.entries)
        question = f"do «{first.words}» and «{second.words}», and so on in {count} pairs of lines, sign one by one?"
        edits = [
            edit for entry in pairs.entries
            for edit in (entry_edit(entry.lines[0].words, entry_text(entry.words)), entry_edit(entry.lines[1].words))
        ]  # fmt: skip
        choices = (
            Choice("each", "each line is a signatory, as the kit has them"),
            Choice("pairs", f"the second line of each pair belongs to the first: «{pairs.entries[0].words}»", "", tuple(edits)),
            Choice("first", f"only the first line of each pair is printed: «{first.words}»", "", tuple(edits[1::2])),
        )
        excerpt = "\n".join(line.raw.strip() for entry in pairs.entries for line in entry.lines)
        self.log.ask("persons", replace(first, raw=excerpt), question, choices, weighs=2 * count)


def _begins_block(block: _Block, line: InputLine) -> bool:
    return line.gap or "heading" in {line.style, block[-1].style} or line.words.endswith((":", "："))


def _has_head_in_capitals(block: _Block) -> bool:
    """Return whether the first of at least three lines is in capitals, and no other is."""
    return len(block) > _FEW and block[0].words.isupper() and not any(line.words.isupper() for line in block[1:])


def _is_headed(block: _Block, *, last: bool, single: bool) -> bool:
    """Return whether the first line of a block without marks is the head of what follows.

    ``single``: all blocks are one line, or this is the only one, so that «Collectif des Quais» is a name as the others are.
    """
    first = block[0]
    grouped = bool(pattern("group").search(first.words)) and not single
    if len(block) == 1:
        return not last and (is_head(first) or grouped or (leads_signatures(first.words) and len(first.words) < _SHORT))
    return is_head(first) or (len(block) > 2 and (first.bold or grouped) and not block[1].bold)
