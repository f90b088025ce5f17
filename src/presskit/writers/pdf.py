"""The PDF: the page set by WeasyPrint, tagged (PDF/UA-1, ISO 14289-1), in presskit's own fonts alone."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from presskit.artefact import Artefact
from presskit.formats.fonts import FACES
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.source import Span
from presskit.writers import page_fit
from presskit.writers.errors import WriterError, broken
from presskit.writers.rules import PICTURE_NOT_SET
from presskit.writers.html import page

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["write"]

SCHEME = "presskit:"


def write(edition: Edition, resources: Resources) -> Artefact:
    """Return the PDF of an edition. The same edition gives the same bytes, whatever the machine has installed.

    Raises :class:`~presskit.writers.errors.WriterError` where a template or a picture cannot be used, and ``OSError``
    where Pango is missing.
    """
    text = page(edition, resources, "print")
    document = page_fit.best(lambda tighter: _laid_out(text, tighter, resources))
    data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_identifier(edition))
    return Artefact(f"{edition.name}.pdf", "application/pdf", data, edition.language, len(document.pages))


def _identifier(edition: Edition) -> bytes:
    return f"{edition.name}-{edition.version}-{edition.revision}".encode()


def _faces() -> str:
    """Return the style sheet of the bundled fonts."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url({SCHEME}{face.file}) }}"
        for face in FACES
    ]
    return "\n".join(rules)


@contextmanager
def _no_system_fonts(resources: Resources) -> Iterator[None]:
    """Let Fontconfig see no font of the machine while its configuration is read: it looks at the environment for it."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(resources.fonts / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@cache
def _weasyprint(resources_fonts: str) -> Any:  # noqa: ARG001 -- imported once for each folder of fonts
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")
        import weasyprint

    return weasyprint


def _laid_out(text: str, tighter: str, resources: Resources) -> Document:
    """Lay the page out, with ``tighter`` added to its style."""
    with _no_system_fonts(resources):
        weasyprint = _weasyprint(str(resources.fonts))
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        refused: list[str] = []
        fetcher = _fetcher(resources, refused)
        faces = weasyprint.CSS(string=_faces(), font_config=fonts, url_fetcher=fetcher)
        extra = weasyprint.CSS(string=tighter, font_config=fonts, url_fetcher=fetcher)
        html = weasyprint.HTML(string=text, url_fetcher=fetcher, base_url=SCHEME)
        document: Document = html.render(stylesheets=[faces, extra], font_config=fonts)
    if refused:
        raise _refusal(refused)
    return document


def _refusal(refused: list[str]) -> WriterError:
    pictures = [url for url in refused if url.startswith("data:")]
    if pictures:
        message = "a picture of the kit cannot be set"
        return WriterError([PICTURE_NOT_SET.at(Span("kit.yaml"), message, "save it anew as PNG or JPEG")])
    message = f"the template asks for «{refused[0][:80]}», which is outside the kit"
    return broken("release.html.j2", 0, message, "nothing is fetched while a page is made: put it into the style sheet")


def _fetcher(resources: Resources, refused: list[str]) -> Any:
    """Return a fetcher that hands out bundled fonts and ``data:`` URLs, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc] -- weasyprint has no types
        """Reaches nothing but presskit's own fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(SCHEME)
            if url.startswith(SCHEME) and name in {face.file for face in FACES}:
                return URLFetcherResponse(url, (resources.fonts / name).read_bytes(), {"Content-Type": "font/ttf"})
            if re.match("data:", url, re.IGNORECASE):
                return super().fetch(url, headers)
            refused.append(url)
            raise ValueError(f"not fetched: {url}")

    return Fetcher(allowed_protocols={"data"}, allow_redirects=False)
