"""Lines that are not part of the release: a covering note, a sender's signature, what is internal, a draft's remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from presskit.language.data import fold, options
from presskit.language.dates_in_text import find_day, is_month
from presskit.language.recognition import announces_embargo
from presskit.model.question import Choice
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.draft_comments import without_chat, without_comments
from presskit.readers.importing.headings import Kind, has_contact, head_of, listed
from presskit.readers.importing.lines import InputLine, JoinedLines, broken, paragraphs
from presskit.readers.importing.private_parts import is_covering, is_mark_alone, is_private, marks

__all__ = ["ask_about_text", "compared", "set_aside"]

_DASHES = re.compile(r"^\s*(?:--|__+|—)\s*$")


_SITE = re.compile(r"\b(?:www\.|https?://)\S+|@\w", re.IGNORECASE)
_LONGEST_SIGNATURE = 10
_MOST_BEFORE_NUMBER = 5
_LONGEST_NOTE = 14
_LONGEST_GREETING = 40
_LONG = 120
_SHORT = 80


def compared(text: str) -> str:
    """Return folded words without punctuation, one space between them, as they are compared."""
    return " ".join(re.sub(r"[^\w ]+", " ", fold(text.replace("’", " ").replace("'", " "))).split())


def _apart(line: InputLine) -> bool:
    return line.gap or line.alone


def _without_note(lines: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Return the lines without a note above the release: from a greeting to «Thanks, Petra», «please find below …»."""
    if not lines:
        return lines
    named = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)?\s*[,،!]", lines[0].whole)
    most = 5 if lines[0].whole.endswith((",", "،", "!")) else 2
    greeting = re.fullmatch(rf"(?:{listed('greetings').pattern})(?: [\w]+){{0,{most}}}", compared(lines[0].whole))
    greets = bool(named or (greeting and len(lines[0].whole) < _LONGEST_GREETING))
    end = (_closed(lines) if greets else 0) or _covering(lines, greets=greets)
    return _without_asked_note(lines, end, log) if end and _is_note(lines, end) else lines


def _closed(lines: Sequence[InputLine]) -> int:
    """Return where a note ends that a valediction closes, with the name and the numbers below it; 0 where none does."""
    for index, line in enumerate(lines[1:_LONGEST_NOTE], 1):
        if _closes(line):
            more = (n for n in range(index + 1, len(lines)) if _apart(lines[n]) or len(lines[n].words.split()) > 4)
            return _signature_end(lines, index) or next(more, len(lines))
    return 0


def _covering(lines: Sequence[InputLine], *, greets: bool) -> int:
    """Return where a note ends that hands over a text; a greeting in its line, or words for that, begin it."""
    first = _paragraph_end(lines, 0)
    end = _paragraph_end(lines, first) if greets and first == 1 else first
    if end > 1 and _may_be_title(lines, end - 1) and re.search(r"[.:!)]$", lines[end - 2].whole):
        end -= 1
    note = " ".join(line.whole for line in lines[:end])
    private = has_contact(note) or any(mark.firm for mark in marks(note))
    greets = greets or bool(
        re.match(rf"(?:{listed('greetings').pattern})(?!\w)", compared(note)) and re.match(r"[^.!?]{2,40}[,،!.–—-]", note)
    )
    ends = re.search(r"[.:!…]\s*$", note) or private or (end < len(lines) and has_contact(lines[end].whole))
    told = greets and end == 1 and end < len(lines) and _may_be_title(lines, end) and len(note) < _LONG
    told = told and bool(re.search(r"[,،!]\s*\w.*[.!…]", note))
    if not (greets and private) and not told and not (is_covering(note if greets else note[:90]) and ends):
        return 0
    while end < min(len(lines) - 2, _LONGEST_NOTE):
        below = _paragraph_end(lines, end)
        part = " ".join(line.whole for line in lines[end:below])
        of_note = _closes(lines[end]) or has_contact(part) or is_covering(part)
        if head_of(lines[end].whole) or len(part) > _LONG or not of_note:
            break
        end = _signature_end(lines, end) or below if _closes(lines[end]) else below
    return end + 1 if _may_be_name(lines, end) else end


def _may_be_title(lines: Sequence[InputLine], at: int) -> bool:
    line = lines[at]
    ends = at + 1 < len(lines) and _apart(lines[at + 1])
    return (
        ends
        and len(line.whole) < _LONG
        and not (re.search(r"[.!?:؟…,،]$", line.whole) or has_contact(line.whole) or _closes(line))
    )


