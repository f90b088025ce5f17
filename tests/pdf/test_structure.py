"""The structure tree of the PDF: the model's blocks, one element each, in the order in which they are read."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from presskit.formats.pdf_file import Block, read_pdf
from presskit.formats.pdf_text import mismatch
from presskit.model.document import (
    Bullets,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    Numbered,
    Paragraph,
    Strong,
    Text,
    plain_text,
)
from presskit.model.edition import Edition, Line, Role, transcript
from presskit.resources import Resources
from tests.accounts import pdf_difference
from tests.samples import LANGUAGES, bare, edition, item, paragraph
from tests.setting import pdf_of
from tests.shipped import editions

TAGS = {Role.TITLE: "H1", Role.SECTION: "H2", Role.COALITION: "H3", Role.HEADING: "H2"}


def written(made: Edition, resources: Resources | None = None) -> bytes:
    return pdf_of(made, resources or Resources()).data


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def elements(root: Any, tag: str = "") -> Iterator[Any]:
    kids = root.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if not tag or f"/{tag}" == kid.S:
                yield kid
            yield from elements(kid, tag)


def account(made: Edition) -> Iterator[tuple[str, str]]:
    """The tag and the words of each block that the model asks for; «» where the page chooses the tag."""
    yield "P", made.brand_name
    yield "P", f"{made.release_line} {made.kind}"
    lines = [line for line in transcript(made) if line.role not in {Role.RELEASE_LINE, Role.KIND}]
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if line.role is Role.COALITION_COUNT:
            continue
        if line.mark:
            yield "Lbl", f"{line.mark}."
        count = f" {after.text}" if line.role is Role.COALITION and after and after.role is Role.COALITION_COUNT else ""
        yield tag_of(line), line.text + count


def tag_of(line: Line) -> str:
    if line.role is Role.SIGNATORY:
        return "LBody"
    return TAGS.get(line.role, "P")


def without_bullets(found: list[Block]) -> list[Block]:
    return [b for b in found if b.tag != "Lbl" or any(c.isalnum() for piece in b.pieces for glyph in piece for c in glyph)]


@pytest.mark.parametrize("made", [*map(edition, LANGUAGES), *editions()], ids=lambda made: made.name)
def test_the_tree_is_the_model_block_by_block(made: Edition) -> None:
    found = without_bullets([*read_pdf(written(made), "").structure.blocks])
    asked = list(account(made))
    assert [block.tag for block in found] == [tag for tag, _ in asked]
    assert [mismatch(words, block.pieces) for block, (_, words) in zip(found, asked, strict=True)] == [None] * len(asked)


def test_what_a_pages_end_cuts_is_one_element() -> None:
    words = "This paragraph is long enough to run over the end of a page, wherever that may come to lie in it. " * 60
    listed = Numbered(tuple(item(paragraph(f"{n} {words[:1500]}", f"i{n}")) for n in range(8)))
    made = replace(bare(), body=(paragraph(words.strip(), "long"), listed))
    artefact = pdf_of(made, Resources())
    assert artefact.pages > 2
    body = [block for block in list(read_pdf(artefact.data, "").structure.blocks) if block.tag == "P"]
    assert len([block for block in body if mismatch(words, block.pieces) is None]) == 1
    with opened(artefact.data) as file:
        assert [len(list(elements(each, "LI"))) for each in elements(file.Root.StructTreeRoot, "L")] == [8, 1]


def test_lists_tell_how_they_are_numbered() -> None:
    with opened(written(edition("ar"))) as file:
        kinds = [str(each.A.ListNumbering) for each in elements(file.Root.StructTreeRoot, "L")]
    assert kinds.count("/Decimal") == 5
    assert kinds.count("/Disc") == 3


def test_a_nested_list_stands_in_its_item() -> None:
    with opened(written(edition("en"))) as file:
        nested = [each for each in elements(file.Root.StructTreeRoot, "L") if each.P.S == "/LBody"]
        assert len(nested) == 1
        for each in elements(file.Root.StructTreeRoot, "LI"):
            assert [str(kid.S) for kid in each.K] in (["/Lbl", "/LBody"], ["/LBody"])


def test_words_of_another_language_say_so() -> None:
    made = next(each for each in editions() if each.name == "aleppo-2016-ar")
    with opened(written(made)) as file:
        said = [str(each.Lang) for each in elements(file.Root.StructTreeRoot) if "/Lang" in each]
    assert len(said) > 8
    assert set(said) == {"en"}


def test_links_have_words() -> None:
    with opened(written(edition("fr"))) as file:
        notes = [note for page in file.pages for note in page.Annots]
        assert all(str(note.Contents).strip() for note in notes)
        assert "Note 1" in {str(note.Contents) for note in notes}
        linked = [kid.Obj.objgen for link in elements(file.Root.StructTreeRoot, "Link") for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
        assert sorted(linked) == sorted(note.objgen for note in notes)


def test_a_picture_has_its_words_and_its_place() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#3366aa").save(out, "PNG")
    figure = Figure("photo.png", "A bridge over the river", (Text("The bridge in the morning."),), "A. Example", "f1")
    made = replace(bare(), body=(*bare().body, figure))
    with opened(written(made, Resources().with_assets({"photo.png": out.getvalue()}))) as file:
        (found,) = elements(file.Root.StructTreeRoot, "Figure")
        left, bottom, right, top = (float(edge) for edge in found.A.BBox)
        assert str(found.Alt) == "A bridge over the river"
        assert 0 < left < right < 595
        assert 0 < bottom < top < 842
        assert [str(kid.S) for kid in elements(found) if kid.S == "/Caption"] == ["/Caption"]


def test_running_heads_and_feet_are_artifacts() -> None:
    made = edition("en")
    with opened(written(made)) as file:
        for number, page in enumerate(file.pages):
            stream = page.Contents.read_bytes()
            kinds = re.findall(rb"/Artifact <</Type /Pagination /Subtype /(\w+)>> BDC", stream)
            assert kinds.count(b"Footer") == 2
            assert (kinds.count(b"Header") == 2) is (number > 0)
    told = "".join("".join(glyphs) for block in read_pdf(written(made), "").structure.blocks for glyphs in block.pieces)
    assert "Page 1 of" not in told


def test_every_piece_of_a_page_is_in_the_tree_or_an_artifact() -> None:
    with opened(written(edition("ar"))) as file:
        for page in file.pages:
            depth = 0
            for step in pikepdf.parse_content_stream(page):
                operator = str(step.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth > 0 or operator not in {"TJ", "Tj", "Do", "f", "f*", "S"}


def test_headings_leave_no_level_out() -> None:
    heading = Heading((Text("Deeper"),), 3, "h3")
    made = replace(edition("en"), body=(*edition("en").body, heading))
    with opened(written(made)) as file:
        levels = [int(str(each.S)[2:]) for each in elements(file.Root.StructTreeRoot) if re.fullmatch(r"/H\d", str(each.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_no_private_key_is_left() -> None:
    assert b"PKElement" not in b"".join(each.unparse() for each in opened(written(edition("en"))).objects if isinstance(each, pikepdf.Dictionary))


@pytest.mark.parametrize(
    "inside",
    [(Text("تقرير مارس"),), (Text("the "), Strong((Text("whole"),)), Text(" report")), (Emphasis((Text("report"),)),), (Text("report شيئًا 25"),)],
)
def test_a_link_is_described_whatever_it_holds(inside: tuple[Inline, ...]) -> None:
    made = replace(bare("en"), foreign="ar", body=(Paragraph((Text("Word "), Link(inside, "https://example.org/p5"), Text(" end.")), "x"),))
    data = pdf_of(made, Resources()).data
    links = [link for page in read_pdf(data, "").pages for link in page.links if link.target == "https://example.org/p5"]
    assert links
    assert {link.contents for link in links} == {plain_text(inside)}
    assert pdf_difference(data, made) is None


def read_aloud(data: bytes) -> list[tuple[str, str]]:
    """Return the tag and the words of each block in the order of the tags."""
    return [(block.tag, " ".join("".join(glyph for piece in block.pieces for glyph in piece).split())) for block in list(read_pdf(data, "").structure.blocks)]


def mixed_lists() -> tuple[Numbered, Bullets]:
    """Lists in lists, with paragraphs before, between and behind the inner ones."""
    at = {letter: paragraph(f"Item {letter}", letter) for letter in "abcdefghijklmnopqr"}
    inner = Bullets((item(at["d"], Numbered((item(at["e"]), item(at["f"]))), at["g"]), item(at["h"])))
    outer = item(at["b"], at["c"], inner, at["i"], Numbered((item(at["j"]),)), at["k"])
    second = Bullets((item(at["m"], Bullets((item(at["n"]),)), at["o"], Numbered((item(at["p"]),)), at["q"]), item(at["r"])))
    return Numbered((item(at["a"]), outer, item(at["l"]))), second


@pytest.mark.parametrize("before", [0, 14, 18, 20, 22, 24])
def test_an_inner_list_is_read_in_its_place(before: int) -> None:
    """Also where a page ends in it: what stands behind it in its item is read behind it."""
    filling = tuple(paragraph(f"Filling {number}", f"fill-{number}") for number in range(before))
    made = replace(bare(), body=(*filling, *mixed_lists()))
    data = written(made)
    assert [words for _, words in read_aloud(data) if words.startswith("Item")] == [f"Item {letter}" for letter in "abcdefghijklmnopqr"]
    assert pdf_difference(data, made) is None


def test_no_level_of_headings_is_left_out_in_the_tags() -> None:
    third, fourth, second = Heading((Text("Third"),), 3, "a"), Heading((Text("Fourth"),), 4, "b"), Heading((Text("Second"),), 2, "c")
    made = replace(bare(), body=(third, paragraph("Words", "w"), fourth, second))
    assert [tag for tag, _ in read_aloud(written(made)) if tag.startswith("H")][:4] == ["H1", "H2", "H3", "H2"]
