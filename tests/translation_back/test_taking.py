"""Taking a file back: what is written, what is asked, what is refused; and that a refusal changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from presskit.formats.ooxml.contract import bookmark
from presskit.translation.alignment_state import Choices
from presskit.translation.returned import Tracked
from presskit.translation.segments import text_of, units
from presskit.translation.status import Export
from presskit.translation.unmatched import LEAST_CONFIDENCE
from presskit.usecases.translate_back import TranslateBackReport
from presskit.writers.translation.cat_files import exports_file
from tests.docx.making import changed
from tests.importing.word_files import bare, part, zipped
from tests.translation_back.kits import kit_of, sent, specimen, take, translations, untranslated, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Change = Callable[[etree._Element], None]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return untranslated(tmp_path)


def document(data: bytes, *changes: Change) -> bytes:
    """Return a Word file whose body was changed."""

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        root = etree.fromstring(content)
        for each in changes:
            each(root)
        return etree.tostring(root)

    return changed(data, change)


def name_of(key: str) -> str:
    """Return the bookmark of a unit of the specimen, which an entry of a list has from its own words."""
    return bookmark(next(unit.id for unit in units(specimen(), "fr") if unit.key == key))


def paragraph(root: etree._Element, name: str) -> etree._Element:
    start = next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name)
    found = start.getparent()
    assert found is not None
    return found


def translated(data: bytes, language: str) -> bytes:
    """Return the Word file with the specimen's translation typed into every bookmark."""
    texts = {each: text_of(unit.target or ()) for each, unit in translations(language).items()}
    ids = {each: unit.id for each, unit in translations(language).items()}

    def type_in(root: etree._Element) -> None:
        for key, text in texts.items():
            starts = [each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == bookmark(ids[key])]
            for start in starts:
                _say(start, text)

    return document(data, type_in)


def _say(start: etree._Element, text: str) -> None:
    runs, each = [], start.getnext()
    while each is not None and each.tag != f"{W}bookmarkEnd":
        runs.append(each)
        each = each.getnext()
    written = [node for run in runs for node in run.iter(f"{W}t")]
    for node in written:
        node.text = ""
    written[0].text = text


def back(kit: Path, language: str = "fr") -> bytes:
    return translated(sent(kit_of(kit), language), language)


def codes(report: TranslateBackReport) -> list[str]:
    return sorted({finding.code for finding in report.diagnostics if finding.code.startswith("return-")})


def errors(report: TranslateBackReport) -> list[str]:
    return sorted({finding.code for finding in report.diagnostics if finding.severity == "error"})


def fingerprint(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def refused(kit: Path, data: bytes, name: str = "back.docx", **options: Any) -> TranslateBackReport:
    """Take a file that is refused; nothing in the kit has changed."""
    before = fingerprint(kit)
    report = take(kit, name, data, **options)
    assert report.refused
    assert report.written == ()
    assert fingerprint(kit) == before
    return report


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("form", ["docx", "xliff"])
def test_what_went_out_translated_is_the_specimen(kit: Path, language: str, form: str) -> None:
    data = sent(specimen(), language, form)  # every unit is done, and shown in its translation
    report = take(kit, f"back.{form}", data)
    assert not report.refused
    got, wanted = kit_of(kit).statement(language), specimen().statement(language)
    assert got
    assert wanted
    if form == "docx":  # what is done and on no page is not sent again
        wanted = replace(wanted, description="", keywords=())
    assert got == wanted


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_table_brings_everything_home(kit: Path, language: str) -> None:
    report = take(kit, "back.docx", sent(specimen(), language, "table"))
    assert not report.refused
    assert kit_of(kit).statement(language) == specimen().statement(language)


def test_a_file_that_is_typed_over_is_the_specimen_in_words(kit: Path) -> None:
    report = take(kit, "back.docx", back(kit))
    got, wanted = kit_of(kit).statement("fr"), specimen().statement("fr")
    assert got
    assert wanted
    assert words(got) == words(wanted)
    assert [path.name for path in report.written] == ["statement.fr.md", "kit.yaml", "memory.tmx"]
    assert kit_of(kit).release.languages == ("en", "fr")


def test_bold_words_that_were_typed_over_are_told(kit: Path) -> None:
    def loses_bold(root: etree._Element) -> None:
        etree.strip_elements(root, f"{W}b", f"{W}bCs")

    report = take(kit, "typed.docx", document(translated(sent(kit_of(kit), "ar"), "ar"), loses_bold))
    told = [each for each in report.diagnostics if each.code == "return-formatting-lost"]
    assert [each.message.rpartition("(")[2] for each in told] == [
        f"«call-{name}»)" for name in ("protect", "evacuate", "displaced", "account")
    ]


def test_taking_a_file_twice_writes_nothing_new(kit: Path) -> None:
    data = back(kit)
    take(kit, "back.docx", data)
    before = fingerprint(kit)
    assert take(kit, "back.docx", data).written == ()
    assert fingerprint(kit) == before


def test_new_names_go_into_signatories_yaml_and_comments_stay(kit: Path) -> None:
    old = (kit / "signatories.yaml").read_text("utf-8")

    def name(root: etree._Element) -> None:
        _say(next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name_of("signatory-1.name")), "Grand Cœur")

    take(kit, "back.docx", document(back(kit), name))
    new = (kit / "signatories.yaml").read_text("utf-8")
    assert new.replace(", fr: Grand Cœur", "") == old
    assert kit_of(kit).roster.everyone()[0].name.in_language("fr") == "Grand Cœur"


