"""XLIFF, TMX, TBX, TSV: valid whatever the words are, equal bytes for equal kits, and what is written is read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from presskit.formats import tmx as tmx_words
from presskit.formats import xliff as xliff_words
from presskit.formats.kit_yaml import joined
from presskit.formats.xml_text import UnfitXmlError, parsed
from presskit.model.document import VARIABLES, Emphasis, Inline, LineBreak, Link, NoteRef, Strong, Text, Variable
from presskit.readers import translation_files
from presskit.translation.rebuild import Restorer
from presskit.translation.status import Memory, MemoryEntry
from presskit.usecases.translate_out import TranslateOutRequest
from presskit.writers.translation import FormatName
from presskit.writers.translation.cat_files import memory_file
from tests.examples import many
from tests.translation_out import schemas
from tests.translation_out.samples import ENGLISH, exported, id_of
from tests.translation_out.test_delta import CHANGED, arabic, imported, revision

ALL = TranslateOutRequest(Path(), languages=("ar",), formats=tuple(FormatName))
XLF = f"{{{xliff_words.NAMESPACE}}}"
HOSTILE = '"]]></source><!DOCTYPE x [<!ENTITY e "y">]>&e; <script> \u202e\x01\u202c \\{{ nope }} \\[^nope\\] %s'

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20)
TEXTS = st.builds(Text, WORDS)
ALONE: list[Inline] = [LineBreak(), NoteRef("un"), *map(Variable, VARIABLES[:3])]
PLAIN = st.one_of(TEXTS, st.sampled_from(ALONE))


def _some(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inner, min_size=1, max_size=4).map(joined)


def _marked(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    link = st.builds(Link, _some(inner), st.sampled_from(["https://example.org/?a=1&b=<2>", "mailto:a@example.org"]))
    return st.one_of(inner, st.builds(Strong, _some(inner)), st.builds(Emphasis, _some(inner)), link)


INLINES = _some(st.recursive(PLAIN, _marked, max_leaves=6))


@given(INLINES)
def test_what_xliff_holds_is_read_back(words: tuple[Inline, ...]) -> None:
    node = etree.Element(xliff_words.name("source"))
    xliff_words.fill(node, words)
    assert xliff_words.inlines_in(etree.fromstring(etree.tostring(node))) == words


@given(INLINES)
def test_what_tmx_holds_is_read_back(words: tuple[Inline, ...]) -> None:
    node = etree.Element("seg")
    tmx_words.fill(node, words)
    assert tmx_words.inlines_in(etree.fromstring(etree.tostring(node))) == words


def test_the_forms_of_a_noun_are_words_to_be_translated() -> None:
    """In XLIFF they stand in the text, where a translator writes over them; the memory keeps them as they are."""
    counted = Variable("signatory_count", ("organisation", "organisations"))
    written = "By {{ signatory_count | organisation | organisations }}."
    node, seg = etree.Element(xliff_words.name("source")), etree.Element("seg")
    xliff_words.fill(node, [Text("By "), counted, Text(".")])
    tmx_words.fill(seg, [Text("By "), counted, Text(".")])
    assert (node.text, len(node)) == (written, 0)
    assert tmx_words.inlines_in(seg) == (Text("By "), counted, Text("."))
    assert Restorer().nodes([Text(written)]) == (Text("By "), counted, Text("."))
    translated = "{{signatory_count | منظمة واحدة | منظمتان | منظمات | منظمة | منظمة}}"
    forms = ("منظمة واحدة", "منظمتان", "منظمات", "منظمة", "منظمة")
    assert Restorer().nodes([Text(translated)]) == (Variable("signatory_count", forms),)


KEYS = st.from_regex("[a-z][a-z0-9-]{0,8}", fullmatch=True)
ENTRIES = st.builds(MemoryEntry, KEYS, st.just("en"), st.sampled_from(["ar", "fr"]), INLINES, INLINES, st.just("0123456789ab"))


@settings(max_examples=many(50))
@given(st.lists(ENTRIES, max_size=5))
def test_a_memory_that_is_written_is_read_back(entries: list[MemoryEntry]) -> None:
    memory = Memory(tuple(entries))
    data = memory_file(memory, "en")
    assert translation_files.read_memory(data).value == memory
    assert translation_files.read_memory(data).diagnostics == ()
    assert memory_file(memory, "en") == data


@pytest.mark.real
def test_the_memory_is_valid_tmx() -> None:
    root = etree.fromstring(memory_file(imported()[1], "en"))
    assert schemas.tmx().validate(root), schemas.tmx().error_log


def test_the_memory_is_readable_line_by_line() -> None:
    lines = memory_file(imported()[1], "en").decode().splitlines()
    assert '      <prop type="x-presskit-key">call-1</prop>' in lines
    assert "        <seg>نص Open.</seg>" in lines


@pytest.mark.parametrize("data", [b"", b"<tmx", b"\xff\xfe", b'<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>', b"<a/>" * 3])
def test_a_damaged_memory_is_an_error_and_not_an_exception(data: bytes) -> None:
    reading = translation_files.read_memory(data)
    assert reading.value == Memory()
    assert [each.code for each in reading.diagnostics] == ["memory-unreadable"]


def test_an_entry_that_says_too_little_is_reported_with_its_line() -> None:
    data = memory_file(imported()[1], "en").replace(b"x-presskit-key", b"x-other", 1)
    reading = translation_files.read_memory(data)
    assert len(reading.value.entries) == len(imported()[1].entries) - 1
    assert [(each.code, each.span.line > 1) for each in reading.diagnostics] == [("memory-unreadable", True)]


def test_entities_are_never_resolved() -> None:
    with pytest.raises(UnfitXmlError, match="entities"):
        parsed(b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><t>&a;</t>')


@pytest.mark.real
@pytest.mark.parametrize("changed", [{}, {"statement_en_md": ENGLISH.replace("Snow is near", HOSTILE.replace("\n", " "))}], ids=["plain", "hostile"])
def test_files_are_valid(tmp_path: Path, changed: dict[str, str]) -> None:
    _, files = exported(tmp_path / "kit", ALL, **changed)
    kinds = {Path(name).suffix: data for name, data in files.items()}
    assert schemas.xliff().validate(etree.fromstring(kinds[".xliff"])), schemas.xliff().error_log
    assert schemas.tmx().validate(etree.fromstring(kinds[".tmx"])), schemas.tmx().error_log
    assert schemas.tbx().validate(etree.fromstring(kinds[".tbx"])), schemas.tbx().error_log


def test_equal_kits_give_equal_bytes(tmp_path: Path) -> None:
    one, other = (exported(tmp_path / name / "kit", replace(ALL, notes=True))[1] for name in ("a", "b"))
    assert one == other
    assert len(one) == 6


def xliff(tmp_path: Path, wanted: TranslateOutRequest = ALL, **changed: str) -> dict[str, etree._Element]:
    _, files = exported(tmp_path / "kit", wanted, **changed)
    root = etree.fromstring(next(data for name, data in files.items() if name.endswith(".xliff")))
    return {each.get("id", ""): each for each in root.iter(f"{XLF}trans-unit")}


def target(unit: etree._Element) -> etree._Element:
    return next(unit.iter(f"{XLF}target"))


def test_what_is_open_has_its_source_as_target_so_that_omegat_loads_it(tmp_path: Path) -> None:
    units = xliff(tmp_path)
    assert target(units["q1"]).text == "We have seen winters like this."
    assert target(units["q1"]).get("state") == "needs-translation"
    assert units["q1"].get("translate") is None


def test_a_locked_name_is_not_to_be_translated(tmp_path: Path) -> None:
    unit = xliff(tmp_path)[id_of("signatory-1.name")]
    assert unit.get("translate") == "no"
    assert target(unit).text == "القلب الكبير"


def test_marks_are_elements_and_come_back(tmp_path: Path) -> None:
    units = xliff(tmp_path)
    assert xliff_words.inlines_in(target(units["p-trucks"])) == (
        Strong((Text("Trucks"),)), Text(" wait at the border with "), Emphasis((Text("blankets"),)), Text("."),
    )  # fmt: skip


def test_the_delta_carries_the_old_version(tmp_path: Path) -> None:
    place = tmp_path / "kit"
    changed = {"statement_en_md": CHANGED, "statement_ar_md": arabic(revision())}
    (place / "translations").mkdir(parents=True)
    (place / "translations/memory.tmx").write_bytes(memory_file(imported()[1], "en"))
    from tests.translation_out.samples import folder

    folder(place, **changed)
    units = xliff(tmp_path)
    opened = [key for key, each in units.items() if each.get("translate") is None and "." not in key and not key.startswith("city-")]
    assert opened == ["call-1", "about-1"]
    old = next(units["call-1"].iter(f"{XLF}alt-trans"))
    assert [each.text for each in old] == ["Open the road.", "نص Open."]
    assert "{+ tonight+}" in "".join(map(str, units["call-1"].itertext()))
    assert target(units["p-snow"]).get("state") == "translated"


@pytest.mark.real
def test_a_delta_is_valid_too(tmp_path: Path) -> None:
    test_the_delta_carries_the_old_version(tmp_path)
    root = etree.fromstring(next((tmp_path / "kit-out/ar").glob("*.xliff")).read_bytes())
    assert schemas.xliff().validate(root), schemas.xliff().error_log


def test_the_page_of_changes_shows_both_and_escapes(tmp_path: Path) -> None:
    test_the_delta_carries_the_old_version(tmp_path)
    page = next((tmp_path / "kit-out/ar").glob("*.changes.html")).read_text("utf-8")
    assert "Open the road<ins> tonight</ins>." in page
    assert '<p lang="ar" dir="rtl">نص Open.</p>' in page
    assert "2 changed" in page


def test_the_glossary_has_terms_names_and_notes(tmp_path: Path) -> None:
    _, files = exported(tmp_path / "kit", ALL)
    lines = next(data for name, data in files.items() if name.endswith(".utf8")).decode().splitlines()
    assert "ceasefire\tوقف إطلاق النار\tnot «هدنة»" in lines
    assert "UN\tUN" in lines
    assert "Big Heart\tالقلب الكبير" in lines


def test_names_alone_are_a_memory_and_nothing_is_none(tmp_path: Path) -> None:
    _, files = exported(tmp_path / "kit", replace(ALL, languages=("fr",)), glossary_yaml="terms: []\n")
    assert not [name for name in files if name.endswith((".tmx", ".utf8", ".tbx", ".html"))]
