"""The release as data inside its PDF (PDF/A-3, ISO 19005-3, 6.8), for newsrooms whose tools read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from presskit.bidi import without_isolates
from presskit.model.document import plain_text
from presskit.model.edition import Edition, transcript

if TYPE_CHECKING:
    import pikepdf

__all__ = ["NAME", "as_data", "attach"]

NAME = "release.json"


def as_data(edition: Edition) -> bytes:
    """Return every word of the edition in reading order, with its facts, as JSON; nothing that is not printed."""
    facts = {
        "id": edition.id,
        "version": edition.version,
        "revision": edition.revision,
        "language": edition.language,
        "title": plain_text(edition.title.inlines),
        "date": edition.date.isoformat() if edition.date else None,
        "places": edition.dateline_place or None,
        "embargo": list(edition.embargo),
        "authors": list(edition.authors),
        "keywords": list(edition.keywords),
        "website": edition.website or None,
        "rights": edition.rights or None,
        "lines": [{key: value for key, value in asdict(line).items() if value} for line in transcript(edition)],
    }
    return (without_isolates(json.dumps(facts, ensure_ascii=False, indent=1)) + "\n").encode()


def attach(pdf: pikepdf.Pdf, edition: Edition) -> None:
    """Put the data into ``pdf`` as an associated file of the document."""
    import pikepdf

    stream = pikepdf.Stream(pdf, as_data(edition))
    stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, pikepdf.Name("/application/json")
    stamp = f"D:{edition.date:%Y%m%d}000000Z" if edition.date else "D:19800101000000Z"
    stream.Params = pikepdf.Dictionary(ModDate=pikepdf.String(stamp), Size=len(as_data(edition)))
    file: Any = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, AFRelationship=pikepdf.Name.Data)
    file.F = file.UF = pikepdf.String(NAME)
    file.Desc = pikepdf.String("The release as data")
    held = pdf.make_indirect(stream)
    file.EF = pikepdf.Dictionary(F=held, UF=held)
    spec = pdf.make_indirect(file)
    pdf.Root.AF = pikepdf.Array([spec])
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String(NAME), spec]))
    pdf.Root.Names = pdf.Root.get("/Names", pikepdf.Dictionary())
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(names)