def test_an_approved_name_does_not_change(kit: Path) -> None:
    def name(root: etree._Element) -> None:
        _say(next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == name_of("signatory-1.name")), "قلب كبير")

    report = take(kit, "back.docx", document(back(kit, "ar"), name))
    assert "return-name-changed" in codes(report)
    assert kit_of(kit).roster.everyone()[0].name.in_language("ar") == "القلب الكبير"


def test_a_text_left_in_the_source_language_is_left_out(kit: Path) -> None:
    """A text needs a title, and the source's own would stand in the wrong language over it: it is asked for."""
    data = sent(kit_of(kit), "fr")
    report = refused(kit, data)
    assert codes(report) == ["return-no-title", "return-untranslated"]
    assert "translate it in the file, or give the title in «fr»" in {each.hint for each in report.diagnostics}
    report = take(kit, "back.docx", data, title="Ouvrez une issue sûre")
    got = kit_of(kit).statement("fr")
    assert got
    assert words(got) == {"title": "Ouvrez une issue sûre"}
    assert codes(report) == ["return-untranslated"]


def test_empty_targets_are_left_out_and_told(kit: Path) -> None:
    data = sent(specimen(), "fr", "xliff")
    gone = re.sub(rb'(<trans-unit id="p-week".*?<target[^>]*>).*?(</target>)', rb"\1\2", data, flags=re.DOTALL)
    assert gone != data
    report = take(kit, "back.xliff", gone)
    assert "return-empty" in codes(report)
    got = kit_of(kit).statement("fr")
    assert got
    assert "p-week" not in words(got)


def test_another_kit_is_refused(kit: Path) -> None:
    text = (kit / "kit.yaml").read_text("utf-8")
    data = back(kit)
    (kit / "kit.yaml").write_text(text.replace("id: aleppo-2016", "id: homs-2012"), "utf-8")
    assert codes(refused(kit, data)) == ["return-other-kit"]


def test_an_older_revision_is_refused_with_the_choice(kit: Path) -> None:
    data = back(kit)
    revision = specimen().statements[0].revision
    source = kit / "statement.en.md"
    source.write_text(source.read_text("utf-8").replace("In the past week", "Last week"), "utf-8")
    (kit / "translations").mkdir()
    (kit / "translations/exports.yaml").write_bytes(exports_file([Export("fr", date(2026, 1, 2), revision)]))
    report = refused(kit, data)
    assert codes(report) == ["return-older-revision"]
    assert f"--base-revision {revision}" in report.diagnostics[0].hint
    done = take(kit, "back.docx", data, base_revision=revision)
    got = kit_of(kit).statement("fr")
    assert done.written
    assert got
    assert got.translates
    assert got.translates.revision == revision
    assert not (kit / "translations/memory.tmx").exists()  # whose source is not here any more


