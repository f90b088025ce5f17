"""Preflight of PDFs: colours, inks and pictures as a press can print them."""

from __future__ import annotations

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, claimed, everywhere
from presskit.checks.preflight.page_objects import Defects, PdfCheck, inks_of, marks_of, pictures_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Colour, Intent, PdfFile, Picture, Place, Words
from presskit.model.edition import Edition

__all__ = ["CHECKS"]

def _output_intent(file: PdfFile, _: Edition | None) -> Defects:
    print_ = [intent for intent in file.intents if intent.subtype == "GTS_PDFX"]
    archive = [intent for intent in file.intents if intent.subtype == "GTS_PDFA1"]
    if file.metadata.xmp_value("pdfaid:part"):
        yield from _archive(file, archive)
    if print_ or file.metadata.xmp_value("pdfxid:GTS_PDFXVersion"):
        yield from _print(print_)


def _print(intents: list[Intent]) -> Defects:
    hint = "Export as PDF/X-4 with the profile of the print shop, such as FOGRA39."
    if len(intents) != 1:
        yield Defect(f"The file has {len(intents)} output intents for print, and should have one.", hint)
    for intent in intents:
        if not intent.condition:
            yield Defect("The output intent names no printing condition.", hint)
        if intent.channels not in {0, 4}:
            yield Defect(f"The profile of the output intent has {intent.channels} channels, not 4.", hint)


def _archive(file: PdfFile, intents: list[Intent]) -> Defects:
    """Colours of a device must be those of the intent: RGB with a profile of 3 channels, CMYK with one of 4."""
    channels = {intent.channels for intent in intents}
    needed = {"DeviceRGB": 3, "DeviceCMYK": 4}
    for page, mark in marks_of(file):
        space = mark.colour.space.hidden or mark.colour.space.name
        if space in needed and needed[space] not in channels:
            yield Defect(
                f"{space} is used, and no output intent says what it looks like.",
                "Export as PDF/A with an sRGB profile.",
                Place(page.number, mark.box),
            )


KINDS = {"text": "Text", "fill": "A surface", "stroke": "A line", "shading": "A gradient", "image": "A picture"}


def _rgb_in_print(file: PdfFile, _: Edition | None) -> Defects:
    for page, mark in marks_of(file):
        if mark.colour.space.family in {"rgb", "lab"}:
            yield Defect(
                f"{KINDS[mark.kind]} is in {mark.colour.space}.",
                "Convert it to CMYK with the profile of the print shop, such as FOGRA39.",
                Place(page.number, mark.box),
            )


PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "None", "All"}


def _spot_colour(file: PdfFile, edition: Edition | None) -> Defects:
    ordered = {edition.brand.spot.name} if edition and edition.brand.spot else set[str]()
    reported: set[str] = set()
    for page, mark in marks_of(file):
        for ink in sorted(set(mark.colour.space.inks) - PROCESS - ordered - reported):
            reported.add(ink)
            yield Defect(
                f"The spot colour «{ink}» is used.",
                "Convert it to the four inks, or order it from the print shop.",
                Place(page.number, mark.box),
            )


LARGE = 24.0
"""Points from which letters may be a rich black."""


def _rich_black_text(file: PdfFile, _: Edition | None) -> Defects:
    for page, mark in marks_of(file):
        if isinstance(mark, Words) and mark.size < LARGE and _is_rich_black(mark.colour):
            yield Defect(
                f"Text of {mark.size:.0f} pt is black of several inks: {inks_of(mark.colour)}.",
                "Make it K 100 alone.",
                Place(page.number, mark.box),
            )


def _is_rich_black(colour: Colour) -> bool:
    """Tell whether a colour is dark and nearly without hue, and still more than black ink."""
    if colour.process is None:
        return False
    *others, black = colour.process
    hueless = max(others) - min(others) < 0.35
    return max(others) > 0.02 and hueless and black + min(others) > 0.7


SMALL = 6.0
"""Points."""
TRACE = 0.1
"""The share of an ink from which it shows at an edge."""


