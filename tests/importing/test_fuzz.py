"""Whatever is imported: no traceback, every line placed once, no word lost, and the kit can be read back."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presskit.readers.importing import import_files
from presskit.typography import clean
from presskit.usecases.import_files import report_text
from tests.examples import many
from tests.importing.reading import SAMPLES, Read, read_back, words
from tests.importing.word_files import bare, p, r

SNIPPETS = [
    "Signatories", "Signed by: A, B; C", "Media contacts:", "Contact: x@example.org", "ENDS", "###", "-30-", "Notes to editors",
    "About us", "About 40 people", "- ", "1. ", "- 1- Name", "2) Name NNN", "* star", "Name*", "Name (ABC)", "ABC, Name of it",
    "Dr. A B, C", "In their personal capacity", "Lebanon", "> quote", "# Title", "## Part", "**bold**", "[1]", "[1] note", "¹ note",
    "word.¹", "{{ date }}", "{#id}", "::: calls", ":::", "---", "| a |", "a\tb\tc", "[^a]", "[^a]: b", "![a](b)", "<b>", "&amp;",
    "Beirut, 3 December 2026 - Words follow here.", "05/06/2026", "EMBARGOED UNTIL 14:00 CET 1 May 2026", "FOR IMMEDIATE RELEASE",
    "We call for:", "Nous appelons à :", "00442079460123", "+1 202 555 0123", "Press release", "بيــان", "الموقعون:", "١- اسم", "،", "\u200f",
    "e\u0301", "\u0640", "\u00a0", "\u2028", "\x0b", "\x0c", "\x00", "\x1f", "\u202e", "İ", "ß", "   indented", "Page 2 of 3", "7",
    "Not for publication: Omar, +963 944 555 012", "(not for publication)", "--", "Hi all,", "Thanks,", "DRAFT v2", "humani-", "tarian", "XX March 2027",
    "Name (TBC)", "[Others to be added]", "Under embargo until 6am", "One Aid      Two Aid", "Name, writer", "---------- Forwarded message ---------",
    "For nine days no lorry has reached the river towns, and the bakeries have flour for two more days at most.",
    "Depuis neuf jours, aucun camion n’a atteint les villes du fleuve, et les boulangeries n’ont plus de farine que pour deux jours.",
]  # fmt: skip
ALLOWED = frozenset({"unknown-variable", "missing-text"})
"""What a text itself can be at fault for: a variable that it names, a title with nothing below it."""
LINES = st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=30), st.just(""))
TEXTS = st.lists(st.lists(LINES, max_size=3).map(" ".join), max_size=14).map("\n".join)


def check_account(text: str) -> None:
    reading = import_files([("a.txt", text.encode("utf-8", "replace"))], region="GB", language="en")
    if reading.value is None:
        assert any(finding.severity == "error" for finding in reading.diagnostics)
        return
    found = Read(reading.value, reading.diagnostics)
    seen = [each.span.line for each in found.placements]
    assert len(seen) == len(set(seen))
    written = "\n".join(each.text for each in found.placements)
    assert words(clean(written)) == words(
        clean(text.removeprefix("\ufeff").translate(dict.fromkeys([0xFEFF, *range(0x7F, 0xA0)])))
    )
    assert not words(clean(written)) - words(clean(report_text(found.imported, found.found)))
    assert [each for each in read_back(found) if each.severity == "error" and each.code not in ALLOWED] == []


@settings(max_examples=many(300), deadline=None)
@given(TEXTS)
@example("A\nSignatories\n- \n-")
@example("Title\n\n1. a\n   2. b\n      3. c\n1. d")
def test_a_text_is_placed_line_by_line(text: str) -> None:
    check_account(text.replace("\x00", "").replace("\r", "").replace("\x85", "").replace("\x1f", ""))


@settings(max_examples=many(200), deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.docx", "a.csv", "a.xlsx", "a"]))
def test_noise_is_read_to_its_end(data: bytes, name: str) -> None:
    import_files([("t.txt", b"A title\n\nWords."), (name, data)], region="TR", language="en")
    import_files([(name, data)], region="", language="fr")


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    path = draw(st.sampled_from(sorted(SAMPLES.iterdir())))
    text = path.read_text("utf-8")
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(LINES) + text[end:]
    return path.name, text.encode("utf-8", "replace")


@settings(max_examples=many(120), deadline=None)
@given(mutated(), st.sampled_from(["", "TR", "US"]), st.sampled_from(["en", "fr", "ar"]))
def test_a_damaged_release_is_read_to_its_end(file: tuple[str, bytes], region: str, language: str) -> None:
    reading = import_files([file], region=region, language=language)
    if reading.value:
        spans = [each.span for each in reading.value.placements]
        assert len(spans) == len(set(spans))


TAGS = [
    "w:p", "w:r", "w:t", "w:ins", "w:del", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:hyperlink", "w:br", "w:drawing",
    "w:pict", "w:txbxContent", "w:footnoteReference", "w:fldChar", "w:instrText", "w:pPr", "w:numPr", "w:numId", "w:vanish", "w:sym",
]  # fmt: skip
TREES = st.recursive(
    st.sampled_from([r("words"), r("Signatories"), p("1. Name"), p(""), "<w:br/>", '<w:fldChar w:fldCharType="end"/>']),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(max_examples=many(200), deadline=None)
@given(st.lists(TREES, max_size=6).map("".join))
def test_a_word_file_of_any_shape_is_read_to_its_end(body: str) -> None:
    reading = import_files([("a.docx", bare(p("A title") + body))], region="GB", language="en")
    assert reading.value
    found = Read(reading.value, reading.diagnostics)
    assert [each for each in read_back(found) if each.severity == "error" and each.code not in ALLOWED] == []


@settings(max_examples=many(150), deadline=None)
@given(st.integers(0, 5000), st.binary(max_size=6), st.sampled_from(["word/document.xml", "_rels/.rels"]))
def test_a_word_file_with_damaged_xml_is_read_or_refused(place: int, noise: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(bare(p("A title") + p("Words.") * 3))) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    data = files[name]
    place %= len(data)
    files[name] = data[:place] + noise + data[place + len(noise) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    import_files([("a.docx", out.getvalue())], region="GB", language="en")


@pytest.mark.parametrize(
    "text",
    [
        "A title\n" + "word " * 300_000,
        "A title\n\n" + "Signatories\n" + "- Name, of, it\n" * 20_000,
        "A title\n\nSignatories\n" + "Name; " * 50_000,
        "A title\n\nMedia contacts\n" + "- A B a@example.org +44 20 7946 0123\n" * 3_000,
        "A title\n\n" + "- " * 200_000 + "x",
        "A title\n\n" + "(" * 100_000 + "Embargo" + "1 " * 100_000,
        "A title\n\nContact: " + "1 " * 200_000,
        "A title\n\n" + "About us\n\n" * 20_000,
    ],
    ids=["words", "names", "row", "contacts", "bullets", "brackets", "digits", "about"],
)
def test_a_long_text_is_read_in_reasonable_time(text: str) -> None:
    import time

    begun = time.process_time()
    import_files([("a.txt", text.encode())], region="GB", language="en")
    assert time.process_time() - begun < 30
