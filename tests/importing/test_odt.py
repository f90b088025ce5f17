"""OpenDocument texts: what their writers see is read, the rest is told, and harmful files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from presskit.limits import ZIP_RATIO_FREE_BYTES
from tests.attacks.pictures import png
from tests.importing.html_samples import WORD
from tests.importing.odt_samples import odt, rich
from tests.importing.reading import Read, read, refused
from tests.importing.word_files import bare, p
from tests.programs import converted, soffice


def file(data: bytes) -> Read:
    return read(("a.odt", data), language="en")


def test_everything_in_a_text_is_read_or_told() -> None:
    found = file(rich())
    assert found.text() == (
        "---\ntitle: A harbour reopens\n---\n\n"
        "The harbour is **open** to every boat[^foo3], says the [port](https://example.org/port). {#lede}\n\n"
        "It was closed for a year. {#p2}\n\n"
        "![The harbour](picture-1.png) {#fig-1}\n\n"
        "## What must happen {#h-1}\n\n"
        "- Light the quay {#item-1}\n\n  - at night {#item-2}\n- Mend the crane {#item-3}\n\n"
        "The council meets in May. {#p3}\n\nA box beside the text. {#p4}\n\n"
        "[^foo3]: Report of the port, page 4. {#fn-foo3-1}\n"
    ).replace("foo3", found.text().partition("[^")[2].partition("]")[0])
    assert found.names() == ["Island Voices", "Harbour Workers Union"]
    assert found.imported.images == (("picture-1.png", png()),)
    told = " ".join(f"{each.message} {each.related}" for each in found.found)
    for words in ("Is this so?", "An old sentence.", "for ever", "ask the port", "Coast Office, draft of May", "a text box stands"):
        assert words in told


@pytest.mark.parametrize(("data", "why"), [
    (b"", "is damaged, or no OpenDocument text"),
    (rich()[:900], "is damaged, or no OpenDocument text"),
    (bare(p("A bridge")), "is damaged, or no OpenDocument text"),
    (odt("<text:p>A"), "it is not well-formed XML"),
    (odt("<text:p>&a;</text:p>", above='<!DOCTYPE x [<!ENTITY a "b">]>'), "it declares entities"),
    (odt("<text:section>" * 300 + "</text:section>" * 300), "it is not well-formed XML"),
    (odt("<text:p>A bridge</text:p>", parts={"META-INF/manifest.xml": b"<encryption-data/>"}), "is protected by a password"),
    (odt("<text:p>A</text:p>", parts={"big.bin": bytes(8 * ZIP_RATIO_FREE_BYTES)}), "is damaged, or no OpenDocument text"),
], ids=["empty", "cut", "docx", "xml", "entities", "deep", "password", "bomb"])  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    assert why in refused("a.odt", data)[0].message


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saves_is_read_as_what_it_opened(tmp_path: Path) -> None:
    lines = ["A harbour reopens", "Oslo, 4 March 2027 – The harbour is open to every boat.", "Signatories", "Island Voices"]
    word = bare("".join(map(p, lines)))
    saved = converted(word, "docx", "odt")
    assert file(saved).text() == read(("a.docx", word), language="en").text()
    pages = converted(WORD.encode(), "html", "odt")
    assert file(pages).names() == ["Island Voices", "Harbour Workers Union"]
