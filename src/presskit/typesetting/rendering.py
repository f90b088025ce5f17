"""HTML → laid-out pages, by WeasyPrint, in presskit's own fonts and with nothing else within reach."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.formats.fonts import FACES, NUMERALS
from presskit.pictures.png import in_eight_bits
from presskit.typesetting.weasyprint_internals import page_filled, split_styles, tagged, weasyprint

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["ENOUGH", "FIRST_STEP", "LONG", "STEPS", "Cache", "Rendering", "best", "boxes"]

ENOUGH = 0.6
"""A last page that is filled less than this, as a share of its height, is to be saved: its lines go on the one before."""

LONG = 12
"""So many pages are set once: one more or less is nothing to them, and each further setting costs as much as the first."""

STEPS = (("tight-1.css",), ("tight-2.css",), ("tight-3.css",), ("tight-3.css", "tight-4.css"))
"""Templates whose styles are added one after the other, from the least to the tightest."""

WELL = 0.75
"""A saved last page that is filled so much is taken; one that is filled less has room for a less tight style."""

FIRST_STEP = {"ltr": ((0.1, 0), (ENOUGH, 2)), "rtl": ((0.1, 0), (0.5, 1), (ENOUGH, 3))}
"""Which step is tried first, by the direction of the text and the fill of the last page.

Measured with 90 releases of one to eight pages in three languages: 53 had a last page to be saved, and 44 could be. For 42
of them the least tight style that saves the page is found, for two the next one; 30 of the 53 are set twice, 20 three times.
"""


def best(lay_out: Callable[[str], Document], tighter: Sequence[str], direction: str = "ltr") -> Document:
    """Return a layout with a page less, where the last page is not well filled and a tighter style saves it.

    ``lay_out`` takes style to add; ``tighter`` are such styles, from the least to the tightest; ``direction`` is the text's,
    ``ltr`` or ``rtl``. The first style that is tried is the likeliest; where it does not save a page tighter ones are
    tried, and where it leaves room on the last page less tight ones. The plain layout is returned where none helps.
    """
    plain = lay_out("")
    if len(plain.pages) == 1 or len(plain.pages) >= LONG:
        return plain
    share = page_filled(plain)
    first = next((step for fill, step in FIRST_STEP[direction] if share < fill), len(tighter))
    for step in range(first, len(tighter)):
        layout = lay_out(tighter[step])
        if len(layout.pages) < len(plain.pages):
            return _loosened(layout, lay_out, tighter[:step] if step == first else ())
    return plain


def _loosened(layout: Document, lay_out: Callable[[str], Document], looser: Sequence[str]) -> Document:
    """Return a layout by one of the ``looser`` styles that takes no more pages, while the last page has room for it."""
    pages = len(layout.pages)
    for style in reversed(looser):
        if page_filled(layout) >= WELL:
            return layout
        other = lay_out(style)
        if len(other.pages) > pages:
            return layout
        layout = other
    return layout


def boxes(document: Document) -> Iterator[tuple[str, int, float, float, float, float]]:
    """Yield the fields of a :class:`~presskit.typesetting.job.Box` for each element with an id, page by page."""
    for number, page in enumerate(document.pages, 1):
        for name, (left, top, right, bottom) in page.anchors.items():
            yield name, number, left / page.width, top / page.height, right / page.width, bottom / page.height


SCHEME = "presskit:"
DPI = 300
"""The most pixels per inch that a picture keeps: a print shop asks for so many."""
MOST_SHEETS = 32
"""The most parsed style sheets that a cache holds."""
_RUN_IN = re.compile('class="run"')
_RIGHT_TO_LEFT = re.compile(r"<html\b[^<>]*\bdir=.?rtl", re.IGNORECASE)
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A parsed style sheet, with WeasyPrint's warnings about it and the addresses that it asked for in vain."""

    css: Any
    remarks: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(slots=True)
class Cache:
    """What many pages have in common: parsed style sheets, and what Fontconfig knows of the bundled fonts."""

    sheets: dict[str, StyleSheet] = field(default_factory=dict)
    fonts: dict[tuple[Path, str], Any] = field(default_factory=dict)

    def sheet(self, style: str) -> StyleSheet:
        """Return a parsed style sheet; it brings in no fonts."""
        if style not in self.sheets:
            for oldest in list(self.sheets)[: 1 - MOST_SHEETS]:
                del self.sheets[oldest]
            refused, remarks = list[str](), list[str]()
            with _listening(remarks):
                css = weasyprint().CSS(string=style, url_fetcher=_fetcher(Path(), refused), base_url=SCHEME)
            self.sheets[style] = StyleSheet(css, tuple(remarks), tuple(refused))
        return self.sheets[style]

    def font_configuration(self, folder: Path, faces: str) -> Any:
        """Return what Fontconfig knows of the faces; it is the same for all pages that are set in them."""
        if (folder, faces) not in self.fonts:
            from weasyprint.text.fonts import FontConfiguration

            configuration = FontConfiguration()
            weasyprint().CSS(string=faces, font_config=configuration, url_fetcher=_fetcher(folder, []))
            self.fonts[folder, faces] = configuration
        return self.fonts[folder, faces]


