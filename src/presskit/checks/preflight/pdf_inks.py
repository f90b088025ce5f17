"""Preflight of PDFs: colours, inks and pictures as a press can print them."""

from __future__ import annotations

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, claimed, everywhere
from presskit.checks.preflight.page_objects import Defects, PdfCheck, inks_of, marks_of, marks_of_kind
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Colour, Intent, PaintedImage, PaintedText, PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECKS"]

def _output_intent(file: PdfFile, _: Edition | None) -> Defects:
    print_ = [intent for intent in file.intents if intent.subtype == "GTS_PDFX"]
    if file.metadata.xmp_value("pdfaid:part"):
        yield from _archive(file, {intent.channels for intent in file.intents if intent.subtype == "GTS_PDFA1"})
    if print_ or file.metadata.xmp_value("pdfxid:GTS_PDFXVersion"):
        yield from _print(print_)


def _print(intents: list[Intent]) -> Defects:
    if len(intents) != 1:
        yield Defect(f"The file has {len(intents)} output intents for print, and should have one.")
    for intent in intents:
        if not intent.condition:
            yield Defect("The output intent names no printing condition.")
        if intent.channels not in {0, 4}:
            yield Defect(f"The profile of the output intent has {intent.channels} channels, not 4.")


def _archive(file: PdfFile, channels: set[int]) -> Defects:
    """Colours of a device must be those of the intent: RGB with a profile of 3 channels, CMYK with one of 4."""
    needed = {"DeviceRGB": 3, "DeviceCMYK": 4}
    for place, mark in marks_of(file):
        space = mark.colour.space.hidden or mark.colour.space.name
        if space in needed and needed[space] not in channels:
            yield Defect(
                f"{space} is used, and no output intent says what it looks like.",
                place,
                hint="Export as PDF/A with an sRGB profile.",
            )


KINDS = {"text": "Text", "fill": "A surface", "stroke": "A line", "shading": "A gradient", "image": "A picture"}


def _rgb_in_print(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"{KINDS[mark.kind]} is in {mark.colour.space}.", place)
        for place, mark in marks_of(file)
        if mark.colour.space.family in {"rgb", "lab"}
    )


PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "None", "All"}


def _spot_colour(file: PdfFile, edition: Edition | None) -> Defects:
    ordered = {edition.brand.spot.name} if edition and edition.brand.spot else set[str]()
    reported: set[str] = set()
    for place, mark in marks_of(file):
        for ink in sorted(set(mark.colour.space.inks) - PROCESS - ordered - reported):
            reported.add(ink)
            yield Defect(f"The spot colour «{ink}» is used.", place)


LARGE = 24.0
"""Points from which letters may be a rich black."""


def _rich_black_text(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"Text of {mark.size:.0f} pt is black of several inks: {inks_of(mark.colour)}.", place)
        for place, mark in marks_of(file)
        if isinstance(mark, PaintedText) and mark.size < LARGE and _is_rich_black(mark.colour)
    )


def _is_rich_black(colour: Colour) -> bool:
    """Return whether a colour is dark and nearly without hue, and still more than black ink."""
    *others, black = colour.process or (0, 0, 0, 0)
    hueless = max(others) - min(others) < 0.35
    return max(others) > 0.02 and hueless and black + min(others) > 0.7


SMALL = 6.0
"""Points."""
TRACE = 0.1
"""The share of an ink from which it shows at an edge."""


def _small_text_multicolour(file: PdfFile, _: Edition | None) -> Defects:
    for place, mark in marks_of(file):
        inks = [share for share in mark.colour.process or () if share >= TRACE]
        if isinstance(mark, PaintedText) and mark.size < SMALL and len(inks) > 2 and mark.text.strip():
            yield Defect(f"Text of {mark.size:.1f} pt is printed in {len(inks)} inks: {inks_of(mark.colour)}.", place)


LIMIT = 300
SLACK = 1.0
"""Per cent, for rounding."""
PICTURE_SLACK = 5.0
"""Per cent: packing a picture as JPEG shifts its colours a little."""


