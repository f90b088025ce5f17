"""The plates as Ghostscript makes them: text is on the black one alone, marks are on all of them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from presskit.model.release import Brand, Spot
from presskit.resources import Resources
from tests.samples import edition
from tests.setting import print_of

pytestmark = [pytest.mark.real, pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript makes the plates")]
DPI = 100
MM = DPI / 25.4


def plates(data: bytes, folder: Path) -> dict[str, Image.Image]:
    """Return the plates of the first page by their ink; white is no ink."""
    (folder / "in.pdf").write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dFirstPage=1", "-dLastPage=1", f"-r{DPI}", "-sDEVICE=tiffsep"]
    done = subprocess.run([*command, "-sOutputFile=p%d.tif", "in.pdf"], cwd=folder, capture_output=True, text=True, check=True)
    assert "rror" not in done.stdout + done.stderr
    return {path.name.split("(")[1].split(")")[0]: Image.open(path).convert("L") for path in folder.glob("p1(*).tif")}


def share(plate: Image.Image, box: tuple[float, float, float, float]) -> float:
    """Return how much of a box, in mm from the upper left corner of the sheet, has ink."""
    part = plate.crop(tuple(round(side * MM) for side in box))  # type: ignore[arg-type]
    return sum(part.histogram()[:250]) / (part.width * part.height)


TEXT = (60, 85, 200, 240)
"""The column of text: black alone but for the accent's dots and links."""
CROSS = (15 + 105 - 2.5, 3, 15 + 105 + 2.5, 9)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_text_is_on_the_black_plate_and_marks_are_on_all(language: str, tmp_path: Path) -> None:
    made = replace(edition(language), brand=Brand(cmyk=(0, 100, 0, 0)))
    found = plates(print_of(made, Resources()).data, tmp_path)
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black"}
    assert share(found["Black"], TEXT) > 0.03
    assert share(found["Cyan"], TEXT) == share(found["Yellow"], TEXT) == 0
    for plate in found.values():
        assert share(plate, CROSS) > 0.05


def test_a_spot_ink_is_one_plate_more(tmp_path: Path) -> None:
    made = replace(edition(), brand=Brand(spot=Spot("House red", (5, 100, 71, 22))))
    found = plates(print_of(made, Resources()).data, tmp_path)
    assert set(found) == {"Cyan", "Magenta", "Yellow", "Black", "House red"}
    page = (16, 16, 224, 311)
    assert share(found["House red"], page) > 0.002
    assert share(found["Magenta"], page) == 0
