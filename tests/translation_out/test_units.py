"""What is exchanged: which texts, in which order, with what protected and what locked."""

from __future__ import annotations

import pytest

from presskit.model.document import Paragraph, Text
from presskit.translation.segments import UnitKind, package_for, text_of, units
from tests.kits import kit as kit_of
from tests.kits import statement
from tests.translation_out.samples import ENGLISH, glossary, kit

ORDER = """title subtitle place-1 lede h-facts p-snow p-trucks q1 q1-by calls-lead call-1 fig-1 fig-1-alt fig-1-credit
coalition-1.name signatory-1.name signatory-3.name signatory-3.title signatory-3.affiliation signatory-4.name about about-1
fn-un note-1 contact-1.name contact-1.role contact-1.organisation description keyword-1 keyword-2 city-1 brand.name"""


def test_every_text_is_there_in_the_order_of_the_page() -> None:
    assert [each.key for each in units(kit(), "ar")] == ORDER.split()


def test_who_withdrew_is_not_sent_out_and_still_counted() -> None:
    keys = [each.key for each in units(kit(), "ar")]
    assert "signatory-2.name" not in keys
    assert "signatory-3.name" in keys


def test_kinds_tell_what_a_unit_is() -> None:
    kinds = {each.key: each.kind for each in units(kit(), "ar")}
    assert kinds["q1"] is UnitKind.QUOTE
    assert kinds["call-1"] is UnitKind.CALL
    assert kinds["calls-lead"] is UnitKind.TEXT
    assert kinds["fn-un"] is UnitKind.FOOTNOTE
    assert kinds["fig-1-alt"] is UnitKind.ALT
    assert kinds["about"] is UnitKind.HEADING
    assert kinds["contact-1.role"] is UnitKind.CONTACT


def test_what_must_come_back_is_protected() -> None:
    found = {each.key: each for each in units(kit(), "ar", glossary())}
    assert found["lede"].protected == ("{{ signatory_count }}", "press@example.org")
    assert found["p-snow"].protected == ("[^un]",)
    assert found["note-1"].protected == ("+44 20 7946 0958",)
    assert found["fn-un"].protected == ("UN",)


def test_of_a_count_with_its_noun_the_name_alone_is_kept() -> None:
    text = ENGLISH.replace("{{ signatory_count }} organisations", "{{ signatory_count | organisation | organisations }}")
    found = {each.key: each for each in units(kit(statement_en_md=text), "ar")}
    assert found["lede"].protected == ("{{ signatory_count", "press@example.org")


def test_numbers_are_those_of_the_words() -> None:
    found = {each.key: each for each in units(kit(), "ar", glossary())}
    assert found["p-snow"].numbers == ("1,500",)
    assert found["note-1"].numbers == ()
    assert found["fn-un"].numbers == ("12",)


def test_terms_are_whole_words_with_their_approved_form() -> None:
    found = {each.key: each for each in units(kit(), "ar", glossary())}
    assert found["p-trucks"].terms == (("border", "الحدود"),)
    assert found["h-facts"].terms == ()


def test_a_name_with_its_form_is_locked_and_one_without_is_open() -> None:
    found = {each.key: each for each in units(kit(), "ar")}
    assert not found["signatory-1.name"].translate
    assert text_of(found["signatory-1.name"].target or ()) == "القلب الكبير"
    assert found["signatory-4.name"].translate
    assert found["signatory-4.name"].target is None


def test_the_target_is_what_the_kit_has() -> None:
    arabic = "---\ntitle: العنوان\n---\nالنص. {#lede}\n"
    found = {each.key: each for each in units(kit(statement_ar_md=arabic), "ar")}
    assert text_of(found["title"].target or ()) == "العنوان"
    assert found["p-snow"].target is None


def test_a_fingerprint_changes_with_the_words_and_not_with_their_layout() -> None:
    def fingerprint(text: str) -> str:
        return {each.key: each.fingerprint for each in units(kit(statement_en_md=text), "ar")}["p-trucks"]

    assert fingerprint(ENGLISH) == fingerprint(ENGLISH.replace("wait at the", "wait\nat the"))
    assert fingerprint(ENGLISH) != fingerprint(ENGLISH.replace("*blankets*", "blankets"))


def test_keys_are_unique_and_every_unit_has_words() -> None:
    found = units(kit(), "fr")
    assert len({each.key for each in found}) == len(found)
    assert all(each.source for each in found)


def test_a_package_says_which_text_of_which_kit() -> None:
    linked = "---\ntitle: T\ntranslates: {language: en, revision: 0123456789ab}\n---\nP. {#lede}\n"
    made = package_for(kit(statement_fr_md=linked), "fr")
    assert (made.kit_id, made.source_language, made.language, made.made_from) == ("river-road", "en", "fr", "0123456789ab")
    assert made.revision == (kit().statement("en") or statement()).revision


def test_without_a_source_text_nothing_can_be_exchanged() -> None:
    with pytest.raises(LookupError, match="«en»"):
        units(kit_of(statement("ar", Paragraph((Text("نص"),), "p"))), "ar")