def test_another_language_is_refused(kit: Path) -> None:
    assert codes(refused(kit, back(kit), language="ar")) == ["return-other-language"]


def test_a_file_without_its_properties_says_it_at_its_foot(kit: Path) -> None:
    data = changed(back(kit), lambda name, content: None if name == "docProps/custom.xml" else content)
    data = changed(data, _without_custom)
    assert take(kit, "back.docx", data).written


def test_a_file_that_says_nothing_is_refused(kit: Path) -> None:
    data = changed(back(kit), lambda name, content: None if name == "docProps/custom.xml" or "footer" in name else content)
    data = changed(data, _without_custom)
    assert codes(refused(kit, data)) == ["return-no-language", "return-no-revision"]
    revision = specimen().statements[0].revision
    assert take(kit, "back.docx", data, language="fr", base_revision=revision).written


def _without_custom(name: str, content: bytes) -> bytes:
    if name == "[Content_Types].xml":
        return re.sub(rb"<Override [^>]*(?:custom\.xml|footer)[^>]*/>", b"", content)
    return re.sub(rb"<Relationship [^>]*custom\.xml[^>]*/>", b"", content) if name == "_rels/.rels" else content


def lose_ids(root: etree._Element) -> None:
    for each in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        up = each.getparent()
        assert up is not None
        up.remove(each)
    for each in root.iter(f"{W}p"):
        for name in [key for key in each.attrib if str(key).endswith("paraId")]:
            del each.attrib[name]


def test_without_ids_nothing_is_guessed_and_everything_can_be_accepted(kit: Path) -> None:
    data = document(back(kit, "ar"), lose_ids)
    report = refused(kit, data)
    assert "return-match-uncertain" in codes(report)
    assert {row.evidence for row in report.rows if row.state == "placed"} <= {"same words", "names and numbers"}
    report = refused(kit, data, choices=Choices(all=True))
    asked = {row.key: row.numbers for row in report.rows if row.state == "asked"}  # less sure than what is taken as a whole
    assert set(asked) == {"description", *(f"keyword-{number}" for number in range(1, 6))}
    assert all(row.confidence < LEAST_CONFIDENCE for row in report.rows if row.state == "asked")
    report = take(kit, "back.docx", data, choices=Choices(asked, all=True))
    assert errors(report) == []
    got, wanted = kit_of(kit).statement("ar"), specimen().statement("ar")
    assert got
    assert wanted
    assert words(got) == words(wanted)


def test_without_ids_sorted_names_are_refused(kit: Path) -> None:
    def sort(root: etree._Element) -> None:
        one, other = paragraph(root, name_of("signatory-1.name")), paragraph(root, name_of("signatory-9.name"))
        up = one.getparent()
        assert up is not None
        up.insert(up.index(other), one)

    assert "return-reordered" in codes(refused(kit, document(back(kit, "ar"), sort, lose_ids)))


def test_with_ids_sorted_names_are_not_asked_about(kit: Path) -> None:
    def sort(root: etree._Element) -> None:
        one, other = paragraph(root, name_of("signatory-1.name")), paragraph(root, name_of("signatory-9.name"))
        up = one.getparent()
        assert up is not None
        up.insert(up.index(other), one)

    assert take(kit, "back.docx", document(back(kit, "ar"), sort)).written


def track(root: etree._Element) -> None:
    """Delete a word and insert another one, with Word's changes tracked."""
    run = next(paragraph(root, "pk_p__week").iter(f"{W}r"))
    up = run.getparent()
    assert up is not None
    at = up.index(run)
    gone = etree.fromstring(f'<w:del xmlns:w="{W[1:-1]}" w:id="1"><w:r><w:delText>VIEUX </w:delText></w:r></w:del>')
    new = etree.fromstring(f'<w:ins xmlns:w="{W[1:-1]}" w:id="2"><w:r><w:t xml:space="preserve">NEUF </w:t></w:r></w:ins>')
    up.insert(at, gone)
    up.insert(at + 1, new)


