"""The PDF for distribution: tagged and archival, PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presskit.artefact import Artefact
from presskit.formats.expected_text import page_accounts as accounts
from presskit.formats.fonts import file_of, glyphs, meanings, plain, with_tables_alone
from presskit.model.edition import Edition
from presskit.model.outputs import Format
from presskit.resources import Resources
from presskit.typesetting.job import Pages
from presskit.writers.pages import page_findings
from presskit.writers.pdf.archival import add_output_intent, attach_release, describe
from presskit.writers.pdf.structure import rebuild

if TYPE_CHECKING:
    import pikepdf

__all__ = ["accounts", "clarify", "compact", "mark_artifacts", "saved", "words", "write"]

_MARKED = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC(.*?)EMC", re.DOTALL)
_PLACE = re.compile(rb"(?<![-\d.])([-\d.]+)\s+Tm\b")


def mark_artifacts(pdf: pikepdf.Pdf, held: AbstractSet[tuple[int, int]]) -> None:
    """Turn marked content of which ``held`` knows nothing, by (page index, identifier), into headers and footers.

    Text in the upper half of a page is a header. Strings are hexadecimal in WeasyPrint's streams, so no text looks like
    an operator.
    """
    import pikepdf

    for index, page in enumerate(pdf.pages):
        page.contents_coalesce()
        stream = page.obj.Contents.read_bytes()
        middle = float(page.mediabox[3]) / 0.75 / 2  # WeasyPrint counts CSS pixels from the page's top

        def furniture(match: re.Match[bytes], index: int = index, middle: float = middle) -> bytes:
            if (index, int(match[1])) in held:
                return match[0]
            place = _PLACE.search(match[2])
            kind = b"Header" if not place or float(place[1]) < middle else b"Footer"
            return b"/Artifact <</Type /Pagination /Subtype /" + kind + b">> BDC" + match[2] + b"EMC"

        page.obj.Contents = pikepdf.Stream(pdf, _MARKED.sub(furniture, stream))


_LONG = re.compile(rb"(?<![/\w.])-?\d+\.\d{3,}")
# What a TrueType font in a PDF needs (ISO 32000-1, 9.9); glyphs are chosen by their numbers, so it needs no cmap either.
_NEEDED = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})


def compact(pdf: pikepdf.Pdf) -> None:
    """Make ``pdf`` smaller: numbers keep two decimals of a CSS pixel, and colours, which are below 1, three."""
    import pikepdf

    for page in pdf.pages:
        page.contents_coalesce()
        stream: Any = page.obj.Contents
        stream.write(_LONG.sub(_rounded, stream.read_bytes()).replace(b">0<", b"").replace(b"<>", b" "))
    fonts = [each.FontFile2 for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
    for font in fonts:
        data = with_tables_alone(font.read_bytes(), _NEEDED)
        font.write(data)
        font.Length1 = len(data)


def _rounded(match: re.Match[bytes]) -> bytes:
    value = float(match[0])
    return b"%.3f" % value if abs(value) < 1 else b"%.2f" % value


_CHAR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_BRACKETS = "()[]{}<>«»‹›"
_LIGATURES = {"لآ": "ﻵ", "لأ": "ﻷ", "لإ": "ﻹ", "لا": "ﻻ"}


def clarify(pdf: pikepdf.Pdf, fonts: Path) -> None:
    """Rewrite the ToUnicode maps of the document's fonts; ``fonts`` is the folder of presskit's fonts."""
    for font in _fonts(pdf):
        table = font.ToUnicode.read_bytes()
        notes = {
            int(glyph, 16): bytes.fromhex(code.decode()).decode("utf-16-be", "surrogatepass")
            for glyph, code in _CHAR.findall(table)
        }
        texts = _glyph_texts(notes, font, fonts)

        def meaning(match: re.Match[bytes], texts: Mapping[int, str] = texts) -> bytes:
            code = texts[int(match[1], 16)].encode("utf-16-be", "surrogatepass").hex().encode()
            return b"<" + match[1] + b"> <" + code + b">"

        font.ToUnicode.write(_CHAR.sub(meaning, table))


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the composite fonts of all pages, each once."""
    resources: list[Any] = [page.obj.get("/Resources", {}) for page in pdf.pages]
    fonts = [font for each in resources for font in each.get("/Font", {}).values()]
    return list({font.objgen: font for font in fonts if "/ToUnicode" in font and "/DescendantFonts" in font}.values())


def _glyph_texts(notes: Mapping[int, str], font: Any, fonts: Path) -> dict[int, str]:
    """Return what each glyph means; the codes of the text are glyphs (Identity-H)."""
    file = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    known = glyphs(file.read_bytes()) if file is not None else {}
    shapes = {known[ord(bracket)]: bracket for bracket in _BRACKETS if ord(bracket) in known}
    own = _own(notes, known, font, fonts) if any(map(_is_doubtful, notes.values())) else {}
    texts = {glyph: own.get(glyph, note) for glyph, note in notes.items()}
    return {
        glyph: _LIGATURES.get(note) or (shapes.get(glyph) if note in _BRACKETS and note else None) or note
        for glyph, note in texts.items()
    }


def _own(notes: Mapping[int, str], known: Mapping[int, int], font: Any, fonts: Path) -> dict[int, str]:
    """Return the letters of glyphs by the font itself, for those whose note is doubtful and for the marks beside them."""
    named: dict[int, set[str]] = {}
    for code, glyph in known.items():
        named.setdefault(glyph, set()).add(plain(code))
    wrong = {glyph for glyph, note in notes.items() if glyph in named and note not in named[glyph]}
    own = {glyph: min(named[glyph]) for glyph in wrong if _is_doubtful(notes[glyph]) or _is_mark(min(named[glyph]))}
    lost = [glyph for glyph, note in notes.items() if glyph not in named and _is_doubtful(note)]
    file = file_of(str(font.BaseFont)) if lost else ""
    shaped = meanings(fonts / file) if file else {}
    return own | {glyph: shaped[glyph] for glyph in lost if glyph in shaped}


def _is_doubtful(note: str) -> bool:
    """Return whether a note is that of a cluster: of a letter and its mark together, or of what is left beside them."""
    return not note or (len(note) > 1 and any(map(_is_mark, note)))


def _is_mark(letters: str) -> bool:
    return unicodedata.combining(letters[0]) != 0


def write(edition: Edition, resources: Resources, pages: Pages, *, attach: bool = False) -> Artefact:
    """Return the PDF of an edition, made of its pages; with ``attach``, a PDF/A-3a that carries the release as data.

    The same edition gives the same bytes, whatever the machine has installed.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pages.data)) as pdf:
        mark_artifacts(pdf, rebuild(pdf))
        clarify(pdf, resources.fonts)
        compact(pdf)
        add_output_intent(pdf)
        if attach:
            attach_release(pdf, edition)
        describe(pdf, edition, 3 if attach else 2, pages.engine)
        data = saved(pdf)
    findings = page_findings(pages, edition, resources)
    return Artefact(Format.PDF.file_name(edition.name), Format.PDF.media_type, data, edition.language, pages.count, findings)


def words(data: bytes) -> list[str]:
    """Return what is painted, run by run, in the order of the structure tree."""
    from presskit.formats import pdf_text

    return pdf_text.words(data)


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """Return the file, compressed as well as can be: the same bytes for the same contents."""
    import pikepdf

    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    objects = pikepdf.ObjectStreamMode.generate
    pdf.save(out, deterministic_id=True, object_stream_mode=objects, recompress_flate=True, **options)
    return out.getvalue()
