"""The title among the lines above the text: each line with what speaks for it, and what a line is that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from presskit.language.data import fold, folded_options, whole_words
from presskit.language.recognition import detected
from presskit.readers.importing.datelines import dateline, place_alone
from presskit.readers.importing.facts import Candidate, best, rivals
from presskit.readers.importing.headings import has_contact, listed, release_kind
from presskit.readers.importing.lines import InputLine, runs

__all__ = ["LONGEST_TITLE", "STOPS", "Top", "goes_on", "is_greeting", "labelled", "read_top"]

LONGEST_TITLE = 160
STOPS = (".", "!", "?", "؟", ":", ";", "…", ",", "،")
_DASHES = (" -", " –", " —")
_DEEPEST = 14
_CLEAR = 15
_LEAST_SURE = 25
_TO_WHOM = "it may say to whom the letter goes"
_KIND = "it says what kind of text this is"
_NAME = "it may be a name"
_OTHER = "it is an address, a number or a greeting"
_LISTED = "it is in an address or a list"
_LETTERHEAD = "it may be a letterhead"
_LEAST_OF_TITLE = 3
_NEAR = 2
_MOST_OF_ADDRESSEE = 8
_PROSE = 80
_MOST_ABOVE = 3
_LETTER = 2
_SITE = re.compile(r"\bwww\.|https?://|\S@\S", re.IGNORECASE)
_LABEL = re.compile(r"^\W*(?P<label>[^\W\d][^:：\d]{0,40}?)\s*(?:[.]\s*)?[:：]\s*(?P<value>\S.*)$")
_MENU = re.compile(r"\s*(?:\[[^\[\]]+\]\s*){2,}")
"""Links in brackets, as archives of mailing lists have them: «[Date Prev][Date Next]»."""
_SENTENCES = re.compile(r"(?<=[.!?؟…])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Top:
    """The title, the lines that may be it as well, the lines above it of a letterhead, the others, and the text.

    ``sure``: it stands above the text, and looks like a title.
    """

    title: tuple[InputLine, ...]
    label: str
    rivals: tuple[Candidate[str], ...]
    left_out: tuple[InputLine, ...]
    rest: tuple[InputLine, ...]
    addressed: tuple[InputLine, ...] = ()
    sure: bool = True


def labelled(text: str, key: str) -> str:
    """Return what stands behind a label such as «Title:», «Subject:», «Place:»; empty where none of ``key`` stands there."""
    match = _LABEL.match(text)
    return match["value"].strip() if match and listed(key, "front").fullmatch(fold(match["label"]).strip(" .")) else ""


def is_greeting(text: str) -> bool:
    """Return whether a line is the greeting of a letter: «Dear Minister,»."""
    words = " ".join(re.findall(r"\w+", fold(text)))
    ends = text.rstrip().endswith((",", "،", "!", ":", ".")) or len(text.split()) <= 6
    beginnings = (" ".join(words.split()[:count]) for count in (1, 2, 3))
    closed = text.rstrip().endswith((",", "،", "!"))
    note = closed and len(words.split()) <= 6 and any(listed("greetings").fullmatch(each) for each in beginnings)
    greets = note or bool(_greeting().match(words))
    return len(text) < _PROSE and ends and greets and text.rstrip()[-1:] not in {"?", "؟"}


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"(?:{folded_options('front', 'salutations')})(?!\w)")


def read_top(lines: Sequence[InputLine], kinds: Sequence[InputLine] = (), *, read: bool = True) -> Top:
    """Return the title of a release and what stands above it; ``lines`` are those of the text, at least one.

    ``kinds`` are the lines taken out that say what kind of text it is; ``read``: words of its language are known here.
    """
    begins = _text_begins(lines)
    top = lines[:begins] or lines[:1]
    letter = begins < len(lines) and is_greeting(lines[begins].whole)
    found = _below_heads([*_candidates(top, _width(lines), letter=letter)], kinds)
    chosen = best(each for each in found if each.score > 0) or found[0]
    sure = chosen.score >= _LEAST_SURE and begins > 0
    addresses = _in_addresses(top, letter=True) if letter else frozenset()
    above = found[: found.index(chosen)]
    addressed = [each for each in above if each.line in addresses or _TO_WHOM in each.evidence or _is_addressed(each, found)]
    above = [each for each in above if each not in addressed]
    others = rivals(above, chosen, margin=_CLEAR, value=str)
    more = (each for each in found if each is not chosen and each not in others)
    parts = [line.span.line for line in kinds]
    others += [each for each in more if _may_be_it(each, chosen, found, parts, read=read)]
    gone = _lines(each for each in above if each not in others)
    if len([line for line in gone if not _is_furniture(line.whole)]) > _MOST_ABOVE:
        others, gone = [*others, *(each for each in above if each not in others)], ()
    kept = tuple(line for line in lines if line not in gone and line not in chosen.lines)
    label = labelled(chosen.line.whole, "title_labels")
    return Top(chosen.lines, label, tuple(others), gone, kept, _lines(addressed), sure)


def _below_heads(found: list[Candidate[str]], kinds: Sequence[InputLine]) -> list[Candidate[str]]:
    """Return the candidates; a short name right above «PRESS RELEASE» counts less, if another line may be the title."""
    places = {line.span.line for line in kinds}
    heads = [each for each in found if each.lines[-1].span.line + 1 in places and _is_short_name(each.value)]
    near = [each for each in found if any(abs(each.line.span.line - place) <= _NEAR for place in places)]
    to_whom = [each for each in near if _names_addressee(each.value)]
    others = [each for each in found if each not in heads and each not in to_whom]
    if not any(each.score > 0 and not each.value.endswith(".") for each in others):
        return found
    reasons = [(each, _LETTERHEAD if each in heads else "" if each in others else _TO_WHOM) for each in found]
    return [replace(each, score=each.score - 50, evidence=reason) if reason else each for each, reason in reasons]


def _begins_with_kind(words: str) -> bool:
    """Return whether the kind of the text stands behind one word at most: «An open letter to …»."""
    every = words.split()
    return any(release_kind(" ".join(every[start : start + count])) for start in (0, 1) for count in (1, 2, 3))


def _names_addressee(words: str) -> bool:
    """Return whether a short line begins as an address does: «to the Island Council»."""
    few = len(words.split()) <= _MOST_OF_ADDRESSEE and not words.endswith(STOPS) and ":" not in words
    spaced = re.sub("[’']", " ", fold(words)).split()
    return few and any(listed("addressees", "front").fullmatch(" ".join(spaced[:count])) for count in (1, 2, 3))


def _is_short_name(words: str) -> bool:
    """Return whether a few words are in capitals, or all longer ones begin with one, as the name of who writes does."""
    capitals = all(not word[:1].islower() for word in words.split() if len(word) > 3)
    return len(words.split()) <= 5 and capitals and not words.endswith(STOPS) and ":" not in words


def _may_be_it(
    each: Candidate[str], chosen: Candidate[str], found: Sequence[Candidate[str]], parts: Sequence[int], *, read: bool
) -> bool:
    """Return whether another line may as well be the title: one beside the kind of the text, or below a name in capitals.

    ``parts`` are the numbers of lines that say what kind of text it is: what stands above and below one may be the title.
    Where the words of the language are not known here, any line without an address or a greeting may be.
    """
    certain = chosen.line.style or labelled(chosen.line.whole, "title_labels")
    if not certain and _is_likelier(each, chosen, found):
        return True
    if certain or not each.value or _TO_WHOM in each.evidence or _OTHER in each.evidence or _LISTED in each.evidence:
        return False
    if not read:
        return True
    above = found.index(each) < found.index(chosen)
    if above:
        long = len(each.value.split()) >= _LEAST_OF_TITLE and "." not in each.value
        return long and _NAME in each.evidence and _KIND in chosen.evidence
    next_ = found.index(each) == found.index(chosen) + 1 and not (_KIND in each.evidence or each.value.endswith(STOPS))
    named = chosen.value.isupper() and len(chosen.value.split()) <= _LEAST_OF_TITLE and each.line.gap
    parted = any(chosen.lines[-1].span.line < number < each.line.span.line for number in parts)
    enough = len(each.value.split()) >= _LEAST_OF_TITLE
    return next_ and enough and (named or parted or _KIND in chosen.evidence)


_LEAST_OF_RIVAL, _SHORTEST, _SEVERAL = 4, 2, 3


def _is_likelier(each: Candidate[str], chosen: Candidate[str], found: Sequence[Candidate[str]]) -> bool:
    """Return whether a line below has something of a title that the one which was taken has not.

    It says what kind of text follows, is in capitals, or is longer than a word or two; or there are several such lines, as on
    a page that was copied whole.
    """
    below = [other for other in found[found.index(chosen) + 1 :] if _may_head(other)]
    if each not in below:
        return False
    kind = each.line.gap and _begins_with_kind(each.value) and not (_begins_with_kind(chosen.value) or _KIND in chosen.evidence)
    capitals = each.value.isupper() and not chosen.value.isupper()
    short = len(chosen.value.split()) <= _SHORTEST
    return kind or capitals or short or (len(below) >= _SEVERAL and each.line.gap)


def _may_head(each: Candidate[str]) -> bool:
    """Return whether a line is made as a title is."""
    against = any(reason in each.evidence for reason in (_TO_WHOM, _OTHER, _LISTED)) or each.line.mark is not None
    return len(each.value.split()) >= _LEAST_OF_RIVAL and not each.value.endswith(STOPS) and not against


def _lines(candidates: Iterable[Candidate[str]]) -> tuple[InputLine, ...]:
    return tuple(line for each in candidates for line in each.lines)


def _width(lines: Sequence[InputLine]) -> int:
    """Return where a text's lines were wrapped; 0 where they were not."""
    widths = [len(line.whole) for line, below in pairwise(lines) if not below.gap and not below.mark]
    return max(widths) if len(widths) > 2 and 45 < max(widths) < 100 else 0


