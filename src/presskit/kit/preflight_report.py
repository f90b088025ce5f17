"""What a preflight found → one self-contained web page: the pages, each finding marked on them, and what to do."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from presskit.checks.preflight import PDF, Finding
from presskit.checks.preflight.conformance import standards
from presskit.diagnostics import Rule, Severity
from presskit.formats.pdf_file import Box, Page, PdfFile, UnreadableError, read_pdf
from presskit.formats.pdfium import page_pictures
from presskit.kit.preflight_files import CheckedFile
from presskit.resources import Resources
from presskit.version import __version__

__all__ = ["report_page"]

TEMPLATE = "preflight.html.j2"
MARKS = 60
"""So many boxes are drawn for one finding."""
POINTS = 25.4 / 72


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding with its number in the report."""

    number: int
    finding: Finding


def report_page(files: Sequence[CheckedFile], rules: Mapping[str, Rule]) -> bytes:
    """Return the page, in UTF-8. It needs nothing from elsewhere and runs no script."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(Resources().template(TEMPLATE).decode())
    return template.render(version=__version__, files=[_file(checked, rules) for checked in files]).encode()


def _file(checked: CheckedFile, rules: Mapping[str, Rule]) -> dict[str, Any]:
    entries = [_Entry(number, finding) for number, finding in enumerate(_ordered(checked.findings), 1)]
    file = _read(checked)
    pages = file.pages if file else ()
    # What could not be read to its end is not handed to a program that paints it.
    pictures = list(page_pictures(checked.data)) if file and not file.unseen else []
    sheets = [_sheet(page, pictures, entries, rules) for page in pages]
    return {
        "name": checked.name,
        "verdict": _verdict(checked.findings),
        "facts": list(_facts(file)) if file else [],
        "whole": [_plain(each, rules) for each in entries if not each.finding.page],
        "sheets": sheets,
        "clean": [sheet for sheet in sheets if sheet["picture"] and not sheet["findings"]],
    }


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: each.page)


def _read(checked: CheckedFile) -> PdfFile | None:
    try:
        return read_pdf(checked.data, checked.name) if checked.media_type == PDF and checked.data else None
    except UnreadableError:
        return None


def _verdict(findings: Sequence[Finding]) -> str:
    counts = [(sum(each.diagnostic.severity is severity for each in findings), severity) for severity in Severity]
    counted = [f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts if count]
    return ", ".join(counted) if counted else "Nothing found."


def _facts(file: PdfFile) -> Iterator[tuple[str, str]]:
    """Yield what a print shop asks first."""
    left, bottom, right, top = file.pages[0].trim
    yield "Pages", str(len(file.pages))
    yield "Format", f"{(right - left) * POINTS:.0f} × {(top - bottom) * POINTS:.0f} mm"
    yield "Claims", ", ".join(standards(file)) or "no standard"
    yield "Version", f"PDF {file.version}"
    yield "Size", f"{file.size / 1000:.0f} kB"
    yield "Colours", ", ".join(sorted({str(mark.colour.space) for page in file.pages for mark in page.marks})) or "none"
    yield "Fonts", ", ".join(sorted({font.name for font in file.fonts})) or "none"


def _sheet(page: Page, pictures: Sequence[bytes], entries: Iterable[_Entry], rules: Mapping[str, Rule]) -> dict[str, Any]:
    mine = [each for each in entries if each.finding.page == page.number]
    picture = pictures[page.number - 1] if page.number <= len(pictures) else b""
    return {
        "number": page.number,
        "picture": "data:image/webp;base64," + base64.b64encode(picture).decode() if picture else "",
        "findings": [_plain(each, rules) for each in mine],
        "marks": [mark for each in mine for mark in _marks(each, page)],
    }


def _plain(entry: _Entry, rules: Mapping[str, Rule]) -> dict[str, Any]:
    found = entry.finding.diagnostic
    why = rules[found.code].why if found.code in rules else ""
    place = f"Paragraph {found.span.line}: " if found.span.line and found.span.unit == "paragraph" else ""
    words = {"severity": str(found.severity), "code": found.code, "message": place + found.message, "hint": found.hint}
    return {**words, "number": entry.number, "why": why}


def _marks(entry: _Entry, page: Page) -> Iterator[dict[str, Any]]:
    for box in entry.finding.boxes[:MARKS]:
        left, top, width, height = _on_picture(box, page)
        place = {"left": left, "top": top, "width": width, "height": height}
        yield {**place, "number": entry.number, "severity": str(entry.finding.diagnostic.severity)}


def _on_picture(box: Box, page: Page) -> tuple[float, float, float, float]:
    """Return where a box lies on the picture of its page as it is turned: left, top, width, height in per cent."""
    shown = page.shown
    wide, high = max(shown[2] - shown[0], 1), max(shown[3] - shown[1], 1)
    left, right = (_share(edge - shown[0], wide) for edge in (box[0], box[2]))
    bottom, top = (_share(edge - shown[1], high) for edge in (box[1], box[3]))
    turned = {
        90: (bottom, left, top, right),
        180: (1 - right, bottom, 1 - left, top),
        270: (1 - top, 1 - right, 1 - bottom, 1 - left),
    }
    from_left, from_top, to_right, to_bottom = turned.get(page.rotation, (left, 1 - top, right, 1 - bottom))
    places = (from_left, from_top, to_right - from_left, to_bottom - from_top)
    return (round(100 * places[0], 2), round(100 * places[1], 2), round(100 * places[2], 2), round(100 * places[3], 2))


def _share(part: float, whole: float) -> float:
    return min(1.0, max(0.0, part / whole))