def _small_text_multicolour(file: PdfFile, _: Edition | None) -> Defects:
    for page, mark in marks_of(file):
        inks = [share for share in mark.colour.process or () if share >= TRACE]
        if isinstance(mark, Words) and mark.size < SMALL and len(inks) > 2 and mark.text.strip():
            yield Defect(
                f"Text of {mark.size:.1f} pt is printed in {len(inks)} inks: {inks_of(mark.colour)}.",
                "Make it larger, or of one ink or two.",
                Place(page.number, mark.box),
            )


LIMIT = 300
SLACK = 1.0
"""Per cent, for rounding."""
PICTURE_SLACK = 5.0
"""Per cent: packing a picture as JPEG shifts its colours a little."""


def _too_much_ink(file: PdfFile, edition: Edition | None) -> Defects:
    limit = edition.print.ink if edition else LIMIT
    for page, mark in marks_of(file):
        ink = mark.image.ink or 0 if isinstance(mark, Picture) and not mark.image.mask else mark.colour.ink
        if ink > limit + (PICTURE_SLACK if isinstance(mark, Picture) else SLACK):
            what = "A picture" if isinstance(mark, Picture) else "A colour"
            yield Defect(
                f"{what} asks for {ink:.0f} % of ink; {limit} % is the limit.",
                "Convert it with the profile of the print shop, which keeps to its limit.",
                Place(page.number, mark.box),
            )


def _white_overprints(file: PdfFile, _: Edition | None) -> Defects:
    for page, mark in marks_of(file):
        is_printed = mark.colour.space.family in {"cmyk", "gray"} and mark.kind != "image"
        if mark.transparency.overprint and mark.colour.white and is_printed:
            yield Defect(
                "Something white is set to overprint: it will not be seen.",
                "Let it knock out: turn overprinting off.",
                Place(page.number, mark.box),
            )


THINNEST = 0.24


def _hairline(file: PdfFile, _: Edition | None) -> Defects:
    for page, mark in marks_of(file):
        if mark.kind == "stroke" and mark.width < THINNEST and mark.colour.space.family != "registration":
            yield Defect(f"A line is {mark.width:.2f} pt thick.", "Make it 0.25 pt or more.", Place(page.number, mark.box))


OLD = ("PDF/X-1", "PDF/X-3")


def _pdf_transparency(file: PdfFile, _: Edition | None) -> Defects:
    version = file.metadata.xmp_value("pdfxid:GTS_PDFXVersion") or file.metadata.info.get("GTS_PDFXVersion", "")
    for page, mark in marks_of(file):
        if not mark.transparency.transparent:
            continue
        place = Place(page.number, mark.box)
        if version.startswith(OLD):
            yield Defect(f"{version} allows no transparency.", "Export as PDF/X-4, or flatten it.", place)
        elif page.group is not None and page.group.family == "rgb":
            yield Defect("Transparency is mixed in RGB.", "Set the blending space to CMYK.", place)


PRINT, SCREEN = 150, 100


def _coarse_picture(file: PdfFile, _: Edition | None) -> Defects:
    limit = PRINT if any(intent.subtype == "GTS_PDFX" for intent in file.intents) else SCREEN
    for place, picture in pictures_of(file):
        if 0 < picture.dpi < limit and min(picture.image.width, picture.image.height) > 1:
            pixels = f"{picture.image.width} × {picture.image.height} pixels"
            yield Defect(
                f"The picture has {picture.dpi:.0f} dpi as it is placed ({pixels}).",
                "Use a larger original, or place it smaller.",
                place,
            )


LEAST, WANTED = 150, 298


def _picture_below_300_dpi(file: PdfFile, _: Edition | None) -> Defects:
    for place, picture in pictures_of(file):
        if LEAST <= picture.dpi < WANTED and not picture.image.mask:
            yield Defect(
                f"The picture has {picture.dpi:.0f} dpi as it is placed.",
                "Use a larger original if there is one.",
                place,
            )


def _picture_smoothed(file: PdfFile, _: Edition | None) -> Defects:
    for place, picture in pictures_of(file):
        if picture.image.smoothed:
            yield Defect(
                "The picture asks viewers to interpolate between its pixels.",
                "Export as PDF/A anew, without smoothing of pictures.",
                place,
            )


