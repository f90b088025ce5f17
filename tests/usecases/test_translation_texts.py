"""Texts beside their translations: what is shown of each, one of them written, a language added; a return that is only looked at."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest

import presskit
from docx import Document
from tests.translation_back.kits import kit_of, untranslated
from tests.translation_back.test_taking import back
from tests.usecases.conftest import WORLD, change, contents

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The specimen, which has three languages."""
    return Path(shutil.copytree(ROOT / "data/aleppo", tmp_path / "kit"))


def read(kit: Path, language: str = "ar") -> presskit.TranslationReport:
    return presskit.read_translation(presskit.TranslationRequest(kit, language), world=WORLD)


def text(kit: Path, key: str, language: str = "ar") -> presskit.TranslationText:
    return next(each for each in read(kit, language).texts if each.key == key)


def write(kit: Path, key: str, words: str, *, language: str = "ar", mark: str = "") -> list[str]:
    request = presskit.EditTranslationRequest(kit, language, key, words, mark)
    return [path.name for path in presskit.edit_translation(request, world=WORLD).written]


def source_says(kit: Path, old: str, new: str) -> None:
    """Change the source as the editor of the text does, which keeps in mind what was translated."""
    shown = presskit.read_text(presskit.StatementRequest(kit, "en"))
    given = (shown.title, shown.subtitle, shown.description, shown.keywords, shown.body.replace(old, new))
    assert given[-1] != shown.body
    presskit.edit_text(presskit.EditTextRequest(kit, "en", *given, shown.statement.digest, shown.statement.document), world=WORLD)


def lines(kit: Path) -> list[str]:
    return (kit / "statement.ar.md").read_text("utf-8").splitlines()


def test_each_text_stands_beside_its_source_with_its_state(kit: Path) -> None:
    report = read(kit)
    assert (report.source_language, report.source_direction, report.direction) == ("en", "ltr", "rtl")
    assert (report.texts[0].key, report.texts[0].source) == ("title", "Open a safe way out of East Aleppo today")
    assert {each.state for each in report.texts} == {"done", "locked"}
    source_says(kit, "five million", "six million")
    (changed,) = [each for each in read(kit).texts if each.state == "changed"]
    assert [(each.edit, each.text) for each in changed.difference if each.edit != "same"] == [("gone", "five"), ("added", "six")]
    assert "return-number-differs" in {each.code for each in changed.findings}


def test_one_text_is_written_and_no_other_line_changes(kit: Path) -> None:
    before, shown = lines(kit), text(kit, "p-week")
    assert write(kit, "p-week", f"{shown.target} **جديد**", mark=shown.mark) == ["statement.ar.md", "memory.tmx"]
    assert {line for line in lines(kit) if line not in before} == {f"{shown.target} **جديد** {{#p-week}}"}
    assert text(kit, "p-week").target.endswith("**جديد**")
    assert write(kit, "p-week", text(kit, "p-week").target) == []


def test_who_saw_another_state_writes_nothing(kit: Path) -> None:
    shown = text(kit, "p-week")
    write(kit, "p-week", "كلمات أخرى", mark=shown.mark)
    before = contents(kit)
    with pytest.raises(presskit.KitChangedError):
        write(kit, "p-week", "كلماتي", mark=shown.mark)
    source = text(kit, "lede")
    source_says(kit, "five million", "six million")
    with pytest.raises(presskit.KitChangedError):
        write(kit, "lede", "كلماتي", mark=source.mark)
    assert contents(kit)["statement.ar.md"] == before["statement.ar.md"]


def test_the_last_text_that_was_behind_makes_the_translation_one_of_the_present_source(kit: Path) -> None:
    source_says(kit, "five million", "six million")
    source_says(kit, "meet in Brussels", "meet in Ghent")
    stated = read(kit).made_from
    assert write(kit, "lede", text(kit, "lede").target) == ["memory.tmx"]
    assert read(kit).made_from == stated != read(kit).revision
    assert write(kit, "p-leaders", text(kit, "p-leaders").target.replace("بروكسل", "غنت")) == ["statement.ar.md", "memory.tmx"]
    report = read(kit)
    assert report.made_from == report.revision
    assert "changed" not in {each.state for each in report.texts}


def test_a_language_is_added_and_begins_with_its_title(kit: Path) -> None:
    report = presskit.add_language(presskit.AddLanguageRequest(kit, "de"), world=WORLD)
    assert report.languages == ("en", "ar", "fr", "de")
    assert presskit.add_language(presskit.AddLanguageRequest(kit, "de"), world=WORLD) == report
    with pytest.raises(presskit.RequestError, match="title first"):
        write(kit, "lede", "Wir", language="de")
    assert not (kit / "statement.de.md").exists()
    write(kit, "title", "Öffnet den Weg", language="de")
    write(kit, "p-friends", "Freunde.[^conventions]", language="de")
    write(kit, "lede", "Wir, die {{ signatory_count }}", language="de")
    with pytest.raises(presskit.RequestError, match="belongs to is not translated yet"):
        write(kit, "q-plan-by", "Jemand", language="de")
    write(kit, "fn-conventions", "Artikel 3", language="de")
    written = (kit / "statement.de.md").read_text("utf-8")
    body = written.partition("---\n\n")[2]
    assert body == "Wir, die {{ signatory_count }} {#lede}\n\nFreunde.[^conventions] {#p-friends}\n\n[^conventions]: Artikel 3 {#fn-conventions}\n"


