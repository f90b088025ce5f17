"""Two languages on one page become two linked statements where they pair one to one; otherwise it is told or asked."""

from __future__ import annotations

import pytest

from presskit.model.document import inlines_of, plain_text, segments
from tests.importing.reading import Read, read_back, read_text, words

EN = [
    "Lake towns need clean water before the summer",
    "The wells of 6 lake towns have run dry since January, and the tankers no longer come to the market.",
    "We ask the minister to open the old pipeline for the 2,400 families before the end of the month.",
    "The towns have waited for an answer to the letter since 12 March and will not wait for another one.",
]
FR = [
    "Les villes du lac ont besoin d’eau propre avant l’été",
    "Les puits de 6 villes du lac sont à sec depuis janvier, et les camions ne viennent plus au marché.",
    "Nous demandons à la ministre d’ouvrir l’ancienne conduite pour les 2 400 familles avant la fin du mois.",
    "Les villes attendent une réponse à la lettre depuis le 12 mars et n’en attendront pas une autre.",
]
AR = [
    "بلدات البحيرة تحتاج إلى مياه نظيفة قبل الصيف",
    "جفت آبار 6 بلدات على البحيرة منذ كانون الثاني، ولم تعد الصهاريج تصل إلى السوق.",
    "نطلب من الوزيرة فتح الأنبوب القديم للأسر البالغ عددها 2400 قبل نهاية الشهر.",
    "تنتظر البلدات جوابًا عن الرسالة منذ 12 آذار ولن تنتظر رسالة أخرى.",
]


def side_by_side(one: list[str], other: list[str], gap: str) -> str:
    return "\n\n".join(f"{left}{gap}{right}" for left, right in zip(one, other, strict=True))


def in_turns(one: list[str], other: list[str], between: str) -> str:
    return "\n\n".join(f"{left}{between}{right}" for left, right in zip(one, other, strict=True))


def texts(found: Read) -> dict[str, list[str]]:
    return {each.language: [plain_text(inlines_of(part)) for part in segments(each)] for each in found.kit.statements}


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (side_by_side(EN, FR, "\t"), ("en", "fr")),
        (side_by_side(EN, AR, "        "), ("en", "ar")),
        (in_turns(EN, FR, "\n"), ("en", "fr")),
        (in_turns(AR, EN, "\n\n"), ("ar", "en")),
        ("\n\n".join([*EN, *FR]), ("en", "fr")),
    ],
    ids=["tabs", "spaces", "line by line", "paragraph by paragraph", "one after the other"],
)
def test_two_languages_become_two_linked_statements(text: str, languages: tuple[str, str]) -> None:
    found = read_text(text, language=languages[0])
    expected = {"en": EN, "fr": FR, "ar": AR}
    assert texts(found) == {language: expected[language] for language in languages}
    first, second = found.kit.statements
    assert [each.id for each in segments(first)] == [each.id for each in segments(second)]
    assert second.translates
    assert (second.translates.language, second.translates.revision) == (first.language, first.revision)
    assert read_back(found) == []
    assert not words(text) - words(" ".join(each.text for each in found.placements))


def test_paragraphs_in_another_language_that_do_not_pair_are_asked_about() -> None:
    found = read_text("\n\n".join([EN[0], EN[1], FR[1], FR[2], EN[2], FR[3], EN[3]]))
    assert [each.language for each in found.kit.statements] == ["en"]
    assert found.asked() == ["language"]


def test_names_in_two_columns_are_no_second_text() -> None:
    names = "Hope Aid\tرابطة الأمل\nWater Now\tالمياه الآن\nForum Nord\tمنتدى الشمال\nLake Trust\tصندوق البحيرة"
    found = read_text("\n\n".join([*EN[:3], "Signatories:", names]))
    assert [each.language for each in found.kit.statements] == ["en"]
