"""Words are folded alike, whichever way they go."""

from __future__ import annotations

import string

from presskit.language.data import fold


def test_plain_letters_are_folded_as_among_others() -> None:
    among = fold(string.printable + "é")
    assert fold(string.printable) + "e" == among
    assert fold("One HUNDRED and o'clock") == "one hundred and oclock"
