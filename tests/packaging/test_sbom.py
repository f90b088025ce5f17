"""The bill of materials and the page of licences: of exactly what the lock holds, the same on each machine."""

from __future__ import annotations

import base64
import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from presskit.version import __version__
from tests.packaging import licences, licences_page, sbom

ROOT = Path(__file__).parents[2]
PINS = licences.pins()
BOM: dict[str, Any] = json.loads(sbom.SBOM.read_text("utf-8"))


def test_it_is_cyclonedx() -> None:
    assert (BOM["bomFormat"], BOM["specVersion"]) == ("CycloneDX", "1.6")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(sbom.SBOM.read_text("utf-8")) is None


def test_it_is_made_of_the_lock() -> None:
    assert sbom.SBOM.read_text("utf-8") == sbom.text(), "write it anew: make docs"


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: pin.name)
def test_each_package_of_the_lock_is_in_it_with_version_hashes_and_licence(pin: licences.Pin) -> None:
    (found,) = (each for each in BOM["components"] if each["name"] == pin.name)
    assert found["version"] == pin.version
    assert found["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
    assert sorted(each["content"] for each in found["hashes"]) == sorted(pin.hashes)
    stated = [each.get("expression") or each["license"]["id"] for each in found["licenses"]]
    assert stated == [licences.licence_of(pin.name)]


def test_nothing_else_is_in_it() -> None:
    names = [*(pin.name for pin in PINS), *(each.name for each in licences.bundled())]
    assert sorted(each["name"] for each in BOM["components"]) == sorted(names)
    assert BOM["metadata"]["component"]["version"] == __version__


def test_what_pyproject_asks_for_is_needed_and_what_builds_is_not() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    scopes = {each["name"]: each["scope"] for each in BOM["components"]}
    asked = {re.split(r"[><=\[ ]", each)[0] for each in project["project"]["dependencies"]}
    assert {scopes[name] for name in asked} == {"required"}
    studio = {re.split(r"[><=\[ ]", each)[0] for each in project["project"]["optional-dependencies"]["studio"]}
    assert {scopes[name] for name in studio} == {"optional"}
    assert scopes["hatchling"] == scopes["editables"] == "excluded"
    (root,) = (each for each in BOM["dependencies"] if each["ref"] == "presskit")
    wanted = json.loads((ROOT / "src/presskit/studio/editor/package.json").read_text("utf-8"))["dependencies"]
    assert set(root["dependsOn"]) == asked | {f"npm:{name}" for name in wanted}


def test_each_package_in_the_editor_that_the_wheel_carries_is_in_it() -> None:
    lock = json.loads(licences.EDITOR_LOCK.read_text("utf-8"))["packages"]
    found = {each["name"]: each for each in BOM["components"] if each["purl"].startswith("pkg:npm/")}
    assert {"prosemirror-model", "prosemirror-view", "rope-sequence", "w3c-keyname"} <= set(found)
    assert not any("esbuild" in name for name in found)
    for name, each in found.items():
        locked = lock[f"node_modules/{name}"]
        assert (each["version"], each["purl"]) == (locked["version"], f"pkg:npm/{name}@{locked['version']}")
        assert [one["license"]["id"] for one in each["licenses"]] == [locked["license"]]
        ((kind, digest),) = [(one["alg"], one["content"]) for one in each["hashes"]]
        assert (kind, base64.b64encode(bytes.fromhex(digest)).decode()) == ("SHA-512", locked["integrity"].removeprefix("sha512-"))
    needs = {each["ref"]: each.get("dependsOn", []) for each in BOM["dependencies"]}
    assert needs["npm:prosemirror-history"] == [f"npm:{each}" for each in ("prosemirror-state", "prosemirror-transform", "prosemirror-view", "rope-sequence")]


def test_the_packages_of_the_bundle_are_those_of_the_lock() -> None:
    told = ROOT / "src/presskit/studio/editor/built/LICENCES.txt"
    if not told.is_file():
        pytest.skip("the editor is not bundled: make studio")
    for each in licences.bundled():
        assert f"{each.name} {each.version}" in told.read_text("utf-8")


def test_it_names_no_machine_no_moment_and_no_index() -> None:
    written = sbom.SBOM.read_text("utf-8")
    hosts = set(re.findall(r"https?://([^/\"]+)", written))
    assert hosts == {"cyclonedx.org"}  # the schema
    assert not re.search(r"/home/|/root|/work|/tmp|file:", written)
    assert not {"serialNumber", "timestamp"} & {*BOM, *BOM["metadata"]}


def test_every_licence_is_an_allowed_one() -> None:
    found = {pin.name: licences.parts(licences.licence_of(pin.name)) for pin in PINS}
    found |= {each.name: licences.parts(each.licence) for each in licences.bundled()}
    assert set().union(*found.values()) <= licences.ALLOWED
    gpl = [name for name, names in found.items() if "GPL-2.0-or-later" in names]
    assert gpl == ["pyphen"]
    assert " OR " in licences.licence_of("pyphen")


def test_a_package_that_changes_its_licence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "declared", lambda _: "SSPL")
    with pytest.raises(KeyError):
        licences.licence_of("jinja2")


def test_licences_are_read_of_packages_that_the_lock_has() -> None:
    names = {pin.name for pin in PINS}
    assert {name for name, _ in licences.READ} | set(licences.ONLY_ELSEWHERE) <= names
    for name in licences.ONLY_ELSEWHERE:
        with pytest.raises(metadata.PackageNotFoundError):
            licences.declared(name)


def test_the_page_lists_them() -> None:
    written = (ROOT / "docs/reference/licences.md").read_text("utf-8")
    assert written == licences_page.page(), "write it anew: make docs"