def _text_begins(lines: Sequence[InputLine]) -> int:
    """Return the index of the first line of the text: a greeting, a dateline with words behind it, or prose."""
    label = max((n for n, line in enumerate(lines[:_DEEPEST]) if labelled(line.whole, "title_labels")), default=-1)
    for index, line in enumerate(lines[:_DEEPEST]):
        if (index < label and not _is_prose(lines, index)) or line.style in {"title", "heading", "subtitle"}:
            continue
        found = dateline(line.words) or place_alone(line.words)
        if (index and is_greeting(line.whole)) or (found and found.length < len(line.words)) or _is_prose(lines, index):
            return index
    return min(_DEEPEST, len(lines))


def _is_prose(lines: Sequence[InputLine], index: int) -> bool:
    line = lines[index]
    if len(line.words) > LONGEST_TITLE or (len(line.words) > _PROSE and line.words.endswith((".", ":"))):
        return True
    if not (line.gap or line.alone):
        return False
    below = range(index + 1, min(index + 9, len(lines)))
    end = next((n for n in below if lines[n].gap or lines[n].alone or lines[n].mark), index + 9)
    whole = " ".join(each.words for each in lines[index:end])
    wrapped = end > index + 1 and len(line.words) > LONGEST_TITLE // 4
    stopped = re.search(r"[.!?؟…]$", lines[min(end, len(lines)) - 1].words)
    return bool(wrapped and index and len(whole) > LONGEST_TITLE and stopped)


