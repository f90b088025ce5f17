"""Every check sees its defect in a file of ours, at its place, and is silent on good files."""

from __future__ import annotations

import importlib
import io
import pkgutil
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from PIL import Image as Picture

from presskit.checks import preflight as room
from presskit.checks.preflight.check_base import PreflightCheck
from presskit.checks.preflight.docx_checks import DOCX_CHECKS
from presskit.checks.preflight.pdf_checks import PDF_CHECKS
from presskit.model.document import Figure, Text
from presskit.model.edition import Group, Member, SignatoryList
from presskit.model.outputs import Format
from presskit.resources import Resources
from tests.preflight.files import codes, edition, found, good, with_defect
from tests.preflight.seeds import SEEDS, Case
from tests.samples import LANGUAGES, bare, paragraph
from tests.setting import pdf_of, print_of

OUTPUTS = (Format.PDF, Format.PRINT)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_a_good_file(language: str, output: Format) -> None:
    assert found(good(output, language), edition(output, language)) == []
    assert found(good(output, language)) == []


@pytest.mark.parametrize("case", SEEDS.values(), ids=SEEDS)
def test_a_defect_is_seen_at_its_place(case: Case) -> None:
    findings = found(with_defect(good(case.output), case.seed), edition(case.output) if case.code != "page-count" else None)
    mine = [each for each in findings if each.diagnostic.code == case.code]
    assert mine, {each.diagnostic.code for each in findings}
    first = mine[0]
    assert (first.page, str(first.diagnostic.severity)) == (case.page, case.severity)
    assert first.diagnostic.message.endswith(".")
    assert first.diagnostic.hint.endswith(".")
    assert all(left <= right and bottom <= top for left, bottom, right, top in first.boxes)


def test_every_check_has_a_defect() -> None:
    assert {case.code for case in SEEDS.values()} | {"pdf-encrypted"} == {check.rule.code for check in PDF_CHECKS}


def test_a_locked_file_is_told() -> None:
    locked = with_defect(good(Format.PDF), lambda _: None, encryption=pikepdf.Encryption(owner="x", user=""))
    assert codes(locked, edition(Format.PDF)) == {"pdf-encrypted"}


def test_what_is_asked_depends_on_what_is_claimed() -> None:
    def claim_nothing(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/OutputIntents"], pdf.Root["/Metadata"], pdf.docinfo["/GTS_PDFXVersion"]
        pdf.Root.Lang = pikepdf.String("en")

    plain = with_defect(good(Format.PRINT), claim_nothing)
    severities = {each.diagnostic.code: str(each.diagnostic.severity) for each in found(plain)}
    assert severities == {"pdf-untagged": "warning"}


def test_many_places_of_a_page_are_one_finding() -> None:
    def paint(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            squares = " ".join(f"{200 + 5 * n} 300 4 4 re f" for n in range(30))
            page.contents_add(f"q 1 0 0 rg {squares} Q".encode())

    mine = [each for each in found(with_defect(good(Format.PRINT), paint)) if each.diagnostic.code == "rgb-in-print"]
    assert [(each.page, len(each.boxes)) for each in mine] == [(1, 30), (2, 30)]
    assert "There are 30 such places on this page." in mine[0].diagnostic.message


def test_a_box_is_where_the_mark_is() -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(pdf, b"1 0 0 rg 0 0 10 20 re f")
        form.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 10, 20], Matrix=[2, 0, 0, 2, 0, 0]
        )
        page = pdf.pages[0]
        page.obj.Resources.XObject = pikepdf.Dictionary(Box=form)
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q q 0 1 -1 0 300 400 cm /Box Do Q")

    (finding,) = [f for f in found(with_defect(good(Format.PRINT), turned)) if f.diagnostic.code == "rgb-in-print"]
    (box,) = finding.boxes
    assert box == pytest.approx((260, 400, 300, 420))


def test_every_theme_is_in_one_of_the_tables_and_every_check_is_named_as_its_code() -> None:
    modules = [importlib.import_module(each.name) for each in pkgutil.iter_modules(room.__path__, f"{room.__name__}.")]
    written: list[PreflightCheck[Any, Any]] = [check for module in modules for check in getattr(module, "CHECKS", ())]
    assert {check.rule.code for check in written} == {check.rule.code for check in PDF_CHECKS} | {check.rule.code for check in DOCX_CHECKS}
    assert {check.rule.code: check.check.__name__ for check in written} == {
        check.rule.code: f"_{check.rule.code}".replace("-", "_") for check in written
    }


def test_a_check_costs_little() -> None:
    """All pages of a file are looked into in a fraction of the time in which they are made."""
    import time

    begun = time.process_time()
    found(good(Format.PDF, "ar"), edition(Format.PDF, "ar"))
    assert time.process_time() - begun < 1.0


def test_good_files_are_told_for_what_they_claim() -> None:
    from presskit.checks.preflight.conformance import standards
    from presskit.formats.pdf_file import read_pdf

    assert standards(read_pdf(good(Format.PRINT), "x")) == ("PDF/X-4",)
    assert "PDF/UA-1" in standards(read_pdf(good(Format.PDF), "x"))


PICTURES = ("photo.png", "photo.jpg", "mark.svg")


def pictures() -> dict[str, bytes]:
    """Noise of dark colours, which asks for much ink, and a drawing with letters in it, which are no words of the text."""
    found = {}
    for ending, kind in (("png", "PNG"), ("jpg", "JPEG")):
        packed = io.BytesIO()
        Picture.frombytes("RGB", (1200, 800), bytes(n * n % 39 for n in range(1200 * 800 * 3))).save(packed, kind)
        found[f"photo.{ending}"] = packed.getvalue()
    drawing = '<rect width="100" height="40" fill="#8c1d2b"/><text x="5" y="20">Letters</text>'
    found["mark.svg"] = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">{drawing}</svg>'.encode()
    return found


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_and_logos_bring_no_error(name: str) -> None:
    resources = Resources().with_assets(pictures())
    shown = (*bare().body, Figure(name, "What it shows", (Text("A caption"),)))
    made = replace(bare(), body=shown, brand=replace(bare().brand, logo="mark.svg"), logo_alt="The house")
    for writer in (pdf_of, print_of):
        findings = found(writer(made, resources).data, made)
        assert {each.diagnostic.code for each in findings} <= {"picture-below-300-dpi"}


def test_a_character_that_no_font_has_is_told_at_its_place() -> None:
    made = replace(bare(), body=(paragraph("The road 🚧 is closed", "p9"),))
    (finding,) = found(pdf_of(made, Resources()).data, made)
    assert (finding.diagnostic.code, finding.page, len(finding.boxes)) == ("notdef-glyph", 1, 1)


def test_thousands_of_names_that_are_run_in_are_all_there() -> None:
    members = tuple(Member(f"s{n}", f"Relief of region {n}", str(n), n) for n in range(1, 1101))
    made = replace(bare("ar"), signatories=SignatoryList("الموقعون", (Group("", "", members),)))
    for writer in (pdf_of, print_of):
        assert codes(writer(made, Resources()).data, made) == set()
