"""Compares a kit and its open questions with the truth: what is right, asked, silently wrong or silently missing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.import_truth import FIELDS, TrueContact, Truth, digits, plain, told
from presskit.model.document import plain_text
from presskit.model.people import Contact, Signatory, SignatoryKind
from presskit.model.question import Question
from presskit.model.release import Kit

__all__ = ["Measure", "Quotes", "measure", "published", "value_of", "words"]

RIGHT, ASKED, WRONG, ABSENT = "right", "asked", "wrong", "missing"
_KINDS = {
    "title": ("title", "headline"), "subtitle": ("subtitle",), "date": ("date",), "places": ("place", "city", "dateline"),
    "release": ("embargo", "release"), "language": ("language", "translation"),
}  # fmt: skip
_DETAILS = ("kind", "affiliation", "acronym")


@dataclass(slots=True)
class Measure:
    """What a kit is, beside the truth: fields, names, parts of contacts, and the faults that nothing asks about.

    ``printed_names`` and ``printed_right`` are without those that a question is about; ``printed_around`` are false names that
    hold a true one and more.
    """

    fields: dict[str, str] = field(default_factory=dict)
    true_names: int = 0
    found_names: int = 0
    printed_names: int = 0
    printed_right: int = 0
    printed_around: int = 0
    asked_names: int = 0
    contact_parts: Counter[str] = field(default_factory=Counter)
    found_parts: Counter[str] = field(default_factory=Counter)
    details: Counter[str] = field(default_factory=Counter)
    right_details: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the true names that the kit prints."""
        return self.found_names / self.true_names if self.true_names else 1.0

    @property
    def precision(self) -> float:
        """The share of the printed names, without those that a question is about, that is true."""
        return self.printed_right / self.printed_names if self.printed_names else 1.0

    @property
    def printed_false(self) -> int:
        """How many names are printed that no question is about and that are not true."""
        return self.printed_names - self.printed_right

    @property
    def complete(self) -> bool:
        """Whether all is right: fields, names, contacts."""
        fine = set(self.fields.values()) <= {RIGHT} and not self.faults
        return fine and self.found_names == self.true_names and self.found_parts == self.contact_parts


class Quotes:
    """What the open questions show to a person: their excerpts, the lines where they stand, and their choices."""

    def __init__(self, questions: Collection[Question], inputs: Mapping[str, Sequence[str]]) -> None:
        """Take the open questions and the lines of each input, as the questions name it."""
        self.lines: set[tuple[str, int]] = set()
        self._asked: set[str] = set()
        texts = []
        for each in questions:
            self._asked |= set(re.split(r"[^a-z]+", each.kind))
            lines = inputs.get(each.place.source, ())
            first, last = each.place.line, max(each.place.line, each.place.end_line)
            shown = range(first, max(last, first + each.excerpt.count("\n")) + 1)
            self.lines |= {(each.place.source, number) for number in shown}
            texts += [each.excerpt, each.asked, *lines[max(0, first - 1) : last]]
            for choice in each.choices:
                texts += [choice.label, choice.evidence, *(edit.text for edit in choice.edits)]
        self.text = plain("\n".join(texts).replace('\\"', '"'))
        self._numbers = set(re.findall(r"\d+", _ascii(self.text)))

    def about(self, name: str) -> bool:
        """Return whether a question shows these words."""
        return plain(name) in self.text

    def about_field(self, kind: str, value: str) -> bool:
        """Return whether a question is about a field of the release: by its kind, or because it shows the true value."""
        if self._asked & set(_KINDS[kind]):
            return True
        if kind == "date":
            return bool(value) and {str(int(value[8:])), value[:4]} <= {each.lstrip("0") for each in self._numbers}
        if kind in {"release", "language"} or not value:
            return False
        return all(self.about(re.sub(r"^\w\w: ", "", each)) for each in re.split(r" [|/] ", value))


def measure(kit: Kit, truth: Truth, quotes: Quotes | None, texts: str, codes: Collection[str] = ()) -> Measure:
    """Return how a kit compares with the truth; ``texts`` is what it publishes, ``codes`` are those of the findings.

    Without ``quotes`` all is answered: where a reader would have asked, what the person said is right.
    """
    result = Measure()
    for each in FIELDS:
        result.fields[each] = state = _field(each, kit, truth, quotes, codes)
        if state in {WRONG, ABSENT}:
            result.faults.append((each, f"{state}: «{value_of(each, kit)}» for «{truth.want(each)}»"))
    _names(kit, truth, quotes, result)
    _contacts(kit, truth, quotes, result)
    result.faults += [("private", f"published: «{each}»") for each in truth.private if plain(each) in texts]
    return result


def _field(name: str, kit: Kit, truth: Truth, quotes: Quotes | None, codes: Collection[str]) -> str:
    want, have = truth.want(name), value_of(name, kit)
    shown = truth.ask.get(name, "")
    asked = name == "language" and "import-language" in codes
    if quotes:
        asked = asked or quotes.about_field(name, want) or (bool(shown) and quotes.about(shown))
    if name in truth.ask:
        return RIGHT if quotes is None else ASKED if asked else WRONG if have else ABSENT
    if have == want or (name == "places" and have.casefold() == want.casefold()):
        return RIGHT
    if asked:
        return ASKED
    return WRONG if have else ABSENT


