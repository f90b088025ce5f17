"""Web pages: elements with a direction hold words in their places, across bold words and links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit.bidi import CLOSE, OPEN, Direction, stretches, without_isolates
from presskit.model.document import Emphasis, Inline, Link, Strong, Text
from presskit.writers.html_parts import Parts
from tests.bidi.judge import places, seen
from tests.bidi.mixtures import lines, mixed
from tests.bidi.test_stretches import BASES, brackets_of, kept_in_place, laid_out, wholes_of, with_isolates
from tests.examples import many


class Shown(HTMLParser):
    """The words of HTML as a browser shows them: an element with ``dir`` is an isolate (HTML, 15.3.6)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.ends = "", list[str]()
        self.feed(html)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        way = dict(attrs).get("dir")
        self.text += OPEN["rtl" if way == "rtl" else "ltr"] if way else ""
        self.ends.append(CLOSE if way else "")

    def handle_endtag(self, _: str) -> None:
        self.text += self.ends.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def html(inlines: tuple[Inline, ...], base: Direction = "rtl") -> str:
    return str(Parts(base, {}, "", "en").inlines(inlines))


def marked(text: str, cuts: list[tuple[int, int]]) -> tuple[Inline, ...]:
    """Return ``text`` with marks put over parts of it, one kind after the other."""
    inlines: list[Inline] = []
    at = 0
    for number, (gap, length) in enumerate(cuts):
        plain, inside = text[at : at + gap], text[at + gap : at + gap + length]
        at += gap + length
        inlines += [Text(plain)] if plain else []
        inner = (Text(inside or "-"),)
        inlines += [(Strong(inner), Emphasis(inner), Link((Emphasis(inner),), "https://example.org"))[number % 3]] if inside else []
    return (*inlines, *((Text(text[at:]),) if text[at:] else ()))


cuts = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=4)


@settings(max_examples=many(300), deadline=None)
@given(mixed, cuts, st.sampled_from(["rtl", "ltr"]))
def test_marks_change_no_place(text: str, over: list[tuple[int, int]], base: Direction) -> None:
    shown = Shown(html(marked(text, over), base)).text
    assert without_isolates(shown) == text
    assert seen(shown, BASES[base]) == seen(with_isolates(stretches(text, base)), BASES[base])


@settings(max_examples=many(300), deadline=None)
@given(mixed, cuts)
@example("+44 20 7946 0958. 08:00", [])
def test_what_is_whole_and_what_is_in_brackets_stays_so(text: str, over: list[tuple[int, int]]) -> None:
    shown = Shown(html(marked(text, over))).text
    plain = [*wholes_of(text), *brackets_of(text)]
    logical = [place for place, character in enumerate(shown) if not re.match("[\u2066-\u2069]", character)]
    for begin, end in plain:
        found = sorted(places(shown, (logical[begin], logical[end - 1] + 1)))
        assert found == list(range(found[0], found[0] + len(found)))


@settings(max_examples=many(300), deadline=None)
@given(lines)
def test_what_is_put_in_stays_in_its_place(line: list[tuple[str, str]]) -> None:
    text, _ = laid_out(line, "rtl")
    kept_in_place(Shown(html((Text(text),))).text, [piece for _, piece in line])


def test_a_date_of_which_a_part_is_bold_is_one_element() -> None:
    parts = (Text("في "), Strong((Text("12"),)), Text("/"), Strong((Text("2016"),)), Text(" وبعد"))
    assert html(parts) == 'في <span dir="ltr"><strong>12</strong>/<strong>2016</strong></span> وبعد'


@pytest.mark.parametrize(
    ("inlines", "base", "written"),
    [
        ((Text("Word "), Link((Text("تقرير مارس"),), "https://example.org/p5"), Text(" end.")), "ltr",
         'Word <a href="https://example.org/p5"><span dir="rtl" lang="ar">تقرير مارس</span></a> end.'),
        ((Text("قال "), Emphasis((Text("Relief"),)), Text(" ذلك.")), "rtl", 'قال <em><span dir="ltr" lang="en">Relief</span></em> ذلك.'),
        ((Text("قال \u20672 مارس 2026\u2069. 25"),), "rtl", 'قال <span dir="rtl">2 مارس 2026</span>. 25'),
        ((Link((), "https://example.org/p5"),), "rtl", '<a href="https://example.org/p5"></a>'),
    ],
)  # fmt: skip
def test_elements_stand_where_directions_turn(inlines: tuple[Inline, ...], base: Direction, written: str) -> None:
    assert str(Parts(base, {}, "", "en" if base == "rtl" else "ar").inlines(inlines)) == written
