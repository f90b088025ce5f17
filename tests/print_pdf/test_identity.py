"""What the file says of itself, what it leaves out, and that it is the same file everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from lxml import etree

from presskit.formats.pdf_lines import difference, lines
from presskit.model.edition import Edition
from presskit.model.release import PageSize, PrintSettings
from presskit.resources import Resources
from presskit.writers import pdf, print_pdf
from tests.print_pdf.looking import opened
from tests.print_pdf.making import printed
from tests.print_pdf.test_colours import PROFILE
from tests.samples import LANGUAGES, bare, edition
from tests.shipped import editions

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


def xmp(data: bytes) -> dict[str, str]:
    with opened(data) as file:
        tree = etree.fromstring(file.Root.Metadata.read_bytes())
        assert "/Filter" not in file.Root.Metadata
    about = tree.find(".//rdf:Description", SPACES)
    assert about is not None
    names = {f"{{{address}}}": prefix for prefix, address in SPACES.items()}
    return {
        re.sub(r"\{.*\}", lambda m: names[m[0]] + ":", each.tag): "".join(map(str, each.itertext()))
        for each in about.iterchildren("*")
    }


def test_it_says_that_it_is_pdf_x_4() -> None:
    said = xmp(printed().data)
    assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert said["pdf:Trapped"] == "False"
    assert said["dc:title"] == "Twenty-five organisations ask for safe passage out of the besieged city"
    assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == said["xmp:MetadataDate"] == "2016-12-15T00:00:00Z"
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", said["xmpMM:DocumentID"])
    assert (said["xmpMM:VersionID"], said["xmpMM:RenditionClass"]) == ("1", "default")


def test_information_and_metadata_agree() -> None:
    with opened(printed("ar").data) as file:
        info = file.docinfo
        assert [str(info["/GTS_PDFXVersion"]), str(info["/Trapped"])] == ["PDF/X-4", "/False"]
        assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20161215000000Z"
        assert str(info["/Title"]) == xmp(printed("ar").data)["dc:title"]
        assert file.pdf_version == "1.6"
        assert "/ID" in file.trailer


def test_a_title_with_signs_of_xml_is_kept() -> None:
    from tests.samples import paragraph

    made = replace(bare(), title=paragraph("A <title> & more", "title"))
    assert xmp(print_pdf.write(made, Resources()).data)["dc:title"] == "A <title> & more"


def test_the_printing_condition_comes_with_its_profile() -> None:
    with opened(printed().data) as file:
        (intent,) = file.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert int(intent.DestOutputProfile.N) == 4
        assert intent.DestOutputProfile.read_bytes() == PROFILE


def test_a_print_shops_profile_is_used() -> None:
    other = PROFILE + bytes(4)  # the same table, another file
    made = replace(bare(), print=PrintSettings(profile="shop.icc", condition="FOGRA51"))
    with opened(print_pdf.write(made, Resources().with_assets({"shop.icc": other})).data) as file:
        (intent,) = file.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA51"
        assert intent.DestOutputProfile.read_bytes() == other


FORBIDDEN = {
    "/Annots", "/AA", "/OpenAction", "/JavaScript", "/JS", "/AcroForm", "/OCProperties", "/EmbeddedFiles", "/Names",
    "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Alternates", "/OPI", "/PS", "/TR", "/TR2", "/HTP", "/Encrypt",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_but_pages_is_in_it(language: str) -> None:
    with opened(printed(language).data) as file:
        keys = {key for each in file.objects for key in held(each)}
        assert not keys & FORBIDDEN
        assert not file.is_encrypted


def held(value: object, depth: int = 0) -> set[str]:
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array) or (depth and value.is_indirect):
        return set()
    inner = list(value) if isinstance(value, pikepdf.Array) else [each for _, each in value.items()]
    keys = set() if isinstance(value, pikepdf.Array) else set(value.keys())
    return keys.union(*(held(each, depth + 1) for each in inner))


def test_every_font_is_embedded() -> None:
    with opened(printed("ar").data) as file:
        for page in file.pages:
            for font in page.obj.Resources.Font.values():
                below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_words_stand_on_the_same_lines(language: str, page: PageSize) -> None:
    same(edition(language, page=page, embargo=("Not for publication before Thursday",)))


@pytest.mark.parametrize("made", editions(), ids=lambda made: made.name)
def test_the_kits_that_presskit_ships_are_printed_as_they_are_sent(made: Edition) -> None:
    same(made)


def same(made: Edition) -> None:
    sent, shop = (lines(module.write(made, Resources()).data) for module in (pdf, print_pdf))
    assert sum(map(len, sent)) > 20
    assert difference(sent, shop) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_stands_where_it_stands_in_the_pdf(language: str) -> None:
    made = edition(language)
    sent, shop = (letters(module.write(made, Resources()).data) for module in (pdf, print_pdf))
    assert [len(page) for page in sent] == [len(page) for page in shop]
    for one, other in zip(sent, shop, strict=True):
        assert max(abs(x - to_x) + abs(y - to_y) for (x, y), (to_x, to_y) in zip(one, other, strict=True)) < 0.1


def letters(data: bytes) -> list[list[tuple[float, float]]]:
    """Return where each letter inside the trim boxes stands, in points from the trim box's lower left corner."""
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            left, bottom, right, top = page.get_trimbox()
            text = page.get_textpage()
            shown = [number for number in range(text.count_chars()) if text.get_text_range(number, 1).strip()]
            boxes = [text.get_charbox(number, loose=True) for number in shown]
            inside = [(x, y) for x, y, _, _ in boxes if left < x < right and bottom < y < top]
            found.append([(x - left, y - bottom) for x, y in inside])
    return found


def test_a_word_that_differs_is_found_with_its_page() -> None:
    one = lines(printed().data)
    other = [list(page) for page in one]
    other[1][3] = "other words"
    found = difference(one, other)
    assert found is not None
    assert (found.page, found.line, found.other) == (2, 4, "other words")
    assert difference(one, one[:1]) is not None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_bytes_everywhere(language: str) -> None:
    program = (
        "import hashlib; from presskit.resources import Resources; from presskit.writers import print_pdf; "
        f"from tests.samples import edition; print(hashlib.sha256(print_pdf.write(edition({language!r}), Resources()).data).hexdigest())"
    )
    hashes = set()
    for variables in ({"TZ": "UTC", "PYTHONHASHSEED": "1"}, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C"}):
        done = subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, **variables}, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout)
    hashes.add(hashlib.sha256(print_pdf.write(edition(language), Resources()).data).hexdigest() + "\n")
    assert len(hashes) == 1


def test_qpdf_finds_nothing() -> None:
    with pikepdf.open(io.BytesIO(printed("ar").data)) as file:
        assert file.check_pdf_syntax() == []
