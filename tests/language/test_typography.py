"""How text is set: runs of one direction, quotes, dashes and spaces."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.bidi import Direction, directional_runs, without_isolates
from presskit.language.typography import set_pieces, set_text
from presskit.typography import clean


@pytest.mark.parametrize(
    ("text", "base", "foreign"),
    [
        ("تنتظر منظمة SAMS عند المعبر", "rtl", ["SAMS"]),
        ("اتصل +44 20 7946 0958، press@example.org الآن", "rtl", ["+44 20 7946 0958", "press@example.org"]),
        ("من 06:00 حتى 18:30", "rtl", ["06:00", "18:30"]),
        ("15/12/2016 في حلب 31 حافلة", "rtl", ["15/12/2016"]),
        ("Women Now for Development.", "rtl", ["Women Now for Development."]),
        ("+44 20 7946 0958", "rtl", ["+44 20 7946 0958"]),
        ("the name «شام الإنسانية» stays", "ltr", ["شام الإنسانية"]),
        ("31 حافلة و25 منظمة", "rtl", []),
        ("الأصل: https://example.org/aleppo-2016", "rtl", ["https://example.org/aleppo-2016"]),
        ("البيان aleppo-2016، النسخة 1", "rtl", ["aleppo-2016"]),
        ("10:00–18:00 نيويورك (UTC−5)", "rtl", ["10:00–18:00", "(UTC−5)"]),
        ("ورق A4 و3M.", "rtl", ["A4", "3M"]),
        ("الجمعية (SAMS) وغيرها (مثلا SNA)", "rtl", ["(SAMS)", "SNA"]),
        ("the society (شام) and (شام, two)", "ltr", ["(شام)", "شام"]),
        ("plain words, 06:00–18:30", "ltr", []),
    ],
)
def test_foreign_runs_are_whole(text: str, base: Direction, foreign: list[str]) -> None:
    runs = directional_runs(text, base)
    assert [piece for piece, direction in runs if direction != base] == foreign


@given(st.text(), st.sampled_from(["ltr", "rtl"]))
def test_runs_joined_are_the_text(text: str, base: Direction) -> None:
    assert "".join(piece for piece, _ in directional_runs(text, base)) == without_isolates(text)


@given(st.text(alphabet="abc 12.,:-'\"«»!?;…—", max_size=40), st.sampled_from(["en", "fr", "ar", "de"]))
def test_setting_changes_no_letter_and_no_digit(text: str, language: str) -> None:
    kept = [c for c in set_text(text, language) if c.isalnum()]
    assert kept == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("en", 'He said "no" -- and it\'s late...', "He said “no” — and it’s late…"),
        ("fr", 'Attention : "oui" ; non !', "Attention\u00a0: «\u00a0oui\u00a0»\u202f; non\u202f!"),
        ("de", 'Sie sagte "nein".', "Sie sagte „nein“."),
        ("ar", 'قال "لا".', "قال «لا»."),
        ("fr", "https://example.org", "https://example.org"),
    ],
)
def test_each_language_has_its_marks(language: str, typed: str, set_: str) -> None:
    assert set_text(typed, language) == set_


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("es", '¿"Qué" dicen?', "¿«Qué» dicen?"),
        ("es", '¡"Basta"!', "¡«Basta»!"),
        ("es", 'la ley anti"ONG"', "la ley anti«ONG»"),
        ("fr", 'L\'"Alliance" signe', "L’«\u00a0Alliance\u00a0» signe"),
        ("fr", 'L’"Alliance" signe', "L’«\u00a0Alliance\u00a0» signe"),
        ("fr", 'd\'"Ensemble", qu\'"on"', "d’«\u00a0Ensemble\u00a0», qu’«\u00a0on\u00a0»"),
        ("de", '"A"/"B"', "„A“/„B“"),
        ("de", 'die Nicht-"Regierung" ("so")', "die Nicht-„Regierung“ („so“)"),
        ("en", '"A"/"B" and "and/or"', "“A”/“B” and “and/or”"),
        ("en", 'the so-"called" and the "well-"known', "the so-“called” and the “well-”known"),
        ("en", '"I was—" he said—"late"', "“I was—” he said—“late”"),
        ("en", '"In 2016" and "20%", in "2016".', "“In 2016” and “20%”, in “2016”."),
        ("en", 'He said "the boys\'" twice', "He said “the boys'” twice"),
        ("en", '"..." and ["x"]', "“…” and [“x”]"),
        ("tr", 'Türkiye\'de "Umut"/"Hayat"', "Türkiye’de “Umut”/“Hayat”"),
        ("uk", 'ГО"Надія"/"Мрія"', "ГО«Надія»/«Мрія»"),
        ("ru", '«Мир»/"Труд"', "«Мир»/«Труд»"),
        ("ar", 'قال إن لـ"الشبكة" و"الهيئة"', "قال إن لـ«الشبكة» و«الهيئة»"),
        ("en", 'a screen of 24" in', "a screen of 24” in"),
        ("en", 'ends what began above" he said', "ends what began above” he said"),
    ],
)
def test_a_quote_opens_where_none_is_open_and_closes_where_one_is(language: str, typed: str, set_: str) -> None:
    assert set_text(typed, language) == set_


@pytest.mark.parametrize("language", ["en", "uk", "sv"])
def test_the_digits_of_a_number_stay_together(language: str) -> None:
    assert set_text("25 000 of 1 250 000, not 2016 100 or 10 20", language) == (
        "25\u00a0000 of 1\u00a0250\u00a0000, not 2016 100 or 10 20"
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar", "de"])
def test_setting_twice_is_setting_once(language: str) -> None:
    once = set_text('A : "b" -- c\'s 5 km ; 1 500 ! ...', language)
    assert set_text(once, language) == once


def test_cleaning_gives_composed_text_without_controls() -> None:
    assert clean("Cafe\u0301\x0b\x00 \u2028 noir\ttea") == "Café noir tea"
    assert unicodedata.is_normalized("NFC", clean("e\u0301"))


@pytest.mark.parametrize(
    ("pieces", "language", "set_"),
    [
        (['She said "', "no", '" twice'], "en", ["She said “", "no", "” twice"]),
        (["She said ", '"no"', "."], "en", ["She said ", "“no”", "."]),
        (["Elle dit ", '"non"', " ; deux fois"], "fr", ["Elle dit ", "«\u00a0non\u00a0»", "\u202f; deux fois"]),
        (["l'", "Alliance", " dit"], "fr", ["l’", "Alliance", " dit"]),
        (["L'", '"', 'Alliance"', " dit"], "fr", ["L’", "«\u00a0", "Alliance\u00a0»", " dit"]),
        ([], "en", []),
    ],
)
def test_pieces_of_a_paragraph_are_set_together(pieces: list[str], language: str, set_: list[str]) -> None:
    assert set_pieces(pieces, language) == set_


def test_quotes_of_an_unknown_language_stay_as_they_are() -> None:
    assert set_text('"xx"', "ckb") == '"xx"'
