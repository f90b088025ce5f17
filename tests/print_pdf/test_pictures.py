"""Pictures of every kind become inks: what shines through stays in a mask of greys, dark ones are not too wet."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image, ImageCms

from presskit.model.release import PrintSettings
from presskit.resources import Resources
from presskit.writers.errors import WriterError
from presskit.writers.print_pdf.inks import Inks
from presskit.writers.print_pdf.recolouring import Recolouring
from tests.print_pdf.looking import colour_spaces, images
from tests.print_pdf.making import encoded, photograph, with_picture
from tests.print_pdf.test_colours import PROFILE, SCREEN
from tests.samples import bare
from tests.setting import print_of

PHOTOGRAPH = photograph()
ALPHA = PHOTOGRAPH.copy()
ALPHA.putalpha(Image.linear_gradient("L"))
FOUR = PHOTOGRAPH.convert("CMYK")
KINDS = {
    "rgb.png": encoded(PHOTOGRAPH, "PNG"),
    "grey.png": encoded(PHOTOGRAPH.convert("L"), "PNG"),
    "grey-alpha.png": encoded(ALPHA.convert("LA"), "PNG"),
    "alpha.png": encoded(ALPHA, "PNG"),
    "palette.png": encoded(PHOTOGRAPH.quantize(16), "PNG"),
    "palette.gif": encoded(PHOTOGRAPH.quantize(16), "GIF"),
    "bits.png": encoded(PHOTOGRAPH.convert("1"), "PNG"),
    "rgb.jpg": encoded(PHOTOGRAPH, "JPEG"),
    "grey.jpg": encoded(PHOTOGRAPH.convert("L"), "JPEG"),
    "cmyk.jpg": encoded(FOUR, "JPEG"),
    "rgb.webp": encoded(PHOTOGRAPH, "WEBP"),
}


def written(name: str, data: bytes, ink: int = 300) -> bytes:
    made, resources = with_picture(name, data)
    return print_of(replace(made, print=PrintSettings(ink=ink)), resources).data


def wettest(image: pikepdf.Stream) -> float:
    """Return the most ink of a picture in percent, counted pixel by pixel."""
    if image.get("/Filter") == "/DCTDecode":
        raw = Image.open(io.BytesIO(image.read_raw_bytes())).tobytes()
    else:
        raw = image.read_bytes()
    return max(sum(raw[at : at + 4]) for at in range(0, len(raw), 4)) / 2.55


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_becomes_ink(name: str) -> None:
    data = written(name, KINDS[name])
    assert not colour_spaces(data) & SCREEN
    spaces = {str(image.ColorSpace) for image in images(data)}
    assert spaces <= {"/DeviceCMYK", "/DeviceGray"}
    assert ("/DeviceGray" in spaces) == ("grey" in name or "alpha" in name)


@pytest.mark.parametrize("name", ["rgb.png", "rgb.jpg", "cmyk.jpg"])
@pytest.mark.parametrize("limit", [200, 300])
def test_no_pixel_has_more_ink_than_paper_takes(name: str, limit: int) -> None:
    loss = 12 if name.endswith("jpg") else 0  # a JPEG is not kept to the last bit
    for image in images(written(name, KINDS[name], limit)):
        if image.ColorSpace == "/DeviceCMYK":
            assert wettest(image) <= limit + loss


def test_a_picture_has_no_more_dots_than_a_press_can_show() -> None:
    """A figure is 105 mm high; more than 300 dots an inch are nothing but a large file. It is as sharp as it is largest."""
    made, resources = with_picture("large.png", encoded(photograph().resize((3000, 3000)), "PNG"))
    (image,) = images(print_of(made, resources).data)
    assert int(image.Width) == int(image.Height) == round(105 / 25.4 * 300)
    made, resources = with_picture("fit.png", encoded(photograph().resize((1000, 1000)), "PNG"))
    (image,) = images(print_of(made, resources).data)
    assert int(image.Width) == 1000


def test_a_picture_looks_as_before() -> None:
    """Back through the profile, a light colour comes out as it went in."""
    (image,) = images(written("flat.png", encoded(Image.new("RGB", (8, 8), (200, 120, 90)), "PNG")))
    inks = Image.frombytes("CMYK", (8, 8), image.read_bytes())
    profile = ImageCms.ImageCmsProfile(io.BytesIO(PROFILE))
    back = ImageCms.profileToProfile(inks, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert back is not None
    assert back.getpixel((4, 4)) == pytest.approx((200, 120, 90), abs=6)


def test_a_photographs_own_profile_is_heeded() -> None:
    """By a profile whose red and blue have changed places, a red photograph is a blue one."""
    turned = _srgb().replace(b"rXYZ", b"    ").replace(b"bXYZ", b"rXYZ").replace(b"    ", b"bXYZ", 1)
    red = Image.new("RGB", (8, 8), (255, 0, 0))
    (image,) = images(written("turned.jpg", encoded(red, "JPEG", icc_profile=turned)))
    inks = Image.open(io.BytesIO(image.read_raw_bytes())).getpixel((4, 4))
    assert isinstance(inks, tuple)
    assert inks[0] > 150
    assert inks[2] < 60


def test_a_broken_profile_in_a_photograph_counts_as_none() -> None:
    tagged = written("broken.jpg", encoded(PHOTOGRAPH, "JPEG", icc_profile=b"not a profile"))
    (image,) = images(tagged)
    assert image.ColorSpace == "/DeviceCMYK"


def test_what_shines_through_keeps_its_mask() -> None:
    masked = [image for image in images(written("alpha.png", KINDS["alpha.png"])) if "/SMask" in image]
    assert [str(image.SMask.ColorSpace) for image in masked] == ["/DeviceGray"]


def test_renderers_agree_that_a_photograph_is_no_negative() -> None:
    """Pillow stores the inks of a JPEG inverted; a viewer that is told so shows a white picture white."""
    import pypdfium2

    data = written("white.jpg", encoded(Image.new("RGB", (300, 300), "white"), "JPEG"))
    with pypdfium2.PdfDocument(data) as document:
        shown = document[0].render(scale=0.5).to_pil().convert("L")
    dark = sum(shown.histogram()[:128]) / (shown.width * shown.height)
    assert dark < 0.1


def test_a_profile_that_is_none_is_refused() -> None:
    for data, says in ((b"not a profile", "can be read"), (_srgb(), "four inks")):
        made = replace(bare(), print=PrintSettings(profile="shop.icc"))
        with pytest.raises(WriterError) as caught:
            print_of(made, Resources().with_assets({"shop.icc": data}))
        assert says in str(caught.value)
    with pytest.raises(WriterError, match="is not in the kit"):
        print_of(replace(bare(), print=PrintSettings(profile="gone.icc")), Resources())


def _srgb() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


REFUSED = {
    "/ExtGState": pikepdf.Dictionary(BM=pikepdf.Name.Multiply),
    "/Shading": pikepdf.Dictionary(ShadingType=1, ColorSpace=pikepdf.Name.DeviceRGB),
    "/Pattern": pikepdf.Dictionary(
        PatternType=2, Shading=pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Array([pikepdf.Name.Indexed]))
    ),
}
USED = {"/ExtGState": b"/x gs", "/Shading": b"/x sh", "/Pattern": b"/Pattern cs /x scn"}


@pytest.mark.parametrize("category", REFUSED)
def test_what_ink_cannot_hold_is_named_with_its_page(category: str) -> None:
    with pytest.raises(WriterError, match="on page 3 stands"):
        recoloured(USED[category], {category: pikepdf.Dictionary(x=REFUSED[category])})


def test_a_picture_inside_of_a_drawing_is_refused() -> None:
    with pytest.raises(WriterError, match="on page 3 stands a picture inside of a drawing"):
        recoloured(b"BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI", {})


def test_colours_of_cie_spaces_become_ink() -> None:
    """L*a*b*, which style sheets can name: paper, black, red."""
    white = pikepdf.Array([0.9642, 1, 0.8249])
    lab = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=white, Range=pikepdf.Array([-125, 125, -125, 125]))])
    content = b"/lab cs 100 0 0 sc 0 0 0 sc 54 80 67 sc"
    steps = recoloured(content, {"/ColorSpace": pikepdf.Dictionary(lab=lab)}).split(b"\n")
    inks = [[float(part) for part in step.split()[:4]] for step in steps]
    assert inks[1] == [0, 0, 0, 0]
    assert inks[0] == inks[2] == [0, 0, 0, 1]
    assert inks[3][1] > 0.9
    assert inks[3][3] < 0.1


def recoloured(content: bytes, resources: dict[str, pikepdf.Dictionary]) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = pikepdf.Dictionary(resources)
    data, _ = Recolouring(pdf, Inks(PROFILE, 300), page=3).content(page, page.obj.Resources)
    return data
