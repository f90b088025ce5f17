"""Both kits: nothing to find, translations of the text as it stands, and nobody in them who can be reached."""

from __future__ import annotations

import re

import pytest

from presskit.model.document import Statement
from tests.data.shipped_kits import DATA, KITS, ids, read_kit, shipped_kit, texts

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HOST = re.compile(r"https?://([^/\s)\"']+)")
DIGITS = re.compile(r"\+?\d[\d ().-]{7,}\d")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2})?")
# Kept free for films and examples by Ofcom (London), the North American Numbering Plan and Arcep.
RESERVED = re.compile(r"\+442079460\d{3}|\+120255501\d{2}|\+3319900\d{4}")

every_kit = pytest.mark.parametrize("name", KITS)


@every_kit
def test_there_is_nothing_to_find(name: str) -> None:
    _, found = read_kit(DATA / name)
    assert found == ()


@every_kit
def test_every_language_has_the_same_segments(name: str) -> None:
    source, *translations = shipped_kit(name).statements
    assert translations
    assert [ids(each) for each in translations] == [ids(source)] * len(translations)
    assert not [each for each in ids(source) if re.fullmatch(r"x[0-9a-f]{8}.*", each)], "an id that nobody wrote"


@every_kit
def test_translations_are_of_the_text_as_it_stands(name: str) -> None:
    source, *translations = shipped_kit(name).statements
    assert [revision(each) for each in translations] == [("en", source.revision)] * len(translations)


def revision(statement: Statement) -> tuple[str, str]:
    assert statement.translates
    return statement.translates.language, statement.translates.revision


@every_kit
def test_addresses_are_those_of_examples(name: str) -> None:
    for text in texts(DATA / name).values():
        assert {address.partition("@")[2] for address in EMAIL.findall(text)} <= {"example.org"}
        assert set(HOST.findall(text)) <= {"example.org"}


@every_kit
def test_telephone_numbers_are_those_of_examples(name: str) -> None:
    numbers = [phone.e164 for contact in shipped_kit(name).contacts for phone in contact.phones]
    assert numbers
    assert [number for number in numbers if not RESERVED.fullmatch(number)] == []


@every_kit
def test_no_other_number_can_be_dialled(name: str) -> None:
    kit = shipped_kit(name)
    known = {re.sub(r"\D", "", phone.raw) for contact in kit.contacts for phone in contact.phones}
    for text in texts(DATA / name).values():
        found = {re.sub(r"\D", "", number) for number in DIGITS.findall(DAY.sub(" ", text))}
        assert found <= known
