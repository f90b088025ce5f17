"""Directions are those of UAX #9; what is whole stays whole, and what is put in stays in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from presskit.bidi import CLOSE, OPEN, Direction, Stretch, directional_runs, inserted, isolated, stretches, without_isolates
from tests.bidi.judge import AUTO, LTR, RTL, order, places, seen
from tests.bidi.mixtures import WHOLES, lines, mixed, pieces, prose
from tests.examples import many

BASES: dict[Direction, int] = {"ltr": LTR, "rtl": RTL}
GROUPED = re.compile("[0-9]{1,3} [0-9]{3}(?![0-9])|[0-9] [0-9]+ [0-9]")
WORDED = re.compile(r"[^\W_]")


def with_isolates(found: Iterable[Stretch]) -> str:
    """Return stretches as a reader of elements with ``dir`` sees them: each turn is an isolate (CSS Writing Modes 3, 2.4.5)."""
    text, open_ = "", list[str]()
    turns: tuple[object, ...] = ()
    for stretch in found:
        while turns[: len(open_)] != stretch.turns[: len(open_)] or len(open_) > len(stretch.turns):
            text += open_.pop()
            turns = turns[: len(open_)]
        for turn in stretch.turns[len(open_) :]:
            text += OPEN[turn.way]
            open_.append(CLOSE)
        turns = stretch.turns
        text += stretch.text
    return text + "".join(reversed(open_))


@settings(max_examples=many(600), deadline=None)
@given(prose, st.sampled_from(["rtl", "ltr"]))
def test_prose_is_seen_as_the_algorithm_shows_it(text: str, base: Direction) -> None:
    assume(not GROUPED.search(text))
    assert seen(with_isolates(stretches(text, base)), BASES[base]) == whole_seen(text, base)


def whole_seen(text: str, base: Direction) -> str:
    """Return what the judge sees; a text in one foreign direction runs that way as a whole."""
    other: Direction = "rtl" if base == "ltr" else "ltr"
    whole = has_letter_of(text, other) and not has_letter_of(text, base)
    return seen(text, BASES[other] if whole else BASES[base])


def has_letter_of(text: str, way: Direction) -> bool:
    return bool(re.search("[\u061b\u0621-\u064a\u067e-\u06cc]" if way == "rtl" else "[A-Za-z\u00c0-\u024f]", text))


@settings(max_examples=many(600), deadline=None)
@given(mixed, st.sampled_from(["rtl", "ltr"]))
def test_wholes_are_not_taken_apart_nor_turned_round(text: str, base: Direction) -> None:
    shown = with_isolates(stretches(text, base))
    for at in wholes_of(shown):
        found = places(shown, at, BASES[base])
        assert found == list(range(found[0], found[0] + len(found)))


def wholes_of(text: str) -> list[tuple[int, int]]:
    """Return where telephone numbers, dates and clock times stand in ``text``, longest first."""
    found: list[tuple[int, int]] = []
    for whole in sorted(WHOLES, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w+.,:/–−-])(?<![0-9] ){re.escape(whole)}(?![\w.,:/–−-]| ?[0-9–(])", text):
            if not any(begin < match.end() and match.start() < end for begin, end in found):
                found.append(match.span())
    return found


@settings(max_examples=many(600), deadline=None)
@given(mixed, st.sampled_from(["rtl", "ltr"]))
def test_a_pair_of_brackets_holds_what_it_holds(text: str, base: Direction) -> None:
    shown = with_isolates(stretches(text, base))
    for begin, end in brackets_of(shown):
        found = sorted(places(shown, (begin, end), BASES[base]))
        assert found == list(range(found[0], found[0] + len(found)))
        assert {order(shown, BASES[base])[found[0]], order(shown, BASES[base])[found[-1]]} == {begin, end - 1}


def brackets_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\([^()\[\]]*\)|\[[^()\[\]]*\]", text)]


@settings(max_examples=many(600), deadline=None)
@given(lines)
def test_what_is_put_in_stays_in_its_place(line: list[tuple[str, str]]) -> None:
    text, at = laid_out(line, "rtl")
    kept_in_place(with_isolates(stretches(text, "rtl")), [piece for _, piece in line])
    assert len(at) == len(line)


def laid_out(line: list[tuple[str, str]], base: Direction) -> tuple[str, list[str]]:
    """Return a phrase with pieces put in, as an edition has it."""
    put = [inserted(piece, base) for _, piece in line]
    return "أي" + "".join(gap + piece for (gap, _), piece in zip(line, put, strict=True)), put


def kept_in_place(shown: str, parts: list[str], base: int = RTL) -> None:
    """Assert that the pieces of a line stand whole, one after the other from the right, each as it is seen alone."""
    plain = re.sub("[\u200e\u200f\u2066-\u2069]", "", shown)
    seen_at = {place: at for at, place in enumerate(order(shown, base))}
    logical = [place for place, character in enumerate(shown) if not re.match("[\u200e\u200f\u2066-\u2069]", character)]
    begin, before = 0, len(plain)
    for part in parts:
        begin = plain.index(part, begin)
        found = sorted(seen_at[logical[place]] for place in range(begin, begin + len(part)))
        assert found == list(range(found[0], found[0] + len(part))), (part, shown)
        assert found[-1] < before, (part, shown)
        before, begin = found[0], begin + len(part)


def test_the_clocks_of_an_embargo_keep_their_cities() -> None:
    clocks = " · ".join(inserted(clock, "rtl") for clock in ("14:00 بيروت (UTC+2)", "08:00 نيويورك (UTC−5)"))
    shown = seen(with_isolates(stretches(f"أي {clocks}", "rtl")))
    assert shown == "(UTC−5( كرويوين 08:00 · (UTC+2( توريب 14:00 يأ"


@pytest.mark.parametrize("text", ["36 (25)", "2016. 25", "2011: 500", "3 (2)", "2016, 25", "القرار 2254 (2015) والقرار 2401 (2018)", "إلى 2026 (15 عامًا)"])
def test_a_number_ends_where_the_sentence_goes_on(text: str) -> None:
    assert directional_runs(f"من {text}", "rtl") == [(f"من {text}", "rtl")]


@pytest.mark.parametrize("text", ["50%", "50% من", "50%، 25%", "(50%)"])
def test_a_percentage_stands_as_the_algorithm_sets_it(text: str) -> None:
    assert directional_runs(f"من {text}", "rtl") == [(f"من {text}", "rtl")]


@given(st.text(alphabet="ab 12.,:()[]ابجد٣۴،·–+/@\u2066\u2067\u2068\u2069\u200f", max_size=30), st.sampled_from(["ltr", "rtl"]))
def test_stretches_are_the_text_without_isolates(text: str, base: Direction) -> None:
    found = stretches(text, base)
    assert "".join(each.text for each in found) == without_isolates(text)
    assert all(text[each.begin : each.begin + len(each.text)] == each.text for each in found)
    marks = str.maketrans("", "", "\u200e\u200f")  # those of either direction may be added, as the line's is
    assert without_isolates(isolated(text, base)).translate(marks) == without_isolates(text).translate(marks)


def test_isolates_without_end_are_no_trouble() -> None:
    for text in ("\u2067" * 5000, "\u2067" * 5000 + "a", "\u2066a" * 300, "\u2069" * 5000):
        assert "".join(each.text for each in stretches(text, "rtl")) == without_isolates(text)


@settings(max_examples=many(600), deadline=None)
@given(mixed)
def test_plain_text_is_seen_as_elements_show_it(text: str) -> None:
    assert seen(isolated(text, "rtl")) == seen(with_isolates(stretches(text, "rtl")))


@settings(max_examples=many(600), deadline=None)
@given(lines)
def test_plain_text_keeps_what_is_put_in(line: list[tuple[str, str]]) -> None:
    text, _ = laid_out(line, "rtl")
    kept_in_place(isolated(text, "rtl"), [piece for _, piece in line])
    kept_in_place(isolated(text, "rtl"), [piece for _, piece in line], AUTO)


@given(pieces)
def test_nothing_is_put_around_words_that_need_nothing(piece: str) -> None:
    assert inserted("بيروت", "rtl") == "بيروت"
    assert inserted("London", "ltr") == "London"
    assert without_isolates(inserted(piece, "rtl")) == piece
