"""Word files of ours with one thing done to them, and what is found in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from PIL import Image

from presskit.checks.preflight import DOCX, Finding, preflight
from presskit.model.document import Figure, Text
from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.writers import docx
from tests import samples

__all__ = ["Seed", "add", "codes", "edit", "edition", "found", "good", "packed", "parts", "photograph", "relate"]

Seed = Callable[[bytes], bytes]

DOCUMENT = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RESOURCES = Resources()


def photograph(exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(out, "JPEG", exif=exif or Image.Exif())
    return out.getvalue()


@cache
def edition(language: str = "en", **parts: Any) -> Edition:
    """The sample with a picture."""
    whole = samples.edition(language, **parts)
    figure = Figure("a.jpg", "Buses at the crossing", (Text("The crossing"),), "A. B.", "fig")
    return replace(whole, body=(*whole.body, figure))


@cache
def good(language: str = "en", **parts: Any) -> bytes:
    return docx.write(edition(language, **parts), RESOURCES.with_assets({"a.jpg": photograph()})).data


def found(data: bytes, of: Edition | None = None) -> list[Finding]:
    return preflight("x.docx", data, DOCX, (lambda *_: of) if of else None)


def codes(data: bytes, of: Edition | None = None) -> set[str]:
    return {each.diagnostic.code for each in found(data, of)}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def edit(pattern: str, new: str, part: str = DOCUMENT, count: int = 1) -> Seed:
    """Return what puts ``new`` in the place of a pattern that is there."""

    def seed(data: bytes) -> bytes:
        files = parts(data)
        text, times = re.subn(pattern, new, files[part].decode(), count=count, flags=re.DOTALL)
        assert times, pattern
        return packed({**files, part: text.encode()})

    return seed


def add(name: str, content: bytes) -> Seed:
    return lambda data: packed({**parts(data), name: content})


def relate(kind: str, target: str, content: bytes | None = None, source: str = DOCUMENT, content_type: str = "x/y") -> Seed:
    """Return what adds a relationship and, with ``content``, the part that it leads to; without, it leads outside."""

    def seed(data: bytes) -> bytes:
        files = parts(data)
        folder, _, base = source.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        mode = "" if content is not None else ' TargetMode="External"'
        where = f"/{target}" if content is not None else target
        entry = f'<Relationship Id="rIdNew{len(files)}" Type="{OFFICE}/{kind}" Target="{where}"{mode}/></Relationships>'
        empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        files[rels] = files.get(rels, empty.encode()).replace(b"</Relationships>", entry.encode())
        if content is not None:
            files[target] = content
            override = f'<Override PartName="/{target}" ContentType="{content_type}"/></Types>'
            files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(b"</Types>", override.encode())
        return packed(files)

    return seed
