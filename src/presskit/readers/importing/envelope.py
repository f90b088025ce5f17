"""What a text came in: the head of an e-mail, the marks of a quotation, heads and feet of pages. All of it is accounted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile

from presskit.language.clocks_in_text import has_clock
from presskit.language.data import folded_options, latin_digits, options, words
from presskit.language.dates_in_text import find_day
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import Kind, head_of, listed
from presskit.readers.importing.lines import InputLine
from presskit.readers.importing.setting_aside import compared

__all__ = ["unquoted", "without_mail_head", "without_older_mails", "without_page_heads"]

_QUOTES = re.compile(r"^[ \t]*(?:>[> \t]?)+")
_LEAST_QUOTED = 3
_MOST_FIELDS = 12
_DIGITS = re.compile(r"\d+")
_WIDE = re.compile(r"\S(?:\s{3,}|\t)\S")
_SENTENCE_END = re.compile(r"[.!?؟…:;][\"'”’»)]*$")
_LONGEST_HEAD = 110


def unquoted(text: str) -> str:
    """Return a forwarded text without the > before its lines, if these have most of its words.

    What was quoted in the quotation keeps its marks: it is another mail.
    """
    full = [line for line in text.split("\n") if line.strip()]
    depths = [_depth(line) for line in full]
    quoted = [line for line, depth in zip(full, depths, strict=True) if depth]
    if len(quoted) <= _LEAST_QUOTED or sum(map(len, quoted)) * 2 <= sum(map(len, full)):
        return text
    weights: dict[int, int] = defaultdict(int)
    for line, depth in zip(full, depths, strict=True):
        weights[depth] += len(line) if depth else 0
    main = max(weights, key=lambda depth: weights[depth])
    return "\n".join(_QUOTES.sub("", line) if _depth(line) <= main else line for line in text.split("\n"))


def _depth(line: str) -> int:
    """Return how many > a line begins with."""
    marks = _QUOTES.match(line)
    return marks.group().count(">") if marks else 0


def without_older_mails(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines without an older mail that is quoted below the text, and the line that says who wrote it."""
    quoted = [n for n, line in enumerate(lines) if _depth(line.raw)]
    start = quoted[0] if quoted else len(lines)
    written = start and re.search(r"[:：]\s*$", lines[start - 1].whole) and _is_attribution(lines[start - 1].whole)
    if not quoted or not (written or any(_depth(lines[n].raw) > 1 for n in quoted)):
        return tuple(lines)
    gone = [line for n, line in enumerate(lines) if n in set(quoted) or (written and n == start - 1)]
    for line in gone:
        log.hide(line)
    question = f"{len(gone)} lines that are quoted from another mail were kept in internal.txt: are they none of the release?"
    log.ask_internal("covering-note", gone[0], question, "they are none of it", len(gone))
    return tuple(line for line in lines if line not in gone)


def _is_attribution(text: str) -> bool:
    """Return whether a line says who wrote the mail that is quoted below: «On 3 March 2027, Ana Roth <…> wrote:»."""
    return "@" in text or find_day(text) is not None


