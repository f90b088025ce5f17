"""What the tests of the studio stand on: kits to work on, a studio that runs, a visitor, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.studio import browsing
from tests.studio.serving import Running, Visitor, running

ROOT = Path(__file__).parents[2]
LETTER = """\
PRESS RELEASE

EMBARGOED until 6am CET, 14 January 2027

The bridge at Ostermoor is open to everybody

Ostermoor, 14 January 2027. The footbridge over the Lenne was opened today after four years of work. It has no steps.

"Whoever pushes a pram gets across now," said Rike Tannhäuser, who planned it.

Signed by:
Ostermoor Walking Club
River Lenne Trust
Fahrgastrat Lennetal

Contact: Rike Tannhäuser, press@example.org
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The one browser of a process, for Playwright refuses a second one; while it is there, an event loop runs in the process."""
    if browsing.chromium() is None:
        pytest.skip("Chromium is not installed")
    with browsing.browser() as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the specimen as its one release; the tests of a module share it with its studio."""
    home = tmp_path_factory.mktemp("studio") / "releases"
    shutil.copytree(ROOT / "data/aleppo", home / "aleppo")
    return home


@pytest.fixture(scope="module")
def studio(folder: Path) -> Iterator[Running]:
    with running(folder) as started:
        yield started


@pytest.fixture(scope="module")
def visitor(studio: Running) -> Visitor:
    """Somebody who opened the address that the terminal printed."""
    made = Visitor(studio.port)
    assert made.enter(studio.token).status == 303
    return made
