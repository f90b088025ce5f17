"""Months beside a day or a year, in the cases and the countries of our languages."""

from __future__ import annotations

import pytest

from presskit.language.dates_in_text import dated_months, named_months


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("en", "15 December 2016", 12), ("en", "December 2016", 12), ("en-US", "December 15", 12), ("fr", "le 1er août 2016", 8),
        ("ar", "15 كانون الأول 2016", 12), ("ar", "15 ديسمبر", 12), ("ar", "15 جويلية", 7), ("es", "15 de agosto", 8),
        ("tr", "15 Ağustos'ta", 8), ("ru", "15 августа", 8), ("ru", "в августе 2015", 8), ("uk", "3 серпня", 8), ("de", "3. März", 3),
        ("pt", "15 de agosto", 8), ("pl", "15 sierpnia", 8), ("it", "1º marzo", 3), ("he", "15 באוגוסט", 8), ("fa", "15 اوت", 8),
    ],
)  # fmt: skip
def test_a_month_of_a_date(language: str, text: str, month: int) -> None:
    assert set(dated_months(text, language)) == {month}
    assert month in named_months(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the 31 may leave"),
        ("en", "We march on"),
        ("fr", "mars est loin"),
        ("tr", "mayısta"),
        ("cs", "15. srpna"),
        ("en", "by May"),
    ],
)
def test_a_word_without_a_day_or_a_year_is_no_date(language: str, text: str) -> None:
    assert dated_months(text, language) == {}