def goes_on(title: Sequence[InputLine], line: InputLine, width: int = 0) -> bool:
    """Return whether a line belongs to the title above it; ``width``: where the text's lines were wrapped, 0 for nowhere."""
    if title[0].style == "title":
        return line.style == "title"
    above = title[-1].words
    over = line.gap or (line.goes_on and not line.words[:1].islower())
    over = over or (above.isupper() and len(above.split()) > 1 and line.words[:1].isupper() and not line.words.isupper())
    open_ = not over and (above.endswith(_DASHES) or (above.endswith((":", "：")) and line.words[:1].islower()))
    apart = over or line.alone or line.mark or line.style or (above.endswith(STOPS[:-2]) and not open_)
    if apart or len(line.words) >= LONGEST_TITLE or labelled(line.whole, "title_labels"):
        return False
    last = re.sub(r"[’']", " ", fold(above)).split()[-1:]
    open_end = bool(last) and listed("open_ends").fullmatch(last[0]) is not None
    capitals = above.isupper() and line.words.isupper() and len(above.split()) > 3
    filled = width > 0 and len(title[-1].whole) + 1 + len(line.words.split(" ")[0]) > width and not _letterhead(above)
    return line.words[:1].islower() or open_end or open_ or capitals or filled


def _candidates(lines: Sequence[InputLine], width: int, *, letter: bool) -> Iterator[Candidate[str]]:
    """Yield the lines, or what is one title over several, in their order: the first that nothing speaks against is it."""
    above = 0
    addresses = _in_addresses(lines, letter=letter)
    for run in runs(lines, lambda run, line: not goes_on(run, line, width)):
        words = " ".join(line.words for line in run)
        reasons = [*_reasons(run[0], words), _role(words, letter=letter), *_shape(words)]
        reasons += [(-100, _LISTED)][: run[0] in addresses]
        points = sum(points for points, _ in reasons)
        yield Candidate(words, tuple(run), 50 - above + points, ", ".join(why for _, why in reasons if why))
        above += 12 if points >= 0 else 0


