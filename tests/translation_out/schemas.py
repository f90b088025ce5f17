"""The schemas of the exchange formats, where this system has them: XLIFF's from Debian's php-symfony-translation, those of
TMX and TBX from OmegaT. None of them is part of presskit.
"""  # fmt: skip

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
_XLIFF = "xliff-core-1.2-strict.xsd"
_PLACES = (Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas"), ROOT / ".venv/schemas")
_OMEGAT = Path("/usr/share/omegat/OmegaT.jar")


@cache
def xliff() -> etree.XMLSchema:
    """Return the schema of strict XLIFF 1.2, which fetches nothing."""
    place = next((each for each in _PLACES if (each / _XLIFF).is_file()), None)
    if place is None:
        pytest.skip("no schema of XLIFF: apt install php-symfony-translation")
    text = (place / _XLIFF).read_bytes().replace(b"http://www.w3.org/2001/xml.xsd", b"xml.xsd")
    return etree.XMLSchema(etree.fromstring(text, base_url=f"{place.as_uri()}/"))


@cache
def tmx() -> etree.DTD:
    return etree.DTD(io.BytesIO(_from_omegat("tmx14.dtd")))


@cache
def tbx() -> etree.XMLSchema:
    text = _from_omegat("tbx.xsd").replace(b"xml.xsd", (_unpacked().as_uri() + "/xml.xsd").encode())
    return etree.XMLSchema(etree.fromstring(text))


def _from_omegat(name: str) -> bytes:
    if not _OMEGAT.is_file():
        pytest.skip("OmegaT is not installed")
    with zipfile.ZipFile(_OMEGAT) as jar:
        return jar.read(f"schemas/{name}")


@cache
def _unpacked() -> Path:
    import tempfile

    folder = Path(tempfile.mkdtemp())
    (folder / "xml.xsd").write_bytes(_from_omegat("xml.xsd"))
    return folder