def _too_much_ink(file: PdfFile, edition: Edition | None) -> Defects:
    limit = edition.print.ink if edition else LIMIT
    for place, mark in marks_of(file):
        ink = mark.image.ink or 0 if isinstance(mark, PaintedImage) and not mark.image.mask else mark.colour.ink
        what, slack = ("A picture", PICTURE_SLACK) if isinstance(mark, PaintedImage) else ("A colour", SLACK)
        if ink > limit + slack:
            yield Defect(f"{what} asks for {ink:.0f} % of ink; {limit} % is the limit.", place)


def _white_overprints(file: PdfFile, _: Edition | None) -> Defects:
    for place, mark in marks_of(file):
        is_printed = mark.colour.space.family in {"cmyk", "gray"} and mark.kind != "image"
        if mark.transparency.overprint and mark.colour.white and is_printed:
            yield Defect("Something white is set to overprint: it will not be seen.", place)


THINNEST = 0.24


def _hairline(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"A line is {mark.width:.2f} pt thick.", place)
        for place, mark in marks_of(file)
        if mark.kind == "stroke" and mark.width < THINNEST and mark.colour.space.family != "registration"
    )


OLD = ("PDF/X-1", "PDF/X-3")


def _pdf_transparency(file: PdfFile, _: Edition | None) -> Defects:
    version = file.metadata.xmp_value("pdfxid:GTS_PDFXVersion") or file.metadata.info.get("GTS_PDFXVersion", "")
    for place, _mark in (each for each in marks_of(file) if each[1].transparency.transparent):
        group = file.pages[place.page - 1].group
        if version.startswith(OLD):
            yield Defect(f"{version} allows no transparency.", place, hint="Export as PDF/X-4, or flatten it.")
        elif group and group.family == "rgb":
            yield Defect("Transparency is mixed in RGB.", place, hint="Set the blending space to CMYK.")


PRINT, SCREEN = 150, 100


def _coarse_picture(file: PdfFile, _: Edition | None) -> Defects:
    limit = PRINT if any(intent.subtype == "GTS_PDFX" for intent in file.intents) else SCREEN
    return (
        Defect(f"The picture has {each.dpi:.0f} dpi as it is placed ({each.image.width} × {each.image.height} pixels).", place)
        for place, each in marks_of_kind(file, PaintedImage)
        if 0 < each.dpi < limit and min(each.image.width, each.image.height) > 1
    )


LEAST, WANTED = 150, 298


def _picture_below_300_dpi(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The picture has {picture.dpi:.0f} dpi as it is placed.", place)
        for place, picture in marks_of_kind(file, PaintedImage)
        if LEAST <= picture.dpi < WANTED and not picture.image.mask
    )


def _picture_smoothed(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect("The picture asks viewers to interpolate between its pixels.", place)
        for place, picture in marks_of_kind(file, PaintedImage)
        if picture.image.smoothed
    )


