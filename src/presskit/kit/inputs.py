"""What a build is made from, by keys: a kit's files, the options, and presskit itself. Imports next to nothing.

A command that finds its last build's key again has nothing to make, and should say so in the time that Python takes to
start. Hence no pathlib, no dataclass and no reader here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from presskit.places import PACKAGE, shipped_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["FORMAT", "MANIFEST", "MARKER", "PICTURES", "TEXTS", "digest", "files_of", "key", "machinery", "unchanged"]

TEXTS = frozenset({".yaml", ".yml", ".md"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff", ".icc", ".icm"})
"""Pictures, and the colour profiles of print shops."""
MARKER = "kit.yaml"
MANIFEST = ".presskit-manifest.json"
FORMAT = 1
ENGINES = (
    "weasyprint", "pydyf", "pikepdf", "docx", "jinja2", "babel", "lxml", "PIL", "fontTools", "phonenumbers", "markdown_it",
)  # fmt: skip


def digest(parts: Iterable[bytes | str]) -> str:
    """Return the SHA-256 of the parts, each with its length, in hexadecimal."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def machinery(templates: Iterable[str]) -> str:
    """Return a key of what makes outputs: templates and fonts, presskit's own files, and its engines as installed.

    The user's templates are known by their bytes; what is installed, by size and time of its files.
    """
    engines = [spec.origin for spec in map(find_spec, ENGINES) if spec is not None and spec.origin]
    own = [*_files(PACKAGE, (".py",)), *_files(shipped_folder("fonts")), *_files(shipped_folder("templates")), *engines]
    texts = [path for folder in templates for path in _files(folder)]
    return digest([*map(_stamp, own), *(part for path in texts for part in (os.path.basename(path), _read(path)))])  # noqa: PTH119


def _files(folder: str, endings: tuple[str, ...] = ("",)) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.path, endings)
        elif entry.is_file() and entry.name.endswith(endings):
            yield entry.path


def _stamp(path: str) -> str:
    facts = os.stat(path)  # noqa: PTH116
    return f"{path.rpartition(os.sep)[2]} {facts.st_size} {facts.st_mtime_ns}"


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def key(folder: str, templates: Iterable[str], words: Iterable[str]) -> str:
    """Return the key of a whole build. Raises ``OSError`` where a file cannot be read."""
    contents = [part for name in sorted(_inputs(folder)) for part in (name, _read(os.path.join(folder, name)))]  # noqa: PTH118
    return digest([machinery(templates), *words, *contents])


def _inputs(folder: str) -> Iterator[str]:
    """Yield the files of a kit: texts at the top, pictures at any depth; none where there is no kit.yaml."""
    if not os.path.isfile(os.path.join(folder, MARKER)):  # noqa: PTH113, PTH118
        return
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        wanted = TEXTS | PICTURES if place == folder else PICTURES
        for name in names:
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in wanted:  # noqa: PTH122
                yield os.path.relpath(os.path.join(place, name), folder)  # noqa: PTH118


def files_of(folder: str, templates: Iterable[str]) -> Iterator[str]:
    """Yield the paths of all that a build reads of the user's: the kit's files and templates."""
    yield from (os.path.join(folder, name) for name in _inputs(folder))  # noqa: PTH118
    for each in templates:
        yield from _files(each)


def unchanged(folder: str, out: str, templates: Iterable[str], words: Iterable[str], now: float) -> dict[str, Any] | None:
    """Return what the manifest of ``out`` tells, if nothing that it was made from has changed and all of it is there.

    ``now`` is in seconds since 1970, UTC. None also where anything cannot be read or understood.
    """
    try:
        told: dict[str, Any] = json.loads(_read(os.path.join(out, MANIFEST)))  # noqa: PTH118
        if told["format"] != FORMAT or not told["outputs"] or (told["until"] is not None and now >= told["until"]):
            return None
        if told["whole"] != key(folder, templates, words):
            return None
        same = all(_same(os.path.join(out, path), kept) for path, kept in told["outputs"].items())  # noqa: PTH118
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return told if same else None


def _same(path: str, kept: dict[str, Any]) -> bool:
    data = _read(path)
    return bool(len(data) == kept["bytes"] and hashlib.sha256(data).hexdigest() == kept["sha256"])
