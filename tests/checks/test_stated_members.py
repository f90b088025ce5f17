"""Counts of one coalition's members are compared with the list, as the total is; other figures are left alone."""

from __future__ import annotations

import pytest

from presskit.checks.lint.counts import shares
from presskit.checks.lint.stated_count import CHECK as TOTAL
from presskit.checks.lint.stated_groups import STATED_MEMBERS as CHECK
from presskit.model.document import Statement
from presskit.model.people import Coalition, Localised, Roster
from tests.commands.test_build import WORLD
from tests.kits import kit, organisation, release, statement, text

NAMES = {
    "ar": ("تحالف المنظمات السورية", "تحالف شمل"),
    "fr": ("Alliance des ONG syriennes", "Coalition Shaml"),
    "de": ("Allianz syrischer NGOs", "Shaml-Koalition"),
    "es": ("Alianza de ONG sirias", "Coalición Shaml"),
    "ru": ("Альянс сирийских НПО", "Коалиция Шамль"),
    "uk": ("Альянс сирійських НУО", "Коаліція Шамль"),
    "tr": ("Suriye STK İttifakı", "Şaml Koalisyonu"),
}


def coalition(number: int, name: str, acronym: str, members: int) -> Coalition:
    by_language = (("en", name), *((tag, names[number]) for tag, names in NAMES.items()))
    return Coalition(Localised(name, by_language), tuple(organisation(f"{acronym} {n}") for n in range(members)), acronym)


COALITIONS = (coalition(0, "Syrian NGO Alliance", "SNA", 17), coalition(1, "Shaml Coalition", "SHAML", 8))
ROSTER = Roster(COALITIONS)


def counted(words: str, language: str = "en") -> list[tuple[int, str]]:
    made = statement(language, text(words))
    return [(share.number.value, share.coalition.acronym) for share in shares(made, COALITIONS)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "17 organisations of SNA and 8 of SHAML"),
        ("en", "Seventeen organisations of the Syrian NGO Alliance and eight organisations from the Shaml Coalition ask"),
        ("en", "17 SNA organisations and 8 SHAML members"),
        ("en", "SNA (17) and SHAML (8)"),
        ("en", "the 17 humanitarian organisations in the SNA and the 8 in the Shaml Coalition"),
        ("en", "17 members of the Syrian NGO Alliance, and 8 members of the Shaml Coalition"),
        ("fr", "17 organisations de l’Alliance des ONG syriennes et 8 de la Coalition Shaml"),
        ("fr", "Dix-sept ONG de SNA et huit de SHAML"),
        ("de", "17 Organisationen der Allianz syrischer NGOs und 8 der Shaml-Koalition"),
        ("es", "17 organizaciones de la Alianza de ONG sirias y 8 de la Coalición Shaml"),
        ("ar", "17 منظمة من تحالف المنظمات السورية و8 منظمات من تحالف شمل"),
        ("ru", "17 организаций из SNA и 8 организаций из SHAML"),
        ("uk", "17 організацій із SNA та 8 організацій із SHAML"),
        ("tr", "SNA (17) ve SHAML (8)"),
    ],
)
def test_members_of_coalitions_are_counted(language: str, words: str) -> None:
    assert counted(words, language) == [(17, "SNA"), (8, "SHAML")]


@pytest.mark.parametrize(
    "words",
    [
        "SNA runs 12 clinics, and SHAML 3 schools.",
        "12 hospitals of SNA were hit.",
        "8 of SHAML’s ambulances were lost.",
        "In 2016, SNA (2016) asked for 40 lorries.",
        "25 organisations in two coalitions, SNA and SHAML.",
        "SNA and 8 lorries of the United Nations.",
        "We are 25 organisations; SNA speaks for us.",
    ],
)
def test_other_figures_are_left_alone(words: str) -> None:
    assert counted(words) == []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("17 organisations of SNA and 8 of SHAML ask.", []),
        ("18 organisations of SNA and 8 of SHAML ask.", ["18"]),
        ("18 organisations of SNA and 9 of SHAML ask.", ["18", "9"]),
        ("Sixteen signatories of the Syrian NGO Alliance ask.", ["Sixteen"]),
    ],
)
def test_a_number_that_is_not_the_lists_is_told(words: str, wrong: list[str]) -> None:
    given = kit(Statement("en", text("A title"), (text(words),)), release=release(), roster=ROSTER)
    found = list(CHECK.check(given, WORLD))
    assert [each.message.split("«")[1].split("»")[0] for each in found] == wrong
    assert list(TOTAL.check(given, WORLD)) == []
