"""What an e-mail says above and below the text of a release: a covering note, a sender's signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from presskit.language.data import fold, options
from presskit.model.question import Choice
from presskit.readers.importing.account import Account
from presskit.readers.importing.heads import Kind, head_of, listed, reaches
from presskit.readers.importing.lines import Line, broken
from presskit.readers.importing.private_words import is_covering, marks

__all__ = ["without_note", "without_signature"]

_DASHES = re.compile(r"^\s*(?:--|__+|—)\s*$")


@cache
def _sent_from() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{options('mail', 'sent_from')})\b.{{0,40}}$", re.IGNORECASE)


_SITE = re.compile(r"\b(?:www\.|https?://)\S+|@\w", re.IGNORECASE)
_LONGEST_SIGNATURE = 10
_MOST_BEFORE_NUMBER = 5
_LONGEST_NOTE = 14
_LONGEST_GREETING = 40
_LONG = 120
_SHORT = 80


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", fold(text.replace("’", " ").replace("'", " "))).split())


def _apart(line: Line) -> bool:
    return line.gap or line.alone


def without_note(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """Take off what somebody wrote above the release: from a greeting to «Thanks, Petra», «please find below …»."""
    if not lines:
        return lines
    named = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)?\s*[,،!]", lines[0].whole)
    greets = _greets(lines[0].whole) or bool(named)
    end = (_closed(lines) if greets else 0) or _covering(lines, greets=greets)
    return _asked_about_note(lines, end, account) if end and _is_note(lines, end) else lines


def _closed(lines: Sequence[Line]) -> int:
    """Return where a note ends that a valediction closes, with the name and the numbers below it; 0 where none does."""
    for index, line in enumerate(lines[1:_LONGEST_NOTE], 1):
        if _closes(line):
            below = _signature_end(lines, index)
            if below:
                return below
            end = index + 1
            while end < len(lines) and not _apart(lines[end]) and len(lines[end].words.split()) <= 4:
                end += 1
            return end
    return 0


def _covering(lines: Sequence[Line], *, greets: bool) -> int:
    """Return where a note ends that hands over a text; a greeting in its line, or words for that, begin it."""
    first = _paragraph_end(lines, 0)
    end = _paragraph_end(lines, first) if greets and first == 1 else first
    if end > 1 and _may_be_title(lines, end - 1) and re.search(r"[.:!)]$", lines[end - 2].whole):
        end -= 1
    note = " ".join(line.whole for line in lines[:end])
    private = reaches(note) or any(mark.firm for mark in marks(note))
    greets = greets or bool(
        re.match(rf"(?:{listed('greetings').pattern})(?!\w)", _plain(note)) and re.match(r"[^.!?]{2,40}[,،!.–—-]", note)
    )
    told = re.search(r"[.:!…]\s*$", note) or private or _apart_of_note(lines, end)
    if not (greets and private) and not (is_covering(note if greets else note[:90]) and told):
        return 0
    while end < min(len(lines) - 2, _LONGEST_NOTE):
        below = _paragraph_end(lines, end)
        part = " ".join(line.whole for line in lines[end:below])
        if head_of(lines[end].whole) or len(part) > _LONG or not (_closes(lines[end]) or reaches(part) or is_covering(part)):
            break
        end = _signature_end(lines, end) or below if _closes(lines[end]) else below
    return end + 1 if _may_be_name(lines, end) else end


def _may_be_title(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    ends = at + 1 < len(lines) and _apart(lines[at + 1])
    return (
        ends and len(line.whole) < _LONG and not (re.search(r"[.!?:؟…,،]$", line.whole) or reaches(line.whole) or _closes(line))
    )


def _may_be_name(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a few words stand below a note and above what may be the title: who wrote the note."""
    if at + 2 >= len(lines) or not (_may_be_title(lines, at) and _may_be_title(lines, at + 1)):
        return False
    return len(lines[at].words.split()) <= 3 and all(word[:1].isupper() for word in lines[at].words.split())


def _apart_of_note(lines: Sequence[Line], end: int) -> bool:
    return end < len(lines) and reaches(lines[end].whole)


def _paragraph_end(lines: Sequence[Line], start: int) -> int:
    return next((n for n in range(start + 1, len(lines)) if _apart(lines[n])), len(lines))


def _closes(line: Line) -> bool:
    """Tell whether a line is a valediction, which a name and numbers may follow: «Best wishes, Mara»."""
    words = [line.whole, *re.findall(r"^[^,،!]+(?=[,،!]\s*[^\W\d_])", line.whole)]
    return len(line.whole) < _SHORT and any(listed("closings").fullmatch(_plain(each)) for each in words)


