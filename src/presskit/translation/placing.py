"""Returned paragraphs → the units that they translate, each by its evidence. Closed: what is not sure is asked, not guessed.

1. What the user accepted. 2. Ids: bookmarks, the ids of XLIFF and of the table, then paragraph ids. 3. Words that are the
unit's own: its approved name, its earlier translation, its source. 4. Clues: names, addresses and numbers that no other
unit has. What is left is aligned by order and length; that is proposed to the user, and placed only if accepted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from presskit.model.document import Inline, Text
from presskit.source import Span
from presskit.translation.evidence import Clues, Evidence, normal
from presskit.translation.identity import Names, is_furniture, name_words
from presskit.translation.proposing import Proposal, in_style, proposals, typical_ratio
from presskit.translation.restoring import joined
from presskit.translation.returned import ReturnedParagraph
from presskit.translation.segments import Kind, Unit, text_of

__all__ = ["OPTIONAL", "Accepted", "Doubt", "Placed", "Placement", "Reason", "place"]

OPTIONAL = frozenset(
    (Kind.ALT, Kind.CREDIT, Kind.DESCRIPTION, Kind.KEYWORD, Kind.FACT, Kind.CONTACT, Kind.COALITION, Kind.SIGNATORY)
)
"""Kinds that a file need not hold, or that have a form of their own where no translation came back."""
_SURE = {
    Evidence.ACCEPTED: 100,
    Evidence.ID: 100,
    Evidence.PARAGRAPH_ID: 95,
    Evidence.SAME_WORDS: 95,
    Evidence.CLUES: 90,
    Evidence.CARRIED: 100,
}
_BY_ID = frozenset((Evidence.ID, Evidence.PARAGRAPH_ID))
_SWOLLEN = 1.25
_SHORTEST, _LONGEST = 0.7, 1.4  # of the usual length
_MOST_TIMES = 3.5
_LONG = 24  # letters: shorter texts may well be the same twice


@dataclass(frozen=True, slots=True)
class Accepted:
    """The user's choices: paragraph numbers by key (none: left out), and whether all proposals are taken."""

    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    all: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit and what came back for it. ``numbers`` are paragraphs from 1, ``sure`` is in percent."""

    unit: Unit
    inlines: tuple[Inline, ...]
    evidence: Evidence
    sure: int
    numbers: tuple[int, ...] = ()
    bold: bool = False
    span: Span = Span("")  # noqa: RUF009 -- frozen

    @property
    def is_split(self) -> bool:
        """Whether it came back in several paragraphs."""
        return len(self.numbers) > 1


class Reason:
    """Why something is asked, by the code of its finding."""

    ID_TWICE = "return-id-twice"
    DISAGREE = "return-ids-disagree"
    UNSURE = "return-unsure"
    MISSING = "return-missing"
    ADDED = "return-added"
    ORDER = "return-reordered"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the user is asked: about a unit (``key``), or about a paragraph that belongs to none.

    ``near`` are units whose words it may concern: those beside it, of which it may hold a part.
    """

    reason: str
    key: str = ""
    numbers: tuple[int, ...] = ()
    sure: int = 0
    words: str = ""
    near: tuple[str, ...] = ()
    span: Span = Span("")  # noqa: RUF009 -- frozen


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything went. ``notes`` are paragraphs that are no unit's; ``absent`` units need not have come back.

    ``emptied`` came back by their ids, and without a word.
    """

    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[ReturnedParagraph, ...] = ()
    absent: tuple[Unit, ...] = ()
    emptied: tuple[tuple[Unit, Span], ...] = ()


def place(
    units: Sequence[Unit],
    paragraphs: Sequence[ReturnedParagraph],
    accepted: Accepted | None = None,
    current: Collection[str] = (),
    furniture: Collection[str] = (),
) -> Placement:
    """Place ``paragraphs``. ``current`` are keys whose earlier translation still holds, and need not have come back.

    ``furniture`` are texts, in their normal form, that stand on the page and are no unit's.
    """
    return _Desk(units, paragraphs, accepted or Accepted(), frozenset(current), frozenset(furniture)).placement()


class _Desk:
    """The work of one placement: ``free`` are the places of paragraphs that have none yet."""

    def __init__(
        self,
        units: Sequence[Unit],
        paragraphs: Sequence[ReturnedParagraph],
        accepted: Accepted,
        current: frozenset[str],
        furniture: frozenset[str],
    ) -> None:
        self.units = {unit.key: unit for unit in units}
        self.paragraphs = paragraphs
        self.texts = [normal(text_of(each.inlines)) for each in paragraphs]
        self.accepted, self.current, self.furniture = accepted, current, furniture
        self.clues = Clues.of(units)
        self.known = {unit.key: {normal(text_of(unit.source)), normal(text_of(unit.target or ()))} for unit in units}
        self.free = {at for at, text in enumerate(self.texts) if text}
        self.placed: dict[str, Placed] = {}
        self.doubts: dict[str, Doubt] = {}
        self.left_out: set[str] = set()
        self.emptied: dict[str, Span] = {}
        self.measured = (-1, 1.0)
        self.parts: frozenset[tuple[str, str]] = frozenset()

    def placement(self) -> Placement:
        """Return everything, placed by the surest evidence first."""
        self.take_choices()
        identified = self.take_ids()
        self.weigh_ids()
        self.set_furniture_aside(identified=identified)
        self.take_words()
        self.take_gaps()
        self.take_proposals()
        self.carry()
        notes = tuple(self.added())
        order = list(self.units)
        placed = tuple(sorted(self.placed.values(), key=lambda each: order.index(each.unit.key)))
        known = {*self.placed, *self.doubts, *self.emptied, *self.left_out}
        absent = tuple(unit for key, unit in self.units.items() if key not in known)
        emptied = tuple((self.units[key], span) for key, span in self.emptied.items())
        return Placement(placed, tuple(self.doubts.values()), notes, absent, emptied)

    # What the user said.

    def take_choices(self) -> None:
        for key, numbers in self.accepted.choices.items():
            places = [at for at, each in enumerate(self.paragraphs) if each.number in numbers and at in self.free]
            if key in self.units and not numbers:
                self.left_out.add(key)
            elif key in self.units and places:
                self.put(key, places, Evidence.ACCEPTED)
        chosen = {int(key) for key, numbers in self.accepted.choices.items() if key.isdigit() and not numbers}
        self.free -= {at for at in self.free if self.paragraphs[at].number in chosen}

    def put(self, key: str, places: Sequence[int], evidence: Evidence, sure: int | None = None) -> None:
        """Place paragraphs under a key: several are one again."""
        pieces: list[Inline] = []
        for at in places:
            pieces += [Text(" "), *self.paragraphs[at].inlines]
        first = self.paragraphs[places[0]]
        numbers = tuple(dict.fromkeys(self.paragraphs[at].number for at in places))
        inlines = name_words(self.units[key], joined(pieces))
        sure = _SURE[evidence] if sure is None else sure
        self.placed[key] = Placed(self.units[key], inlines, evidence, sure, numbers, first.bold, first.span)
        self.free -= set(places)
        self.doubts.pop(key, None)

    def doubt(self, reason: str, key: str, places: Iterable[int], sure: int = 0) -> None:
        """Ask about a unit; what it was given goes back."""
        if key in self.left_out or (key in self.placed and self.placed[key].evidence is Evidence.ACCEPTED):
            return
        places = [*places]
        self.placed.pop(key, None)
        numbers = tuple(dict.fromkeys(self.paragraphs[at].number for at in places))
        span = self.paragraphs[places[0]].span if places else self.units[key].span
        words = " / ".join(self.paragraphs[at].words for at in places)
        near = tuple(dict.fromkeys([each for at in places for each in self._around(at)] + self._beside(key)))
        self.doubts[key] = Doubt(reason, key, numbers, sure, words, near, span)
        self.free -= set(places)

    def _beside(self, key: str) -> list[str]:
        """Return the units before and after one in the order of the page, and those that are longer than they should be."""
        order = list(self.units)
        at = order.index(key)
        swollen = [each for each in self.placed if self._share(each) > _SWOLLEN]
        return order[max(0, at - 1) : at] + order[at + 1 : at + 2] + swollen

    def _share(self, key: str) -> float:
        """Return how long a unit's words are beside what would be usual."""
        placed = self.placed[key]
        return (len(text_of(placed.inlines)) + 4) / (len(text_of(placed.unit.source)) * self._ratio() + 4)

    def open(self) -> list[str]:
        """Return the keys of the units that nothing was said about yet."""
        known = {*self.placed, *self.doubts, *self.emptied, *self.left_out}
        return [key for key in self.units if key not in known]

    # Ids.

    def take_ids(self) -> bool:
        """Place by ids; True where the file has them."""
        names = Names.of(self.units.values())
        claims: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self.paragraphs):
            for key in names.told(each):
                claims[key].append(at)
        by_mark: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self.paragraphs):
            key = names.marked(each)
            if key and key not in claims and not names.told(each):
                by_mark[key].append(at)
        self._claim(claims, Evidence.ID)
        self._claim(by_mark, Evidence.PARAGRAPH_ID)
        return bool(claims or by_mark)

    def _claim(self, claims: Mapping[str, Sequence[int]], evidence: Evidence) -> None:
        shared = Counter(at for places in claims.values() for at in places)
        for key, every in claims.items():
            places = [at for at in every if at in self.free]
            if key in self.placed or key in self.left_out:
                continue
            if not any(self.texts[at] for at in every):
                self.emptied[key] = self.paragraphs[every[0]].span
            elif not places:
                continue
            elif any(shared[at] > 1 for at in places):
                self.doubt(Reason.DISAGREE, key, places)
            elif not self._together(places):
                self.doubt(Reason.ID_TWICE, key, places)
            else:
                self.put(key, places, evidence)

    def _together(self, places: Sequence[int]) -> bool:
        """Tell whether paragraphs follow each other, with nothing but blank ones between."""
        return all(not any(self.texts[at] for at in range(one + 1, other)) for one, other in pairwise(places))

    def weigh_ids(self) -> None:
        """Ask where the words under an id are another unit's: its strings, its text in the kit, or a copy of its words."""
        texts = {key: normal(text_of(each.inlines)) for key, each in self.placed.items()}
        counts = Counter(text for key, text in texts.items() if len(text) > _LONG)
        for key, text in texts.items():
            twice = counts[text] > 1 and not self._same_source(text, texts)
            if twice or self._speaks_for_another(key, text) or self._holds_a_name(key, text) or self._is_out_of_proportion(key):
                self._withdraw(key)

    def _holds_a_name(self, key: str, text: str) -> bool:
        """Tell whether a text begins or ends with the name of another unit that is gone: the two were joined."""
        source = normal(text_of(self.units[key].source))
        for other in self.open():
            unit = self.units[other]
            name = normal(text_of(unit.target or ())) if unit.is_name and not unit.translate else ""
            joins = name and (text.startswith(f"{name} ") or text.endswith(f" {name}"))
            if joins and text.count(name) > source.count(normal(text_of(unit.source))):
                return True
        return False

    def _is_out_of_proportion(self, key: str) -> bool:
        """Tell whether a text is so much longer or shorter than its source that it cannot be its translation."""
        share, length = self._share(key), max(len(text_of(self.placed[key].inlines)), len(text_of(self.units[key].source)))
        return length > _LONG and not 1 / _MOST_TIMES < share < _MOST_TIMES

    def _speaks_for_another(self, key: str, text: str) -> bool:
        """Tell whether a text has another unit's strings and none of its own, or is another one's text in the kit."""
        others = [other for other in self.units if other != key]
        if self.clues.lack(key, text) and any(self.clues.agree(other, text) for other in others):
            return True
        return len(text) > _LONG and not self._is_of(key, text) and any(self._is_of(other, text) for other in others)

    def _same_source(self, text: str, texts: Mapping[str, str]) -> bool:
        return len({normal(text_of(self.units[key].source)) for key, each in texts.items() if each == text}) == 1

    def _is_of(self, key: str, text: str) -> bool:
        return text in self.known[key]

    def _withdraw(self, key: str) -> None:
        numbers = self.placed[key].numbers
        self.doubt(Reason.DISAGREE, key, [at for at, each in enumerate(self.paragraphs) if each.number in numbers])

    # Words.

    def set_furniture_aside(self, *, identified: bool) -> None:
        """Let go of what stands on every page and is nobody's to translate."""
        self.free = {
            at for at in self.free
            if self.texts[at] not in self.furniture and not is_furniture(self.paragraphs[at], identified=identified)
        }  # fmt: skip

    def take_words(self) -> None:
        """Place what is known by its own words, unless these come back in another order than the source has."""
        found = [*self._same_words(), *self._known_by_clues()]
        order = {key: at for at, key in enumerate(self.units)}
        found.sort(key=lambda each: order[each[0]])
        disordered = any(one[1] > other[1] for one, other in pairwise(found))
        for key, at, evidence in found:
            if disordered:
                self.doubt(Reason.ORDER, key, [at], _SURE[evidence] - 30)
            else:
                self.put(key, [at], evidence)

    def _same_words(self) -> Iterator[tuple[str, int, Evidence]]:
        wanted: dict[str, set[str]] = defaultdict(set)
        for key in self.open():
            unit = self.units[key]
            for known in (unit.source, unit.target):
                wanted[normal(text_of(known or ()))].add(key)
        here: dict[str, list[int]] = defaultdict(list)
        for at in sorted(self.free):
            here[self.texts[at]].append(at)
            named = normal(text_of(name_words(None, self.paragraphs[at].inlines)))
            if named != self.texts[at]:
                here[named].append(at)
        found = [
            (key, at)
            for text, keys in wanted.items()
            for key in keys
            for at in here[text]
            if text and in_style(self.units[key], self.paragraphs[at].style) is not False
        ]
        by_key, by_place = Counter(key for key, _ in found), Counter(at for _, at in found)
        yield from ((key, at, Evidence.SAME_WORDS) for key, at in found if by_key[key] == by_place[at] == 1)

    def _known_by_clues(self) -> Iterator[tuple[str, int, Evidence]]:
        taken = {at for _, at, _ in self._same_words()}
        known = {key for key, _, _ in self._same_words()}
        ratio = self._ratio()
        agreed = [
            (key, at) for key in self.open() for at in self.free - taken if key not in known and self._agrees(key, at, ratio)
        ]
        keys, places = Counter(key for key, _ in agreed), Counter(at for _, at in agreed)
        for key, at in agreed:
            if keys[key] == places[at] == 1:
                yield key, at, Evidence.CLUES

    def _agrees(self, key: str, at: int, ratio: float) -> bool:
        """Tell whether a paragraph has the unit's strings, none of another unit, and about its length."""
        text = self.texts[at]
        if not self.clues.agree(key, text) or any(self.clues.found(other, text) for other in self.units if other != key):
            return False
        return _SHORTEST < (len(text) + 8) / (len(text_of(self.units[key].source)) * ratio + 8) < _LONGEST

    def take_gaps(self) -> None:
        """Place a paragraph that lost its id between two that have theirs, where it holds every string of the unit there."""
        where = {key: self._places(each.numbers) for key, each in self.placed.items()}
        order = [key for key in self.units if key in where or not self._may_be_absent(key)]
        for at, key in enumerate(order):
            before = next((where[each][-1] for each in reversed(order[:at]) if where.get(each)), None)
            after = next((where[each][0] for each in order[at + 1 :] if where.get(each)), None)
            if key not in self.open() or before is None or after is None:
                continue
            neighbours = {order[at - 1], order[min(at + 1, len(order) - 1)]} - {key}
            between = [place for place in sorted(self.free) if before < place < after]
            if neighbours <= where.keys() and len(between) == 1 and self._fits(key, between[0]):
                self.put(key, between, Evidence.CLUES)

    def _fits(self, key: str, at: int) -> bool:
        """Tell whether a paragraph has all strings and numbers of a unit, which has some, and about its length."""
        unit, text = self.units[key], self.texts[at]
        strings = {normal(each) for each in (*unit.protected, *unit.numbers, *(target for _, target in unit.terms))}
        share = (len(text) + 8) / (len(text_of(unit.source)) * self._ratio() + 8)
        return bool(strings) and all(each in text for each in strings) and _SHORTEST < share < _LONGEST

    def _ratio(self) -> float:
        """Return how long translations are beside their sources: of what is placed, or of everything together."""
        if self.measured[0] != len(self.placed):
            known = [(text_of(each.unit.source), text_of(each.inlines)) for each in self.placed.values()]
            source = sum(len(text_of(self.units[key].source)) for key in self.open())
            ratio = typical_ratio(known, sum(len(self.texts[at]) for at in self.free) / source if source else 1.0)
            self.measured = len(self.placed), ratio
        return self.measured[1]

    # What is left.

    def take_proposals(self) -> None:
        """Ask about what order and length make likely; place it where the user has accepted everything."""
        self.parts = frozenset(_part(each.unit) for each in self.placed.values() if each.evidence in _BY_ID)
        keys = [key for key in self.open() if not self._may_be_absent(key)]
        free = sorted(self.free)
        told = {key: self._places(each.numbers) for key, each in self.placed.items()}
        if not keys:
            return
        for proposal in proposals(self.units, self.paragraphs, self.clues, free, keys, told):
            self._propose(proposal)
        if self.accepted.all:
            for each in [each for each in self.doubts.values() if each.numbers and each.key]:
                places = [at for at in self._places(each.numbers) if not self._is_used(at)]
                if places and each.reason in {Reason.UNSURE, Reason.ORDER}:
                    self.put(each.key, places, Evidence.ORDER, each.sure)

    def _propose(self, proposal: Proposal) -> None:
        if proposal.places:
            self.doubt(Reason.UNSURE, proposal.key, proposal.places, proposal.sure)
        else:
            self.doubt(Reason.MISSING, proposal.key, ())

    def _places(self, numbers: Collection[int]) -> list[int]:
        return [at for at, each in enumerate(self.paragraphs) if each.number in numbers]

    def _is_used(self, at: int) -> bool:
        return any(self.paragraphs[at].number in each.numbers for each in self.placed.values())

    def _may_be_absent(self, key: str) -> bool:
        """Tell whether a unit need not have come back: a name is missed where others of its part did."""
        unit = self.units[key]
        if key in self.current or not unit.translate:
            return True
        return unit.kind in OPTIONAL and _part(unit) not in self.parts

    def carry(self) -> None:
        """Keep the earlier translation of what did not change and did not come back."""
        for key in self.open():
            unit = self.units[key]
            if key in self.current and unit.target:
                self.placed[key] = Placed(unit, unit.target, Evidence.CARRIED, _SURE[Evidence.CARRIED])
        if self.accepted.all:
            self.doubts = {key: each for key, each in self.doubts.items() if each.reason not in {Reason.MISSING, Reason.UNSURE}}

    def added(self) -> Iterator[ReturnedParagraph]:
        """Yield paragraphs that are nobody's: a translator's notes. What may be a part of a text is asked about."""
        for at in sorted(self.free):
            each = self.paragraphs[at]
            if not self.accepted.all and not _is_note(each):
                near = self._around(at)
                self.doubts[str(each.number)] = Doubt(Reason.ADDED, "", (each.number,), 0, each.words, near, each.span)
            else:
                yield each


    def _around(self, at: int) -> tuple[str, ...]:
        """Return the units whose paragraphs stand before and after a place."""
        where = {number: key for key, each in self.placed.items() for number in each.numbers}
        numbers = [each.number for each in self.paragraphs]
        before = next((where[n] for n in reversed(numbers[:at]) if n in where), "")
        after = next((where[n] for n in numbers[at + 1 :] if n in where), "")
        return tuple(filter(None, (before, after)))


def _part(unit: Unit) -> tuple[str, str]:
    """Return what a unit is beside its number: a signatory's name, a keyword."""
    return unit.kind, unit.key.partition(".")[2]


_OPENINGS = ("[", "(nb", "nb:", "nb ", "n.b.", "note:", "note :", "ndt", "n.d.t", "translator", "ملاحظة", "ملحوظة")


def _is_note(paragraph: ReturnedParagraph) -> bool:
    """Tell whether a paragraph says of itself that it is a note."""
    return normal(paragraph.words).startswith(_OPENINGS)
