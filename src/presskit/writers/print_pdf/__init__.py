"""The PDF for the print shop: the very pages of the other PDF, in inks, with bleed and marks, as PDF/X-4 (ISO 15930-7)."""

from __future__ import annotations

import io

from presskit.artefact import Artefact
from presskit.formats.expected_text import transcript_account as accounts
from presskit.formats.icc import fault
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.job import Pages
from presskit.writers.colours import readable
from presskit.writers.errors import BAD_PROFILE, WriterError
from presskit.writers.pages import page_findings
from presskit.writers.pdf.content import clarify
from presskit.writers.print_pdf.identity import identify
from presskit.writers.print_pdf.inks import RGB, Inks, limited
from presskit.writers.print_pdf.recolouring import Recolouring
from presskit.writers.print_pdf.sheet import Caption, impose, mm, saved, separation

__all__ = ["PROFILE", "accounts", "words", "write"]

PROFILE = "profiles/FOGRA39L_coated.icc"


def write(edition: Edition, resources: Resources, pages: Pages) -> Artefact:
    """Return the print PDF of an edition: words stand where they stand in the PDF, for the pages are the same.

    Raises :class:`~presskit.writers.errors.WriterError` where a picture or the profile cannot be used.
    """
    data, count = _printed(pages, edition, resources)
    told = page_findings(pages, edition, resources)
    return Artefact(Format.PRINT.file_name(edition.name), Format.PRINT.media_type, data, edition.language, count, told)


def words(data: bytes) -> list[str]:
    """Return the lines as they stand on the sheets, running heads too: a print PDF has no tags."""
    from presskit.formats.pdfium import lines

    return [line for page in lines(data) for line in page]


def _printed(pages: Pages, edition: Edition, resources: Resources) -> tuple[bytes, int]:
    """Return the sheets of ``pages`` as a PDF/X-4 file, and how many there are."""
    import pikepdf

    profile = _profile(edition, resources)
    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        clarify(pdf, resources.fonts)
        inks = _inks(edition, profile)
        spot = edition.brand.spot
        space = separation(pdf, f"/{spot.name}", _shares(spot.cmyk)) if spot else None
        impose(Recolouring(pdf, inks, space), mm(edition.print.bleed), edition.print.pad, resources.fonts, _caption(edition))
        identify(pdf, edition, pages.data, profile)
        return saved(pdf), len(pdf.pages)


def _profile(edition: Edition, resources: Resources) -> bytes:
    """Return the ICC profile of the print shop, or presskit's own for coated paper."""
    name = edition.print.profile
    if not name:
        return resources.template(PROFILE)
    place = edition.print.span
    if name not in resources.assets:
        message = f"the profile «{name}» is not in the kit"
        raise WriterError([BAD_PROFILE.at(place, message, "put the print shop's .icc file into the kit's folder")])
    problem = fault(resources.assets[name])
    if problem:
        hint = "ask the print shop for the ICC profile of its printing condition"
        raise WriterError([BAD_PROFILE.at(place, f"«{name}» {problem}", hint)])
    return resources.assets[name]


def _inks(edition: Edition, profile: bytes) -> Inks:
    """Return what turns the edition's colours into inks: its accent as the brand says, the others by the profile."""
    brand, limit = edition.brand, edition.print.ink
    accent = _channels(readable(brand.accent))
    given = brand.cmyk or (brand.spot.cmyk if brand.spot else ())
    own = {accent: limited(_shares(given), limit / 100)} if given else {}
    return Inks(profile, limit, own, accent if brand.spot else None)


def _channels(colour: str) -> RGB:
    """Return ``#rrggbb`` as numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _shares(percent: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(part / 100 for part in percent)


def _caption(edition: Edition) -> Caption:
    """Return what the slug says: which file and page, of which day, for which printing condition."""
    day = edition.date.isoformat() if edition.date else ""
    second = [day, f"v{edition.version}", edition.print.condition, f"{edition.page} + {edition.print.bleed} mm"]

    def lines(number: int, count: int) -> list[str]:
        return [f"{edition.name}-print.pdf · {number}/{count}", " · ".join(part for part in second if part)]

    return lines
