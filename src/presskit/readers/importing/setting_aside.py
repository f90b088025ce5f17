"""Lines that are not of the release: a covering note, a sender's signature, what is not for publication, a draft's remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from presskit.language.days import is_month
from presskit.language.embargo_words import announces
from presskit.language.number_words import fold
from presskit.model.question import Choice
from presskit.readers.importing.account import Account
from presskit.readers.importing.heads import head_of, listed, reaches
from presskit.readers.importing.lines import Line
from presskit.readers.importing.paragraphs import Passage, passages
from presskit.readers.importing.private_words import is_mark_alone, is_private, may_be_private

__all__ = ["ask_about_text", "is_draft_line", "open_mark", "set_aside"]

_DASHES = re.compile(r"^\s*(?:--|__+|—)\s*$")
_SENT_FROM = re.compile(
    r"^\W*(?:sent from my|envoyé de mon|enviado desde mi|von meinem .{2,30} gesendet|отправлено с)\b.{0,40}$", re.IGNORECASE
)
_LONGEST_SIGNATURE = 10
_LONGEST_NOTE = 14
_NEAR_TOP = 6
_LONGEST_DRAFT_LINE = 90
_PLACEHOLDERS = re.compile(
    r"\bX{2,4}[:/.]X{2,4}\b|\bXX+(?=[\])])|(?<=[\[(])XX+\b|\bXXX+\b|\?{3,}|(?:^|[.!?]\s+|[\[(])@[A-Z][a-z]+\b(?!\.\w)|\[[^\[\]]*\?\]"
)
_BLANK_DAY = re.compile(r"\bX{1,2}\s+(?P<after>[^\W\d_]+)|(?P<before>[^\W\d_]+)\s+X{1,2}\b")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", fold(text.replace("’", " ").replace("'", " "))).split())


def set_aside(lines: Sequence[Line], account: Account) -> tuple[Line, ...]:
    """Return the lines of the release; what goes is kept for the office, and where that is a guess it is asked."""
    kept = _without_private(_without_signature(_without_note(lines, account), account), account)
    return tuple(line for line in kept if not _is_of_a_draft(line, account))


def _without_note(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """Take off what somebody wrote above the release, from a greeting to «Thanks, Petra»."""
    if not lines or not _greets(lines[0].whole):
        return lines
    for index, line in enumerate(lines[1:_LONGEST_NOTE], 1):
        if listed("closings").fullmatch(_plain(line.whole)):
            end = index + 1
            while end < len(lines) and not lines[end].gap and len(lines[end].words.split()) <= 4:
                end += 1
            return _asked_about_note(lines, end, account) if _is_note(lines, end) else lines
    return lines


def _is_note(lines: Sequence[Line], end: int) -> bool:
    """Tell whether the lines up to ``end`` stand apart from a longer text below them."""
    note, rest = (sum(len(line.words) for line in part) for part in (lines[:end], lines[end:]))
    return len(lines) - end >= 2 and rest > note and (lines[end].gap or lines[end].alone)


def _greets(text: str) -> bool:
    return len(text) < 40 and bool(re.fullmatch(rf"(?:{listed('greetings').pattern})(?: [\w]+){{0,2}}", _plain(text)))


def _asked_about_note(lines: Sequence[Line], end: int, account: Account) -> Sequence[Line]:
    for line in lines[:end]:
        account.hide(line)
    asked = f"{end} lines above the release were taken for a covering note, and kept in internal.txt: are they one?"
    choices = (Choice("internal", "they are: nothing of it is part of the release"),)
    account.ask("covering-note", _unsaid(lines[0]), asked, choices, weighs=end)
    return lines[end:]


def _without_signature(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """Take off the signature of an e-mail: what stands below «--» at the end, and «Sent from my …»."""
    for line in lines:
        if _SENT_FROM.match(line.whole):
            account.hide(line)
    lines = [line for line in lines if not _SENT_FROM.match(line.whole)]
    start = next((n for n in range(len(lines) - 1, 0, -1) if _DASHES.match(lines[n].raw)), None)
    below = lines[start + 1 :] if start is not None else []
    if not below or len(below) > _LONGEST_SIGNATURE or any(_is_part(line) for line in below):
        return lines
    for line in lines[start:]:
        account.hide(line)
    return lines[:start]


def _is_part(line: Line) -> bool:
    return (line.gap and len(line.words) > 120) or head_of(line.whole) is not None


def _without_private(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    kept: list[Line] = []
    hiding = False
    for index, line in enumerate(lines):
        hiding = hiding and not line.gap and not line.alone and head_of(line.whole) is None
        if index < _NEAR_TOP and is_mark_alone(line.whole) and _stands_alone(lines, index):
            _ask_about_all(line, account)
        elif is_private(line.whole) and not _is_said_of_all(line, index):
            hiding = not line.whole.rstrip().endswith(".")
            _hide_above(line, kept, account)
            account.hide(line)
            if not (kept and (reaches(line.whole) or may_be_private(line.whole))):
                asked = "a line begins as what is internal does, and was kept in internal.txt: is it?"
                account.ask("private", _unsaid(line), asked, (Choice("internal", "it is"),))
        elif hiding:
            account.hide(line)
        else:
            kept.append(line)
    return kept


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    return all(line.gap or line.alone for line in lines[max(index, 1) : index + 2] if line is not lines[0])


def _ask_about_all(line: Line, account: Account) -> None:
    """Ask about «NOT FOR PUBLICATION» in a line of its own above the text: it may mean all of it."""
    account.place(line, "questions.yaml: what is not for publication")
    account.withheld = True
    asked = f"«{line.whole}» stands above the text: what is meant, and until when?"
    account.ask("private", line, asked, (Choice("over", "it is over: the text may be published"),))


def _is_said_of_all(line: Line, index: int) -> bool:
    """Tell whether the whole text is said to be internal: then it is a draft, and somebody is asked."""
    return index < 3 and is_draft_line(line.whole)


def _unsaid(line: Line) -> Line:
    """Return the place of a line without its words: questions are shown in reports, and these words are internal."""
    return replace(line, raw="")


def _hide_above(line: Line, kept: list[Line], account: Account) -> None:
    """Ask about the line above a mark that stands alone: «(not for publication)» may mean it."""
    if is_mark_alone(line.whole) and kept and not line.gap:
        account.hide(kept.pop())
        asked = (
            "«not for publication» stands in a line of its own; the line above it was kept in internal.txt too: is that right?"
        )
        account.ask("private", _unsaid(line), asked, (Choice("internal", "it is: the line stays internal"),))


def is_draft_line(text: str) -> bool:
    """Tell whether a line says that the text is a draft: «DRAFT v4 – NOT FOR CIRCULATION»."""
    if len(text) > _LONGEST_DRAFT_LINE:
        return False
    plain = _plain(text)
    version = r"(?: v(?:ersion)? ?\d[\d ]*| \d[\d ]*| final| clean| (?:of|du|del|vom|от|від) .{4,20})*"
    options = f"(?:{listed('draft').pattern})"
    return bool(
        re.fullmatch(
            rf"(?:\W|strictly )*{options}{version}(?: (?:and |please )?(?:{options}|do not .{{3,40}}|not for .{{3,40}}))*",
            plain,
        )
    )


def open_mark(text: str) -> str:
    """Return the words of ``text`` that say that something is still open: «TBC», «XX March», «@Ana pls check»."""
    blank = next((each for each in _BLANK_DAY.finditer(text) if is_month(each["after"] or each["before"])), None)
    placeholder = blank or _PLACEHOLDERS.search(text) or re.search(r"\b(?:TBC|TBD|TBA)\b", text)
    if placeholder:
        return placeholder.group().strip(" .!?")
    square = [each for each in re.findall(r"\[([^\[\]]{2,60})\]", text) if re.search(_plain_marks(), _plain(each))]
    round_ = [each for each in re.findall(r"\(([^()]{2,40})\)", text) if re.fullmatch(_plain_marks(), _plain(each))]
    return next(iter((*square, *round_)), "")


def _plain_marks() -> str:
    """Return the marks that mean nothing else wherever they stand."""
    options = [option for option in listed("open_marks").pattern.split("|") if not option.endswith(".*")]
    return rf"\b(?:{'|'.join(options)})\b"


def ask_about_text(lines: Sequence[Line], account: Account) -> None:
    """Ask about what a text still leaves open, what it says is not for publication, and sentences that blank lines break."""
    for passage in passages(lines):
        whole = " ".join(line.words for line in passage.lines)
        mark = open_mark(whole)
        if mark:
            account.ask("draft", passage.first, f"«{mark}» stands in the text: what is to stand there?")
        if may_be_private(whole):
            asked = "a sentence of the text says that something is not for publication: what of it may be published?"
            account.ask("private", _unsaid(passage.first), asked)
    for before, after in pairwise(passages(lines)):
        if _breaks_off(before, after):
            asked = f"does «{after.first.words[:50]}» go on with the paragraph above it?"
            account.ask("wrapped", after.first, asked, (Choice("apart", "no, it is a paragraph of its own"),))


def _breaks_off(before: Passage, after: Passage) -> bool:
    plain = not any(each.first.mark or each.first.style for each in (before, after))
    above, below = before.lines[-1].words, after.first.words
    return plain and after.first.gap and below[:1].islower() and bool(re.search(r"[^\W\d_]$", above)) and len(below) > 20


def _is_of_a_draft(line: Line, account: Account) -> bool:
    if not is_draft_line(line.whole) or announces(line.whole):
        return False
    account.hide(line)
    asked = f"the text says that it is a draft («{line.whole}»): is this the text that is to be published?"
    account.ask("draft", line, asked, (Choice("final", "it is: what was received is final"),))
    return True