def _reasons(line: InputLine, words: str) -> Iterator[tuple[int, str]]:
    """Yield what speaks for or against a title, in points and in words."""
    if line.style == "title" or (line.style == "heading" and line.level == 1):
        yield 100, "it has the style of a title"
    if labelled(line.whole, "title_labels"):
        yield 80, "it is labelled so"
    if line.bold:
        yield 10, "it is bold"
    if _is_furniture(line.whole) or is_greeting(line.whole):
        yield -100, _OTHER
    if words.endswith("."):
        yield -15, "it ends with a stop"


def _role(words: str, *, letter: bool) -> tuple[int, str]:
    """Return what a line may be instead: the kind of the text, the name of who writes, or to whom a letter goes."""
    count = len(words.split())
    if _names_kind(words):
        long = 20 if letter else -15
        return (-30 if count <= 3 else long), _KIND
    beginnings = (" ".join(words.split()[:length]) for length in (1, 2, 3))
    to_whom = letter and any(listed("addressees", "front").fullmatch(fold(each).strip(" .:")) for each in beginnings)
    if to_whom and not _begins_with_kind(words):
        return -30, _TO_WHOM
    if not letter and _is_addressed_in_capitals(words):
        return -50, _TO_WHOM
    if points := _letterhead(words):
        return -points, _LETTERHEAD
    if letter and count <= 6 and all(word[:1].isupper() for word in words.split()) and not detected(words, least=1):
        return -30, _NAME
    return (-30 if letter else -15, _NAME) if _is_name(words) else (0, "")


def _is_addressed_in_capitals(words: str) -> bool:
    """Return whether words in capitals begin as an address does: «TO THE PRESS», «A LOS MEDIOS»."""
    several = words.isupper() and len(words.split()) > 1
    return several and (_names_addressee(words) or _names_addressee(" ".join(words.split()[:4])))


def _shape(words: str) -> Iterator[tuple[int, str]]:
    if len(words) > LONGEST_TITLE or len(_SENTENCES.split(words)) > 1:
        yield -15, "it reads like a paragraph"
    if words.endswith((":", "：", ",", "،")) or listed("open_ends").fullmatch("".join(fold(words).split()[-1:])):
        yield -40, "it ends with a colon or in mid-sentence"


def _names_kind(words: str) -> bool:
    """Return whether a short line begins with the kind of the text: «Joint statement by …», «Petition»."""
    beginnings = (" ".join(words.split()[:count]) for count in (1, 2, 3, 4))
    other = listed("other_kinds", "front")
    named = any(release_kind(each) or other.fullmatch(fold(each).strip(" !.")) for each in beginnings)
    return len(words.split()) <= 8 and ":" not in words and named


