"""Word files of the sample editions, for the tests of this folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from presskit.model.edition import Edition
from presskit.resources import Resources
from presskit.writers import docx
from tests.docx.reading import WordFile
from tests.samples import edition

RESOURCES = Resources()
TEMPLATE = RESOURCES.template("release.docx")


def made(edition_: Edition, resources: Resources = RESOURCES) -> WordFile:
    return WordFile(docx.write(edition_, resources).data)


@cache
def sample(language: str = "en", **parts: Any) -> WordFile:
    return made(edition(language, **parts))


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return an archive whose files ``change`` has gone over; None takes a file out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return written.getvalue()


def with_template(folder: Path, data: bytes) -> Resources:
    (folder / "release.docx").write_bytes(data)
    return RESOURCES.with_templates(folder)


def edited(folder: Path, old: str, new: str, name: str = "word/styles.xml") -> Resources:
    """Return resources whose template has ``new`` for ``old`` in one of its files."""

    def change(each: str, content: bytes) -> bytes:
        if each != name:
            return content
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return with_template(folder, changed(TEMPLATE, change))
