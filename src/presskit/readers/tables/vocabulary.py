"""What the heads of columns and the answers in their cells mean, in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cache

from presskit.language.data import fold, folded_options, languages, options, table, whole_words, words

__all__ = [
    "INSIDE", "Answer", "Head", "Role", "answer", "asks_to_sign", "condition", "count_known", "in_doubt", "is_about_else",
    "is_another_question", "is_bare", "is_cross", "is_filler", "is_like_answer", "is_mark", "makes_conditional", "plain",
    "recognise",
]  # fmt: skip

class Role(StrEnum):
    """What a column says. ``NAME`` is an organisation's; ``BARE_NAME`` and ``FULL_NAME`` may be anybody's."""

    NAME = "organisation"
    BARE_NAME = "name"
    FULL_NAME = "full name"
    PERSON = "person"
    ACRONYM = "acronym"
    COUNTRY = "country"
    COALITION = "coalition"
    TITLE = "title"
    AFFILIATION = "affiliation"
    JOINED = "joined"
    TIMESTAMP = "timestamp"
    WITHDRAWN = "withdrawn"
    STATUS = "status"
    AGREES = "agrees"
    CONFIRMED_BY = "confirmed by"
    CONFIRMED_ON = "confirmed on"
    HOW = "how"
    NOTE = "note"
    NUMBER = "number"
    PRIVATE = "contact data"


# What a word inside a head tells, the first that fits first; the key of the words in the languages' tables ``columns``.
INSIDE: tuple[tuple[Role | None, str], ...] = (
    (None, "another_question"), (Role.PRIVATE, "private"), (Role.AGREES, "agrees"), (Role.AGREES, "agrees_also"),
    (Role.JOINED, "joined"), (Role.WITHDRAWN, "withdrawn"), (Role.ACRONYM, "acronym"), (Role.COALITION, "coalition"),
    (Role.COUNTRY, "country"), (Role.NAME, "name"),
)  # fmt: skip


_OTHERS = ("ku", "ckb", "el", "hy", "ka", "az", "ro", "sv")  # languages without a file that names are given in
_NAMES = frozenset({Role.NAME, Role.BARE_NAME, Role.FULL_NAME, Role.PERSON})


@dataclass(frozen=True, slots=True)
class Head:
    """What a column says; ``role`` is None where it is not known. ``language`` is set for names in one language."""

    role: Role | None
    language: str = ""


def plain(head: str) -> str:
    """Return a head as it is compared: no case, accents, punctuation and underscores."""
    return " ".join(re.findall(r"[^\W_]+", fold(head.replace("'", " ").replace("’", " ")).lower()))


def _named_languages() -> tuple[str, ...]:
    return (*languages(), *_OTHERS)


@cache
def _exact() -> dict[str, Role]:
    return {plain(word): role for role in Role for word in words("columns", role.name.lower()) if plain(word)}


@cache
def _languages() -> dict[str, str]:
    """Return the languages by their names in all languages; those that inflect by the stem, Arabic ones with «in» too."""
    from babel import Locale

    names = {}
    for locale in languages():
        for tag in _named_languages():
            for word in plain(str(Locale(locale).languages.get(tag, ""))).split()[:1]:
                cut = table(locale, "columns").get("language_cut", 0)
                names[word[: len(word) - cut]] = tag
    prefixed = [
        (str(table(tag, "grammar").get("article", "")), table(tag, "columns").get("language_prefix")) for tag in languages()
    ]
    joined = {
        f"{prefix}{name}": names[name] for article, prefix in prefixed if prefix for name in names if name.startswith(article)
    }
    return names | joined


def _language_of(word: str) -> str:
    """Return the language that a word of a head names."""
    if word in _languages():
        return _languages()[word]
    stems = (name for name in _languages() if len(name) > 4 and word.startswith(name) and len(word) - len(name) < 5)
    return next((_languages()[stem] for stem in stems), "")


def _split(parts: Sequence[str]) -> tuple[list[str], str]:
    """Part the words of a head from the language that they name: «name arabic», «name ar»."""
    for index, word in enumerate(parts):
        tongue = _language_of(word)
        if tongue and len(parts) > 1:
            rest = [*parts[:index], *parts[index + 1 :]]
            return [each for each in rest if each not in words("columns", "connecting")], tongue
    if len(parts) > 1 and parts[-1] in _named_languages():
        return list(parts[:-1]), parts[-1]
    return list(parts), ""


@cache
def recognise(head: str) -> Head:
    """Return what a column under ``head`` says."""
    text = plain(head) or ("no" if head.strip() in {"#", "№"} else "")
    role = _exact().get(text)
    if role or not text:
        return Head(role)
    parts, tongue = _split(text.split())
    inner = _exact().get(" ".join(parts)) or _by_part(" ".join(parts))
    if tongue and inner in _NAMES:
        return Head(inner, tongue)
    without = re.sub(r"\([^)]*\)|\[[^]]*\]|/.*", " ", head)
    return Head(_exact().get(plain(without)) or _by_part(text))


@cache
def _inside(key: str) -> re.Pattern[str]:
    return re.compile(options("columns", f"{key}_inside"))


def _by_part(text: str) -> Role | None:
    return next((role for role, key in INSIDE if re.search(_inside(key), text)), None)


def is_another_question(head: str) -> bool:
    """Tell whether a head asks about something else than the signature, such as a newsletter."""
    return bool(_inside("another_question").search(plain(head)))


def count_known(cells: Iterable[str]) -> int:
    """Return how many different things the heads of a row are known to say."""
    return len(set(_roles(cells)))


def _roles(cells: Iterable[str]) -> Iterator[Head]:
    for cell in cells:
        if len(cell) <= 300 and recognise(cell).role:
            yield recognise(cell)


_ROWS = ("1234567890", "abcdefghijklmnopqrstuvwxyz")  # as they are struck without a thought


class Answer(Enum):
    """What a cell says about a signature."""

    YES = auto()
    NO = auto()
    WITHDRAWN = auto()
    NOT_YET = auto()
    UNKNOWN = auto()


_TICKS = {"✓": "yes", "✔": "yes", "☑": "yes", "✅": "yes", "👍": "yes", "✗": "no", "✘": "no", "❌": "no", "👎": "no"}
_CROSSES = frozenset("xXхХ×✕✖☒")
_EMPTY_BOXES = frozenset("☐□❏❑-–—?؟/")
_CROSSED_OUT = frozenset("✗✘❌")
_LONGEST_LABEL = 5
_KNOWN = (Answer.YES, Answer.NO, Answer.WITHDRAWN, Answer.NOT_YET)
_MORE = {Answer.YES: "yes", Answer.NO: "no"}


@cache
def _meanings() -> dict[str, Answer]:
    """Return what whole answers mean; those that mean two things in two languages mean nothing."""
    known = {plain(word): meaning for meaning in _KNOWN for word in words("answers", meaning.name.lower())}
    for meaning, key in _MORE.items():
        for word in words("consent", key):
            known.setdefault(plain(word), meaning)
    return known


def _without_selectors(text: str) -> str:
    """Return a cell without variation selectors and shades of skin, which no answer needs."""
    return re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", text).strip()


def is_cross(text: str) -> bool:
    """Tell whether a cell holds a cross alone, which ticks a box or crosses it out."""
    return _without_selectors(text) in _CROSSES


def is_mark(text: str) -> bool:
    """Tell whether a cell holds a mark alone: a tick, a cross, an empty box, a dash, a question mark, 1 or 0."""
    return is_cross(text) or _without_selectors(text) in {*_TICKS, *_EMPTY_BOXES, "1", "0"}


def is_bare(text: str) -> bool:
    """Tell whether a cell holds a mark, or yes or no, and nothing else: then an empty cell beside it speaks, too."""
    return is_mark(text) or answer(text) in {Answer.YES, Answer.NO}


def in_doubt(texts: Iterable[str]) -> bool:
    """Tell whether the crosses of a column may say either: «x» beside other marks, or «✗» where nothing says yes."""
    kinds = {"x" if is_cross(text) else _without_selectors(text) for text in texts if text.strip()}
    yes = any(answer(kind) is Answer.YES for kind in kinds - {"x"})
    return ("x" in kinds and len(kinds) > 1) or (bool(kinds & _CROSSED_OUT) and not yes)


def answer(text: str, *, doubtful: bool = False) -> Answer:
    """Return what ``text`` says: a whole answer that is known, or several that say the same, as «Yes, we sign».

    ``doubtful``: a cross may say either in this column.
    """
    known = _meanings()
    if is_cross(text) or _without_selectors(text) in _CROSSED_OUT:
        ticked = Answer.YES if is_cross(text) else Answer.NO
        return Answer.UNKNOWN if doubtful else ticked
    whole = plain(_TICKS.get(_without_selectors(text), text))
    if whole in known:
        return known[whole]
    parts = [part for part in map(plain, re.split(r"[,،;:.!–—|/]|\s-\s", text)) if part]
    said = [known.get(part, Answer.UNKNOWN) for part in parts]
    if said and said[0] is Answer.NO:
        polite = [part for part, meaning in zip(parts[1:], said[1:], strict=True) if meaning is not Answer.NO]
        return Answer.NO if not polite else Answer.UNKNOWN
    return said[0] if len(set(said)) == 1 and said else Answer.UNKNOWN


def is_like_answer(text: str) -> bool:
    """Tell whether ``text`` answers yes or no, be it with a condition or in a sentence: «No estamos seguros»."""
    first = plain(re.split(r"[,،;:.!–—|/(]|\s-\s", text.strip(), maxsplit=1)[0])
    begins = {first, *(word for word in first.split()[:1] if len(word) > 1 and not word.isdigit())}
    return is_mark(text) or answer(text) is not Answer.UNKNOWN or not begins.isdisjoint(_meanings()) or bool(condition(text))


def asks_to_sign(head: str) -> bool:
    """Tell whether the words of a head speak of signing: «¿Firma su organización?», «Unterzeichnung»."""
    return bool(whole_words("consent", "heads").search(plain(head)))


def is_about_else(head: str) -> bool:
    """Tell whether a head is known to say something about an organisation that has nothing to do with its signature."""
    words_ = plain(head)
    return len(words_.split()) <= _LONGEST_LABEL and bool(whole_words("consent", "other_heads").search(words_))


def condition(text: str) -> str:
    """Return the words of ``text`` that make an answer conditional: «subject to», «pending», «anonymously»."""
    found = whole_words("consent", "conditions").search(plain(text))
    return found.group() if found else ""


def is_filler(name: str) -> bool:
    """Tell whether a name was only typed to fill its cell: «test», «N/A», «asdf asdf», «Test org (please ignore)»."""
    whole = plain(name)
    if not whole or whole_words("consent", "fillers").fullmatch(whole) or whole_words("consent", "nobodies").fullmatch(whole):
        return True
    if any(
        whole_words("consent", "fillers").fullmatch(plain(words)) for words in re.findall(r"[(\[{]([^()\[\]{}]+)[)\]}]", name)
    ):
        return True
    fillers, generic = (folded_options("consent", key) for key in ("fillers", "generic"))
    if re.fullmatch(rf"(?:{fillers})(?: (?:{fillers}|{generic}|\d+))+", whole):
        return True
    return name == name.lower() and _is_mash(whole.split())


def _is_mash(parts: Sequence[str]) -> bool:
    """Tell whether keys were struck at random: one letter again and again, a row of the keyboard, a word said twice."""
    if len(parts) > 1:
        return len(set(parts)) == 1 or all(_is_mash([part]) for part in parts)
    word = parts[0]
    struck = (
        len(set(word)) == 1
        or any(word in row for row in (*_ROWS, *words("writing", "keyboard")))
        or re.fullmatch(r"(\w{3,4})\1+|(\w\w)\2{2,}", word)
    )
    return len(word) > 2 and bool(struck)


def makes_conditional(remark: str) -> bool:
    """Tell whether a remark beside a signature takes it back in part: «subject to board approval», «anonymously»."""
    return bool(whole_words("consent", "remarks").search(plain(remark)))
