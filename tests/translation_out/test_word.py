"""The working Word file and the table: ids on every text, no tags in plain ones, what is to be kept marked as such."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from presskit.formats.ooxml.contract import Property, Untranslated, bookmark, paragraph_id
from presskit.translation.segments import text_of, units
from presskit.usecases.translate_out import TranslateOutRequest
from presskit.writers.translation import FormatName
from presskit.writers.translation.cat_files import memory_file
from tests import programs
from tests.docx.reading import Shown, W, WordFile, value
from tests.docx.reading import text_of as seen
from tests.translation_out.samples import exported, folder, id_of, kit
from tests.translation_out.test_delta import CHANGED, arabic, imported, revision

WORKING = TranslateOutRequest(Path(), languages=("ar",), formats=(FormatName.DOCX,))
TABLE = replace(WORKING, formats=(FormatName.TABLE,))
needs_validator = pytest.mark.skipif(programs.validator() is None, reason="tests/tools is not installed: npm ci")


def working(tmp_path: Path, wanted: TranslateOutRequest = WORKING, **changed: str) -> WordFile:
    _, files = exported(tmp_path / "kit", wanted, **changed)
    (data,) = files.values()
    return WordFile(data)


def delta(tmp_path: Path, wanted: TranslateOutRequest) -> WordFile:
    place = folder(tmp_path / "kit", statement_en_md=CHANGED, statement_ar_md=arabic(revision()))
    (place / "translations").mkdir()
    (place / "translations/memory.tmx").write_bytes(memory_file(imported()[1], "en"))
    return working(tmp_path, wanted)


def marked(file: WordFile) -> dict[str, tuple[str, Shown]]:
    """The words in each bookmark of the file, and the paragraph that it stands in."""
    return {name: (words, each) for each in file.paragraphs() for name, words in each.bookmarks.items()}


def styles(element: Any) -> list[str]:
    return [value(run.find(f"{W}rPr/{W}rStyle")) for run in element.iter(f"{W}r")]


def test_every_open_text_and_every_name_on_the_page_has_a_bookmark_of_its_own(tmp_path: Path) -> None:
    found = marked(working(tmp_path))
    for unit in units(kit(), "ar"):
        if unit.translate or not unit.key.startswith(("place-", "brand.")):
            words = unit.source if unit.translate else unit.target or ()
            assert found[bookmark(unit.id)][0] == text_of(words)
    assert len({name for name in found if name.startswith("pk_")}) == len([*units(kit(), "ar")]) - 2


def test_bookmarks_and_paragraph_ids_are_unique(tmp_path: Path) -> None:
    file = working(tmp_path)
    starts = [*file.document.iter(f"{W}bookmarkStart")]
    assert Counter(each.get(f"{W}name") for each in starts).most_common(1)[0][1] == 1
    assert Counter(each.get(f"{W}id") for each in starts).most_common(1)[0][1] == 1
    ids = [each.id for each in file.paragraphs() if each.id]
    assert len(ids) == len(set(ids))
    assert marked(file)[bookmark("q1")][1].id == paragraph_id(bookmark("q1"))


def test_a_plain_text_is_one_run(tmp_path: Path) -> None:
    found = marked(working(tmp_path))
    for key in ("title", "subtitle", "h-facts", "q1", "calls-lead", "call-1", "about-1", "description", "fig-1-alt"):
        element = found[bookmark(key)][1].element
        assert styles(element) == [""]


def test_addresses_numbers_and_tokens_are_marked_as_to_be_kept(tmp_path: Path) -> None:
    found = marked(working(tmp_path))

    def kept(key: str) -> list[str]:
        runs = found[bookmark(key)][1].element.iter(f"{W}r")
        return [seen(each) or "".join(each.itertext()) for each in runs if styles(_alone(each)) == [Untranslated.WORDS]]

    assert kept("lede") == ["{{ signatory_count }}", "press@example.org"]
    assert kept("note-1") == ["+44 20 7946 0958"]
    assert kept("fn-un") == ["UN"]
    assert kept("p-snow") == ["[^un]"]


def _alone(run: Any) -> Any:
    from lxml import etree

    parent = etree.Element("parent")
    parent.append(etree.fromstring(etree.tostring(run)))
    return parent


def test_what_presskit_words_itself_is_not_to_be_translated(tmp_path: Path) -> None:
    for each in working(tmp_path).paragraphs():
        names = [name for name in each.bookmarks if name.startswith("pk_")]
        if not names and each.text.strip():
            assert set(styles(each.element)) <= {Untranslated.PARAGRAPH, ""}
            assert Untranslated.PARAGRAPH in styles(each.element)


def test_a_locked_name_stands_in_its_form_and_direction(tmp_path: Path) -> None:
    words, paragraph = marked(working(tmp_path))[bookmark(id_of("signatory-1.name"))]
    assert words == "القلب الكبير"
    assert paragraph.text == "القلب الكبير (BH)"
    assert paragraph.element.find(f"{W}pPr/{W}bidi") is not None
    assert set(styles(paragraph.element)) == {Untranslated.PARAGRAPH}


def test_the_parts_of_a_person_have_their_own_bookmarks(tmp_path: Path) -> None:
    found = marked(working(tmp_path))
    assert found[bookmark(id_of("signatory-3.title"))][0] == "Dr"
    assert found[bookmark(id_of("signatory-3.name"))][0] == "Amal Haddad"
    assert found[bookmark(id_of("signatory-3.affiliation"))][0] == "القلب الكبير"
    assert found[bookmark(id_of("signatory-3.name"))][1].text.startswith("Dr Amal Haddad, ")


def test_what_is_on_no_page_follows_at_the_end(tmp_path: Path) -> None:
    file = working(tmp_path)
    texts = [each.text for each in file.paragraphs()]
    end = texts.index("Also to be translated")
    assert "Trucks in a row" in texts[end:]
    assert "A sentence for search engines." in texts[end:]
    assert "Beirut" in texts[end:]


def test_the_file_says_what_it_is_in_its_properties_and_in_words(tmp_path: Path) -> None:
    file = working(tmp_path)
    told = {each.get("name"): each[0].text for each in file.xml("docProps/custom.xml")}
    assert told[Property.KIT] == "river-road"
    assert told[Property.LANGUAGE] == "ar"
    assert told[Property.REVISION] == revision()
    foot = seen(file.xml("word/footer_default.xml"))
    assert "river-road · en → ar" in foot
    assert revision() in foot


@pytest.mark.parametrize(("language", "latin", "other"), [("ar", "en", "ar"), ("fr", "fr", "ar")])
def test_spelling_is_checked_in_the_language_that_is_written(tmp_path: Path, language: str, latin: str, other: str) -> None:
    file = working(tmp_path, replace(WORKING, languages=(language,)))
    (lang,) = file.xml("word/styles.xml").iter(f"{W}lang")
    assert (value(lang), value(lang, "bidi")) == (latin, other)


def test_in_a_delta_what_is_done_stands_in_the_translation_and_is_marked(tmp_path: Path) -> None:
    found = marked(delta(tmp_path, WORKING))
    assert found[bookmark("call-1")][0] == "Open the road tonight."
    words, paragraph = found[bookmark("p-snow")]
    assert words.startswith("نص Snow")
    assert set(styles(paragraph.element)) == {Untranslated.PARAGRAPH}
    assert paragraph.element.find(f"{W}pPr/{W}bidi") is not None


def test_notes_are_comments_and_only_on_request(tmp_path: Path) -> None:
    silent = delta(tmp_path, WORKING)
    assert "word/comments.xml" not in silent.files
    file = delta(tmp_path / "other", replace(WORKING, notes=True))
    told = ["".join(map(str, each.itertext())) for each in file.xml("word/comments.xml")]
    assert any("Open the road{+ tonight+}." in each and "It was translated: نص Open." in each for each in told)
    references = [each.get(f"{W}id") for each in file.document.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(each.get(f"{W}id") for each in file.xml("word/comments.xml"))


def test_all_opens_what_is_done(tmp_path: Path) -> None:
    found = marked(delta(tmp_path, replace(WORKING, everything=True)))
    assert found[bookmark("p-snow")][0].startswith("Snow is near")


def rows(file: WordFile) -> dict[str, tuple[str, str]]:
    cells = [[seen(cell) for cell in row.iter(f"{W}tc")] for row in file.document.iter(f"{W}tr")]
    assert all(len(row) == 3 for row in cells)
    return {key: (source, target) for key, source, target in cells[1:]}


def test_the_table_has_a_row_for_each_text(tmp_path: Path) -> None:
    found = rows(working(tmp_path, TABLE))
    assert list(found) == [each.id for each in units(kit(), "ar")]
    assert found["q1"] == ("We have seen winters like this.", "")
    assert found[id_of("signatory-1.name")] == ("Big Heart", "القلب الكبير")
    assert found["lede"][0].startswith("The {{ signatory_count }} organisations")


def test_in_a_delta_the_table_shows_the_difference_and_the_old_translation(tmp_path: Path) -> None:
    file = delta(tmp_path, TABLE)
    assert rows(file)["call-1"] == ("Open the road tonight.Open the road tonight.", "نص Open.")
    added = (each.getparent().getparent() for each in file.document.iter(f"{W}u"))
    assert ["".join(run.itertext()) for run in added] == [" tonight", "three"]
    assert rows(file)["p-snow"][1].startswith("نص Snow")


def test_the_table_keeps_header_and_footer(tmp_path: Path) -> None:
    file = working(tmp_path, TABLE)
    assert {"word/header_first.xml", "word/footer_default.xml"} <= set(file.files)
    assert len([*file.document.iter(f"{W}headerReference")]) == 2


@pytest.mark.real
@needs_validator
@pytest.mark.parametrize("wanted", [WORKING, TABLE, replace(WORKING, notes=True), replace(WORKING, languages=("fr",))], ids=str)
@pytest.mark.parametrize("changed", [False, True], ids=["new", "delta"])
def test_microsofts_validator_finds_no_error(tmp_path: Path, wanted: TranslateOutRequest, changed: bool) -> None:
    from tests.docx.test_programs import microsofts_errors

    _ = delta(tmp_path, wanted) if changed else working(tmp_path, wanted)
    (made,) = (tmp_path / "kit-out").rglob("*.docx")
    assert microsofts_errors(made) == []
