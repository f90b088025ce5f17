"""Lines that are not of the release: a covering note, a sender's signature, what is internal, a draft's remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from presskit.language.data import fold, options
from presskit.language.dates_in_text import is_month
from presskit.language.recognition import announces_embargo
from presskit.model.question import Choice
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.headings import Kind, head_of, listed, reaches
from presskit.readers.importing.lines import Line, broken
from presskit.readers.importing.paragraphs import Passage, passages
from presskit.readers.importing.private_parts import is_covering, is_mark_alone, is_private, marks

__all__ = ["ask_about_text", "is_draft_line", "open_mark", "set_aside", "without_note", "without_signature"]

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


_NEAR_TOP = 6
_LONGEST_HEAD = 60
_MARKED_HEAD = re.compile(r"(?P<head>[^()\[\]–—]{3,60})[(\[–—](?P<mark>[^()\[\]–—]{3,60})[)\]]?\s*[:：]?")
_LONGEST_TITLE = 160
_LONGEST_DRAFT_LINE = 90
_PLACEHOLDERS = re.compile(
    r"\bX{2,4}[:/.]X{2,4}\b|\bXX+(?=[\])])|(?<=[\[(])XX+\b|\bXXX+\b|\?{3,}|(?:^|[.!?]\s+|[\[(])@[A-Z][a-z]+\b(?!\.\w)|\[[^\[\]]*\?\]"
)
_BLANK_DAY = re.compile(r"\bX{1,2}\s+(?P<after>[^\W\d_]+)|(?P<before>[^\W\d_]+)\s+X{1,2}\b")


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
    if not is_draft_line(line.whole) or announces_embargo(line.whole):
        return False
    account.hide(line)
    asked = f"the text says that it is a draft («{line.whole}»): is this the text that is to be published?"
    account.ask("draft", line, asked, (Choice("final", "it is: what was received is final"),))
    return True