def value_of(name: str, kit: Kit) -> str:
    """Return a field of a kit as the truth writes it; empty where the kit has none."""
    release = kit.release
    match name:
        case "title":
            return told({each.language: plain_text(each.title.inlines) for each in kit.statements})
        case "subtitle":
            found = {each.language: plain_text(each.subtitle.inlines) for each in kit.statements if each.subtitle}
            return told(found) if found else ""
        case "date":
            return release.date.isoformat() if release.date else ""
        case "places":
            return " / ".join(plain(each.default) for each in release.places)
        case "release":
            return release.embargo.until.isoformat(timespec="minutes") if release.embargo else str(release.timing or "")
        case _:
            return " ".join(release.languages)


def _names(kit: Kit, truth: Truth, quotes: Quotes | None, result: Measure) -> None:
    left = [each for each in truth.signatories if not each.ask]
    doubtful = [each for each in truth.signatories if each.ask]
    everybody = {form for each in left for form in each.forms}
    result.true_names = len(left)
    for signatory in kit.roster.signing():
        forms = _forms(signatory)
        if quotes is None and any(each.forms & forms for each in doubtful):
            continue
        true = next((each for each in left if each.forms & forms), None)
        if true:
            left.remove(true)
            result.found_names += 1
            _details(signatory, true, result)
        asked = quotes is not None and any(map(quotes.about, forms))
        result.printed_names += not asked
        result.printed_right += bool(true) and not asked
        result.printed_around += not true and any(form in each for each in forms for form in everybody)
        if not true and not asked:
            result.faults.append(("names", f"false: «{signatory.name.default}»"))
    for each in (*left, *doubtful):
        if quotes and quotes.about(each.name):
            result.asked_names += 1
        elif each in left:
            result.faults.append(("names", f"missing: «{each.name}»"))


def _forms(signatory: Signatory) -> set[str]:
    """Return the names of a signatory in all languages."""
    return {plain(each) for each in (signatory.name.default, *(text for _, text in signatory.name.by_language))}


def _details(signatory: Signatory, true: object, result: Measure) -> None:
    have = {
        "kind": "person" if signatory.kind is SignatoryKind.PERSON else "organisation",
        "affiliation": signatory.affiliation.default if signatory.affiliation else "",
        "acronym": signatory.acronym,
    }
    for each in _DETAILS:
        if want := getattr(true, each):
            result.details[each] += 1
            result.right_details[each] += plain(have[each]) == plain(want)


def _contacts(kit: Kit, truth: Truth, quotes: Quotes | None, result: Measure) -> None:
    others = {("name", plain(other)): ("name", plain(each.name)) for each in truth.contacts for other in each.other}
    true, have = set(_parts(truth.contacts)), {others.get(part, part) for part in _kit_parts(kit.contacts)}
    for part in sorted(true):
        result.contact_parts[part[0]] += 1
        result.found_parts[part[0]] += part in have
        if part not in have and not _shown(part, quotes):
            result.faults.append(("contacts", f"missing: {part[0]} «{part[1]}»"))
    for part in sorted(have):
        if part not in true and not _shown(part, quotes):
            result.faults.append(("contacts", f"false: {part[0]} «{part[1]}»"))


def _shown(part: tuple[str, str], quotes: Quotes | None) -> bool:
    kind, text = part
    if quotes is None:
        return False
    return text in digits(quotes.text) if kind == "phone" else quotes.about(text)


def _parts(contacts: Collection[TrueContact]) -> Iterator[tuple[str, str]]:
    for each in contacts:
        yield "name", plain(each.name)
        yield from (("phone", digits(number)) for number in each.phones)
        yield from (("email", address.lower()) for address in each.emails)


def _kit_parts(contacts: Collection[Contact]) -> Iterator[tuple[str, str]]:
    for each in contacts:
        yield "name", plain(each.name.default)
        yield from (("phone", digits(number.raw)) for number in each.phones)
        yield from (("email", address.address.lower()) for address in each.emails)


_OFFICE = {"questions.yaml", "internal.txt", "import-report.txt"}


def published(files: Mapping[str, bytes]) -> str:
    """Return the words of a kit that an output may print: notes of signatories and the office's own files are none."""
    names = (name for name in files if name not in _OFFICE and name.endswith((".yaml", ".md")))
    lines = (line for name in names for line in files[name].decode(errors="replace").splitlines())
    lines = (line for line in lines if not re.match(r"\s*(- )?(note|consent):", line))
    return plain("\n".join(lines))


def words(text: str) -> Counter[str]:
    """Return the words of a text, each with how often it stands there."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def _ascii(text: str) -> str:
    return "".join(str(unicodedata.digit(each, each)) for each in text)
