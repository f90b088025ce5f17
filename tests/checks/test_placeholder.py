"""Placeholders of many hands and languages; and what only looks like one."""

from __future__ import annotations

import pytest

from tests.checks.specimen import codes

LEFT_IN = [
    "The convoy leaves at TBC.", "Figures: TBD", "See you at [place].", "[Date]", "[insert quote]", "<name>", "(to be confirmed)",
    "XX families wait.", "Call xxx today.", "On XX/XX/2026", "____ families", "A nurse, ???", "Wait.....", "TODO: ask them",
    "Lorem ipsum dolor", "[number of families] wait", "[tbc]", "[Name here]",
    "[à compléter]", "(à confirmer)", "[nom]", "(por confirmar)", "[fecha]", "[eklenecek]", "(doldurulacak)",
    "[уточняется]", "(уточнюється)", "ХХ организаций", "[Datum]", "(wird ergänzt)", "[الاسم]", "(يُحدَّد لاحقًا)", "[التاريخ]",
]  # fmt: skip
WELL_MEANT = [
    "The winters of the XX century", "le XXe siècle", "le siècle XX", "en el siglo XX", "XX век", "ХХ столетие", "XX. yüzyıl",
    "das XX. Jahrhundert", "القرن XX", "Article XX of the treaty", "King Louis XX", "the XXX Olympiad", "size XXL",
    "“We wait […] and wait.”", "“They told [city officials] so.”", "“[The] road is closed.”", "Wait…", "Why?!", "a snake_case word",
    "to be confirmed by the ministry", "the place to be", "[1] [2]", "the date palm", "tabac, TBILISI", "10 x 20", "nombre de familles",
    "il nome del luogo", "XXI", "MXX",
]  # fmt: skip


def statement(words: str) -> dict[str, str | None]:
    words = words.replace("[", "\\[").replace("<", "\\<").replace("_", "\\_")
    return {"statement.en.md": f"---\ntitle: Open the road\n---\n{words} {{#lede}}\n"}


@pytest.mark.parametrize("words", LEFT_IN)
def test_what_was_never_filled_in_is_found(words: str) -> None:
    assert codes(statement(words)) == ["placeholder"]


@pytest.mark.parametrize("words", WELL_MEANT)
def test_what_only_looks_like_it_is_left_alone(words: str) -> None:
    assert codes(statement(words)) == []


def test_every_text_that_is_published_is_looked_at() -> None:
    changes = {
        "contacts.yaml": "contacts:\n  - {name: TBC, emails: [press@example.org]}\n",
        "signatories.yaml": "signatories:\n  - Olive Branch\n  - {name: River Aid, note: who signs is TBC}\n",
    }
    assert codes(changes) == ["placeholder"]


def test_an_organisation_may_be_called_so() -> None:
    text = "signatories:\n  - {name: Turkish Bar Association, acronym: TBA}\n"
    assert codes({"signatories.yaml": text, **statement("TBA has counted the families.")}) == []
    text = "signatories:\n  - {name: Olive Branch, acronym: TBA}\n"
    assert codes({"signatories.yaml": text}) == ["placeholder"]
