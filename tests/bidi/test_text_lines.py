"""Plain text: each line alone shows what it says in its order, whatever a program takes for its direction."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.bidi import OPEN, inserted, without_isolates
from presskit.model.document import Paragraph, Text
from presskit.resources import Resources
from presskit.writers import text
from tests.bidi.judge import AUTO, CONTROLS, RTL, places, seen
from tests.bidi.mixtures import lines, mixed, rtl_words
from tests.bidi.test_stretches import BASES, brackets_of, kept_in_place, laid_out
from tests.examples import many
from tests.samples import bare


def written(words: str) -> list[str]:
    """Return the physical lines of a paragraph."""
    made = replace(bare("ar"), body=(Paragraph((Text(words),), "x"),))
    blocks = text.write(made, Resources()).data.decode().split("\n\n")
    plain = [without_isolates(block).replace("\u200f", "") for block in blocks]
    (found,) = [block for block, bare_ in zip(blocks, plain, strict=True) if " ".join(bare_.split()) == " ".join(without_isolates(words).split())]
    return found.rstrip("\n").split("\n")


@settings(max_examples=many(300), deadline=None)
@given(rtl_words, st.lists(mixed, min_size=1, max_size=6))
def test_each_line_is_seen_alike_in_every_program(first: str, parts: list[str]) -> None:
    for line in written(" ".join([first, *parts])):
        assert seen(line, AUTO) == seen(line, RTL) or not re.search("[\u0621-\u06cc]", line)


@settings(max_examples=many(300), deadline=None)
@given(rtl_words, st.lists(mixed, min_size=1, max_size=6))
def test_brackets_in_a_line_hold_what_they_hold(first: str, parts: list[str]) -> None:
    for line in written(" ".join([first, *parts])):
        for span in brackets_of(line):
            found = sorted(places(line, span, BASES["rtl"]))
            assert found == list(range(found[0], found[0] + len(found)))


@settings(max_examples=many(300), deadline=None)
@given(lines)
def test_what_is_put_into_a_line_keeps_its_place(line: list[tuple[str, str]]) -> None:
    words, _ = laid_out(line[:2], "rtl")
    (shown,) = written(words) if len(without_isolates(words)) < 72 else (None,)
    if shown:
        kept_in_place(shown, [piece for _, piece in line[:2]])


def test_an_isolate_goes_on_in_the_next_line() -> None:
    name = " ".join(["Relief"] * 20)
    first, second, *_ = written(f"قالت {inserted(name, 'rtl')} ذلك")
    assert first.endswith("\u2069")
    assert second.startswith("\u200f" + OPEN["ltr"])


@pytest.mark.parametrize("address", ["https://example.org/p5", "press@example.org"])
def test_an_address_has_no_character_beside_it_that_is_not_its_own(address: str) -> None:
    (line,) = written(f"اكتبوا إلى {address} اليوم")
    at = line.index(address)
    assert not {line[at - 1], line[at + len(address)]} & CONTROLS
