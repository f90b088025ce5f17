"""An attack: an input that a stranger made, the command that opens it, and what may come of it."""

from __future__ import annotations

import base64
import io
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ANY", "BAD_INPUT", "FOUND", "SECRET", "Attack", "Place", "readings", "zipped"]

SECRET = "canarybird-7f3e"  # noqa: S105 -- the word that no output may hold
ANY, FOUND, BAD_INPUT = frozenset({0, 1, 2}), frozenset({1}), frozenset({2})
_KIT = Path(__file__).parents[1] / "commands" / "kit"
Files = Mapping[str, str | bytes | None]


@dataclass(frozen=True)
class Place:
    """Where an attack happens: ``folder`` is the command's, ``outside`` is not; a server listens at ``address``."""

    folder: Path
    outside: Path
    address: str

    @property
    def secret(self) -> Path:
        """The file that nobody named and that nothing may read."""
        return self.outside / "secret.txt"

    def write(self, name: str, data: str | bytes) -> Path:
        """Write a file into the command's folder; ``SECRET``, ``OUTSIDE`` and ``ADDRESS`` in it become what they stand for."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.filled(data))
        return path

    def filled(self, data: str | bytes) -> bytes:
        """Return the bytes with the places of this attack put in."""
        raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
        known = {b"@SECRET@": str(self.secret), b"@OUTSIDE@": str(self.outside), b"@ADDRESS@": self.address}
        for name, value in known.items():
            raw = raw.replace(name, value.encode())
        return raw

    def kit(self, files: Files | None = None, name: str = "kit") -> Path:
        """Make a kit in which nothing is wrong but ``files``: by name, their bytes, or None to leave one out."""
        folder = self.folder / name
        shutil.copytree(_KIT, folder)
        english = (folder / "kit.yaml").read_text("utf-8").replace("languages: [en, fr]", "languages: [en]")
        (folder / "kit.yaml").write_text(english, "utf-8")
        for each, data in (files or {}).items():
            if data is None:
                (folder / each).unlink()
            else:
                self.write(f"{name}/{each}", data)
        return folder


Make = Callable[[Place], Sequence[object]]


@dataclass(frozen=True)
class Attack:
    """A row of a table: what is tried, after which public advisory, how, and how the command may end.

    ``says`` stands in what the command prints; ``never`` stands in no page, PDF, Word file or email that it writes.
    """

    name: str
    advisory: str
    make: Make
    codes: frozenset[int] = ANY
    says: str = ""
    never: tuple[str, ...] = ()


def zipped(files: Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]]) -> bytes:
    """Return a ZIP archive of these files, a name as often as it stands there."""
    out, pairs = io.BytesIO(), files.items() if isinstance(files, Mapping) else files
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name may stand there twice
        for name, data in pairs:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def readings(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and what lies packed in it: members of a ZIP archive, streams of a PDF."""
    data = path.read_bytes()
    yield data
    if data.startswith(b"PK") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if data.startswith(b"%PDF"):
        import pikepdf

        with pikepdf.open(path) as pdf:
            yield from (each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream) and _is_packed(each))


def _is_packed(stream: object) -> bool:
    return "DCT" not in str(getattr(stream, "Filter", "")) and "JPX" not in str(getattr(stream, "Filter", ""))


def spellings(word: str) -> tuple[bytes, ...]:
    """Return the word as bytes, and as it would stand in base64 and in UTF-16, wherever it begins."""
    raw = word.encode()
    in_base64 = tuple(base64.b64encode(b"x" * shift + raw)[4 : -4 if len(raw) > 9 else None] for shift in range(3))
    return (raw, raw.decode().encode("utf-16-le"), *in_base64)
