"""A defect for every check: what is done to a good PDF, and what must be found then."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from presskit.model.outputs import Format
from tests.preflight.files import Seed, draw, elements, font_of, fonts, image, leaf, links, separation, trim

__all__ = ["SEEDS", "Case"]


@dataclass(frozen=True)
class Case:
    """A defect; ``page`` is where it is found, 0 for the file as a whole."""

    code: str
    seed: Seed
    output: Format = Format.PDF
    page: int = 0
    severity: str = "error"


PRINT = Format.PRINT


def wrong_word(pdf: Any) -> None:
    """Let one glyph of the first font mean another character."""
    for font in fonts(pdf.pages[0]).values():
        table = font.ToUnicode.read_bytes()
        if b"<0065>" in table:
            font.ToUnicode.write(table.replace(b"<0065>", b"<0078>", 1))
            return
    raise AssertionError


def lost_text(pdf: Any, most: int = 1) -> None:
    page = pdf.pages[0]
    steps = pikepdf.parse_content_stream(page)
    shown = [index for index, step in enumerate(steps) if str(step.operator) == "TJ"][:most]
    kept = [step for index, step in enumerate(steps) if index not in shown]
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def lost_title(pdf: Any) -> None:
    lost_text(pdf, 4)


def lost_lines(pdf: Any) -> None:
    lost_text(pdf, 20)


def swapped_paragraphs(pdf: Any) -> None:
    holder = next(e for e in elements(pdf) if sum(k.get("/S") == "/P" for k in e.K if isinstance(k, Dictionary)) > 2)
    places = [n for n, kid in enumerate(holder.K) if isinstance(kid, Dictionary) and kid.get("/S") == "/P"]
    one, other = holder.K[places[0]], holder.K[places[1]]
    holder.K[places[0]], holder.K[places[1]] = other, one


def notdef(pdf: Any) -> None:
    draw(pdf, f"BT {font_of(pdf)} 12 Tf 1 0 0 1 200 300 Tm <0000> Tj ET")


def no_to_unicode(pdf: Any) -> None:
    for font in fonts(pdf.pages[0]).values():
        del font["/ToUnicode"]


def not_embedded(pdf: Any) -> None:
    for font in fonts(pdf.pages[0]).values():
        below = font.DescendantFonts[0].FontDescriptor
        for key in {"/FontFile2", "/FontFile3"} & set(below.keys()):
            del below[key]


def other_font(pdf: Any) -> None:
    for font in fonts(pdf.pages[0]).values():
        font.BaseFont = font.DescendantFonts[0].BaseFont = Name("/ABCDEF+DejaVuSans")


def blank_page(pdf: Any) -> None:
    left, bottom, right, top = trim(pdf) if "/TrimBox" in pdf.pages[0].obj else pdf.pages[0].mediabox
    pdf.add_blank_page(page_size=(float(right) - float(left), float(top) - float(bottom)))


def narrow_bleed(pdf: Any) -> None:
    left, bottom, right, top = trim(pdf)
    pdf.pages[0].obj.BleedBox = Array([left + 5, bottom - 8.5, right + 8.5, top + 8.5])


def no_trim(pdf: Any) -> None:
    del pdf.pages[0].obj["/TrimBox"]


def other_sheet(pdf: Any) -> None:
    left, bottom, right, top = trim(pdf)
    pdf.pages[1].obj.TrimBox = Array([left, bottom, right - 30, top])


def no_bleed(pdf: Any) -> None:
    for page in pdf.pages:
        page.obj.BleedBox = page.obj.TrimBox


def fill_to_trim(pdf: Any) -> None:
    left, bottom, _, _ = trim(pdf)
    draw(pdf, f"0 1 0 0 k {left} {bottom + 90} 60 40 re f")


def text_at_the_edge(pdf: Any) -> None:
    left, bottom, _, _ = trim(pdf)
    draw(pdf, f"0 0 0 1 k BT {font_of(pdf)} 9 Tf 1 0 0 1 {left + 3} {bottom + 200} Tm <0003> Tj ET")
    # a glyph that means something: the first of the font's own
    font = fonts(pdf.pages[0])[font_of(pdf)]
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"endbfchar", b"<0003> <0041>\nendbfchar", 1))


def odd_pages(pdf: Any) -> None:
    while len(pdf.pages) < 5 or len(pdf.pages) % 2 == 0:
        pdf.pages.append(pdf.pages[0])


def no_intent(pdf: Any) -> None:
    del pdf.Root["/OutputIntents"]


def rgb(pdf: Any) -> None:
    draw(pdf, "1 0 0 rg 200 300 50 50 re f")


def spot(pdf: Any) -> None:
    draw(pdf, "/Gold cs 1 scn 200 300 50 50 re f", ColorSpace={"Gold": separation(pdf, "Gold")})


def text(pdf: Any, size: float, colour: str) -> None:
    draw(pdf, f"{colour} k BT {font_of(pdf)} {size} Tf 1 0 0 1 200 300 Tm <0024> Tj ET")
    font = fonts(pdf.pages[0])[font_of(pdf)]
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"endbfchar", b"<0024> <0041>\nendbfchar", 1))


def inked_picture(pdf: Any) -> None:
    draw(pdf, "q 20 0 0 20 200 300 cm /Dark Do Q", XObject={"Dark": image(pdf, 100, 100, "DeviceCMYK", b"\xf0" * 4)})


def inked_jpeg(pdf: Any) -> None:
    """Pillow stores the inks turned around, as Adobe's programs do; Decode says so."""
    packed = io.BytesIO()
    Image.new("CMYK", (100, 100), (240, 240, 240, 240)).save(packed, "JPEG")
    stream = image(pdf, 100, 100, "DeviceCMYK", b"")
    stream.write(packed.getvalue(), filter=Name.DCTDecode)
    stream.Decode = Array([1, 0] * 4)
    draw(pdf, "q 20 0 0 20 200 300 cm /Dark Do Q", XObject={"Dark": stream})


