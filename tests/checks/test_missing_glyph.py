"""A letter that no face has is an error of the languages that are set in pages, and of no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from presskit.checks import Context
from presskit.checks.lint.missing_glyph import CHECK
from presskit.diagnostics import Severity
from presskit.formats.fonts import FACES, coverage
from presskit.model.document import Statement
from presskit.model.people import Localised, OutputName
from presskit.model.release import Kit
from presskit.resources import shipped
from tests.kits import kit, organisation, release, statement, text

WORLD = Context(datetime(2026, 3, 2, tzinfo=UTC), coverage(shipped("fonts") / face.file for face in FACES))
CHINESE = "自周二晚大坝决堤以来山谷三分之二的地区与外界隔绝我们"
DEVANAGARI = "क्षत्रिय श्री संस्था ने सड़क खोलने की माँग की। बाढ़ ज़्यादा"
UNPAGED = (OutputName.DOCX, OutputName.HTML, OutputName.TEXT)


def with_words(language: str, words: str, **parts: object) -> Kit:
    return kit(statement(language, text(words)), release=release(languages=(language,), places=(), phrases=(), **parts))


def told(of: Kit) -> list[str]:
    return [found.message for found in CHECK.check(of, WORLD)]


@pytest.mark.parametrize(
    ("language", "words", "named"),
    [
        ("zh", CHINESE, "Chinese"),
        ("hi", DEVANAGARI, "Hindi"),
        ("ka", "გზა გახსენით", "Georgian"),
        ("he", "פתחו את הדרך", "Hebrew"),
    ],
)
def test_a_language_without_a_face_is_named_with_its_letters(language: str, words: str, named: str) -> None:
    (found,) = CHECK.check(with_words(language, words), WORLD)
    assert found.severity is Severity.ERROR
    assert named in found.message
    assert f"«{words[0]}»" in found.message


@pytest.mark.parametrize("language", ["zh", "hi"])
def test_outputs_without_pages_need_no_face(language: str) -> None:
    assert told(with_words(language, CHINESE + DEVANAGARI, outputs=UNPAGED)) == []


@pytest.mark.parametrize("words", ["© ©\ufe0f ™\ufe0e → 5\ufe0f", "می\u200cخواهند", "ك\u061c", "x\u00ad\u2060y"])
def test_what_leaves_no_mark_needs_no_face(words: str) -> None:
    assert [each for each in told(with_words("ar", words)) if "→" not in each] == []


def test_each_language_is_told_once_for_what_it_prints() -> None:
    names = Localised("Big Heart", (("zh", "大爱"), ("en", "Big Heart")))
    both = kit(statement("en"), statement("zh", text(CHINESE)), release=release(languages=("en", "zh"), places=()))
    roster = replace(both.roster, signatories=(replace(organisation("x"), name=names),))
    (found,) = told(replace(both, roster=roster))
    assert found.startswith("In Chinese")


def test_a_name_in_a_language_that_the_kit_does_not_publish_is_no_matter() -> None:
    names = Localised("Big Heart", (("zh", "大爱"),))
    one = kit(statement("en"), release=release(languages=("en",), places=()))
    assert told(replace(one, roster=replace(one.roster, signatories=(replace(organisation("x"), name=names),)))) == []


def test_a_keyword_is_not_printed() -> None:
    whole: Statement = replace(statement("en"), keywords=("大爱",), description="大爱")
    assert told(kit(whole, release=release(languages=("en",)))) == []


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es", "tr", "ru", "uk", "de", "fa"])
def test_what_presskit_itself_prints_has_faces(language: str) -> None:
    assert told(kit(statement(language), release=release(languages=(language,)))) == []
