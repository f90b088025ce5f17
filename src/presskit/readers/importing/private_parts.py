"""What a paragraph says is not for publication: the part is taken out, or the paragraph is asked about as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from presskit.language.embargo_words import announces
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Paragraph, Strong, Text, plain_text
from presskit.model.question import Choice
from presskit.readers.importing.account import Account
from presskit.readers.importing.heads import reaches
from presskit.readers.importing.lines import Line, dropped, taken
from presskit.readers.importing.paragraphs import passages
from presskit.readers.importing.private_words import Mark, is_mark_alone, is_private, marks

__all__ = ["Extent", "ask_what_is_private", "private_part", "without_private_notes", "without_private_parts"]

Extent = tuple[int, int]
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"")
_BEGINS = re.compile(r"(?:^|[.!?…؟]\s*|[-–—;]\s+)$")
_DASH = re.compile(r"\s[-–—]\s+$")
_LEADS = re.compile(r"\s*(?:[:：]|[-–—](?=\s))\s*(?=\S)")
_STOPS = re.compile(r"\s*(?:[:：,،;.\d+]|[-–—]\s)")
_STOPPED = re.compile(r"(?:[:：,،;.\d]|\s[-–—])\s*$")
_SENTENCE = re.compile(r"(?<!\b[^\W\d_])[.!?؟…]\s+(?=\S)")


def private_part(text: str) -> Extent | None:
    """Return the part of a paragraph that is not for publication; all of it where that is not certain, None where none is."""
    for mark in [] if announces(text) else marks(text):
        bracket = next((each.span() for each in _BRACKETS.finditer(text) if each.start() < mark.start < each.end()), None)
        found = _in_bracket(text, mark, bracket) if bracket else _tail(text, mark)
        if found or _speaks(text, mark):
            return found or (0, len(text))
    return None


def _in_bracket(text: str, mark: Mark, bracket: Extent) -> Extent | None:
    """Return a bracket that a mark begins or ends, or that a mark stands in between commas; all where it is the mark alone."""
    start, end = bracket
    inside = text[start + 1 : end - 1]
    if is_mark_alone(inside):
        firm = (not mark.label and mark.firm) or reaches(text)
        return (0, len(text)) if firm else None
    before, after = text[start + 1 : mark.start], text[mark.end : end - 1]
    parted = (not before.strip() or _STOPPED.search(before)) and (not after.strip() or _STOPS.match(after))
    return bracket if parted and (not mark.label or reaches(inside)) else None


def _tail(text: str, mark: Mark) -> Extent | None:
    """Return a sentence that a mark leads, «Not for publication: …», if it ends the paragraph or a dash ends it."""
    before, lead = text[: mark.start], _LEADS.match(text, mark.end)
    if not lead or not _BEGINS.search(before) or (mark.label and not reaches(text[lead.end() :])):
        return None
    dash = _DASH.search(before)
    closing = re.compile(r"\s[-–—](?=\s)").search(text, lead.end()) if dash else None
    start, end = (dash.start() if dash else mark.start), (closing.end() if closing else len(text))
    sentence = _SENTENCE.split(before)[-1] if dash or before.rstrip().endswith(";") else ""
    sure = not _SENTENCE.search(text[lead.end() : end]) and not reaches(text[end:]) and not reaches(sentence)
    return (start, end) if sure else (0, len(text))


def _speaks(text: str, mark: Mark) -> bool:
    """Tell whether a mark in mid-sentence means what stands here: it always does beside a number."""
    if mark.label or (mark.told and not mark.firm):
        return False
    if reaches(text):
        return True
    quoted = any(each.start() < mark.start < each.end() for each in _QUOTED.finditer(text))
    return mark.firm and not mark.told and not quoted


def without_private_parts(lines: Sequence[Line], account: Account, *, each_alone: bool = False) -> list[Line]:
    """Return the lines without what is not for publication; ``each_alone``: no line goes on in the next one."""
    kept: list[Line] = []
    for group in [(line,) for line in lines] if each_alone else [passage.lines for passage in passages(lines)]:
        rest = list(group)
        while found := private_part(whole := " ".join(line.words for line in rest)):
            if found == (0, len(whole)):
                _ask(rest, account)
                rest = []
            else:
                rest = _without(rest, found, account)
        kept += rest
    return kept


def without_private_notes(lines: Sequence[Line], account: Account) -> list[Line]:
    """Return the lines without the footnotes that are not for publication; those that do not begin so are asked about."""
    return [_without_notes(line, account) if line.footnotes else line for line in lines]


def _without_notes(line: Line, account: Account) -> Line:
    kept = []
    for note in line.footnotes:
        words = " ".join(plain_text(block.inlines) for block in note.blocks if isinstance(block, Paragraph))
        if not private_part(words):
            kept.append(note)
            continue
        account.hide(line, words)
        if not is_private(words):
            ask_what_is_private(line, account)
    labels = frozenset(note.label for note in kept)
    return replace(line, footnotes=tuple(kept), content=_calling(line.content, labels))


def _calling(content: Sequence[Inline], labels: frozenset[str]) -> tuple[Inline, ...]:
    """Return inlines without the marks of footnotes that are gone."""
    kept = [each for each in content if not isinstance(each, NoteRef) or each.label in labels]
    return tuple(
        replace(each, children=_calling(each.children, labels)) if isinstance(each, Emphasis | Strong | Link) else each
        for each in kept
    )


def _ask(lines: Sequence[Line], account: Account) -> None:
    for line in lines:
        account.hide(line)
    ask_what_is_private(lines[0], account)


def ask_what_is_private(line: Line, account: Account) -> None:
    """Ask without the words: questions are shown in reports, and these words are internal."""
    asked = "words say that something is not for publication, and were kept in internal.txt: what of them may be published?"
    account.ask("private", replace(line, raw=""), asked, (Choice("internal", "nothing of them: they stay internal"),))


def _without(lines: Sequence[Line], extent: Extent, account: Account) -> list[Line]:
    kept: list[Line] = []
    begin = 0
    for line in lines:
        length = len(line.words)
        start, end = (min(max(place - begin, 0), length) for place in extent)
        begin += length + 1
        if start < end:
            account.hide(line, line.words[start:end])
            left = _cut(line, start, end)
        else:
            left = [line]
        gone = bool(kept) and kept[-1].span.line + 1 < line.span.line  # the paragraph goes on over what was taken out
        kept += [replace(each, goes_on=each.goes_on or gone) for each in left]
    return kept


def _cut(line: Line, start: int, end: int) -> list[Line]:
    """Return a line without some characters of its words; none where nothing remains."""
    before, after = line.words[:start].rstrip(), line.words[end:]
    if not (before + after).strip():
        return []
    space = before and after.strip() and (after[0].isspace() or after[0].isalnum())
    margin = len(plain_text(line.content)) - len(plain_text(line.content).lstrip())
    first = taken(line.content, margin + len(before)) if before else ()
    content = (*first, *((Text(" ", line.span),) if space else ()), *dropped(line.content, margin + end))
    raw = " ".join(filter(None, [line.mark.raw if line.mark else "", plain_text(content).strip()]))
    return [replace(line, raw=raw, content=content)]
