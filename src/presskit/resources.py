"""Finds templates/, fonts/ and data/ in a checkout and in an installed wheel, and hands out their bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from presskit.pictures.stripping import bare
from presskit.places import shipped_folder

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

    def with_templates(self, folder: Path) -> Resources:
        """Return resources in which ``folder`` is looked into before presskit's own templates."""
        return replace(self, templates=(folder, *self.templates))

    def with_assets(self, assets: Mapping[str, bytes]) -> Resources:
        """Return resources that hold the pictures of a kit: from here on they tell nothing but what they show."""
        return replace(self, assets=bare(assets))

    def template_path(self, name: str) -> Path:
        """Return the first template file called ``name``; raises :class:`MissingResourceError`."""
        for folder in self.templates:
            if (folder / name).is_file():
                return folder / name
        places = ", ".join(str(folder) for folder in self.templates)
        raise MissingResourceError(f"no template «{name}» in {places}")

    def template(self, name: str) -> bytes:
        """Return the bytes of a template."""
        return self.template_path(name).read_bytes()

    def font_files(self) -> tuple[Path, ...]:
        """Return the bundled font files, sorted by name."""
        return tuple(sorted(p for p in self.fonts.iterdir() if p.suffix in {".ttf", ".otf"}))