def test_tracked_changes_are_asked_about_accepted_or_refused(kit: Path) -> None:
    data = document(back(kit), track)
    report = refused(kit, data)
    assert codes(report) == ["return-tracked-changes"]
    assert [word for _, word in report.diagnostics[0].related] == ["deleted: «VIEUX »", "inserted: «NEUF »"]
    for way, word in ((Tracked.ACCEPT, "NEUF"), (Tracked.REFUSE, "VIEUX")):
        take(kit, "back.docx", data, tracked=way)
        got = kit_of(kit).statement("fr")
        assert got
        assert words(got)["p-week"].startswith(word)


def test_comments_are_kept_as_notes(kit: Path) -> None:
    comment = '<w:comment w:id="0" w:author="Nour"><w:p><w:r><w:t>Which Thursday?</w:t></w:r></w:p></w:comment>'
    added = part("comments", comment)

    def mark(root: etree._Element) -> None:
        paragraph(root, "pk_p__leaders").append(etree.fromstring(f'<w:commentRangeStart xmlns:w="{W[1:-1]}" w:id="0"/>'))

    data = changed(document(back(kit), mark), lambda name, content: added.encode() if name == "word/comments.xml" else content)
    import io
    import zipfile

    with zipfile.ZipFile(buffer := io.BytesIO(data), "a") as archive:
        archive.writestr("word/comments.xml", added)
    report = take(kit, "back.docx", buffer.getvalue())
    assert "return-note" in codes(report)
    notes = (kit / "translations/notes.fr.md").read_text("utf-8")
    assert re.search(r"Comment at paragraph \d+ \(«[\w-]+»\), Nour: Which Thursday\?", notes)


def test_a_choice_that_names_nothing_is_refused(kit: Path) -> None:
    for choice in ({"p-weak": (4,)}, {"p-week": (4000,)}, {"4000": ()}):
        assert errors(refused(kit, back(kit), choices=Choices(choice))) == ["return-invalid-match"]


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "text": (b"Hello, here is the translation", "back.txt"),
    "nothing": (b"", "back.docx"),
    "pdf": (b"%PDF-1.7 ...", "back.docx"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "back.doc"),
    "a zip": (zipped({"a.txt": "hello"}), "back.docx"),
    "half a zip": (bare("")[:200], "back.docx"),
    "a bomb": (lambda: bare("", document="<x>" + "0" * 40_000_000 + "</x>"), "back.docx"),
    "entities": (bare("", document=ENTITIES), "back.docx"),
    "no body": (bare("", document=part("document", "")), "back.docx"),
    "not xml": (bare("", document="<w:document"), "back.docx"),
    "entities in xliff": (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', "back.xliff"),
    "half an xliff": (b"<xliff><file>", "back.xliff"),
    "100 megabytes": (lambda: b"PK\x03\x04" + bytes(100 * 1024 * 1024), "back.docx"),
}
"""Files, or what makes one that is too large to be kept from the collection of the tests on."""


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_clear_words(kit: Path, what: str) -> None:
    given, name = HOSTILE[what]
    report = refused(kit, given if isinstance(given, bytes) else given(), name)
    assert codes(report) == ["return-unreadable"]
    assert report.diagnostics[0].hint


def test_macros_and_remote_templates_are_told_and_not_run(kit: Path) -> None:
    import io
    import zipfile

    remote = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://x/attachedTemplate" TargetMode="External" Target="https://evil.example/t.dotm"/></Relationships>'
    )
    with zipfile.ZipFile(buffer := io.BytesIO(back(kit)), "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
        archive.writestr("word/_rels/settings.xml.rels", remote)
    report = take(kit, "back.docx", buffer.getvalue())
    assert {"return-external", "return-macros"} <= set(codes(report))
    assert report.written


def test_a_kit_without_a_source_is_told(tmp_path: Path) -> None:
    report = take(tmp_path, "back.docx", bare(""))
    assert report.refused
    assert replace(report, diagnostics=()) == TranslateBackReport("", "")
