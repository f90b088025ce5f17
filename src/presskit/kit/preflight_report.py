"""What a preflight found → one self-contained web page: the pages, each finding marked on them, and what to do."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from presskit.checks.preflight import PDF, Finding
from presskit.checks.preflight.conformance import standards
from presskit.diagnostics import Rule, counted
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


Numbered = tuple[int, Finding]
"""A finding with its number in the report."""


def report_page(files: Sequence[CheckedFile], rules: Mapping[str, Rule]) -> bytes:
    """Return the page, in UTF-8. It needs nothing from elsewhere and runs no script."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(Resources().template(TEMPLATE).decode())
    return template.render(version=__version__, files=[_file(checked, rules) for checked in files]).encode()


def _file(checked: CheckedFile, rules: Mapping[str, Rule]) -> dict[str, Any]:
    entries = list(enumerate(sorted(checked.findings, key=lambda each: each.page), 1))
    file = _read(checked)
    # What could not be read to its end is not handed to a program that paints it.
    pictures = list(page_pictures(checked.data)) if file and not file.unseen else []
    sheets = [_sheet(page, pictures, entries, rules) for page in (file.pages if file else ())]
    return {
        "name": checked.name,
        "verdict": counted(each.diagnostic for each in checked.findings) or "Nothing found.",
        "facts": _facts(file) if file else [],
        "whole": [_plain(each, rules) for each in entries if not each[1].page],
        "sheets": sheets,
        "clean": [sheet for sheet in sheets if sheet["picture"] and not sheet["findings"]],
    }


def _read(checked: CheckedFile) -> PdfFile | None:
    with suppress(UnreadableError):
        return read_pdf(checked.data, checked.name) if checked.media_type == PDF and checked.data else None
    return None


def _facts(file: PdfFile) -> list[tuple[str, str]]:
    """Return what a print shop asks first."""
    left, bottom, right, top = file.pages[0].trim
    return [
        ("Pages", str(len(file.pages))),
        ("Format", f"{(right - left) * POINTS:.0f} × {(top - bottom) * POINTS:.0f} mm"),
        ("Claims", ", ".join(standards(file)) or "no standard"),
        ("Version", f"PDF {file.version}"),
        ("Size", f"{file.size / 1000:.0f} kB"),
        ("Colours", ", ".join(sorted({str(mark.colour.space) for page in file.pages for mark in page.marks})) or "none"),
        ("Fonts", ", ".join(sorted({font.name for font in file.fonts})) or "none"),
    ]


def _sheet(page: Page, pictures: Sequence[bytes], entries: Iterable[Numbered], rules: Mapping[str, Rule]) -> dict[str, Any]:
    mine = [each for each in entries if each[1].page == page.number]
    picture = pictures[page.number - 1] if page.number <= len(pictures) else b""
    return {
        "number": page.number,
        "picture": "data:image/webp;base64," + base64.b64encode(picture).decode() if picture else "",
        "findings": [_plain(each, rules) for each in mine],
        "marks": [_mark(each, box, page) for each in mine for box in each[1].boxes[:MARKS]],
    }


def _plain(entry: Numbered, rules: Mapping[str, Rule]) -> dict[str, Any]:
    found = entry[1].diagnostic
    place = f"Paragraph {found.span.line}: " if found.span.line and found.span.unit == "paragraph" else ""
    return {
        "severity": str(found.severity),
        "code": found.code,
        "message": place + found.message,
        "hint": found.hint,
        "number": entry[0],
        "why": rules[found.code].why if found.code in rules else "",
    }


def _mark(entry: Numbered, box: Box, page: Page) -> dict[str, Any]:
    place = dict(zip(("left", "top", "width", "height"), _on_picture(box, page), strict=True))
    return {**place, "number": entry[0], "severity": str(entry[1].diagnostic.severity)}


def _on_picture(box: Box, page: Page) -> list[float]:
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
    return [round(100 * each, 2) for each in (from_left, from_top, to_right - from_left, to_bottom - from_top)]


def _share(part: float, whole: float) -> float:
    return min(1.0, max(0.0, part / whole))