@pytest.mark.parametrize("language", ["", "../x", "x" * 200, "<b>", "en fr"])
def test_what_is_no_language_is_not_added(kit: Path, language: str) -> None:
    before = contents(kit)
    with pytest.raises(presskit.RequestError, match="cannot be added"):
        presskit.add_language(presskit.AddLanguageRequest(kit, language), world=WORLD)
    assert contents(kit) == before


def test_names_keywords_and_descriptions_are_written_where_they_stand(kit: Path) -> None:
    assert write(kit, "signatory-2.name", "Nom *français*", language="fr") == ["signatories.yaml"]
    assert text(kit, "signatory-2.name", "fr").target == "Nom *français*"
    write(kit, "keyword-2", "سورية")
    write(kit, "description", "وصف * آخر")
    assert (text(kit, "keyword-2").target, text(kit, "description").target) == ("سورية", "وصف * آخر")
    with pytest.raises(presskit.RequestError, match="cannot be empty"):
        write(kit, "signatory-2.name", " ", language="fr")


@pytest.mark.parametrize(("key", "words", "told"), [("p-week", "{{ nothing }}", "cannot be read"), ("p-weak", "x", "no text"), ("title", "", "title first")])
def test_what_cannot_be_written_changes_nothing(kit: Path, key: str, words: str, told: str) -> None:
    before = contents(kit)
    with pytest.raises(presskit.RequestError, match=told):
        write(kit, key, words)
    with pytest.raises(presskit.RequestError, match="no translation into"):
        write(kit, "title", "x", language="en")
    assert contents(kit) == before


def test_what_the_kit_has_besides_stays(kit: Path) -> None:
    """A paragraph of the translation alone, a comment and an odd line end are no matter of another text."""
    change(kit / "statement.ar.md", "## من يتحمل", "فقرة إضافية   {#own}\n\n## من يتحمل")
    change(kit / "statement.ar.md", "---\ntitle: ", "---\n# a comment\ntitle: ")
    write(kit, "p-week", "كلمات")
    assert "فقرة إضافية   {#own}" in lines(kit)
    assert lines(kit)[1] == "# a comment"


def test_a_return_is_looked_at_before_anything_is_written(tmp_path: Path) -> None:
    kit = untranslated(tmp_path)
    before, data = contents(kit), back(kit)
    seen = presskit.translate_back(presskit.TranslateBackRequest(kit, Path("back.docx"), data, write=False), world=WORLD)
    assert (seen.language, seen.refused, seen.written, contents(kit)) == ("fr", False, (), before)
    week = next(row for row in seen.rows if row.key == "p-week")
    assert (week.source.split()[:3], week.there, week.words.split()[:3]) == (["In", "the", "past"], "", ["La", "semaine", "passée,"])
    state = presskit.kit_status(kit).state
    taken = presskit.translate_back(presskit.TranslateBackRequest(kit, Path("back.docx"), data, state=state), world=WORLD)
    assert [(row.key, row.words) for row in taken.rows] == [(row.key, row.words) for row in seen.rows]
    assert taken.written
    with pytest.raises(presskit.KitChangedError):
        presskit.translate_back(presskit.TranslateBackRequest(kit, Path("back.docx"), data, state=state), world=WORLD)


def taken(kit: Path, data: bytes, **given: Any) -> presskit.TranslateBackReport:
    return presskit.translate_back(presskit.TranslateBackRequest(kit, Path("back.docx"), data, write=False, **given), world=WORLD)


def read_source(kit: Path) -> str:
    text = kit_of(kit).statement("en")
    assert text is not None
    return text.revision


def test_a_doubt_comes_with_its_rivals_and_each_answer_is_a_choice(tmp_path: Path) -> None:
    kit = untranslated(tmp_path)
    stripped = Document()
    for paragraph in Document(io.BytesIO(back(kit))).paragraphs:
        stripped.add_paragraph(paragraph.text)
    stripped.save(file := io.BytesIO())
    (unsaid,) = {each.code for each in taken(kit, file.getvalue()).diagnostics if each.severity == "error" and "lang" in each.code}
    assert unsaid == "return-no-language"
    revision = read_source(kit)
    report = taken(kit, file.getvalue(), language="fr", base_revision=revision)
    assert {each.code for each in report.doubts} >= {"return-match-uncertain"}
    for each in report.doubts:
        assert len(each.rivals) > 1
        assert each.source or not each.key
        assert all(rival.words for rival in each.rivals if rival.numbers)
    choices = presskit.Choices({each.rivals[0].key: each.rivals[0].numbers for each in report.doubts})
    answered = taken(kit, file.getvalue(), language="fr", base_revision=revision, choices=choices)
    assert not answered.doubts
    assert not answered.refused
