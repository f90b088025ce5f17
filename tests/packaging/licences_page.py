"""Makes docs/reference/licences.md of the lock and the packages' metadata: python -m tests.packaging.licences_page."""

from __future__ import annotations

import json
import sys

from tests.packaging.licences import bundled, licence_of, pins
from tests.packaging.sbom import SBOM

__all__ = ["page"]

HEAD = """\
# Licences

presskit is under the MIT licence. It runs with these libraries, which pip installs beside it and which are not part of the
wheel; the fonts that it carries have their licences next to them in `fonts/`. The licences are
[SPDX expressions](https://spdx.org/licenses/). `requirements/presskit.cdx.json` lists the same for programs
([CycloneDX](https://cyclonedx.org)), with the hashes of the files; the wheel carries it in `.dist-info/sboms/`
([PEP 770](https://peps.python.org/pep-0770/)). This page is made of the lock; `make docs` writes it anew.

| library | version | licence | for |
|---|---|---|---|
"""
MIDDLE = """
The studio's editor is bundled from these packages of npm, which are part of the wheel; their licences stand in
`presskit/studio/editor/built/LICENCES.txt`.

| package | version | licence |
|---|---|---|
"""
FOOT = """
With a choice of licences (`OR`) presskit needs only one of them. Of `pyphen` it uses LGPL or MPL, never GPL. `pypdfium2` contains
PDFium, with the licences of its parts in the package. The extras `keyring` and `dask` are not in the lock.
"""


def page() -> str:
    """Return the page of all libraries of the lock, by name."""
    components = json.loads(SBOM.read_text("utf-8"))["components"]
    scopes = {each["name"]: each["scope"] for each in components if each["purl"].startswith("pkg:pypi/")}
    uses = {"required": "running", "optional": "the studio", "excluded": "building"}
    rows = [f"| {pin.name} | {pin.version} | {licence_of(pin.name)} | {uses[scopes[pin.name]]} |" for pin in pins()]
    inside = [f"| {each.name} | {each.version} | {each.licence} |" for each in bundled()]
    return HEAD + "\n".join(rows) + "\n" + MIDDLE + "\n".join(inside) + "\n" + FOOT


if __name__ == "__main__":
    sys.stdout.write(page())
