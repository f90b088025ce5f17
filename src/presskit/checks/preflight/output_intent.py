"""Check: a file says for which press or screen its colours are meant."""

from __future__ import annotations

from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.checks.preflight.marks import marks_of
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Intent, PdfFile, Place
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "output-intent", Severity.ERROR, "The output intent is missing or wrong",
    "It says which paper and inks the colours are made for (ISO 15930-7, 6.2; ISO 19005-2, 6.2.3). Else they are a guess.",
)  # fmt: skip


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    print_ = [intent for intent in file.intents if intent.subtype == "GTS_PDFX"]
    archive = [intent for intent in file.intents if intent.subtype == "GTS_PDFA1"]
    if file.metadata.said("pdfaid:part"):
        yield from _archive(file, archive)
    if print_ or file.metadata.said("pdfxid:GTS_PDFXVersion"):
        yield from _print(file, print_)


def _print(file: PdfFile, intents: list[Intent]) -> Iterator[Finding]:
    hint = "Export as PDF/X-4 with the profile of the print shop, such as FOGRA39."
    if len(intents) != 1:
        yield finding(RULE, file.name, f"The file has {len(intents)} output intents for print, and should have one.", hint)
    for intent in intents:
        if not intent.condition:
            yield finding(RULE, file.name, "The output intent names no printing condition.", hint)
        if intent.channels not in {0, 4}:
            yield finding(RULE, file.name, f"The profile of the output intent has {intent.channels} channels, not 4.", hint)


def _archive(file: PdfFile, intents: list[Intent]) -> Iterator[Finding]:
    """Colours of a device must be those of the intent: RGB with a profile of 3 channels, CMYK with one of 4."""
    channels = {intent.channels for intent in intents}
    needed = {"DeviceRGB": 3, "DeviceCMYK": 4}
    for page, mark in marks_of(file):
        space = mark.colour.space.hidden or mark.colour.space.name
        if space in needed and needed[space] not in channels:
            message = f"{space} is used, and no output intent says what it looks like."
            yield finding(RULE, file.name, message, "Export as PDF/A with an sRGB profile.", Place(page.number, mark.box))


CHECK = PreflightCheck(RULE, _check, {Purpose.PRINT: Severity.ERROR, Purpose.ARCHIVE: Severity.ERROR})
