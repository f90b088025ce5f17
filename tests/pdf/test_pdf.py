"""The PDF: every word in reading order, in presskit's fonts, for every sheet; nothing else of the machine is seen."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.editions import merge
from presskit.model.document import Calls, Figure, Footnote, NoteRef, Numbered, Paragraph, Text
from presskit.model.edition import Edition, Group, Member, SignatoryList, transcript
from presskit.model.release import Brand, PageSize
from presskit.resources import Resources, shipped
from presskit.typography import clean
from presskit.writers import text
from presskit.writers.errors import WriterError
from tests.accounts import pdf_difference
from tests.kits import kit, release, statement
from tests.samples import LANGUAGES, bare, edition, item, paragraph
from tests.setting import pdf_of
from tests.shipped import editions

SHEETS = {PageSize.A4: (595.28, 841.89), PageSize.LETTER: (612, 792), PageSize.A5: (419.53, 595.28)}
EMBARGO = ("Not for publication before Thursday, 15 December 2016, 14:00 Brussels (UTC+1)", "That is 15:00 Beirut (UTC+2)")


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_in_reading_order(language: str, page: PageSize) -> None:
    made = edition(language, page=page)
    assert pdf_difference(pdf_of(made, Resources()).data, made) is None


@pytest.mark.parametrize("made", editions(), ids=lambda made: made.name)
def test_the_kits_that_presskit_ships_lose_no_word(made: Edition) -> None:
    artefact = pdf_of(made, Resources())
    assert pdf_difference(artefact.data, made) is None
    assert artefact.diagnostics == ()
    assert artefact.pages <= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_little_text_is_one_page(language: str) -> None:
    made = bare(language)
    artefact = pdf_of(made, Resources())
    assert pdf_difference(artefact.data, made) is None
    assert artefact.pages == 1


@pytest.mark.parametrize(("page", "size"), SHEETS.items())
def test_the_sheet_is_the_kits(page: PageSize, size: tuple[float, float]) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(edition(page=page), Resources()).data)) as made:
        for sheet in made.pages:
            assert [float(edge) for edge in sheet.mediabox] == pytest.approx([0, 0, *size], abs=0.01)


NAMES = st.text(
    alphabet=st.one_of(st.sampled_from("&<>{}%\"'«»()-.,ابجدشلا 0123ABab"), st.sampled_from(["ﷲ", "é", "İ", "ї", "€"])),
    min_size=1,
)


def with_names(base: Edition, names: list[str]) -> Edition:
    members = tuple(Member(f"s{n}", name, str(n), n) for n, name in enumerate(names, 1))
    return replace(
        base, signatories=SignatoryList("Signatories", (Group("Empty coalition", "", ()), Group("All", "", members)))
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NAMES.map(clean).filter(str.strip), min_size=1, max_size=6), st.sampled_from(["en", "ar"]))
def test_no_name_is_lost_or_obeyed(names: list[str], language: str) -> None:
    """Marks alone may change places where directions meet, so letters, digits and marks are counted, not ordered."""
    made = with_names(bare(language), names)
    said = "".join("".join(glyphs) for glyphs in pieces(pdf_of(made, Resources()).data))
    told = "".join([made.brand_name, *(f"{line.mark}.{line.text}" if line.mark else line.text for line in transcript(made))])
    assert counted(said) == counted(told)


def pieces(data: bytes) -> list[tuple[str, ...]]:
    from presskit.formats.pdf_file import read_pdf

    return [piece for block in read_pdf(data, "").structure.blocks for piece in block.pieces]


def counted(text: str) -> list[str]:
    from presskit.formats.expected_text import folded

    return sorted(folded(text).replace("•", ""))


@pytest.mark.parametrize("count", [1, 59, 121, 901])
def test_any_number_of_signatories_is_set(count: int) -> None:
    made = with_names(bare("en"), [f"Organisation for the relief of region {n}" for n in range(1, count + 1)])
    artefact = pdf_of(made, Resources())
    if count <= 900:
        assert pdf_difference(artefact.data, made) is None
    else:  # run in: the numbers stand in the text
        assert pieces(artefact.data)
        assert f"Organisation for the relief of region {count}" in "".join("".join(piece) for piece in pieces(artefact.data))


def test_fonts_are_presskits_own_and_embedded() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(edition("ar"), Resources()).data)) as made:
        fonts = [font for sheet in made.pages for font in sheet.Resources.Font.values()]
        for font in fonts:
            below = font.DescendantFonts[0]
            assert re.match(r"/[A-Z]{6}\+Noto", str(below.BaseFont)), below.BaseFont
            assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())


def test_phones_and_addresses_are_links() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(edition("ar"), Resources()).data)) as made:
        links = {str(note.A.URI) for sheet in made.pages for note in sheet.get("/Annots", []) if "/URI" in note.get("/A", {})}
    assert {"tel:+442079460958", "mailto:desk1@example.org", "https://example.org/figures?a=1&b=2"} <= links


def test_what_the_file_says_of_itself_is_the_releases() -> None:
    made = edition("fr")
    with pikepdf.open(io.BytesIO(pdf_of(made, Resources()).data)) as file:
        assert str(file.docinfo["/Title"]) == made.title.inlines[0].text  # type: ignore[union-attr]
        assert str(file.docinfo["/Author"]) == ", ".join(made.authors)
        assert str(file.docinfo["/CreationDate"]).startswith("D:20161215")
        assert str(file.Root.Lang) == "fr"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert str(file.Root.Outlines.First.Title).split() == str(file.docinfo["/Title"]).split()


def texts_of_pages(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def test_an_embargo_stands_on_every_page() -> None:
    made = edition("en", embargo=EMBARGO)
    pages = texts_of_pages(pdf_of(made, Resources()).data)
    assert len(pages) > 1
    assert all("Not for publication before Thursday, 15 December 2016" in " ".join(page.split()) for page in pages)


def test_pages_are_counted_in_the_languages_digits() -> None:
    made = replace(edition("ar"), digits="arab")
    pages = texts_of_pages(pdf_of(made, Resources()).data)
    assert "٢" in pages[1]


def counting_in_arabic() -> Edition:
    items = tuple(item(paragraph(words, words)) for words in ("بند", "باب"))
    calls = Calls((), tuple(item(paragraph(words, words)) for words in ("طلب", "مطلب")))
    body = (Numbered(items, 3), calls, Paragraph((Text("نص"), NoteRef("un")), "p"))
    notes = (Footnote("un", (paragraph("حاشية", "fn"),)),)
    return merge(kit(statement("ar", *body, notes=notes), release=release(digits=(("ar", "arab"),))), "ar").value


def test_lists_and_notes_are_counted_in_the_kits_digits() -> None:
    made = counting_in_arabic()
    assert pdf_difference(pdf_of(made, Resources()).data, made) is None
    said = text.write(made, Resources()).data.decode()
    assert [mark for mark in ("٣. بند", "٤. باب", "١. طلب", "نص [١]", "[١] حاشية") if mark not in said] == []


def template(folder: Path, change: tuple[str, str], name: str = "release.html.j2") -> Resources:
    text = (shipped("templates") / name).read_text("utf-8")
    assert change[0] in text
    (folder / name).write_text(text.replace(*change), "utf-8")
    return Resources().with_templates(folder)


@pytest.mark.parametrize(
    "asked", ["file:///etc/hostname", "https://example.org/a.png", "http://127.0.0.1:9/a.png", "ftp://example.org/a", "a.png"]
)
@pytest.mark.parametrize(
    "markup", ['<img src="{}" alt="x">', '<div style="background: url({})">x</div>', '<link rel="attachment" href="{}">']
)
def test_nothing_outside_the_kit_is_fetched(tmp_path: Path, asked: str, markup: str) -> None:
    resources = template(tmp_path, ("<main>", f"<main>{markup.format(asked)}"))
    with pytest.raises(WriterError) as caught:
        pdf_of(bare(), resources)
    (finding,) = caught.value.diagnostics
    assert finding.code == "broken-template"
    assert asked.rsplit("/", 1)[-1] in finding.message


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("{{ headline }}", "{{ headlne }}"), "headlne"),
        (("{{ headline }}", "{{ headline"), "unexpected"),
        (("{{ headline }}", "{{ ''.__class__.__mro__ }}"), "unsafe"),
        (("{{ headline }}", '{% include "/etc/passwd" %}'), "passwd"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(WriterError) as caught:
        pdf_of(bare(), template(tmp_path, change))
    assert says in str(caught.value)


def test_style_that_is_not_understood_is_told(tmp_path: Path) -> None:
    resources = template(tmp_path, ("body { hyphens: manual; }", "body { hyphens: manual; colour: red; }"), "print.css")
    (finding,) = pdf_of(bare(), resources).diagnostics
    assert finding.code == "style-ignored"
    assert "colour" in finding.message


def test_an_accent_too_pale_to_read_is_darkened() -> None:
    from presskit.writers.colours import contrast, readable

    pale = replace(bare(), brand=Brand(accent="#ffee99"))
    assert pdf_of(pale, Resources()).pages == 1
    assert contrast(readable("#ffee99")) >= 4.5
    assert contrast(readable("#8a8a8a")) >= 4.5
    assert readable("#767676") == "#767676"


def test_a_last_page_is_not_nearly_empty() -> None:
    """Texts that grow line by line: no last page holds only a few lines."""
    from presskit.typesetting import rendering
    from presskit.typesetting.rendering import Rendering
    from presskit.typesetting.weasyprint_internals import page_filled
    from presskit.writers.pages import job_of

    words = " ".join(["A sentence which is as long as most sentences of a statement are."] * 4)
    for count in range(9, 15):
        made = replace(bare(), body=tuple(paragraph(words, f"p{n}") for n in range(count)))
        job = job_of(made, Resources())
        document = rendering.best(Rendering(job.text, job.fonts).lay_out, job.tighter)
        if len(document.pages) > 1:
            assert page_filled(document) > 0.08


def test_a_picture_keeps_the_pixels_that_a_page_can_use() -> None:
    import random

    from PIL import Image

    noise = random.Random(1).randbytes(3000 * 2000 * 3)  # noqa: S311
    out = io.BytesIO()
    Image.frombytes("RGB", (3000, 2000), noise).save(out, "JPEG", quality=95)
    figure = Figure("photo.jpg", "A bridge", (), "", "f1")
    made = replace(bare(), body=(*bare().body, figure))
    data = pdf_of(made, Resources().with_assets({"photo.jpg": out.getvalue()})).data
    with pikepdf.open(io.BytesIO(data)) as file:
        (image,) = [each for each in file.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert 1000 < int(image.Width) <= 2000
    assert len(data) < len(out.getvalue()) / 2


def test_the_release_as_data_inside_the_pdf() -> None:
    import json

    made = edition("ar")
    with pikepdf.open(io.BytesIO(pdf_of(made, Resources(), attach=True).data)) as file:
        told = json.loads(file.attachments["release.json"].get_file().read_bytes())
        assert str(file.Root.AF[0].AFRelationship) == "/Data"
        assert "<pdfaid:part>3</pdfaid:part>" in file.Root.Metadata.read_bytes().decode()
    assert [line["text"] for line in told["lines"]] == [line.text for line in transcript(made)]
    assert told["title"] == made.title.inlines[0].text  # type: ignore[union-attr]


def test_info_and_xmp_agree() -> None:
    made = replace(edition("fr"), rights="Libre de citer & reproduire")
    with pikepdf.open(io.BytesIO(pdf_of(made, Resources()).data)) as file, file.open_metadata() as xmp:
        assert xmp["dc:title"] == str(file.docinfo["/Title"])
        assert xmp["dc:creator"] == [str(file.docinfo["/Author"])]
        assert xmp["dc:description"] == str(file.docinfo["/Subject"])
        assert xmp["pdf:Keywords"] == str(file.docinfo["/Keywords"])
        assert xmp["pdf:Producer"] == str(file.docinfo["/Producer"])
        assert xmp["dc:rights"] == made.rights
        assert xmp["xmp:CreateDate"] == "2016-12-15T00:00:00Z"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")


@pytest.mark.parametrize("made", editions(), ids=lambda made: made.name)
def test_the_kits_that_presskit_ships_are_small(made: Edition) -> None:
    assert len(pdf_of(made, Resources()).data) <= 61_000
