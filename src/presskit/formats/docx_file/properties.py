"""What a file says of itself: its properties (docProps) and its settings."""

from __future__ import annotations

from presskit.formats.docx_file.names import Element, attribute, name

__all__ = ["core", "custom", "extended", "settings"]


def core(root: Element | None) -> dict[str, str]:
    """Return the core properties by their local names: ``title``, ``creator``, ``lastModifiedBy`` (part 2, 11)."""
    return {_local(each): (each.text or "").strip() for each in root} if root is not None else {}


def extended(root: Element | None) -> dict[str, str]:
    """Return the extended properties that are text: ``Application``, ``Company``, ``Template`` (part 1, 22.2)."""
    return {_local(each): (each.text or "").strip() for each in root if not len(each)} if root is not None else {}


def custom(root: Element | None) -> dict[str, str]:
    """Return the custom properties by name (part 1, 22.3)."""
    if root is None:
        return {}
    return {attribute(each, "name"): "".join(str(text) for text in each.itertext()).strip() for each in root}


def settings(root: Element | None) -> frozenset[str]:
    """Return the names of the settings that there are, such as ``w:rsids`` (part 1, 17.15)."""
    return frozenset(name(each) for each in root) if root is not None else frozenset()


def _local(element: Element) -> str:
    return name(element).rpartition(":")[2]
