"""The words of random kits are the same in all outputs, as poppler, pandoc and html2text read them.

A failure names the seed of its kit: ``checked(SEED, folder)`` builds it again. Every difference that is allowed has a name in
``explanations``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import programs
from tests.outside.checking import built, checked, facts_of
from tests.outside.comparing import compared
from tests.outside.random_kits import random_kit

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(programs.program("pdftotext") is None, reason="no poppler"),
]
KITS = int(os.environ.get("PRESSKIT_RANDOM_KITS", "8"))


@pytest.mark.parametrize("seed", range(KITS))
def test_a_random_kit_says_the_same_words_everywhere(seed: int, tmp_path: Path) -> None:
    outcome = checked(seed, tmp_path)
    assert outcome.outputs["text"]
    assert not outcome.faults


def test_a_seed_is_one_kit() -> None:
    one, other = random_kit(7), random_kit(7)
    assert one == other
    assert one.files != random_kit(8).files


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a kit in Persian and in German, the languages of two directions."""
    folder = tmp_path_factory.mktemp("outside")
    assert built(random_kit(BOTH_WAYS), folder) == []
    return folder / "out"


BOTH_WAYS = 7


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html"])
@pytest.mark.parametrize("language", ["de", "fa"])
def test_a_word_that_is_lost_or_invented_is_found(outputs: Path, language: str, suffix: str) -> None:
    kit = random_kit(BOTH_WAYS)
    name = f"kit-{kit.seed}"
    file, facts = outputs / language / f"{name}-{language}.{suffix}", facts_of(kit, language)
    text = file.with_suffix(".txt").read_text("utf-8")
    first, *_, last = kit.said[language]
    assert compared(file, text, facts).differences == []
    for word in (first, last):
        assert compared(file, text.replace(word, "", 1), facts).differences
        assert compared(file, text.replace(word, f"{word} {word}", 1), facts).differences
        assert compared(file, text.replace(word, word[1:], 1), facts).differences
