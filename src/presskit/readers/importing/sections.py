"""The lines of a release → its parts: text, signatories, contacts, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from presskit.language.data import fold, folded, unpointed, words
from presskit.language.dates_in_text import clocks, find_day, find_day_and_month, has_clock, weekday_in
from presskit.language.recognition import announces_embargo
from presskit.model.document import LineBreak, Text
from presskit.readers.importing import rules
from presskit.readers.importing.audit_log import Account
from presskit.readers.importing.headings import Head, Kind, head_of, leads_signatures, reaches
from presskit.readers.importing.lines import Line, broken
from presskit.readers.importing.name_lists import split_names
from presskit.readers.importing.zones import zone_of

__all__ = ["Parts", "Signed", "is_moment", "looks_like_name", "may_hold_back", "sort_lines"]

_LONGEST = 120
_MOST_OTHERS = 8
_HOLDING = ("until", "bounds", "publication", "terms", "held", "starts")


def may_hold_back(text: str) -> bool:
    """Tell whether a line is so short beside its day and its hour that it may say when a release may be published."""
    others = _others(text)
    if others is None or _words("events").search(fold(" ".join(others))):
        return False
    return len(_long(others)) <= _MOST_OTHERS


def is_moment(text: str) -> bool:
    """Tell whether a line that may hold a release back is no title: it has hardly a word more, or one that holds back."""
    others = _others(text)
    return others is not None and (len(_long(others)) <= 1 or bool(_words(*_HOLDING).search(fold(" ".join(others)))))


def _long(others: Sequence[str]) -> list[str]:
    return [word for word in others if len(word) > 1]


@cache
def _words(*keys: str) -> re.Pattern[str]:
    options = "|".join(folded(word) for key in keys for word in words("embargo", key))
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)")


def _others(text: str) -> list[str] | None:
    """Return the words of a line beside its day, its weekday and its hours; None where it has no day and no hour."""
    plain = unpointed(text)
    day = find_day(plain)
    short = None if day else find_day_and_month(plain)
    start, end = (day.start, day.end) if day else short[2:] if short else (0, 0)
    if not end or len(text) > _LONGEST:
        return None
    without = f"{plain[:start]} , {plain[end:]}"
    found = [*clocks(without)]
    for clock in reversed(found):
        without = f"{without[: clock.start]} ⏱ {without[clock.end :]}"
    said = {weekday_in(without), *re.findall(r"[^\W\d_]+", zone_of(without).written)}
    others = [word for word in re.findall(r"[^\W\d_]+", without) if word not in said]
    return [word for word in others if not _words("time").fullmatch(fold(word))] if found else None


_FRONT = frozenset({Kind.IMMEDIATE, Kind.EMBARGO, Kind.KIND})
_SENTENCE_END = re.compile(r"[.!?؟…][\"'”’»)]*$")
_SEPARATORS = re.compile(r"[,;،؛|•·\t]|\s[-–—/]\s")
_INSIDE_LISTS = frozenset({Kind.PERSONS, Kind.ORGANISATIONS})
_LISTS = _INSIDE_LISTS | {Kind.SIGNATORIES, Kind.CONTACTS}
_NEAR = 6
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
    """A list of signatories: the line above it, whether persons sign, what the group is called, the lines of the list."""

    head: Line
    persons: bool = False
    group: str = ""
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The lines of a release by part. ``front`` are lines about the release; ``after`` stand below the end mark.

    ``moments`` stand above the text and are little else than a day and an hour.
    """

    front: list[tuple[Kind, Line]] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    signed: list[Signed] = field(default_factory=list)
    contacts: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    boilerplate: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    moments: list[Line] = field(default_factory=list)
    heads: dict[Kind, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Sorter:
    account: Account
    parts: Parts = field(default_factory=Parts)
    state: str = "body"

    def line(self, line: Line, rest: Sequence[Line]) -> None:
        """Sort one line; ``rest`` are some lines after it."""
        pieces = broken(line) if any(isinstance(inline, LineBreak) for inline in line.content) else []
        if len(pieces) > 1 and (self.state in {"signatories", "contacts"} or _announces(pieces[0])):
            for piece in pieces:
                self.line(piece, rest)
            return
        head = head_of(line.whole) if line.style in {"", "heading"} else None
        if head is None and (self.fronts(line) or self.is_moment(line, rest)):
            return
        if head is None and self.state == "body" and self.lists(line, rest):
            head = Head(Kind.SIGNATORIES, len(line.whole))
        if self.state == "contacts" and head is None and self.text_begins(line, rest):
            self.state = "body"
        if head is None or not self.opens(head, line, rest):
            self.add(line)

    def is_moment(self, line: Line, rest: Sequence[Line]) -> bool:
        """Keep a first line with a day and an hour, which may hold the release back; False where it may be the title, too."""
        if self.parts.body or self.state != "body" or line.mark or not may_hold_back(line.whole):
            return False
        self.parts.moments.append(line)
        return bool(rest) and is_moment(line.whole)

    def lists(self, line: Line, rest: Sequence[Line]) -> bool:
        """Tell whether a line leads into the list of those who sign: its words say so, and what follows looks like names."""
        if not self.parts.body or line.mark or not leads_signatures(line.whole):
            return False
        names = list(takewhile(_may_sign, rest))
        sure = line.words.endswith((":", "：")) or all(name.mark for name in names) or len(names) == len(rest)
        if len(names) >= (2 if sure else 3):
            return True
        if not rest or _SENTENCE_END.search(line.words) or _is_prose(rest[0]) or head_of(rest[0].whole):
            return False
        return len(split_names(rest[0].words)) > 2

    def text_begins(self, line: Line, rest: Sequence[Line]) -> bool:
        """Tell where contacts that stand above the title are over: somebody can be reached, and here nobody is."""
        if self.parts.body or not (line.gap or line.alone) or not any(reaches(each.whole) for each in self.parts.contacts):
            return False
        block = [line]
        for following in rest:
            if following.gap or (following.alone and len(block) > 2):
                break
            block.append(following)
        return not any(reaches(each.whole) for each in block)

    def fronts(self, line: Line) -> bool:
        """Take «For immediate release – Joint statement», which is two announcements in one line."""
        words = line.whole.split(" ") if len(line.whole) < _SHORT else []
        for cut in range(1, len(words)):
            heads = [head_of(" ".join(part)) for part in (words[:cut], words[cut:])]
            kinds = [head.kind for head in heads if head and head.kind in _FRONT]
            if len(kinds) == 2 and self.front(kinds[0], replace(line, raw=" ".join(words[:cut]))):
                rest = replace(line, raw=" ".join(words[cut:]), content=line.after(len(" ".join(words[:cut]))).content)
                return self.front(kinds[1], rest) or True
        return False

    def opens(self, head: Head, line: Line, rest: Sequence[Line]) -> bool:
        """Begin the part that ``line`` announces; False where the words do not mean that here."""
        kind = head.kind
        if kind is Kind.ORNAMENT and self.state == "signatories" and re.fullmatch(r"\W*(?:…|\.{2,})\W*", line.whole):
            return False  # «…» says that others sign
        if kind in {Kind.ORNAMENT, Kind.PAGE}:
            self.account.place(line, "left out: " + ("a page number" if kind is Kind.PAGE else "a line of marks"))
            return True
        if kind in _FRONT:
            return self.front(kind, line)
        if kind in _INSIDE_LISTS and self.state != "signatories":
            return False
        if (kind is Kind.ABOUT and not self.closes(rest)) or (kind not in _LISTS and self.is_title(line)):
            return False
        if kind is Kind.ENDS:
            self.account.place(line, "left out: the end mark, which the outputs write themselves")
            self.state = "after" if self.state in {"body", "signatories"} else self.state
        else:
            self.begin(head, line)
        return True

    def is_title(self, line: Line) -> bool:
        """Tell whether nothing has been read yet: the first line is the title, whatever it says."""
        return not self.parts.body and self.state == "body" and line.style != "heading"

    def front(self, kind: Kind, line: Line) -> bool:
        if kind is Kind.EMBARGO:
            self.parts.front.append((kind, line))
            return True
        early = self.state == "body" and len(self.parts.body) <= 2
        known = kind in (known for known, _ in self.parts.front)
        if early and known and kind is Kind.IMMEDIATE:
            self.account.place(line, "kit.yaml: release: immediate, said again")
            return True
        if not early or known or (kind is Kind.KIND and self.parts.body and not line.gap and not line.alone):
            return False
        self.parts.front.append((kind, line))
        return True

    def closes(self, rest: Sequence[Line]) -> bool:
        """Tell whether «About …» may begin the boilerplate: the text is over, or a few paragraphs end it."""
        return self.state != "body" or bool(self.parts.heads) or (len(self.parts.body) > 3 and len(_until_head(rest)) <= 4)

    def begin(self, head: Head, line: Line) -> None:
        kind, before = head.kind, self.state
        self.state = _OPENS[kind]
        self.parts.heads.setdefault(kind, line.whole[: head.length])
        content = line.after(head.length - len(line.whole) + len(line.words)) if head.length < len(line.whole) else None
        if self.state == "signatories":
            self.account.place(line, "signatories.yaml: head of the list")
            group = line.whole[: head.length].rstrip(" :：") if kind in _INSIDE_LISTS else ""
            self.parts.signed.append(Signed(line, kind is Kind.PERSONS, group))
        elif self.state == "contacts":
            self.account.place(line, "contacts.yaml: head of the list")
        elif self.state == "notes":
            self.account.place(line, "statement: head of the notes to editors")
            self.keep_head(line, before)
        else:
            title = line.whole[: head.length].rstrip(" :：")
            heading = (Text(title, line.span),) if content and content.words else line.content
            self.parts.boilerplate.append(replace(line, style="heading", content=heading))
        if content and content.words:
            self.line(replace(content, raw=line.whole[head.length :].strip()), ())

    def keep_head(self, line: Line, before: str) -> None:
        """Keep «References» inside notes that have begun before: only the first head is the outputs' own."""
        if before == "notes" or self.parts.notes:
            self.parts.notes.append(line)

    def add(self, line: Line) -> None:
        if self.state == "signatories":
            if reaches(line.whole) and line.mark is None and line.style != "row":
                self.contacts_begin(line)
            elif _is_prose(line):
                self.state = "after"
                message = f"below the signatories stands «{line.words[:60]}…»; it is put into the notes to editors"
                self.account.report(rules.MOVED, line.span, message, "move it in statement.LANG.md to where it belongs")
                self.parts.after.append(line)
            else:
                self.parts.signed[-1].lines.append(line)
        else:
            where: list[Line] = getattr(self.parts, self.state)
            where.append(line)

    def contacts_begin(self, line: Line) -> None:
        """End the list where somebody can be reached: the line above may be the head of the contacts."""
        lines = self.parts.signed[-1].lines
        head = [lines.pop()] if lines and lines[-1].words.endswith((":", "：")) and not lines[-1].mark else []
        self.state = "contacts"
        for each in head:
            self.account.place(each, "contacts.yaml: head of the list")
            self.parts.heads.setdefault(Kind.CONTACTS, each.whole)
        self.parts.contacts.append(line)


def _announces(line: Line) -> bool:
    head = head_of(line.whole)
    return head is not None and head.kind in _LISTS | _FRONT | {Kind.NOTES, Kind.ABOUT, Kind.ENDS}


def _until_head(lines: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        head = head_of(line.whole)
        if head and (head.kind in _OPENS or head.kind is Kind.ENDS):
            break
        found.append(line)
    return found


def _is_prose(line: Line) -> bool:
    """Tell a sentence from a name and from names in a row: many words, a full stop, few separators."""
    words = len(line.words.split())
    if not line.mark and words >= 5 and re.fullmatch(r"\([^()]*\)\W?", line.words):
        return True
    if line.mark or line.style == "row" or words < 14 or not _SENTENCE_END.search(line.words):
        return False
    return words / (1 + len(_SEPARATORS.findall(line.words))) > 6


def looks_like_name(line: Line) -> bool:
    """Tell whether a line may name somebody: short, no sentence, and it begins as a name does."""
    words = line.words
    short = 1 < len(words) <= _SHORT and len(words.split()) <= 12
    return short and not _SENTENCE_END.search(words) and not words.endswith((":", ";", "：")) and not words[:1].islower()


def _may_sign(line: Line) -> bool:
    """Tell whether a line below a head may name somebody, with the stops that part the entries of a list, too."""
    return looks_like_name(replace(line, content=(Text(line.words.rstrip(" ;,،؛"), line.span),)))


def _with_whole_embargoes(lines: Sequence[Line], account: Account) -> list[Line]:
    """Join «EMBARGOED UNTIL» with the line below that says until when."""
    kept: list[Line] = []
    for line in lines:
        before = kept[-1] if kept else None
        moment = has_clock(line.whole) or find_day(line.whole) is not None
        if (
            before
            and moment
            and not line.gap
            and len(line.whole) < _SHORT
            and announces_embargo(before.whole)
            and not has_clock(before.whole)
        ):
            account.place(line, "joined with the embargo above it")
            raw = f"{before.raw.rstrip()} {line.raw.strip()}"
            kept[-1] = replace(before, raw=raw, content=(Text(raw.strip(), before.span),))
        else:
            kept.append(line)
    return kept


def sort_lines(lines: Sequence[Line], account: Account) -> Parts:
    """Sort the lines of one release into its parts; heads, end marks, page numbers and ornaments are placed."""
    sorter = _Sorter(account)
    lines = _with_whole_embargoes(lines, account)
    for index, line in enumerate(lines):
        sorter.line(line, lines[index + 1 : index + 1 + _NEAR])
    return sorter.parts
