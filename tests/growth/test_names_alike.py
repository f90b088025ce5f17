"""Names that look alike are sought among those that share something; a look at all names would find no others."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from presskit.checks.lint.names import alike, near, plain
from presskit.diagnostics import Diagnostic
from presskit.kit.name_index import NameIndex
from presskit.kit.signatory_merge import Verdict, compare
from presskit.model.people import Coalition, Localised, Roster, Signatory
from presskit.readers import import_rules, signatory_table

_KINDS = ("Aid", "Relief", "Network", "Foundation", "Alliance", "Council", "Forum", "Union", "Society", "Institute", "Centre")
_THINGS = ("River", "Cedar", "Olive", "Hope", "Peace", "Light", "Harbour", "Mountain", "Women", "Doctors", "Farmers", "Nurses")
_TOWNS = ("Aleppo", "Homs", "Damascus", "Beirut", "Berlin", "Paris", "Vienna", "Geneva", "London", "Oslo", "Rome", "Madrid")


def _names(count: int, seed: int, *, own_words: bool) -> list[str]:
    """Return names of words that many share, or with two words of their own."""
    draw = random.Random(seed)  # noqa: S311 -- the same names each time
    if not own_words:
        kinds = (_THINGS, _THINGS, _KINDS, _TOWNS)
        return [*dict.fromkeys(" ".join(map(draw.choice, kinds)) for _ in range(count))]
    syllables = [f"{one}{other}" for one in "bcdfghklmnprstvz" for other in "aeiou"]
    words = ("".join(draw.choices(syllables, k=draw.randrange(2, 5))).title() for _ in range(2 * count))
    return [f"{word} {next(words)} {draw.choice(_KINDS)}" for word in words]


def _spoiled(name: str, mistakes: int, draw: random.Random) -> str:
    for _ in range(mistakes):
        at, letter = draw.choice([place for place, char in enumerate(name) if char != " "]), draw.choice(string.ascii_lowercase)
        name = name[:at] + draw.choice(["", letter, letter + name[at]]) + name[at + 1 :]
    return " ".join(name.split())


def _index(names: list[str]) -> NameIndex:
    return NameIndex([Signatory(Localised(name)) for name in names])


def _among_all(name: str, names: list[str]) -> set[str]:
    found = process.extract(plain(name), [*map(plain, names)], scorer=fuzz.token_ratio, score_cutoff=80, limit=None)
    return {names[place] for other, score, place in found if score >= 90 or near(plain(name), other)}


def _found(name: str, index: NameIndex) -> set[str]:
    return {index.members[place].name.default for place in index.lookalikes(Signatory(Localised(name)))}


@pytest.mark.parametrize("own_words", [True, False])
def test_names_are_looked_for_as_among_all(own_words: bool) -> None:
    names, draw = _names(300, 1, own_words=own_words), random.Random(2)  # noqa: S311 -- the same mistakes each time
    index = _index(names)
    changed = {name: [_spoiled(name, 1, draw), f"{name} of Northern Districts"] for name in draw.sample(names, 50)}
    changed |= {name: [name, " ".join(draw.sample(name.split(), len(name.split()) - 1))] for name in draw.sample(names, 30)}
    for name, others in changed.items():
        for other in others:
            found, among_all = _found(other, index), _among_all(other, names)
            assert found <= among_all
            assert (name in found) == (name in among_all)
    twice = [_spoiled(name, 2, draw) for name in draw.sample(names, 100)]
    wanted = sum(len(_among_all(name, names)) for name in twice)
    assert sum(len(_found(name, index)) for name in twice) >= 0.96 * wanted


def test_a_name_that_all_share_a_word_with_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, extract = list[int](), process.extract

    def counting(name: str, names: list[str], **options: Any) -> Any:
        looked.append(len(names))
        return extract(name, names, **options)

    monkeypatch.setattr(process, "extract", counting)
    for own_words, most in ((True, 15), (False, 40)):
        names = _names(600, 3, own_words=own_words)
        index = _index(names)
        for name in names:
            index.lookalikes(Signatory(Localised(name)))
        assert sum(looked) <= most * len(names)
        looked.clear()


def test_names_with_numbers_of_their_own_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = list[str]()

    def counting(one: str, other: str) -> bool:
        compared.append(one)
        return near(one, other)

    monkeypatch.setattr("presskit.checks.lint.names.near", counting)
    numbered = [f"river aid of the neighbourhood {number}" for number in range(400)]
    spelled = ["river aid of the neighborhood 17", "river aid of the neighbourhood 1 2"]
    assert alike([*numbered, *spelled]) == [(12, 401), (17, 400)]
    assert len(compared) <= len(numbered)


def test_coalitions_are_looked_up_and_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    coalitions = tuple(Coalition(Localised(f"C {number}"), (), f"C{number}") for number in range(200))
    rows = "".join(f"{name},C{number % 250}\n" for number, name in enumerate(_names(400, 4, own_words=True)))
    table = signatory_table.read("a.csv", f"Organisation,Coalition\n{rows}".encode(), "en").value
    looked = list[str]()

    def looking(coalition: Coalition, name: str) -> Any:
        looked.append(name)
        return object.__getattribute__(coalition, name)

    monkeypatch.setattr(Coalition, "__getattribute__", looking)
    compared = compare(Roster(coalitions), table.entries, _doubts(table.entries[:3]))
    assert [each.why for each in compared[:4]] == [*["a finding about this row asks for a look"] * 3, "under «C 3»"]
    assert {each.coalition for each in compared if each.verdict is Verdict.NEW} == {*range(200)}
    assert compared[249].why == "the kit has no coalition that is called «C249»"
    assert len(looked) < 20 * 400


def _doubts(rows: tuple[Any, ...]) -> list[Diagnostic]:
    return [import_rules.NO_ENTRY.at(row.span, "a", "b") for row in rows]