def without_mail_head(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines without the fields that an e-mail begins with, at least two of them; its subject is reported."""
    above = [*takewhile(lambda line: listed("forwarded").fullmatch(compared(line.whole)), lines[:2])]
    names = f"{options('mail', 'fields')}|{options('mail', 'subject')}"
    field = re.compile(rf"^(?P<field>{names})\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)
    head = [*takewhile(lambda line: field.match(line.whole), lines[len(above) : _MOST_FIELDS])]
    if not any("@" in line.whole or has_clock(line.whole) for line in head):  # a memo: its day is that of the release
        head = [*takewhile(lambda line: find_day(line.whole) is None, head)]
    if len(head) < 2:
        return tuple(lines)
    for line in [*above, *head]:
        log.place(line, "left out: the head of the e-mail")
    fields = [match.groups() for line in head if (match := field.match(line.whole))]
    subjects = (value for name, value in fields if name.lower() in words("mail", "subject"))
    subject = next((f"; its subject is «{value}»" for value in subjects), "")
    hint = "if the subject is the title, write it into the text"
    log.report(rules.FURNITURE, head[0].span, f"the head of an e-mail stands here and is left out{subject}", hint)
    return tuple(lines[len(above) + len(head) :])


def without_page_heads(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines of a pasted PDF without the heads and feet of its pages; a sentence that they broke goes on."""
    gone = _page_lines(lines)
    if not gone:
        return tuple(lines)
    for n in sorted(gone):
        log.place(lines[n], "left out: the head or foot of a page")
    first = lines[min(gone)]
    message = f"{len(gone)} lines are heads or feet of pages, such as «{first.whole[:60]}»; they are left out"
    log.report(rules.FURNITURE, first.span, message, "put back what belongs to the text")
    return tuple(_closed_up(lines, gone))


def _page_lines(lines: Sequence[InputLine]) -> frozenset[int]:
    """Return the lines with page numbers that count on, and what stands beside each of them in the same words."""
    numbered: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if len(line.whole) <= _LONGEST_HEAD and _counts_pages(line.raw):
            numbered[_DIGITS.sub("#", latin_digits(line.whole))].append(n)
    pages = {n for places in numbered.values() if len(places) > 1 and _count_on(lines, places) for n in places}
    gone = set(pages)
    for step in (-1, 1, -2, 2):
        near = {n + step for n in pages if 0 <= n + step < len(lines)} - gone
        alike: dict[str, list[int]] = defaultdict(list)
        for n in near:
            alike[_DIGITS.sub("#", lines[n].whole)].append(n)
        gone |= {n for places in alike.values() if len(places) > 1 for n in places if len(lines[n].whole) <= _LONGEST_HEAD}
    return frozenset(gone)


def _counts_pages(raw: str) -> bool:
    """Return whether a line may number a page: a number alone, «Page 2 of 5», or a number parted from words by wide spaces."""
    text = latin_digits(raw).strip()
    if not re.search(r"\d", text):
        return False
    alone = re.fullmatch(r"[\W_]*\d{1,3}[\W_]*", text) or (getattr(head_of(text), "kind", None) is Kind.PAGE)
    wide = _WIDE.search(text) and re.search(r"(?:^\d{1,3}(?=\s)|(?<=\s)\d{1,3}$)", text)
    return bool(alone or wide or _page().search(text.casefold()))


@cache
def _page() -> re.Pattern[str]:
    """Return how a page is named inside a line: «… | Page 2 of 5»."""
    page, of = folded_options("heads", "page"), folded_options("heads", "page_of")
    return re.compile(rf"(?<!\w)(?:(?:{page})\.? ?\d{{1,3}}(?: ?(?:/|{of}) ?\d{{1,3}})?|\d{{1,3}} ?(?:/|{of}) ?\d{{1,3}})\W*$")


def _count_on(lines: Sequence[InputLine], places: Sequence[int]) -> bool:
    """Return whether a number in the lines goes up by one from each to the next."""
    rows = [[int(each) for each in _DIGITS.findall(latin_digits(lines[n].whole))] for n in places]
    columns = zip(*rows, strict=True) if len({len(row) for row in rows}) == 1 else []
    return any(all(b == a + 1 for a, b in pairwise(column)) for column in columns)


def _closed_up(lines: Sequence[InputLine], gone: Iterable[int]) -> Iterator[InputLine]:
    """Yield the other lines: what is below a head goes on with the sentence above it, or begins a paragraph."""
    before: InputLine | None = None
    skipped = False
    left_out = frozenset(gone)
    for n, line in enumerate(lines):
        if n in left_out:
            skipped = True
            continue
        if skipped and before:
            open_ = not _SENTENCE_END.search(before.words) and not before.mark and not line.mark and not line.style
            goes_on = open_ and (line.words[:1].islower() or before.words.endswith((",", "-")))
            line = replace(line, gap=not goes_on and (line.gap or not open_), goes_on=goes_on)  # noqa: PLW2901
        skipped = False
        before = line
        yield line
