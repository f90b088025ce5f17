"""A table of the statement in every output, and back from a translator."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

import docx as python_docx
from presskit.model.document import Table
from presskit.readers import markdown
from presskit.resources import shipped
from tests import verapdf
from tests.building import built
from tests.commands.conftest import Run
from tests.commands.test_build import WORLD

TABLES = {
    "en": "| Place | Beds before | Beds *now* {#t-head} |\n|:---|---:|:---:|\n| Eastern Aleppo | 250 | **12** {#t-east} |\n"
    "| Idlib, see [the list](https://example.org/x) | | 40 a\\|b {#t-idlib} |\n",
    "ar": "| المكان | الأسرّة قبل | الأسرّة الآن {#t-head} |\n|:---|---:|:---:|\n| حلب الشرقية | 250 | **12** {#t-east} |\n"
    "| إدلب، انظر [القائمة](https://example.org/x) | | 40 a\\|b {#t-idlib} |\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a kit with a table in English and Arabic."""
    import shutil

    folder = tmp_path_factory.mktemp("tables")
    kit = Path(shutil.copytree(shipped("data") / "aleppo", folder / "kit"))
    for language, table in TABLES.items():
        path = kit / f"statement.{language}.md"
        text = path.read_text("utf-8")
        after = text.index("\n\n", text.index("{#p-leaders}"))
        path.write_text(f"{text[:after]}\n\n{table}{text[after:]}", "utf-8")
    report = built(kit, folder / "out", WORLD, languages=tuple(TABLES))
    assert not report.failed, report.diagnostics
    assert not [each for each in report.diagnostics if each.code not in {"translation-behind", "segment-missing"}]
    return folder


def elements(node: Any, tag: str) -> list[Any]:
    kids = node.get("/K", [])
    below = [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)]
    return [each for kid in below for each in ([kid] if kid.get("/S") == tag else []) + elements(kid, tag)]


@pytest.mark.parametrize("language", TABLES)
def test_the_pdf_has_rows_of_cells_under_heads(made: Path, language: str) -> None:
    with pikepdf.open(made / f"out/{language}/aleppo-2016-{language}.pdf") as pdf:
        (table,) = elements(pdf.Root.StructTreeRoot, "/Table")
        assert [len(row.K) for row in elements(table, "/TR")] == [3, 3, 3]
        assert [str(head.A.Scope) for head in elements(table, "/TH")] == ["/Column"] * 3
        assert len(elements(table, "/TD")) == 6


WIDE = "| " + " | ".join(f"Column number {n}" for n in range(1, 13)) + " {#w-head} |\n|" + "---|" * 12 + "\n"
WIDE += "| " + " | ".join(f"value 1.{n} long-word-{n}" if n % 3 else f"{n * 1234}" for n in range(1, 13)) + " {#w-1} |\n"
LONG = "| Word | Address {#l-head} |\n|---|---|\n| " + "Donaudampfschifffahrts" * 4 + " | https://www.example.org/" + "a-long-address/" * 8
LONG += " {#l-1} |\n"


@pytest.mark.parametrize("table", [WIDE, LONG], ids=["twelve columns", "long words"])
def test_no_word_of_a_table_runs_out_of_the_measure(table: str, tmp_path: Path) -> None:
    import shutil

    kit = Path(shutil.copytree(shipped("data") / "starter", tmp_path / "kit"))
    path = kit / "statement.en.md"
    text = path.read_text("utf-8")
    after = text.index("\n\n", text.index("The first paragraph"))
    path.write_text(f"{text[:after]}\n\n{table}{text[after:]}", "utf-8")
    report = built(kit, tmp_path / "out", WORLD, only=("pdf",), languages=("en",))
    assert not report.failed, report.diagnostics
    page = pdfium.PdfDocument(tmp_path / "out/en/sample-release-en.pdf")[0]
    boxes = [page.get_textpage().get_charbox(n) for n in range(page.get_textpage().count_chars())]
    words = [box for box in boxes if box[2] > box[0]]
    assert max(box[2] for box in words) < page.get_width() - 40


@pytest.mark.skipif(verapdf.is_missing(), reason="veraPDF is not here")
def test_verapdf_takes_tables_for_accessible(made: Path) -> None:
    files = sorted(made.glob("out/*/aleppo-2016-??.pdf"))
    assert not any(verapdf.failures("ua1", files).values())


def test_the_word_file_has_a_table_with_a_head_row(made: Path) -> None:
    for language in TABLES:
        (table,) = python_docx.Document(str(made / f"out/{language}/aleppo-2016-{language}.docx")).tables
        assert [[cell.text for cell in row.cells] for row in table.rows][1][1:] == ["250", "12"]
        xml = zipfile.ZipFile(made / f"out/{language}/aleppo-2016-{language}.docx").read("word/document.xml").decode()
        assert xml.count("<w:tblHeader/>") == 1
        assert ("<w:bidiVisual/>" in xml) is (language == "ar")


def test_the_page_has_heads_with_a_scope_and_the_text_heads_before_cells(made: Path) -> None:
    page = (made / "out/en/aleppo-2016-en.html").read_text("utf-8")
    assert '<th scope="col" id="t-head-2" class="at-end">Beds before</th>' in page
    assert '<td id="t-east-3" class="at-center figure"><strong>12</strong></td>' in page
    text = (made / "out/en/aleppo-2016-en.txt").read_text("utf-8")
    assert "Place: Eastern Aleppo\nBeds before: 250\nBeds now: 12\n\nPlace: Idlib, see the list" in text


def test_a_translator_gives_the_cells_back(run: Run, made: Path, tmp_path: Path) -> None:
    kit = made / "kit"
    assert run("translate", "export", kit, "--to", "fr", "-o", tmp_path).code == 0
    document = python_docx.Document(str(next(tmp_path.rglob("*en-fr.docx"))))
    words = {"Place": "Lieu", "Beds before": "Lits avant", "Beds ": "Lits ", "now": "maintenant", "Eastern Aleppo": "Alep-Est",
             "Idlib, see ": "Idlib, voir ", "the list": "la liste"}  # fmt: skip
    for run_ in document.tables[0]._tbl.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        run_.text = words.get(run_.text or "", run_.text or "")
    document.save(str(tmp_path / "back.docx"))
    ended = run("translate", "import", kit, tmp_path / "back.docx")
    assert ended.code == 0, ended.err
    statement = markdown.read("statement.fr.md", (kit / "statement.fr.md").read_bytes(), "fr").value
    assert statement
    (table,) = [block for block in statement.body if isinstance(block, Table)]
    assert "Alep-Est | 250 | **12** {#t-east} |" in (kit / "statement.fr.md").read_text("utf-8")
    assert [cell.id for cell in table.rows[1].cells] == ["t-idlib-1", "t-idlib-2", "t-idlib-3"]