def white_overprint(pdf: Any) -> None:
    draw(pdf, "/Over gs 0 0 0 0 k 200 300 50 50 re f", ExtGState={"Over": Dictionary(OP=True, op=True, OPM=1)})


def glass(pdf: Any) -> None:
    draw(pdf, "/Glass gs 0 1 0 0 k 200 300 50 50 re f", ExtGState={"Glass": Dictionary(ca=0.5)})
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def picture(pdf: Any, pixels: int) -> None:
    draw(pdf, "q 72 0 0 72 200 300 cm /Grey Do Q", XObject={"Grey": image(pdf, pixels, pixels, "DeviceGray", b"\x80")})


def smoothed(pdf: Any) -> None:
    stream = image(pdf, 400, 400, "DeviceGray", b"\x80")
    stream.Interpolate = True
    draw(pdf, "q 72 0 0 72 200 300 cm /Grey Do Q", XObject={"Grey": stream})


def smoothed_mask(pdf: Any) -> None:
    stream, mask = (image(pdf, 400, 400, "DeviceGray", b"\x80") for _ in range(2))
    mask.Interpolate = True
    stream.SMask = mask
    draw(pdf, "q 72 0 0 72 200 300 cm /Grey Do Q", XObject={"Grey": stream})


def telling(pdf: Any) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 12.0, 0.0)})
    packed = io.BytesIO()
    Image.new("L", (400, 400)).save(packed, "JPEG", exif=exif.tobytes())
    stream = image(pdf, 400, 400, "DeviceGray", b"")
    stream.write(packed.getvalue(), filter=Name.DCTDecode)
    draw(pdf, "q 72 0 0 72 200 300 cm /Grey Do Q", XObject={"Grey": stream})


def leaping_heading(pdf: Any) -> None:
    next(each for each in elements(pdf) if each.get("/S") == "/H2").S = Name.H3


def untagged(pdf: Any) -> None:
    del pdf.Root["/StructTreeRoot"]


def unmarked(pdf: Any) -> None:
    pdf.Root.MarkInfo.Marked = False


def orphaned(pdf: Any) -> None:
    """Take one paragraph out of the tree."""
    del leaf(pdf)["/K"]


def mute_figure(pdf: Any) -> None:
    leaf(pdf).S = Name.Figure


def no_title(pdf: Any) -> None:
    del pdf.docinfo["/Title"]
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"dc:title", b"dc:source"))


def hidden_title(pdf: Any) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_language(pdf: Any) -> None:
    del pdf.Root["/Lang"]


def other_language(pdf: Any) -> None:
    pdf.Root.Lang = String("tr")


def broken_link(pdf: Any) -> None:
    next(link for link in links(pdf) if "/URI" in link.get("/A", {})).A.URI = String("htps//example.org/a b")


def lost_place(pdf: Any) -> None:
    link = links(pdf)[0]
    if "/A" in link:
        del link["/A"]
    link.Dest = String("nowhere")


def mute_link(pdf: Any) -> None:
    del links(pdf)[0]["/Contents"]


def note_in_print(pdf: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[200, 300, 220, 320], Contents="?")
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def other_info(pdf: Any) -> None:
    pdf.docinfo["/Title"] = "Another title"


def not_trapped(pdf: Any) -> None:
    del pdf.docinfo["/Trapped"]
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"Trapped", b"Snapped"))


def false_part(pdf: Any) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert b'pdfuaid:part="1"' in packet or b"<pdfuaid:part>1<" in packet
    packet = packet.replace(b'pdfuaid:part="1"', b'pdfuaid:part="9"').replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<")
    pdf.Root.Metadata.write(packet)


