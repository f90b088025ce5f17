"""The truth of an import: what a careful reader finds in a text, written beside it in a YAML file of the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml

__all__ = [
    "CORPUS", "FIELDS", "MISSING", "TrueContact", "TrueName", "Truth", "TruthError", "digits", "plain", "read_truth", "told",
    "truths",
]  # fmt: skip

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "import"
FIELDS = ("title", "subtitle", "date", "places", "release", "language")
MISSING = "missing"


class TruthError(ValueError):
    """A truth is not well-formed; the message names the file."""


@dataclass(frozen=True, slots=True)
class TrueName:
    """Who signs. ``name`` is without honorific (``title``) and acronym; ``ask``: a question is right, not a printed name.

    ``other`` are the name in other languages of the text, or other forms that are as right.
    """

    name: str
    kind: str = "organisation"
    title: str = ""
    affiliation: str = ""
    acronym: str = ""
    country: str = ""
    group: str = ""
    other: tuple[str, ...] = ()
    ask: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """The printed forms that are right: with the acronym in brackets behind it or without, in any of its languages."""
        names = [plain(each) for each in (self.name, *self.other)]
        return frozenset(names + ([f"{each} ({plain(self.acronym)})" for each in names] if self.acronym else []))


@dataclass(frozen=True, slots=True)
class TrueContact:
    """Whom journalists may call; ``phones`` as they are printed."""

    name: str
    organisation: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """What is right for one text.

    ``title`` and ``subtitle`` are by language; ``release`` is ``immediate``, an instant (ISO 8601 with its offset) or
    ``missing``. ``ask`` are the fields where a careful reader would ask too, each with the words that the question is about.
    ``private`` are words that no output may print.
    ``beside`` are files that are imported together with this one. ``zone`` (IANA) is whose clock the embargo goes by.
    """

    path: Path
    languages: tuple[str, ...]
    title: Mapping[str, str]
    subtitle: Mapping[str, str]
    date: date | None
    places: tuple[str, ...]
    release: str
    signatories: tuple[TrueName, ...]
    contacts: tuple[TrueContact, ...]
    private: tuple[str, ...]
    ask: Mapping[str, str]
    beside: tuple[Path, ...]
    layout: str
    region: str
    zone: str

    @property
    def name(self) -> str:
        """Half and name of the text."""
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def files(self) -> tuple[Path, ...]:
        """What is imported."""
        return (*self.beside, self.path)

    def want(self, field: str) -> str:
        """Return the true value of a field as the measure compares it; empty where the text says nothing."""
        match field:
            case "title" | "subtitle":
                return told(getattr(self, field))
            case "date":
                return self.date.isoformat() if self.date else ""
            case "places":
                return " / ".join(map(plain, self.places))
            case "release":
                return "" if self.release == MISSING else self.release
            case _:
                return " ".join(self.languages)


Entry = TypeVar("Entry", TrueName, TrueContact)
_KEYS = {
    "ask", "contacts", "date", "language", "layout", "places", "private", "region", "release", "signatories", "subtitle",
    "title", "with", "zone",
}  # fmt: skip


def truths(folder: Path = CORPUS) -> Iterator[Truth]:
    """Return the truth of each text below ``folder``, in the order of their names; raises :class:`TruthError`."""
    for path in sorted(folder.rglob("*.yaml")):
        yield read_truth(path)


def read_truth(path: Path) -> Truth:
    """Read a truth and find its text: the file of the same name with another ending; raises :class:`TruthError`."""
    texts = [each for each in path.parent.glob(f"{path.stem}.*") if each.suffix != ".yaml"]
    if len(texts) != 1:
        raise TruthError(f"{path.name}: {len(texts)} texts are called so")
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(given, dict):
        raise TruthError(f"{path.name}: no keys")
    if unknown := given.keys() - _KEYS:
        raise TruthError(f"{path.name}: not the keys of a truth: {', '.join(map(str, unknown))}")
    try:
        return _truth(texts[0], given)
    except (KeyError, TypeError, ValueError) as problem:
        raise TruthError(f"{path.name}: {problem!r}") from problem


def _truth(text: Path, given: Mapping[str, Any]) -> Truth:
    languages = tuple(str(given["language"]).split())
    ask = given.get("ask", {})
    ask = {str(key): str(words or "") for key, words in (ask if isinstance(ask, dict) else dict.fromkeys(ask)).items()}
    if unknown := ask.keys() - set(FIELDS):
        raise ValueError(f"ask: {', '.join(unknown)}")
    release = str(given.get("release", MISSING))
    if release not in {MISSING, "immediate"} and datetime.fromisoformat(release).tzinfo is None:
        raise ValueError(f"release: {release} has no zone")
    day = given.get("date")
    if not isinstance(day, date | None):
        raise TypeError(f"date: {day}")
    beside = tuple(text.parent / each for each in given.get("with", ()))
    if missing := [each.name for each in beside if not each.exists()]:
        raise ValueError(f"with: {missing}")
    return Truth(
        path=text,
        languages=languages,
        title=_by_language(given["title"], languages),
        subtitle=_by_language(given.get("subtitle", {}), languages),
        date=day,
        places=tuple(given.get("places", ())),
        release=release,
        signatories=tuple(_made(TrueName, each) for each in given.get("signatories", ())),
        contacts=tuple(_made(TrueContact, each) for each in given.get("contacts", ())),
        private=tuple(given.get("private", ())),
        ask=ask,
        beside=beside,
        layout=str(given["layout"]),
        region=str(given.get("region", "")),
        zone=str(given.get("zone", "")),
    )


def _by_language(given: object, languages: tuple[str, ...]) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {languages[0]: str(given)}


def _made(kind: type[Entry], given: object) -> Entry:
    values: dict[str, Any] = {"name": given} if isinstance(given, str) else dict(given) if isinstance(given, dict) else {}
    if "person" in values:
        values |= {"name": values.pop("person"), "kind": "person"}
    if unknown := values.keys() - {each.name for each in fields(kind)}:
        raise ValueError(f"{given}: {', '.join(unknown)}")
    if not all(isinstance(values.get(key, ""), str) for key in ("name", "title", "affiliation", "acronym", "country")):
        raise TypeError(f"{given}: not a text")
    return kind(**{key: tuple(map(str, each)) if isinstance(each, list) else each for key, each in values.items()})  # type: ignore[arg-type]


def told(by_language: Mapping[str, str]) -> str:
    """Return texts by language in one line; a single text alone."""
    pairs = sorted((language, plain(text)) for language, text in by_language.items())
    return pairs[0][1] if len(pairs) == 1 else " | ".join(f"{language}: {text}" for language, text in pairs)


_UNSEEN = {ord(mark): None for mark in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u00ad\ufeff"}


def plain(text: str) -> str:
    """Return a text in NFC with single blanks, without marks that nobody sees; the case is kept."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


def digits(phone: str) -> str:
    """Return the digits of a telephone number without a trunk zero or 00 before it, in ASCII."""
    number = re.sub(r"\(0\)", "", phone)
    return "".join(str(unicodedata.digit(each)) for each in number if each.isdigit()).lstrip("0")
