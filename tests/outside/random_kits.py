"""Random kits: each seed is one kit, always the same, with the words that its outputs must and must not say."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import yaml
from PIL import Image

from tests.outside.statements import Drafter, Parts
from tests.outside.vocabulary import TONGUES, Vocabulary

__all__ = ["RandomKit", "random_kit"]

KINDS = ("joint-statement", "press-release", "media-advisory", "open-letter", "correction")
ZONES = ("Europe/Brussels", "Asia/Beirut", "America/New_York", "Asia/Tehran", "UTC")
COUNTRIES = ("LB", "FR", "TR", "UA", "MX")
PHONES = ("+44 20 7946 0{:03}", "+1 202-555-01{:02}", "+49 30 23125 {:03}", "+44 1632 960{:03}")


@dataclass
class RandomKit:
    """A kit's files, its languages, and the invented words of each in the order of reading.

    ``vocabulary`` are all words of all languages, those of notes for the office among them, which no output may say.
    """

    seed: int
    files: dict[str, bytes]
    languages: tuple[str, ...]
    said: dict[str, list[str]]
    parts: dict[str, Parts]
    names: dict[str, list[str]]
    vocabulary: set[str]
    sorted_names: bool
    paged: bool


@dataclass
class _Writer:
    """Writes the files of one kit; ``shape`` decides what stands where, the same in every language."""

    seed: int
    shape: Random
    languages: tuple[str, ...]
    words: Vocabulary
    said: dict[str, list[str]] = field(default_factory=dict)

    def say(self, language: str, *texts: str) -> None:
        self.said[language] += [word for text in texts for word in text.split()]

    def phrase(self, language: str, most: int = 4) -> str:
        return " ".join(self.words.word(language) for _ in range(self.shape.randint(1, most)))

    def hidden(self) -> str:
        """Return words for the office alone."""
        return self.phrase(self.languages[0])

    def named(self, most: int = 4) -> dict[str, str] | str:
        """Return a text by language, or one for all of them; not yet said."""
        if self.shape.random() < 0.5:
            return self.phrase(self.languages[0], most)
        count = self.shape.randint(1, most)
        return {language: " ".join(self.words.word(language) for _ in range(count)) for language in self.languages}

    def say_named(self, *texts: dict[str, str] | str) -> None:
        for text in texts:
            for language in self.languages:
                self.say(language, text if isinstance(text, str) else text[language])

    def often(self, chance: float) -> bool:
        return self.shape.random() < chance


def _release(writer: _Writer) -> tuple[dict[str, Any], list[dict[str, str] | str]]:
    """Return kit.yaml, and the places of its dateline."""
    shape, languages = writer.shape, writer.languages
    places = [writer.named(1) for _ in range(shape.choice((0, 1, 1, 2)))]
    release: dict[str, Any] = {
        "id": f"kit-{writer.seed}",
        "kind": shape.choice(KINDS),
        "languages": list(languages),
        "version": shape.randint(1, 12),
        "date": f"2027-{shape.randint(1, 12):02}-{shape.randint(1, 28):02}",
        "places": places,
        "page": shape.choice(("A4", "A4", "Letter", "A5")),
    }
    if not all(TONGUES[language].paged for language in languages):
        release["outputs"] = ["docx", "html", "text"]
    if writer.often(0.4):
        release["release"] = "immediate"
    elif writer.often(0.7):
        until = f"{release['date']} {shape.randint(0, 23):02}:{shape.choice((0, 30, 45)):02}"
        cities = [{"name": writer.named(1), "zone": zone} for zone in shape.sample(ZONES, shape.choice((0, 0, 1, 3)))]
        writer.say_named(*(city["name"] for city in cities))
        release["embargo"] = {"until": until, "zone": shape.choice(ZONES), **({"cities": cities} if cities else {})}
    if writer.often(0.5):
        release["website"] = f"https://example.org/kit/{writer.seed}"
    if writer.often(0.5):
        release["brand"] = {"name": writer.named(2), "accent": "#8c1d2b"}
    if writer.often(0.3):
        release["rights"] = writer.named(3)
    arabic = [language for language in languages if language in {"ar", "fa"}]
    if arabic and writer.often(0.5):
        release["digits"] = {language: shape.choice(("latn", "arab")) for language in arabic}
    return release, places


def _signatory(writer: _Writer, number: int) -> tuple[dict[str, Any], list[dict[str, str] | str]]:
    """Return an entry, and the words of it that are printed."""
    shape = writer.shape
    is_person = writer.often(0.3)
    name = writer.named()
    entry: dict[str, Any] = {"person" if is_person else "name": name}
    printed = [name]
    if is_person and writer.often(0.5):
        entry["affiliation"] = writer.named(3)
        printed.append(entry["affiliation"])
    if not is_person and writer.often(0.3):
        entry["acronym"] = "".join(shape.choice("QXZWVK") for _ in range(3)) + str(number)
    if writer.often(0.15):
        entry["country"] = shape.choice(COUNTRIES)
    if writer.often(0.1):
        entry["note"] = writer.hidden()
    if writer.often(0.2):
        entry["consent"] = {"by": writer.hidden(), "on": "2026-12-14", "how": "email"}
    if writer.often(0.06):
        entry["withdrawn"] = "2026-12-20"
        printed = []
    return entry, printed


def _some_signatories(writer: _Writer, count: int, first: int) -> tuple[list[dict[str, Any]], list[dict[str, str] | str]]:
    made = [_signatory(writer, number) for number in range(first, first + count)]
    return [entry for entry, _ in made], [text for _, printed in made for text in printed]


def _signatories(writer: _Writer) -> tuple[dict[str, Any], int, bool]:
    """Return signatories.yaml, how many it counts, and whether they are sorted; says the names."""
    shape = writer.shape
    total = shape.choice((0, 1, 2, 5, 9, 14, 30) if writer.seed % 20 else (90, 200))
    if not total:
        return {}, 0, False
    roster: dict[str, Any] = {"numbering": shape.choice(("continuous", "per-group", "none")), "order": "given"}
    if in_groups := total > 2 and writer.often(0.6):
        groups = []
        for number in range(shape.randint(1, 3)):
            title = writer.named(3)
            entries, printed = _some_signatories(writer, max(1, total // 4), 1000 * (number + 1))
            group: dict[str, Any] = {"name": title, "signatories": entries}
            if writer.often(0.5):
                group["acronym"] = f"ZQ{number}"
            if any("withdrawn" not in entry for entry in entries):
                writer.say_named(title, *printed)
            groups.append(group)
        roster["coalitions"] = groups
    if not in_groups or writer.often(0.5):
        roster["signatories"], printed = _some_signatories(writer, max(1, total // 2), 1)
        writer.say_named(*printed)
    if writer.often(0.2):
        roster["order"] = "alphabetical"
    every = [*roster.get("signatories", ()), *(one for group in roster.get("coalitions", ()) for one in group["signatories"])]
    return roster, sum("withdrawn" not in each for each in every), roster["order"] == "alphabetical"


def _contacts(writer: _Writer) -> list[dict[str, Any]]:
    """Return contacts.yaml; says the words of the cards."""
    shape, cards = writer.shape, []
    for number in range(shape.choice((1, 1, 2, 3, 5))):
        card: dict[str, Any] = {"name": writer.named(3)}
        card |= {key: writer.named(3) for key in ("role", "organisation") if writer.often(0.5)}
        writer.say_named(*(card[key] for key in ("name", "role", "organisation") if key in card))
        card["emails"] = [f"desk-{number}{end}@example.org" for end in "abc"[: shape.randint(1, 2)]]
        numbers = shape.sample(PHONES, shape.choice((0, 1, 2, 4)))
        card["phones"] = [phone.format(shape.randint(10, 99)) for phone in numbers]
        if writer.often(0.5):
            card["languages"] = list(writer.languages)
        if writer.often(0.4):
            card["hours"] = {"opens": "08:30", "closes": "18:00", "zone": shape.choice(ZONES)}
        if writer.often(0.2):
            card["note"] = writer.hidden()
        cards.append({key: value for key, value in card.items() if value})
    return cards


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (48, 32), (90, 120, 60)).save(buffer, "PNG")
    return buffer.getvalue()


def _languages(shape: Random) -> tuple[str, ...]:
    count = shape.choice((1, 1, 1, 2, 2, 3))
    return tuple(shape.sample(sorted(TONGUES), count))


def random_kit(seed: int) -> RandomKit:
    """Return the kit of a seed."""
    shape = Random(f"kit {seed}")
    languages = _languages(shape)
    writer = _Writer(seed, shape, languages, Vocabulary(f"words {seed}"), {language: [] for language in languages})
    release, places = _release(writer)
    clocks, writer.said = writer.said, {language: [] for language in languages}
    roster, count, is_sorted = _signatories(writer)
    names, writer.said = writer.said, {language: [] for language in languages}
    contacts = _contacts(writer)
    parts = {language: Drafter(f"text {seed}", language, writer.words, count).draft() for language in languages}
    files = {"kit.yaml": release, "contacts.yaml": {"contacts": contacts}, **({"signatories.yaml": roster} if roster else {})}
    dump: Callable[[Any], bytes] = lambda value: yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()  # noqa: E731
    texts = {f"statement.{language}.md": part.markdown.encode() for language, part in parts.items()}
    said = {
        language: [*clocks[language], *part.head, *_words_of(places, language), *part.body, *names[language], *part.rest, *writer.said[language]]
        for language, part in parts.items()
    }
    return RandomKit(
        seed,
        {**{name: dump(value) for name, value in files.items()}, **texts, "a b.png": _picture()},
        languages,
        said,
        parts,
        names,
        writer.words.all,
        is_sorted,
        all(TONGUES[language].paged for language in languages),
    )


def _words_of(texts: list[dict[str, str] | str], language: str) -> list[str]:
    return [word for text in texts for word in (text if isinstance(text, str) else text[language]).split()]
