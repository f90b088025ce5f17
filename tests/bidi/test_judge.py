"""The judge itself knows isolates and pairs of brackets."""

from __future__ import annotations

from tests.bidi.judge import LTR, seen


def test_the_judge_knows_isolates() -> None:
    assert seen("اب \u20662254 (2015\u2069) جد") == "دج (2254 (2015 با"
    assert seen("ab \u2067جد 12\u2069 ef", LTR) == "ab 12 دج ef"


def test_the_judge_knows_pairs_of_brackets() -> None:
    assert seen("من 36 (25) نص") == "صن (25( 36 نم"
    assert seen("اب (ab) 12") == "12 (ab( با"
