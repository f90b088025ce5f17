"""The plain text: all the words, no line too wide, nothing that a mail client turns round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presskit.model.edition import transcript
from presskit.resources import Resources
from presskit.writers import text
from tests.samples import LANGUAGES, edition

NO_RESOURCES = Resources((), Path())


def written(language: str) -> str:
    return text.write(edition(language), NO_RESOURCES).data.decode()


def words(shown: str) -> list[str]:
    """Return the words without what the text adds: rules, list marks, brackets round notes, links' addresses."""
    shown = re.sub("[\u200f\u2066\u2067\u2069]", "", shown)
    shown = re.sub(r"\s*<https://\S+>", "", shown)
    shown = re.sub(r"(?m)^[=-]{3,}$|^\s*(?:-|\d+\.|\[\d+\]|—) +", "", shown)
    return re.sub(r" \[(\d+)\]", r"\1", shown).split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_the_words_of_the_edition(language: str) -> None:
    assert words(written(language)) == " ".join(line.text for line in transcript(edition(language))).split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_fit_and_end_without_spaces(language: str) -> None:
    lines = written(language).split("\n")
    assert max(len(line) for line in lines) <= text.WIDTH + 2
    assert all(line == line.rstrip() for line in lines)
    assert lines[-1] == ""
    assert lines[-2]


def test_signatories_keep_their_numbers() -> None:
    numbers = re.findall(r"(?m)^ ?(\d+)\. .*", written("en").partition("Signatories\n")[2])
    assert numbers == [str(number) for number in range(1, 26)]


def test_a_telephone_number_is_held_together_in_arabic() -> None:
    assert "\u2066+44 20 7946 0958\u2069" in written("ar")
    assert "desk1@example.org\n" in written("ar")
    assert "\u2066" not in written("en")


def test_a_link_shows_its_address_in_one_piece() -> None:
    assert "<https://example.org/figures?a=1&b=2>" in written("en")
