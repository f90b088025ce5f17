"""Preflight of PDFs: the standards that a file claims (PDF/X, PDF/A, PDF/UA), and what these forbid in the file as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.preflight.check_base import Defect, PreflightCheck, Purpose, claimed, everywhere, for_screens, too_large
from presskit.checks.preflight.page_objects import Defects, PdfCheck
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Metadata, PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECKS", "purposes", "standards"]


def purposes(file: PdfFile) -> frozenset[Purpose]:
    """Return what a PDF claims to be made for: PDF/X for print, PDF/A for archives, PDF/UA for everybody."""
    claims = {
        Purpose.PRINT: bool(_print_version(file)) or any(intent.subtype == "GTS_PDFX" for intent in file.intents),
        Purpose.ARCHIVE: bool(file.metadata.xmp_value("pdfaid:part")),
        Purpose.ACCESSIBLE: bool(file.metadata.xmp_value("pdfuaid:part")),
    }
    return frozenset(purpose for purpose, claim in claims.items() if claim) or frozenset({Purpose.GENERAL})


def standards(file: PdfFile) -> tuple[str, ...]:
    """Return the claims as they are written: «PDF/X-4», «PDF/A-2a», «PDF/UA-1»."""
    xmp_value = file.metadata.xmp_value
    archive, accessible = xmp_value("pdfaid:part"), xmp_value("pdfuaid:part")
    claims = (
        _print_version(file),
        f"PDF/A-{archive}{xmp_value('pdfaid:conformance').lower()}" if archive else "",
        f"PDF/UA-{accessible}" if accessible else "",
    )
    return tuple(filter(None, claims))


def _print_version(file: PdfFile) -> str:
    xmp_value = file.metadata.xmp_value
    in_packet = xmp_value("pdfxid:GTS_PDFXVersion") or xmp_value("pdfx:GTS_PDFXVersion")
    return in_packet or file.metadata.info.get("GTS_PDFXVersion", "")


PARTS = {"pdfaid:part": {"1", "2", "3", "4"}, "pdfuaid:part": {"1", "2"}}
CONFORMANCE = {"1": {"A", "B"}, "2": {"A", "B", "U"}, "3": {"A", "B", "U"}, "4": {"", "E", "F"}}
TWICE = (
    ("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"), ("Keywords", "pdf:Keywords"),
    ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"),
)  # fmt: skip
DATES = (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))


def _pdf_identification(file: PdfFile, _: Edition | None) -> Defects:
    metadata, unread = file.metadata, ("The XMP packet is missing or cannot be read.",)
    readable = metadata.xmp is not None and not metadata.broken
    return (
        Defect(message)
        for message in ((*_claims(metadata), *_differences(metadata), *_identity(file)) if readable else unread)
    )


def _claims(metadata: Metadata) -> Iterator[str]:
    for name, parts in PARTS.items():
        part = metadata.xmp_value(name)
        if part and part not in parts:
            yield f"The PDF claims {name} {part[:20]}, which there is not."
    part = metadata.xmp_value("pdfaid:part")
    conformance = metadata.xmp_value("pdfaid:conformance").upper()
    if part in CONFORMANCE and conformance not in CONFORMANCE[part]:
        yield f"PDF/A-{part} has no level «{conformance[:20]}»."


def _differences(metadata: Metadata) -> Iterator[str]:
    """Yield what the two places say differently. What only one of them says is no contradiction."""
    for key, name in TWICE:
        one, other = metadata.info.get(key, "").strip(), metadata.xmp_value(name).strip()
        if one and other and one != other:
            yield f"The {key} is «{one[:60]}» in the Info dictionary, and «{other[:60]}» in the XMP packet."
    for key, name in DATES:
        one, other = _moment(metadata.info.get(key, "")), _moment(metadata.xmp_value(name))
        if one and other and one != other:
            yield f"The {key} differs between the Info dictionary and the XMP packet."


def _moment(text: str) -> str:
    """Return the digits of a date without its zone, as far as the minute."""
    return re.sub(r"\D", "", re.sub(r"(?<=\d)(Z|[+-]\d\d[:'].*)$", "", text))[:12]


def _identity(file: PdfFile) -> Iterator[str]:
    if not file.identified:
        yield "The file has no identifier (ID)."
    version = file.metadata.xmp_value("pdfxid:GTS_PDFXVersion")
    if version == "PDF/X-4" and file.version > "1.6":
        yield f"PDF/X-4 is PDF 1.6, and the file is PDF {file.version}."
    if version and (file.metadata.info.get("Trapped") or file.metadata.xmp_value("pdf:Trapped")) not in {"True", "False"}:
        yield "The file does not say whether it is trapped."


def _pdf_encrypted(file: PdfFile, _: Edition | None) -> Defects:
    if file.encrypted:
        yield Defect("The PDF is encrypted.")


def _pdf_active_content(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The PDF holds an action of the kind {kind}.")
        for kind in file.actions
    )


def _pdf_attachment(file: PdfFile, _: Edition | None) -> Defects:
    return (
        Defect(f"The file «{name[:80]}» is attached.")
        for name in file.attachments
    )


def _pdf_too_large(file: PdfFile, _: Edition | None) -> Defects:
    return too_large(file)


CHECKS: tuple[PdfCheck, ...] = (
    PreflightCheck(Rule(
        "pdf-identification", Severity.ERROR, "The PDF contradicts itself about what it is",
        "The Info dictionary and the XMP packet say the same twice (ISO 19005-2, 6.6.4). Archives and print shops refuse files "
        "in which they differ, or which claim a standard that does not exist.",
    ), claimed(Severity.ERROR), _pdf_identification,
        "Make the PDF again with one program: another one has changed a part of it."),
    PreflightCheck(Rule(
        "pdf-encrypted", Severity.ERROR, "The PDF is encrypted",
        "Journalists cannot copy from it, screen readers may be locked out, and print shops and archives refuse it.",
    ), claimed(Severity.ERROR, general=Severity.WARNING), _pdf_encrypted,
        "Export it without a password and without restrictions."),
    PreflightCheck(Rule(
        "pdf-active-content", Severity.ERROR, "The PDF runs a script or starts something",
        "Mail filters of newsrooms throw such files away, and readers are warned of them. A press release shows text.",
    ), everywhere(Severity.ERROR), _pdf_active_content, "Take it out: export the PDF without scripts, forms and media."),
    PreflightCheck(Rule(
        "pdf-attachment", Severity.WARNING, "A file is attached to the PDF",
        "Mail filters look twice at PDFs that carry files, and hardly a reader finds them.",
    ), claimed(Severity.WARNING, general=Severity.NOTE), _pdf_attachment, "Take it out, and send it beside the PDF."),
    PreflightCheck(Rule(
        "pdf-too-large", Severity.WARNING, "The PDF is large",
        "Many newsrooms refuse mails above 10 MB, and on a phone it takes minutes to load.",
    ), for_screens(Severity.WARNING, general=Severity.WARNING), _pdf_too_large),
)  # fmt: skip
