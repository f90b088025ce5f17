"""Makes requirements/presskit.cdx.json, the bill of materials of the wheel (CycloneDX): python -m tests.packaging.sbom."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Container
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from presskit.version import __version__
from tests.packaging.licences import EDITOR_LOCK, Bundled, Pin, bundled, licence_of, pins

__all__ = ["SBOM", "text"]

ROOT = Path(__file__).parents[2]
SBOM = ROOT / "requirements/presskit.cdx.json"


def text() -> str:
    """Return the bill of materials: presskit, what it runs with, what the studio needs beside it (scope
    «optional»), and what builds it (scope «excluded»), from the lock; and, from the lock of the studio's editor, the packages
    of npm that are bundled into it, for the wheel carries them.

    The same locks give the same text on each machine: it has no time, no number of its own, and no address of an index.
    """
    locked = {pin.name: pin for pin in pins()}
    needed = _reached(_project()["dependencies"], locked)
    of_studio = _reached(_studio(), locked)
    root = Component(
        name="presskit", version=__version__, type=ComponentType.APPLICATION, bom_ref="presskit",
        licenses=[LicenseFactory().make_from_string("MIT")], purl=PackageURL("pypi", None, "presskit", __version__),
    )  # fmt: skip
    bom = Bom()
    bom.metadata.component = root
    components = {name: _component(pin, _scope(name, needed, of_studio)) for name, pin in locked.items()}
    bom.components.update(components.values())
    inside = {each.name: _bundled_component(each) for each in bundled()}
    bom.components.update(inside.values())
    wanted = json.loads(EDITOR_LOCK.read_text("utf-8"))["packages"][""]["dependencies"]
    direct = [components[name] for name in _names(_project()["dependencies"], locked)]
    bom.register_dependency(root, [*direct, *(inside[name] for name in sorted(wanted))])
    for each in bundled():
        bom.register_dependency(inside[each.name], [inside[name] for name in each.needs])
    for name in locked:
        bom.register_dependency(components[name], [components[each] for each in _direct(name, locked, needed.get(name, of_studio.get(name, set())))])
    plain = json.loads(JsonV1Dot6(bom).output_as_string())
    del plain["serialNumber"], plain["metadata"]["timestamp"]
    return json.dumps(plain, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _project() -> dict[str, list[str]]:
    project: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def _studio() -> list[str]:
    """Return what the extra «studio» asks for: `make kit` installs it."""
    plain = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return list(plain["project"]["optional-dependencies"]["studio"])


def _scope(name: str, needed: Container[str], of_studio: Container[str]) -> ComponentScope:
    if name in needed:
        return ComponentScope.REQUIRED
    return ComponentScope.OPTIONAL if name in of_studio else ComponentScope.EXCLUDED


def _component(pin: Pin, scope: ComponentScope) -> Component:
    return Component(
        name=pin.name, version=pin.version, type=ComponentType.LIBRARY, bom_ref=pin.name,
        scope=scope,
        licenses=[LicenseFactory().make_from_string(licence_of(pin.name))],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in pin.hashes],
        purl=PackageURL("pypi", None, pin.name, pin.version),
    )  # fmt: skip


def _bundled_component(package: Bundled) -> Component:
    scope, _, name = package.name.rpartition("/")
    return Component(
        name=package.name, version=package.version, type=ComponentType.LIBRARY, bom_ref=f"npm:{package.name}",
        scope=ComponentScope.OPTIONAL,
        licenses=[LicenseFactory().make_from_string(package.licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=package.digest)],
        purl=PackageURL("npm", scope or None, name, package.version),
    )  # fmt: skip


def _names(requirements: list[str], locked: dict[str, Pin]) -> list[str]:
    return sorted({canonicalize_name(Requirement(each).name) for each in requirements} & set(locked))


def _direct(name: str, locked: dict[str, Pin], extras: set[str]) -> list[str]:
    """Return the locked packages that a package asks for, on any system, with some of its extras."""
    return _names([str(each) for each in _asked(name, extras)], locked)


def _asked(name: str, extras: set[str]) -> list[Requirement]:
    try:
        found = [Requirement(each) for each in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:  # wanted elsewhere only
        found = []
    return [each for each in found if _applies(each, extras)]


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    """Return whether a requirement is one without an extra, or one of ``extras``; other markers count as true."""
    words = str(requirement.marker or "")
    return "extra ==" not in words or any(f'extra == "{each}"' in words for each in extras)


def _reached(requirements: list[str], locked: dict[str, Pin]) -> dict[str, set[str]]:
    """Return what is needed to meet the requirements, each package with the extras that are asked of it."""
    found: dict[str, set[str]] = {}
    open_ones = [Requirement(each) for each in requirements]
    while open_ones:
        each = open_ones.pop()
        name, extras = canonicalize_name(each.name), set(each.extras)
        if name in locked and (name not in found or not extras <= found[name]):
            found[name] = found.get(name, set()) | extras
            open_ones += _asked(name, found[name])
    return found


if __name__ == "__main__":
    sys.stdout.write(text())
