"""Translations: missing, behind, unlinked, or naming others than their source."""

from __future__ import annotations

import re

import pytest

from tests.checks.specimen import codes, findings

KIT = """\
id: river-towns
kind: joint-statement
languages: [en, fr]
date: 2026-11-20
places: [Beirut]
region: GB
"""
LINK = "translates: {language: en, revision: REVISION}"


def kit(english: str, french: str, head: str = LINK, **others: str) -> dict[str, str]:
    return {
        "kit.yaml": KIT,
        "statement.en.md": f"---\ntitle: Open the road\n---\n{english}\n",
        "statement.fr.md": f"---\ntitle: Rouvrez la route\n{head}\n---\n{french}\n",
        **{f"{name}.yaml": text for name, text in others.items()},
    }


BLOCKS = "Snow is near. {#lede}\n\nThe road is closed. {#p1}\n\nFuel is scarce. {#p2}"


def test_a_block_is_missed_where_it_belongs() -> None:
    (found,) = findings(kit(BLOCKS, "La neige approche. {#lede}\n\nLe carburant est rare. {#p2}"))
    assert (found.code, str(found.span)) == ("segment-missing", "statement.fr.md:5:1")
    assert [str(span) for span, _ in found.related] == ["statement.en.md:6:1"]


def test_texts_without_ids_are_told_of_once() -> None:
    english = "\n\n".join(f"Sentence of village {n}." for n in "abcdefgh")
    french = "\n\n".join(f"Phrase du village {n}." for n in "abcdefgh")
    (found,) = findings(kit(english, french))
    assert (found.code, str(found.span)) == ("segment-missing", "statement.fr.md:2:8")
    assert "presskit ids" in found.hint


def test_the_order_of_blocks_is_the_translators() -> None:
    assert codes(kit(BLOCKS, "Le carburant est rare. {#p2}\n\nLa neige approche. {#lede}\n\nLa route est fermée. {#p1}")) == []


def test_a_translation_may_be_of_a_translation() -> None:
    english, french = "Snow is near. {#lede}", "La neige approche. {#lede}"
    third = {"kit.yaml": KIT.replace("[en, fr]", "[en, fr, es]")}
    spanish = (
        "---\ntitle: Abran el camino\ntranslates: {language: fr, revision: 0123456789ab}\n---\nSe acerca la nieve. {#lede}\n"
    )
    (found,) = findings(kit(english, french) | third | {"statement.es.md": spanish})
    assert (found.code, found.span.source) == ("translation-behind", "statement.es.md")
    assert "translates revision 0123456789ab" in found.message
    assert [span.source for span, _ in found.related] == ["statement.fr.md"]


def test_a_translation_of_a_language_that_is_not_there_is_unlinked() -> None:
    head = LINK.replace("language: en", "language: tr")
    assert codes(kit("Snow. {#lede}", "Neige. {#lede}", head)) == ["translation-unlinked"]


def test_white_space_alone_leaves_a_translation_up_to_date() -> None:
    (unlinked,) = findings(kit("Snow is\nnear. {#lede}", "Neige. {#lede}", ""))
    (revision,) = re.findall(r"revision: (\w+)", unlinked.hint)
    link = LINK.replace("REVISION", f'"{revision}"')
    assert codes(kit("Snow is near. {#lede}", "Neige. {#lede}", link)) == []
    assert codes(kit("Snow is nearer. {#lede}", "Neige. {#lede}", link)) == ["translation-behind"]


NAMES = """\
signatories:
  - {name: Olive Branch, acronym: OBR}
  - {name: {en: Doctors for the River, fr: Médecins du Fleuve}}
  - River Aid
"""


@pytest.mark.parametrize(
    "french",
    [
        "Olive Branch a compté les familles.",
        "OBR a compté les familles.",
        "olive branch et d’autres ont compté.",
    ],
)
def test_a_name_is_kept_as_the_list_has_it(french: str) -> None:
    assert codes(kit("Olive Branch has counted. {#lede}", f"{french} {{#lede}}", signatories=NAMES)) == []


def test_a_name_that_has_one_in_the_language_may_be_inflected() -> None:
    assert codes(kit("Doctors for the River wait. {#lede}", "Les médecins attendent. {#lede}", signatories=NAMES)) == []


def test_a_name_inside_another_is_not_that_name() -> None:
    names = "signatories: [Syria Relief, Syria Relief and Development]\n"
    (found,) = findings(kit("Syria Relief and Development waits. {#lede}", "Une ONG attend. {#lede}", signatories=names))
    assert (found.code, found.message.count("Syria Relief and Development")) == ("name-differs", 1)


def test_an_acronym_that_is_translated_away_is_found() -> None:
    (found,) = findings(kit("A nurse of OBR waits. {#lede}", "Une infirmière attend. {#lede}", signatories=NAMES))
    assert (found.code, found.span.source) == ("name-differs", "statement.fr.md")
    assert "«OBR»" in found.message


def test_every_declared_language_is_missed_by_its_name() -> None:
    found = findings({"kit.yaml": KIT.replace("[en, fr]", "[en, fr, ar]")})
    assert [finding.code for finding in found] == ["missing-translation"] * 2
    assert "statement.ar.md" in found[0].message
