"""The PDF: where the glyphs of a line stand, held against the judge."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from presskit.bidi import inserted, stretches, without_isolates
from presskit.formats.pdfium import opened
from presskit.model.document import Inline, Paragraph, Strong, Text
from presskit.resources import Resources
from tests.bidi.judge import MIRRORED, seen
from tests.bidi.mixtures import bracketed, every_between, everything, joined, lines
from tests.bidi.test_stretches import laid_out, with_isolates
from tests.bidi.test_web_lines import marked
from tests.samples import bare
from tests.setting import pdf_of

UNSEEN = re.compile(r"[\s\u200e\u200f\u2066-\u2069]")
SHORT = 46
"""Characters that fit into a line of the text."""


def glyphs(data: bytes) -> list[str]:
    """Return the lines of a PDF's first pages as their glyphs stand from left to right, without spaces."""
    found: list[str] = []
    with opened(data) as document:
        for page in document:
            text = page.get_textpage()
            rows: dict[int, list[tuple[float, str]]] = defaultdict(list)
            for index in range(text.count_chars()):
                sign = text.get_text_range(index, 1)
                left, _, right, _ = text.get_charbox(index)
                if sign.strip() and right > left:
                    rows[baseline(text, index)].append(((left + right) / 2, sign))
            found += [line_of(signs) for _, signs in sorted(rows.items(), reverse=True)]
    return found


def baseline(text: Any, index: int) -> int:
    x, y = ctypes.c_double(), ctypes.c_double()
    assert pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
    return round(y.value)


def line_of(signs: list[tuple[float, str]]) -> str:
    text = "".join(sign for _, sign in sorted(signs))
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(MIRRORED)


def expected(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFKC", seen(with_isolates(stretches(text, "rtl")))))


def set_(paragraphs: list[tuple[Inline, ...]]) -> list[str]:
    body = tuple(Paragraph(inlines, f"p{number}") for number, inlines in enumerate(paragraphs))
    return glyphs(pdf_of(replace(bare("ar"), foreign="en", body=(Paragraph((Text("ملخص"),), "lede"), *body)), Resources()).data)


short = joined(st.one_of(everything, everything, bracketed(everything, every_between)), every_between, 5)


def fits(text: str) -> bool:
    """Tell whether a text is one line, in the digits of one language: the face has one six for both."""
    return len(without_isolates(text)) < SHORT and not re.search("[۰-۹]", text)


arabic_and = st.builds("أي {}".format, short).filter(fits)
many = settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@many
@given(st.lists(arabic_and, min_size=15, max_size=15))
def test_glyphs_of_prose_stand_where_the_judge_says(texts: list[str]) -> None:
    there = set_([(Text(text),) for text in texts])
    assert [text for text in texts if expected(text) not in there] == []


@many
@given(st.lists(st.tuples(arabic_and, st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=3)), min_size=15, max_size=15))
def test_bold_words_and_links_change_no_place(texts: list[tuple[str, list[tuple[int, int]]]]) -> None:
    there = set_([marked(text, cuts) for text, cuts in texts])
    assert [text for text, _ in texts if expected(text) not in there] == []


@many
@given(st.lists(lines.filter(lambda line: fits(laid_out(line, "rtl")[0])), min_size=12, max_size=12))
def test_what_is_put_in_stands_where_it_belongs(some: list[list[tuple[str, str]]]) -> None:
    texts = [laid_out(line, "rtl")[0] for line in some]
    there = set_([(Text(text),) for text in texts])
    assert [text for text in texts if expected(text) not in there] == []


@pytest.mark.parametrize(
    ("inlines", "from_the_left"),
    [
        ((Text("من 2011 إلى 2026 (15 عاما)"),), "(اماع15(2026ىلإ2011نم"),
        ((Text("في "), Strong((Text("12"),)), Text("/"), Strong((Text("2016"),)), Text(" وبعد")), "دعبو12/2016يف"),
        ((Text(f"أي {inserted('14:00 بيروت (UTC+2)', 'rtl')} · {inserted('08:00 نيويورك (UTC−5)', 'rtl')}"),),
         "(UTC−5(كرويوين08:00·(UTC+2(توريب14:00يأ"),
        ((Text("أي 2016. 25 ثم 2011: 500 ثم 3 (2)"),), "(2(3مث500:2011مث25.2016يأ"),
        ((Text("هاتف +44 20 7946 0958 لدينا"),), "انيدل+442079460958فتاه"),
    ],
)  # fmt: skip
def test_numbers_end_where_the_sentence_goes_on(inlines: tuple[Inline, ...], from_the_left: str) -> None:
    assert from_the_left in set_([inlines])


def test_rows_are_told_apart() -> None:
    """The reading of glyphs itself: what stands left of another comes before it."""
    assert all(one != other for one, other in pairwise(set_([(Text("واحد"),), (Text("اثنان"),)])))
    marks: Any = set_([(Text("abc اب"),)])
    assert "باabc" in marks


def test_an_isolate_changes_no_number_of_another() -> None:
    """Found as a random example: FriBidi alone sees «36 2254»."""
    texts = [laid_out([(" · ", "تنشر (7)"), (", ", "2254 36 aleppo")], "rtl")[0]]
    assert expected(texts[0]).startswith("225436aleppo")
    there = set_([(Text(text),) for text in texts])
    assert [text for text in texts if expected(text) not in there] == []
