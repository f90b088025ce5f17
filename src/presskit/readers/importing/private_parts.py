"""What is not for publication: the words that say so, and the parts that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import compress, pairwise
from operator import not_

from presskit.language.data import fold, folded, latin_digits, words
from presskit.language.recognition import announces_embargo
from presskit.model.document import Emphasis, Inline, Link, NoteRef, Paragraph, Strong, Text, plain_text
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.headings import has_contact
from presskit.readers.importing.lines import InputLine, dropped, paragraphs, taken

__all__ = [
    "PrivateMark", "apart", "ask_what_is_private", "is_covering", "is_mark_alone", "is_private", "marks", "private_part",
    "without_private_notes", "without_private_parts",
]  # fmt: skip

_PIECES = re.compile(r"(?:(?<!\s)\s+)?(?:[;|،؛·•]\s*|,\s+)|(?<!\s)\s+[-–—/]\s+")
_BRACKET = re.compile(r"(?:(?<!\s)\s++)?[(\[][^()\[\]]*[)\]]")
_UNHEARD = re.compile("[\u0640\u064b-\u0655\u0670\u200e\u200f]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_END = r"\s*(?:[:：.;!()\]–—-]|$)"


@dataclass(frozen=True, slots=True)
class PrivateMark:
    """The place of words such as «not for publication». ``firm``: they mean it in any sentence, not only beside a number.

    ``reported``: a sentence reports that something was not for publication; ``label``: a word such as «internal», which often
    has other meanings.
    """

    start: int
    end: int
    firm: bool = False
    reported: bool = False
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


@lru_cache(maxsize=4096)
def _heard(char: str) -> str:
    if _UNHEARD.match(char):
        return ""
    return " " if char.isspace() or char in "'’ʼ" else fold(latin_digits(char))


def _traced(text: str) -> tuple[str, list[int]]:
    """Return folded words, one space between them, and for each character the place in ``text`` that it stands for."""
    plain: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for each in " " if char in "-‐‑" and _HYPHEN.match(text, place) else _heard(char):
            if each != " " or plain[-1:] != [" "]:
                plain.append(each)
                places.append(place)
    return "".join(plain), places


def _plain(text: str) -> str:
    return _traced(text)[0].strip()


def marks(text: str) -> Iterator[PrivateMark]:
    """Yield the words of ``text`` that say that something is not for publication, in their order."""
    plain, places = _traced(text)
    for match in _anywhere().finditer(plain):
        kind = match.lastgroup if match.lastgroup != "told" else ""
        start = match.start(kind) if kind else match.start()
        yield PrivateMark(places[start], places[match.end() - 1] + 1, kind == "firm", bool(match["told"]), kind == "label")


def is_private(text: str) -> bool:
    """Return whether a line begins by saying that it is not for publication; a bracket must say nothing else."""
    bracket = re.match(r"\s*[(\[]([^()\[\]]*)[)\]](?=\s*\w)", text)
    begins = (not bracket or is_mark_alone(bracket[1])) and _at_start().match(_plain(text))
    return bool(begins) and not announces_embargo(text)


def is_covering(text: str) -> bool:
    """Return whether a sentence hands over a text: «please find below our statement»."""
    return bool(re.search(rf"(?<!\w)(?:{_options('covering')})", _plain(re.sub(r"[^\w\s’'-]+", " ", text))))


def is_mark_alone(text: str) -> bool:
    """Return whether a line says nothing else: what it means stands beside it."""
    plain = " ".join(re.sub(r"[^\w ]+", " ", _plain(text)).split())
    return bool(re.fullmatch(_options("marks", "orders", "asides", "labels"), plain))


def apart(text: str) -> tuple[str, str]:
    """Split the words of a contact into those for the press and those that are not: a number beside «internal»."""
    if not _beside().search(_plain(text)):
        return text, ""
    if is_private(text):
        return "", text
    pieces = _pieces(text)
    hidden = [bool(_beside().search(_plain(piece))) for piece in pieces]
    for index, piece in enumerate(pieces):
        if hidden[index] and not has_contact(piece) and _stands_alone(piece):
            near = _marked_neighbour(pieces, index)
            if near is None:
                return "", text
            hidden[near] = True
        elif hidden[index] and not has_contact(piece):
            hidden[index] = False  # «Private Sector Watch» is a name
    shown, gone = ("".join(compress(pieces, chosen)).strip(" ,;|/–—-") for chosen in (map(not_, hidden), hidden))
    return shown, gone


def _marked_neighbour(pieces: Sequence[str], index: int) -> int | None:
    """Return the index of the piece that «mobile: internal» is about, a number before an address.

    A dash or a colon behind the words leads to the next piece, others to the one before.
    """
    leads = pieces[index].rstrip().endswith(("-", "–", "—", ":"))
    order = (index + 1, index - 1) if leads else (index - 1, index + 1)
    there = [n for n in order if 0 <= n < len(pieces) and has_contact(pieces[n])]
    return next((n for n in there if "@" not in pieces[n]), there[0] if there else None)


def _stands_alone(piece: str) -> bool:
    """Return whether a piece has little beside the words: «mobile: internal», «(not for publication)»."""
    rest = _beside().sub(" ", _plain(piece))
    return len(re.findall(r"[^\W\d_]+", rest)) <= 1 and not re.search(r"(?<!^)\b[A-Z]\w+\s+[A-Z]\w+", piece)


def _pieces(text: str) -> list[str]:
    """Return the pieces of a line, each with the separator behind it.

    A bracket is part of its piece; one with a number or an address is a piece of its own.
    """
    brackets = [match.span() for match in _BRACKET.finditer(text)]
    inside = {place for start, end in brackets for place in range(start, end)}
    cuts = {match.end() for match in _PIECES.finditer(text) if match.start() not in inside}
    cuts |= {place for start, end in brackets if has_contact(text[start:end]) for place in (start, end)}
    return [text[start:end] for start, end in pairwise(sorted({0, *cuts, len(text)}))]


_Range = tuple[int, int]
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"“[^”]{0,1000}”|«[^»]{0,1000}»|„[^“”]{0,1000}[“”]|\"[^\"]*\"")
_BEGINS = re.compile(r"(?:^|[.!?…؟]\s*|[-–—;]\s+)$")
_DASH = re.compile(r"\s[-–—]\s+$")
_LEADS = re.compile(r"\s*(?:[:：]|[-–—](?=\s))\s*(?=\S)")
_STOPS = re.compile(r"\s*(?:[:：,،;.\d+]|[-–—]\s)")
_STOPPED = re.compile(r"(?:[:：,،;.\d]|\s[-–—])\s*$")
_SENTENCE = re.compile(r"(?<!\b[^\W\d_])[.!?؟…]\s+(?=\S)")


def private_part(text: str) -> _Range | None:
    """Return the part (start, end) of a paragraph that is not for publication, all of it in doubt; None where there is none."""
    for mark in [] if announces_embargo(text) else marks(text):
        bracket = next((each.span() for each in _BRACKETS.finditer(text) if each.start() < mark.start < each.end()), None)
        part = _in_bracket(text, mark, bracket) if bracket else _tail(text, mark)
        if part or _applies(text, mark):
            return part or (0, len(text))
    return None


def _in_bracket(text: str, mark: PrivateMark, bracket: _Range) -> _Range | None:
    """Return a bracket that a mark begins or ends, or that a mark stands in between commas; all where it is the mark alone."""
    start, end = bracket[0] + 1, bracket[1] - 1
    inside = text[start:end]
    if is_mark_alone(inside):
        return (0, len(text)) if mark.firm or has_contact(text) else None
    before, after = text[start : mark.start], text[mark.end : end]
    alone = (not before.strip() or _STOPPED.search(before)) and (not after.strip() or _STOPS.match(after))
    return bracket if alone and (not mark.label or has_contact(inside)) else None


def _tail(text: str, mark: PrivateMark) -> _Range | None:
    """Return a sentence that a mark leads, «Not for publication: …», if it ends the paragraph or a dash ends it."""
    before, lead = text[: mark.start], _LEADS.match(text, mark.end)
    if not lead or not _BEGINS.search(before) or (mark.label and not has_contact(text[lead.end() :])):
        return None
    dash = _DASH.search(before)
    closing = re.compile(r"\s[-–—](?=\s)").search(text, lead.end()) if dash else None
    start, end = (dash.start() if dash else mark.start), (closing.end() if closing else len(text))
    sentence = _SENTENCE.split(before)[-1] if dash or before.rstrip().endswith(";") else ""
    sure = not _SENTENCE.search(text[lead.end() : end]) and not has_contact(text[end:]) and not has_contact(sentence)
    return (start, end) if sure else (0, len(text))


def _applies(text: str, mark: PrivateMark) -> bool:
    """Return whether a mark in mid-sentence is about the sentence itself: it always is beside a number."""
    if has_contact(text):
        return mark.firm or not (mark.label or mark.reported)
    quoted = any(each.start() < mark.start < each.end() for each in _QUOTED.finditer(text))
    return mark.firm and not mark.reported and not quoted


def without_private_parts(lines: Sequence[InputLine], log: AuditLog, *, each_alone: bool = False) -> list[InputLine]:
    """Return the lines without what is not for publication; ``each_alone``: no line goes on in the next one."""
    public: list[InputLine] = []
    for group in [(line,) for line in lines] if each_alone else [passage.lines for passage in paragraphs(lines)]:
        rest = list(group)
        while part := private_part(whole := " ".join(line.words for line in rest)):
            if part != (0, len(whole)):
                rest = _without(rest, part, log)
                continue
            for line in rest:
                log.hide(line)
            ask_what_is_private(rest[0], log)
            rest = []
        public += rest
    return public


def without_private_notes(lines: Sequence[InputLine], log: AuditLog) -> list[InputLine]:
    """Return the lines without the footnotes that are not for publication; those that do not begin so are asked about."""
    return [_without_notes(line, log) if line.footnotes else line for line in lines]


def _without_notes(line: InputLine, log: AuditLog) -> InputLine:
    notes = []
    for note in line.footnotes:
        words = " ".join(plain_text(block.inlines) for block in note.blocks if isinstance(block, Paragraph))
        if not private_part(words):
            notes.append(note)
            continue
        log.hide(line, words)
        if not is_private(words):
            ask_what_is_private(line, log)
    return replace(line, footnotes=tuple(notes), content=_calling(line.content, frozenset(note.label for note in notes)))


def _calling(content: Sequence[Inline], labels: frozenset[str]) -> tuple[Inline, ...]:
    """Return inlines without the marks of footnotes that are gone."""
    return tuple(
        replace(each, children=_calling(each.children, labels)) if isinstance(each, Emphasis | Strong | Link) else each
        for each in content if not isinstance(each, NoteRef) or each.label in labels
    )  # fmt: skip


def ask_what_is_private(line: InputLine, log: AuditLog) -> None:
    """Ask what of the hidden words of a line may be published."""
    question = "words say that something is not for publication, and were kept in internal.txt: what of them may be published?"
    log.ask_internal("private", line, question, "nothing of them: they stay internal")


def _without(lines: Sequence[InputLine], part: _Range, log: AuditLog) -> list[InputLine]:
    public: list[InputLine] = []
    begin = 0
    for line in lines:
        start, end = (min(max(place - begin, 0), len(line.words)) for place in part)
        begin += len(line.words) + 1
        rest: InputLine | None = line
        if start < end:
            log.hide(line, line.words[start:end])
            rest = _cut(line, start, end)
        if rest:  # the paragraph goes on over what was taken out
            gone = bool(public) and public[-1].span.line + 1 < line.span.line
            public.append(replace(rest, goes_on=rest.goes_on or gone))
    return public


def _cut(line: InputLine, start: int, end: int) -> InputLine | None:
    """Return a line without some characters of its words; None where nothing remains."""
    before, after = line.words[:start].rstrip(), line.words[end:]
    if not (before + after).strip():
        return None
    space = before and after.strip() and (after[0].isspace() or after[0].isalnum())
    margin = len(plain_text(line.content)) - len(plain_text(line.content).lstrip())
    first = taken(line.content, margin + len(before)) if before else ()
    content = (*first, *((Text(" ", line.span),) if space else ()), *dropped(line.content, margin + end))
    raw = " ".join(filter(None, [line.mark.raw if line.mark else "", plain_text(content).strip()]))
    return replace(line, raw=raw, content=content)