def _pdf_picture_data(file: PdfFile, _: Edition | None) -> Defects:
    for place, picture in pictures_of(file):
        if picture.image.tells:
            yield Defect(
                f"The picture tells {', '.join(picture.image.tells)}.",
                "Save the picture without its metadata, and place it anew.",
                place,
            )


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "output-intent", Severity.ERROR, "The output intent is missing or wrong",
        "It says which paper and inks the colours are made for (ISO 15930-7, 6.2; ISO 19005-2, 6.2.3). Else they are a guess.",
    ), {Purpose.PRINT: Severity.ERROR, Purpose.ARCHIVE: Severity.ERROR}, _output_intent),
    PreflightCheck(Rule(
        "rgb-in-print", Severity.ERROR, "A colour of a PDF for print is RGB",
        "Presses print with four inks. RGB is turned into them by whatever rule the shop has set: black text becomes a mix of "
        "four inks, and colours change.",
    ), {Purpose.PRINT: Severity.ERROR}, _rgb_in_print),
    PreflightCheck(Rule(
        "spot-colour", Severity.WARNING, "A spot colour is used",
        "Each spot colour is a plate and an ink of its own, and costs money. "
        "Where it was not ordered, the shop stops and asks.",
    ), {Purpose.PRINT: Severity.WARNING}, _spot_colour),
    PreflightCheck(Rule(
        "rich-black-text", Severity.ERROR, "Small text is black of several inks",
        "The four plates never meet to a hair: black letters get coloured edges, and small ones cannot be read.",
    ), {Purpose.PRINT: Severity.ERROR}, _rich_black_text),
    PreflightCheck(Rule(
        "small-text-multicolour", Severity.WARNING, "Very small text is printed in several inks",
        "Where plates are off by a tenth of a millimetre, letters of less than 6 pt in three or four inks blur.",
    ), {Purpose.PRINT: Severity.WARNING}, _small_text_multicolour),
    PreflightCheck(Rule(
        "too-much-ink", Severity.ERROR, "There is more ink than the paper takes",
        "Above 300 per cent on coated paper ink does not dry: it sets off on the next sheet, and the sheets stick.",
    ), {Purpose.PRINT: Severity.ERROR}, _too_much_ink),
    PreflightCheck(Rule(
        "white-overprints", Severity.ERROR, "White overprints, and vanishes",
        "An overprinting white leaves what lies below it: white letters on a coloured ground are gone from the print.",
    ), {Purpose.PRINT: Severity.ERROR}, _white_overprints),
    PreflightCheck(Rule(
        "hairline", Severity.WARNING, "A line is thinner than a press can hold",
        "Lines below a quarter of a point break up, those of width 0 come out as thin as the machine can draw.",
    ), {Purpose.PRINT: Severity.WARNING}, _hairline),
    PreflightCheck(Rule(
        "pdf-transparency", Severity.WARNING, "Transparency is not blended in inks",
        "Where colours shine through each other, the page says in which space they mix. In RGB the inks come out otherwise.",
    ), {Purpose.PRINT: Severity.WARNING}, _pdf_transparency),
    PreflightCheck(Rule(
        "coarse-picture", Severity.WARNING, "A picture is too coarse",
        "Below 150 pixels an inch (100 on a screen) a picture looks like a mosaic.",
    ), claimed(Severity.WARNING, general=Severity.NOTE), _coarse_picture),
    PreflightCheck(Rule(
        "picture-below-300-dpi", Severity.NOTE, "A picture has less than 300 dpi",
        "Print shops ask for 300 pixels an inch. Down to 150 it can be printed, and looks a little soft.",
    ), {Purpose.PRINT: Severity.NOTE}, _picture_below_300_dpi),
    PreflightCheck(Rule(
        "picture-smoothed", Severity.ERROR, "A picture is to be smoothed by the viewer",
        "Each viewer does it in its own way, so an archive may not ask for it (ISO 19005-2, 6.2.8): a validator refuses the "
        "file.",
    ), {Purpose.ARCHIVE: Severity.ERROR}, _picture_smoothed),
    PreflightCheck(Rule(
        "pdf-picture-data", Severity.WARNING, "A photograph in the PDF tells where or with what it was taken",
        "Cameras write the place, the time and their number into a photograph, and a PDF carries them. A photograph of a "
        "witness can lead to the house.",
    ), everywhere(Severity.WARNING), _pdf_picture_data),
)  # fmt: skip
