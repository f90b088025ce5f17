"""Thousands of spoiled files: no sentence is given to another place in silence, and most find home by their ids."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from presskit.model.document import Text
from presskit.translation.alignment_state import OPTIONAL, Choices
from presskit.translation.matching import match
from presskit.translation.segments import Unit, text_of, units
from tests.translation_back.corruption import Verdict, file_of, judged, spoiled
from tests.translation_back.kits import LANGUAGES, specimen

CASES = int(os.environ.get("PRESSKIT_SPOILED_FILES", "60"))  # for each language, with ids and without


def named(unit: Unit) -> Unit:
    """Give a name that the specimen has in no other form a translation: its words from behind."""
    if not (unit.is_name and unit.translate):
        return unit
    return replace(unit, target=(Text(" ".join(reversed(text_of(unit.source).split())) + " fr"),))


@cache
def translated(language: str) -> tuple[Unit, ...]:
    return tuple(map(named, units(specimen(), language)))


def unknown(every: Sequence[Unit]) -> list[Unit]:
    """Return the units as the kit has them before the file comes back: nothing but approved names is known."""
    return [replace(unit, target=None) if unit.translate else unit for unit in every]


def verdicts(language: str, *, ids: bool) -> list[Verdict]:
    every = translated(language)
    fresh = unknown(every)
    files = (spoiled(every, seed, ids=ids) for seed in range(CASES))
    return [judged(every, file, match(fresh, file.paragraphs())) for file in files]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ids", [True, False], ids=["ids", "no ids"])
def test_nothing_is_placed_wrongly_in_silence(language: str, ids: bool) -> None:
    found = verdicts(language, ids=ids)
    assert [verdict.wrong for verdict in found if verdict.wrong and verdict.clean] == []
    wrong, everything = sum(len(verdict.wrong) for verdict in found), CASES * len(translated(language))
    assert wrong <= everything / 10_000  # in files that are refused in any case
    recovered = sum(verdict.right for verdict in found) / everything
    assert recovered > (0.84 if ids else 0.15)


def test_another_texts_words_with_the_names_own_acronym_are_asked_about() -> None:
    """«(SAMS) Society Medical American Syrian fr» of a contact's organisation was pasted over the name that has the acronym."""
    every = translated("fr")
    file = spoiled(every, 2010, ids=True)
    assert judged(every, file, match(unknown(every), file.paragraphs())).wrong == ()


@pytest.mark.parametrize(
    ("came", "asked"),
    [
        ("Société médicale syro-américaine (SAMS)", False), ("Société médicale syro-américaine SAMS", False),
        ("Société médicale syro-américaine", False), ("Société SAMSARA", False),
        ("(SAMS) Société médicale syro-américaine", True), ("Société sams médicale (SAMS)", True),
    ],
)  # fmt: skip
def test_a_name_that_still_holds_its_acronym_is_asked_about(came: str, asked: bool) -> None:
    """The page sets the acronym behind the name: words that hold it already may be another text's."""
    fresh = unknown(translated("fr"))
    file = file_of(translated("fr"), random.Random(1))  # noqa: S311 -- it is to be the same every time
    file.pieces = [replace(p, inlines=(Text(came),)) if p.truth == ("signatory-10.name",) else p for p in file.pieces]
    doubts = match(fresh, file.paragraphs()).doubts
    assert ("signatory-10.name" in {each.key for each in doubts}) == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_nothing_happened_to_is_placed_as_a_whole(language: str) -> None:
    every = translated(language)
    file = file_of(every, random.Random(1))  # noqa: S311 -- it is to be the same every time
    verdict = judged(every, file, match(unknown(every), file.paragraphs()))
    assert (verdict.right, verdict.wrong, verdict.clean) == (len(every), (), True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_ids_everything_is_proposed_in_its_place(language: str) -> None:
    """Where ids alone were lost, taking every proposal is right; but it is the user who says so."""
    every = [unit for unit in translated(language) if unit.kind not in OPTIONAL]
    file = file_of(every, random.Random(1))  # noqa: S311 -- it is to be the same every time
    file.pieces = [replace(piece, names=(), mark="") for piece in file.pieces]
    asked = match(unknown(every), file.paragraphs())
    assert asked.doubts
    verdict = judged(every, file, match(unknown(every), file.paragraphs(), Choices(all=True)))
    assert verdict.wrong == ()
    assert verdict.right == len(every)
