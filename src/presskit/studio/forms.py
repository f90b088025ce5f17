"""What a form sent: its fields, and its files in a folder of their own that is removed when they have been used."""

from __future__ import annotations

import secrets
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from presskit.limits import STUDIO_FIELD_BYTES, STUDIO_FORM_FIELDS, STUDIO_UPLOAD_FILES
from presskit.studio.sessions import Session

__all__ = ["ForgedError", "Form", "plain_name", "read_form", "safe_name"]

_NAME = 100
_CHUNK = 1 << 20


class ForgedError(Exception):
    """A form does not carry the key of its session."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form by name, the first of each, and the files in a private folder."""

    fields: dict[str, str] = field(default_factory=dict)
    files: tuple[Path, ...] = ()

    def text(self, name: str) -> str:
        """Return a field with the line breaks of a text, "" where it was not sent."""
        return self.fields.get(name, "").replace("\r\n", "\n")


@asynccontextmanager
async def read_form(request: Request, session: Session) -> AsyncIterator[Form]:
    """Yield what was sent, within limits; raises :class:`ForgedError`, and starlette's exceptions for what is malformed."""
    options = {"max_files": STUDIO_UPLOAD_FILES, "max_fields": STUDIO_FORM_FIELDS, "max_part_size": STUDIO_FIELD_BYTES}
    async with request.form(**options) as sent:
        key = sent.get("key")
        if not isinstance(key, str) or not secrets.compare_digest(key.encode(), session.form_key.encode()):
            raise ForgedError
        with tempfile.TemporaryDirectory(prefix="presskit-") as name:
            files = await to_thread.run_sync(_written, Path(name), _uploads(sent))
            yield Form({field: value for field, value in reversed(sent.multi_items()) if isinstance(value, str)}, files)


def _uploads(sent: FormData) -> list[UploadFile]:
    return [value for _, value in sent.multi_items() if isinstance(value, UploadFile) and value.filename]


def _written(folder: Path, uploads: Sequence[UploadFile]) -> tuple[Path, ...]:
    """Write files that were sent into a folder that nobody else may read, under names of ours."""
    written: list[Path] = []
    for upload in uploads:
        name = safe_name(upload.filename or "")
        names = {path.name for path in written}
        free = name if name not in names else next(n for i in range(2, 1000) if (n := f"{i}-{name}") not in names)
        path = folder / free
        with path.open("xb") as file:
            while data := upload.file.read(_CHUNK):
                file.write(data)
        written.append(path)
    return tuple(written)


def safe_name(sent: str) -> str:
    """Return a file's name without folders, without characters that no name needs, and of some hundred characters."""
    last = unicodedata.normalize("NFC", sent).replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if each.isprintable() and each not in '<>:"|?*').strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem or ending)[:_NAME]}{dot and stem and '.'}{ending[:10] if stem else ''}" or "file"


def plain_name(name: str) -> str:
    """Return a name for a file that is downloaded, of letters, digits and hyphens that every header may hold."""
    kept = "".join(each if each.isascii() and (each.isalnum() or each in "-_") else "-" for each in name).strip("-")
    return kept or "release"
