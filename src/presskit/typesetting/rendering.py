"""HTML → laid-out pages, by WeasyPrint, in presskit's own fonts and with nothing else within reach."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.formats.fonts import FACES, NUMERALS
from presskit.pictures.png import in_eight_bits
from presskit.typesetting.weasyprint_internals import split_styles, tagged, weasyprint

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["Cache", "Rendering"]

SCHEME = "presskit:"
DPI = 300
"""The most pixels per inch that a picture keeps: a print shop asks for so many."""
MOST_SHEETS = 32
"""So many parsed style sheets are kept."""
_RUN_IN = re.compile('class="run"')
_RIGHT_TO_LEFT = re.compile(r"<html\b[^>]*\bdir=.?rtl", re.IGNORECASE)
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A parsed style sheet, and what WeasyPrint said while it parsed it: warnings, and addresses not given to it."""

    css: Any
    remarks: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(slots=True)
class Cache:
    """What many pages have in common: parsed style sheets, and what Fontconfig knows of the bundled fonts."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    fonts: dict[tuple[Path, str], Any] = field(default_factory=dict)

    def sheet(self, style: str) -> Sheet:
        """Return a parsed style sheet; it brings in no fonts."""
        if style not in self.sheets:
            for oldest in list(self.sheets)[: 1 - MOST_SHEETS]:
                del self.sheets[oldest]
            self.sheets[style] = _parsed(style)
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
            fonts, css = self.cache.font_configuration(self.fonts, _faces(self.text)), [sheet.css for sheet in sheets]
            document: Document = html.render(font_config=fonts, stylesheets=css, dpi=DPI)
        return document

    def parse(self) -> None:
        """Parse the page and its style sheets before they are laid out."""
        for style in self._page("")[1]:
            self.cache.sheet(style)

    def _page(self, extra: str) -> tuple[Any, tuple[str, ...]]:
        """Return the parsed page and the style sheets to give beside it; those that must stand in it do."""
        text, styles = split_styles(_with_style(self.text, extra))
        if self.parsed is None or self.parsed[0] != text:
            library, fetcher = weasyprint(), _fetcher(self.fonts, self.refused)
            self.parsed = text, library.HTML(string=text, url_fetcher=fetcher, base_url=SCHEME)
        return self.parsed[1], styles

    def print_(self, document: Document, **options: Any) -> bytes:
        """Return the pages as a PDF; what a page links to for attachment is asked for only now."""
        with _listening(self.remarks), tagged():
            data: bytes = document.write_pdf(**options)
        return data


def _parsed(style: str) -> Sheet:
    refused, remarks = list[str](), list[str]()
    with _listening(remarks):
        css = weasyprint().CSS(string=style, url_fetcher=_fetcher(Path(), refused), base_url=SCHEME)
    return Sheet(css, tuple(remarks), tuple(refused))


def _with_style(text: str, style: str) -> str:
    """Return the page with ``style`` last in its head; what is given to WeasyPrint beside the page would weigh less."""
    head, end, rest = text.partition("</head>")
    return f"{head}<style>{style}</style>{end}{rest}" if style and end else text


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
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


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


def _shown(response: Any) -> Any:
    """Return a fetched picture as WeasyPrint can show it: of greys in 16 bits it makes stripes of colour."""
    from weasyprint.urls import URLFetcherResponse

    data = in_eight_bits(response.read())
    return URLFetcherResponse(response.url, data, {"Content-Type": response.content_type})


def _fetcher(folder: Path, refused: list[str]) -> Any:
    """Return a fetcher that hands out bundled fonts and ``data:`` URLs, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {f"{SCHEME}{face.file}": face.file for face in FACES}

    class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Reaches nothing but presskit's own fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in fonts:
                return URLFetcherResponse(url, (folder / fonts[url]).read_bytes(), {"Content-Type": "font/ttf"})
            if re.match("data:", url, re.IGNORECASE):
                return _shown(super().fetch(url, headers))
            refused.append(url)
            raise ValueError(f"not fetched: {url}")

    return Fetcher(allowed_protocols={"data"}, allow_redirects=False)
