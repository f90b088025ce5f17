"""What «--match all» takes: on one half of the spoiled files the threshold was chosen, on the other it is told what it is worth."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from presskit.translation.alignment_state import Choices
from presskit.translation.evidence import Evidence
from presskit.translation.matching import match
from presskit.translation.segments import Unit, text_of, units
from presskit.translation.unmatched import LEAST_CONFIDENCE
from tests.translation_back.corruption import File, spoiled
from tests.translation_back.kits import LANGUAGES
from tests.translation_back.test_corruption import named, translated, unknown
from tests.translation_out.samples import kit
from tests.translation_out.test_delta import arabic, revision

CASES = int(os.environ.get("PRESSKIT_SPOILED_FILES", "150")) // 3  # for each corpus and half, with ids and without
MOST_WRONG = 1 / 200


def corpora() -> Iterator[tuple[Unit, ...]]:
    """Yield the units of the specimen in both languages, and of a smaller kit, with their translations."""
    yield from map(translated, LANGUAGES)
    yield tuple(map(named, units(kit(statement_ar_md=arabic(revision())), "ar")))


def is_right(file: File, key: str, said: str) -> bool:
    own = [piece for piece in file.pieces if {key, f"{key}*"} & set(piece.truth)]
    whole = " ".join(text_of(piece.inlines) for piece in own if len(piece.truth) == 1)
    return said in {whole, *(text_of(piece.inlines) for piece in own if piece.truth == (key,))}


def taken(every: Sequence[Unit], seeds: range) -> Iterator[bool]:
    """Yield for each text that was taken because everything was accepted whether it is the right one."""
    fresh = unknown(every)
    for seed in seeds:
        for ids in (True, False):
            file = spoiled(every, seed, ids=ids)
            for each in match(fresh, file.paragraphs(), Choices(all=True)).matches:
                if each.evidence is Evidence.ORDER:
                    assert each.confidence >= LEAST_CONFIDENCE
                    yield is_right(file, each.unit.key, text_of(each.inlines))


@pytest.mark.parametrize("half", [0, 1], ids=["chosen on", "told on"])
def test_what_is_taken_as_a_whole_is_hardly_ever_wrong(half: int) -> None:
    found = [right for every in corpora() for right in taken(every, range(half, 2 * CASES, 2))]
    wrong = found.count(False)
    assert len(found) > 8 * CASES
    assert wrong <= len(found) * MOST_WRONG, f"{wrong} of {len(found)} wrong"
