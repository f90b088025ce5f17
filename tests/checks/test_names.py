"""Names that are one organisation's in two spellings, and names that only look like it."""

from __future__ import annotations

import random

import pytest

from presskit.checks.lint import names as room
from presskit.checks.lint.names import alike, plain
from tests.checks.specimen import codes, findings

ONE = [
    ("Basmeh & Zeitooneh", "Basmeh and Zeitouneh"),
    ("Olive Branches", "Olivebranches"),
    ("Violet Organization", "Violet Organisation"),
    ("Syrian American Medical Society", "Syrian American Medical Societly"),
    ("Ghiras Al-Nahda", "Giras Al Nahda"),
    ("Physicians Across Continents", "Physicians Acros Continents"),
    ("Hand in Hand for Aid and Development", "Hand in Hand for Aid and Developement"),
    ("منظمة شام الإنسانية", "منظمة شام الانسانيه"),
    ("Международная Амнистия", "Международная Амнисстия"),
]
TWO = [
    ("Syria Relief", "Syria Relief and Development"),
    ("River Aid North", "River Aid South"),
    ("Doctors of the World", "Doctors for the World"),
    ("Caritas Austria", "Caritas Australia"),
    ("Caritas Slovakia", "Caritas Slovenia"),
    ("Committee 12", "Committee 13"),
    ("Amal", "Aman"),
    ("Western Ghouta Council", "Eastern Ghouta Council"),
    ("Syrian Women Network", "Syrian Youth Network"),
    ("منظمة أمل", "منظمة أمان"),
    ("شبكة المرأة السورية", "شبكة الشباب السوري"),
]


def roster(*names: str) -> dict[str, str]:
    return {"signatories.yaml": "signatories:\n" + "".join(f'  - "{name}"\n' for name in names)}


@pytest.mark.parametrize(("first", "second"), ONE)
def test_two_spellings_of_one_name_are_asked_about(first: str, second: str) -> None:
    (found,) = findings(roster("River Aid", first, second))
    assert (found.code, found.span.line) == ("similar-name", 4)
    assert [span.line for span, _ in found.related] == [3]
    assert "If they are one organisation" in found.hint


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_organisations_are_left_alone(first: str, second: str) -> None:
    assert codes(roster("River Aid", first, second)) == []


def test_a_country_for_each_says_that_they_are_two() -> None:
    text = "signatories:\n  - {name: Caritas Dominica, country: DM}\n  - {name: Caritas Dominican, country: DO}\n"
    assert codes({"signatories.yaml": text}) == []


def test_a_name_that_is_the_acronym_of_another_is_asked_about() -> None:
    text = "signatories:\n  - {name: Physicians Across Continents, acronym: PAC}\n  - PAC\n"
    assert codes({"signatories.yaml": text}) == ["similar-name"]


def test_a_name_that_another_has_in_its_language_is_asked_about() -> None:
    text = "signatories:\n  - {name: {en: Sham Humanitarian, ar: شام الإنسانية}}\n  - شام الإنسانية\n"
    assert codes({"signatories.yaml": text}) == ["similar-name"]


def test_one_name_in_two_coalitions_is_signed_twice() -> None:
    group = "  - name: Coalition {0}\n    signatories: [Olive Branch, {0} Aid]\n"
    text = "coalitions:\n" + group.format("North") + group.format("South")
    assert codes({"signatories.yaml": text}) == ["same-name"]


def test_persons_of_one_name_may_both_sign() -> None:
    text = "signatories:\n  - {person: Amal Haddad, affiliation: North}\n  - {person: Amal Haddad, affiliation: South}\n"
    assert codes({"signatories.yaml": text}) == []


def made_up(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311 -- names need no secrets
    syllables = ["ba", "ri", "no", "sham", "tel", "ul", "ka", "mor", "hi", "zan", "de", "lu", "wa", "qir"]
    kinds = ["association", "foundation", "network", "relief", "aid", "centre", "union", "society"]

    def name() -> str:
        word = "".join(chance.choices(syllables, k=4))
        return f"{word} {chance.choice(syllables)} {chance.choice(kinds)} for {chance.choice(kinds)}"

    return [plain(name()) for _ in range(count)]


def comparisons(names: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    calls = 0

    def counted(_first: str, _second: str) -> bool:
        nonlocal calls
        calls += 1
        return False

    monkeypatch.setattr(room, "near", counted)
    alike(names)
    return calls


def test_the_work_grows_with_the_names_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    assert comparisons(made_up(1_000), monkeypatch) < 5 * 1_000
    assert comparisons(made_up(4_000), monkeypatch) < 5 * 4_000


def test_a_numbered_row_of_names_does_not_take_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    assert comparisons([f"committee {n}" for n in range(2_000)], monkeypatch) < 100 * 2_000


@pytest.mark.parametrize("count", [50, 51, 400])
def test_a_long_row_of_findings_ends_with_their_number(count: int) -> None:
    found = findings(roster(*["Olive Branch"] * (count + 1)))
    assert len(found) == min(count, 51)
    if count > 50:
        assert found[-1].message == f"There are {count - 50} more findings like those before, the first of them here."
        assert (found[-1].code, found[-1].span.line) == ("same-name", 53)
