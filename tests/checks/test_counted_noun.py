"""A noun beside a variable count is told where a late signature or a withdrawal would leave it wrong, and only there."""

from __future__ import annotations

import pytest

from presskit.checks.lint.counted_noun import CHECK
from presskit.model.document import Paragraph, Text, Variable
from presskit.model.people import Localised, Signatory, SignatoryKind
from presskit.model.release import Kit
from tests.checks.specimen import world
from tests.kits import kit, organisation, roster, statement


def told(count: int, language: str, after: str, variable: str = "signatory_count") -> list[str]:
    """Return the hints for a text «… COUNT noun …», with so many signatories."""
    kind = SignatoryKind.PERSON if variable == "person_count" else SignatoryKind.ORGANISATION
    signing = tuple(Signatory(Localised(f"N{n}"), kind) for n in range(count))
    text = Paragraph((Text("… "), Variable(variable), Text(after)), "p1")
    return look(kit(statement(language, text), roster=roster(coalitions=(), signatories=signing)))


def look(given: Kit) -> list[str]:
    return [finding.hint for finding in CHECK.check(given, world())]


@pytest.mark.parametrize(
    ("language", "noun", "wrong"),
    [
        ("en", " organisations", (1,)),
        ("fr", " organisations", (1,)),
        ("es", " organizaciones", (1,)),
        ("de", " Organisationen", (1,)),
        ("tr", " kuruluş", ()),
        ("ru", " организаций", (1, 2, 3, 5, 21, 25, 100, 1000)),
        ("uk", " організацій", (1, 2, 3, 5, 21, 25, 100, 1000)),
        ("ar", " منظمة", (1, 2, 3, 11, 100, 1000)),
    ],
)
def test_it_is_told_where_the_form_can_change(language: str, noun: str, wrong: tuple[int, ...]) -> None:
    assert tuple(count for count in (1, 2, 3, 5, 11, 21, 25, 100, 1000) if told(count, language, noun)) == wrong


@pytest.mark.parametrize(
    ("language", "after"),
    [
        ("en", "."), ("en", " of them"), ("en", " and more"), ("en", ", we"), ("en", "-strong"), ("en", " (all)"),
        ("ru", " и другие"), ("ru", " из них"), ("ru", ", и мы"), ("uk", " із них"), ("uk", " та інші"), ("fr", " et nous"),
        ("ar", " الموقّعة"), ("ar", " في حلب"), ("ar", "، وهو عدد"), ("es", " y más"), ("de", " von uns"), ("xx", " things"),
    ],
)  # fmt: skip
def test_what_the_number_does_not_count_is_left_alone(language: str, after: str) -> None:
    assert told(1, language, after) == []


def test_other_values_and_nobody_are_left_alone() -> None:
    assert told(1, "en", " is the day", "date") == []
    assert told(0, "en", " organisations") == []


def test_persons_and_coalitions_are_counts_too() -> None:
    assert told(1, "en", " persons", "person_count") == ["Write {{ person_count | … | … }}: the word for 1; for 2, 3, 4."]
    assert told(22, "ru", " лиц", "person_count")
    text = Paragraph((Variable("coalition_count"), Text(" coalitions")), "p1")
    assert look(kit(statement("en", text), roster=roster())) == []
    assert look(kit(statement("en", text), roster=roster(coalitions=roster().coalitions[:1])))


def test_a_noun_with_its_forms_is_right() -> None:
    counted = Paragraph((Variable("signatory_count", ("organisation", "organisations")), Text(" sign")), "p1")
    assert look(kit(statement("en", counted), roster=roster(coalitions=(), signatories=(organisation("A"),)))) == []
