"""What is not for publication: the words that say so, and the parts that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from presskit.language.data import fold, folded, latin_digits, words
from presskit.language.recognition import announces_embargo
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Paragraph, Strong, Text, plain_text
from presskit.model.question import Choice
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.headings import reaches
from presskit.readers.importing.lines import Line, dropped, taken
from presskit.readers.importing.paragraphs import passages

__all__ = [
    "Extent",
    "Mark",
    "apart",
    "ask_what_is_private",
    "is_covering",
    "is_mark_alone",
    "is_private",
    "marks",
    "private_part",
    "without_private_notes",
    "without_private_parts",
]

_PIECES = re.compile(r"\s*[;|،؛·•]\s*|\s*,\s+|\s+[-–—/]\s+")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_UNHEARD = re.compile("[\u0640\u064b-\u0655\u0670\u200e\u200f]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_END = r"\s*(?:[:：.;!()\]–—-]|$)"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where words stand that say so. ``firm``: they mean it in any sentence, and not only apart or beside a number.

    ``told``: a sentence tells of what was not for publication; ``label``: a word such as «internal», which often means other
    things.
    """

    start: int
    end: int
    firm: bool = False
    told: bool = False
    label: bool = False


@cache
def _options(*keys: str) -> str:
    return "|".join(folded(word) for key in keys for word in words("private", key))


@cache
def _later() -> str:
    """Return that no «before» follows, which would make it an embargo."""
    return rf"(?![^.]{{0,60}}\b(?:{_options('not_yet')})\b)"


@cache
def _anywhere() -> re.Pattern[str]:
    kinds = f"(?P<firm>{_options('marks')})|(?P<order>{_options('orders', 'asides')})|(?P<label>{_options('labels')})"
    return re.compile(rf"(?<!\w)(?P<told>(?:{_options('told')}) )?(?:{kinds})(?!\w){_later()}")


@cache
def _at_start() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{_options('marks')})(?!\w)|(?:{_options('orders', 'asides', 'labels')}){_END}){_later()}")


@cache
def _beside() -> re.Pattern[str]:
    """Return what says so of a number beside it: «(internal)», «mobile: internal», «private: +41 …»."""
    return re.compile(rf"(?<!\w)(?:{_options('marks', 'orders', 'asides', 'labels')})(?!\w)")


@cache
def _covering() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_options('covering')})")


def _traced(text: str) -> tuple[str, list[int]]:
    """Return folded words, one space between them, and for each character the place in ``text`` that it stands for."""
    plain: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        blank = char.isspace() or char in "'’ʼ" or _HYPHEN.match(text, place)
        for each in "" if _UNHEARD.match(char) else " " if blank else fold(latin_digits(char)):
            if each != " " or plain[-1:] != [" "]:
                plain.append(each)
                places.append(place)
    return "".join(plain), places


def _plain(text: str) -> str:
    return _traced(text)[0].strip()


def marks(text: str) -> Iterator[Mark]:
    """Yield the words of ``text`` that say that something is not for publication, in their order."""
    plain, places = _traced(text)
    for match in _anywhere().finditer(plain):
        kind = match.lastgroup if match.lastgroup != "told" else ""
        start = match.start(kind) if kind else match.start()
        yield Mark(places[start], places[match.end() - 1] + 1, kind == "firm", bool(match["told"]), kind == "label")


def is_private(text: str) -> bool:
    """Tell whether a line begins by saying that it is not for publication; a bracket that ends before it speaks for itself."""
    bracket = re.match(r"\s*[(\[]([^()\[\]]*)[)\]](?=\s*\w)", text)
    if bracket and not is_mark_alone(bracket[1]):
        return False
    return bool(_at_start().match(_plain(text))) and not announces_embargo(text)


def is_covering(text: str) -> bool:
    """Tell whether a sentence hands over a text: «please find below our statement»."""
    return bool(_covering().search(_plain(re.sub(r"[^\w\s’'-]+", " ", text))))


def is_mark_alone(text: str) -> bool:
    """Tell whether a line says nothing else: what it means stands beside it."""
    plain = " ".join(re.sub(r"[^\w ]+", " ", _plain(text)).split())
    return bool(re.fullmatch(_options("marks", "orders", "asides", "labels"), plain))


def apart(text: str) -> tuple[str, str]:
    """Part the words of a contact into those for the press and those that are not: a number beside «internal»."""
    if not _beside().search(_plain(text)):
        return text, ""
    if is_private(text):
        return "", text
    pieces = [text[start:end] for start, end in _ends(text)]
    hidden = [bool(_beside().search(_plain(piece))) for piece in pieces]
    for index, piece in enumerate(pieces):
        if hidden[index] and not reaches(piece) and _said_alone(piece):
            near = _meant(pieces, index)
            if near is None:
                return "", text
            hidden[near] = True
        elif hidden[index] and not reaches(piece):
            hidden[index] = False  # «Private Sector Watch» is a name
    shown = "".join(piece for piece, away in zip(pieces, hidden, strict=True) if not away)
    gone = "".join(piece for piece, away in zip(pieces, hidden, strict=True) if away)
    return shown.strip(" ,;|/–—-"), gone.strip(" ,;|/–—-")


def _meant(pieces: Sequence[str], index: int) -> int | None:
    """Return which neighbour «mobile: internal» speaks of: a number before an address, what a dash leads to before the rest."""
    leads = pieces[index].rstrip().endswith(("-", "–", "—", ":"))
    order = (index + 1, index - 1) if leads else (index - 1, index + 1)
    there = [n for n in order if 0 <= n < len(pieces) and reaches(pieces[n])]
    return next((n for n in there if "@" not in pieces[n]), there[0] if there else None)


def _said_alone(piece: str) -> bool:
    """Tell whether a piece holds little beside the words: «mobile: internal», «(not for publication)»."""
    rest = _beside().sub(" ", _plain(piece))
    return len(re.findall(r"[^\W\d_]+", rest)) <= 1 and not re.search(r"(?<!^)\b[A-Z]\w+\s+[A-Z]\w+", piece)


def _ends(text: str) -> list[tuple[int, int]]:
    """Return where the pieces of a line begin and end, each with the mark behind it.

    A bracket belongs to its piece, and is one of its own where a number or an address stands in it.
    """
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    parted = [m.end() for m in _PIECES.finditer(text) if not any(start <= m.start() < end for start, end in brackets)]
    own = [place for start, end in brackets if reaches(text[start:end]) for place in (start, end)]
    cuts = sorted({*parted, *own} - {0, len(text)})
    starts = [0, *cuts]
    return list(zip(starts, [*cuts, len(text)], strict=True))


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
    for mark in [] if announces_embargo(text) else marks(text):
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
