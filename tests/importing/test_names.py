"""What stands beside a name in a list: in brackets, behind a dash, a colon or a comma; a code or a question mark at the end."""

from __future__ import annotations

import pytest

from presskit.readers.importing.names import bare, open_tail, tail

TAILS = (
    ("River Aid (to be confirmed)", ("River Aid", "to be confirmed")), ("River Aid [tbc].", ("River Aid", "tbc")), ("River Aid (a) (b)", ("River Aid (a)", "b")),
    ("River Aid, tbc", ("River Aid", "tbc")), ("River Aid, Hope, tbc ,", ("River Aid, Hope", "tbc ")), ("River – tbc", ("River", "tbc")),
    ("River: Aid", None), ("River : Aid", ("River", "Aid")), ("River - Aid (tbc)", ("River - Aid", "tbc")), ("River - Aid - tbc", ("River", "Aid - tbc")),
    ("River – Aid – tbc", ("River – Aid", "tbc")), ("River, Aid - tbc", ("River", "Aid - tbc")), ("(tbc)", ("", "tbc")),
    ("River Aid", None), ("River Aid (tbc) now", None), ("River Aid ()", None), ("River\nAid, tbc", None), ("", None), ("River, ", ("River", " ")),
    ("River Aid (!)", ("River Aid", "!")), ("a, , , b", ("a, ,", "b")),
)  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), TAILS)
def test_what_stands_behind_a_name_is_told_from_it(words: str, expected: tuple[str, str] | None) -> None:
    assert tail(words) == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("River Aid TBC", ("River Aid", "TBC")), ("River Aid tbd.", ("River Aid", "tbd")), ("River Aid?", ("River Aid", "?")), ("River Aid ? !", ("River Aid", "?")),
    ("River Aid TBC?", ("River Aid TBC", "?")), ("TBC", None), ("?", None), ("River TBc", None), ("RiverTBC", None), ("River? Aid", None), ("نهر؟", ("نهر", "؟")),
])  # fmt: skip
def test_a_code_or_a_question_mark_at_the_end_is_told_from_a_name(words: str, expected: tuple[str, str] | None) -> None:
    assert bare(words) == expected


@pytest.mark.parametrize(("words", "expected"), [
    ("River Aid (to be confirmed)", ("River Aid", "to be confirmed")), ("TBC: River Aid", ("River Aid", "TBC")), ("(tbc) River Aid", ("River Aid", "tbc")),
    ("River Aid – signature withdrawn", ("River Aid", "signature withdrawn")), ("River Aid, Geneva", None), ("River Aid TBC", ("River Aid", "TBC")),
])  # fmt: skip
def test_only_what_says_that_it_is_open_makes_a_name_open(words: str, expected: tuple[str, str] | None) -> None:
    assert open_tail(words) == expected
