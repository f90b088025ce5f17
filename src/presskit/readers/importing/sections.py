"""The lines of a release → its parts: text, signatories, contacts, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from presskit.language.clocks_in_text import has_clock
from presskit.language.data import fold, options, whole_words
from presskit.language.dates_in_text import find_day
from presskit.language.recognition import announces_embargo
from presskit.model.document import LineBreak, Text
from presskit.readers import import_rules as rules
from presskit.readers.importing.audit_log import AuditLog
from presskit.readers.importing.datelines import dateline
from presskit.readers.importing.headings import Head, Kind, has_contact, head_of, heads_list, leads_copies, leads_signatures
from presskit.readers.importing.lines import InputLine, broken, runs
from presskit.readers.importing.list_leads import leads_list, leads_list_above
from presskit.readers.importing.moments import is_moment, may_hold_back
from presskit.readers.importing.private_parts import is_mark_alone
from presskit.readers.importing.rows import SURE, are_rows, row_start
from presskit.readers.importing.shapes import is_category, is_sentence, may_sign, pattern

__all__ = ["Parts", "Signed", "is_day", "sort_lines"]

_FRONT = frozenset({Kind.IMMEDIATE, Kind.EMBARGO, Kind.KIND})
_INSIDE_LISTS = frozenset({Kind.PERSONS, Kind.ORGANISATIONS})
_LISTS = _INSIDE_LISTS | {Kind.SIGNATORIES, Kind.CONTACTS}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NEAR, _FAR = 6, 200
_MOST_ABOVE = 4
_REACH, _BESIDE_A_DAY, _BESIDE_AN_ADDRESS = 3, 4, 9
_SHORT = 80
_OPENS = {
    Kind.SIGNATORIES: "signatories",
    Kind.PERSONS: "signatories",
    Kind.ORGANISATIONS: "signatories",
    Kind.CONTACTS: "contacts",
    Kind.NOTES: "notes",
    Kind.ABOUT: "boilerplate",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A list of signatories: the line above it, whether persons sign, what the group is called, the lines of the list.

    ``asked``: nothing says that they sign, so that it is asked.
    """

    head: InputLine
    persons: bool = False
    group: str = ""
    asked: bool = False
    lines: list[InputLine] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The lines of a release by part. ``front`` are lines about the release; ``after`` stand below the end mark.

    ``moments`` stand above the text and are little else than a day and an hour.
    """

    front: list[tuple[Kind, InputLine]] = field(default_factory=list)
    body: list[InputLine] = field(default_factory=list)
    signed: list[Signed] = field(default_factory=list)
    contacts: list[InputLine] = field(default_factory=list)
    notes: list[InputLine] = field(default_factory=list)
    boilerplate: list[InputLine] = field(default_factory=list)
    after: list[InputLine] = field(default_factory=list)
    moments: list[InputLine] = field(default_factory=list)
    heads: dict[Kind, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Sorter:
    log: AuditLog
    parts: Parts = field(default_factory=Parts)
    state: str = "body"
    lines: Sequence[InputLine] = ()
    index: int = 0

    def line(self, line: InputLine, rest: Sequence[InputLine]) -> None:
        """Sort one line; ``rest`` are some lines after it."""
        pieces = broken(line) if any(isinstance(inline, LineBreak) for inline in line.content) else []
        early = self.state == "body" and len(self.parts.body) < _NEAR and any(_stands_above(piece) for piece in pieces)
        if len(pieces) > 1 and (early or self.state in {"signatories", "contacts"} or _announces(pieces[0])):
            for piece in pieces:
                self.line(piece, rest)
            return
        head = head_of(line.whole) if line.style in {"", "heading"} else None
        if head is None and (self.fronts(line) or self.is_moment(line, rest)):
            return
        if self.state == "body" and (head is None or head.kind in _INSIDE_LISTS):
            head = self.lists(line, rest) or head
        if head is None and self.state == "signatories":
            head = self.inside(line, rest)
        if head is None and self.state == "contacts" and self.text_begins(line, rest):
            self.state = "body"
        if head is None or not self.opens(head, line, rest):
            self.add(line)

    def is_moment(self, line: InputLine, rest: Sequence[InputLine]) -> bool:
        """Keep a first line with a day and an hour, which may hold the release back; return False if it may be the title."""
        if self.parts.body or self.state != "body" or line.mark or not may_hold_back(line.whole):
            return False
        self.parts.moments.append(line)
        return bool(rest) and is_moment(line.whole)

    def lists(self, line: InputLine, rest: Sequence[InputLine]) -> Head | None:
        """Return the head that a line is if it leads into the list of signatories, by its words and what follows."""
        if line.mark or line.style == "row":
            return None
        if not self.parts.body and rest and rest[0].gap and re.search(SURE, line.whole) and are_rows([line.whole]):
            return Head(Kind.SIGNATORIES, 0)
        length = row_start(line.whole) if self.parts.body else 0
        if not rest:
            return Head(Kind.SIGNATORIES, length) if length else None
        if all(pattern("represents").match(each.words) for each in (line, rest[0])):
            return None  # «For Hope Aid: Hester Vane» above another such line
        below = self.lines[self.index + 1 : self.index + 1 + _FAR]
        leads = leads_list(line, rest, below) if self.parts.body else leads_list_above(line, below)
        if length or leads:
            return Head(Kind.SIGNATORIES, length or len(line.whole))
        return None

    def inside(self, line: InputLine, rest: Sequence[InputLine]) -> Head | None:
        """Return the head that a line inside a list is: of more signatories, or of those whom the press may call."""
        if line.mark or line.style == "row" or len(line.words) > _SHORT or not rest:
            return None
        closed = line.words.endswith((":", "："))
        if closed and leads_signatures(line.whole) and may_sign(rest[0]):
            return Head(Kind.SIGNATORIES, len(line.whole))
        near = any(has_contact(each.whole) for each in rest[:_REACH]) and not any(each.gap for each in rest[1:_REACH])
        if near and (line.gap or closed) and whole_words("contacts", "heads").search(fold(line.words)):
            return Head(Kind.CONTACTS, len(line.whole))
        return None

    def text_begins(self, line: InputLine, rest: Sequence[InputLine]) -> bool:
        """Return whether contacts above the title end before a line: they have an address or number, its paragraph has none."""
        begun = any(len(each.words) > _SHORT or is_sentence(each) for each in self.parts.body)
        if begun or not (line.gap or line.alone) or not any(has_contact(each.whole) for each in self.parts.contacts):
            return False
        ends = (n for n, following in enumerate(rest) if following.gap or (following.alone and n > 1))
        return not any(has_contact(each.whole) for each in (line, *rest[: next(ends, len(rest))]))

    def fronts(self, line: InputLine) -> bool:
        """Read a line of two announcements, «For immediate release – Joint statement»; return False for others."""
        words = line.whole.split(" ") if len(line.whole) < _SHORT else []
        for cut in range(1, len(words)):
            first, second = " ".join(words[:cut]), " ".join(words[cut:])
            if (one := _front_kind(first)) and (other := _front_kind(second)) and self.front(one, replace(line, raw=first)):
                self.front(other, replace(line, raw=second, content=line.after(len(first)).content))
                return True
        return False

    def opens(self, head: Head, line: InputLine, rest: Sequence[InputLine]) -> bool:
        """Begin the part that ``line`` announces; return False where the words do not mean that here."""
        kind = head.kind
        if kind is Kind.ORNAMENT and self.state == "signatories" and re.fullmatch(r"\W*(?:…|\.{2,})\W*", line.whole):
            return False  # «…» says that others sign
        if kind in {Kind.ORNAMENT, Kind.PAGE}:
            self.log.place(line, "left out: " + ("a page number" if kind is Kind.PAGE else "a line of marks"))
            return True
        if kind is Kind.KIND and rest and not rest[0].gap and not rest[0].alone and rest[0].words[:1].islower():
            return False  # «JOINT STATEMENT» above «of five organisations on …» is part of the title
        if kind in _FRONT:
            return self.front(kind, line)
        if (kind in _INSIDE_LISTS and self.state != "signatories") or (kind is Kind.ABOUT and not self.closes(rest)):
            return False
        if kind not in _LISTS and not self.parts.body and self.state == "body" and line.style != "heading":
            return False  # nothing has been read: the first line is the title, whatever its words
        if kind is Kind.ENDS:
            self.log.place(line, "left out: the end mark, which the outputs write themselves")
            self.state = "after" if self.state in {"body", "signatories"} else self.state
        else:
            self.begin(head, line)
        return True

    def front(self, kind: Kind, line: InputLine) -> bool:
        if kind is Kind.EMBARGO:
            self.parts.front.append((kind, line))
            return True
        early = self.state == "body" and len(self.parts.body) <= (_MOST_ABOVE if kind is Kind.IMMEDIATE else 2)
        known = kind in (known for known, _ in self.parts.front)
        if early and known and kind is Kind.IMMEDIATE:
            self.log.place(line, "kit.yaml: release: immediate, said again")
            return True
        if not early or known or (kind is Kind.KIND and len(self.parts.body) > 1 and not line.gap and not line.alone):
            return False
        self.parts.front.append((kind, line))
        return True

    def closes(self, rest: Sequence[InputLine]) -> bool:
        """Return whether «About …» may begin the boilerplate: the text is over, or few paragraphs are left."""
        return self.state != "body" or bool(self.parts.heads) or (len(self.parts.body) > 3 and _count_to_head(rest) <= 4)

    def begin(self, head: Head, line: InputLine) -> None:
        kind, before = head.kind, self.state
        self.state = _OPENS[kind]
        self.parts.heads.setdefault(kind, line.whole[: head.length])
        content = line.after(head.length - len(line.whole) + len(line.words)) if head.length < len(line.whole) else None
        if self.state == "signatories":
            if _tells(line):
                self.parts.body.append(line)
            self.log.place(line, "signatories.yaml: head of the list")
            named = kind in _INSIDE_LISTS or (is_category(words := line.whole[: head.length]) and not _is_plain(words))
            group = line.whole[: head.length].rstrip(" :：") if named else ""
            persons = re.search(options("heads", "persons_inside"), fold(line.whole[: head.length]))
            self.parts.signed.append(Signed(line, kind is Kind.PERSONS or persons is not None, group))
        elif self.state == "contacts":
            mark = re.search(r"[(\[]([^()\[\]]*)[)\]]", line.whole[: head.length])
            if content and mark and is_mark_alone(mark[1]):  # «Contact (not for publication): …»
                said = f"{mark.group()} {line.whole[head.length :].strip()}"
                self.parts.contacts.append(replace(line, content=(Text(said, line.span),)))
                return
            self.log.place(line, "contacts.yaml: head of the list")
        elif self.state == "notes":
            self.log.place(line, "statement: head of the notes to editors")
            if before == "notes" or self.parts.notes:  # «References» inside notes: only the first head is the outputs' own
                self.parts.notes.append(line)
        else:
            title = line.whole[: head.length].rstrip(" :：")
            heading = (Text(title, line.span),) if content and content.words else line.content
            self.parts.boilerplate.append(replace(line, style="heading", content=heading))
        if content and content.words:
            self.line(replace(content, raw=line.whole[head.length :].strip()), ())

    def add(self, line: InputLine) -> None:
        if self.state != "signatories":
            lines: list[InputLine] = getattr(self.parts, self.state)
            lines.append(line)
        elif is_day(line):
            self.parts.body.append(line)
        elif _ADDRESS.fullmatch(line.whole) or (_ADDRESS.search(line.whole) and len(line.words.split()) > _BESIDE_AN_ADDRESS):
            self.parts.after.append(line)
        elif has_contact(line.whole) and line.mark is None and line.style != "row" and not self.names_have_contacts():
            self.contacts_begin(line)
        elif leads_copies(line.whole):
            self.copies_begin(line)
        elif self.is_remark(line):
            self.parts.signed[-1].lines.append(line)
        elif is_sentence(line) or self.title_follows(line):
            self.state = "body" if self.text_goes_on() else "after"
            if self.state == "body":
                self.parts.body.append(line)
                return
            message = f"below the signatories stands «{line.words[:60]}…»; it is put into the notes to editors"
            self.log.report(rules.MOVED, line.span, message, "move it in statement.LANG.md to where it belongs")
            self.parts.after.append(line)
        else:
            self.parts.signed[-1].lines.append(line)

    def names_have_contacts(self) -> bool:
        """Return whether a list begins with names each of which has an address or number beside it."""
        before = self.parts.signed[-1].lines
        near = [*before[:1], *self.lines[self.index : self.index + 2]][:2]
        return len(near) == 2 and all(has_contact(each.whole) and "," in each.whole for each in near)

    def is_remark(self, line: InputLine) -> bool:
        """Return whether a sentence belongs to the name above it: no blank line parts them, and names follow below one."""
        above = self.parts.signed[-1].lines[-1:]
        if not is_sentence(line) or line.gap or line.alone or not above:
            return False
        rest = self.lines[self.index + 1 : self.index + 1 + _FAR]
        firsts = [each for each in rest if each.gap][:_MOST_ABOVE]
        return len(firsts) > 1 and all(map(may_sign, firsts)) and any(each.gap for each in self.parts.signed[-1].lines[1:])

    def title_follows(self, line: InputLine) -> bool:
        """Return whether the names of a list above the title are over."""
        signed = self.parts.signed[-1].lines
        over = len(signed) > 1 or (len(signed) == 1 and are_rows([signed[0].words]))
        return not self.parts.body and line.gap and over and line.mark is None and not signed[-1].words.endswith(",")

    def text_goes_on(self) -> bool:
        """Return whether more of the text stands below a list than above it."""
        below = self.lines[self.index : self.index + _count_to_head(self.lines[self.index :])]
        more = sum(len(line.raw) for line in below) > sum(len(line.raw) for line in self.parts.body)
        return more and (len(below) > 1 or not self.parts.body)

    def copies_begin(self, line: InputLine) -> None:
        """End the list at a line that names those who are sent a copy."""
        self.state = "after"
        message = f"«{line.words[:60]}» and what stands below it name who is sent a copy; they do not sign"
        self.log.report(rules.MOVED, line.span, message, "they stand in the notes to editors; remove them there")
        self.parts.after.append(line)

    def contacts_begin(self, line: InputLine) -> None:
        """End the list at a line with an address or number: the line above may be the head of the contacts."""
        lines = self.parts.signed[-1].lines
        self.state = "contacts"
        if lines and lines[-1].words.endswith((":", "：")) and not lines[-1].mark:
            head = lines.pop()
            self.log.place(head, "contacts.yaml: head of the list")
            self.parts.heads.setdefault(Kind.CONTACTS, head.whole)
        self.parts.contacts.append(line)


_MOST_OF_A_HEAD = 14


def _tells(line: InputLine) -> bool:
    """Return whether a line that leads into a list is a sentence of the text, with its day or with many words."""
    return len(line.words.split()) > _MOST_OF_A_HEAD or (find_day(line.words) is not None and len(line.words.split()) > 8)


def is_day(line: InputLine) -> bool:
    """Return whether a line is a day, perhaps with a place, and nothing else; without a blank line above it, with one word."""
    day = find_day(line.whole) if len(line.whole) < _SHORT else None
    most = _BESIDE_A_DAY if line.gap else 1
    return day is not None and len(f"{line.whole[: day.start]} {line.whole[day.end :]}".strip(" ,").split()) <= most


def _is_plain(words: str) -> bool:
    """Return whether a head is one word that means signatories, and no group of them: «Signatories»."""
    return heads_list(words) and len(re.findall(r"[^\W\d_]{2,}", words)) == 1


def _announces(line: InputLine) -> bool:
    head = head_of(line.whole)
    return head is not None and head.kind in _LISTS | _FRONT | {Kind.NOTES, Kind.ABOUT, Kind.ENDS}


def _front_kind(words: str) -> Kind | None:
    """Return what words announce that stand above a text."""
    head = head_of(words)
    return head.kind if head and head.kind in _FRONT else None


def _stands_above(line: InputLine) -> bool:
    """Return whether a line is one of those above a text: a dateline alone, a release line, an embargo."""
    found = dateline(line.words) if len(line.words) < _SHORT else None
    return (found is not None and found.length >= len(line.words)) or _front_kind(line.whole) is not None


def _count_to_head(lines: Sequence[InputLine]) -> int:
    """Return how many lines stand before the next head of a part, or before the end."""
    heads = ((n, head_of(line.whole)) for n, line in enumerate(lines))
    return next((n for n, head in heads if head and (head.kind in _OPENS or head.kind is Kind.ENDS)), len(lines))


def _with_whole_embargoes(lines: Sequence[InputLine], log: AuditLog) -> list[InputLine]:
    """Join «EMBARGOED UNTIL» with the line below that says until when."""
    whole: list[InputLine] = []
    for line in lines:
        before = whole[-1] if whole and not line.gap and len(line.whole) < _SHORT else None
        moment = has_clock(line.whole) or find_day(line.whole) is not None
        if before and moment and announces_embargo(before.whole) and not has_clock(before.whole):
            log.place(line, "joined with the embargo above it")
            raw = f"{before.raw.rstrip()} {line.raw.strip()}"
            whole[-1] = replace(before, raw=raw, content=(Text(raw.strip(), before.span),))
        else:
            whole.append(line)
    return whole


_LONGEST_OF_CARD, _LEAST_CARDS = 70, 3


def _with_cards_apart(lines: Sequence[InputLine]) -> list[InputLine]:
    """Return lines with the short ones into which several paragraphs in a run were broken as lines of their own."""
    breaks = [not line.style and any(isinstance(each, LineBreak) for each in line.content) for line in lines]
    parts = [broken(line) if is_broken else [line] for line, is_broken in zip(lines, breaks, strict=True)]
    cards = [len(pieces) > 1 and all(len(piece.words) <= _LONGEST_OF_CARD for piece in pieces) for pieces in parts]
    whole: list[InputLine] = []
    for run in runs(range(len(lines)), lambda run, n: cards[run[-1]] != cards[n]):
        apart = cards[run[0]] and len(run) >= _LEAST_CARDS
        for n in run:
            whole += [replace(parts[n][0], gap=True), *parts[n][1:]] if apart else [lines[n]]
    return whole


def sort_lines(lines: Sequence[InputLine], log: AuditLog) -> Parts:
    """Sort the lines of one release into its parts; heads, end marks, page numbers and ornaments are placed."""
    lines = _with_cards_apart(_with_whole_embargoes(lines, log))
    sorter = _Sorter(log, lines=lines)
    for index, line in enumerate(lines):
        sorter.index = index
        sorter.line(line, lines[index + 1 : index + 1 + _NEAR])
    return sorter.parts