def script(pdf: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch(pdf: Any) -> None:
    links(pdf)[0].A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def attachment(pdf: Any) -> None:
    pdf.attachments["table.csv"] = b"a,b"


def large(pdf: Any) -> None:
    pdf.Root.Ballast = pdf.make_stream(os.urandom(10_100_000))


SEEDS: dict[str, Case] = {
    "a glyph means another character": Case("pdf-text-differs", wrong_word, page=1),
    "a line is gone": Case("pdf-text-differs", lost_text, page=1),
    "a line is gone from the print": Case("pdf-text-differs", lost_title, PRINT),
    "many lines are gone from the print": Case("pdf-text-differs", lost_lines, PRINT),
    "paragraphs change places": Case("pdf-text-order", swapped_paragraphs, page=1, severity="warning"),
    "an empty box": Case("notdef-glyph", notdef, page=1),
    "no characters": Case("text-without-characters", no_to_unicode, page=1),
    "a font is left out": Case("font-not-embedded", not_embedded, page=1),
    "a borrowed font": Case("foreign-font", other_font, page=1),
    "an empty page": Case("empty-page", blank_page, page=3, severity="warning"),
    "the bleed is inside the trim": Case("page-boxes", narrow_bleed, PRINT, 1),
    "no trim": Case("trim-missing", no_trim, PRINT, 1),
    "another sheet": Case("page-size", other_sheet, PRINT, 2, "warning"),
    "no bleed": Case("bleed-too-small", no_bleed, PRINT, 1, "warning"),
    "a surface ends at the trim": Case("bleed-not-reached", fill_to_trim, PRINT, 1),
    "text at the edge": Case("text-near-trim", text_at_the_edge, PRINT, 1, "warning"),
    "five pages": Case("page-count", odd_pages, PRINT, severity="note"),
    "no intent for print": Case("output-intent", no_intent, PRINT),
    "red of screens": Case("rgb-in-print", rgb, PRINT, 1),
    "gold": Case("spot-colour", spot, PRINT, 1, "warning"),
    "rich black": Case("rich-black-text", lambda pdf: text(pdf, 10, "0.6 0.5 0.5 0.9"), PRINT, 1),
    "small in four inks": Case("small-text-multicolour", lambda pdf: text(pdf, 5, "0.2 0.9 0.5 0.2"), PRINT, 1, "warning"),
    "a wet surface": Case("too-much-ink", lambda pdf: draw(pdf, "1 1 1 0.5 k 200 300 50 50 re f"), PRINT, 1),
    "a wet picture": Case("too-much-ink", inked_picture, PRINT, 1),
    "a wet JPEG": Case("too-much-ink", inked_jpeg, PRINT, 1),
    "white overprints": Case("white-overprints", white_overprint, PRINT, 1),
    "a hairline": Case("hairline", lambda pdf: draw(pdf, "0 0 0 1 K 0 w 200 300 m 300 300 l S"), PRINT, 1, "warning"),
    "a line of a fifth of a point": Case("hairline", lambda pdf: draw(pdf, "0 0 0 1 K 0.2 w 200 300 m 300 300 l S"), PRINT, 1, "warning"),
    "glass in RGB": Case("pdf-transparency", glass, PRINT, 1, "warning"),
    "a coarse picture": Case("coarse-picture", lambda pdf: picture(pdf, 40), PRINT, 1, "warning"),
    "a soft picture": Case("picture-below-300-dpi", lambda pdf: picture(pdf, 200), PRINT, 1, "note"),
    "a smoothed picture": Case("picture-smoothed", smoothed, page=1),
    "a smoothed mask": Case("picture-smoothed", smoothed_mask, page=1),
    "a photograph that tells its place": Case("pdf-picture-data", telling, page=1, severity="warning"),
    "a leap of headings": Case("pdf-heading-skipped", leaping_heading, page=1),
    "no tags": Case("pdf-untagged", untagged),
    "tags that are not told of": Case("pdf-untagged", unmarked),
    "a paragraph without a tag": Case("content-without-tag", orphaned, page=1),
    "a figure without words": Case("figure-without-text", mute_figure, page=1, severity="warning"),
    "no title": Case("pdf-title", no_title),
    "a title that is not shown": Case("pdf-title", hidden_title),
    "no language": Case("pdf-language", no_language),
    "another language": Case("pdf-language", other_language),
    "a mistyped address": Case("pdf-link-broken", broken_link, page=1, severity="warning"),
    "a place that is not there": Case("pdf-link-broken", lost_place, page=1, severity="warning"),
    "a link without words": Case("link-without-description", mute_link, page=1),
    "a note on the sheet": Case("annotation-in-print", note_in_print, PRINT, 1),
    "two titles": Case("pdf-identification", other_info),
    "not trapped": Case("pdf-identification", not_trapped, PRINT),
    "a standard that is none": Case("pdf-identification", false_part),
    "a script": Case("pdf-active-content", script),
    "a program": Case("pdf-active-content", launch),
    "an attachment": Case("pdf-attachment", attachment, severity="warning"),
    "eleven megabytes": Case("pdf-too-large", large, severity="warning"),
}
