"""Lines that are not of the release: a covering note, a sender's signature, what is not for publication, a draft's remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from presskit.language.data import fold, options
from presskit.language.dates_in_text import is_month
from presskit.language.embargo_words import announces
from presskit.model.question import Choice
from presskit.readers.importing.account import Account
from presskit.readers.importing.heads import head_of, listed, reaches
from presskit.readers.importing.lines import Line
from presskit.readers.importing.mail_ends import without_note, without_signature
from presskit.readers.importing.paragraphs import Passage, passages
from presskit.readers.importing.private_words import is_mark_alone, is_private, marks

__all__ = ["ask_about_text", "is_draft_line", "open_mark", "set_aside"]

_NEAR_TOP = 6
_LONGEST_HEAD = 60
_MARKED_HEAD = re.compile(r"(?P<head>[^()\[\]–—]{3,60})[(\[–—](?P<mark>[^()\[\]–—]{3,60})[)\]]?\s*[:：]?")
_LONGEST_TITLE = 160
_LONGEST_DRAFT_LINE = 90
_PLACEHOLDERS = re.compile(
    r"\bX{2,4}[:/.]X{2,4}\b|\bXX+(?=[\])])|(?<=[\[(])XX+\b|\bXXX+\b|\?{3,}|(?:^|[.!?]\s+|[\[(])@[A-Z][a-z]+\b(?!\.\w)|\[[^\[\]]*\?\]"
)
_BLANK_DAY = re.compile(r"\bX{1,2}\s+(?P<after>[^\W\d_]+)|(?P<before>[^\W\d_]+)\s+X{1,2}\b")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", fold(text.replace("’", " ").replace("'", " "))).split())


def set_aside(lines: Sequence[Line], account: Account) -> tuple[Line, ...]:
    """Return the lines of the release; what goes is kept for the office, and where that is a guess it is asked."""
    public = _without_private_sections(without_signature(without_note(lines, account), account), account)
    kept = _without_private(public, account)
    return tuple(line for line in kept if not _is_of_a_draft(line, account))


def _without_private_sections(lines: Sequence[Line], account: Account) -> list[Line]:
    """Return the lines without the parts whose head says so: «Notes to editors (not for publication)»."""
    kept: list[Line] = []
    hiding = False
    for line in lines:
        if _is_private_head(line.whole):
            hiding = True
            account.hide(line)
            asked = "a head says that what stands below it is internal; it was kept in internal.txt to the next head: is it?"
            account.ask("private", _unsaid(line), asked, (Choice("internal", "it is"),))
        elif hiding and head_of(line.whole) is None:
            account.hide(line)
        else:
            hiding = False
            kept.append(line)
    return kept


def _is_private_head(text: str) -> bool:
    found = _MARKED_HEAD.fullmatch(text.strip()) if len(text) <= _LONGEST_TITLE else None
    return found is not None and is_mark_alone(found["mark"]) and head_of(found["head"].strip()) is not None


def _without_private(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    kept: list[Line] = []
    hiding = heads = False
    for index, line in enumerate(lines):
        apart = line.gap or line.alone
        hiding = (hiding or (heads and apart)) and not (apart and not heads) and head_of(line.whole) is None
        heads = False
        if index < _NEAR_TOP and is_mark_alone(line.whole) and _stands_alone(lines, index):
            _ask_about_all(line, account)
        elif is_private(line.whole) and not _is_said_of_all(line, index):
            hiding = not line.whole.rstrip().endswith(".")
            heads = hiding and _heads(lines, index)
            _hide_above(line, kept, account)
            account.hide(line)
            if heads or not (kept and (reaches(line.whole) or any(mark.firm for mark in marks(line.whole)))):
                asked = "a line begins as what is internal does, and was kept in internal.txt: is it?"
                account.ask("private", _unsaid(line), asked, (Choice("internal", "it is"),))
        elif hiding:
            account.hide(line)
        else:
            kept.append(line)
    return kept


def _heads(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line with a mark is the head of the paragraph below it: «For internal use only:»."""
    line, below = lines[index], lines[index + 1 : index + 2]
    return not reaches(line.whole) and len(line.whole) < _LONGEST_HEAD and bool(below and (below[0].gap or below[0].alone))


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a mark stands above a text that has not begun: no sentence and no number stand above, no colon leads on."""
    begun = any(len(line.whole) > _LONGEST_TITLE or line.whole.endswith(".") or reaches(line.whole) for line in lines[:index])
    above = not begun and not lines[index].whole.endswith((":", "："))
    return above and all(line.gap or line.alone for line in lines[max(index, 1) : index + 2] if line is not lines[0])


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
    below = line.whole.endswith((":", "："))  # «Not for publication:» means what follows
    if is_mark_alone(line.whole) and kept and not (line.gap or below):
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
    more, of = options("lists", "version_words"), options("lists", "version_of")
    version = rf"(?: v(?:ersion)? ?\d[\d ]*| \d[\d ]*| (?:{more})| (?:{of}) .{{4,20}})*"
    drafts = f"(?:{listed('draft').pattern})"
    return bool(
        re.fullmatch(
            rf"(?:\W|strictly )*{drafts}{version}(?: (?:and |please )?(?:{drafts}|do not .{{3,40}}|not for .{{3,40}}))*",
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
    """Ask about what a text still leaves open, and sentences that blank lines break."""
    for passage in passages(lines):
        whole = " ".join(line.words for line in passage.lines)
        mark = open_mark(whole)
        if mark:
            account.ask("draft", passage.first, f"«{mark}» stands in the text: what is to stand there?")
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
