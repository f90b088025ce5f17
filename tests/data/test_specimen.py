"""The specimen: 17 + 8 organisations, four calls, three languages that say the same."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from presskit.model.document import Calls, Segment, Statement, inlines_of, plain_text, segments
from presskit.model.edition import Edition, Role, transcript
from tests.data.shipped_kits import shipped_kit

LANGUAGES = ("en", "ar", "fr")

every_language = pytest.mark.parametrize("language", LANGUAGES)


def statement(language: str) -> Statement:
    found = shipped_kit("aleppo").statement(language)
    assert found
    return found


def edition(language: str) -> Edition:
    from presskit.editions import merge

    reading = merge(shipped_kit("aleppo"), language)
    assert not reading.diagnostics
    return reading.value


def words(segment: Segment) -> str:
    return plain_text(inlines_of(segment))


def figures(segment: Segment) -> Counter[str]:
    """The numbers in digits; «1,500», «1 500» and «1500» are one."""
    joined = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)", "", words(segment))
    return Counter(re.findall(r"\d+", joined))


def test_twenty_five_sign_in_two_coalitions() -> None:
    roster = shipped_kit("aleppo").roster
    assert [len(coalition.signatories) for coalition in roster.coalitions] == [17, 8]
    assert not roster.signatories
    assert all(signatory.signs and signatory.consent for signatory in roster.everyone())


def test_every_organisation_has_a_name_in_arabic() -> None:
    names = [signatory.name for signatory in shipped_kit("aleppo").roster.everyone()]
    assert not [name.default for name in names if not re.search(r"[\u0621-\u064a]", name.in_language("ar"))]
    assert not [name.default for name in names if re.search(r"[\u0621-\u064a]", name.in_language("en"))]


def test_the_languages_are_english_arabic_french() -> None:
    kit = shipped_kit("aleppo")
    assert kit.release.languages == LANGUAGES
    assert tuple(each.language for each in kit.statements) == LANGUAGES


@every_language
def test_there_are_four_calls_one_note_and_one_quotation(language: str) -> None:
    lines = Counter(line.role for line in transcript(edition(language)))
    assert (lines[Role.CALL], lines[Role.FOOTNOTE], lines[Role.QUOTE], lines[Role.ATTRIBUTION]) == (4, 1, 1, 1)
    assert lines[Role.SIGNATORY] == 25
    assert lines[Role.CONTACT_NAME] == 5
    assert sum(isinstance(block, Calls) for block in statement(language).body) == 1


@every_language
def test_the_count_of_signatories_comes_from_the_list(language: str) -> None:
    lede = next(line for line in transcript(edition(language)) if line.role is Role.BODY)
    assert re.findall(r"\d+", lede.text) == ["25"]


@every_language
def test_the_first_note_to_editors_says_that_it_is_a_specimen(language: str) -> None:
    notes = edition(language).notes
    assert notes
    first = next(line for line in transcript(edition(language)) if line.key == "note-specimen")
    assert first.role is Role.BULLET
    assert "presskit" in first.text
    assert "2016" in first.text


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_figures_are_the_same_in_every_language(language: str) -> None:
    pairs = zip(segments(statement("en")), segments(statement(language)), strict=True)
    different = [original.id for original, translated in pairs if figures(original) != figures(translated)]
    assert different == []


def test_contacts_are_desks_not_people() -> None:
    kit = shipped_kit("aleppo")
    names = [contact.name.default for contact in kit.contacts]
    assert all(re.search(r"desk|spokesperson|coordinator", name, re.IGNORECASE) for name in names)
    assert all(contact.languages and contact.hours and contact.emails and contact.phones for contact in kit.contacts)