def _pdf_picture_data(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The picture tells {', '.join(picture.image.tells)}.", place)
        for place, picture in marks_of_kind(file, PaintedImage)
        if picture.image.tells
    )


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "output-intent", Severity.ERROR, "The output intent is missing or wrong",
        "It says which paper and inks the colours are made for (ISO 15930-7, 6.2; ISO 19005-2, 6.2.3). Else they are a guess.",
    ), {Purpose.PRINT: Severity.ERROR, Purpose.ARCHIVE: Severity.ERROR}, _output_intent,
        "Export as PDF/X-4 with the profile of the print shop, such as FOGRA39."),
    PreflightCheck(Rule(
        "rgb-in-print", Severity.ERROR, "A colour of a PDF for print is RGB",
        "Presses print with four inks. RGB is turned into them by whatever rule the shop has set: black text becomes a mix of "
        "four inks, and colours change.",
    ), {Purpose.PRINT: Severity.ERROR}, _rgb_in_print,
        "Convert it to CMYK with the profile of the print shop, such as FOGRA39."),
    PreflightCheck(Rule(
        "spot-colour", Severity.WARNING, "A spot colour is used",
        "Each spot colour is a plate and an ink of its own, and costs money. "
        "Where it was not ordered, the shop stops and asks.",
    ), {Purpose.PRINT: Severity.WARNING}, _spot_colour, "Convert it to the four inks, or order it from the print shop."),
    PreflightCheck(Rule(
        "rich-black-text", Severity.ERROR, "Small text is black of several inks",
        "The four plates never meet to a hair: black letters get coloured edges, and small ones cannot be read.",
    ), {Purpose.PRINT: Severity.ERROR}, _rich_black_text, "Make it K 100 alone."),
    PreflightCheck(Rule(
        "small-text-multicolour", Severity.WARNING, "Very small text is printed in several inks",
        "Where plates are off by a tenth of a millimetre, letters of less than 6 pt in three or four inks blur.",
    ), {Purpose.PRINT: Severity.WARNING}, _small_text_multicolour, "Make it larger, or of one ink or two."),
    PreflightCheck(Rule(
        "too-much-ink", Severity.ERROR, "There is more ink than the paper takes",
        "Above 300 per cent on coated paper ink does not dry: it sets off on the next sheet, and the sheets stick.",
    ), {Purpose.PRINT: Severity.ERROR}, _too_much_ink,
        "Convert it with the profile of the print shop, which keeps to its limit."),
    PreflightCheck(Rule(
        "white-overprints", Severity.ERROR, "White overprints, and vanishes",
        "An overprinting white leaves what lies below it: white letters on a coloured ground are gone from the print.",
    ), {Purpose.PRINT: Severity.ERROR}, _white_overprints, "Let it knock out: turn overprinting off."),
    PreflightCheck(Rule(
        "hairline", Severity.WARNING, "A line is thinner than a press can hold",
        "Lines below a quarter of a point break up, those of width 0 come out as thin as the machine can draw.",
    ), {Purpose.PRINT: Severity.WARNING}, _hairline, "Make it 0.25 pt or more."),
    PreflightCheck(Rule(
        "pdf-transparency", Severity.WARNING, "Transparency is not blended in inks",
        "Where colours shine through each other, the page says in which space they mix. In RGB the inks come out otherwise.",
    ), {Purpose.PRINT: Severity.WARNING}, _pdf_transparency),
    PreflightCheck(Rule(
        "coarse-picture", Severity.WARNING, "A picture is too coarse",
        "Below 150 pixels an inch (100 on a screen) a picture looks like a mosaic.",
    ), claimed(Severity.WARNING, general=Severity.NOTE), _coarse_picture, "Use a larger original, or place it smaller."),
    PreflightCheck(Rule(
        "picture-below-300-dpi", Severity.NOTE, "A picture has less than 300 dpi",
        "Print shops ask for 300 pixels an inch. Down to 150 it can be printed, and looks a little soft.",
    ), {Purpose.PRINT: Severity.NOTE}, _picture_below_300_dpi, "Use a larger original if there is one."),
    PreflightCheck(Rule(
        "picture-smoothed", Severity.ERROR, "A picture is to be smoothed by the viewer",
        "Each viewer does it in its own way, so an archive may not ask for it (ISO 19005-2, 6.2.8): a validator refuses the "
        "file.",
    ), {Purpose.ARCHIVE: Severity.ERROR}, _picture_smoothed, "Export as PDF/A anew, without smoothing of pictures."),
    PreflightCheck(Rule(
        "pdf-picture-data", Severity.WARNING, "A photograph in the PDF tells where or with what it was taken",
        "Cameras write the place, the time and their number into a photograph, and a PDF carries them. A photograph of a "
        "witness can lead to the house.",
    ), everywhere(Severity.WARNING), _pdf_picture_data, "Save the picture without its metadata, and place it anew."),
)  # fmt: skip