@dataclass(slots=True)
class Rendering:
    """Lays out one page text in the fonts of a folder, as often as one likes; the text is parsed once.

    ``refused`` are the addresses that it asked for in vain, ``remarks`` what it warned of.
    """

    text: str
    fonts: Path
    cache: Cache = field(default_factory=Cache)
    refused: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    parsed: tuple[str, Any] | None = field(default=None, init=False)

    @property
    def direction(self) -> str:
        """The direction of the page's text: ``ltr`` or ``rtl``."""
        return "rtl" if _RIGHT_TO_LEFT.search(self.text) else "ltr"

    def lay_out(self, extra: str = "") -> Document:
        """Return the pages, with ``extra`` added to the style. Raises ``OSError`` where Pango is missing."""
        self.refused.clear()
        self.remarks.clear()
        with _no_system_fonts(self.fonts), _listening(self.remarks):
            html, styles = self._page(extra)
            sheets = [self.cache.sheet(style) for style in styles]
            self.remarks += [remark for sheet in sheets for remark in sheet.remarks]
            self.refused += [url for sheet in sheets for url in sheet.refused]
            fonts = self.cache.font_configuration(self.fonts, _faces(self.text))
            document: Document = html.render(font_config=fonts, stylesheets=[sheet.css for sheet in sheets], dpi=DPI)
        return document

    def parse(self) -> None:
        """Parse the page and its style sheets before they are laid out."""
        for style in self._page("")[1]:
            self.cache.sheet(style)

    def _page(self, extra: str) -> tuple[Any, tuple[str, ...]]:
        """Return the parsed page and the style sheets to give beside it; those that must stand in it do."""
        head, end, rest = self.text.partition("</head>")
        # the extra style is last in the head: what is given to WeasyPrint beside the page would weigh less
        text, styles = split_styles(f"{head}<style>{extra}</style>{end}{rest}" if extra and end else self.text)
        if self.parsed is None or self.parsed[0] != text:
            html = weasyprint().HTML  # before the fetcher, which imports a part of the library
            self.parsed = text, html(string=text, url_fetcher=_fetcher(self.fonts, self.refused), base_url=SCHEME)
        return self.parsed[1], styles

    def print_(self, document: Document, **options: Any) -> bytes:
        """Return the pages as a PDF; what a page links to for attachment is asked for only now."""
        with _listening(self.remarks), tagged():
            data: bytes = document.write_pdf(**options)
        return data


def _faces(text: str) -> str:
    """Return the style sheet of the bundled fonts that ``text`` can need: each one costs time."""
    arabic, numerals = bool(_ARABIC.search(text)), bool(_RUN_IN.search(text))
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url({SCHEME}{face.file}) }}"
        for face in FACES
        if (arabic or "Arabic" not in face.family) and (numerals or face.family != NUMERALS)
    )


@contextmanager
def _no_system_fonts(folder: Path) -> Iterator[None]:
    """Let Fontconfig see no font of the machine while its configuration is read: it looks at the environment for it."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        os.environ.update({} if before is None else {"FONTCONFIG_FILE": before})


@contextmanager
def _listening(remarks: list[str]) -> Iterator[None]:
    """Collect what WeasyPrint warns of, such as a property that it does not know; nothing is printed."""

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            remarks.append(record.getMessage())

    logger, collector = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    before = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before


def _fetcher(folder: Path, refused: list[str]) -> Any:
    """Return a fetcher that returns bundled fonts and ``data:`` URLs, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {f"{SCHEME}{face.file}": face.file for face in FACES}

    class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Reaches nothing but presskit's own fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts:
                return URLFetcherResponse(url, (folder / fonts[url]).read_bytes(), {"Content-Type": "font/ttf"})
            if re.match("data:", url, re.IGNORECASE):
                response = super().fetch(url, headers)
                data = in_eight_bits(response.read())  # of greys in 16 bits WeasyPrint makes stripes of colour
                return URLFetcherResponse(response.url, data, {"Content-Type": response.content_type})
            refused.append(url)
            raise ValueError(f"not fetched: {url}")

    return Fetcher(allowed_protocols={"data"}, allow_redirects=False)
