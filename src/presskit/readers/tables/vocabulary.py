"""What the heads of columns and the answers in their cells mean, in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from functools import cache, lru_cache

from presskit.language.data import fold, folded_options, languages, options, table, whole_words, words
from presskit.language.recognition import locales

__all__ = [
    "Answer", "Head", "Role", "answer", "asks_to_sign", "condition", "count_known", "in_doubt", "is_about_else",
    "is_another_question", "is_aside", "is_bare", "is_cross", "is_filler", "is_like_answer", "is_mark", "is_nobody",
    "is_thanks", "is_title", "makes_conditional", "names_kind", "plain", "recognise",
]  # fmt: skip

class Role(StrEnum):
    """What a column says. ``NAME`` is an organisation's; ``BARE_NAME`` and ``FULL_NAME`` may be anybody's.

    ``KIND`` says whether a person or an organisation signs; a yes under ``ANONYMOUS`` keeps a name back; ``FORM`` is what the
    tool that made the table adds: numbers of pages, tags, opt-outs.
    """

    NAME = "organisation"
    BARE_NAME = "name"
    FULL_NAME = "full name"
    PERSON = "person"
    FIRST_NAME = "first name"
    MIDDLE_NAME = "middle name"
    LAST_NAME = "last name"
    SECOND_LAST_NAME = "second last name"
    KIND = "person or organisation"
    ANONYMOUS = "anonymous"
    FORM = "data of the form"
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


# What a column is by a word inside its head, in order of precedence; the key of the words in the languages' tables ``columns``.
_INSIDE: tuple[tuple[Role | None, str], ...] = (
    (None, "another_question"), (Role.FORM, "form"), (Role.ANONYMOUS, "anonymous"), (Role.KIND, "kind"),
    (Role.PRIVATE, "private"), (Role.AGREES, "agrees"), (Role.AGREES, "agrees_also"), (Role.JOINED, "joined"),
    (Role.WITHDRAWN, "withdrawn"), (Role.ACRONYM, "acronym"), (Role.COALITION, "coalition"), (Role.COUNTRY, "country"),
    (Role.NAME, "name"), (Role.AFFILIATION, "affiliation"), (Role.NOTE, "note"), (Role.FULL_NAME, "full_name"),
    (Role.FIRST_NAME, "first_name"), (Role.LAST_NAME, "last_name"),
)  # fmt: skip


_OTHERS = ("ku", "ckb", "el", "hy", "ka", "az", "ro", "sv")  # languages without a file that names are given in
_NAMES = frozenset({Role.NAME, Role.BARE_NAME, Role.FULL_NAME, Role.PERSON})
_NUMBERING = re.compile(r"^\s*(?:[A-Za-z]\w*\d\w*(?:\[\w+\])?|\d{1,2})\s*[.:)]\s+(?=\S)")  # «G01Q02. Country», «3. Country»


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
    names = {}
    for language, locale in locales().items():
        for tag in _named_languages():
            for word in plain(str(locale.languages.get(tag, ""))).split()[:1]:
                names[word[: len(word) - table(language, "columns").get("language_cut", 0)]] = tag
    prefixed = [
        (str(table(tag, "grammar").get("article", "")), table(tag, "columns").get("language_prefix")) for tag in languages()
    ]
    joined = {
        f"{prefix}{name}": names[name] for article, prefix in prefixed if prefix for name in names if name.startswith(article)
    }
    return names | joined


def _language_of(word: str) -> str:
    """Return the language that a word of a head names."""
    names = _languages()
    stems = (name for name in names if len(name) > 4 and word.startswith(name) and len(word) - len(name) < 5)
    return names.get(word) or next((names[stem] for stem in stems), "")


def _split(parts: Sequence[str]) -> tuple[list[str], str]:
    """Split the words of a head into the other words and the language that they name: «name arabic», «name ar»."""
    for index, word in enumerate(parts):
        language = _language_of(word)
        if language and len(parts) > 1:
            rest = [*parts[:index], *parts[index + 1 :]]
            return [each for each in rest if each not in words("columns", "connecting")], language
    if len(parts) > 1 and parts[-1] in _named_languages():
        return list(parts[:-1]), parts[-1]
    return list(parts), ""


@cache
def _glued() -> dict[str, Role]:
    """Return the heads of two words written as one, as programs name columns: «firstname»."""
    return {text.replace(" ", ""): role for text, role in _exact().items() if text.count(" ") == 1}


@lru_cache(maxsize=4096)
def recognise(head: str) -> Head:
    """Return what a column under ``head`` says; the number or code of a question before it says nothing."""
    head = _NUMBERING.sub("", head)
    text = plain(head) or ("no" if head.strip() in {"#", "№"} else "")
    role = _exact().get(text) or _glued().get(text)
    role = role or _exact().get(re.sub(r"(?<=[^\W\d])\d$", "", text))  # the second «Name» of a form is «Name2»
    named = _exact().get(plain(head.partition(": ")[2])) if ": " in head else None  # «Signer: Display Name»
    if role or named or not text:
        return Head(role or named)
    parts, language = _split(text.split())
    inner = _exact().get(" ".join(parts)) or _by_part(" ".join(parts))
    if language and inner in _NAMES:
        return Head(inner, language)
    without = plain(re.sub(r"\([^)]*\)|\[[^]]*\]|/.*", " ", head))
    role = _exact().get(without) or _by_part(text)
    in_brackets = _inside("private").search(text) and not _inside("private").search(without)
    return Head(Role.PRIVATE if in_brackets and role in _NAMES else role)


_HEAD = 1000
"""Characters of a head in which words are looked for that tell its meaning."""


@cache
def _inside(key: str) -> re.Pattern[str]:
    return re.compile(options("columns", f"{key}_inside"))


def _by_part(text: str) -> Role | None:
    return next((role for role, key in _INSIDE if _inside(key).search(text[:_HEAD])), None)


def is_another_question(head: str) -> bool:
    """Return whether a head asks about something else than the signature, such as a newsletter."""
    return bool(_inside("another_question").search(plain(head)[:_HEAD]))


def names_kind(text: str) -> Role | None:
    """Return whether words name an organisation (``NAME``) or a person (``PERSON``): «on behalf of my organisation»."""
    words_ = plain(text)
    roles = {_exact().get(word) for word in (words_, *words_.split())} & {Role.NAME, Role.PERSON}
    return roles.pop() if len(roles) == 1 else None


def is_thanks(text: str) -> bool:
    """Return whether a text means no beside a no alone: «Thank you» is no refusal in a column of comments."""
    return plain(text) in {plain(word) for word in words("consent", "no")} - {plain(word) for word in words("answers", "no")}


def is_nobody(text: str) -> bool:
    """Return whether a cell names no organisation although it is filled: «N/A», «–», «in a personal capacity»."""
    bare = text.strip().lower()
    return not bare or bare in words("columns", "none") or is_filler(text) or names_kind(text) is Role.PERSON


def is_title(text: str) -> bool:
    """Return whether every word of ``text`` is a form of address: «Prof. Dr»; «Executive Director» is a job."""
    words_ = [word.strip(".,") for word in re.findall(r"[^\s/]+", text)]
    return all(_titles().fullmatch(word) for word in words_ if word)


@cache
def _titles() -> re.Pattern[str]:
    kinds = ("titles", "more_titles", "ranks", "short_titles", "titles_tied")
    return re.compile("|".join(options("people", kind) for kind in kinds), re.IGNORECASE)


def is_aside(title: str) -> bool:
    """Return whether the title of a sheet says that its rows may be no part of the list: «Late», «Old», «Copy»."""
    return bool(whole_words("columns", "sheet_aside").search(plain(title)))


def count_known(cells: Iterable[str]) -> int:
    """Return how many different meanings the heads of a row have, those that are not known left out."""
    return sum(head.role is not None for head in {recognise(cell) for cell in cells if len(cell) <= 300})


_ROWS = ("1234567890", "abcdefghijklmnopqrstuvwxyz")  # typed without a thought


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
    """Return whether a cell holds a cross alone, which ticks a box or crosses it out."""
    return _without_selectors(text) in _CROSSES


def is_mark(text: str) -> bool:
    """Return whether a cell holds a mark alone: a tick, a cross, an empty box, a dash, a question mark, 1 or 0."""
    return is_cross(text) or _without_selectors(text) in {*_TICKS, *_EMPTY_BOXES, "1", "0"}


def is_bare(text: str) -> bool:
    """Return whether a cell holds a mark, or yes or no, and nothing else: then an empty cell beside it speaks, too."""
    return is_mark(text) or answer(text) in {Answer.YES, Answer.NO}


def in_doubt(texts: Iterable[str]) -> bool:
    """Return whether the crosses of a column may say either: «x» beside other marks, or «✗» where nothing says yes."""
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
    meanings = {known.get(part, Answer.UNKNOWN) for part in parts}
    return meanings.pop() if len(meanings) == 1 else Answer.UNKNOWN


def is_like_answer(text: str) -> bool:
    """Return whether ``text`` answers yes or no, be it with a condition or in a sentence: «No estamos seguros»."""
    first = plain(re.split(r"[,،;:.!–—|/(]|\s-\s", text.strip(), maxsplit=1)[0])
    begins = {first, *(word for word in first.split()[:1] if len(word) > 1 and not word.isdigit())}
    return is_mark(text) or answer(text) is not Answer.UNKNOWN or not begins.isdisjoint(_meanings()) or bool(condition(text))


def asks_to_sign(head: str) -> bool:
    """Return whether the words of a head speak of signing: «¿Firma su organización?», «Unterzeichnung»."""
    return bool(whole_words("consent", "heads").search(plain(head)[:_HEAD]))


def is_about_else(head: str) -> bool:
    """Return whether a head is known to say something about an organisation that has nothing to do with its signature."""
    words_ = plain(head)
    return len(words_.split()) <= _LONGEST_LABEL and bool(whole_words("consent", "other_heads").search(words_))


def condition(text: str) -> str:
    """Return the words of ``text`` that make an answer conditional: «subject to», «pending», «anonymously»."""
    match = whole_words("consent", "conditions").search(plain(text))
    return match.group() if match else ""


def is_filler(name: str) -> bool:
    """Return whether a name was only typed to fill its cell: «test», «N/A», «asdf asdf», «Test org (please ignore)»."""
    whole, filler = plain(name), whole_words("consent", "fillers")
    parts = (whole, *map(plain, re.findall(r"[(\[{]([^()\[\]{}]+)[)\]}]", name)))
    if not whole or whole_words("consent", "nobodies").fullmatch(whole) or any(map(filler.fullmatch, parts)):
        return True
    fillers, generic = (folded_options("consent", key) for key in ("fillers", "generic"))
    filled = re.fullmatch(rf"(?:{fillers})(?: (?:{fillers}|{generic}|\d+))+", whole)
    return bool(filled) or (name == name.lower() and _is_mash(whole.split()))


def _is_mash(parts: Sequence[str]) -> bool:
    """Return whether keys were struck at random: one letter again and again, a row of the keyboard, the same word twice."""
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
    """Return whether a remark beside a signature takes it back in part: «subject to board approval», «anonymously»."""
    return bool(whole_words("consent", "remarks").search(plain(remark)))
