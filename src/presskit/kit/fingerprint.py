"""What a build is made from, by keys: a kit's files, the options, and presskit itself. Imports next to nothing.

A command that finds its last build's key again has nothing to make, and should say so in the time that Python takes to
start. Hence no dataclass and no reader here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import chain

from presskit import limits
from presskit.disk_cache import stamp
from presskit.intake import names, read_inside
from presskit.paths import PACKAGE, shipped_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "FORMAT", "MANIFEST", "MARKER", "PICTURES", "TEXTS", "contents", "digest", "files_of", "is_read", "is_same", "key",
    "machinery", "most_bytes", "printable", "recorded", "taken", "templates_of", "unchanged",
]  # fmt: skip

Refused = Callable[[str, OSError], None]

TEXTS = frozenset({".yaml", ".yml", ".md"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff", ".icc", ".icm"})
"""Pictures, and the colour profiles of print shops."""
MARKER = "kit.yaml"
MANIFEST = ".presskit-manifest.json"
UNSETTLED = ".presskit-commit"
"""Lies in a folder that is being changed, or whose change was interrupted (:mod:`presskit.store.commit`)."""
FORMAT = 2
ENGINES = (
    "weasyprint", "pydyf", "pikepdf", "docx", "jinja2", "babel", "lxml", "PIL", "fontTools", "phonenumbers", "markdown_it",
)  # fmt: skip


def digest(parts: Iterable[bytes | str]) -> str:
    """Return the SHA-256 of the parts, each with its length, in hexadecimal."""
    result = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        result.update(b"%d:" % len(data))
        result.update(data)
    return result.hexdigest()


def machinery(templates: Iterable[str]) -> str:
    """Return a key of what makes outputs: templates and fonts, presskit's own files, and its engines as installed.

    The user's templates are known by their bytes; what is installed, by size and time of its files.
    """
    engines = [spec.origin for spec in map(find_spec, ENGINES) if spec is not None and spec.origin]
    own = [*_files(PACKAGE, (".py",)), *_files(shipped_folder("fonts")), *_files(shipped_folder("templates")), *engines]
    texts = (part for folder in templates for each in templates_of(folder, _stop) for part in each)
    return digest(chain(map(stamp, own), texts))


def _files(folder: str, endings: tuple[str, ...] = ("",)) -> Iterator[str]:
    """Yield the paths of presskit's own files below a folder."""
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.path, endings)
        elif entry.is_file() and entry.name.endswith(endings):
            yield entry.path


def contents(folder: str, refused: Refused) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a kit, each with its name in the folder: texts at the top, pictures at any depth.

    A folder without kit.yaml is not searched for pictures: it may be anything. ``refused`` is called for what is not read.
    """
    return taken(_names(folder, refused), lambda name, limit: read_inside(folder, name, limit), refused)


def taken(
    chosen: Iterable[str], read: Callable[[str, int], bytes], refused: Refused
) -> Iterator[tuple[str, bytes]]:
    """Yield each of the ``chosen`` files with its bytes, which ``read`` returns, at most so many as its second argument."""
    room = {True: limits.KIT_TEXTS_BYTES, False: limits.PICTURES_BYTES}
    for name in chosen:
        text = _ending(name) in TEXTS
        try:
            data = read(name, min(most_bytes(name), room[text]))
        except OSError as problem:
            refused(name, problem)
            continue
        room[text] -= len(data)
        yield printable(name), data


def most_bytes(name: str) -> int:
    """Return how many bytes of a file of a kit are read, by the ending of its name."""
    ending = _ending(name)
    return limits.KIT_TEXT_BYTES if ending == ".md" else limits.KIT_YAML_BYTES if ending in TEXTS else limits.PICTURE_BYTES


def printable(name: str) -> str:
    """Return a file name with what no screen can show replaced, so that it can be printed and encoded."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _names(folder: str, refused: Refused) -> Iterator[str]:
    is_kit = os.path.lexists(os.path.join(folder, MARKER))  # noqa: PTH118
    return names(folder, lambda name, top: is_read(name, at_top=top), refused, deep=is_kit)


def is_read(name: str, *, at_top: bool) -> bool:
    """Return whether a file of a kit is read, by the ending of its name: texts at the top, pictures anywhere."""
    return _ending(name) in (TEXTS | PICTURES if at_top else PICTURES)


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122


def templates_of(folder: str, refused: Refused) -> Iterator[tuple[str, bytes]]:
    """Yield the user's own templates, each with its name in their folder; ``refused`` is called for what is not read."""
    for name in names(folder, lambda _, top: True, refused):  # noqa: ARG005 -- as names() calls it
        try:
            yield name, read_inside(folder, name, limits.TEMPLATE_BYTES)
        except OSError as problem:
            refused(name, problem)


def _stop(name: str, problem: OSError) -> None:  # noqa: ARG001 -- as names() calls it
    raise problem


def key(files: Iterable[tuple[str, bytes]], made_by: str, words: Iterable[str]) -> str:
    """Return the key of a whole build: of the kit's ``files``, of the options as ``words``, and of the :func:`machinery`."""
    return digest(chain([made_by, *words], (part for each in files for part in each)))


def files_of(folder: str, templates: Iterable[str]) -> Iterator[str]:
    """Yield the paths of all that a build reads of the user's: the kit's files and templates; not what cannot be read."""
    if os.path.isfile(folder):  # noqa: PTH113 -- a kit in a zip file
        yield folder
    else:
        yield from (os.path.join(folder, name) for name in _names(folder, lambda *_: None))  # noqa: PTH118
    for each in templates:
        yield from (os.path.join(each, name) for name in names(each, lambda *_: True, lambda *_: None))  # noqa: PTH118


def recorded(out: str) -> dict[str, Any]:
    """Return the manifest of an output folder as plain values.

    Raises ``OSError`` where there is none, ``ValueError`` and the like where it cannot be understood.
    """
    plain: dict[str, Any] = json.loads(read_inside(out, MANIFEST, limits.MANIFEST_BYTES))
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    return plain


def unchanged(folder: str, out: str, templates: Iterable[str], words: Iterable[str], now: float) -> dict[str, Any] | None:
    """Return the manifest of ``out``, if nothing that it was made from has changed and all of it is there.

    ``now`` is in seconds since 1970, UTC. None also where anything cannot be read or understood.
    """
    if any(os.path.lexists(os.path.join(each, UNSETTLED)) for each in (folder, out)):  # noqa: PTH118
        return None
    try:
        plain = recorded(out)
        if not plain["outputs"] or (plain["until"] is not None and now >= plain["until"]):
            return None
        if plain["whole"] != key(contents(folder, _stop), machinery(templates), words):
            return None
        same = all(is_same(out, path, each["bytes"], each["sha256"]) for path, each in plain["outputs"].items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return plain if same else None


def is_same(out: str, path: str, size: int, sha256: str) -> bool:
    """Return whether the output at ``path`` below ``out`` is the one that was written; one outside it never is."""
    try:
        data = read_inside(out, path, min(size, limits.OUTPUT_BYTES))
    except (OSError, ValueError, TypeError):
        return False
    return len(data) == size and hashlib.sha256(data).hexdigest() == sha256