def _is_furniture(text: str) -> bool:
    """Return whether a line is an address, a number of reference, or says to whom a letter goes."""
    if _MENU.fullmatch(text):
        return True
    match = _LABEL.match(text)
    label = fold(match["label"]).strip(" .") if match else ""
    names = (("mail", "fields"), ("front", "addressees"), ("front", "references"))
    fields = "|".join(folded_options(*name) for name in names)
    if has_contact(text) or _SITE.search(text) or (label and re.fullmatch(fields, label)):
        return True
    words = " ".join(re.findall(r"\w+", fold(text)))
    numbered = re.fullmatch(rf"(?:{folded_options('front', 'references')})\W*[\w/ .-]{{0,12}}\d[\w/ .-]*", fold(text).strip())
    parts = re.split(r"(?<!\s)\s+[|·•]\s+", text)
    if len(parts) > 2 and any(map(_is_furniture, parts)):
        return True
    short = len(text.split()) <= 8 and not text.rstrip().endswith((".", "!", "?"))
    street = whole_words("front", "streets").search(words) and re.search(r"(?<!\d)\d{1,5}(?!\d)", text)
    return bool(numbered or re.fullmatch(r"[\W\d_]*", text) or (short and (street or _postcode().search(text))))


def _in_addresses(lines: Sequence[InputLine], *, letter: bool) -> frozenset[InputLine]:
    """Return the lines of blocks that are an address; in a ``letter``, each block of short lines is one."""
    blocks = runs(lines, lambda _, line: line.gap or line.alone)
    return frozenset(line for block in blocks if _is_address(block, _LETTER if letter else _MOST_ABOVE + 1) for line in block)


def _is_address(block: Sequence[InputLine], many: int) -> bool:
    """Return whether lines below each other are an address or a list: short ones, many, or one with a street or a postcode."""
    labels = [match["label"] for line in block if (match := _LABEL.match(line.whole))]
    if len(block) > 1 and len(labels) == len(block) and not any(labelled(line.whole, "title_labels") for line in block):
        return True  # «What: …», «When: …»
    short = len(block) > 1 and all(len(line.words.split()) <= 10 and line.style == "" for line in block)
    titled = any(_names_kind(line.words) or labelled(line.whole, "title_labels") for line in block)
    return short and ((len(block) >= many and not titled) or any(_is_furniture(line.whole) for line in block[1:]))


@cache
def _postcode() -> re.Pattern[str]:
    return re.compile(r"(?:^|,\s*|\b[A-Z]{1,2}-)\d{4,5}\s+[A-Z][^\W\d_]+\W*$")


def _letterhead(words: str) -> int:
    """Return how much, in points, a line looks like the name of who writes: an office or an organisation, no sentence."""
    plain = " ".join(re.findall(r"\w+", fold(words)))
    cased = words.upper() != words.lower()
    names = words.isupper() or (cased and all(not word[:1].islower() for word in words.split() if len(word) > 4))
    sentence = words.endswith((".", "!", "?")) or re.search(r"\w[:：](?:\s+\w\S*){3}", words)
    if len(words.split()) > 8 or (cased and not names) or sentence:
        return 0
    keys = (("front", "offices"), ("organisations", "words"), ("organisations", "coalitions"), ("lists", "houses"))
    found = [match for key in keys for match in whole_words(*key).finditer(plain)]
    ends = any(match.start() == 0 or match.end() == len(plain) for match in found)
    if not cased and not (found and found[0].start() == 0 and len(words.split()) <= 4):
        return 0
    return 0 if not found else 30 if ends and len(words.split()) <= 5 else 20


def _is_name(words: str) -> bool:
    """Return whether a few words are all in capitals or begin with one, and none is a small word of a sentence."""
    cased = words.upper() != words.lower()
    capitals = all(not word[:1].islower() for word in words.split())
    few = len(words.split()) <= (3 if cased and capitals else 2)
    return few and not words.endswith(STOPS) and not (cased and detected(words, least=1))


def _is_addressed(candidate: Candidate[str], found: Sequence[Candidate[str]]) -> bool:
    """Return whether a line is of the block that begins with «To: …»."""
    block = []
    for each in found[found.index(candidate) :: -1]:
        block.append(each)
        if each.line.gap or each.line.alone:
            break
    match = _LABEL.match(block[-1].line.whole)
    return match is not None and listed("addressees", "front").fullmatch(fold(match["label"]).strip(" .")) is not None