def _may_be_name(lines: Sequence[InputLine], at: int) -> bool:
    """Return whether a few words stand below a note and above what may be the title: who wrote the note."""
    if at + 2 >= len(lines) or not (_may_be_title(lines, at) and _may_be_title(lines, at + 1)):
        return False
    return len(lines[at].words.split()) <= 3 and all(word[:1].isupper() for word in lines[at].words.split())


def _paragraph_end(lines: Sequence[InputLine], start: int) -> int:
    return next((n for n in range(start + 1, len(lines)) if _apart(lines[n])), len(lines))


def _closes(line: InputLine) -> bool:
    """Return whether a line is a valediction, which a name and numbers may follow: «Best wishes, Mara»."""
    words = [line.whole, *re.findall(r"^[^,،!]+(?=[,،!]\s*[^\W\d_])", line.whole)]
    words += re.split("[,،!]", line.whole) if len(line.whole) < _LONGEST_GREETING else []
    return len(line.whole) < _SHORT and any(listed("closings").fullmatch(compared(each)) for each in words)


def _is_note(lines: Sequence[InputLine], end: int) -> bool:
    """Return whether the lines up to ``end`` stand apart from a longer text below them."""
    note, rest = (sum(len(line.words) for line in part) for part in (lines[:end], lines[end:]))
    return (
        len(lines) - end >= 2
        and (rest > note or is_covering(" ".join(line.whole for line in lines[:end])))
        and (_apart(lines[end]) or _may_be_title(lines, end))
    )


def _without_asked_note(lines: Sequence[InputLine], end: int, log: AuditLog) -> Sequence[InputLine]:
    for line in lines[:end]:
        log.hide(line)
    question = f"{end} lines above the release were taken for a covering note, and kept in internal.txt: are they one?"
    log.ask_internal("covering-note", lines[0], question, "they are: nothing of it is part of the release", end)
    return [replace(lines[end], gap=True), *lines[end + 1 :]]


