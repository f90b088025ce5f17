"""Finds templates/, fonts/ and data/ in a checkout and in an installed wheel, and reads their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from presskit import intake
from presskit.limits import TEMPLATE_BYTES
from presskit.paths import shipped_folder
from presskit.pictures.stripping import bare

__all__ = ["Resources", "shipped"]


class MissingResourceError(FileNotFoundError):
    """A template or font that a writer needs is not there; the message names it and where it was looked for."""


def shipped(name: str) -> Path:
    """Return the folder ``name`` (``templates``, ``fonts``, ``data``) of the wheel or of the checkout."""
    folder = shipped_folder(name)
    if not folder:
        raise MissingResourceError(f"presskit's own folder «{name}» is missing: install presskit again")
    return Path(folder)




@dataclass(frozen=True, slots=True)
class Resources:
    """What writers may read: templates, the user's own folder first; bundled fonts; the pictures of one kit.

    ``assets`` maps a path inside the kit to its bytes. Nothing else of the disk or the network is within reach.
    """

    templates: tuple[Path, ...] = field(default_factory=lambda: (shipped("templates"),))
    fonts: Path = field(default_factory=lambda: shipped("fonts"))
    assets: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def has_own_templates(self) -> bool:
        """Whether a folder of somebody's own templates is looked into."""
        return self.templates != (shipped("templates"),)

    def absolute(self) -> Resources:
        """Return the same resources for a process that has another working folder."""
        return replace(self, templates=tuple(each.absolute() for each in self.templates), fonts=self.fonts.absolute())

    def with_templates(self, folder: Path) -> Resources:
        """Return resources in which ``folder`` is looked into before presskit's own templates."""
        return replace(self, templates=(folder, *self.templates))

    def with_assets(self, assets: Mapping[str, bytes]) -> Resources:
        """Return resources that hold the pictures of a kit, without their metadata."""
        return replace(self, assets=bare(assets))

    def template(self, name: str) -> bytes:
        """Return the bytes of the first template called ``name``; raises :class:`MissingResourceError`.

        A template that may not be read, as a link out of the user's folder, is not looked for in the next.
        """
        for folder in self.templates:
            try:
                own = folder == shipped("templates")  # read wherever it lies; a user's folder has limits
                return (folder / name).read_bytes() if own else intake.read_inside(folder, name, TEMPLATE_BYTES)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as problem:
                raise MissingResourceError(f"the template «{name}» cannot be read: {problem.strerror}") from problem
        raise MissingResourceError(f"no template «{name}» in {', '.join(map(str, self.templates))}")

    def font_files(self) -> tuple[Path, ...]:
        """Return the bundled font files, sorted by name."""
        return tuple(sorted(p for p in self.fonts.iterdir() if p.suffix in {".ttf", ".otf"}))
