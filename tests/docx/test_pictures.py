"""Pictures: on the page in their size, with words for those who do not see them, and nothing that a camera told."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from presskit.model.document import Figure, Text
from presskit.model.release import PageSize
from presskit.writers import docx
from presskit.writers.errors import WriterError
from tests.docx.making import RESOURCES, made
from tests.docx.reading import W, WordFile, text_of
from tests.samples import bare, edition

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU_PER_TWIP = 635


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 200), mode: str = "RGB", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, None).save(written, kind, **options)
    return written.getvalue()


def photograph() -> bytes:
    """A JPEG that lies on its side and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 12.0, 0.0)})
    return picture("JPEG", (400, 200), exif=exif.tobytes(), comment=b"SecretComment")


def with_figure(source: str, data: bytes, **parts: Any) -> WordFile:
    figure = Figure(source, "Buses wait at the crossing", (Text("The crossing"),), "Photo: A. B.", "fig-1")
    return made(replace(bare(), body=(*bare().body, figure), **parts), RESOURCES.with_assets({source: data}))


def extent(file: WordFile) -> tuple[int, int]:
    (found,) = file.document.iter(f"{WP}extent")
    return int(found.get("cx")) // EMU_PER_TWIP, int(found.get("cy")) // EMU_PER_TWIP


def shown(file: WordFile) -> Image.Image:
    (name,) = [each for each in file.files if each.startswith("word/media/")]
    return Image.open(io.BytesIO(file.files[name]))


@pytest.mark.parametrize(("name", "data"), [
    ("a.png", picture()), ("a.jpg", picture("JPEG")), ("a.webp", picture("WEBP")), ("a.gif", picture("GIF", mode="P")),
    ("cmyk.jpg", picture("JPEG", mode="CMYK")), ("grey.png", picture(mode="LA")), ("deep.png", picture(mode="I;16")),
])  # fmt: skip
def test_pictures_are_png_or_jpeg(name: str, data: bytes) -> None:
    file = with_figure(name, data)
    assert shown(file).format in {"PNG", "JPEG"}
    assert shown(file).mode != "CMYK"
    assert extent(file) == (6000, 3000)


def test_alternative_text_caption_and_credit() -> None:
    file = with_figure("a.png", picture())
    (told,) = file.document.iter(f"{WP}docPr")
    assert told.get("descr") == "Buses wait at the crossing"
    assert told.get("name") == "pk_fig__1__alt"
    (caption,) = file.in_style("PK Caption")
    assert caption.bookmarks == {"pk_fig__1": "The crossing"}
    assert [each.text for each in file.in_style("PK Credit")] == ["Photo: A. B."]


def test_the_namespaces_of_pictures_are_declared_where_pandoc_looks_for_them() -> None:
    root = with_figure("a.png", picture()).document
    assert {"wp", "a", "pic"} <= set(root.nsmap)


def test_a_picture_without_caption_is_itself_the_segment() -> None:
    figure = Figure("a.png", "Buses", id="fig-2")
    file = made(replace(bare(), body=(figure,)), RESOURCES.with_assets({"a.png": picture()}))
    (found,) = file.in_style("PK Figure")
    assert set(found.bookmarks) == {"pk_fig__2"}


def test_what_a_camera_tells_is_left_out_and_the_picture_stands_upright() -> None:
    file = with_figure("photo.jpg", photograph())
    (data,) = [data for name, data in file.files.items() if name.startswith("word/media/")]
    assert b"Secret" not in data
    assert not shown(file).getexif()
    assert extent(file) == (2975, 5950)


@pytest.mark.parametrize("page", PageSize)
def test_a_large_picture_fits_the_text_and_is_no_finer_than_paper(page: PageSize) -> None:
    file = with_figure("a.png", picture(size=(6000, 1500)), page=page)
    width, height = extent(file)
    room = {PageSize.A4: 9184, PageSize.LETTER: 9518, PageSize.A5: 5669}[page]
    assert (width, height) == (room, round(room / 4))
    assert shown(file).width <= room / 1440 * 300 + 1


def test_one_picture_shown_twice_is_stored_once() -> None:
    figures = tuple(Figure("a.png", f"Buses {n}", id=f"f{n}") for n in range(2))
    file = made(replace(bare(), body=figures), RESOURCES.with_assets({"a.png": picture()}))
    assert len([name for name in file.files if name.startswith("word/media/")]) == 1
    numbers = [each.get("id") for each in file.document.iter(f"{WP}docPr")]
    assert len(set(numbers)) == 2


def test_the_logo_stands_in_the_letterhead_with_its_words() -> None:
    branded = replace(edition(), brand=replace(edition().brand, logo="logo.png"), logo_alt="A dove")
    file = made(branded, RESOURCES.with_assets({"logo.png": picture(size=(300, 300))}))
    header = file.xml("word/header_first.xml")
    (told,) = header.iter(f"{WP}docPr")
    assert told.get("descr") == "A dove"
    assert [text_of(p) for p in header.iter(f"{W}p")] == ["", "Joint press desk"]


def refusal(source: str, data: bytes | None) -> str:
    figure = Figure(source, "Buses", id="f")
    assets = {} if data is None else {source: data}
    with pytest.raises(WriterError) as caught:
        docx.write(replace(bare(), body=(figure,)), RESOURCES.with_assets(assets))
    (finding,) = caught.value.diagnostics
    assert finding.hint
    assert source in finding.message
    return finding.code


@pytest.mark.parametrize(("source", "data", "code"), [
    ("a.svg", b"<svg/>", "picture-unsupported-in-word"), ("gone.png", None, "picture-layout-failed"), ("a.png", b"no picture", "picture-layout-failed"),
    ("cut.png", picture(size=(900, 900))[:300], "picture-layout-failed"), ("cut.jpg", picture("JPEG", (900, 900))[:400], "picture-layout-failed"),
    ("bomb.png", picture(size=(20000, 20000), mode="1"), "picture-layout-failed"),
])  # fmt: skip
def test_a_picture_that_cannot_be_shown_is_a_finding(source: str, data: bytes | None, code: str) -> None:
    assert refusal(source, data) == code
