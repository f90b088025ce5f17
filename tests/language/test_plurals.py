"""Nouns follow the count before them: by CLDR's rules, with the number where the language wants it."""

# ruff: noqa: ISC004 -- words stand in running lists here

from __future__ import annotations

import pytest

from presskit.language.data import languages
from presskit.language.numbers import inflected, plural_forms

COUNTS = (1, 2, 3, 5, 11, 21, 25, 100, 1000)

PRINTED = {
    "en": ("organisation | organisations", "1 organisation; 2 organisations; 3 organisations; 5 organisations; "
           "11 organisations; 21 organisations; 25 organisations; 100 organisations; 1000 organisations"),
    "fr": ("personne | personnes", "1 personne; 2 personnes; 3 personnes; 5 personnes; 11 personnes; 21 personnes; "
           "25 personnes; 100 personnes; 1000 personnes"),
    "es": ("firmante | firmantes", "1 firmante; 2 firmantes; 3 firmantes; 5 firmantes; 11 firmantes; 21 firmantes; "
           "25 firmantes; 100 firmantes; 1000 firmantes"),
    "de": ("Verband | Verbände", "1 Verband; 2 Verbände; 3 Verbände; 5 Verbände; 11 Verbände; 21 Verbände; 25 Verbände; "
           "100 Verbände; 1000 Verbände"),
    "tr": ("kuruluş", "1 kuruluş; 2 kuruluş; 3 kuruluş; 5 kuruluş; 11 kuruluş; 21 kuruluş; 25 kuruluş; 100 kuruluş; "
           "1000 kuruluş"),
    "ru": ("организация | организации | организаций", "1 организация; 2 организации; 3 организации; 5 организаций; "
           "11 организаций; 21 организация; 25 организаций; 100 организаций; 1000 организаций"),
    "uk": ("організація | організації | організацій", "1 організація; 2 організації; 3 організації; 5 організацій; "
           "11 організацій; 21 організація; 25 організацій; 100 організацій; 1000 організацій"),
    "ar": ("منظمة واحدة | منظمتان | منظمات | منظمة | منظمة", "منظمة واحدة; منظمتان; 3 منظمات; 5 منظمات; 11 منظمة; 21 منظمة; "
           "25 منظمة; 100 منظمة; 1000 منظمة"),
    "it": ("organizzazione | organizzazioni", "1 organizzazione; 2 organizzazioni; 3 organizzazioni; 5 organizzazioni; "
           "11 organizzazioni; 21 organizzazioni; 25 organizzazioni; 100 organizzazioni; 1000 organizzazioni"),
    "pt": ("organização | organizações", "1 organização; 2 organizações; 3 organizações; 5 organizações; 11 organizações; "
           "21 organizações; 25 organizações; 100 organizações; 1000 organizações"),
    "pl": ("organizacja | organizacje | organizacji", "1 organizacja; 2 organizacje; 3 organizacje; 5 organizacji; "
           "11 organizacji; 21 organizacji; 25 organizacji; 100 organizacji; 1000 organizacji"),
    "nl": ("organisatie | organisaties", "1 organisatie; 2 organisaties; 3 organisaties; 5 organisaties; 11 organisaties; "
           "21 organisaties; 25 organisaties; 100 organisaties; 1000 organisaties"),
    "he": ("ארגון אחד | שני ארגונים | ארגונים", "ארגון אחד; שני ארגונים; 3 ארגונים; 5 ארגונים; 11 ארגונים; 21 ארגונים; "
           "25 ארגונים; 100 ארגונים; 1000 ארגונים"),
    "fa": ("سازمان", "1 سازمان; 2 سازمان; 3 سازمان; 5 سازمان; 11 سازمان; 21 سازمان; 25 سازمان; 100 سازمان; 1000 سازمان"),
}  # fmt: skip


def test_every_language_is_here() -> None:
    assert set(PRINTED) == set(languages())


@pytest.mark.parametrize("language", PRINTED)
def test_a_noun_has_the_form_that_its_count_asks_for(language: str) -> None:
    forms, printed = PRINTED[language]
    assert [inflected(count, str(count), forms.split(" | "), language) for count in COUNTS] == printed.split("; ")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", {"one": (1,), "other": (2, 3, 4)}),
        ("fr", {"one": (1,), "other": (2, 3, 4)}),
        ("tr", {"other": (1, 2, 3)}),
        ("ru", {"one": (1, 21, 31), "few": (2, 3, 4), "many": (5, 6, 7)}),
        ("pl", {"one": (1,), "few": (2, 3, 4), "many": (5, 6, 7)}),
        ("ar", {"one": (1,), "two": (2,), "few": (3, 4, 5), "many": (11, 12, 13), "other": (100, 101, 102)}),
        ("ar-SY", {"one": (1,), "two": (2,), "few": (3, 4, 5), "many": (11, 12, 13), "other": (100, 101, 102)}),
    ],
)
def test_a_language_has_its_forms(language: str, wanted: dict[str, tuple[int, ...]]) -> None:
    assert plural_forms(language) == wanted


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        (1, "المنظمة الموقّعة"), (2, "المنظمتان الموقّعتان"), (3, "المنظمات الـ3 الموقّعة"),
        (25, "المنظمات الـ25 الموقّعة"), (100, "المنظمات الـ100 الموقّعة"),
    ],
)  # fmt: skip
def test_a_number_stands_where_the_form_puts_it(count: int, printed: str) -> None:
    many = "المنظمات الـ# الموقّعة"
    assert inflected(count, str(count), ["المنظمة الموقّعة", "المنظمتان الموقّعتان", many, many, many], "ar") == printed


@pytest.mark.parametrize("forms", [(), ("организаций",), ("организация", "организаций"), ("a", "b", "c", "d")])
def test_forms_that_are_too_few_or_too_many_say_nothing(forms: tuple[str, ...]) -> None:
    assert inflected(5, "5", forms, "ru") is None


def test_none_at_all_has_the_form_of_many() -> None:
    assert inflected(0, "0", ["organisation", "organisations"], "en") == "0 organisations"
    assert inflected(0, "0", ["منظمة", "منظمتان", "منظمات", "منظمة", "منظمة"], "ar") == "0 منظمة"