def _is_note(lines: Sequence[Line], end: int) -> bool:
    """Tell whether the lines up to ``end`` stand apart from a longer text below them."""
    note, rest = (sum(len(line.words) for line in part) for part in (lines[:end], lines[end:]))
    return (
        len(lines) - end >= 2
        and (rest > note or is_covering(" ".join(line.whole for line in lines[:end])))
        and (_apart(lines[end]) or _may_be_title(lines, end))
    )


def _greets(text: str) -> bool:
    return len(text) < _LONGEST_GREETING and bool(
        re.fullmatch(rf"(?:{listed('greetings').pattern})(?: [\w]+){{0,2}}", _plain(text))
    )


def _asked_about_note(lines: Sequence[Line], end: int, account: Account) -> Sequence[Line]:
    for line in lines[:end]:
        account.hide(line)
    asked = f"{end} lines above the release were taken for a covering note, and kept in internal.txt: are they one?"
    choices = (Choice("internal", "they are: nothing of it is part of the release"),)
    account.ask("covering-note", replace(lines[0], raw=""), asked, choices, weighs=end)
    return [replace(lines[end], gap=True), *lines[end + 1 :]]


def without_signature(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """Take off a sender's signature: below a valediction, below «--» at the end, and «Sent from my …»."""
    for line in lines:
        if _sent_from().match(line.whole):
            account.hide(line)
    lines = [each for line in lines if not _sent_from().match(line.whole) for each in _unfolded(line)]
    start = next((n for n in range(len(lines) - 1, 0, -1) if _DASHES.match(lines[n].raw)), None)
    below = lines[start + 1 :] if start is not None else []
    if below and len(below) <= _LONGEST_SIGNATURE and not any(_is_part(line) for line in below):
        for line in lines[start:]:
            account.hide(line)
        lines = lines[:start]
    return _without_closing(lines, account)


def _unfolded(line: Line) -> list[Line]:
    """Return the lines of a signature that stands in one paragraph, as mail programs write it; other lines as they are."""
    pieces = broken(line)
    return pieces if any(_closes(piece) for piece in pieces[:-1]) else [line]


def _without_closing(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """Take off «Best wishes,» with the name, the role and the numbers below it; where it may be a letter's, it is asked."""
    for start in range(len(lines) - 1, -1, -1):
        end = _signature_end(lines, start) if _closes(lines[start]) else 0
        if not end:
            continue
        for line in lines[start:end]:
            account.hide(line)
        if any(_apart(line) for line in lines[start + 1 : start + 3]) and lines[start].whole[-1].isalpha():
            asked = f"{end - start} lines were taken for the signature of an e-mail, and kept in internal.txt: are they one?"
            choices = (Choice("internal", "they are: nothing of it is part of the release"),)
            account.ask("private", replace(lines[start], raw=""), asked, choices, weighs=end - start)
        lines = [*lines[:start], *lines[end:]]
    return lines


def _signature_end(lines: Sequence[Line], start: int) -> int:
    """Return where the signature below a valediction ends; 0 where nobody there can be reached.

    A head or a long line ends it. In a letter whose signatories stand below «Yours sincerely», numbers stand apart from them.
    """
    if reaches(lines[start].whole):
        return start + 1
    below = lines[start + 1 : start + 1 + _LONGEST_SIGNATURE]
    stop = next((n for n, line in enumerate(below) if _ends(line)), len(below))
    number = next((n for n, line in enumerate(below[:stop]) if reaches(line.whole)), None)
    if number is None or number > _MOST_BEFORE_NUMBER:
        return 0
    letter = getattr(head_of(lines[start].whole), "kind", None) is Kind.SIGNATORIES
    if letter and any(_apart(line) for line in below[1 : number + 1]):
        return 0
    end = number + 1
    while end < stop and (not _apart(below[end]) or reaches(below[end].whole) or _SITE.search(below[end].whole)):
        end += 1
    return start + 1 + end


def _ends(line: Line) -> bool:
    return len(line.words) > _LONG or bool(line.mark and not reaches(line.whole)) or _begins_part(line)


def _begins_part(line: Line) -> bool:
    """Tell whether a line begins a part of the release: «Media contacts:», not a label before a number."""
    head = head_of(line.whole)
    return head is not None and head.kind is not Kind.ORNAMENT and not reaches(line.whole[: head.length])


def _is_part(line: Line) -> bool:
    return (line.gap and len(line.words) > _LONG) or head_of(line.whole) is not None
