"""Numbers in words and digits are read back as what they say, in every language of the house."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from presskit.language.data import languages, table
from presskit.language.numbers import in_words, stated
from tests.language.number_forms import FORMS, NOUNS

in_every_language = pytest.mark.parametrize("language", FORMS)


def values(text: str, language: str) -> list[int]:
    return [number.value for number in stated(text, language)]


SAID = [language for language in languages() if table(language, "numbers").get("say")]


def test_every_language_that_says_numbers_has_nouns_to_count() -> None:
    """Add the word for organisations, as it stands after a number, to ``NOUNS`` of ``number_forms.py``."""
    assert [language for language in SAID if language not in NOUNS] == []


@pytest.mark.parametrize("language", SAID)
def test_what_the_library_says_is_read_back(language: str) -> None:
    noun = NOUNS[language][0]
    said = {n: str(num2words(n, lang=language)) for n in range(2, 121)}
    written = [(n, form(words)) for n, words in said.items() for form in (str, str.capitalize, str.upper)]
    assert [(n, words) for n, words in written if values(f"{words} {noun}", language) != [n]] == []


@in_every_language
def test_every_form_of_the_grammar_is_read_back(language: str) -> None:
    for n in range(2, 121):
        for words in FORMS[language](n):
            for noun in NOUNS[language]:
                (number,) = stated(f"{words} {noun}", language)
                assert (number.value, number.start, number.end) == (n, 0, len(words)), words


@in_every_language
def test_one_is_an_article_as_often_as_a_number(language: str) -> None:
    assert [words for words in FORMS[language](1) if values(f"{words} {NOUNS[language][0]}", language)] == []


@given(
    st.sampled_from(sorted(FORMS)), st.integers(2, 120), st.sampled_from(["{}", "({})", "«{}»", "— {},", "“{}”;"]), st.data()
)
def test_a_number_is_found_inside_a_sentence(language: str, n: int, frame: str, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(sorted(set(FORMS[language](n)))))
    noun = data.draw(st.sampled_from(NOUNS[language]))
    text = f"Zz {frame.format(f'{words} {noun}')} zz"
    (number,) = stated(text, language)
    assert (number.value, text[number.start : number.end]) == (n, words)


@given(st.integers(2, 999_999), st.sampled_from(["", ",", ".", "\u00a0", "\u202f", "٬", " ", "'", "’"]), st.booleans())
def test_digits_of_any_grouping_and_script_are_read(n: int, group: str, arabic: bool) -> None:
    digits = f"{n:,}".replace(",", group)
    digits = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if arabic else digits
    assert values(f"({digits} NGOs)", "en") == [n]


@pytest.mark.parametrize(
    "text",
    [
        "$25", "25%", "25 %", "٢٥٪", "G7", "F16s", "COVID-19", "3.5", "3,5", "18:30", "24/7", "21st", "1990s", "12/11/2026",
        "2026-11-20", "#25", "+44", "v2", "desk25@example.org", "A4", "25km",
    ],
)  # fmt: skip
def test_what_is_no_count_is_left_alone(text: str) -> None:
    assert values(f"See {text} here", "en") == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "four villages", 4), ("en", "fourteen villages", 14), ("en", "a hundred and five", 105),
        ("ar", "لأربعة أحياء", 4), ("ar", "وأربع قرى", 4), ("ar", "بخمسة عشر ألفا", 15), ("ar", "والثلاثين", 30),
        ("ar", "خمسة عشر ألف شخص", 15_000), ("ar", "مائتي أسرة", 200), ("ar", "مئة شخص", 100),
        ("tr", "on köy", 10), ("tr", "üç köyde", 3), ("tr", "dördü", 4), ("fr", "dix villages", 10), ("fr", "trois mille", 3000),
        ("ru", "пятью селами", 5), ("ru", "трёх сёл", 3), ("uk", "п’яти сіл", 5), ("de", "dreijährige", 3),
        ("de", "fünfundzwanzig", 25), ("es", "quinientas familias", 500),
    ],
)  # fmt: skip
def test_a_number_said_in_words_is_known(language: str, text: str, value: int) -> None:
    assert in_words(value, f"Zz {text} zz", language)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "attention is often given", 10), ("fr", "l’indixation", 10), ("tr", "onlar sonra döndü", 10), ("de", "helfen", 11),
        ("ar", "القوات الأمريكية يوميا", 100), ("ar", "استمر القصف", 6), ("tr", "uçuşlar", 3), ("ru", "столько людей стоят", 100),
        ("de", "Nacht", 8),
    ],
)  # fmt: skip
def test_letters_inside_another_word_are_no_number(language: str, text: str, value: int) -> None:
    assert not in_words(value, text, language)