def _without_signature(lines: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Return the lines without a sender's signature: below a valediction, below «--» at the end, and «Sent from my …»."""
    sent_from = re.compile(rf"^\W*(?:{options('mail', 'sent_from')})\b.{{0,40}}$", re.IGNORECASE)
    for line in lines:
        if sent_from.match(line.whole):
            log.hide(line)
    lines = [each for line in lines if not sent_from.match(line.whole) for each in _unfolded(line)]
    start = next((n for n in range(len(lines) - 1, 0, -1) if _DASHES.match(lines[n].raw)), len(lines))
    below = lines[start + 1 :]
    parts = (line for line in below if (line.gap and len(line.words) > _LONG) or head_of(line.whole) is not None)
    if 0 < len(below) <= _LONGEST_SIGNATURE and not any(parts):
        for line in lines[start:]:
            log.hide(line)
        lines = lines[:start]
    return _without_closing(lines, log)


def _unfolded(line: InputLine) -> list[InputLine]:
    """Return the lines of a signature that stands in one paragraph, as mail programs write it; other lines as they are."""
    pieces = broken(line)
    return pieces if any(_closes(piece) for piece in pieces[:-1]) else [line]


def _without_closing(lines: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    """Return the lines without «Best wishes,» and the name, role and numbers below it; ask where it may be a letter's."""
    for start in range(len(lines) - 1, -1, -1):
        end = _signature_end(lines, start) if _closes(lines[start]) else 0
        if not end:
            continue
        for line in lines[start:end]:
            log.hide(line)
        if any(_apart(line) for line in lines[start + 1 : start + 3]) and lines[start].whole[-1].isalpha():
            question = f"{end - start} lines were taken for the signature of an e-mail, and kept in internal.txt: are they one?"
            log.ask_internal("private", lines[start], question, "they are: nothing of it is part of the release", end - start)
        lines = [*lines[:start], *lines[end:]]
    return lines


def _signature_end(lines: Sequence[InputLine], start: int) -> int:
    """Return where the signature below a valediction ends; 0 where nobody there can be reached.

    A head or a long line ends it. In a letter whose signatories stand below «Yours sincerely», numbers stand apart from them.
    """
    if has_contact(lines[start].whole):
        return start + 1
    below = lines[start + 1 : start + 1 + _LONGEST_SIGNATURE]
    stop = next((n for n, line in enumerate(below) if _ends(line)), len(below))
    number = next((n for n, line in enumerate(below[:stop]) if has_contact(line.whole) and not find_day(line.whole)), None)
    if number is None or number > _MOST_BEFORE_NUMBER:
        return 0
    letter = getattr(head_of(lines[start].whole), "kind", None) is Kind.SIGNATORIES
    if letter and any(_apart(line) for line in below[1 : number + 1]):
        return 0
    more = (n for n in range(number + 1, stop) if _apart(below[n]) and not has_contact(below[n].whole))
    return start + 1 + next((n for n in more if not _SITE.search(below[n].whole)), stop)


def _ends(line: InputLine) -> bool:
    """Return whether a line ends a signature: it is long, in a list, or begins a part such as «Media contacts:»."""
    head = head_of(line.whole)
    begins_part = head is not None and head.kind is not Kind.ORNAMENT and not has_contact(line.whole[: head.length])
    return begins_part or len(line.words) > _LONG or bool(line.mark and not has_contact(line.whole))


_NEAR_TOP = 6
_LONGEST_HEAD = 60
_MARKED_HEAD = re.compile(r"(?P<head>[^()\[\]–—]{3,60})[(\[–—](?P<mark>[^()\[\]–—]{3,60})[)\]]?\s*[:：]?")
_LONGEST_TITLE = 160
_LONGEST_DRAFT_LINE = 90
_PLACEHOLDERS = re.compile(
    r"\bX{2,4}[:/.]X{2,4}\b|\bXX+(?=[\])])|(?<=[\[(])XX+\b|\bXXX+\b|\?{3,}|(?:^|[.!?]\s+|[\[(])@[A-Z][a-z]+\b(?!\.\w)|\[[^\[\]]*\?\]"
)
_BLANK_DAY = re.compile(r"\bX{1,2}\s+(?P<after>[^\W\d_]+)|(?<![^\W\d_])(?P<before>[^\W\d_]+)\s+X{1,2}\b")


def set_aside(lines: Sequence[InputLine], log: AuditLog) -> tuple[InputLine, ...]:
    """Return the lines of the release; the others go to internal.txt, with a question where that is a guess."""
    lines = [line for line in without_chat(without_comments(lines, log), log) if not _is_of_a_draft(line, log)]
    return tuple(_without_private(_without_private_sections(_without_signature(_without_note(lines, log), log), log), log))


def _without_private_sections(lines: Sequence[InputLine], log: AuditLog) -> list[InputLine]:
    """Return the lines without the parts whose head says so: «Notes to editors (not for publication)»."""
    public: list[InputLine] = []
    hiding = False
    for line in lines:
        head = _is_private_head(line.whole)
        hiding = head or (hiding and head_of(line.whole) is None)
        if hiding:
            log.hide(line)
        else:
            public.append(line)
        if head:
            question = "a head says that what stands below it is internal; it was kept in internal.txt to the next head: is it?"
            log.ask_internal("private", line, question, "it is")
    return public


def _is_private_head(text: str) -> bool:
    match = _MARKED_HEAD.fullmatch(text.strip()) if len(text) <= _LONGEST_TITLE else None
    return match is not None and is_mark_alone(match["mark"]) and head_of(match["head"].strip()) is not None


def _without_private(lines: Sequence[InputLine], log: AuditLog) -> Sequence[InputLine]:
    public: list[InputLine] = []
    hiding = heads = False
    for index, line in enumerate(lines):
        hiding = (hiding or (heads and _apart(line))) and not (_apart(line) and not heads) and head_of(line.whole) is None
        heads = False
        if index < _NEAR_TOP and is_mark_alone(line.whole) and _stands_alone(lines, index):
            log.place(line, "questions.yaml: what is not for publication")
            log.withheld = True  # «NOT FOR PUBLICATION» in a line of its own above the text may mean all of it
            question = f"«{line.whole}» stands above the text: what is meant, and until when?"
            log.ask("private", line, question, (Choice("over", "it is over: the text may be published"),))
        elif is_private(line.whole) and not (index < 3 and _is_draft_line(line.whole)):
            hiding = not line.whole.rstrip().endswith(".")
            heads = hiding and _heads(lines, index)
            _hide_above(line, public, log)
            log.hide(line)
            if heads or not (public and (has_contact(line.whole) or any(mark.firm for mark in marks(line.whole)))):
                question = "a line begins as what is internal does, and was kept in internal.txt: is it?"
                log.ask_internal("private", line, question, "it is")
        elif hiding:
            log.hide(line)
        else:
            public.append(line)
    return public


def _heads(lines: Sequence[InputLine], index: int) -> bool:
    """Return whether a line with a mark is the head of the paragraph below it: «For internal use only:»."""
    line, below = lines[index], lines[index + 1 : index + 2]
    return not has_contact(line.whole) and len(line.whole) < _LONGEST_HEAD and any(map(_apart, below))


def _stands_alone(lines: Sequence[InputLine], index: int) -> bool:
    """Return whether a mark is above a text that has not begun: no sentence or number above it, no colon at its end."""
    above = [line.whole for line in lines[:index]]
    begun = any(len(words) > _LONGEST_TITLE or words.endswith(".") or has_contact(words) for words in above)
    leads_on = lines[index].whole.endswith((":", "："))
    return not begun and not leads_on and all(_apart(line) for line in lines[max(index, 1) : index + 2] if line is not lines[0])


def _hide_above(line: InputLine, public: list[InputLine], log: AuditLog) -> None:
    """Hide, and ask about, the line above a mark that stands alone: «(not for publication)» may mean it."""
    below = line.whole.endswith((":", "："))  # «Not for publication:» means what follows
    if is_mark_alone(line.whole) and public and not (line.gap or below):
        log.hide(public.pop())
        question = "«not for publication» stands in a line of its own; the line above it was kept in internal.txt too: "
        log.ask_internal("private", line, f"{question}is that right?", "it is: the line stays internal")


def _is_draft_line(text: str) -> bool:
    """Return whether a line says that the text is a draft: «DRAFT v4 – NOT FOR CIRCULATION»."""
    if len(text) > _LONGEST_DRAFT_LINE:
        return False
    numbers, of = options("lists", "version_words"), options("lists", "version_of")
    version = rf"(?: v(?:ersion)? ?\d[\d ]*| \d[\d ]*| (?:{numbers})| (?:{of}) .{{4,20}})*"
    drafts = f"(?:{listed('draft').pattern})"
    more = rf"(?: (?:and |please )?(?:{drafts}|do not .{{3,40}}|not for .{{3,40}}))*"
    remark = re.match(r"[^-–—(,]{4,40}?\s*[-–—(,]\s*(?=\S)", text)
    lead = compared(remark.group()) if remark else ""
    return any(re.fullmatch(rf"(?:\W|strictly )*{drafts}{version}{more}", words) for words in (compared(text), lead) if words)


def _open_mark(text: str) -> str:
    """Return the words of ``text`` that say that something is still open: «TBC», «XX March», «@Ana pls check»."""
    blank = next((each for each in _BLANK_DAY.finditer(text) if is_month(each["after"] or each["before"])), None)
    placeholder = blank or _PLACEHOLDERS.search(text) or re.search(r"\b(?:TBC|TBD|TBA)\b", text)
    if placeholder:
        return placeholder.group().strip(" .!?")
    square = [each for each in re.findall(r"\[([^\[\]]{2,60})\]", text) if re.search(_plain_marks(), compared(each))]
    round_ = [each for each in re.findall(r"\(([^()]{2,40})\)", text) if re.fullmatch(_plain_marks(), compared(each))]
    return next(iter((*square, *round_)), "")


def _plain_marks() -> str:
    """Return the marks that mean nothing else wherever they stand."""
    options = [option for option in listed("open_marks").pattern.split("|") if not option.endswith(".*")]
    return rf"\b(?:{'|'.join(options)})\b"


def ask_about_text(lines: Sequence[InputLine], log: AuditLog) -> None:
    """Ask about what a text still leaves open, and sentences that blank lines break."""
    for passage in paragraphs(lines):
        mark = _open_mark(" ".join(line.words for line in passage.lines))
        if mark:
            log.ask("draft", passage.first, f"«{mark}» stands in the text: what is to stand there?")
    for before, after in pairwise(paragraphs(lines)):
        if _breaks_off(before, after):
            question = f"does «{after.first.words[:50]}» go on with the paragraph above it?"
            log.ask("wrapped", after.first, question, (Choice("apart", "no, it is a paragraph of its own"),))


def _breaks_off(before: JoinedLines, after: JoinedLines) -> bool:
    plain = not any(each.first.mark or each.first.style for each in (before, after))
    above, below = before.lines[-1].words, after.first.words
    return plain and after.first.gap and below[:1].islower() and bool(re.search(r"[^\W\d_]$", above)) and len(below) > 20


def _is_of_a_draft(line: InputLine, log: AuditLog) -> bool:
    if not _is_draft_line(line.whole) or announces_embargo(line.whole):
        return False
    log.hide(line)
    question = f"the text says that it is a draft («{line.whole}»): is this the text that is to be published?"
    log.ask("draft", line, question, (Choice("final", "it is: what was received is final"),))
    return True
