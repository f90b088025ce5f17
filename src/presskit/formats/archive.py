"""A zip file as its entries (APPNOTE.TXT 6.3): the one guarded way in, for kits and for Office files.

Nothing is unpacked before it is asked for, and nothing ever onto the disk.
"""

from __future__ import annotations

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Literal

from presskit.formats.archive_layout import Conflict, conflicts
from presskit.formats.file_names import is_portable

__all__ = ["Archive", "ArchiveError", "Reason", "file_name", "leads_out"]

Reason = Conflict | Literal["many", "password", "outside", "large", "link", "twice", "deep", "colon", "method", "interrupted"]

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)
_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Others, such as LZMA, take memory by what the file claims."""
_ENTRY = b"PK\x01\x02"
_INNER = 10
"""So many times the entries that are allowed may be found by their mark: a zip may hold others as they are."""
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ArchiveError(Exception):
    """The zip file is not opened, or an entry of it not read: the reason, and the name of the entry if it is one's."""

    def __init__(self, reason: Reason, name: str = "") -> None:
        self.reason, self.name = reason, name
        super().__init__(f"{reason} {name}".strip())


class Archive:
    """The entries of a zip file; ``files`` are those that are no folders. Every method raises :class:`ArchiveError`."""

    def __init__(self, data: bytes, most: int) -> None:
        """Open ``data``, which may have ``most`` entries."""
        if data.count(_ENTRY) > _INNER * most:  # before Python makes an object of each
            raise ArchiveError("many")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as problem:
            raise ArchiveError("damaged") from problem
        self.entries = tuple(self._zip.infolist())
        self.files = tuple(each for each in self.entries if not each.filename.endswith("/"))
        if len(self.entries) > most:
            raise ArchiveError("many")
        for entry in self.files:
            if entry.flag_bits & _ENCRYPTED:
                raise ArchiveError("password", entry.filename)
            if leads_out(entry.filename):
                raise ArchiveError("outside", entry.filename)
            if ":" in entry.filename:
                raise ArchiveError("colon", entry.filename)
            if entry.compress_type not in _METHODS:
                raise ArchiveError("method", entry.filename)
        for reason, name in conflicts(data, self.entries):
            raise ArchiveError(reason, name)

    def refuse_large(self, limit: Callable[[str], int], *, ratio: int, free: int, total: int) -> None:
        """Refuse files that claim more bytes than ``limit`` (by name), or more than ``ratio`` times those that are packed.

        The ratio is not asked of files up to ``free`` bytes. ``total`` is what all may have together.
        """
        for entry in self.files:
            if entry.file_size > min(limit(entry.filename), max(free, ratio * entry.compress_size)):
                raise ArchiveError("large", entry.filename)
        if sum(entry.file_size for entry in self.files) > total:
            raise ArchiveError("large")

    def refuse_names(self, *, characters: int, depth: int) -> None:
        """Refuse names that two systems could take for different files: links, backslashes, the same name twice.

        So are those that Windows changes or takes for a device (:func:`~presskit.formats.file_names.is_portable`). Names are
        the same also in other letters (A, a) and in another form of Unicode. One that is a file and a folder is refused too;
        so is one of more than ``characters``, or below more than ``depth`` folders.
        """
        for entry in self.entries:
            name = _without_dot(entry.filename)
            if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
                raise ArchiveError("link", name)
            if leads_out(name):
                raise ArchiveError("outside", name)
            if not name:
                continue
            if ":" in name:
                raise ArchiveError("colon", name)
            parts = name.removesuffix("/").split("/")
            plain = not _CONTROL.search(name) and all(map(is_portable, parts))
            if not plain or len(name) > characters or {"", "."} & set(parts):
                raise ArchiveError("name", name)
            if len(parts) > depth:
                raise ArchiveError("deep", name)
        if twice := _first_twice(map(file_name, self.files), map(file_name, self.entries)):
            raise ArchiveError("twice", twice)

    def read(self, entry: zipfile.ZipInfo, limit: int) -> bytes:
        """Return the bytes of a file, at most ``limit``, whatever the archive claims of it."""
        try:
            with self._zip.open(entry) as file:
                data = file.read(limit + 1)
        except _DAMAGE as problem:
            raise ArchiveError("damaged", entry.filename) from problem
        except MemoryError as problem:
            raise ArchiveError("large", entry.filename) from problem
        if len(data) > limit:
            raise ArchiveError("large", entry.filename)
        return data


def file_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry in NFC, without «./» in front, which some programs write.

    Programs that write UTF-8 without saying so, as macOS does, are understood.
    """
    name = _without_dot(entry.filename)
    if not entry.flag_bits & _UTF8:
        with suppress(UnicodeError):  # it is in the characters of old computers, as zipfile took it
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _without_dot(name: str) -> str:
    """Return a name without «./» in front; empty for that of the folder itself."""
    return name.removeprefix("./")


def leads_out(name: str) -> bool:
    """Return whether a name would be written outside a folder that the archive is unpacked into."""
    return name.startswith(("/", "\\")) or bool(_DRIVE.match(name)) or ".." in name.replace("\\", "/").split("/")


def _first_twice(files: Iterable[str], every: Iterable[str]) -> str:
    """Return the first name that two files have, or a file and a folder; empty where all are different."""
    folders = {_key("/".join(parts[:end])) for parts in (name.split("/") for name in every) for end in range(1, len(parts))}
    seen = set[str]()
    for name in files:
        key = _key(name)
        if key in seen or key in folders:
            return name
        seen.add(key)
    return ""


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
