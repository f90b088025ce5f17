"""Makes docs/reference/licences.md of the lock and the packages' metadata: python -m tests.packaging.licences_page."""

from __future__ import annotations

import json
import sys

from tests.packaging.licences import licence_of, pins
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
FOOT = """
With a choice of licences (`OR`) presskit needs only one of them. Of `pyphen` it uses LGPL or MPL, never GPL. `pypdfium2` contains
PDFium, with the licences of its parts in the package. The extras `keyring` and `dask` are not in the lock.
"""


def page() -> str:
    """Return the page of all libraries of the lock, by name."""
    scopes = {each["name"]: each["scope"] for each in json.loads(SBOM.read_text("utf-8"))["components"]}
    uses = {"required": "running", "optional": "the studio", "excluded": "building"}
    rows = [f"| {pin.name} | {pin.version} | {licence_of(pin.name)} | {uses[scopes[pin.name]]} |" for pin in pins()]
    return HEAD + "\n".join(rows) + "\n" + FOOT


if __name__ == "__main__":
    sys.stdout.write(page())
