"""Check: what a PDF says of itself in two places is the same, and the standards that it claims are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presskit.checks.preflight.frame import Finding, PreflightCheck, Purpose, finding
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Metadata, PdfFile
from presskit.model.edition import Edition

__all__ = ["CHECK"]

RULE = Rule(
    "pdf-identification", Severity.ERROR, "The PDF contradicts itself about what it is",
    "The Info dictionary and the XMP packet say the same twice (ISO 19005-2, 6.6.4). Archives and print shops refuse files in "
    "which they differ, or which claim a standard that does not exist.",
)  # fmt: skip
HINT = "Make the PDF again with one program: another one has changed a part of it."
PARTS = {"pdfaid:part": {"1", "2", "3", "4"}, "pdfuaid:part": {"1", "2"}}
CONFORMANCE = {"1": {"A", "B"}, "2": {"A", "B", "U"}, "3": {"A", "B", "U"}, "4": {"", "E", "F"}}
TWICE = (
    ("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"), ("Keywords", "pdf:Keywords"),
    ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"),
)  # fmt: skip
DATES = (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))


def _check(file: PdfFile, _: Edition | None) -> Iterator[Finding]:
    metadata = file.metadata
    if metadata.xmp is None or metadata.broken:
        yield finding(RULE, file.name, "The XMP packet is missing or cannot be read.", HINT)
        return
    for message in (*_claims(metadata), *_differences(metadata), *_identity(file)):
        yield finding(RULE, file.name, message, HINT)


def _claims(metadata: Metadata) -> Iterator[str]:
    for name, parts in PARTS.items():
        claimed = metadata.said(name)
        if claimed and claimed not in parts:
            yield f"The PDF claims {name} {claimed[:20]}, which there is not."
    part = metadata.said("pdfaid:part")
    conformance = metadata.said("pdfaid:conformance").upper()
    if part in CONFORMANCE and conformance not in CONFORMANCE[part]:
        yield f"PDF/A-{part} has no level «{conformance[:20]}»."


def _differences(metadata: Metadata) -> Iterator[str]:
    """Yield what both places say, each in another way. What only one of them says is no contradiction."""
    for key, name in TWICE:
        one, other = metadata.info.get(key, "").strip(), metadata.said(name).strip()
        if one and other and one != other:
            yield f"The {key} is «{one[:60]}» in the Info dictionary, and «{other[:60]}» in the XMP packet."
    for key, name in DATES:
        one, other = _moment(metadata.info.get(key, "")), _moment(metadata.said(name))
        if one and other and one != other:
            yield f"The {key} differs between the Info dictionary and the XMP packet."


def _moment(text: str) -> str:
    """Return the digits of a date without its zone, as far as the minute."""
    return re.sub(r"\D", "", re.sub(r"(?<=\d)(Z|[+-]\d\d[:'].*)$", "", text))[:12]


def _identity(file: PdfFile) -> Iterator[str]:
    if not file.identified:
        yield "The file has no identifier (ID)."
    version = file.metadata.said("pdfxid:GTS_PDFXVersion")
    if version == "PDF/X-4" and file.version > "1.6":
        yield f"PDF/X-4 is PDF 1.6, and the file is PDF {file.version}."
    trapped = file.metadata.info.get("Trapped") or file.metadata.said("pdf:Trapped")
    if version and trapped not in {"True", "False"}:
        yield "The file does not say whether it is trapped."


CHECK = PreflightCheck(
    RULE, _check, {Purpose.PRINT: Severity.ERROR, Purpose.ARCHIVE: Severity.ERROR, Purpose.ACCESSIBLE: Severity.ERROR}
)
